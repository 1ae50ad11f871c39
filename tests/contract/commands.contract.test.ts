import fc from 'fast-check'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { commandNames } from '../../electron/contract/commands'
import { packFrame, unpackFrame } from '../../electron/contract/frame'
import { createAnswer } from '../../electron/service/answer'
import { transferChooser } from '../../electron/service/files/chooser'
import { CatalogueLibrary } from '../../electron/service/catalogues/library'
import { createHandlers, type Handlers } from '../../electron/service/handlers'
import { openHousehold } from '../../electron/service/household'
import { inProcessPapers } from '../../electron/service/papers/maker'
import { inProcessRunner } from '../../electron/service/runner/inProcess'
import { catalogueFolder, plan, shippedCatalogue } from '../fixtures/catalogue'

const home = mkdtempSync(join(tmpdir(), 'liangli-contract-'))
const reports: string[] = []
const loaded = { catalogue: shippedCatalogue(), sha256: '0'.repeat(64) }
const household = await openHousehold({
  home,
  ownFolder: home,
  shipped: join(import.meta.dirname, '../../models/scenario/shipped'),
  loaded: () => loaded,
  appVersion: '0',
  shell: 'browser',
  begun: 0,
})
afterAll(() => household.keeping.windows.end())
const handlers = createHandlers({
  ...household,
  loaded,
  runner: inProcessRunner,
  papers: inProcessPapers,
  library: new CatalogueLibrary(join(home, 'catalogues'), join(catalogueFolder, 'catalogue.json')),
  reopen: () => undefined,
  chooser: transferChooser,
  printer: undefined,
  appVersion: '0',
  engine: 'liangli 0',
  now: () => 0,
})
const answer = createAnswer(handlers, { failed: (command) => reports.push(command) })
const window = 'ab'.repeat(16)

describe.each(commandNames)('%s', (command) => {
  test.each([['text'], [42], [{ unknown: true }], [[1, 2]], [undefined], [{ __proto__: null, document: 'x' }]])(
    'refuses %j',
    async (raw) => {
      const reply = await answer(command, raw)
      // An empty change of preferences is the one request that any object without known keys could be; unknown keys are refused too.
      expect(reply).toEqual({ ok: false, error: { code: 'bad-request' } })
    },
  )
  test('a failure nobody foresaw is reported and sent as internal', async () => {
    const broken = Object.fromEntries(commandNames.map((name) => [name, () => Promise.reject(new Error(name))])) as unknown as Handlers
    const requests: Readonly<Record<string, unknown>> = {
      'simulation:run': { document: plan, revision: 1, evidence: { area: '150000', year: 2025 } },
      'evidence:at': { document: plan, area: '150100', year: 2023 },
      'comparison:causes': { base: plan, other: plan },
      'flags:diagnose': { document: plan },
      'targets:detail': { document: plan },
      'figure:explain': { document: plan, figure: 'margin/150000/2025', depth: 1 },
      'scenario:open': { entry: 'ab' },
      'scenario:save': { document: plan },
      'scenario:duplicate': { entry: 'ab', name: 'x' },
      'scenario:delete': { entry: 'ab' },
      'scenario:check': { entry: 'ab', stamp: 'x' },
      'window:hold': { window, tab: 1, entry: null },
      'window:leave': { window, isDone: true },
      'recovery:write': { window, tab: 1, document: plan, saved: plan },
      'recovery:open': { id: `${window}-1` },
      'recovery:discard': { id: `${window}-1` },
      'scenario:import': {},
      'scenario:export': { document: plan },
      'population:template': { kind: 'base', format: 'csv', areas: ['150100'], language: 'en' },
      'population:read': { kind: 'base' },
      'actuals:template': { format: 'csv', kind: 'account', from: 2021, to: 2021, language: 'en', document: plan },
      'actuals:read': { document: plan },
      'workbook:export': { document: plan, format: 'csv', language: 'en' },
      'work:progress': { work: window },
      'work:stop': { work: window },
      'workbook:read': { document: plan },
      'table:export': { title: 't', notes: [], head: ['a'], rows: [] },
      'catalogue:template': { language: 'en' },
      'catalogue:import': { language: 'en' },
      'catalogue:choose': { key: null, window },
      'report:make': { documents: [plan], language: 'en' },
      'report:docx': { documents: [plan], language: 'en' },
      'sensitivity:table': { document: plan, unit: '150000' },
      'print:pdf': { documents: [plan], language: 'en' },
      'print:paper': { documents: [plan], language: 'en' },
      'preferences:write': {},
      'program:report': { name: 'TypeError', message: 'm', stack: '' },
    }
    const told: string[] = []
    expect(await createAnswer(broken, { failed: (name) => told.push(name) })(command, requests[command] ?? null)).toEqual({
      ok: false,
      error: { code: 'internal' },
    })
    expect(told).toEqual([command])
  })
})

test('a command outside the contract is refused', async () => {
  for (const name of ['fs:write', '__proto__', 'constructor', ''])
    expect(await answer(name, null)).toEqual({ ok: false, error: { code: 'bad-request' } })
})

test('the whole way: catalogue, run, save, list, open, preferences; every reply can cross a border', async () => {
  const saved = await answer('scenario:save', { document: { ...plan, name: '方案' } })
  expect(saved).toMatchObject({ ok: true })
  const entry = (saved as { value: { entry: string } }).value.entry
  const replies = [
    await answer('catalogue:read', null),
    await answer('simulation:run', { document: plan, revision: 7 }),
    saved,
    await answer('shelf:list', null),
    await answer('scenario:open', { entry }),
    await answer('preferences:write', { language: 'en' }),
    await answer('preferences:read', null),
    await answer('scenario:export', { document: plan }),
    await answer('scenario:import', {}),
    await answer('print:pdf', { documents: [plan], language: 'en' }),
    await answer('population:template', { kind: 'base', format: 'xlsx', areas: ['150100'], language: 'zh-CN' }),
    await answer('population:read', { kind: 'base' }),
    await answer('comparison:causes', { base: plan, other: plan }),
    await answer('flags:diagnose', { document: plan }),
    await answer('backtest:fiscal', null),
    await answer('targets:detail', { document: plan }),
    await answer('figure:explain', { document: plan, figure: 'margin/150000/2025', depth: 2 }),
    await answer('report:make', { documents: [plan], language: 'en' }),
    await answer('report:make', { documents: [plan, plan], language: 'zh-CN' }),
    await answer('report:docx', { documents: [plan], language: 'zh-CN' }),
    await answer('sensitivity:table', { document: plan, unit: '150100' }),
    await answer('simulation:run', { document: plan, revision: 8, evidence: { area: '150100', year: 2023 } }),
    await answer('evidence:at', { document: plan, area: '150100', year: 2023 }),
  ]
  for (const reply of replies) expect(structuredClone(reply)).toEqual(reply)
  expect(replies[1]).toMatchObject({ ok: true, value: { revision: 7 } })
  expect(replies[4]).toMatchObject({ ok: true, value: { document: { name: '方案' }, warnings: [] } })
  expect(replies[6]).toMatchObject({ ok: true, value: { language: 'en' } })
  expect(replies[8]).toEqual({ ok: false, error: { code: 'cancelled' } })
  expect(replies[9]).toEqual({ ok: false, error: { code: 'print-unavailable' } })
  expect(replies[10]).toMatchObject({ ok: true, value: { fileName: '量力-人口基数模板.xlsx' } })
  expect(replies[11]).toEqual({ ok: false, error: { code: 'cancelled' } })
  const flags = (replies[1] as unknown as { value: { result: { flags: unknown[] } } }).value.result.flags
  expect((replies[13] as unknown as { value: unknown[] }).value).toHaveLength(flags.length)
  // The evidence that comes with a run is that which is asked for by itself.
  const [run, evidence] = replies.slice(-2) as { value: Record<string, unknown> }[]
  expect(run?.value['evidence']).toEqual(evidence?.value)
  expect(evidence?.value).toMatchObject({ area: '150100', year: 2023 })
  for (const [area, year] of [
    ['150100', 1999],
    ['999999', 2023],
  ] as const)
    expect(await answer('evidence:at', { document: plan, area, year })).toEqual({ ok: false, error: { code: 'bad-request' } })
  expect(reports).toEqual([])
})

describe('tables of population over the border', () => {
  const read = (bytes: Uint8Array, more: object = {}): ReturnType<typeof answer> =>
    answer('population:read', { kind: 'base', upload: { name: 'a.csv', base64: Buffer.from(bytes).toString('base64') }, ...more })
  const csv = ['age,male,female', ...Array.from({ length: 101 }, (_, age) => `${String(age)},1000,1000`)].join('\n')

  test('a table comes in as a preview, and the document takes what it holds', async () => {
    const reply = await read(new TextEncoder().encode(csv), { area: '150100' })
    expect(structuredClone(reply)).toEqual(reply)
    expect(reply).toMatchObject({
      ok: true,
      value: { fileName: 'a.csv', encoding: 'utf-8', populations: [{ kind: 'base', area: '150100' }] },
    })
    const [draft] = (reply as { value: { populations: readonly object[] } }).value.populations
    const population = { ...draft, id: 'p-1', source: 's', grade: 'B', enabled: true, reason: '', author: '', at: '' }
    expect(await answer('simulation:run', { document: { ...plan, populations: [population] }, revision: 1 })).toMatchObject({ ok: true })
  })
  test('a broken one is refused with its faults, and so is one that is no base64', async () => {
    expect(await read(new TextEncoder().encode(csv.replace('7,1000', '7,x')), { area: '150100' })).toMatchObject({
      ok: false,
      error: {
        code: 'file-invalid',
        params: { name: 'a.csv' },
        faults: [{ code: 'not-a-number', path: 'B9', params: { row: 9, column: 'B' } }],
      },
    })
    expect(await answer('population:read', { kind: 'base', upload: { name: 'a', base64: '*' } })).toEqual({
      ok: false,
      error: { code: 'file-unreadable' },
    })
  })
  test('more than 20 MB is said to be too large; far more is not even looked at', async () => {
    expect(await read(new Uint8Array(20 * 1024 * 1024 + 1))).toEqual({
      ok: false,
      error: { code: 'table-too-large', params: { megabytes: 20 } },
    })
    expect(await read(new Uint8Array(20 * 1024 * 1024 + 4))).toEqual({ ok: false, error: { code: 'bad-request' } })
  })
  test.each([
    ['population:read', { kind: 'base', area: '159900' }],
    ['population:read', { kind: 'other' }],
    ['population:read', { kind: 'base', upload: { name: 'a', text: 'x' } }],
    ['population:template', { kind: 'base', format: 'xlsx', areas: ['159900'], language: 'en' }],
    ['population:template', { kind: 'base', format: 'xlsx', areas: ['150100', '150100'], language: 'en' }],
    ['population:template', { kind: 'base', format: 'xlsx', areas: [], language: 'en' }],
    ['population:template', { kind: 'base', format: 'ods', areas: ['150100'], language: 'en' }],
  ])('%s refuses %j', async (command, raw) => {
    expect(await answer(command, raw)).toEqual({ ok: false, error: { code: 'bad-request' } })
  })
})

describe('tables of actual figures over the border', () => {
  const read = (text: string, more: object = {}): ReturnType<typeof answer> =>
    answer('actuals:read', { document: plan, upload: { name: 'a.csv', base64: Buffer.from(text).toString('base64') }, ...more })
  const csv = 'id,indicator,unit,2021,2022\nhospital-beds,,,6.94,6.98\n'

  test('a table comes in as a preview beside the model, and the document takes what it holds', async () => {
    const reply = await read(csv)
    expect(structuredClone(reply)).toEqual(reply)
    expect(reply).toMatchObject({ ok: true, value: { fileName: 'a.csv', encoding: 'utf-8', actuals: [{ known: 6.94 }, { known: 6.98 }] } })
    const { actuals } = (reply as { value: { actuals: readonly { draft: object }[] } }).value
    const taken = actuals.map(({ draft }, k) => ({ ...draft, id: `a-${String(k)}`, source: 's', grade: 'A' }))
    expect(await answer('simulation:run', { document: { ...plan, actuals: taken }, revision: 1 })).toMatchObject({ ok: true })
  })
  test('what the model has does not know the figures that are already there', async () => {
    const beds = {
      id: 'a-1',
      kind: 'count',
      area: '150000',
      year: 2021,
      target: 'special-children-basic-living.orphans',
      value: 1,
      source: 's',
      grade: 'A',
    }
    const table = 'id,unit,year,region total\nspecial-children-basic-living.orphans,,2021,2\n'
    const [plain, with1] = [await read(table), await read(table, { document: { ...plan, actuals: [beds] } })]
    expect(with1).toEqual(plain)
  })
  test('a broken one is refused with its faults; given up it is cancelled', async () => {
    expect(await read(csv.replace('6.98', 'x'))).toMatchObject({
      ok: false,
      error: {
        code: 'file-invalid',
        params: { name: 'a.csv' },
        faults: [{ code: 'not-a-number', path: 'E2', params: { row: 2, column: 'E' } }],
      },
    })
    expect(await answer('actuals:read', { document: plan })).toEqual({ ok: false, error: { code: 'cancelled' } })
  })
  test('a template is written as a workbook and as CSV', async () => {
    const request = { from: 2021, to: 2022, language: 'zh-CN', document: plan }
    const replies = [
      await answer('actuals:template', { ...request, format: 'xlsx' }),
      await answer('actuals:template', { ...request, format: 'csv', kind: 'count' }),
    ]
    expect(structuredClone(replies)).toEqual(replies)
    expect(replies).toMatchObject([
      { value: { fileName: '量力-实际数模板.xlsx' } },
      { value: { fileName: '量力-实际数模板-服务对象数.csv' } },
    ])
  })
  test.each([
    ['actuals:read', { document: plan, upload: { name: 'a', text: 'x' } }],
    ['actuals:read', { document: { ...plan, actuals: 1 } }],
    ['actuals:template', { format: 'csv', from: 2021, to: 2021, language: 'en', document: plan }],
    ['actuals:template', { format: 'xlsx', from: 2022, to: 2021, language: 'en', document: plan }],
    ['actuals:template', { format: 'xlsx', from: 2000, to: 2021, language: 'en', document: plan }],
    ['actuals:template', { format: 'xlsx', from: 2021, to: 2060, language: 'en', document: plan }],
    ['actuals:template', { format: 'ods', from: 2021, to: 2021, language: 'en', document: plan }],
    ['actuals:template', { format: 'csv', kind: 'other', from: 2021, to: 2021, language: 'en', document: plan }],
  ])('%s refuses %j', async (command, raw) => {
    expect(await answer(command, raw)).toEqual({ ok: false, error: { code: 'bad-request' } })
  })
})

describe('figures that open', () => {
  test('with formula, operands, sources and readers', async () => {
    expect(await answer('figure:explain', { document: plan, figure: 'margin/150000/2025', depth: 1 })).toMatchObject({
      ok: true,
      value: {
        figure: 'margin/consolidated/2025',
        operands: [{ figure: 'capacity/consolidated/2025' }, { figure: 'unitRequired/consolidated/2025' }],
      },
    })
  })
  test('a path that names none is refused, and says why', async () => {
    expect(await answer('figure:explain', { document: plan, figure: 'margin/150000', depth: 1 })).toEqual({
      ok: false,
      error: { code: 'figure-unknown', params: { figure: 'margin/150000', message: 'margin needs margin/unit/year' } },
    })
  })
  test.each([
    { figure: '', depth: 1 },
    { figure: 'x'.repeat(301), depth: 1 },
    { figure: 'margin/150000/2025', depth: 4 },
    { figure: 'margin/150000/2025', depth: -1 },
    { figure: 'margin/150000/2025' },
  ])('%j is no request', async (request) => {
    expect(await answer('figure:explain', { document: plan, ...request })).toEqual({ ok: false, error: { code: 'bad-request' } })
  })
})

describe('the frame of a reply', () => {
  const numbers = fc.float64Array({ maxLength: 20 })
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 3 },
      numbers,
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.integer(),
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(
        fc.string().filter((key) => key !== '$f64' && key !== '__proto__'),
        tie('node'),
        { maxKeys: 4 },
      ),
    ),
  })).node
  const opened = (bytes: Uint8Array): unknown => unpackFrame(bytes.slice().buffer)
  test('comes out as it went in', () => {
    fc.assert(
      fc.property(value, (sent) => {
        expect(opened(packFrame(sent))).toEqual(sent)
      }),
      { numRuns: 300 },
    )
  })
  test('cut off anywhere it is refused, never half read', () => {
    const frame = packFrame({ a: Float64Array.of(1, 2, 3), b: 'text' })
    for (let length = 0; length < frame.length; length++) expect(() => opened(frame.slice(0, length)), String(length)).toThrow()
  })
})
