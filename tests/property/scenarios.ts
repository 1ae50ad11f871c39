import fc from 'fast-check'
import { leverIds, overrideModes, type ImportedPopulation, type Override, type Scenario } from '../../models/scenario/document'
import type { Actual, Granted } from '../../models/scenario/entries'
import { leverNamed } from '../../models/scenario/levers'
import { hasInvisible } from '../../models/shared/visible'
import { plan } from '../fixtures/catalogue'

/** Scenarios of any content that the file's form takes, small enough for many of them. */

const areas = ['150000', '150100', '150200', '150400']
const visible = (most: number): fc.Arbitrary<string> =>
  fc.string({ unit: 'grapheme', maxLength: most }).filter((text) => !hasInvisible(text) && text.length <= most)
const edit = { enabled: fc.boolean(), reason: visible(20), author: visible(8), at: fc.constantFrom('', '2026-01-01T00:00:00.000Z') }
const sourced = { source: visible(20).map((text) => `s${text}`), grade: fc.constantFrom('A', 'B', 'C', 'D'), file: visible(12) } as const
const year = fc.integer({ min: 2021, max: 2035 })

/** One override for each address, as the window makes them. */
const override: fc.Arbitrary<Override> = fc
  .record({
    lever: fc.constantFrom(...leverIds),
    mode: fc.constantFrom(...overrideModes),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    from: year,
    area: fc.constantFrom(...areas),
    target: fc.constantFrom('a', 'b', undefined),
    ...edit,
  })
  .map(({ lever, mode, share, target, ...rest }) => {
    const [low, high] = leverNamed(lever).possible
    const value = low + share * (high - low)
    return {
      id: '',
      lever,
      mode,
      ...rest,
      ...(target === undefined ? {} : { target }),
      ...(mode === 'series' ? { values: { [String(rest.from)]: value } } : { value: mode === 'scale' ? Math.abs(value) : value }),
    }
  })
const population: fc.Arbitrary<ImportedPopulation> = fc
  .record({ area: fc.constantFrom(...areas), persons: fc.double({ min: 0, max: 1e6, noNaN: true }), ...sourced, ...edit })
  .map(({ persons, ...rest }) => ({
    id: '',
    kind: 'base',
    male: Array<number>(101).fill(persons),
    female: Array<number>(101).fill(persons),
    ...rest,
  }))
const actual: fc.Arbitrary<Actual> = fc
  .record({
    kind: fc.constantFrom('count', 'standard'),
    area: fc.constantFrom(...areas),
    year,
    target: fc.constantFrom('x', 'y'),
    value: fc.double({ min: 0, max: 1e9, noNaN: true }),
    ...sourced,
    ...edit,
  })
  .map((rest) => ({ id: '', ...rest }) as Actual)
const yuan = fc.double({ min: -1e12, max: 1e12, noNaN: true })
/** An account as a bureau enters it, as far as each knows it. */
const account: fc.Arbitrary<Actual> = fc
  .record({
    area: fc.constantFrom(...areas),
    year,
    ordinaryTax: yuan,
    resourceTax: yuan,
    nonTax: yuan,
    lines: fc.record({ generalTransfers: yuan, expenditure: yuan }, { requiredKeys: [] }),
    claims: fc.dictionary(fc.constantFrom('interest', 'defence'), yuan),
    beside: fc.option(fc.record({ generalDebt: yuan }), { nil: undefined }),
    residents: fc.option(fc.double({ min: 0, max: 1e8, noNaN: true }), { nil: undefined }),
    ...sourced,
    ...edit,
  })
  .map(({ beside, residents, claims, ...rest }) => ({
    id: '',
    kind: 'account',
    claims: { ...claims },
    ...(beside === undefined ? {} : { beside }),
    ...(residents === undefined ? {} : { residents }),
    ...rest,
  }))
const fund: fc.Arbitrary<Actual> = fc
  .record({ year, target: fc.constantFrom('f', 'h'), opening: yuan, benefits: yuan, ...sourced, ...edit })
  .map((rest) => ({ id: '', kind: 'fund', area: '150000', ...rest }))
const granted: fc.Arbitrary<Granted> = fc
  .record({
    name: fc.constantFrom('p', 'q', 'r'),
    document: visible(10),
    area: fc.constantFrom('150000', '150100'),
    kind: fc.constantFrom('recurrent', 'one-off'),
    from: year,
    amount: fc.double({ min: 0, max: 1e9, noNaN: true }),
    ...edit,
  })
  .map((rest) => ({ id: '', ...rest }) as Granted)

const numbered = <E extends { readonly id: string }>(letter: string, list: readonly E[], offset: number): E[] =>
  list.map((entry, k) => ({ ...entry, id: `${letter}-${String(k + 1 + offset)}` }))

/** @param offset numbers of ids begin behind it: two editors need not number alike. */
export const scenarioArbitrary: fc.Arbitrary<Scenario> = fc
  .record({
    name: visible(20).map((text) => `n${text}`.trim()),
    author: visible(10),
    note: visible(40),
    outlook: fc.option(fc.record({ id: fc.constantFrom('low', 'high'), reason: visible(10), author: visible(5), at: fc.constant('') }), {
      nil: undefined,
    }),
    overrides: fc.uniqueArray(override, { maxLength: 6, selector: ({ lever, target, area }) => `${lever} ${String(target)} ${area}` }),
    populations: fc.uniqueArray(population, { maxLength: 2, selector: ({ area }) => area }),
    actuals: fc.uniqueArray(fc.oneof(actual, account, fund), {
      maxLength: 4,
      selector: (entry) => [entry.kind, 'target' in entry ? entry.target : '', entry.area, entry.year].join(' '),
    }),
    granted: fc.array(granted, { maxLength: 3 }),
    assessment: fc.option(fc.record({ from: year, target: year }), { nil: undefined }),
    readings: fc.dictionary(fc.constantFrom('r1', 'r2'), fc.constantFrom('u', 'v')),
    offset: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ outlook, assessment, offset, overrides, populations, actuals, granted: policies, ...rest }) => ({
    ...plan,
    ...rest,
    ...(outlook === undefined ? {} : { outlook }),
    ...(assessment === undefined ? {} : { assessment }),
    readings: { ...rest.readings },
    overrides: numbered('o', overrides, offset),
    populations: numbered('p', populations, offset),
    actuals: numbered('a', actuals, offset),
    granted: numbered('g', policies, offset),
  }))
