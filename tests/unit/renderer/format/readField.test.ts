import { describe, expect, test } from 'vitest'
import { readField } from '../../../../renderer/format/readField'

const coverage = { value: 0.8, min: 0, max: 1, scale: 100, isPercent: true }
const growth = { value: 0.03, min: -0.5, max: 1, scale: 100, isPercent: true }
const allowance = { value: 100, min: 0, max: 1e10, scale: 1, isPercent: false }
const read = (text: string, field: typeof coverage): number | string => {
  const entry = readField(text, field, { 万: 1e4 })
  return entry.ok ? Math.round(entry.value * 1e9) / 1e9 : entry.reason
}

describe('a field that shows per cent', () => {
  test.each(['80', '80%', '８０', '８０％', ' 80 % '])('%s is eighty per cent, with its sign or without', (text) =>
    expect(read(text, coverage)).toBe(0.8),
  )
  test('after an operator per cent is a part of the value, a plain number is points', () => {
    expect([read('+5%', coverage), read('＋5％', coverage), read('-20', coverage), read('/2', coverage)]).toEqual([0.84, 0.84, 0.6, 0.4])
  })
})

describe('a field that may be negative', () => {
  test.each(['-5', '-5%', '−5%', '－5％', '－５', '- 5 %'])('%s is five per cent less than nothing', (text) =>
    expect(read(text, growth)).toBe(-0.05),
  )
  test('plus is still arithmetic on the value', () => expect([read('+0.5', growth), read('+10%', growth)]).toEqual([0.035, 0.033]))
})

describe('a field in its own unit', () => {
  test('takes arithmetic and the words of large numbers', () =>
    expect([read('+5%', allowance), read('-20', allowance), read('－２０', allowance), read('0.02万', allowance)]).toEqual([
      105, 80, 80, 200,
    ]))
})

test('what cannot be is refused with its reason', () => {
  expect([read('', coverage), read('eighty', coverage), read('101', coverage), read('-1', { ...coverage, value: 0 })]).toEqual([
    'empty',
    'not-a-number',
    'range',
    'range',
  ])
  expect([read('-51', growth), read('101%', growth)]).toEqual(['range', 'range'])
})
