import { describe, expect, test } from 'vitest'
import { simulate } from '../../../../models/simulate'
import type { Scenario } from '../../../../models/scenario/document'
import type { Curve } from '../../../../renderer/stores/curve'
import { useScenario } from '../../../../renderer/stores/scenario'
import { standardPath } from '../../../../renderer/stores/select'
import { changeOf, type YearRow } from '../../../../renderer/stores/yearRows'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'
import { FakeBridge, useDouble } from '../fakeBridge'

const standard = 'special-children-basic-living.orphans'
const target =
  shippedCatalogue()
    .items.flatMap((item) => item.components.map(({ id }) => `${item.id}.${id}`))
    .find((id) => id.startsWith('special-children-basic-living.')) ?? standard
const address = { lever: 'standard' as const, target, area: '150000' }
const pathOf = (scenario: Scenario): readonly number[] => standardPath(simulate(shippedCatalogue(), scenario), target, '150000')
const inherited = pathOf(plan)
const curveOf = (values: readonly number[]): Curve => ({ baseYear: 2020, firstFree: 2021, inherited, values })
const rowOf = (values: readonly number[], given: YearRow['given'] = {}): YearRow => ({
  id: target,
  label: '',
  note: '',
  groups: [],
  address,
  curve: curveOf(values),
  scale: 1,
  isPercent: false,
  possible: [0, 1e10],
  plausible: [0, 1e8],
  given,
  carries: 'proportion',
  texts: [],
})
/** The scenario with the change, as the grid makes it; and its path as the model has it. */
function after(
  edits: readonly (readonly [number, number])[],
  onwards: boolean,
  before: Scenario = plan,
  row = rowOf(pathOf(before)),
): readonly number[] {
  useDouble(new FakeBridge())
  const scenario = useScenario()
  scenario.open(before)
  scenario.setSeries([{ address, change: changeOf(row, new Map(edits), onwards) }])
  return pathOf(scenario.document)
}
const with_ = (changes: Readonly<Record<number, number>>): readonly number[] => inherited.map((value, k) => changes[2020 + k] ?? value)
const close = (got: readonly number[], wanted: readonly number[]): void => {
  got.forEach((value, k) => {
    expect(value, String(2020 + k)).toBeCloseTo(wanted[k] ?? 0, 6)
  })
}

describe('years of a standard, typed into the grid, are what the model makes of them', () => {
  test('one year alone, and nothing after it moves', () => close(after([[2024, 3000]], false), with_({ 2024: 3000 })))
  test('several years, with gaps', () =>
    close(
      after(
        [
          [2023, 2500],
          [2024, 2600],
          [2028, 5000],
          [2035, 1],
        ],
        false,
      ),
      with_({ 2023: 2500, 2024: 2600, 2028: 5000, 2035: 1 }),
    ))
  test('a second year beside a first one', () => {
    const first = withOverrides(override({ ...address, mode: 'series', from: 2024, values: { 2024: 3000 } }))
    close(after([[2030, 9]], false, first), with_({ 2024: 3000, 2030: 9 }))
  })
  test('also where the run of the first has not ended yet', () => {
    const values = { 2024: 3000 }
    const first = withOverrides(override({ ...address, mode: 'series', from: 2024, values }))
    close(after([[2025, 3100]], false, first, rowOf(inherited, values)), with_({ 2024: 3000, 2025: 3100 }))
  })
  test('a year put back is as if it had never been given', () => {
    const first = withOverrides(override({ ...address, mode: 'series', from: 2024, values: { 2024: 3000 } }))
    expect(changeOf(rowOf(pathOf(first)), new Map([[2024, inherited[4] ?? 0]]), false)).toBeNull()
    close(after([[2024, inherited[4] ?? 0]], false, first), inherited)
  })
  test('in place of one value from a year on, the other years stay as that had them', () => {
    const set = withOverrides(override({ ...address, mode: 'set', from: 2023, value: 3000, after: 'rule' }))
    const path = pathOf(set)
    close(
      after([[2026, 1]], false, set),
      path.map((value, k) => (k === 6 ? 1 : value)),
    )
  })
  test('with the later years these go along in proportion, from the year that was typed', () => {
    const [plain, path] = [inherited, after([[2024, 2 * (inherited[4] ?? 0)]], true)]
    close(path.slice(0, 4), plain.slice(0, 4))
    close(
      path.slice(4),
      plain.slice(4).map((value) => 2 * value),
    )
  })
  test('the base year is published: it is not moved', () => expect(changeOf(rowOf(inherited), new Map([[2020, 5]]), false)).toBeNull())
})

test('levers that stand by themselves: with the later years all move by as much, within what is possible', () => {
  const row: YearRow = {
    ...rowOf([1, 1, 1, 1]),
    carries: 'shift',
    possible: [0, 2.5],
    curve: { baseYear: 2020, firstFree: 2021, inherited: [1, 1, 1, 1], values: [1, 1, 1, 2] },
  }
  expect(changeOf(row, new Map([[2022, 1.5]]), true)).toEqual({ mode: 'series', from: 2022, values: { 2022: 1.5, 2023: 2.5 } })
  expect(changeOf(row, new Map([[2022, 1.5]]), false)).toEqual({ mode: 'series', from: 2022, values: { 2022: 1.5, 2023: 2 } })
})

test('a block over several rows is one step, and is taken back as one', () => {
  useDouble(new FakeBridge())
  const scenario = useScenario()
  scenario.open(plan)
  const at = (area: string) => ({ lever: 'tfr' as const, area })
  const series = (value: number) => ({ mode: 'series' as const, from: 2025, values: { 2025: value } })
  scenario.setSeries([
    { address: at('150000'), change: series(1.1) },
    { address: at('150100'), change: series(1.2) },
    { address: at('150200'), change: null },
  ])
  expect(scenario.document.overrides.map(({ id, area, values }) => [id, area, values?.['2025']])).toEqual([
    ['o-1', '150000', 1.1],
    ['o-2', '150100', 1.2],
  ])
  scenario.setSeries([
    { address: at('150000'), change: null },
    { address: at('150100'), change: series(1.3) },
  ])
  expect(scenario.document.overrides.map(({ area, values }) => [area, values?.['2025']])).toEqual([['150100', 1.3]])
  scenario.undo()
  expect(scenario.document.overrides.length).toBe(2)
  scenario.undo()
  expect(scenario.document).toBe(plan)
  scenario.setSeries([{ address: at('150000'), change: null }])
  expect(scenario.canUndo).toBe(false)
})
