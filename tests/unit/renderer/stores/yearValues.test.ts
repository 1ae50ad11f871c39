import { expect, test } from 'vitest'
import { withoutYear, withYear } from '../../../../renderer/stores/yearValues'

const change = { from: 2025, values: { '2025': 1.1, '2027': 1.3 } }

test('a year comes in or changes, and the change begins with the first of them', () => {
  expect(withYear(change, 2024, 1)).toEqual({ from: 2024, values: { '2024': 1, '2025': 1.1, '2027': 1.3 } })
  expect(withYear(change, 2027, 2)).toEqual({ from: 2025, values: { '2025': 1.1, '2027': 2 } })
  expect(change.values['2027']).toBe(1.3)
})
test('a year goes out, the first one too; the last one left stays', () => {
  expect(withoutYear(change, 2025)).toEqual({ from: 2027, values: { '2027': 1.3 } })
  expect(withoutYear({ from: 2027, values: { '2027': 1.3 } }, 2027)).toEqual({ from: 2027, values: { '2027': 1.3 } })
  expect(withoutYear(change, 2030)).toEqual(change)
})
