import { inflateRawSync } from 'node:zlib'

const [endLength, longestComment, centralLength, localLength] = [22, 65_535, 46, 30]
const [endSign, centralSign, localSign] = [0x06054b50, 0x02014b50, 0x04034b50]
const mostEntries = 5000

/**
 * Texts of some entries of an archive from outside, by name; whoever made it, nothing is unpacked beyond `most` bytes for each.
 * @returns undefined where the bytes are no archive, are cut off, or an entry is larger or packed in another way than by deflate.
 */
export function textsOfZip(bytes: Uint8Array, isWanted: (name: string) => boolean, most: number): ReadonlyMap<string, string> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const lowest = Math.max(0, bytes.length - endLength - longestComment)
  let end = bytes.length - endLength
  while (end >= lowest && view.getUint32(end, true) !== endSign) end--
  if (end < lowest) return undefined
  const found = new Map<string, string>()
  let at = view.getUint32(end + 16, true)
  for (let left = Math.min(mostEntries, view.getUint16(end + 10, true)); left > 0; left--) {
    if (at + centralLength > end || view.getUint32(at, true) !== centralSign) return undefined
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [number, number, number]
    const entry = new TextDecoder().decode(bytes.subarray(at + centralLength, at + centralLength + name))
    if (isWanted(entry)) {
      const text = unpacked(bytes, view, { at, most })
      if (text === undefined) return undefined
      found.set(entry, text)
    }
    at += centralLength + name + extra + comment
  }
  return found
}

/** @param at of the entry in the list at the end. */
function unpacked(bytes: Uint8Array, view: DataView, { at, most }: { readonly at: number; readonly most: number }): string | undefined {
  const [method, size, local] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)]
  if (local + localLength > bytes.length || view.getUint32(local, true) !== localSign) return undefined
  const start = local + localLength + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (start + size > bytes.length || size > most) return undefined
  const packed = bytes.subarray(start, start + size)
  if (method === 0) return new TextDecoder().decode(packed)
  if (method !== 8) return undefined
  try {
    return new TextDecoder().decode(inflateRawSync(packed, { maxOutputLength: most }))
  } catch {
    return undefined
  }
}
