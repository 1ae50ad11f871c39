import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Override } from '../../models/scenario/document'
import { simulate } from '../../models/simulate'
import { override, plan, shippedCatalogue } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const asking: readonly Override[] = [
  override({ id: 'o-1', lever: 'standard', target: 'basic-public-health', mode: 'scale', value: 1.5 }),
  override({ id: 'o-2', lever: 'coverage', target: 'shantytown-renovation', value: 1.3 }),
]
/** Levers that move revenue and transfers and nothing else, with a slower and a faster value. */
const revenue = fc.record({
  lever: fc.constantFrom(
    'taxElasticity' as const,
    'resourceVolumeGrowth' as const,
    'nonTaxGrowth' as const,
    'generalTransferGrowth' as const,
    'realGrowth' as const,
    'producerPrice' as const,
  ),
  slow: fc.double({ min: 0, max: 0.05, noNaN: true }),
  more: fc.double({ min: 0, max: 0.05, noNaN: true }),
  area: fc.constantFrom('150000', ...catalogue.regions.filter(({ parent }) => parent !== null).map(({ code }) => code)),
})

test('more revenue never worsens a margin, a ratio, a room or a multiple, in any unit and year', () => {
  fc.assert(
    fc.property(revenue, ({ lever, slow, more, area }) => {
      const run = (value: number) =>
        simulate(catalogue, {
          ...plan,
          overrides: [...asking, override({ id: 'o-9', lever, area, value: lever === 'taxElasticity' ? 0.8 + value : value })],
        })
      const [poor, rich] = [run(slow), run(slow + more)]
      const never = (less: Readonly<Float64Array> | undefined, greater: Readonly<Float64Array> | undefined): void => {
        for (const [k, value] of (less ?? []).entries()) {
          const other = greater?.[k] ?? 0
          if (!Number.isNaN(value)) expect(other - value).toBeGreaterThanOrEqual(-1e-9 * Math.max(1, Math.abs(value)))
        }
      }
      poor.units.forEach((unit, k) => {
        const other = rich.units[k]
        never(unit.margin, other?.margin)
        never(unit.coverageRatio, other?.coverageRatio)
        never(unit.residual?.ratio, other?.residual?.ratio)
        never(unit.room?.headroom, other?.room?.headroom)
        never(unit.room?.multiple, other?.room?.multiple)
        never(unit.room?.oneOffMultiple, other?.room?.oneOffMultiple)
      })
    }),
    { numRuns: 36, seed: 4 },
  )
})

test('a granted policy never adds room, and takes no more than its amount', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e11, noNaN: true }), fc.integer({ min: 2020, max: 2035 }), (amount, from) => {
      const entry = {
        id: 'g-1',
        name: 'a',
        document: '',
        area: '150000',
        kind: 'recurrent' as const,
        from,
        amount,
        enabled: true,
        reason: '',
        author: '',
        at: '',
      }
      const [before, after] = [simulate(catalogue, plan).units[0]?.room, simulate(catalogue, { ...plan, granted: [entry] }).units[0]?.room]
      before?.headroom.forEach((room, k) => {
        const taken = room - (after?.headroom[k] ?? 0)
        expect(taken).toBeGreaterThanOrEqual(-1)
        expect(taken).toBeLessThanOrEqual(amount + 1)
      })
    }),
    { numRuns: 20, seed: 4 },
  )
})
