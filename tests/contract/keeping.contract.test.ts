import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { homedir, hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { createAnswer } from '../../electron/service/answer'
import { transferChooser } from '../../electron/service/files/chooser'
import { CatalogueLibrary } from '../../electron/service/catalogues/library'
import { createHandlers, type Handlers } from '../../electron/service/handlers'
import { openHousehold } from '../../electron/service/household'
import { inProcessPapers } from '../../electron/service/papers/maker'
import { inProcessRunner } from '../../electron/service/runner/inProcess'
import { catalogueFolder, plan, shippedCatalogue } from '../fixtures/catalogue'

/** A program of its own on a shelf. */
async function program(home: string, change: Partial<Handlers> = {}) {
  const loaded = { catalogue: shippedCatalogue(), sha256: '0'.repeat(64) }
  const household = await openHousehold({
    home,
    ownFolder: home,
    shipped: join(import.meta.dirname, '../../models/scenario/shipped'),
    loaded: () => loaded,
    appVersion: '1.2.3',
    shell: 'browser',
    begun: performance.now(),
  })
  const handlers = createHandlers({
    ...household,
    loaded,
    runner: inProcessRunner,
    papers: inProcessPapers,
    library: new CatalogueLibrary(join(home, 'catalogues'), join(catalogueFolder, 'catalogue.json')),
    reopen: () => undefined,
    chooser: transferChooser,
    printer: undefined,
    appVersion: '1.2.3',
    engine: 'liangli 1.2.3',
    now: () => performance.now(),
  })
  const { log } = household.keeping.diagnostics
  const answer = createAnswer({ ...handlers, ...change }, { failed: (command) => void log.write({ event: `failed ${command}` }) })
  return { answer, household, log }
}
const home = mkdtempSync(join(tmpdir(), 'liangli-keeping-'))
const [first, second] = [await program(home), await program(home)]
afterAll(() => Promise.all([first, second].map(({ household }) => household.keeping.windows.end())))
const [w1, w2] = ['1'.repeat(32), '2'.repeat(32)]
const valueOf = async (reply: Promise<unknown>): Promise<unknown> => {
  const got = await reply
  expect(structuredClone(got)).toEqual(got)
  expect(got).toMatchObject({ ok: true })
  return (got as { value: unknown }).value
}
interface Saved {
  readonly entry: string
  readonly stamp: string
}

describe('two programs on one shelf', () => {
  test('the second is told who has a scenario, what became of its file, and is kept from overwriting it', async () => {
    const saved = (await valueOf(first.answer('scenario:save', { document: { ...plan, name: 'shared' } }))) as Saved
    const { entry, stamp } = saved
    expect(await valueOf(first.answer('window:hold', { window: w1, tab: 1, entry }))).toBeNull()
    expect(await valueOf(second.answer('window:hold', { window: w2, tab: 1, entry }))).toMatchObject({ host: hostname(), isHere: false })
    expect(await valueOf(second.answer('scenario:check', { entry, stamp }))).toBe('same')
    await valueOf(first.answer('scenario:save', { document: { ...plan, name: 'shared', note: 'more' }, entry, stamp }))
    expect(await valueOf(second.answer('scenario:check', { entry, stamp }))).toBe('changed')
    expect(await second.answer('scenario:save', { document: { ...plan, name: 'shared', note: 'other' }, entry, stamp })).toMatchObject({
      ok: false,
      error: { code: 'file-changed', params: { name: 'shared' } },
    })
    await valueOf(first.answer('window:leave', { window: w1, isDone: true }))
    expect(await valueOf(second.answer('window:hold', { window: w2, tab: 1, entry }))).toBeNull()
    await valueOf(first.answer('scenario:delete', { entry }))
    expect(await valueOf(second.answer('scenario:check', { entry, stamp }))).toBe('gone')
  })
})

describe('unsaved work', () => {
  const work = { window: w1, tab: 1, document: { ...plan, name: 'mine' }, saved: plan }
  test('is kept while its window is open, offered to others when it went without a word, and gone when it said goodbye', async () => {
    await valueOf(first.answer('window:hold', { window: w1, tab: 1, entry: null }))
    await valueOf(first.answer('recovery:write', work))
    expect(await valueOf(second.answer('recovery:list', null))).toEqual([])
    await first.household.keeping.windows.leave(w1)
    expect(await valueOf(second.answer('recovery:list', null))).toMatchObject([{ id: `${w1}-1`, name: 'mine', file: null, changeCount: 1 }])
    expect(await valueOf(second.answer('recovery:open', { id: `${w1}-1` }))).toEqual({ document: work.document, saved: plan })
    await valueOf(first.answer('window:leave', { window: w1, isDone: true }))
    expect(await valueOf(second.answer('recovery:list', null))).toEqual([])
  })
  test('that comes late from a window that said goodbye is not kept', async () => {
    await valueOf(first.answer('window:leave', { window: w1, isDone: true }))
    await valueOf(first.answer('recovery:write', work))
    expect(readdirSync(join(home, 'recovery'))).toEqual([])
    await valueOf(first.answer('window:hold', { window: w1, tab: 1, entry: null }))
    await valueOf(first.answer('recovery:write', work))
    expect(readdirSync(join(home, 'recovery'))).toEqual([`${w1}-1.json`])
    await valueOf(first.answer('recovery:discard', { id: `${w1}-1` }))
  })
  test.each([
    ['window:hold', { window: '../../x', tab: 1, entry: null }],
    ['window:hold', { window: w1, tab: 1, entry: '../x' }],
    ['window:hold', { window: w1, tab: -1, entry: null }],
    ['window:hold', { window: w1, entry: null }],
    ['window:leave', { window: w1 }],
    ['recovery:open', { id: w1 }],
    ['recovery:write', { window: 'A'.repeat(32), tab: 1, document: plan, saved: plan }],
    ['recovery:write', { window: w1, tab: 1, document: plan }],
    ['recovery:open', { id: 'windows/x' }],
    ['recovery:open', { id: `${w1}-1.json` }],
    ['recovery:discard', { id: '' }],
    ['scenario:check', { entry: 'e'.repeat(65), stamp: '' }],
    ['program:report', { name: 'x', message: 'y'.repeat(5001), stack: '' }],
  ])('%s refuses %j', async (command, request) => {
    expect(await first.answer(command, request)).toEqual({ ok: false, error: { code: 'bad-request' } })
  })
})

describe('diagnostics', () => {
  test('hold versions, times and the log; what is saved is what was shown; nobody is named', async () => {
    await valueOf(first.answer('simulation:run', { document: { ...plan, name: '机密' }, revision: 1 }))
    await valueOf(first.answer('program:report', { name: 'TypeError', message: "reading '机密' in /home/x", stack: '' }))
    const { fileName, text } = (await valueOf(first.answer('diagnostics:read', null))) as { fileName: string; text: string }
    expect(fileName).toBe('liangli-diagnostics.txt')
    for (const part of [
      /^liangli +1\.2\.3$/m,
      /^catalogue +nmg-2020 /m,
      /^runs +1, median [\d.]+ ms/m,
      /^platform +\w+ \w+/m,
      /"event":"window-error"/,
      /"event":"started"/,
    ])
      expect(text).toMatch(part)
    for (const secret of ['机密', home, homedir(), hostname(), '/home/x']) expect(text.includes(secret), secret).toBe(false)
    const { username } = userInfo()
    if (username !== 'root') expect(text).not.toContain(username)
    first.log.write({ event: 'later' })
    expect(await valueOf(first.answer('diagnostics:save', null))).toEqual({ fileName, download: { mediaType: 'text/plain', text } })
  })
  test('a command that throws is logged by its name, and the next one is answered', async () => {
    const broken = await program(home, { 'shelf:list': () => Promise.reject(new Error('机密')) })
    expect(await broken.answer('shelf:list', null)).toEqual({ ok: false, error: { code: 'internal' } })
    expect(await broken.answer('program:notices', null)).toEqual({ ok: true, value: [] })
    await broken.log.tail(1)
    expect(readFileSync(join(home, 'log', 'liangli.log'), 'utf8')).toContain('"failed shelf:list"')
    await broken.household.keeping.windows.end()
  })
})
