import { describe, expect, test } from 'vitest'
import { fixed, money, moneyChange, percent, percentChange, plain, signed, tenThousands } from '../../../../renderer/format/number'

describe('figures as they are shown', () => {
  test('thousands are grouped and decimals stay as asked', () => {
    expect(fixed(1234567.891, 2)).toBe('1,234,567.89')
    expect(fixed(999.999, 2)).toBe('1,000.00')
    expect(fixed(1000, 0)).toBe('1,000')
  })

  test('a negative figure carries the true minus sign, as wide as a digit', () => {
    expect(fixed(-3.5, 1)).toBe('\u22123.5')
    expect(fixed(-12345, 0)).toBe('\u221212,345')
  })

  test('what rounds to nothing has no sign', () => {
    expect(fixed(-0.004, 2)).toBe('0.00')
    expect(signed(-0.004, 2)).toBe('0.00')
    expect(signed(0.004, 2)).toBe('0.00')
    expect(signed(0, 1)).toBe('0.0')
  })

  test('a difference shows its direction', () => {
    expect(signed(1234.5, 1)).toBe('+1,234.5')
    expect(signed(-1234.5, 1)).toBe('\u22121,234.5')
  })

  test('no figure is a dash, never NaN or Infinity', () => {
    for (const nothing of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect([fixed(nothing, 2), signed(nothing, 2), plain(nothing), percent(nothing), percentChange(nothing)]).toEqual(Array(5).fill('—'))
      expect([money(nothing, 'yi'), moneyChange(nothing, 'wan'), tenThousands(nothing)]).toEqual(Array(3).fill('—'))
    }
  })
})

describe('units of the screen', () => {
  test('636.41 hundred million yuan, and the same in ten thousands', () => {
    expect(money(63_641_234_567, 'yi')).toBe('636.41')
    expect(money(63_641_234_567, 'wan')).toBe('6,364,123')
    expect(money(63_641_234_567, 'yi', 0)).toBe('636')
  })
  test('a change in money keeps its sign in both units', () => {
    expect(moneyChange(-1.5e8, 'yi')).toBe('\u22121.50')
    expect(moneyChange(1.5e8, 'wan')).toBe('+15,000')
  })
  test('shares are per cent with one decimal', () => {
    expect(percent(0.0712)).toBe('7.1%')
    expect(percent(0.6617, 2)).toBe('66.17%')
    expect(percentChange(0.05)).toBe('+5.0%')
    expect(percentChange(-0.123)).toBe('\u221212.3%')
  })
  test('24,049,155 persons are 2,404.9 ten thousand', () => expect(tenThousands(24_049_155)).toBe('2,404.9'))
})

describe('standards and inputs show the decimals they need', () => {
  test.each([
    [100, '100'],
    [12.5, '12.5'],
    [0.1 + 0.2, '0.3'],
    [1.0169, '1.0169'],
    [0.00005, '0.0001'],
    [1234.56, '1,234.6'],
    [-0.05, '\u22120.05'],
    [0, '0'],
  ])('%d is %s', (value, shown) => expect(plain(value)).toBe(shown))
})
