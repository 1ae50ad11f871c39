/** What an archive says it holds. */
export interface ZipListing {
  readonly names: readonly string[]
  /** Bytes of all entries when unpacked. */
  readonly unpacked: number
  /** Of these, bytes of what is read as markup: pictures are carried along only. */
  readonly markup: number
}

/** Smallest record that ends an archive, and the longest comment behind it. */
const endLength = 22
const longestComment = 65_535

/**
 * The list at the end of a zip archive: what it would unpack to is known before a byte is unpacked. The reader of workbooks
 * in turn unpacks no entry beyond the size listed here. @returns undefined where the bytes are no archive, are cut off, or
 * list an entry without its size.
 */
export function listZip(bytes: Uint8Array): ZipListing | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - endLength
  while (end >= 0 && end >= bytes.length - endLength - longestComment && view.getUint32(end, true) !== 0x06054b50) end--
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return undefined
  const names: string[] = []
  let [unpacked, markup, at] = [0, 0, view.getUint32(end + 16, true)]
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return undefined
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    const [name, extra, comment] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true)]
    // Packed nothing is two bytes long; an entry that says no size could unpack to anything.
    if (size === 0 && packed > 2) return undefined
    const entry = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name))
    names.push(entry)
    unpacked += size
    if (!/\.(png|jpe?g|gif|bmp|emf|wmf|tiff?|svg|bin|ttf|odttf)$/i.test(entry)) markup += size
    at += 46 + name + extra + comment
  }
  return { names, unpacked, markup }
}
