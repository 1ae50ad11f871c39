import { expect, test } from 'vitest'
import type { Override, Scenario } from '../../../../models/scenario/document'
import { changesBeside } from '../../../../models/scenario/beside'
import { count } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const withAll = (...overrides: readonly Override[]): Scenario => ({ ...plan, overrides: [...overrides] })
const rows = (...scenarios: readonly Scenario[]) => changesBeside(catalogue, scenarios)
const [first, second] = catalogue.items.flatMap((item) => item.components.map(({ id }) => `${item.id}.${id}`))

test('rows follow the input screens: standards by catalogue and area, coverage, population, economy, then figures', () => {
  const outlook = { id: 'ageing', reason: '', author: '', at: '' }
  const mixed: Scenario = {
    ...withAll(
      override({ id: 'o-1', lever: 'realGrowth', area: '150000' }),
      override({ id: 'o-2', lever: 'tfr', area: '150000' }),
      override({ id: 'o-3', lever: 'coverage', area: '150000', target: catalogue.items[0]?.id ?? '' }),
      override({ id: 'o-4', lever: 'standard', area: '150100', target: second ?? '' }),
      override({ id: 'o-5', lever: 'standard', area: '150000', target: second ?? '' }),
    ),
    actuals: [count('elderly-welfare-subsidy.aged-80-99', '150100', 2021, 5)],
    outlook,
  }
  const other = withAll(override({ id: 'o-1', lever: 'standard', area: '150000', target: first ?? '' }))
  expect(rows(mixed, other).map(({ address: { kind, lever, area } }) => `${lever ?? kind} ${area ?? ''}`.trim())).toEqual([
    'standard 150000',
    'standard 150000',
    'standard 150100',
    'coverage 150000',
    'outlook',
    'tfr 150000',
    'realGrowth 150000',
    expect.stringMatching(/^actuals/) as string,
  ])
  expect(rows(mixed, other)[0]?.address.target).toBe(first)
})

test('names, authors and notes are no levers', () => {
  expect(rows({ ...plan, name: 'a', author: 'b', note: 'c' }, plan)).toEqual([])
})

test('the same change for another reason, or by somebody else, is equal; another year or value is not', () => {
  const change = override({ lever: 'tfr', value: 1.5, from: 2024, reason: 'a', author: 'x' })
  const equal = (other: Partial<Override>): boolean | undefined => rows(withAll(change), withAll({ ...change, ...other }))[0]?.isEqual
  expect(equal({ id: 'o-7', reason: 'b', author: 'y', document: 'z', grade: 'B' })).toBe(true)
  expect(equal({ from: 2025 })).toBe(false)
  expect(equal({ value: 1.4 })).toBe(false)
})

test('a change that is switched off is as none', () => {
  const off = override({ lever: 'tfr', value: 1.5, enabled: false })
  expect(rows(withAll(off), plan).map(({ isEqual }) => isEqual)).toEqual([true])
})
