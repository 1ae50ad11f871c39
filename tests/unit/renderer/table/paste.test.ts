import { describe, expect, test } from 'vitest'
import { readField } from '../../../../renderer/format/readField'
import { readBlock } from '../../../../renderer/table/block'
import { pasted, type Typeable } from '../../../../renderer/table/paste'
import type { Cell, Range } from '../../../../renderer/table/selection'

/** Three lines of four years, 10 at each, the first year published; yuan from 0 to 1,000. */
const size = { lines: 3, columns: 4 }
const grid: Typeable = {
  isLocked: ({ column }: Cell) => column === 0,
  textOf: () => '10',
  read: (_cell, text) => readField(text, { value: 10, min: 0, max: 1000, scale: 1, isPercent: false }, { 万: 1e4, 亿: 1e8, 元: 1 }),
}
const at = (line: number, column: number, bottom = line, right = column): Range => ({ top: line, left: column, bottom, right })
const paste = (text: string, where: Range = at(0, 1), of: Typeable = grid) => pasted(readBlock(text), where, size, of)
const values = (outcome: ReturnType<typeof paste>): unknown =>
  outcome.ok ? outcome.edits.map((edit) => [edit.line, edit.column, edit.value]) : outcome

describe('a block that is pasted', () => {
  test('goes from the selected cell to the right and down', () =>
    expect(values(paste('1\t2\r\n3\t4\r\n', at(1, 1)))).toEqual([
      [1, 1, 1],
      [1, 2, 2],
      [2, 1, 3],
      [2, 2, 4],
    ]))
  test.each([
    ['１５０', 150],
    ['1,000', 1000],
    ['1 000', 1000],
    ['12,5 ', 'not-a-number'],
    ['3 元', 3],
    ['+5%', 10.5],
    ['-2', 8],
    ['0.01万', 100],
  ])('%s is read as a person means it', (text, expected) => {
    const outcome = paste(`${text}\t20`)
    expect(outcome.ok ? outcome.edits[0]?.value : outcome.reason).toBe(expected)
  })
  test.each([
    ['12\tabc', { line: 0, column: 2, reason: 'not-a-number', text: 'abc' }],
    ['12\t', { line: 0, column: 2, reason: 'empty', text: '' }],
    ['1\t2\n3\t1e9', { line: 1, column: 2, reason: 'not-a-number', text: '1e9' }],
    ['1\t2\n3\t2000', { line: 1, column: 2, reason: 'range', text: '2000' }],
    ['1\t2亿', { line: 0, column: 2, reason: 'range', text: '2亿' }],
    ['1\t2\t3\t4', { line: 0, column: 4, reason: 'too-many-columns', text: '4' }],
    ['1\n2\n3\n4', { line: 3, column: 1, reason: 'too-many-rows', text: '4' }],
    ['=A1+1', { line: 0, column: 1, reason: 'not-a-number', text: '=A1+1' }],
  ])('%j is refused whole, with the cell that is wrong', (text, expected) => expect(paste(text)).toEqual({ ok: false, ...expected }))
  test('a published year may stand in the block as it is, not otherwise', () => {
    expect(values(paste('10\t20', at(0, 0)))).toEqual([[0, 1, 20]])
    expect(paste('11\t20', at(0, 0))).toEqual({ ok: false, reason: 'locked', text: '11', line: 0, column: 0 })
  })
  test('what is shown already changes nothing, not even what is not seen of it', () => {
    const exact = { ...grid, textOf: () => '1,234.6' }
    expect(values(paste('1234.6\t5', at(0, 1), exact))).toEqual([[0, 2, 5]])
  })
  test('one cell fills the selection', () =>
    expect(values(paste('7', at(0, 1, 1, 2)))).toEqual([
      [0, 1, 7],
      [0, 2, 7],
      [1, 1, 7],
      [1, 2, 7],
    ]))
  test('a selection of names begins at the first figure', () => expect(values(paste('10\t7', at(2, -1)))).toEqual([[2, 1, 7]]))
})
