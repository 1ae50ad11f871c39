import { expect, test } from 'vitest'
import { exponential } from '../../../../models/shared/exponential'

test('is e to the power of x to 1e-14', () => {
  for (let x = -16; x <= 16; x += 0.37) expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-14 * 8)
  expect(exponential(0)).toBe(1)
})
