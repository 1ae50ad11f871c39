import { crc32, createDeflateRaw, inflateRawSync } from 'node:zlib'

/** An entry of an archive as it lies there. */
export interface ZipPart {
  readonly name: string
  /** 0 as it is, 8 deflated. */
  readonly method: number
  readonly crc: number
  /** Bytes when unpacked. */
  readonly size: number
  readonly packed: Uint8Array
}

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 } as const
const lengths = { local: 30, central: 46, end: 22 } as const
/** 1 January 1980: the same file for the same content. */
const firstDay = 0x0021
/** Names are UTF-8. */
const utf8Flag = 0x0800

/** Entries of an archive that this program has just made; archives from outside are never read by this. */
export function partsOfZip(bytes: Uint8Array): readonly ZipPart[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - lengths.end
  while (end > 0 && view.getUint32(end, true) !== signatures.end) end--
  const parts: ZipPart[] = []
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    const name = new TextDecoder().decode(bytes.subarray(at + lengths.central, at + lengths.central + (nameLength ?? 0)))
    const local = view.getUint32(at + 42, true)
    const start = local + lengths.local + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    parts.push({
      name,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      size: view.getUint32(at + 24, true),
      packed: bytes.subarray(start, start + view.getUint32(at + 20, true)),
    })
    at += lengths.central + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0)
  }
  return parts
}

/** The text of an entry. */
export const textOfPart = ({ method, packed }: ZipPart): string => new TextDecoder().decode(method === 8 ? inflateRawSync(packed) : packed)

/** Letters that are packed at a time. */
const mostLetters = 1 << 18

/** Pack a text that comes in pieces; no more of it than a few hundred kilobytes is kept at a time. */
export async function packText(name: string, pieces: Iterable<string>): Promise<ZipPart> {
  const deflate = createDeflateRaw()
  const packed: Uint8Array[] = []
  deflate.on('data', (chunk: Uint8Array) => packed.push(chunk))
  const done = new Promise<void>((resolve, reject) => {
    deflate.on('end', resolve)
    deflate.on('error', reject)
  })
  let [crc, size, waiting] = [0, 0, '']
  const write = async (text: string): Promise<void> => {
    const bytes = Buffer.from(text)
    crc = crc32(bytes, crc)
    size += bytes.length
    if (!deflate.write(bytes)) await new Promise<void>((resolve) => deflate.once('drain', resolve))
  }
  for (const piece of pieces) {
    waiting += piece
    if (waiting.length < mostLetters) continue
    await write(waiting)
    waiting = ''
  }
  await write(waiting)
  deflate.end()
  await done
  return { name, method: 8, crc, size, packed: joined(packed) }
}

/** An archive of these entries. */
export function zipOf(parts: readonly ZipPart[]): Uint8Array {
  const pieces: Uint8Array[] = []
  const central: Uint8Array[] = []
  let offset = 0
  const put = (piece: Uint8Array): void => {
    pieces.push(piece)
    offset += piece.length
  }
  for (const part of parts) {
    const name = new TextEncoder().encode(part.name)
    central.push(header('central', part, name, offset), name)
    put(header('local', part, name, 0))
    put(name)
    put(part.packed)
  }
  const start = offset
  central.forEach(put)
  const end = new DataView(new ArrayBuffer(lengths.end))
  end.setUint32(0, signatures.end, true)
  end.setUint16(8, parts.length, true)
  end.setUint16(10, parts.length, true)
  end.setUint32(12, offset - start, true)
  end.setUint32(16, start, true)
  put(new Uint8Array(end.buffer))
  return joined(pieces)
}

/** The head of an entry, before it or in the list at the end. */
function header(kind: 'local' | 'central', { method, crc, size, packed }: ZipPart, name: Uint8Array, offset: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(lengths[kind]))
  view.setUint32(0, signatures[kind], true)
  // In the list the program's version stands before the one that is needed.
  const at = kind === 'central' ? 6 : 4
  if (kind === 'central') view.setUint16(4, 20, true)
  view.setUint16(at, 20, true)
  view.setUint16(at + 2, utf8Flag, true)
  view.setUint16(at + 4, method, true)
  view.setUint16(at + 8, firstDay, true)
  view.setUint32(at + 10, crc, true)
  view.setUint32(at + 14, packed.length, true)
  view.setUint32(at + 18, size, true)
  view.setUint16(at + 22, name.length, true)
  if (kind === 'central') view.setUint32(42, offset, true)
  return new Uint8Array(view.buffer)
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
