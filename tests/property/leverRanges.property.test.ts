import { describe, expect, test } from 'vitest'
import type { SimulationResult } from '../../models/result'
import { overrideRefusals, targetsOf } from '../../models/scenario/checkOverride'
import { overrideModes, type LeverId, type Override, type OverrideMode } from '../../models/scenario/document'
import { levers } from '../../models/scenario/levers'
import { simulate } from '../../models/simulate'
import { override, plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const base = simulate(catalogue, plan)
/** Arrays of a result, flags and answers as text. */
const figuresOf = (result: SimulationResult): readonly (readonly number[] | Float64Array | string)[] => [
  ...[result.expenditure, result.fundPaid, result.borne, result.quantity, result.standard, result.pyramid],
  ...result.units.flatMap((unit) => [unit.resources, unit.required, unit.margin, unit.residual?.ratio ?? [], unit.room?.headroom ?? []]),
  ...result.population.flatMap((area) => [area.total, area.births, area.urbanShare]),
  JSON.stringify([result.flags, result.units.map(({ tests }) => tests), result.levers]),
]
const isSame = (one: SimulationResult, other: SimulationResult): boolean => {
  const others = figuresOf(other)
  return figuresOf(one).every((figure, k) => {
    const beside = others[k] ?? ''
    if (figure === beside) return true
    return typeof figure !== 'string' && figure.length === beside.length && figure.every((value, at) => value === beside[at])
  })
}

const extremes = [-1e308, -1e10, -500, -3, -0.9, -0, 5e-324, 0.5, 1.5, 9, 40, 1e10, 1e308, Infinity, NaN]
const change = (lever: LeverId, mode: OverrideMode, value: number, more: Partial<Override>): Override =>
  override({
    lever,
    mode,
    from: 2025,
    ...more,
    ...(mode === 'series' ? { values: { '2025': value, '2030': value } } : { value }),
  })

/** Every number of a result but those that are not there by design: the multiple of a year in which nothing is asked. */
function numbersOf(value: unknown, path: string, found: Map<string, number>): void {
  if (typeof value === 'number') found.set(path, value)
  else if (value instanceof Float64Array) {
    if (/ultiple$/.test(path)) return
    // A fund's figures begin with the first year for which they are known.
    const first = path.startsWith('.funds.') ? value.findIndex((entry) => !Number.isNaN(entry)) : 0
    const bad = value.findIndex((entry, k) => k >= first && !Number.isFinite(entry))
    found.set(path, bad < 0 ? 0 : (value[bad] ?? 0))
  } else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) numbersOf(inner, `${path}.${key}`, found)
}
const firstBad = (result: SimulationResult): string => {
  const found = new Map<string, number>()
  // Notices say what was asked for, however wild.
  numbersOf({ ...result, notices: [] }, '', found)
  return [...found].find(([, value]) => !Number.isFinite(value))?.[0] ?? ''
}
const isNegative = (values: Float64Array): boolean => values.some((value) => value < 0 || Object.is(value, -0))

/** What is wrong with a result, in a word; empty where it is sound. */
function faultOf(result: SimulationResult): string {
  const bad = firstBad(result)
  if (bad !== '') return `not a number: ${bad}`
  for (const name of ['expenditure', 'fundPaid', 'borne', 'quantity', 'standard', 'pyramid'] as const)
    if (isNegative(result[name])) return `negative: ${name}`
  for (const unit of result.units) if (isNegative(unit.required)) return `negative: required of ${unit.code}`
  for (const area of result.population) if (area.urbanShare.some((share) => share < 0 || share > 1)) return `urban share of ${area.region}`
  return ''
}

/** Why a change is wrong: it is told as refused and changes nothing, or it acts and everything stays possible. */
function verdict(wanted: Override): string {
  const result = simulate(catalogue, withOverrides(wanted))
  const refusal = result.notices.find(({ code }) => overrideRefusals.some((known) => known === code))
  if (refusal !== undefined) return isSame(result, base) ? '' : `${refusal.code}, and yet something moved`
  return faultOf(result)
}

const someTargets: Readonly<Partial<Record<LeverId, readonly string[]>>> = {
  // One that others follow, and one that follows.
  standard: ['minimum-living-allowance.rural', 'destitute-support.rural'],
  coverage: ['preschool-aid', 'employee-pension'],
  regionShare: ['preschool-aid', 'food-drug-safety'],
}

describe('no value, however extreme, makes an impossible figure, and a refused change changes nothing', () => {
  for (const lever of levers) {
    const targets = lever.target === 'none' ? [undefined] : (someTargets[lever.id] ?? targetsOf(lever, catalogue).slice(0, 2))
    const areas = lever.byArea ? ['150000', '150400'] : ['150000']
    for (const mode of overrideModes)
      test(`${lever.id} ${mode}`, () => {
        const faults = targets.flatMap((target) =>
          areas.flatMap((area) =>
            extremes.flatMap((value) => {
              const found = verdict(change(lever.id, mode, value, { area, ...(target === undefined ? {} : { target }) }))
              return found === '' ? [] : [`${target ?? ''} ${area} ${String(value)}: ${found}`]
            }),
          ),
        )
        expect(faults).toEqual([])
      })
  }
})

describe('what a change leads to is held against the lever’s range, and told with year, value and range', () => {
  const refused = (wanted: Override): unknown =>
    simulate(catalogue, withOverrides(wanted)).notices.find(({ code }) => code === 'override-out-of-range')?.params
  test.each([
    ['coverage add −0.9 of 20%', change('coverage', 'add', -0.9, { target: 'preschool-aid' }), '2025', -0.7, 0, 1],
    ['coverage add +3 on 20%', change('coverage', 'add', 3, { target: 'preschool-aid' }), '2025', 3.2, 0, 1],
    ['coverage × 9', change('coverage', 'scale', 9, { target: 'preschool-aid' }), '2025', 1.8, 0, 1],
    ['coverage 150% in single years', change('coverage', 'series', 1.5, { target: 'preschool-aid' }), '2025', 1.5, 0, 1],
    ['the region’s part + 0.9', change('regionShare', 'add', 0.9, { target: 'preschool-aid' }), '2025', 1.4, 0, 1],
    ['elasticity − 2', change('taxElasticity', 'add', -2, {}), '2025', -1, 0, 5],
    ['urban share + 0.5', change('urbanShare', 'add', 0.5, {}), '2025', 1.2, 0.001, 0.999],
    ['life expectancy + 40', change('lifeExpectancy', 'add', 40, {}), '2025', 119, 35, 95],
    ['standard − 500', change('standard', 'add', -500, { target: 'basic-public-health' }), '2025', -401, 0, 1e10],
    ['ratio − 3', change('basisRatio', 'add', -3, { target: 'insured' }), '2025', -2, 0, 10],
  ] as const)('%s', (_, wanted, year, value, low, high) => {
    const params = refused(wanted) as { year: string; value: number; low: number; high: number }
    expect([params.year, params.low, params.high]).toEqual([year, low, high])
    expect(params.value).toBeCloseTo(value, value > 100 ? 0 : 1)
  })
  test('a league’s urban share too, which only the run itself knows', () => {
    const params = refused(change('urbanShare', 'add', 0.5, { area: '150400' })) as { year: string; value: number }
    expect(params.year).toBe('2025')
    expect(params.value).toBeGreaterThan(0.999)
  })
  test('a change that passes the range only when it is phased in is told with that year', () =>
    expect(
      refused(override({ lever: 'coverage', target: 'preschool-aid', mode: 'add', value: 1.6, from: 2025, fullFrom: 2028 })),
    ).toMatchObject({ year: '2027', high: 1 }))
  test('of two changes of the same path the later one is refused, and the first goes on acting', () => {
    const first = override({ lever: 'standard', target: 'basic-public-health', mode: 'add', value: -50, from: 2025 })
    const both = simulate(catalogue, withOverrides(first, first))
    expect(both.notices.find(({ code }) => code === 'override-out-of-range')?.overrideId).toBe('o-2')
    expect(isSame(both, simulate(catalogue, withOverrides(first)))).toBe(true)
  })
  test('a change up to the very end of the range acts', () => {
    const whole = simulate(catalogue, withOverrides(change('coverage', 'add', 0.8, { target: 'preschool-aid' })))
    expect(whole.notices).toEqual([])
    expect(simulate(catalogue, withOverrides(change('standard', 'add', -99, { target: 'basic-public-health' }))).notices).toEqual([
      expect.objectContaining({ code: 'below-national-floor' }),
    ])
  })
  test('a shifted or scaled path that is possible and not plausible is remarked on', () =>
    expect(
      simulate(catalogue, withOverrides(change('taxElasticity', 'add', 1, {}))).notices.map(({ code, params }) => [
        code,
        params?.['value'],
      ]),
    ).toEqual([['override-implausible', 2]]))
})
