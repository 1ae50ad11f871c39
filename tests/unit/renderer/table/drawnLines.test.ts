import { describe, expect, test } from 'vitest'
import { drawnLines } from '../../../../renderer/table/drawnLines'

const drawn = (from: number, to: number, ...indexes: readonly number[]) =>
  drawnLines(from, to, (index) => indexes.includes(index)).map(({ index, gap }) => (gap === 0 ? index : `${String(index)}+${String(gap)}`))

describe('lines that are drawn, and gaps as high as the others', () => {
  test('all of them', () => expect(drawn(3, 6, 3, 4, 5)).toEqual([3, 4, 5]))
  test('none of them: one gap for all', () => expect(drawn(3, 6)).toEqual(['3+3']))
  test('gaps before, between and behind', () => expect(drawn(0, 10, 2, 3, 7)).toEqual(['0+2', 2, 3, '4+3', 7, '8+2']))
  test('nothing of what lies outside', () => expect(drawn(3, 6, 0, 4, 9)).toEqual(['3+1', 4, '5+1']))
  test('of no lines nothing', () => expect(drawn(3, 3, 3)).toEqual([]))
  test('each has a name of its own', () => {
    const keys = drawnLines(0, 10, (index) => index % 3 === 0).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
