import { hostileNumerals, hostileTexts } from './hostile'
import type { Random } from './random'

/** Bytes with some of their bits turned, parts cut out, doubled, moved or replaced. */
export function withBrokenBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let broken = Buffer.from(bytes)
  for (let left = 1 + random.below(3); left > 0; left--) broken = breakOnce(broken, random)
  return new Uint8Array(broken)
}

function breakOnce(bytes: Buffer<ArrayBuffer>, random: Random): Buffer<ArrayBuffer> {
  const [from, length] = [random.below(bytes.length + 1), random.below(1 + random.pick([1, 4, 64, 1024]))]
  const [before, part, after] = [bytes.subarray(0, from), bytes.subarray(from, from + length), bytes.subarray(from + length)]
  switch (random.below(7)) {
    case 0:
    case 1:
      for (let k = 1 + random.below(8); k > 0 && bytes.length > 0; k--) {
        const at = random.below(bytes.length)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
      }
      return bytes
    case 2:
      return Buffer.from(before)
    case 3:
      return Buffer.concat([before, after])
    case 4:
      return Buffer.concat([before, part, part, after])
    case 5:
      return Buffer.concat([before, Buffer.from(Array.from({ length }, () => random.below(256))), after])
    default:
      return Buffer.concat([after, part, before])
  }
}

const numeral = /-?\d+(\.\d+)?/g
const word = /[\p{L}_]{2,}/gu
const sign = /[{}[\]",:;<>=/\r\n\t]/g

/** A text with some numbers, words and signs replaced by what has broken readers before. */
export function withBrokenWords(text: string, random: Random): string {
  let broken = text
  for (let left = 1 + random.below(4); left > 0; left--) {
    const kind = random.below(4)
    if (kind === 0) broken = replaceOne(broken, numeral, random.pick(hostileNumerals), random)
    else if (kind === 1) broken = replaceOne(broken, word, random.pick(hostileTexts), random)
    else if (kind === 2)
      broken = replaceOne(broken, sign, random.pick(['', '"', ',', '{', '[', '\n', ';', '\t', '\u0000', '""', '<']), random)
    else broken = doubleLine(broken, random)
  }
  return broken
}

function replaceOne(text: string, pattern: RegExp, replacement: string, random: Random): string {
  // From a random place on: all places of a large text are not worth finding.
  pattern.lastIndex = random.below(Math.max(1, text.length - 20))
  const found = pattern.exec(text)
  return found === null ? text : `${text.slice(0, found.index)}${replacement}${text.slice(found.index + found[0].length)}`
}

function doubleLine(text: string, random: Random): string {
  const start = text.lastIndexOf('\n', random.below(text.length + 1)) + 1
  const end = text.indexOf('\n', start)
  if (end < 0) return text
  const line = text.slice(start, end + 1)
  return random.chance(0.5)
    ? `${text.slice(0, start)}${text.slice(end + 1)}`
    : `${text.slice(0, end + 1)}${line.repeat(random.pick([1, 1, 300]))}${text.slice(end + 1)}`
}
