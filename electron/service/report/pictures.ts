import { crc32, deflateRawSync } from 'node:zlib'
import { packText, partsOfZip, textOfPart, zipOf, type ZipPart } from '../table/zipParts'

/**
 * Pictures of a kind that the library for .docx does not know: it is given a placeholder for each, and these are changed for the pictures
 * in the file that it made.
 */

const [madeUp, wanted] = ['png', 'emf'] as const
const mediaType = 'image/x-emf'

/** What the library is given in place of the n-th picture. */
export const placeholder = (n: number): Buffer => Buffer.from(`liangli picture ${String(n)}`)

const packBytes = (name: string, bytes: Uint8Array): ZipPart => ({
  name,
  method: 8,
  crc: crc32(bytes),
  size: bytes.length,
  packed: deflateRawSync(bytes),
})

/** @param docx that the library made of placeholders alone. @param pictures in their order. */
export async function withPictures(docx: Uint8Array, pictures: readonly Uint8Array[]): Promise<Uint8Array> {
  if (pictures.length === 0) return docx
  const known = new Map(pictures.map((picture, n) => [placeholder(n).toString(), picture]))
  const renamed = (name: string): string => name.replace(new RegExp(`\\.${madeUp}$`), `.${wanted}`)
  const parts: ZipPart[] = []
  for (const part of partsOfZip(docx)) {
    if (/^word\/media\//.test(part.name)) {
      const picture = known.get(textOfPart(part))
      parts.push(picture === undefined ? part : packBytes(renamed(part.name), picture))
    } else if (part.name === '[Content_Types].xml') {
      const entry = `<Default ContentType="${mediaType}" Extension="${wanted}"/>`
      parts.push(await packText(part.name, [textOfPart(part).replace(/(<Types[^>]*>)/, `$1${entry}`)]))
    } else if (/\.rels$/.test(part.name)) {
      parts.push(
        await packText(part.name, [textOfPart(part).replace(new RegExp(`(Target="media/[^"]+)\\.${madeUp}"`, 'g'), `$1.${wanted}"`)]),
      )
    } else parts.push(part)
  }
  return zipOf(parts)
}
