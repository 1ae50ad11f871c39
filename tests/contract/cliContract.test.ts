import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { comparisonDocumentSchema, explainedFigureSchema, simulationDocumentSchema } from '../../electron/cli/outputSchemas'
import type { ExplainedFigure } from '../../models/explain/figure'

const root = join(import.meta.dirname, '../..')
const shipped = join(root, 'models/scenario/shipped')
const [plan, allowance] = readdirSync(shipped).map((name) => join(shipped, name))
const folder = mkdtempSync(join(tmpdir(), 'liangli-cli-'))

const actuals = join(root, 'tests/fixtures/scenarios/v3/actuals.liangli.json')

/** The built command line, as another program calls it. */
function run(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const done = spawnSync(process.execPath, [join(root, 'out/main/cli.js'), ...args], {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, LIANGLI_HOME: folder },
  })
  return { code: done.status, out: done.stdout, err: done.stderr }
}
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('simulate', () => {
  const first = run('simulate', '--format', 'json')
  const document = simulationDocumentSchema.parse(JSON.parse(first.out))
  test('gives one JSON document of the agreed form and nothing else', () => {
    expect(first.code).toBe(0)
    expect(first.err).toBe('')
    expect(document.years).toEqual(Array.from({ length: 16 }, (_, k) => 2020 + k))
    expect(document.items).toHaveLength(81 * 14 * 5)
    expect([...new Set(document.items.map(({ region }) => region))]).toHaveLength(14)
    expect(document.units.map(({ code }) => code)).toContain('150000-own')
    expect(document.units[0]?.residual?.ratio[0]).toBeCloseTo(1, 11)
    expect(document.population).toHaveLength(13)
  })
  test('people are born, die, come and go, and nobody is lost', () => {
    expect(document.outlook).toBe('medium')
    for (const { total, births, deaths, netMigrants, clamped } of document.population)
      for (let k = 1; k < total.length; k++) {
        const flows = (births[k] ?? NaN) - (deaths[k] ?? NaN) + (netMigrants[k] ?? NaN) + (clamped[k] ?? NaN)
        expect(Math.abs((total[k - 1] ?? NaN) + flows - (total[k] ?? NaN))).toBeLessThan(1e-6)
      }
  })
  test('twice the same to the byte', () => expect(run('simulate', '--format', 'json').out).toBe(first.out))
  test('base year by payer', () => {
    const paid = (payer: string): number =>
      document.items
        .filter((item) => item.region === '150000' && item.payer === payer)
        .reduce((sum, item) => sum + (item.expenditure[0] ?? 0), 0) / 1e8
    for (const [payer, cost] of [
      ['central', 421.98],
      ['region', 119.36],
      ['league', 47.31],
      ['banner', 47.76],
      ['total', 636.41],
    ] as const)
      expect(Math.abs(paid(payer) - cost), payer).toBeLessThanOrEqual(0.01)
  })
  test('writes a file whole, and says nothing', () => {
    const target = join(folder, '结果 1.json')
    expect(run('simulate', '--format', 'json', '--out', target)).toMatchObject({ code: 0, out: '' })
    expect(readFileSync(target, 'utf8')).toBe(first.out)
  })
  test('a table for people', () => expect(run('simulate', '--format', 'table').out).toMatch(/required \(local\)\s+214\.43/))
  test('a target that cannot be written is said, exit 1', () =>
    expect(run('simulate', '--format', 'json', '--out', join(folder, 'no', 'such', 'place.json'))).toMatchObject({ code: 1, out: '' }))
})

describe('simulate with actual figures', () => {
  const done = run('simulate', '--scenario', actuals, '--format', 'json')
  const document = simulationDocumentSchema.parse(JSON.parse(done.out))
  test('the region’s account of 2024 is its own revenue, flags run from the last actual year', () => {
    expect(done.code).toBe(0)
    const told = run('explain', '--figure', 'unitOwnRevenue/consolidated/2024', '--scenario', actuals, '--format', 'json')
    expect((JSON.parse(told.out) as ExplainedFigure).value).toBeCloseTo(3e11, 2)
    const [region, ...parts] = document.units
    expect(parts.reduce((sum, { resources }) => sum + (resources[4] ?? 0), 0)).toBeCloseTo(region?.resources[4] ?? 0, 2)
    const growth = document.flags.filter(({ test: kind }) => kind === 'growth')
    expect(growth.map(({ baseYear, targetYear }) => [baseYear, targetYear])).toEqual(growth.map(() => [2024, 2029]))
    expect(done.err).toMatch(/a-7: actual-area/)
  })
})

describe('compare', () => {
  test('a scenario with itself differs by nothing, anywhere', () => {
    const done = run('compare', allowance ?? '', allowance ?? '', '--format', 'json')
    const document = comparisonDocumentSchema.parse(JSON.parse(done.out))
    expect(document.against[0]?.items.every(({ change }) => change.every((value) => value === 0))).toBe(true)
  })
  test('the allowance costs more in one item and in no other', () => {
    const document = comparisonDocumentSchema.parse(JSON.parse(run('compare', plan ?? '', allowance ?? '', '--format', 'json').out))
    const changed = new Set(document.against[0]?.items.filter(({ change }) => change.some((value) => value !== 0)).map(({ id }) => id))
    expect([...changed]).toEqual(['elderly-welfare-subsidy'])
  })
  test('a table for people', () => expect(run('compare', plan ?? '', allowance ?? '', '--format', 'table').out).toContain('difference'))
})

test('compare says what the differences come from, and the causes add up', () => {
  const older = readdirSync(shipped).find((name) => name.startsWith('4-')) ?? ''
  const { out } = run('compare', plan ?? '', join(shipped, older), '--format', 'json')
  const [against] = comparisonDocumentSchema.parse(JSON.parse(out)).against
  const unit = against?.units.find(({ code }) => code === '150000')
  const causes = (against?.causes ?? []).filter(({ region }) => region === '150000')
  expect(causes.map(({ group }) => group)).toEqual(['population'])
  for (const key of ['required', 'resources', 'margin'] as const)
    unit?.[key].change.forEach((change, k) => {
      const sum = causes.reduce((all, cause) => all + (cause[key][k] ?? NaN), 0)
      expect(Math.abs(sum - change)).toBeLessThanOrEqual(1e-9 * Math.abs(change))
    })
})

describe('project', () => {
  test('prints year, sex, age, value on 1 January', () => {
    const done = run('project', '--inputs', join(root, 'tests/fixtures/un-canada-1x1'), '--format', 'csv')
    const lines = done.out.trim().split('\n')
    expect(done.code).toBe(0)
    expect(lines[0]).toBe('year,sex,age,value')
    expect(lines[1]).toMatch(/^1951,(male|female),0,\d+(\.\d+)?$/)
  })
  test('an empty folder is bad input', () => {
    const done = run('project', '--inputs', folder, '--format', 'csv')
    expect(done).toMatchObject({ code: 1, out: '' })
    expect(done.err).toMatch(/base_population/)
  })
})

describe('explain', () => {
  const explain = (...args: readonly string[]): ExplainedFigure =>
    explainedFigureSchema.parse(JSON.parse(run('explain', ...args, '--format', 'json').out))
  test('a figure of the result opens into its formula and operands', () => {
    const margin = explain('--figure', 'margin/consolidated/2025')
    expect(margin).toMatchObject({ unit: 'CNY/year', source: null, changes: [] })
    expect(margin.operands.map(({ figure }) => figure)).toEqual(['capacity/consolidated/2025', 'unitRequired/consolidated/2025'])
    expect((margin.operands[0]?.value ?? 0) - (margin.operands[1]?.value ?? 0)).toBe(margin.value)
    const unit = simulationDocumentSchema
      .parse(JSON.parse(run('simulate', '--format', 'json').out))
      .units.find(({ code }) => code === '150000')
    expect(unit?.margin[5]).toBe(margin.value)
  })
  test('down to entries of the catalogue with source and grade', () => {
    const { operands } = explain('--figure', 'plainQuantity/preschool-aid.aided-children/150400/2025')
    expect(operands.find(({ figure }) => figure.startsWith('baseQuantity/'))?.source).toMatchObject({
      entry: 'items(preschool-aid).components(aided-children).quantity',
      grade: 'B',
    })
  })
  test('and to the scenario’s own changes with their reasons', () => {
    const figure = explain('--figure', 'replacement/elderly-welfare-subsidy.aged-80-99/150100/2025', '--scenario', allowance ?? '')
    expect(figure).toMatchObject({ value: 150, unit: 'CNY/delivery·payment', changes: [{ id: 'o-1' }] })
    expect(figure.changes[0]?.reason).not.toBe('')
  })
  test('and to its actual figures with their source and grade', () => {
    const counted = explain('--figure', 'counted/elderly-welfare-subsidy.aged-80-99/150100/2022', '--scenario', actuals)
    expect(counted).toMatchObject({ value: 36000, source: { entry: 'actuals(a-2)', grade: 'A', year: 2022 } })
    const tax = explain('--figure', 'accountOrdinaryTax/150100/2023', '--scenario', actuals)
    expect(tax.source?.entry).toBe('actuals(a-3)')
    expect(explain('--figure', 'accountOrdinaryTax/150100/2022', '--scenario', actuals).source?.entry).toMatch(/^fiscal\.accounts/)
    expect(explain('--figure', 'totalNonTax/2024', '--scenario', actuals).source?.entry).toBe('actuals(a-4)')
    expect(explain('--figure', 'entered/elderly-welfare-subsidy.aged-80-99/150200/2023', '--scenario', actuals).source?.entry).toBe(
      'actuals(a-5)',
    )
  })

  test('sums above the leaves, shares of grades and people open as they stand in the result', () => {
    const document = simulationDocumentSchema.parse(JSON.parse(run('simulate', '--format', 'json').out))
    const paid = document.items.find((item) => item.id === 'preschool-aid' && item.region === '150000' && item.payer === 'league')
    expect(explain('--figure', 'paid/preschool-aid/league/150000/2025').value).toBe(paid?.expenditure[5])
    expect(explain('--figure', 'population/births/150000/2030').value).toBe(document.population[0]?.births[10])
    expect(explain('--figure', 'population/births/150100/2030').kernel.map((entry) => entry.grade)).toContain('D')
    const [flag] = document.flags
    const size = ['excess', flag?.subject.kind, flag?.subject.id, flag?.unit, '2025'].join('/')
    expect(explain('--figure', size).value).toBe(flag?.size)
  })
  test('as text it says the same', () => {
    const figure = ['--figure', 'accountNonTax/150100/2021', '--format', 'text'] as const
    expect(run('explain', ...figure, '--language', 'en').out).toMatch(
      /^accountNonTax\/150100\/2021 = \d+ yuan\/year {2}\(Method 5\.2\)\n {2}Rests on: fiscal\.accounts\(150100\)\.years\(2021\): league-accounts, D/,
    )
    const chinese = run('explain', ...figure).out
    expect(chinese).toMatch(/ \p{Script=Han}\/\p{Script=Han} {2}\(\p{Script=Han}+5\.2\p{Script=Han}\)\n {2}\p{Script=Han}+: fiscal\./u)
    expect(chinese).not.toMatch(/CNY/)
  })
  test('figures of two scenarios need the other one', () => {
    const figure = ['--figure', 'difference/unitRequired/150000/2025', '--scenario', allowance ?? '']
    expect(run('explain', ...figure, '--format', 'json').code).toBe(1)
    const { operands, value } = explain(...figure, '--other', actuals)
    expect(operands.map((operand) => operand.figure)).toEqual(['unitRequired/consolidated/2025', 'other:unitRequired/consolidated/2025'])
    expect((operands[0]?.value ?? NaN) - (operands[1]?.value ?? NaN)).toBe(value)
  })
  test.each([
    [['--figure', 'profit/2025'], 1, /there is no figure profit; one of: /],
    [['--figure', 'margin/consolidated'], 1, /margin needs margin\/unit\/year/],
    [['--figure', 'margin/nowhere/2025'], 1, /there is no unit nowhere; one of: consolidated, 150100/],
    [['--figure', 'margin/consolidated/2025', '--depth', 'all'], 2, /--depth needs a whole number/],
    [[], 2, /explain needs --figure/],
  ] as const)('%j is told', (args, code, message) => {
    const told = run('explain', ...args, '--format', 'json')
    expect([told.code, told.out]).toEqual([code, ''])
    expect(told.err).toMatch(message)
  })
})

describe('synthesize', () => {
  const target = join(folder, 'made up')
  const made = run('synthesize', '--out', target, '--seed', '7')
  const catalogue = join(target, 'catalogue.json')
  test('writes a catalogue that is sound and marked as made up', () => {
    expect(made).toEqual({ code: 0, out: '', err: '' })
    expect(run('validate', catalogue)).toEqual({ code: 0, out: '', err: '' })
    expect(JSON.parse(readFileSync(catalogue, 'utf8'))).toMatchObject({ id: 'synthetic-103', version: '7', synthetic: true })
  })
  test('is simulated down to its banners', () => {
    const document = simulationDocumentSchema.parse(JSON.parse(run('simulate', '--catalogue', catalogue, '--format', 'json').out))
    expect(document.population).toHaveLength(1 + 12 + 103)
    expect(document.units.filter(({ level }) => level === 'banner')).toHaveLength(103)
  })
  test('leaves a folder alone that holds something', () => {
    expect(run('synthesize', '--out', target)).toMatchObject({ code: 1, out: '' })
    expect(JSON.parse(readFileSync(catalogue, 'utf8'))).toMatchObject({ version: '7' })
  })
  test.each([[[]], [['--out', join(folder, 'x'), '--seed', '0']], [['--out', join(folder, 'x'), '--seed', 'one']]])(
    '%j is wrong usage',
    (args) => expect(run('synthesize', ...args).code).toBe(2),
  )
})

describe('validate', () => {
  const good = readFileSync(allowance ?? '', 'utf8')
  test('good files say nothing', () =>
    expect(
      run('validate', plan ?? '', allowance ?? '', join(root, 'models/catalogue/data/inner-mongolia-2020/catalogue.json')),
    ).toMatchObject({ code: 0, out: '' }))
  test.each([
    ['cut.json', good.slice(0, 200), /^cut\.json: line \d+, column \d+: /],
    ['other.json', '{"a":1}', /^other\.json: format: /],
    ['newer.json', good.replace('"schemaVersion": 3', '"schemaVersion": 4'), /^newer\.json: schemaVersion: /],
    ['text.json', good.replace('"value": 150', '"value": "150"'), /^text\.json: overrides\[0\]\(o-1\)\.value: /],
    ['nan.json', good.replace('"value": 150', '"value": NaN'), /^nan\.json: line \d+/],
    ['negative.json', good.replace('"value": 150', '"value": -1'), /^negative\.json: overrides\[0\]\(o-1\)\.value: /],
    ['item.json', good.replace('elderly-welfare-subsidy.aged-80-99', 'nobody'), /^item\.json: overrides\[0\]\(o-1\): override-unknown/],
    ['proto.json', good.replace('"note"', '"__proto__"'), /^proto\.json: __proto__: /],
  ])('%s: one line, file, path and message, no stack', (name, text, line) => {
    const done = run('validate', file(name, text))
    expect(done.code).toBe(1)
    expect(done.out.trim()).toMatch(line)
    expect(done.out).not.toMatch(/\bat .*\.js:\d+/)
  })
  test('a population that the catalogue cannot take is said as well', () => {
    const persons = new Array<number>(101).fill(0)
    const population = { id: 'p-1', kind: 'base', area: '159900', source: 'x', grade: 'B', male: persons, female: persons }
    const document = { ...(JSON.parse(good) as object), populations: [population] }
    expect(run('validate', file('population.json', JSON.stringify(document)))).toMatchObject({
      code: 1,
      out: expect.stringMatching(
        /^population\.json: populations\[0\]\(p-1\): population-area .*\npopulation\.json: populations\[0\]\(p-1\): population-empty/,
      ) as string,
    })
  })
  test('where a change leads is said too: out of its range is a fault, below a floor goes beside', () => {
    const changed = (name: string, ...changes: readonly object[]) => {
      const common = { area: '150000', from: 2025, enabled: true, reason: '', author: '', at: '' }
      const overrides = changes.map((change, k) => ({ id: `o-${String(k + 1)}`, ...common, ...change }))
      return run('validate', file(name, JSON.stringify({ ...(JSON.parse(good) as object), overrides })))
    }
    expect(
      changed(
        'ranges.json',
        { lever: 'coverage', target: 'preschool-aid', mode: 'add', value: -0.9 },
        { lever: 'taxElasticity', mode: 'add', value: -2 },
        { lever: 'regionShare', target: 'preschool-aid', mode: 'add', value: 0.9 },
        { lever: 'coverage', target: 'legal-aid', mode: 'set', value: 1.1, fullFrom: 2040 },
      ).out.split('\n'),
    ).toEqual([
      'ranges.json: overrides[3](o-4): override-phase-late {"to":"2040","last":"2035"}',
      expect.stringMatching(
        /^ranges\.json: overrides\[0\]\(o-1\): override-out-of-range \{"year":"2025","value":-0\.7\d*,"low":0,"high":1\}$/,
      ),
      expect.stringMatching(/^ranges\.json: overrides\[2\]\(o-3\): override-out-of-range .*"value":1\.4,"low":0,"high":1\}$/),
      expect.stringMatching(/^ranges\.json: overrides\[1\]\(o-2\): override-out-of-range .*"value":-1,"low":0,"high":5\}$/),
      '',
    ])
    const below = changed('floor.json', { lever: 'standard', target: 'resident-pension.recipients', mode: 'set', value: 100 })
    expect(below).toMatchObject({ code: 0, out: '' })
    expect(below.err).toMatch(
      /^floor\.json: overrides\[0\]\(o-1\): below-national-floor .*"low":143,"unit":"CNY\/person\/month","floor":"national"/,
    )
  })
  test('of actual figures what a run would leave out is a fault, what it doubts goes beside', () => {
    const told = run('validate', actuals)
    expect(told).toMatchObject({ code: 1, out: 'actuals.liangli.json: actuals[6](a-7): actual-area {"area":"159999"}\n' })
    expect(told.err).toMatch(/actuals\[2\]\(a-3\): actual-unbalanced .*"yuan":-7300000000/)
  })
  test('years of assessment that cannot be, and an id of two figures, are said', () => {
    const document = JSON.parse(readFileSync(actuals, 'utf8')) as { actuals: { id: string }[]; assessment: object }
    expect(run('validate', file('years.json', JSON.stringify({ ...document, actuals: [], assessment: { target: 2050 } })))).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^years\.json: assessment: assessment-years/) as string,
    })
    for (const actual of document.actuals) actual.id = 'a-1'
    expect(run('validate', file('twice.json', JSON.stringify(document))).out).toMatch(/^twice\.json: actuals\[1\]\(a-1\)\.id: the id a-1/)
  })
  test('a missing file is said', () =>
    expect(run('validate', join(folder, 'nowhere.json'))).toMatchObject({ code: 1, out: 'nowhere.json: .: there is no such file\n' }))
})

describe('a catalogue with faults is refused with the list of them', () => {
  const data = join(root, 'models/catalogue/data/inner-mongolia-2020')
  const copy = (name: string, change: (text: string) => string): string => {
    const place = mkdtempSync(join(folder, 'catalogue-'))
    for (const part of readdirSync(data).filter((part) => part.endsWith('.json')))
      writeFileSync(join(place, part), part === name ? change(readFileSync(join(data, part), 'utf8')) : readFileSync(join(data, part)))
    return join(place, 'catalogue.json')
  }
  test.each([
    [
      'a missing source',
      'services-5-elderly.json',
      (text: string) => text.replace('"source": "gl11"', '"source": "nobody"'),
      /^services-5-elderly\.json: items\[\d+\]\(elderly-welfare-subsidy\).*there is no source nobody/m,
    ],
    [
      'a wrong unit',
      'services-5-elderly.json',
      (text: string) => text.replace('"CNY/person/month"', '"CNY/case"'),
      /unit: .* is not CNY\/year/,
    ],
    [
      'shares that do not sum to one',
      'services-6-housing.json',
      (text: string) => text.replace('"central": 0.5', '"central": 0.4'),
      /payer shares sum to 0\.9/,
    ],
    [
      'a missing league',
      'regions.json',
      (text: string) => text.replace(/\{\s*"code": "150400"[\s\S]*?(?=\{\s*"code": "150500")/, ''),
      /12 leagues are expected/,
    ],
    ['a cut-off part', 'drivers.json', (text: string) => text.slice(0, 500), /^drivers\.json: line \d+, column \d+/m],
  ])('%s', (_, part, change, line) => {
    const done = run('simulate', '--catalogue', copy(part, change), '--format', 'json')
    expect(done).toMatchObject({ code: 1, out: '' })
    expect(done.err).toMatch(line)
  })
})

describe('usage', () => {
  test.each([
    [[]],
    [['nothing']],
    [['simulate']],
    [['simulate', '--format', 'xml']],
    [['simulate', '--nope', '--format', 'json']],
    [['compare', 'one', '--format', 'json']],
    [['validate']],
    [['project', '--format', 'csv']],
  ])('%j is wrong usage, exit 2, silent on standard output', (args) => {
    const done = run(...args)
    expect(done).toMatchObject({ code: 2, out: '' })
    expect(done.err).toContain('usage:')
  })
})
