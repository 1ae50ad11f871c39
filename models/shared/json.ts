import { scanJson, type JsonLimits } from './jsonScan'

/** What may be read at most: larger documents are refused before anything is done with them. */
export const jsonLimits: JsonLimits = { depth: 40, containers: 400_000, keys: 700_000, entries: 10_000_000 }
/** Keys of one object; ours have some dozens, a path by years at most 151. */
const mostKeys = 300

export interface JsonFault {
  readonly path: string
  readonly code: 'json-syntax' | 'json-depth' | 'json-size' | 'json-key' | 'json-number'
  readonly message: string
}

export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: JsonFault }

const refused = (path: string, code: JsonFault['code'], message: string): ParsedJson => ({ ok: false, fault: { path, code, message } })

/**
 * Parse JSON from outside: a byte order mark is passed over; syntax errors are told with line and column; keys that
 * could reach a prototype, too many of anything, depth beyond 40 and numbers beyond double precision are refused.
 */
export function parseJson(text: string, limits: JsonLimits = jsonLimits): ParsedJson {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  const scan = scanJson(plain, limits)
  if (!scan.ok) {
    const place = placeOf(plain, scan.at)
    if (scan.why === 'depth') return refused(place, 'json-depth', `the document is nested deeper than ${String(limits.depth)} levels`)
    if (scan.why === 'size') return refused(place, 'json-size', 'the document has more entries than are read')
    return refused(place, 'json-syntax', plain.trim() === '' ? 'the file is empty' : 'not valid JSON here; the file may be cut off')
  }
  const value: unknown = JSON.parse(plain)
  const bad = findBad(value)
  return bad === undefined ? { ok: true, value } : refused(bad.path, bad.code, bad.message)
}

/** Line and column, counted from 1. */
function placeOf(text: string, at: number): string {
  let [line, start] = [1, 0]
  for (let k = text.indexOf('\n'); k >= 0 && k < at; k = text.indexOf('\n', k + 1)) {
    line++
    start = k + 1
  }
  return `line ${String(line)}, column ${String(at - start + 1)}`
}

/** The first value that cannot be taken; its path is put together on the way out, so that a sound document costs none. */
function findBad(value: unknown): JsonFault | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return { path: '', code: 'json-number', message: 'the number is too large' }
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    for (let k = 0; k < value.length; k++) {
      const bad = findBad(value[k])
      if (bad !== undefined) return within(`[${String(k)}]`, bad)
    }
    return undefined
  }
  const entries = Object.entries(value)
  if (entries.length > mostKeys) return { path: '', code: 'json-size', message: `an object has more than ${String(mostKeys)} keys` }
  for (const [key, inner] of entries) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      return { path: key, code: 'json-key', message: `the key "${key}" is not allowed` }
    const bad = findBad(inner)
    if (bad !== undefined) return within(key, bad)
  }
  return undefined
}

const within = (step: string, bad: JsonFault): JsonFault => ({
  ...bad,
  path: bad.path === '' || bad.path.startsWith('[') ? `${step}${bad.path}` : `${step}.${bad.path}`,
})
