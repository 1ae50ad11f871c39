import { describe, expect, test } from 'vitest'
import { parseNumber } from '../../../../renderer/format/parseNumber'

const units = { 万: 1e4, 亿: 1e8 }
const value = (text: string, current = 100, arithmetic = true): number | string => {
  const typed = parseNumber(text, current, units, arithmetic)
  return typed.ok ? typed.value : typed.reason
}

describe('a number as people type it', () => {
  test.each([
    ['150', 150],
    [' 12.5 ', 12.5],
    ['.5', 0.5],
    ['1,234,567.5', 1234567.5],
    ['１５０', 150],
    ['１２．５', 12.5],
    ['1２0', 120],
    ['　80　', 80],
    ['5%', 0.05],
    ['５％', 0.05],
    ['3万', 30000],
    ['1.5亿', 150000000],
    ['2，345', 2345],
    ['1,234.5', 1234.5],
    ['1 234,5', 1234.5],
    ['1\u00a0234,5', 1234.5],
    ['12 345 678', 12345678],
    ['3 万', 30000],
    ['５ ％', 0.05],
  ])('%s', (text, expected) => expect(value(text)).toBe(expected))
})

describe('arithmetic on the value that stands there, 100', () => {
  test.each([
    ['+5%', 105],
    ['-5%', 95],
    ['+20', 120],
    ['-20', 80],
    ['−20', 80],
    ['－２０', 80],
    ['*1.5', 150],
    ['×1.5', 150],
    ['/2', 50],
    ['÷４', 25],
    ['+ 1,000', 1100],
    ['＋5％', 105],
  ])('%s', (text, expected) => expect(value(text)).toBe(expected))

  test('a sign is part of the number where the field may be negative', () => {
    expect(value('-20', 100, false)).toBe(-20)
    expect(value('−２．５', 100, false)).toBe(-2.5)
  })

  test('dividing by zero gives no number', () => expect(value('/0')).toBe('not-a-number'))
})

describe('what is no number is refused, not guessed', () => {
  test.each([
    'abc',
    '1,5',
    '12,34',
    '1.2.3',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '+',
    '5%%',
    '十',
    '1;2',
    '=1+1',
    '1/2',
    '12 34',
    '1 23',
    '1 234 5',
    '3 1,5',
    '1 234,567,8',
  ])('%s', (text) => expect(value(text)).toBe('not-a-number'))
  test('nothing at all is told apart from nonsense', () => {
    expect(value('')).toBe('empty')
    expect(value('　 ')).toBe('empty')
  })
})
