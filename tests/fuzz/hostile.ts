import type { Random } from './random'

/** Texts that have broken programs before. */
export const hostileTexts: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u202Egpj.exe',
  '\u2066\u2067\u2069',
  '\uFEFF',
  '\uD800',
  '\u{E0001}\u{E0020}',
  'e\u0301'.repeat(50),
  '\uFDFA'.repeat(100),
  '<script>globalThis.hacked = true</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '{{constructor.constructor("return process")()}}',
  '${process.exit()}',
  "=cmd|' /C calc'!A0",
  '../../../../etc/passwd',
  '..\\..\\windows\\system32\\config',
  'C:\\CON',
  'NUL',
  'aux.liangli.json',
  '/dev/zero',
  '\\\\server\\share',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '9'.repeat(400),
  '-'.repeat(2000),
  '('.repeat(500),
  '1,'.repeat(500),
  '年'.repeat(3000),
  'x'.repeat(50_000),
  "'; DROP TABLE scenarios; --",
  '%s%n%x',
  '\r\n\r\nHTTP/1.1 200 OK',
]

export const hostileNumbers: readonly number[] = [
  ...[0, -0, 1, -1, 0.1, 1e308, -1e308, 1.7976931348623157e308, 1e-320, 5e-324, -5e-324],
  ...[2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 53, 2 ** 53 + 2, 1e15, 1e21, 1e100, 0.1 + 0.2, 1949, 2101, 100.5, 101],
]

/** Numbers as they may stand in a text. */
export const hostileNumerals: readonly string[] = [
  ...[
    '1e308',
    '-1e308',
    '1e309',
    '-1e999',
    '1e-320',
    '-0',
    '0.0',
    '00',
    '01',
    '+1',
    '.5',
    '5.',
    '1e',
    '0x10',
    '1_000',
    '1,5',
    'NaN',
    'Infinity',
    '-Infinity',
  ],
  ...[
    '123456789012345678901234567890',
    '9'.repeat(400),
    '1.'.concat('0'.repeat(400), '1'),
    'null',
    'true',
    '""',
    '[]',
    '{}',
    '\u0661\u0662',
    '\uFF11',
  ],
]

/** A value of any kind. */
export function hostileValue(random: Random, depth = 0): unknown {
  const kind = random.below(depth > 3 ? 6 : 9)
  if (kind < 2) return random.pick(hostileTexts)
  if (kind < 4) return random.pick(hostileNumbers)
  if (kind === 4) return random.pick([null, true, false])
  if (kind === 5) return random.pick([[], {}])
  if (kind === 6) {
    // Long lists of long lists of long texts would be hundreds of megabytes, which no border lets in.
    const length = Math.min(depth === 0 ? 102 : 3, random.pick([1, 2, 3, 10, 102]))
    return Array.from({ length }, () => hostileValue(random, depth + 1))
  }
  if (kind === 7)
    return Object.fromEntries(
      Array.from({ length: 1 + random.below(4) }, () => [random.pick(hostileTexts).slice(0, 200), hostileValue(random, depth + 1)]),
    )
  return nested(random.pick([5, 45, 200]), random.chance(0.5))
}

function nested(depth: number, inLists: boolean): unknown {
  let value: unknown = 1
  for (let k = 0; k < depth; k++) value = inLists ? [value] : { a: value }
  return value
}

type Container = Record<string, unknown> | unknown[]
const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null
/** Set a key, whatever it is called. */
const put = (holder: Container, key: string | number, value: unknown): void => {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

/** A document with some places changed: another value, a key less or more, an entry doubled, moved, or repeated many times. */
export function withHostilePlaces<T>(document: T, random: Random): T {
  const copy = structuredClone(document)
  // What was repeated is the same object many times: another change there would be made, and repeated, in all of them.
  for (let left = 1 + random.below(3); left > 0 && !isLarge(copy, 5_000_000); left--) change(copy, random)
  return copy
}

function change(document: unknown, random: Random): void {
  let holder: unknown = document
  for (;;) {
    if (!isContainer(holder)) return
    const keys = Object.keys(holder)
    const key = keys.length === 0 ? undefined : random.pick(keys)
    const inner: unknown = key === undefined ? undefined : Reflect.get(holder, key)
    if (key !== undefined && isContainer(inner) && random.chance(0.75)) {
      holder = inner
      continue
    }
    changeAt(holder, key, random)
    return
  }
}

/** Whether a value comes to more than so many characters. */
function isLarge(value: unknown, most: number): boolean {
  let left = most
  const count = (part: unknown): boolean => {
    left -= typeof part === 'string' ? part.length + 8 : 8
    if (left < 0) return true
    return isContainer(part) && Object.entries(part).some(([name, inner]) => count(name) || count(inner))
  }
  return count(value)
}

function changeAt(holder: Container, key: string | undefined, random: Random): void {
  const kind = random.below(7)
  if (key === undefined || kind === 0)
    put(holder, Array.isArray(holder) ? holder.length : random.pick(hostileTexts).slice(0, 300), hostileValue(random))
  else if (kind === 1) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else Reflect.deleteProperty(holder, key)
  } else if (kind === 2 && Array.isArray(holder)) {
    const entry: unknown = holder[Number(key)]
    const times = random.pick([1, 2, 500])
    // Five hundred of something large are more than any border lets in.
    for (let k = isLarge(entry, 50_000) ? Math.min(2, times) : times; k > 0; k--) holder.push(entry)
  } else put(holder, Array.isArray(holder) ? Number(key) : key, hostileValue(random))
}

/** A document with some of its numbers and texts replaced by others of the same kind: often still sound. */
export function withOtherValues<T>(document: T, random: Random): T {
  const copy = structuredClone(document)
  for (let left = 1 + random.below(4); left > 0; left--) {
    const leaf = leafIn(copy, random)
    if (leaf === undefined) continue
    const old: unknown = Reflect.get(leaf.holder, leaf.key)
    if (typeof old === 'number')
      put(leaf.holder, leaf.key, random.pick([old * 1.1, old + 1, -old, 0, 1, 2025, random.pick(hostileNumbers)]))
    else if (typeof old === 'string' && random.chance(0.3))
      put(leaf.holder, leaf.key, random.pick([old, `${old} `, '', random.pick(hostileTexts).slice(0, 100)]))
    else if (typeof old === 'boolean') put(leaf.holder, leaf.key, !old)
  }
  return copy
}

function leafIn(document: unknown, random: Random): { readonly holder: Container; readonly key: string } | undefined {
  for (let holder: unknown = document; isContainer(holder);) {
    const keys = Object.keys(holder)
    if (keys.length === 0) return undefined
    const key = random.pick(keys)
    const inner: unknown = Reflect.get(holder, key)
    if (!isContainer(inner)) return { holder, key }
    holder = inner
  }
  return undefined
}
