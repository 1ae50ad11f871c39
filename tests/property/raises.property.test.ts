import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expenditureIndex } from '../../models/layout'
import type { SimulationResult } from '../../models/result'
import type { Override } from '../../models/scenario/document'
import { simulate } from '../../models/simulate'
import { standardId } from '../../models/structure'
import { override, plan, shippedCatalogue } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const before = simulate(catalogue, plan)
const { layout } = before
const areas = catalogue.regions.map(({ code }) => code)

/** A standard with the items that it pays: of a pool all its slices. */
const standards = [
  ...catalogue.items.flatMap((item) =>
    item.components
      .filter(({ poolShare }) => poolShare === undefined)
      .map((component) => ({ id: standardId(item, component), items: [item.id] })),
  ),
  ...catalogue.pools.map(({ id }) => ({ id, items: catalogue.items.filter(({ pool }) => pool === id).map((item) => item.id) })),
]
const standardIn = (id: string, area: string, year: number): number =>
  before.standard[(layout.standards.indexOf(id) * layout.areas.length + layout.areas.indexOf(area)) * layout.years.length + year - 2020] ??
  Number.NaN

const when = fc.integer({ min: 2021, max: 2033 }).chain((from) =>
  fc.record({
    from: fc.constant(from),
    to: fc.option(fc.integer({ min: from, max: 2035 }), { nil: undefined }),
    fullFrom: fc.option(fc.integer({ min: from, max: 2035 }), { nil: undefined }),
    shape: fc.constantFrom('linear' as const, 'logistic' as const),
  }),
)
interface When {
  readonly from: number
  readonly to: number | undefined
  readonly fullFrom: number | undefined
  readonly shape: 'linear' | 'logistic'
}
const yearsOf = ({ from, to, fullFrom, shape }: When): Partial<Override> => ({
  from,
  ...(to === undefined ? {} : { to }),
  ...(fullFrom === undefined || fullFrom > (to ?? 2035) ? {} : { fullFrom, shape }),
})
/** A factor, an amount more, a higher value that grows on, or higher values of single years. */
const how = fc.record({
  mode: fc.constantFrom('scale', 'add', 'set', 'series'),
  more: fc.integer({ min: 0, max: 1000 }).map((thousandths) => thousandths / 1000),
})

const raisedStandard = fc
  .record({ standard: fc.constantFrom(...standards), area: fc.constantFrom(...areas), time: when, way: how })
  .map(({ standard: { id, items }, area, time, way: { mode, more } }) => {
    const years = yearsOf(time)
    const now = standardIn(id, area, time.from)
    const last = time.to ?? 2035
    const values = Object.fromEntries([time.from, last].map((year) => [String(year), standardIn(id, area, year) * (1 + more)]))
    const change: Partial<Override> =
      mode === 'scale'
        ? { mode, value: 1 + more }
        : mode === 'add'
          ? { mode, value: now * more }
          : mode === 'set'
            ? { mode, value: now * (1 + more), after: 'rule' }
            : { mode: 'series', values }
    return { items, area, change: override({ lever: 'standard', target: id, area, ...years, ...change }) }
  })

const raisedCoverage = fc
  .record({ item: fc.constantFrom(...catalogue.items), area: fc.constantFrom(...areas), time: when, way: how })
  .map(({ item, area, time, way: { mode, more } }) => {
    const { value, max } = item.coverage
    const higher = value + (max - value) * more
    const change: Partial<Override> =
      mode === 'scale'
        ? { mode, value: higher / value }
        : mode === 'add'
          ? { mode, value: higher - value }
          : mode === 'set'
            ? { mode, value: higher }
            : { mode: 'series', values: { [String(time.from)]: higher } }
    return { items: [item.id], area, change: override({ lever: 'coverage', target: item.id, area, ...yearsOf(time), ...change }) }
  })

/** Money of an item in every area and year that the change lowers; empty where it does not. */
function lowered(after: SimulationResult, items: readonly string[]): readonly string[] {
  return items.flatMap((id) => {
    const item = layout.items.indexOf(id)
    return layout.areas.flatMap((area, a) =>
      layout.years.flatMap((year, k) => {
        const at = expenditureIndex(layout, item, a, layout.payers.indexOf('total'), k)
        const fund = (item * layout.areas.length + a) * layout.years.length + k
        const [was, is] = [before, after].map(
          (result) => (result.expenditure[at] ?? Number.NaN) + (result.fundPaid[fund] ?? Number.NaN),
        ) as [number, number]
        return is >= was * (1 - 1e-12) ? [] : [`${id} ${area} ${String(year)}: ${String(was)} to ${String(is)}`]
      }),
    )
  })
}

test.each([
  ['standard', raisedStandard, 150],
  ['coverage', raisedCoverage, 100],
] as const)('a raised %s never lowers what its items cost, anywhere and in any year, and something rises', (_, raise, numRuns) => {
  let rises = 0
  fc.assert(
    fc.property(raise, ({ items, change }) => {
      const after = simulate(catalogue, { ...plan, overrides: [change] })
      expect(after.notices.filter(({ code }) => code !== 'override-implausible')).toEqual([])
      expect(lowered(after, items)).toEqual([])
      if (after.expenditure.some((value, k) => value > (before.expenditure[k] ?? 0))) rises += 1
    }),
    { numRuns, seed: 81 },
  )
  expect(rises).toBeGreaterThan(numRuns / 3)
})

test('nor does a raise on top of another change', () => {
  fc.assert(
    fc.property(raisedStandard, fc.integer({ min: 50, max: 150 }), ({ items, change, area }, percent) => {
      fc.pre(change.mode === 'scale' || change.mode === 'add')
      const first = override({
        id: 'o-0',
        lever: 'standard',
        target: change.target ?? '',
        area,
        mode: 'scale',
        value: percent / 100,
        from: 2022,
      })
      const run = (...overrides: Override[]): SimulationResult => simulate(catalogue, { ...plan, overrides })
      const [one, two] = [run(first), run(first, change)]
      for (const id of items) {
        const at = expenditureIndex(layout, layout.items.indexOf(id), 0, layout.payers.indexOf('total'), 0)
        layout.years.forEach((_, k) => {
          expect(two.expenditure[at + k] ?? 0).toBeGreaterThanOrEqual((one.expenditure[at + k] ?? 0) * (1 - 1e-12))
        })
      }
    }),
    { numRuns: 60, seed: 82 },
  )
})
