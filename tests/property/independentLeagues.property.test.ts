import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../../models/catalogue/schema'
import { expenditureIndex } from '../../models/layout'
import type { SimulationResult } from '../../models/result'
import { targetsOf } from '../../models/scenario/checkOverride'
import { levers } from '../../models/scenario/levers'
import type { Override, Scenario } from '../../models/scenario/document'
import { simulate } from '../../models/simulate'
import { override, plan, shippedCatalogue } from '../fixtures/catalogue'
import { bannerCatalogue } from '../fixtures/synthetic'

/** Any change of one area below the region, by every lever that knows areas. */
const changeIn = (catalogue: Catalogue, areas: readonly string[]): fc.Arbitrary<Override> =>
  fc.constantFrom(...levers.filter(({ byArea }) => byArea)).chain((lever) =>
    fc
      .record({
        target: lever.target === 'none' ? fc.constant(undefined) : fc.constantFrom(...targetsOf(lever, catalogue)),
        area: fc.constantFrom(...areas),
        from: fc.integer({ min: 2021, max: 2034 }),
        part: fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
      })
      .map(({ target, area, from, part }): Override => {
        const [low, high] = lever.plausible
        const isMany = lever.target === 'standard' || lever.id === 'coverage'
        return override({
          lever: lever.id,
          area,
          from,
          ...(target === undefined ? {} : { target }),
          ...(lever.unit === 'class'
            ? { value: 1 + Math.floor(2.99 * part) }
            : isMany
              ? { mode: 'scale', value: 0.3 + 0.7 * part }
              : { value: low + (high - low) * part }),
        })
      }),
  )

/** Everything that is said of one area: money by payer, what is borne, delivered and set, its people, revenue and margin. */
function figuresOf({ layout, units, population, ...result }: SimulationResult, area: string): readonly Float64Array[] {
  const years = layout.years.length
  const at = layout.areas.indexOf(area)
  const rowsOf = (table: Float64Array): readonly Float64Array[] =>
    Array.from({ length: table.length / years / layout.areas.length }, (_, row) =>
      table.subarray((row * layout.areas.length + at) * years, (row * layout.areas.length + at + 1) * years),
    )
  const unit = units.find(({ code }) => code === area)
  const people = population.find(({ region }) => region === area)
  return [
    ...layout.items.flatMap((_, item) =>
      layout.payers.map((_payer, payer) => {
        const first = expenditureIndex(layout, item, at, payer, 0)
        return result.expenditure.subarray(first, first + years)
      }),
    ),
    ...[result.fundPaid, result.borne, result.quantity, result.standard].flatMap(rowsOf),
    ...(unit === undefined ? [] : [unit.resources, unit.required, unit.capacity, unit.margin, unit.lowResources, unit.highResources]),
    ...(people === undefined ? [] : [people.total, people.births, people.urbanShare]),
  ]
}

function expectAlike(catalogue: Catalogue, before: SimulationResult, scenario: Scenario, others: readonly string[]): void {
  const after = simulate(catalogue, scenario)
  for (const area of others) {
    const [a, b] = [figuresOf(before, area), figuresOf(after, area)]
    const moved = a.findIndex((row, k) => row.some((value, year) => value !== b[k]?.[year]))
    expect(moved < 0 ? '' : `row ${String(moved)} of ${area}`).toBe('')
  }
}

describe('a change of one league moves no other league, in any figure', () => {
  const catalogue = shippedCatalogue()
  const leagues = catalogue.regions.filter(({ parent }) => parent !== null).map(({ code }) => code)
  const before = simulate(catalogue, plan)
  const alone = (change: Override): Scenario => ({ ...plan, overrides: [change] })

  test('whatever lever it pulls', () => {
    fc.assert(
      fc.property(changeIn(catalogue, leagues), (change) => {
        expectAlike(
          catalogue,
          before,
          alone(change),
          leagues.filter((code) => code !== change.area),
        )
      }),
      { numRuns: 60, seed: 11 },
    )
  })
  test('not even where the centre pays six items out of one grant', () => {
    for (const target of ['minimum-living-allowance.rural', 'destitute-support.rural', 'special-children-basic-living.orphans'])
      expectAlike(
        catalogue,
        before,
        alone(override({ lever: 'standard', target, area: '150400', mode: 'scale', value: 2 })),
        leagues.filter((code) => code !== '150400'),
      )
  })
  test('not even where the leagues share the programmes of the region by their residents', () =>
    expectAlike(
      catalogue,
      before,
      alone(override({ lever: 'netMigration', area: '150400', value: 0.02 })),
      leagues.filter((code) => code !== '150400'),
    ))
  test('the region’s own level pays its part of it, and the whole is the sum', () => {
    const change = override({ lever: 'standard', target: 'minimum-living-allowance.rural', area: '150400', mode: 'scale', value: 2 })
    const after = simulate(catalogue, alone(change))
    const required = (result: SimulationResult, code: string): number => result.units.find((unit) => unit.code === code)?.required[5] ?? 0
    const rise = (code: string): number => required(after, code) - required(before, code)
    expect(rise('150000-own')).toBeGreaterThan(0)
    expect(rise('150400')).toBeGreaterThan(0)
    expect(Math.abs(rise('150000') - rise('150000-own') - rise('150400'))).toBeLessThanOrEqual(1)
  })
})

test('a change of one banner moves no banner of another league and none of its own', () => {
  const catalogue = bannerCatalogue()
  const parents = new Set(catalogue.regions.map(({ parent }) => parent))
  const banners = catalogue.regions.map(({ code }) => code).filter((code) => !parents.has(code))
  const before = simulate(catalogue, plan)
  fc.assert(
    fc.property(changeIn(catalogue, banners), (change) => {
      expectAlike(
        catalogue,
        before,
        { ...plan, overrides: [change] },
        banners.filter((code) => code !== change.area).filter((_, k) => k % 7 === 0),
      )
    }),
    { numRuns: 12, seed: 5 },
  )
})
