import { describe, expect, test } from 'vitest'
import { csvCell, csvOf } from '../../../../renderer/format/csv'
import { fileName } from '../../../../renderer/format/fileName'

describe('a cell of the screen in a file', () => {
  test.each([
    ['2,382.7', '2382.7'],
    ['\u221212.5', '-12.5'],
    ['+1,234', '1234'],
    ['71.4%', '71.4%'],
    ['\u22121.02%', '-1.02%'],
    ['\u2014', ''],
    ['2025', '2025'],
  ])('a figure %s becomes %s', (shown, file) => expect(csvCell(shown)).toBe(file))

  test.each([
    ['=1+1', "'=1+1"],
    ['+cmd', "'+cmd"],
    ['-x', "'-x"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['=1,2', `"'=1,2"`],
  ])('what would be a formula, %s, is text', (shown, file) => expect(csvCell(shown)).toBe(file))

  test('commas and quotation marks are kept', () => expect(csvCell('a "b", c')).toBe('"a ""b"", c"'))
})

test('a table opens by double click: mark, head with units, CRLF', () =>
  expect(csvOf({ head: ['Year', 'Births', 'Urban (%)', ''], rows: [['2021', '1,234.5', '70', '']], unit: 'persons' })).toBe(
    '\uFEFFYear,Births (persons),Urban (%),\r\n2021,1234.5,70,\r\n',
  ))

describe('a file name', () => {
  test('of words, without signs that Windows does not take', () =>
    expect(fileName(['A/B: c?', '', 'x|y', '2025'], 'csv')).toBe('A-B- c-_x-y_2025.csv'))
  test('does not end with a dot, and is no device', () => {
    expect(fileName(['a. '], 'png')).toBe('a.png')
    expect(fileName(['CON'], 'png')).toBe('_CON.png')
    expect(fileName([], 'png')).toBe('_.png')
  })
  test('is not too long', () => expect(fileName(['x'.repeat(300)], 'csv').length).toBe(124))
})
