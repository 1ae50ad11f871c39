import fc from 'fast-check'
import { expect, test } from 'vitest'
import { targetsOf } from '../../models/scenario/checkOverride'
import type { Override, Scenario } from '../../models/scenario/document'
import { levers } from '../../models/scenario/levers'
import { createModel, runModel } from '../../models/model'
import { plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const leagues = catalogue.regions.map(({ code }) => code)

/** Any change that is computed: every lever, region-wide or for a league, in every mode that fits it. */
const anyOverride: fc.Arbitrary<Override> = fc.constantFrom(...levers).chain((lever) => {
  const targets = lever.target === 'none' ? [undefined] : targetsOf(lever, catalogue)
  return fc
    .record({
      target: fc.constantFrom(...targets),
      area: lever.byArea ? fc.constantFrom(...leagues) : fc.constant('150000'),
      from: fc.integer({ min: 2021, max: 2034 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
      hold: fc.boolean(),
    })
    .map(({ target, area, from, part, hold }): Override => {
      const [low, high] = lever.plausible
      const common = {
        id: 'o-1',
        lever: lever.id,
        area,
        from,
        enabled: true,
        reason: '',
        author: '',
        at: '',
        after: hold ? 'hold' : 'rule',
      } as const
      const named = target === undefined ? common : { ...common, target }
      return lever.target === 'standard' || lever.target === 'item'
        ? { ...named, mode: 'scale', value: 0.5 + part }
        : { ...named, mode: 'set', value: low + (high - low) * part }
    })
})
const anyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    overrides: fc.array(anyOverride, { maxLength: 4 }),
    outlook: fc.constantFrom(...catalogue.population.outlooks.map(({ id }) => id)),
  })
  .map(({ overrides, outlook }) => ({ ...withOverrides(...overrides), outlook: { id: outlook, reason: '', author: '', at: '' } }))

test('a model that has run other scenarios before gives the same bits as a new one, in every variable', () => {
  const warm = createModel(catalogue)
  runModel(warm, plan)
  fc.assert(
    fc.property(anyScenario, (scenario) => {
      runModel(warm, scenario)
      const cold = createModel(catalogue)
      runModel(cold, scenario)
      for (const { name } of cold.compiled.order) {
        const [a, b] = [warm.compiled.block(name).data, cold.compiled.block(name).data]
        const place = a.findIndex((value, k) => !Object.is(value, b[k]))
        expect(place < 0 ? '' : `${name}[${String(place)}] ${String(a[place])} instead of ${String(b[place])}`).toBe('')
      }
    }),
    { seed: 150000, numRuns: 60 },
  )
})
