/** What a JSON text may hold at most. */
export interface JsonLimits {
  readonly depth: number
  /** Objects and arrays together. */
  readonly containers: number
  /** Keys of all objects together. */
  readonly keys: number
  /** Entries of all arrays together. */
  readonly entries: number
}

export type JsonScan =
  | { readonly ok: true }
  /** `at` is the first character that cannot stand where it stands. */
  | { readonly ok: false; readonly why: 'syntax' | 'depth' | 'size'; readonly at: number }

const numeral = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const literal = /true|false|null/y
const escape = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y

const match = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

/** End of the string that begins at a quotation mark; of a broken one the negative place, less one, where it breaks. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; ; at++) {
    const c = text.charCodeAt(at)
    if (c === 0x22) return at + 1
    if (!(c >= 0x20)) return -at - 1
    if (c !== 0x5c) continue
    const end = match(escape, text, at + 1)
    if (end < 0) return -at - 1
    at = end - 1
  }
}

const isSpace = (c: number): boolean => c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09

/**
 * Walk a JSON text without making anything of it: where it breaks is known on every engine alike, and what would take too
 * much memory is refused before any is taken. A text that is well here is one that JSON.parse takes.
 */
export function scanJson(text: string, limits: JsonLimits): JsonScan {
  const stops = (why: 'syntax' | 'depth' | 'size', place: number): JsonScan => ({ ok: false, why, at: place })
  /** True for an object, false for an array. */
  const open: boolean[] = []
  let [at, containers, keys, entries] = [0, 0, 0, 0]
  let wants: 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'next' = 'value'
  for (;;) {
    while (isSpace(text.charCodeAt(at))) at++
    const c = text[at]
    if (wants === 'next') {
      const inObject = open.at(-1)
      if (inObject === undefined) return at >= text.length ? { ok: true } : stops('syntax', at)
      if (c === ',') {
        wants = inObject ? 'key' : 'value'
        if (!inObject && ++entries > limits.entries) return stops('size', at)
      } else if (c !== (inObject ? '}' : ']')) return stops('syntax', at)
      else open.pop()
      at++
    } else if ((wants === 'key-or-end' && c === '}') || (wants === 'value-or-end' && c === ']')) {
      open.pop()
      wants = 'next'
      at++
    } else if (wants === 'key' || wants === 'key-or-end') {
      if (c !== '"') return stops('syntax', at)
      const end = endOfString(text, at)
      if (end < 0) return stops('syntax', -end - 1)
      if (++keys > limits.keys) return stops('size', at)
      at = end
      while (isSpace(text.charCodeAt(at))) at++
      if (text[at] !== ':') return stops('syntax', at)
      at++
      wants = 'value'
    } else if (c === '{' || c === '[') {
      if (open.length >= limits.depth) return stops('depth', at)
      if (++containers > limits.containers) return stops('size', at)
      open.push(c === '{')
      wants = c === '{' ? 'key-or-end' : 'value-or-end'
      at++
    } else {
      const end = c === '"' ? endOfString(text, at) : match(c === 't' || c === 'f' || c === 'n' ? literal : numeral, text, at)
      if (end < 0) return stops('syntax', c === '"' ? -end - 1 : at)
      at = end
      wants = 'next'
    }
  }
}
