import fc from 'fast-check'
import { expect, test } from 'vitest'
import { targetsOf } from '../../models/scenario/checkOverride'
import type { Override, Scenario } from '../../models/scenario/document'
import type { Actual } from '../../models/scenario/entries'
import { levers } from '../../models/scenario/levers'
import { assembleResult, giveBackResult } from '../../models/assemble'
import { createModel, runModel } from '../../models/model'
import type { SimulationResult } from '../../models/result'
import { resultBytes } from '../../models/resultBytes'
import { structureOf } from '../../models/structure'
import { account, count, standard, withActuals } from '../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const leagues = catalogue.regions.map(({ code }) => code)

const { components, standards } = structureOf(catalogue)
const targetsOfKind = (kind: 'count' | 'standard'): readonly string[] => (kind === 'count' ? components : standards).map(({ id }) => id)

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
        : { ...named, mode: 'set', value: lever.unit === 'class' ? 1 + Math.floor(2.99 * part) : low + (high - low) * part }
    })
})
/** Any actual figure: of every kind, anywhere, in any year. */
const anyActual: fc.Arbitrary<Actual> = fc
  .record({
    area: fc.constantFrom(...leagues, '150000-own'),
    year: fc.integer({ min: 2020, max: 2027 }),
    component: fc.constantFrom(...targetsOfKind('count')),
    standard: fc.constantFrom(...targetsOfKind('standard')),
    value: fc.double({ min: 0, max: 1e5, noNaN: true }),
    kind: fc.constantFrom('count', 'standard', 'account'),
  })
  .map(({ area, year, component, standard: rule, value, kind }) =>
    kind === 'count'
      ? count(component, area, year, value)
      : kind === 'standard'
        ? standard(rule, area, year, value)
        : account(area, year, { ordinaryTax: value * 1e6, lines: value > 5e4 ? { generalTransfers: value * 1e5 } : {} }),
  )
const anyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    overrides: fc.array(anyOverride, { maxLength: 4 }),
    actuals: fc.array(anyActual, { maxLength: 4 }),
    outlook: fc.constantFrom(...catalogue.population.outlooks.map(({ id }) => id)),
  })
  .map(({ overrides, actuals, outlook }) => ({
    ...withOverrides(...overrides),
    actuals: withActuals(...actuals).actuals,
    outlook: { id: outlook, reason: '', author: '', at: '' },
  }))

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

test('and the same result; what was not given back is never written to', () => {
  const warm = createModel(catalogue)
  const of = (model: ReturnType<typeof createModel>, scenario: Scenario): SimulationResult =>
    assembleResult(model, runModel(model, scenario))
  const bytesOf = (result: SimulationResult): Buffer => Buffer.from(resultBytes(result))
  // Results that somebody still has, with what they were; some are only read when others have followed.
  const had: { readonly result: SimulationResult; readonly bytes: Buffer }[] = []
  fc.assert(
    fc.property(anyScenario, fc.boolean(), fc.boolean(), (scenario, isGivenBack, isReadLater) => {
      const result = of(warm, scenario)
      const bytes = bytesOf(of(createModel(catalogue), scenario))
      if (!isReadLater) expect(bytesOf(result).equals(bytes), 'this result').toBe(true)
      for (const one of isReadLater ? [] : had) expect(bytesOf(one.result).equals(one.bytes), 'a result before').toBe(true)
      if (isGivenBack) giveBackResult(result)
      else had.push({ result, bytes })
      const oldest = had.length > 3 ? had.shift() : undefined
      if (oldest === undefined) return
      expect(bytesOf(oldest.result).equals(oldest.bytes), 'the oldest result').toBe(true)
      giveBackResult(oldest.result)
      giveBackResult(oldest.result)
    }),
    { seed: 150000, numRuns: 60 },
  )
})

/** What a hand does: the same lever again and again, somewhere, and now and then another. */
const anyStep = fc.record({
  target: fc.constantFrom(...standards.map(({ id }) => id)),
  area: fc.constantFrom(...leagues, '150000'),
  value: fc.oneof(fc.double({ min: 0.5, max: 2, noNaN: true }), fc.constantFrom(0, 50, 5000)),
  pace: fc.constantFrom(0, 0, 0, 0.01, 0.06),
  materiality: fc.constantFrom(0, 0, 0, 0.02),
  from: fc.integer({ min: 2021, max: 2026 }),
})

test('step by step from one run to the next the result is that of a new model, flags and tables that were kept among it', () => {
  const warm = createModel(catalogue)
  const of = (model: ReturnType<typeof createModel>, scenario: Scenario): SimulationResult =>
    assembleResult(model, runModel(model, scenario))
  of(warm, plan)
  fc.assert(
    fc.property(anyStep, fc.integer({ min: 1, max: 3 }), (step, times) => {
      const { target, area, from, pace, materiality } = step
      for (let k = 1; k <= times; k++) {
        const scenario = withOverrides(
          override({ lever: 'standard', target, area, from, mode: 'scale', value: step.value * k }),
          ...(pace > 0 ? [override({ lever: 'realGrowth', value: pace })] : []),
          ...(materiality > 0 ? [override({ lever: 'threshold', target: 'materiality', value: materiality })] : []),
        )
        const now = of(warm, scenario)
        if (k === times)
          expect(Buffer.from(resultBytes(now)).equals(Buffer.from(resultBytes(of(createModel(catalogue), scenario))))).toBe(true)
      }
    }),
    { seed: 150000, numRuns: 40 },
  )
})
