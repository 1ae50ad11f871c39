import { describe, expect, test } from 'vitest'
import { figureWidth } from '../../../../renderer/table/figureWidth'

describe('how wide a figure is, in digits', () => {
  test.each([
    ['', 0],
    ['99', 2],
    // Ten digits, two commas and a point of half a digit.
    ['114,482,973.5', 11.5],
    // 1.1 + 3 + 0.5 + 1.6
    ['+12.9%', 6.2],
    // A digit and three signs as wide as they are high.
    ['3个标准', 6.55],
  ])('%j', (text, digits) => expect(figureWidth(text)).toBeCloseTo(digits, 9))
  test('what has no figure is not taken for nothing', () => expect(figureWidth('—')).toBeGreaterThan(1))
})
