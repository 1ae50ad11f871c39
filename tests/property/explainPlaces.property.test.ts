import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembleResult } from '../../models/assemble'
import { evidenceAt } from '../../models/evidence/evidenceAt'
import { leagueFigures, leagueMeasures } from '../../models/equality/leagues'
import { equalityOf, type EqualitySubject } from '../../models/equality/measure'
import { groupingsOf } from '../../models/equality/places'
import { valueAt } from '../../models/equation/explain'
import { figureTerm, figureValue } from '../../models/explain/figure'
import { openRun } from '../../models/explain/run'
import { createModel, runModel } from '../../models/model'
import { simulate } from '../../models/simulate'
import type { Catalogue } from '../../models/catalogue/schema'
import { plan, shippedCatalogue } from '../fixtures/catalogue'
import { capacityCatalogue, drivenBy, numbers, madeUp, stockDriver } from '../fixtures/drivers'
import { again, busyScenario, drill, expectExact } from '../fixtures/explained'
import { bannerCatalogue } from '../fixtures/synthetic'

const leavesOf = ({ regions }: Catalogue): readonly string[] =>
  regions.flatMap(({ code }) => (regions.some(({ parent }) => parent === code) ? [] : [code]))
const busy = (catalogue: Catalogue) => {
  const [first = '', second = '', third = ''] = leavesOf(catalogue)
  return busyScenario(catalogue, [first, second, third])
}
const both = (catalogue: Catalogue, scenario = busy(catalogue)) => {
  const model = createModel(catalogue)
  return { result: assembleResult(model, runModel(model, scenario)), open: openRun(model, scenario, plan) }
}
const regional = both(shippedCatalogue())
const banners = both(bannerCatalogue())

test.each([
  ['leagues', regional, 60],
  ['banners', banners, 6],
] as const)('every driver group opens down to stocks of people or numbers of the catalogue, to the bit: %s', (_, { open }, runs) => {
  const { structure, compiled } = open.model
  fc.assert(
    fc.property(fc.nat(structure.cells.length - 1), fc.nat(structure.years.length - 1), (cell, year) => {
      open.wake()
      const places = `${structure.cells[cell] ?? ''}/${String(structure.years[year])}`
      structure.catalogue.drivers.forEach(({ id }, driver) => {
        open.wake()
        expectExact(open, `driver/${id}/${places}`, valueAt(compiled, 'driver', { driver, cell, year }))
      })
      open.wake()
      expectExact(open, `residents/${places}`, valueAt(compiled, 'residents', { cell, year }))
    }),
    { seed: 150000, numRuns: runs },
  )
})

const after = { spread: 'age-80-99', then: 'age-60-plus' }
test.each([
  [
    'a caseload',
    drivenBy({ id: 'made-up', name: { zh: '测试', en: 'x' }, kind: 'caseload', path: numbers([2020, 100], [2026, 130]), ...after }),
  ],
  [
    'observed counts',
    drivenBy({
      id: 'made-up',
      name: { zh: '测试', en: 'x' },
      kind: 'observed',
      counts: numbers([2018, 90], [2020, 100], [2023, 118]),
      until: 2028,
      ...after,
    }),
  ],
  [
    'a trend',
    drivenBy({
      id: 'made-up',
      name: { zh: '测试', en: 'x' },
      kind: 'trend',
      rate: { value: 0.019, unit: 'rate/year', year: 2020, ...madeUp },
      until: 2025,
      ...after,
    }),
  ],
  [
    'a project',
    drivenBy({ id: 'made-up', name: { zh: '测试', en: 'x' }, kind: 'project', spread: 'age-80-99', path: numbers([2020, 5], [2030, 9]) }),
  ],
  [
    'a stock per thousand',
    drivenBy(stockDriver({ kind: 'per-population', group: 'age-60-plus', per: 1000, level: numbers([2020, 5], [2030, 9]) })),
  ],
  ['a stock per county', drivenBy(stockDriver({ kind: 'per-government', level: numbers([2020, 5], [2030, 9]) }))],
  ['works', capacityCatalogue([2020, 2000], [2025, 2600], [2030, 2200])],
] as const)('%s opens year by year, and so do the numbers that it follows', (_, catalogue) => {
  const { open } = both(catalogue, plan)
  const { structure, compiled } = open.model
  const made = structure.catalogue.drivers.flatMap(({ id }, driver) => (id.startsWith('made-up') ? [{ id, driver }] : []))
  expect(made.length).toBeGreaterThan(0)
  for (const { id, driver } of made)
    structure.years.forEach((year, k) => {
      open.wake()
      expectExact(open, `driver/${id}/150400/${String(year)}`, valueAt(compiled, 'driver', { driver, cell: 3, year: k }))
      drill(open, `driver/${id}/150400/${String(year)}`, 40)
    })
})

const subjects = ({ domains, items }: Catalogue): readonly EqualitySubject[] => [
  { kind: 'total', id: '' },
  ...domains.map(({ id }) => ({ kind: 'domain' as const, id })),
  ...items.map(({ id }) => ({ kind: 'item' as const, id })),
]

/** Subjects, with every grouping that there is, with works and without; a single item is asked for as it is. */
const recurrent = { total: 'recurrent', domain: 'recurrentDomain', item: 'item' } as const
const asked = (catalogue: Catalogue) =>
  fc
    .record({
      subject: fc.constantFrom(...subjects(catalogue)),
      grouping: fc.constantFrom(undefined, ...groupingsOf(catalogue)),
      withoutWorks: fc.boolean(),
    })
    .map(({ withoutWorks, ...rest }) => ({ ...rest, recurrentOnly: withoutWorks && rest.subject.kind !== 'item' }))

test.each([
  ['leagues', regional, 40],
  ['banners, in leagues', banners, 4],
] as const)('every measure of equality opens, with the places behind it, to the bit: %s', (_, { result, open }, runs) => {
  const { catalogue } = open.model.structure
  let seen = 0
  fc.assert(
    fc.property(
      asked(catalogue),
      fc.constantFrom(...result.layout.years),
      fc.boolean(),
      ({ subject, grouping, recurrentOnly }, year, isOwn) => {
        const standard = isOwn ? 120 : undefined
        const found = equalityOf(result, catalogue, open.scenario, subject, year, { standard, grouping, recurrentOnly })
        const of = `${recurrentOnly ? recurrent[subject.kind] : subject.kind}/${subject.kind === 'total' ? 'all' : subject.id}`
        const at = standard === undefined ? 'mean' : String(standard)
        const spent = found.places.reduce((sum, place) => sum + place.spending, 0)
        expectExact(open, `equalitySpending/${of}/${String(year)}`, spent)
        expectExact(open, `equalityMean/${of}/${String(year)}`, found.mean)
        for (const { code, perHead, gap } of found.places.slice(0, 15)) {
          expectExact(open, `perHead/${of}/${code}/${String(year)}`, perHead)
          expectExact(open, `equalityGap/${of}/${code}/${String(year)}/${at}`, gap)
        }
        const { theil, at: atStandard, ...plain } = found.measures
        const measures = {
          ...plain,
          theil: theil?.total ?? null,
          between: theil?.split?.between ?? null,
          within: theil?.split?.within ?? null,
          share: atStandard?.share ?? null,
          depth: atStandard?.depth ?? null,
          money: atStandard?.money ?? null,
          lowest: found.mean > 0 ? (found.lowest?.perHead ?? null) : null,
        }
        for (const [name, value] of Object.entries(measures)) {
          const by = grouping !== undefined && (name === 'between' || name === 'within') ? `@${grouping}` : ''
          const path = `equality/${name}${by}/${of}/${String(year)}/${at}`
          if (value === null || (found.mean === 0 && name !== 'x')) continue
          expectExact(open, path, value)
          seen += 1
        }
      },
    ),
    { seed: 150000, numRuns: runs },
  )
  expect(seen).toBeGreaterThan(30)
})

test.each([
  ['leagues', regional, 25],
  ['banners', banners, 3],
] as const)(
  'evidence of spending, of what units have and have to bear, and of their capacity opens, to the bit: %s',
  (_, { open }, runs) => {
    const { structure } = open.model
    const grades = ['A', 'B', 'C', 'D'] as const
    fc.assert(
      fc.property(fc.constantFrom(...structure.areas), fc.constantFrom(...structure.years), fc.nat(999), ({ code }, year, n) => {
        open.wake()
        const found = evidenceAt(open.model, open.run, code, year)
        if (found === undefined) throw new Error('no such place')
        const { items, domains } = structure.catalogue
        const [item, domain] = [n % items.length, n % domains.length]
        for (const grade of grades) {
          const at = `${grade}/${code}/${String(year)}`
          expectExact(open, `evidence/item/${items[item]?.id ?? ''}/${at}`, found.byItem[item]?.[grade] ?? NaN)
          expectExact(open, `evidence/domain/${domains[domain]?.id ?? ''}/${at}`, found.byDomain[domain]?.[grade] ?? NaN)
          expectExact(open, `evidence/all/all/${at}`, found.total[grade])
          for (const [figure, evidence] of Object.entries(found.unit)) expectExact(open, `evidenceOf/${figure}/${at}`, evidence[grade])
        }
      }),
      { seed: 150000, numRuns: runs },
    )
  },
)

test('why a cost has its grade is told by quantity, standard and slice', () => {
  const { open } = regional
  expect(figureTerm(open, 'costGrade/elderly-health-management.slice/150100/2020')).toMatchObject({
    op: 'largest',
    value: 3,
    parts: [{ element: 'quantity' }, { element: 'standard' }, { element: 'slice' }],
  })
  expect(() => figureValue(open, 'costGrade/nothing/150100/2020')).toThrow('there is no component')
  expect(() => figureValue(open, 'costGrade/elderly-health-management.slice/150000/2020')).toThrow('single place')
  expect(() => figureValue(open, 'evidenceOf/happiness/A/150000/2020')).toThrow('are made of graded money')
})

test('the ledger’s entries stand behind what was granted, with document, reason and author', () => {
  const { open } = regional
  const term = figureTerm(open, 'granted/150000/2025')
  expect(term?.op === 'sum' ? term.parts.map(({ element }) => element) : []).toEqual(['g-1'])
  expect(figureValue(open, 'ledger/g-2')).toBe(2e8)
  expect(again(open, 'grantedOneOff/150000/2025')).toBe(2e8)
  expect(again(open, 'grantedOneOff/150000/2026')).toBe(0)
})

test('what the catalogue’s policies would cost is a figure of a run without the scenario’s, and opens there', () => {
  const { open, result } = regional
  const room = result.units[0]?.room
  for (const year of [2024, 2025, 2030]) {
    const path = `catalogueRequired/150000/${String(year)}`
    const required = result.units[0]?.required[year - 2020] ?? NaN
    const asked = (room?.request.recurrent[year - 2020] ?? NaN) + (room?.request.oneOff[year - 2020] ?? NaN)
    expect(figureValue(open, path)).toBeCloseTo(required - asked, 3)
    expect(again(open, path)).toBe(figureValue(open, path))
    expect(figureTerm(open, path)).toMatchObject({ op: 'figure', figure: `policy:unitRequired/consolidated/${String(year)}` })
  }
  expect([...drill(open, 'policy:unitRequired/150100/2025', 60)].every((path) => path.startsWith('policy:'))).toBe(true)
})

test('a figure beside the run without actual figures is that run’s', () => {
  const { open } = regional
  const planned = simulate(shippedCatalogue(), { ...open.scenario, actuals: [] })
  const path = 'unitResources/150100/2023'
  const k = planned.layout.areas.indexOf('150100')
  expect(figureValue(open, `plan:${path}`)).toBe(planned.units[k]?.resources[3])
  expect(again(open, `fromPlan/${path}`)).toBe(figureValue(open, path) - figureValue(open, `plan:${path}`))
  expect(again(open, `since/2022/${path}`)).toBe(figureValue(open, path) - figureValue(open, 'unitResources/150100/2022'))
})

test('months of a fund and what stood there open', () => {
  const { open, result } = regional
  for (const fund of result.funds) {
    if (fund.closing === null) {
      expect(() => figureValue(open, `fundMonths/${fund.id}/2024`)).toThrow('not known')
      continue
    }
    result.layout.years.forEach((year, k) => {
      expectExact(open, `fundMonths/${fund.id}/${String(year)}`, fund.months?.[k] ?? NaN)
      expectExact(open, `fundOpening/${fund.id}/${String(year)}`, fund.opening?.[k] ?? NaN)
      expectExact(
        open,
        `uncovered/${String(year)}`,
        result.funds.reduce((sum, { uncovered }) => sum + (uncovered?.[k] ?? 0), 0),
      )
    })
  }
})

test.each([
  ['leagues', regional, 30],
  ['banners', banners, 5],
] as const)('every measure of leagues opens, down to what it is worked out from, to the bit: %s', (_, { result, open }, runs) => {
  const { catalogue } = open.model.structure
  const places = catalogue.regions.flatMap(({ code, level }) => (level === 'league' ? [code] : []))
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.constantFrom(...leagueMeasures), fc.constantFrom(...result.layout.years), (measure, year) => {
      for (const { code, value } of leagueFigures(result, catalogue, open.scenario, measure, { year, places })) {
        if (value === null) continue
        expectExact(open, measure.path(code, year), value)
        seen.add(measure.id)
      }
    }),
    { seed: 150000, numRuns: runs },
  )
  expect(seen.size).toBeGreaterThan(runs / 3)
  for (const { id, path } of leagueMeasures) expect(figureValue(open, path(places[0] ?? '', 2030)), id).not.toBeNaN()
  expect(() => figureValue(open, 'league/happiness/150100/2030')).toThrow('measures of leagues are')
})
