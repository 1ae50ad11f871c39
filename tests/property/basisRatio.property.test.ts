import fc from 'fast-check'
import { expect, test } from 'vitest'
import { simulate } from '../../models/simulate'
import { structureOf } from '../../models/structure'
import { override, plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const base = simulate(catalogue, plan)
const { areas, components, years } = base.layout
const structure = structureOf(catalogue)
const leagues = structure.leaves.map(({ code }) => code)

test('raising the insured of one league lowers no quantity there and moves no other league', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...leagues),
      fc.integer({ min: 2021, max: 2035 }),
      fc.double({ min: 1, max: 3, noNaN: true }),
      fc.constantFrom('set' as const, 'scale' as const),
      (area, from, value, mode) => {
        const result = simulate(catalogue, withOverrides(override({ lever: 'basisRatio', target: 'insured', area, from, value, mode })))
        components.forEach((_, c) => {
          areas.forEach((code, a) => {
            const isMoved = structure.components[c]?.item.basis === 'insured' && (code === area || code === '150000')
            years.forEach((year, k) => {
              const at = (c * areas.length + a) * years.length + k
              const [before, after] = [base.quantity[at] ?? NaN, result.quantity[at] ?? NaN]
              if (isMoved && year >= from) expect(after).toBeGreaterThanOrEqual(before * (1 - 1e-12))
              else expect(after).toBe(before)
            })
          })
        })
      },
    ),
    { seed: 150000, numRuns: 15 },
  )
})
