import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jsonLimits, parseJson } from '../../../../models/shared/json'
import { scanJson } from '../../../../models/shared/jsonScan'

const takes = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
const wide = { depth: 10_000, containers: 1e9, keys: 1e9, entries: 1e9 }

describe('a JSON text is walked before anything is made of it', () => {
  test('what is well for the walk is well for JSON.parse, and the other way round', () => {
    const signs = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      'u',
      '0',
      '1',
      '-',
      '.',
      'e',
      '+',
      't',
      'true',
      'null',
      ' ',
      '\n',
      'a',
      '\u0001',
      '"a"',
      '\\n',
      'é',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(signs, { maxLength: 12 }).map((parts) => parts.join('')),
          fc.json(),
        ),
        (text) => {
          expect(scanJson(text, wide).ok, text).toBe(takes(text))
        },
      ),
      { numRuns: 20_000, seed: 7 },
    )
  })
  test('cut or changed anywhere it is judged as JSON.parse judges it', () => {
    const whole = JSON.stringify({ a: [1, -2.5e-7, 'x"\\\u00e9', true, null, {}], 'b\n': { c: [[]] } }, null, 1)
    for (let k = 0; k < whole.length; k++) {
      expect(scanJson(whole.slice(0, k), wide).ok).toBe(takes(whole.slice(0, k)))
      for (const sign of ['"', '}', ',', '0', '\\', '\t']) {
        const changed = whole.slice(0, k) + sign + whole.slice(k + 1)
        expect(scanJson(changed, wide).ok, changed).toBe(takes(changed))
      }
    }
  })
})

describe('where a text breaks is told by line and column, the same on every engine', () => {
  test.each([
    ['', 'line 1, column 1'],
    ['{"a": 1,}', 'line 1, column 9'],
    ['{\n  "a": tru\n}', 'line 2, column 8'],
    ['{"a": "x\ny"}', 'line 1, column 9'],
    ['[1, 2', 'line 1, column 6'],
    ['{"a": 01}', 'line 1, column 8'],
    ['{"a": "\\q"}', 'line 1, column 8'],
    ['nul', 'line 1, column 1'],
    ['[] []', 'line 1, column 4'],
  ])('%j at %s', (text, path) => {
    expect(parseJson(text)).toMatchObject({ ok: false, fault: { code: 'json-syntax', path } })
  })
})

describe('what would take too much is refused before any of it is made', () => {
  test.each([
    ['depth', `${'['.repeat(41)}${']'.repeat(41)}`, 'json-depth'],
    ['depth that would end any recursion', '['.repeat(5_000_000), 'json-depth'],
    ['lists', `[${'[],'.repeat(jsonLimits.containers)}[]]`, 'json-size'],
    ['keys', `[${`{${'"a":1,'.repeat(99)}"a":1},`.repeat(7001)}1]`, 'json-size'],
    ['keys of one object', `{${Array.from({ length: 301 }, (_, k) => `"${String(k)}":1`).join()}}`, 'json-size'],
  ])('%s', (_, text, code) => {
    const before = process.memoryUsage().rss
    expect(parseJson(text)).toMatchObject({ ok: false, fault: { code } })
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6)
  })
  test('ten million numbers and as many line breaks cost little more than their text', () => {
    const before = process.memoryUsage().rss
    expect(parseJson(`[${'\n1,'.repeat(5_000_000)}1]`).ok).toBe(true)
    expect(parseJson(`${'\n'.repeat(10_000_000)}x`)).toMatchObject({ fault: { path: 'line 10000001, column 1' } })
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6)
  })
})

describe('values that cannot be taken are told by their path', () => {
  test.each([
    ['{"a": {"__proto__": 1}}', 'json-key', 'a.__proto__'],
    ['{"a": [0, {"constructor": 1}]}', 'json-key', 'a[1].constructor'],
    ['{"\\u005f_proto__": 1}', 'json-key', '__proto__'],
    ['[[1], [1e999]]', 'json-number', '[1][0]'],
    ['{"a": -1e999}', 'json-number', 'a'],
  ])('%s', (text, code, path) => {
    expect(parseJson(text)).toMatchObject({ ok: false, fault: { code, path } })
  })
  test('nothing reaches a prototype', () => {
    parseJson('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}')
    expect('polluted' in {}).toBe(false)
  })
  test.each([
    ['0', 0],
    ['-0', -0],
    ['1e308', 1e308],
    ['1e-320', 1e-320],
    ['123456789012345678901234567890', 1.2345678901234568e29],
    ['\uFEFF[]', []],
  ])('%s is taken', (text, value) => expect(parseJson(text)).toEqual({ ok: true, value }))
})
