import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fileStem } from '../../../../models/shared/fileStem'
import { hasInvisible, shownText, visibleLines, visibleText } from '../../../../models/shared/visible'

describe('what cannot be seen', () => {
  test.each([
    ['a bell', 'a\u0007'],
    ['a zero', 'a\u0000'],
    ['a change of direction', 'a\u202Eb'],
    ['an isolated change of direction', 'a\u2066b'],
    ['a space without width', 'a\u200Bb'],
    ['a soft hyphen', 'a\u00ADb'],
    ['a line separator', 'a\u2028b'],
    ['a mark of byte order', '\uFEFFa'],
    ['a Hangul filler', 'a\u3164b'],
    ['a tag', 'a\u{E0041}b'],
    ['half a character', 'a\uD83Db'],
    ['a joiner between Latin letters', 'a\u200Db'],
  ])('%s is found, taken out of lines, and named in messages', (_, text) => {
    expect(hasInvisible(text)).toBe(true)
    expect(hasInvisible(visibleText(text))).toBe(false)
    expect(hasInvisible(visibleLines(text))).toBe(false)
    expect(shownText(text)).toMatch(/\u2039U\+[0-9A-F]{4,5}\u203A/)
  })
  test.each([
    ['Chinese with a chosen form', '\u845B\u{E0100}'],
    ['Mongolian with its separators', '\u182A\u1820\u180E\u1820\u200D'],
    ['an emoji', '\u{1F600}'],
    ['a combining accent', 'e\u0301'],
  ])('%s is left as it is', (_, text) => {
    expect(hasInvisible(text)).toBe(false)
    expect([visibleText(text), visibleLines(text), shownText(text)]).toEqual([text, text, text])
  })
  test('lines and tabs stay in a text of lines', () => expect(visibleLines('a\n\tb\u200B')).toBe('a\n\tb'))
  test('a long text is cut', () => expect(shownText('x'.repeat(100), 10)).toBe(`${'x'.repeat(10)}\u2026`))
})

describe('a name that becomes a file’s', () => {
  test.each(['', ' ', '...', '. .', 'CON', 'con.txt', 'LPT1', 'com\u00B9', 'nul .x', 'CONIN$', '.hidden', '../../etc/passwd', '\u200B'])(
    '%j is none',
    (name) => expect(fileStem(name)).toBeUndefined(),
  )
  test.each([
    ['a/../../etc/passwd', 'a-..-..-etc-passwd'],
    ['C:\\Windows\\x', 'C--Windows-x'],
    ['a\u0000b', 'ab'],
    ['name\u202Egpj.exe', 'namegpj.exe'],
    ['trailing. . ', 'trailing'],
    ['e\u0301', '\u00e9'],
    ['<script>alert("x")</script>', '-script-alert(-x-)--script-'],
    ['console', 'console'],
  ])('%j becomes %j', (name, stem) => expect(fileStem(name)).toBe(stem))
  test('whatever it is, every system takes it', () => {
    const parts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.constantFrom('/', '\\', '..', 'CON', '\u202E', ' ', '.', '\u6C49'.repeat(90), '\u{1F600}'.repeat(80)),
    )
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 4 }).map((all) => all.join('')),
        (name) => {
          const stem = fileStem(name)
          if (stem === undefined) return
          expect(Buffer.byteLength(stem)).toBeLessThanOrEqual(200)
          expect(stem.length).toBeLessThanOrEqual(120)
          expect(stem).not.toMatch(/[\\/:*?"<>|\u0000-\u001F]|[. ]$|^\./)
          expect(stem).toBe(stem.normalize('NFC'))
          expect(Buffer.from(stem).toString(), 'no half a character').toBe(stem)
        },
      ),
      { numRuns: 3000, seed: 3 },
    )
  })
})
