import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createModel, runModel } from '../../models/model'
import { targetsOf } from '../../models/scenario/checkOverride'
import type { Override, Scenario } from '../../models/scenario/document'
import { levers } from '../../models/scenario/levers'
import { account, count, fund, standard, withActuals } from '../fixtures/actuals'
import { simulate } from '../../models/simulate'
import { override, plan, shippedCatalogue } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const model = createModel(catalogue)
const benchmarks = (scenario: Scenario): readonly number[] => {
  runModel(model, scenario)
  return [...model.compiled.block('benchmark').data]
}
const own = benchmarks(plan)
const places = catalogue.regions.map(({ code }) => code)
const outlooks = catalogue.population.outlooks.map(({ id }) => id)

const anyOverride: fc.Arbitrary<Override> = fc.constantFrom(...levers).chain((lever) => {
  const targets = targetsOf(lever, catalogue)
  return fc
    .record({
      target: targets.length === 0 ? fc.constant(undefined) : fc.constantFrom(...targets),
      area: lever.byArea ? fc.constantFrom(...places) : fc.constant('150000'),
      from: fc.integer({ min: 2020, max: 2030 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ target, area, from, part }) => {
      const [low, high] = lever.plausible
      const value = lever.id === 'standard' ? 50 + 1000 * part : low + (Math.min(high, low + 3) - low) * part
      return override({ lever: lever.id, area, from, value, ...(target === undefined ? {} : { target }) })
    })
})

/** Everything that a scenario may say of other years than the base year. */
const later: fc.Arbitrary<Scenario> = fc
  .record({
    overrides: fc.array(anyOverride, { maxLength: 4 }),
    outlook: fc.constantFrom(undefined, ...outlooks),
    from: fc.constantFrom(undefined, 2021, 2023, 2026),
    year: fc.integer({ min: 2021, max: 2030 }),
    each: fc.integer({ min: 1, max: 1_000_000 }),
    place: fc.constantFrom(...places.slice(1)),
  })
  .map(({ overrides, outlook, from, year, each, place }) => ({
    ...withActuals(
      count('elderly-welfare-subsidy.aged-80-99', place, year, each),
      standard('basic-public-health', '150000', year, each / 1000),
      account(place, year, { ordinaryTax: each * 1e4, lines: { generalTransfers: each * 1e3 } }),
      fund('unemployment-fund', 2020, { opening: each }),
    ),
    overrides: overrides.map((o, k) => ({ ...o, id: `o-${String(k)}` })),
    ...(outlook === undefined ? {} : { outlook: { id: outlook, reason: '', author: '', at: '' } }),
    ...(from === undefined ? {} : { assessment: { from } }),
  }))

test('no lever, outlook, year of assessment and no figure of a later year moves the benchmark by a bit', () => {
  fc.assert(
    fc.property(later, (scenario) => {
      expect(benchmarks(scenario)).toEqual(own)
    }),
    { seed: 150000, numRuns: 120 },
  )
})

describe('facts of the base year stand in place of the catalogue’s estimates', () => {
  const area = '150100'
  const unit = model.structure.space.elements.unit.indexOf(area)
  const base = simulate(catalogue, plan).population.find(({ region }) => region === area)
  const persons = catalogue.population.base.find(({ region }) => region === area)
  const population: Scenario['populations'][number] = {
    id: 'p-1',
    kind: 'base',
    area,
    source: 's',
    grade: 'A',
    file: '',
    enabled: true,
    reason: '',
    author: '',
    at: '',
    male: (persons?.male ?? []).map((value) => value * 2),
    female: [...(persons?.female ?? [])],
  }
  test.each([
    ['an account', withActuals(account(area, 2020, { ordinaryTax: 9e9, lines: { generalTransfers: 8e9 } }))],
    ['a count', withActuals(count('elderly-welfare-subsidy.aged-80-99', area, 2020, 9000))],
    ['a standard', withActuals(standard('elderly-welfare-subsidy.aged-80-99', area, 2020, 300))],
    ['a population to start from', { ...plan, populations: [population] }],
  ])('%s of it moves the benchmark of its unit, and levers on top of it do not', (_, scenario: Scenario) => {
    expect(base?.total[0]).toBeGreaterThan(0)
    const moved = benchmarks(scenario)
    expect(moved[unit]).not.toBe(own[unit])
    const slower = {
      ...scenario,
      overrides: [override({ lever: 'realGrowth', value: 0.01 }), override({ lever: 'tfr', value: 2, id: 'o-2' })],
    }
    expect(benchmarks({ ...slower, outlook: { id: 'un-national', reason: '', author: '', at: '' } })).toEqual(moved)
    const result = simulate(catalogue, scenario)
    const found = result.units.find(({ code }) => code === area)
    expect(found?.benchmark).toEqual({ inForce: moved[unit], catalogue: own[unit] })
    // Its own base year is at balance again.
    expect(found?.coverageRatio[0]).toBeCloseTo(1, 12)
  })
  test('one that is refused moves nothing', () => expect(benchmarks(withActuals(account(area, 2020, { ordinaryTax: -1 })))).toEqual(own))
})
