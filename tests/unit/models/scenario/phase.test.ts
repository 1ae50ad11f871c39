import { expect, test } from 'vitest'
import { parseScenario } from '../../../../models/scenario/parse'
import { canonicalScenario, scenarioToText } from '../../../../models/scenario/canonical'
import type { Override } from '../../../../models/scenario/document'
import { simulate } from '../../../../models/simulate'
import { override, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const item = catalogue.items.find(({ coverage, pool }) => pool === undefined && coverage.value < coverage.max)
const to = (item?.coverage.value ?? 0) + ((item?.coverage.max ?? 0) - (item?.coverage.value ?? 0)) / 2
const raised = (change: Partial<Override> = {}) =>
  withOverrides(override({ lever: 'coverage', target: item?.id ?? '', value: to, from: 2022, ...change }))
/** The first component's deliveries, whole region, against those without the change. */
const part = (change: Partial<Override>): number[] => {
  const quantity = (scenario: ReturnType<typeof raised>): number[] => {
    const { layout, quantity: all } = simulate(catalogue, scenario)
    const row =
      layout.components.findIndex((id) => id.startsWith(`${item?.id ?? ''}.`)) * layout.areas.length + layout.areas.indexOf('150000')
    return [...all.subarray(row * layout.years.length, (row + 1) * layout.years.length)]
  }
  const [none, whole, some] = [quantity(withOverrides()), quantity(raised()), quantity(raised(change))]
  return some.map((value, k) => (value - (none[k] ?? 0)) / ((whole[k] ?? 0) - (none[k] ?? 0)))
}

test('coverage is phased in evenly or slowly at both ends, and is whole from its year on', () => {
  const even = part({ fullFrom: 2025 }).slice(2, 7)
  ;[0.25, 0.5, 0.75, 1, 1].forEach((share, k) => {
    expect(even[k]).toBeCloseTo(share, 9)
  })
  const curved = part({ fullFrom: 2025, shape: 'logistic' }).slice(2, 7)
  ;[0.07, 0.5, 0.93, 1, 1].forEach((share, k) => {
    expect(curved[k]).toBeCloseTo(share, 3)
  })
  expect(part({ fullFrom: 2025, shape: 'linear' })).toEqual(part({ fullFrom: 2025 }))
})

test('the shape is part of the file and of what moves figures', () => {
  const scenario = raised({ fullFrom: 2025, shape: 'logistic' })
  expect(parseScenario(scenarioToText(scenario), 'a.json')).toEqual({ ok: true, notices: [], value: scenario })
  expect(canonicalScenario(scenario)).not.toBe(canonicalScenario(raised({ fullFrom: 2025 })))
})

test('a phase-in that ends before it starts is refused at its field, in the file and in the run', () => {
  const scenario = raised({ fullFrom: 2021 })
  const read = parseScenario(scenarioToText(scenario), 'a.json')
  expect(read.ok ? [] : read.faults).toEqual([
    {
      file: 'a.json',
      path: 'overrides[0](o-1).fullFrom',
      code: 'phase-ends',
      params: { from: '2022', to: '2021' },
      message: 'the phase-in ends in 2021, before it starts in 2022',
    },
  ])
  const result = simulate(catalogue, scenario)
  expect(result.notices).toMatchObject([{ code: 'override-phase', overrideId: 'o-1', params: { from: '2022', to: '2021' } }])
  expect(result.expenditure).toEqual(simulate(catalogue, withOverrides()).expenditure)
  const shapeless = parseScenario(scenarioToText(raised({ shape: 'logistic' })), 'a.json')
  expect(shapeless.ok ? '' : shapeless.faults[0]?.path).toBe('overrides[0](o-1).shape')
})
