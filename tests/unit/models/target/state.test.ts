import { describe, expect, test } from 'vitest'
import type { Indicator } from '../../../../models/catalogue/schema'
import { pathTo, type Known } from '../../../../models/target/path'
import { standingOf } from '../../../../models/target/state'
import { shippedCatalogue } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const named = (id: string): Indicator => {
  const found = catalogue.indicators.find((indicator) => indicator.id === id)
  if (found === undefined) throw new Error(id)
  return found
}
const span = { baseYear: 2020, horizonYear: 2030, start: 0 }
/** What is known of an indicator: its baselines, and what comes after. */
const withBaseline = (id: string, later: readonly Known[] = []): readonly Known[] => [...named(id).baselines, ...later]
const stands = (id: string, later: readonly Known[] = named(id).actuals, previous?: number) =>
  standingOf(named(id), withBaseline(id, later), named(id).target.value, { baseYear: 2020, previous })

describe('the path of an indicator', () => {
  test('beds go in a straight line from 6.73 to 7.5 in five years: 6.884, 7.038 …, then stay', () => {
    const path = pathTo(named('hospital-beds'), withBaseline('hospital-beds'), 7.5, span)
    expect([...path].slice(0, 7).map((value) => Number(value.toFixed(3)))).toEqual([6.73, 6.884, 7.038, 7.192, 7.346, 7.5, 7.5])
  })
  test('known years are taken as they were, and the line goes on from the last', () =>
    expect(
      [...pathTo(named('hospital-beds'), withBaseline('hospital-beds', [{ year: 2022, value: 6.9 }]), 7.5, span)]
        .slice(0, 6)
        .map((v) => Number(v.toFixed(3))),
    ).toEqual([6.73, 6.815, 6.9, 7.1, 7.3, 7.5]))
  test('what is better than the target already is not taken back', () =>
    expect(pathTo(named('sports-area'), withBaseline('sports-area', [{ year: 2024, value: 2.93 }]), 2.6, span)[5]).toBe(2.93))
})

describe('how an indicator stands', () => {
  test('6.98 beds in 2022 are behind the 7.038 that the path asks for', () => {
    const beds = stands('hospital-beds')
    expect([beds.state, beds.last?.value]).toEqual(['behind', 6.98])
    expect(beds.asked).toBeCloseTo(7.038, 9)
  })
  test('3.58 doctors are more than the 3.45 asked for', () => expect(stands('doctors').state).toBe('on-path'))
  test('2.93 m² of sports ground meet 2.6', () => expect(stands('sports-area').state).toBe('met'))
  test('14.92 maternal deaths are fewer than 20: the target asks for nothing', () =>
    expect(stands('maternal-mortality').state).toBe('not-constraining'))
  test('77.56 years are 77.6 but for rounding', () => expect(stands('life-expectancy').state).toBe('not-constraining'))
  test('without a baseline, or without a year after it, nothing can be said', () => {
    expect(stands('vaccination')).toMatchObject({ state: 'cannot-say', reason: 'no-baseline' })
    expect(stands('nursing-bed-share')).toMatchObject({ state: 'cannot-say', reason: 'no-actual' })
  })
  test('a year without a baseline is enough to say that the target is met', () =>
    expect(stands('vaccination', [{ year: 2023, value: 97 }]).state).toBe('met'))
})

describe('a cumulative target', () => {
  const homes = (...values: readonly number[]) =>
    stands(
      'old-community-renovation',
      values.map((value, k) => ({ year: 2021 + k, value })),
    )
  test('120 in five years is 24 a year: 20 and 30 are on the way, 20 and 20 are not, 60 twice is there', () => {
    expect(homes(20, 30)).toMatchObject({ state: 'on-path', last: { year: 2022, value: 50 }, asked: 48 })
    expect(homes(20, 20).state).toBe('behind')
    expect(homes(60, 60).state).toBe('met')
  })
  test('a missing year leaves the sum unknown', () =>
    expect(stands('old-community-renovation', [{ year: 2023, value: 30 }])).toMatchObject({ state: 'cannot-say' }))
  test('an easy target is missed all the same: 5 and 5 where 40 are asked for', () =>
    expect(
      stands(
        'new-urban-jobs',
        [
          { year: 2021, value: 5 },
          { year: 2022, value: 5 },
        ],
        128.4 / 5,
      ),
    ).toMatchObject({ state: 'behind', asked: 40 }))
  test('100 in five years is less than 128.4 before: no constraint', () =>
    expect(stands('new-urban-jobs', [], 128.4 / 5).state).toBe('not-constraining'))
})
