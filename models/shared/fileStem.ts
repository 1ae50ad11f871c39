import { visibleText } from './visible'

/** Names Windows keeps for devices, whatever follows their point; also with the small figures of Latin-1. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[\d\u00B9\u00B2\u00B3])\s*(\.|$)/i
/** Unix counts bytes of a name, 255 at most, Windows letters of the whole path, 259; suffixes, a number and `.bak` take theirs. */
const mostBytes = 200
const mostLetters = 120

/** Bytes of a character in UTF-8. */
const bytesOf = (codePoint: number): number => (codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4)

/**
 * What a file can be called on every system that is to have a name: no folder, no device, nothing that cannot be seen, not too
 * long, cut between two characters. Undefined where nothing is left, or what is left is a name that systems keep.
 */
export function fileStem(name: string): string | undefined {
  const plain = visibleText(name)
    .normalize('NFC')
    .replace(/[\\/:*?"<>|\u2236]/g, '-')
    .replace(/\s+/g, ' ')
  let [stem, bytes] = ['', 0]
  for (const letter of plain) {
    bytes += bytesOf(letter.codePointAt(0) ?? 0)
    if (bytes > mostBytes || stem.length + letter.length > mostLetters) break
    stem += letter
  }
  stem = stem.replace(/[. ]+$/, '')
  return stem === '' || stem.startsWith('.') || reserved.test(stem) ? undefined : stem
}
