import { describe, expect, test } from 'vitest'
import { following, isIn, moved, rangeOf, sizeOf } from '../../../../renderer/table/selection'
import { selectedSum } from '../../../../renderer/table/selectedSum'

const bounds = { lines: 10, columns: 4, page: 3 }
const from =
  (line: number, column: number) =>
  (key: string, ctrlKey = false) => {
    const next = moved({ line, column }, { key, ctrlKey, metaKey: false }, bounds)
    return next === undefined ? undefined : [next.line, next.column]
  }

describe('keys move as in a spreadsheet', () => {
  const key = from(5, 1)
  test('a cell at a time', () =>
    expect([key('ArrowUp'), key('ArrowDown'), key('ArrowLeft'), key('ArrowRight')]).toEqual([
      [4, 1],
      [6, 1],
      [5, 0],
      [5, 2],
    ]))
  test('a screen at a time, not past the ends', () => {
    expect([key('PageUp'), key('PageDown')]).toEqual([
      [2, 1],
      [8, 1],
    ])
    expect([from(1, 0)('PageUp'), from(9, 0)('PageDown')]).toEqual([
      [0, 0],
      [9, 0],
    ])
  })
  test('to the ends of the row and of the table', () =>
    expect([key('Home'), key('End'), key('Home', true), key('End', true)]).toEqual([
      [5, -1],
      [5, 3],
      [0, -1],
      [9, 3],
    ]))
  test('far with Ctrl', () =>
    expect([key('ArrowUp', true), key('ArrowDown', true), key('ArrowLeft', true), key('ArrowRight', true)]).toEqual([
      [0, 1],
      [9, 1],
      [5, -1],
      [5, 3],
    ]))
  test('from the first line to the head, and no further', () => {
    expect(from(0, 2)('ArrowUp')).toEqual([-1, 2])
    expect(from(-1, 2)('ArrowUp')).toEqual([-1, 2])
    expect(from(9, 3)('ArrowRight')).toEqual([9, 3])
  })
  test('other keys move nothing', () => expect([key('a'), key('Enter'), key('Tab')]).toEqual([undefined, undefined, undefined]))
})

test('Tab goes on in the next line, back in the one before, and ends at the corners', () => {
  const at = (line: number, column: number, by: 1 | -1) => following({ line, column }, by, bounds)
  expect([at(0, 3, 1), at(1, 0, -1), at(9, 3, 1), at(0, 0, -1)]).toEqual([
    { line: 1, column: 0 },
    { line: 0, column: 3 },
    undefined,
    undefined,
  ])
})

test('a range holds both its corners, whichever came first', () => {
  const range = rangeOf({ line: 4, column: 3 }, { line: 2, column: 1 })
  expect([range, sizeOf(range)]).toEqual([{ top: 2, bottom: 4, left: 1, right: 3 }, 9])
  expect([isIn(range, { line: 2, column: 3 }), isIn(range, { line: 5, column: 1 }), isIn(range, { line: 3, column: 0 })]).toEqual([
    true,
    false,
    false,
  ])
})

describe('the sum of a selection', () => {
  const texts = [
    ['1,234.50', '−0.30', '—'],
    ['0.10', '0.20', '+5.0%'],
  ]
  const sum = (left: number, right: number) =>
    selectedSum({ top: 0, bottom: 1, left, right }, (line, column) => texts[line]?.[column] ?? '')
  test('is that of the figures as they are shown', () => expect(sum(0, 1)).toEqual({ count: 4, sum: 1234.5, decimals: 2 }))
  test('passes over what is no figure', () => expect(sum(0, 2)?.count).toBe(4))
  test('is not said of a single cell', () => expect(selectedSum({ top: 0, bottom: 0, left: 0, right: 0 }, () => '1')).toBeUndefined())
})
