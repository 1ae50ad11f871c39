import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBlock } from '../../../../renderer/table/block'
import { copied } from '../../../../renderer/table/copied'

describe('a block from a spreadsheet', () => {
  test('tabs part cells, line ends part rows, and the last line end is none', () => {
    expect(readBlock('1\t2\r\n3\t4\r\n')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect(readBlock('1\n2')).toEqual([['1'], ['2']])
    expect(readBlock('1\r2\r')).toEqual([['1'], ['2']])
  })
  test('one cell is a block of one', () => expect(readBlock('150')).toEqual([['150']]))
  test('empty cells stay where they are', () =>
    expect(readBlock('1\t\t3\n\t\n')).toEqual([
      ['1', '', '3'],
      ['', ''],
    ]))
  test('a cell in quotes may hold tabs, line ends and quotes', () =>
    expect(readBlock('"a\tb\nc"\t"say ""yes"""\n1\t2')).toEqual([
      ['a\tb\nc', 'say "yes"'],
      ['1', '2'],
    ]))
  test('a quote that does not close a cell is a sign like others', () => {
    expect(readBlock('"150\t2')).toEqual([['"150', '2']])
    expect(readBlock('5"\t6')).toEqual([['5"', '6']])
    expect(readBlock('"a" b\t2')).toEqual([['"a" b', '2']])
  })
  test('what leaves our own tables comes back as it was', () => {
    const cell = fc.oneof(
      fc.integer({ min: -999, max: 999 }).map(String),
      fc.constantFrom('', 'a\tb', 'x"y', '"q"', 'line\nend', '汉字', ' '),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 }), (rows) => {
        const said = rows.map((row) => row.map((text) => text.trim().replace(/^-/, 'n')))
        expect(readBlock(copied({ head: ['h', 'a', 'b'], rows: said, unit: '' }).text).slice(1)).toEqual(said)
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
