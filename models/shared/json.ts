/** What may be read at most: deeper documents are refused before anything is done with them. */
export const maxDepth = 40

export interface JsonFault {
  readonly path: string
  readonly code: 'json-syntax' | 'json-depth' | 'json-key' | 'json-number'
  readonly message: string
}

export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: JsonFault }

const refused = (path: string, code: JsonFault['code'], message: string): ParsedJson => ({ ok: false, fault: { path, code, message } })

/**
 * Parse JSON from outside: a byte order mark is passed over; syntax errors are told with line and column; keys that
 * could reach a prototype, depth beyond 40 and numbers beyond double precision are refused.
 */
export function parseJson(text: string): ParsedJson {
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (depthOf(plain) > maxDepth) return refused('', 'json-depth', `the document is nested deeper than ${String(maxDepth)} levels`)
  let value: unknown
  try {
    value = JSON.parse(plain)
  } catch (error) {
    const { line, column } = placeOfError(plain, error)
    return refused(
      `line ${String(line)}, column ${String(column)}`,
      'json-syntax',
      plain.trim() === '' ? 'the file is empty' : 'not valid JSON here; the file may be cut off',
    )
  }
  const bad = findBad(value, '')
  return bad ?? { ok: true, value }
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0]
  let inString = false
  for (let k = 0; k < text.length; k++) {
    const c = text.charCodeAt(k)
    if (inString) {
      if (c === 0x5c) k++
      else if (c === 0x22) inString = false
    } else if (c === 0x22) inString = true
    else if (c === 0x7b || c === 0x5b) deepest = Math.max(deepest, ++depth)
    else if (c === 0x7d || c === 0x5d) depth--
  }
  return deepest
}

/** Engines word their errors differently; where they name no position the end of the text is taken. */
function placeOfError(text: string, error: unknown): { readonly line: number; readonly column: number } {
  const message = error instanceof Error ? error.message : ''
  const position = /position (\d+)/.exec(message)?.[1]
  const before = text.slice(0, position === undefined ? text.length : Number(position)).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

function findBad(value: unknown, path: string): ParsedJson | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return refused(path, 'json-number', 'the number is too large')
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const here = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`
    if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      return refused(here, 'json-key', `the key "${key}" is not allowed`)
    const bad = findBad(inner, here)
    if (bad !== undefined) return bad
  }
  return undefined
}
