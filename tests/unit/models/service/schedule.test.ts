import { describe, expect, test } from 'vitest'
import { assembleResult } from '../../../../models/assemble'
import { causesOfFlags } from '../../../../models/diagnosis/flagCauses'
import { pricePaths } from '../../../../models/diagnosis/pricePath'
import { explainPath } from '../../../../models/explain/figure'
import { runModel } from '../../../../models/model'
import { modelOf, simulate } from '../../../../models/simulate'
import { catalogueKnownAt } from '../../../../models/fiscal/backtestCatalogue'
import type { Catalogue, GrowthRule } from '../../../../models/catalogue/schema'
import { standard, withActuals } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'
import { faultsOf, madeUp, withRule } from '../../../fixtures/drivers'

const item = 'elderly-welfare-subsidy'
const id = `${item}.aged-80-99`
const steps = (...points: readonly (readonly [number, number])[]): GrowthRule => ({
  kind: 'schedule',
  points: points.map(([year, value]) => ({ year, value, ...madeUp })),
  ...madeUp,
})
const scheduled = (rule: GrowthRule): Catalogue => withRule(item, 'aged-80-99', rule, { history: [] })
const pathIn = (catalogue: Catalogue, scenario = plan): number[] => {
  const { layout, standard: values } = simulate(catalogue, scenario)
  const start = layout.standards.indexOf(id) * layout.areas.length * layout.years.length
  return [...values.subarray(start, start + layout.years.length)]
}
const base = pathIn(shippedCatalogue())[0] ?? 0

describe('a standard by schedule', () => {
  const catalogue = scheduled(steps([2022, base + 10], [2025, base + 40]))

  test('has the value of each step from its year on, and the last one for good', () => {
    expect(pathIn(catalogue)).toEqual([0, 0, 10, 10, 10, ...Array.from({ length: 11 }, () => 40)].map((more) => base + more))
    expect(faultsOf(catalogue)).toEqual([])
  })

  test('opens into the step that holds', () => {
    const found = explainPath(catalogue, plan, `rulePath/${id}/2024`, 2)
    if (!found.ok) throw new Error(found.message)
    const fact = found.value.operands.find(({ figure }) => figure.startsWith('fact/'))
    expect(fact?.source).toMatchObject({ entry: `items(${item}).components(aged-80-99).growth.points(2022)`, grade: 'D', year: 2022 })
    expect(found.value.value).toBe(base + 10)
  })

  test('is a decision and no price among the causes', () => {
    const model = modelOf(catalogue, plan)
    const result = assembleResult(model, runModel(model, plan))
    const row = model.structure.standards.findIndex((entry) => entry.id === id)
    expect(pricePaths(model, 0, 5)[row]).toBe(1)
    const at = result.flags.findIndex(({ subject }) => subject.id === item)
    if (at >= 0) expect(causesOfFlags(model, result)[at]?.causes.price).toBe(0)
  })

  test('goes on from an entered standard at its next step, and is replaced by a change of the scenario', () => {
    expect(pathIn(catalogue, withActuals(standard(id, '150000', 2023, base + 5))).slice(2, 6)).toEqual(
      [10, 5, 5, 40].map((more) => base + more),
    )
    const set = withOverrides(override({ lever: 'standard', target: id, value: base + 100, from: 2023, after: 'hold' }))
    expect(pathIn(catalogue, set).slice(2, 7)).toEqual([10, 100, 100, 100, 100].map((more) => base + more))
  })

  test('gives the figures of the steps that it says in other words, to the bit', () => {
    const fixed = scheduled({ kind: 'fixed', ...madeUp })
    expect(simulate(scheduled(steps([2030, base])), plan).expenditure).toEqual(simulate(fixed, plan).expenditure)
  })

  test('is forgotten where the backtest knows nothing of it', () => {
    const rule = steps([2022, base + 10])
    const published =
      rule.kind === 'schedule'
        ? { ...rule, points: rule.points.map((point) => ({ ...point, source: 'bph20', grade: 'A' as const })) }
        : rule
    const known = catalogueKnownAt(scheduled(published), 'macro')
    expect(pathIn(known)[5]).toBe(base)
  })

  test('is refused where years fall, stand before what was published, or a value is negative', () => {
    const place = (k: number, rest = ''): string =>
      expect.stringMatching(new RegExp(`\\.growth\\.points\\[${String(k)}\\]${rest}`)) as string
    expect(faultsOf(scheduled(steps([2023, 1], [2022, 2])))).toEqual([place(1, ' order')])
    expect(faultsOf(scheduled(steps([2020, 1])))).toEqual([place(0, ' order')])
    expect(faultsOf(scheduled(steps([2023, -1])))).toEqual([place(0, '\\.value range')])
  })

  test('of an item with several standards has to say whose it is', () => {
    const catalogue = shippedCatalogue()
    const several = catalogue.items.find(
      ({ components, pool }) => pool === undefined && components.filter(({ growth }) => growth === undefined).length > 1,
    )
    const items = catalogue.items.map((one) => (one === several ? { ...one, growth: steps([2030, 1]) } : one))
    expect(faultsOf({ ...catalogue, items })).toEqual([expect.stringMatching(/growth schedule$/)])
  })
})
