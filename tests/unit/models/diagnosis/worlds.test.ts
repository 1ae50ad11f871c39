import { describe, expect, test } from 'vitest'
import { assembleResult } from '../../../../models/assemble'
import { causesOfFlags } from '../../../../models/diagnosis/flagCauses'
import { nationalPricePaths, pricePaths } from '../../../../models/diagnosis/pricePath'
import { inWorlds, worldCount, worldGroups } from '../../../../models/diagnosis/worlds'
import { runModel } from '../../../../models/model'
import type { Scenario } from '../../../../models/scenario/document'
import { modelOf } from '../../../../models/simulate'
import { count, standard, withActuals } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'
import { shippedScenarios } from '../../../fixtures/shipped'

const catalogue = shippedCatalogue()
const model = modelOf(catalogue, plan)
const run = (scenario: Scenario) => assembleResult(model, runModel(model, scenario), { withOutside: true })

test('the first world is the earlier year and the last the later one, for every item and unit', () => {
  const allowance = 'elderly-welfare-subsidy.aged-80-99'
  const entered = withActuals(
    count(allowance, '150100', 2020, 30_000),
    count(allowance, '150200', 2022, 30_000),
    count(allowance, '150000', 2024, 300_000),
    standard(allowance, '150300', 2023, 140),
  )
  const shared = withOverrides(
    override({ lever: 'standard', target: allowance, value: 150, from: 2023 }),
    override({ lever: 'standard', target: 'minimum-living-allowance.rural', area: '150400', mode: 'scale', value: 2, from: 2023 }),
    override({ lever: 'regionShare', target: 'elderly-welfare-subsidy', value: 1, from: 2023, onlyIncrement: true }),
    override({ lever: 'sharingClass', area: '150400', value: 3, from: 2024 }),
  )
  for (const scenario of [...shippedScenarios(), entered, shared]) {
    for (const [from, to] of [
      [0, 5],
      [2, 15],
    ] as const) {
      const { borne, layout, targets: of } = run(scenario)
      const { borne: worlds, targets } = inWorlds(model, from, to)
      const years = layout.years.length
      const close = (got: number | undefined, wanted: number | undefined): void => {
        expect(Math.abs((got ?? NaN) - (wanted ?? NaN))).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted ?? 0)))
      }
      for (let row = 0; row < borne.length / years; row++) {
        close(worlds[row * worldCount], borne[row * years + from])
        close(worlds[(row + 1) * worldCount - 1], borne[row * years + to])
      }
      // What targets cost outside the items, in the same two years.
      const outside = (at: number): number => (of.borne?.capital[at] ?? NaN) + (of.borne?.running[at] ?? NaN)
      for (let row = 0; row < targets.length / worldCount; row++) {
        close(targets[row * worldCount], outside(row * years + from))
        close(targets[(row + 1) * worldCount - 1], outside(row * years + to))
      }
    }
  }
})

describe('what each group moves by itself', () => {
  const at = (borne: Float64Array, item: string, ...groups: readonly (typeof worldGroups)[number][]): number => {
    const row = catalogue.items.findIndex(({ id }) => id === item) * model.structure.areas.length
    const set = groups.reduce((bits, group) => bits | (1 << worldGroups.indexOf(group)), 0)
    return borne[row * worldCount + set] ?? 0
  }

  test('a rate is a price: 5% a year for five years is a factor of 1.2762815625', () => {
    run(plan)
    const price = pricePaths(model, 0, 5)
    expect(price[model.structure.standards.findIndex(({ id }) => id === 'resident-pension.top-ups')]).toBeCloseTo(1.2762815625, 12)
    const { borne } = inWorlds(model, 0, 5)
    const item = 'employee-pension'
    expect(at(borne, item, 'price') / at(borne, item)).toBeCloseTo(1.035 ** 5, 9)
    expect(at(borne, item, 'standard')).toBeCloseTo(at(borne, item), 4)
  })

  test('a national amount moves by its own decisions and prices: 93 yuan to 143 is decided', () => {
    run(plan)
    const pension = model.structure.standards.findIndex(({ id }) => id === 'resident-pension.recipients')
    expect([pricePaths(model, 0, 5)[pension], nationalPricePaths(model, 0, 5)[pension]]).toEqual([1, 1])
    // From 2026 on both follow the rule of 5%.
    expect(nationalPricePaths(model, 6, 8)[pension]).toBeCloseTo(1.1025, 12)
    // Per recipient and month: 133 and 183 yuan less what the centre pays, 0.6 × 133/93 of 93 and of 143.
    const local = (standard: number, national: number): number => standard - 0.6 * (133 / 93) * national
    const { borne } = inWorlds(model, 0, 5)
    const moved = at(borne, 'resident-pension', 'standard') - at(borne, 'resident-pension')
    expect(moved / 1e8).toBeCloseTo(((local(183, 143) - local(133, 93)) * 12 * 2_339_000) / 1e8, 6)
  })

  test('a step is a decision: the pool of 74 yuan goes to 99 by five a year', () => {
    run(plan)
    expect(pricePaths(model, 0, 5)[model.structure.standards.findIndex(({ id }) => id === 'basic-public-health')]).toBe(1)
    const { borne } = inWorlds(model, 0, 5)
    expect(at(borne, 'health-records', 'standard') / at(borne, 'health-records')).toBeCloseTo(99 / 74, 9)
  })

  test('twice the standard, half the coverage, a tenth more for the region: each in its own world', () => {
    const item = 'elderly-welfare-subsidy'
    run(
      withOverrides(
        ...['aged-80-99', 'aged-100', 'poor-elderly'].map((part) =>
          override({ lever: 'standard', target: `${item}.${part}`, mode: 'scale', value: 2, from: 2025 }),
        ),
        override({ lever: 'coverage', target: item, mode: 'scale', value: 0.5, from: 2025 }),
        override({ lever: 'regionShare', target: item, mode: 'add', value: 0.1, from: 2025 }),
      ),
    )
    const { borne } = inWorlds(model, 0, 5)
    const still = at(borne, item)
    expect(at(borne, item, 'standard') / still).toBeCloseTo(2, 9)
    expect(at(borne, item, 'coverage') / still).toBeCloseTo(0.5, 9)
    expect(at(borne, item, 'sharing') / still).toBeCloseTo(1, 9)
    const own = (catalogue.items.findIndex(({ id }) => id === item) + 1) * model.structure.areas.length - 1
    const region = (group: number): number => borne[own * worldCount + group] ?? 0
    expect(region(1 << worldGroups.indexOf('sharing')) / region(0)).toBeGreaterThan(1.1)
  })

  test('revenue is what resources took off the excess', () => {
    const result = run(plan)
    const k = result.flags.findIndex(({ unit, subject }) => unit === '150000' && subject.id === 'resident-pension')
    const [flag, found] = [result.flags[k], causesOfFlags(model, result)[k]]
    const resources = result.units[0]?.resources ?? new Float64Array()
    expect(found?.causes.revenue).toBeCloseTo(-(flag?.baseAmount ?? 0) * ((resources[5] ?? 0) / (resources[0] ?? 1) - 1), 0)
    expect(found?.causes.coverage).toBe(0)
  })
})
