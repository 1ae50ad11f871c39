import { describe, expect, test } from 'vitest'
import { sharingClassIn } from '../../../../models/fiscal/sharingClass'
import { expenditureIndex } from '../../../../models/layout'
import type { Override, Scenario } from '../../../../models/scenario/document'
import { canonicalScenario, scenarioToText } from '../../../../models/scenario/canonical'
import { parseScenario } from '../../../../models/scenario/parse'
import { simulate } from '../../../../models/simulate'
import { account } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const base = simulate(catalogue, plan)
const { layout } = base
type Result = typeof base
const paid = (result: Result, item: string, area: string, payer: (typeof layout.payers)[number], year: number): number =>
  result.expenditure[
    expenditureIndex(layout, layout.items.indexOf(item), layout.areas.indexOf(area), layout.payers.indexOf(payer), year - 2020)
  ] ?? Number.NaN
/** The region's part of the local money. */
const partOf = (result: Result, item: string, area: string, year: number): number =>
  paid(result, item, area, 'region', year) / (paid(result, item, area, 'total', year) - paid(result, item, area, 'central', year))
const run = (...overrides: readonly Override[]): Result => simulate(catalogue, withOverrides(...overrides))
const toClass = (value: number, change: Partial<Override> = {}): Override =>
  override({ lever: 'sharingClass', area: '150400', from: 2025, value, ...change })

describe('the class of a league', () => {
  test('moves every item that is shared by class there, from its year on, and nothing else', () => {
    const result = run(toClass(3))
    expect(result.notices).toEqual([])
    expect(partOf(result, 'elderly-welfare-subsidy', '150400', 2024)).toBeCloseTo(0.5, 12)
    for (const { id, shares } of catalogue.items) {
      if (shares === null || shares.central === 1) continue
      const before = partOf(base, id, '150400', 2025)
      if (Number.isNaN(before)) continue
      expect(partOf(result, id, '150400', 2025), id).toBeCloseTo(shares.rule === 'by-class' ? 0.7 : before, 9)
      expect(partOf(result, id, '150500', 2025), id).toBe(partOf(base, id, '150500', 2025))
    }
    // League and banner go on sharing evenly what is left: 15% each.
    expect(paid(result, 'elderly-welfare-subsidy', '150400', 'league', 2030)).toBeCloseTo(
      0.15 * paid(result, 'elderly-welfare-subsidy', '150400', 'total', 2030),
      2,
    )
  })
  test('of the whole region moves all leagues, and a nearer change rules', () => {
    const result = run(toClass(3), toClass(1, { area: '150000' }))
    expect(partOf(result, 'elderly-welfare-subsidy', '150400', 2025)).toBeCloseTo(0.7, 12)
    expect(partOf(result, 'elderly-welfare-subsidy', '150500', 2025)).toBeCloseTo(0.3, 12)
  })
  test('can be given for single years, and ends with its last', () => {
    const single = run(toClass(0, { mode: 'series', values: { '2026': 1 } }))
    expect([2025, 2026, 2027].map((year) => partOf(single, 'legal-aid', '150400', year).toFixed(6))).toEqual([
      '0.500000',
      '0.300000',
      '0.500000',
    ])
    const ended = run(toClass(1, { to: 2026 }))
    expect([2026, 2027].map((year) => partOf(ended, 'legal-aid', '150400', year).toFixed(6))).toEqual(['0.300000', '0.500000'])
  })
  test('makes the bounds of the coverage multiple stricter from its year on', () => {
    const asking: Scenario = {
      ...withOverrides(override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', from: 2025, value: 130 })),
      actuals: [
        account('150400', 2022, { lines: { generalTransfers: 3e10 }, claims: { pay: 1.3e10, running: 6e9, interest: 1e9, other: 1e10 } }),
      ],
    }
    const roomOf = (scenario: Scenario) => simulate(catalogue, scenario).units.find(({ code }) => code === '150400')?.tests.room
    const usual = roomOf(asking)
    const stricter = roomOf({ ...asking, overrides: [...asking.overrides, toClass(3, { id: 'o-9' })] })
    expect(usual?.multiple).not.toBeNull()
    // What is asked falls with the region's greater part, the bounds rise by 0.3: 1.8, 1.5, 1.3.
    for (const [room, green] of [
      [usual, 1.5],
      [stricter, 1.8],
    ] as const)
      expect(room?.severity === 'green').toBe((room?.multiple ?? 0) >= green)
  })
  test('is told by year: the scenario’s nearest change, else the catalogue’s; the whole region has none', () => {
    const changes = [toClass(3), toClass(1, { area: '150000', from: 2027 })]
    expect([2024, 2025].map((year) => sharingClassIn(catalogue, changes, '150400', year))).toEqual(['II', 'III'])
    expect([2026, 2027].map((year) => sharingClassIn(catalogue, changes, '150500', year))).toEqual(['II', 'I'])
    expect(sharingClassIn(catalogue, changes, '150000', 2030)).toBeUndefined()
    expect(sharingClassIn(catalogue, [{ ...toClass(3), enabled: false }], '150400', 2030)).toBe('II')
  })
  test('that is none of three is refused', () => {
    for (const value of [0, 1.5, 4])
      expect(
        run(toClass(value)).notices.map(({ code }) => code),
        String(value),
      ).toEqual(['override-impossible'])
  })
})

describe('the region’s part of an item', () => {
  test('starts from the class of the year', () => {
    const result = run(toClass(3), override({ lever: 'regionShare', target: 'legal-aid', mode: 'add', value: 0.1, from: 2023 }))
    expect([2023, 2025].map((year) => partOf(result, 'legal-aid', '150400', year).toFixed(6))).toEqual(['0.600000', '0.800000'])
  })
  test('is refused as a whole where it would pass the whole in one league', () => {
    const result = run(toClass(3), override({ lever: 'regionShare', target: 'legal-aid', mode: 'add', value: 0.4, from: 2023 }))
    expect(result.notices).toMatchObject([{ code: 'override-out-of-range', params: { year: '2025', low: 0, high: 1 } }])
    expect(partOf(result, 'legal-aid', '150500', 2023)).toBeCloseTo(0.5, 12)
  })
})

describe('another sharing of what is borne more', () => {
  const item = 'elderly-welfare-subsidy'
  const raise = override({ lever: 'standard', target: `${item}.aged-80-99`, from: 2025, value: 150 })
  const whole = override({ lever: 'regionShare', target: item, from: 2025, value: 1, onlyIncrement: true })
  test('leaves the catalogue’s path as it was shared: the region pays all of the rise and no more', () => {
    const result = run(raise, whole)
    for (const area of ['150000', '150400', '150500'])
      for (const payer of ['league', 'banner'] as const)
        expect(paid(result, item, area, payer, 2030)).toBeCloseTo(paid(base, item, area, payer, 2030), 0)
    const rise = paid(result, item, '150400', 'total', 2030) - paid(base, item, '150400', 'total', 2030)
    expect(rise).toBeGreaterThan(1e6)
    expect(paid(result, item, '150400', 'region', 2030) - paid(base, item, '150400', 'region', 2030)).toBeCloseTo(rise, 0)
  })
  test('against half of the rise without it', () => {
    const plain = run(raise)
    const rise = paid(plain, item, '150400', 'total', 2030) - paid(base, item, '150400', 'total', 2030)
    expect(paid(plain, item, '150400', 'region', 2030) - paid(base, item, '150400', 'region', 2030)).toBeCloseTo(rise / 2, 0)
  })
  test('moves nothing where nothing more is borne', () => {
    expect(run(whole).expenditure).toEqual(base.expenditure)
    const lower = run({ ...raise, value: 50 }, whole)
    expect(partOf(lower, item, '150400', 2030)).toBeCloseTo(0.5, 12)
  })
  test('of one league stands beside another part of the whole', () => {
    const result = run(raise, override({ lever: 'regionShare', target: item, from: 2025, value: 0.4 }), {
      ...whole,
      area: '150400',
      value: 0,
    })
    const rise = paid(result, item, '150400', 'total', 2030) - paid(base, item, '150400', 'total', 2030)
    const before = paid(base, item, '150400', 'total', 2030)
    expect(paid(result, item, '150400', 'region', 2030)).toBeCloseTo(0.4 * before, 0)
    expect(paid(result, item, '150500', 'region', 2030)).toBeCloseTo(0.4 * paid(result, item, '150500', 'total', 2030), 0)
    expect(rise).toBeGreaterThan(0)
  })
})

describe('in the file', () => {
  const scenario = withOverrides(
    { ...toClass(3), document: 'No. 46 of 2018' },
    override({ lever: 'regionShare', target: 'legal-aid', value: 0.6, onlyIncrement: true }),
  )
  test('class, document and increment are written and read again; the document moves no figure', () => {
    expect(parseScenario(scenarioToText(scenario), 'a.json')).toEqual({ ok: true, value: scenario, notices: [] })
    const [first, second] = scenario.overrides
    if (first === undefined || second === undefined) throw new Error('no changes')
    const { document: _, ...without } = first
    expect(canonicalScenario({ ...scenario, overrides: [without, second] })).toBe(canonicalScenario(scenario))
    const { onlyIncrement: __, ...plainly } = second
    expect(canonicalScenario({ ...scenario, overrides: [first, plainly] })).not.toBe(canonicalScenario(scenario))
  })
  test('the increment of a lever that shares nothing, and a document that cannot be seen, are refused at their fields', () => {
    const bad = withOverrides({ ...toClass(3), onlyIncrement: true, document: 'a\u200bb' })
    const read = parseScenario(scenarioToText(bad), 'a.json')
    expect(read.ok ? [] : read.faults.map(({ path, code }) => [path, code])).toEqual([
      ['overrides[0](o-1).document', 'invisible'],
      ['overrides[0](o-1).onlyIncrement', 'increment-lever'],
    ])
  })
})
