import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { openLog } from '../../../../electron/service/log'
import { scrubError, scrubText, type Personal } from '../../../../electron/service/scrub'

const personal: Personal = { home: '/home/wang', user: 'wangxiaoming', host: 'FINANCE-07' }
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liangli-log-'))
})

describe('the log', () => {
  test('is lines of JSON with their time, the newest last', async () => {
    const log = openLog([folder], () => new Date(0))
    log.write({ event: 'started', version: '1' })
    log.write({ event: 'ended' })
    expect(await log.tail(10)).toEqual([
      '{"at":"1970-01-01T00:00:00.000Z","event":"started","version":"1"}',
      '{"at":"1970-01-01T00:00:00.000Z","event":"ended"}',
    ])
    expect(await log.tail(1)).toHaveLength(1)
  })
  test('is bounded: when it is full it becomes the older one, of which one is kept', async () => {
    let minute = 0
    const log = openLog([folder], () => new Date(60_000 * minute++))
    for (let k = 0; k < 3000; k++) log.write({ event: `e${String(k)}`, text: 'x'.repeat(300) })
    const last = (await log.tail(1))[0]
    expect(last).toContain('e2999')
    expect(readdirSync(folder).sort()).toEqual(['liangli.1.log', 'liangli.log'])
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(256 * 1024)
  })
  test('what goes wrong all the time does not fill it', async () => {
    let now = 0
    const log = openLog([folder], () => new Date(now))
    for (let k = 0; k < 1000; k++) log.write({ event: 'again' })
    now = 60_000
    log.write({ event: 'again' })
    expect(await log.tail(5000)).toHaveLength(21)
  })
  test('goes where it can be written, and troubles nobody where it cannot', async () => {
    writeFileSync(join(folder, 'file'), '')
    mkdirSync(join(folder, 'good'))
    const log = openLog([join(folder, 'file', 'log'), join(folder, 'good')])
    log.write({ event: 'x' })
    await log.tail(1)
    expect(readFileSync(join(folder, 'good', 'liangli.log'), 'utf8')).toContain('"x"')
    const nowhere = openLog([join(folder, 'file', 'log')])
    nowhere.write({ event: 'y' })
    expect((await nowhere.tail(5)).join()).toContain('"y"')
  })
})

describe('an error in the log', () => {
  test('of the system is its code and what was tried, without the path', () => {
    const error = Object.assign(new Error("ENOENT: no such file or directory, open '/home/wang/scenarios/secret.liangli.json'"), {
      code: 'ENOENT',
      syscall: 'open',
      path: '/home/wang/scenarios/secret.liangli.json',
    })
    const scrubbed = scrubError(error, personal)
    expect(scrubbed).toMatchObject({ name: 'Error', code: 'ENOENT open' })
    expect(JSON.stringify(scrubbed)).not.toMatch(/secret|wang/)
  })
  test('of the language keeps the names of the program', () => {
    const error = new TypeError("Cannot read properties of undefined (reading 'overrides')")
    expect(scrubError(error, personal).message).toBe("Cannot read properties of undefined (reading 'overrides')")
  })
  test('of a reader that quotes what it read says nothing of it', () => {
    let error: unknown
    try {
      JSON.parse('{"name": budget2027}')
    } catch (thrown) {
      error = thrown
    }
    expect(scrubError(error, personal)).not.toHaveProperty('message')
    expect(JSON.stringify(scrubError(error, personal))).not.toContain('budget')
  })
  test('says where in the program: function, file and line, without folders', () => {
    const error = new Error('x')
    error.stack =
      'Error: x\n    at Shelf.save (file:///home/wang/liangli/out/main/serve.js:10:5)\n    at async /home/wang/x/chunk-1.js:3:4\n    at C:\\Users\\wang\\a.js:1:2\n    at <anonymous>'
    expect(scrubError(error, personal).frames).toEqual(['Shelf.save serve.js:10:5', 'chunk-1.js:3:4', 'a.js:1:2'])
  })
  test('that is none is its type', () => {
    expect(scrubError('secret', personal)).toEqual({ name: 'string', frames: [] })
    expect(scrubError(undefined, personal)).toEqual({ name: 'undefined', frames: [] })
  })
  test.each([
    ['opening C:\\Users\\wang\\plan.json failed', 'opening <path> failed'],
    ['scenario "预算" of wangxiaoming on FINANCE-07', "scenario '...' of ~ on ~"],
    ['file:///home/wang/a.json', '<path>'],
    ['名称无效', '?'],
  ])('%s becomes %s', (text, scrubbed) => expect(scrubText(text, personal, false)).toBe(scrubbed))
  test('whatever it holds, nothing personal stays', () => {
    const secret = fc.constantFrom(
      '/home/wang/机密.json',
      'C:\\Users\\wang\\x.json',
      'wangxiaoming',
      'FINANCE-07',
      '"机密方案"',
      "'机密方案'",
      '“预算”',
      '\\\\server\\share\\机密',
    )
    const word = fc.constantFrom('reading', 'failed:', 'of', '(', ')', 'undefined', ',', '\n')
    fc.assert(
      fc.property(
        fc.array(fc.oneof(secret, word), { maxLength: 12 }),
        fc.constantFrom('Error', 'TypeError', 'RangeError', 'SyntaxError', '机密'),
        (parts, name) => {
          const error = new Error(parts.join(' '))
          error.name = name
          error.stack = `${name}: ${parts.join(' ')}\n    at ${parts.join('')} (/home/wang/机密/a.js:1:1)`
          expect(JSON.stringify(scrubError(error, personal))).not.toMatch(/wang|FINANCE|[^\x20-\x7E]|server|share/)
        },
      ),
      { numRuns: 2000, seed: 5 },
    )
  })
})
