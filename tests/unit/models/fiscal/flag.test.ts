import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstUncoveredYear, inOrder, residualFlag, type GrowthTest, type ResidualTest, type Subject } from '../../../../models/fiscal/flag'
import { definedFlags, definedTest } from '../../../../models/fiscal/definitions'
import { Yardstick } from '../../../../models/fiscal/yardstick'
import type { Flag } from '../../../../models/result'

const evidence = { A: 0, B: 0, C: 0, D: 1 }
const path = (...values: number[]): Float64Array => Float64Array.from(values)
const subject = (id: string, amounts: Float64Array, kind: Subject['kind'] = 'item'): Subject => ({
  kind,
  id,
  amounts,
  payer: 'region',
  grade: 'B',
  evidence,
})
const growthTest: GrowthTest = {
  unit: '150000',
  payers: ['region', 'league', 'banner'],
  grade: 'D',
  firstYear: 2020,
  baseYear: 2020,
  targetYear: 2022,
  resources: path(1000, 1050, 1102.5), // 5% a year
  required: path(100, 106, 112.36),
  thresholds: { outpacesYellow: 0.01, outpacesOrange: 0.02, materiality: 0.005, rolling: 0.02 },
}
const whole = subject('150000', path(100, 105, 110.25), 'unit')

/** Definitions of the resources that agree. */
const growthFlags = (of: GrowthTest, unit: Subject, subjects: readonly Subject[]): readonly Flag[] =>
  definedFlags(definedTest(of, { low: of.resources, high: of.resources }), unit, subjects)

describe('the growth test', () => {
  test('5% spending on 5% resources keeps pace: no flag', () =>
    expect(growthFlags(growthTest, whole, [subject('a', path(10, 10.5, 11.025))])).toEqual([]))

  test('6.5% on 5% is yellow, 8% is orange; the excess is what lies above the pace', () => {
    const flags = growthFlags(growthTest, whole, [subject('slow', path(10, 10.65, 11.34225)), subject('fast', path(10, 10.8, 11.664))])
    expect(flags.map((f) => [f.subject.id, f.verdict, f.severity, f.firstYear])).toEqual([
      ['slow', 'outpaces', 'yellow', null],
      ['fast', 'outpaces', 'orange', null],
    ])
    expect(flags[1]?.size).toBeCloseTo(11.664 - 10 * 1.1025, 10)
    expect(flags[1]?.growth).toBeCloseTo(0.08, 12)
    expect(flags[1]?.resourcesGrowth).toBeCloseTo(0.05, 12)
    expect(flags[1]?.grade, 'the worse of subject and unit').toBe('D')
  })

  test('a binding target is one step worse: 6.5% is orange, 8% is red; what keeps pace stays green', () => {
    const bound = (id: string, amounts: Float64Array): Subject => ({ ...subject(id, amounts), binding: ['disability-care'] })
    const flags = growthFlags(growthTest, whole, [
      bound('slow', path(10, 10.65, 11.34225)),
      bound('fast', path(10, 10.8, 11.664)),
      bound('steady', path(10, 10.5, 11.025)),
    ])
    expect(flags.map((f) => [f.subject.id, f.severity, f.binding])).toEqual([
      ['slow', 'orange', ['disability-care']],
      ['fast', 'red', ['disability-care']],
    ])
  })

  test('exactly one point faster is not more than one point', () =>
    expect(growthFlags(growthTest, whole, [subject('edge', path(10, 10.6, 11.236))])).toEqual([]))

  test('less than half a per cent of the required spending is passed over', () =>
    expect(growthFlags(growthTest, whole, [subject('tiny', path(0.1, 0.2, 0.4))])).toEqual([]))

  test('where the whole unit outpaces, a subject above the pace that does not outpace itself contributes', () => {
    const flags = growthFlags(growthTest, subject('150000', path(100, 108, 116.64), 'unit'), [
      subject('a', path(50, 52.75, 55.65)),
      subject('b', path(50, 52, 54)),
    ])
    expect(flags.map((f) => [f.subject.id, f.verdict, f.severity])).toEqual([
      ['150000', 'outpaces', 'orange'],
      ['a', 'contributes', 'orange'],
    ])
  })

  test('three years in a row two points faster are yellow even where the whole period is not', () => {
    const years: GrowthTest = {
      ...growthTest,
      targetYear: 2025,
      resources: path(100, 100, 100, 100, 100, 100),
      required: path(10, 10, 10, 10, 10, 10),
    }
    // 10 → 10.69 in three years is 2.25% a year; to 10.4 in five years it is 0.79%.
    const flags = growthFlags(years, subject('150000', path(10, 10, 10, 10, 10, 10), 'unit'), [
      subject('a', path(10, 10.2, 10.4, 10.69, 10.5, 10.4)),
    ])
    expect(flags.map((f) => [f.subject.id, f.severity])).toEqual([['a', 'yellow']])
  })

  test('excess is zero when money and resources grow alike', () =>
    expect(new Yardstick(growthTest, growthTest.resources).excess(path(10, 10.5, 11.025))).toBeCloseTo(0, 12))
})

describe('the residual test', () => {
  const residual: ResidualTest = {
    unit: '150000',
    payers: ['region'],
    years: [2020, 2021, 2022, 2023, 2024],
    baseYear: 2020,
    lastActualYear: 2021,
    targetYear: 2023,
    resources: path(100, 90, 100, 99, 95),
    required: path(20, 20, 20, 20, 20),
    priorClaims: path(80, 80, 80, 80, 80),
    ratio: path(1, 0.9, 1 - 1e-12, 0.99, 0.95),
    thresholds: { residualGreen: 1.02, residualYellow: 1, residualOrange: 0.98 },
  }
  test('years with accounts carry no flag, and rounding is no shortfall', () => expect(firstUncoveredYear(residual)).toBe(2023))
  test('the flag names the first year and what is missing in it', () =>
    expect(residualFlag(residual, whole)).toMatchObject({ verdict: 'cannot-pay', firstYear: 2023, size: 1, severity: 'orange' }))
  test('growth is counted from the base year of the assessment: 15 to 22 in two years, 100 to 99 in one', () => {
    const required = path(10, 15, 20, 22, 22)
    const [two, one] = [2021, 2022].map((baseYear) => residualFlag({ ...residual, baseYear, required }, whole))
    expect(two).toMatchObject({ baseYear: 2021, baseAmount: 15, amount: 22 })
    expect(two?.growth).toBeCloseTo(Math.sqrt(22 / 15) - 1, 12)
    expect(one).toMatchObject({ baseYear: 2022, baseAmount: 20 })
    expect(one?.resourcesGrowth).toBeCloseTo(-0.01, 12)
  })
  test('a shortfall only after the target year is a scenario: yellow', () =>
    expect(residualFlag({ ...residual, ratio: path(1, 1, 1.1, 1.1, 0.9) }, whole)).toMatchObject({ firstYear: 2024, severity: 'yellow' }))
  test('resources that always suffice raise no flag', () =>
    expect(residualFlag({ ...residual, ratio: path(1, 1, 1, 1, 1) }, whole)).toBeNull())

  test('a level that cannot pay while the region together can is a mismatch; where the region cannot either, it is not', () => {
    expect(residualFlag({ ...residual, regionRatio: path(1, 1, 1, 1, 0.9) }, whole)).toMatchObject({
      verdict: 'level-mismatch',
      firstYear: 2023,
      size: 1,
    })
    expect(residualFlag({ ...residual, regionRatio: path(1, 1, 1, 0.999, 1) }, whole)).toMatchObject({ verdict: 'cannot-pay' })
  })
})

describe('the order of flags', () => {
  const [made] = growthFlags(growthTest, whole, [subject('fast', path(10, 10.8, 11.664))])
  const severities: readonly Flag['severity'][] = ['red', 'orange', 'yellow', 'grey', 'green']
  const flagWith = (severity: Flag['severity'], size: number, id: string): Flag => {
    if (made === undefined) throw new Error('no flag')
    return { ...made, severity, size, subject: { kind: 'item', id } }
  }

  test('is by severity, then by size, the largest first; flags of one size stand as they stood, in whatever lists they came', () => {
    const size = fc.oneof(
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom(-0, 0, Number.POSITIVE_INFINITY, 5e-324),
      fc.double({ noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...severities), size), { maxLength: 60 }), fc.nat(5), (entries, cut) => {
        const flags = entries.map(([severity, of], place) => flagWith(severity, of, String(place)))
        const expected = [...flags].sort(
          (a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity) || (a.size === b.size ? 0 : a.size < b.size ? 1 : -1),
        )
        expect(inOrder([flags.slice(0, cut), [], flags.slice(cut)])).toEqual(expected)
      }),
    )
  })

  test('loses none whose size cannot be said', () => {
    const flags = [Number.NaN, 3, Number.NEGATIVE_INFINITY, Number.NaN, 7].map((of, place) => flagWith('red', of, String(place)))
    expect(inOrder([flags]).map((flag) => flag.subject.id)).toEqual(['4', '1', '0', '2', '3'])
  })
})
