import { describe, expect, test } from 'vitest'
import { leverNamed } from '../../../../models/scenario/levers'
import { editsOf, implausibleYears, onStep, readPasted, readYear, withYears, type Curve } from '../../../../renderer/stores/curve'

/** 2020 is published; all later years stand at 1 as inherited, 2023 at 2 by a change. */
const curve: Curve = { baseYear: 2020, firstFree: 2021, inherited: [1, 1, 1, 1], values: [1, 1, 1, 2] }
const tfr = { lever: leverNamed('tfr'), scale: 1, units: {} }

describe('a curve as one change of single years', () => {
  test('lists the years that differ, and begins with the first of them', () =>
    expect(withYears(curve, new Map([[2022, 1.5]]))).toEqual({ mode: 'series', from: 2022, values: { 2022: 1.5, 2023: 2 } }))

  test('a year put back to what is inherited is listed no more', () =>
    expect(
      withYears(
        curve,
        new Map([
          [2021, 3],
          [2023, 1],
        ]),
      ),
    ).toEqual({ mode: 'series', from: 2021, values: { 2021: 3 } }))

  test('nothing left to change is no change', () => expect(withYears(curve, new Map([[2023, 1]]))).toBeNull())

  test('a published year is not moved', () => expect(withYears(curve, new Map([[2020, 9]]))).toEqual(withYears(curve, new Map())))
})

describe('moving a point', () => {
  const range = [0, 10] as const
  test('moves its year alone', () => expect([...editsOf(curve, 2021, 1.5, false, range)]).toEqual([[2021, 1.5]]))
  test('with the later years, by as much', () =>
    expect([...editsOf(curve, 2022, 1.5, true, range)]).toEqual([
      [2022, 1.5],
      [2023, 2.5],
    ]))
  test('stops at what is possible', () => {
    expect([...editsOf(curve, 2022, 99, false, range)]).toEqual([[2022, 10]])
    expect([...editsOf(curve, 2022, 9.5, true, range)]).toEqual([
      [2022, 9.5],
      [2023, 10],
    ])
  })
  test('goes by the steps of the lever, without dust', () => {
    expect(onStep(1.0449, 0.01)).toBe(1.04)
    expect(onStep(0.0123, 0.0005)).toBe(0.0125)
  })
})

describe('typing a year', () => {
  test('arithmetic is on the value of that year', () => {
    expect(readYear(curve, 2023, '/2', tfr)).toEqual({ ok: true, value: 1 })
    expect(readYear(curve, 2023, '+5%', tfr)).toEqual({ ok: true, value: 2.1 })
    expect(readYear(curve, 2022, '*1.1', tfr)).toEqual({ ok: true, value: 1.1 })
    expect(readYear(curve, 2022, '-0.1', tfr)).toEqual({ ok: true, value: 0.9 })
  })
  test('what is impossible is refused', () => expect(readYear(curve, 2022, '99', tfr)).toEqual({ ok: false, reason: 'range' }))
  test('per mille of a migration rate', () =>
    expect(readYear({ ...curve, values: [0, 0, 0, 0] }, 2022, '-2', { lever: leverNamed('netMigration'), scale: 1000, units: {} })).toEqual(
      {
        ok: true,
        value: -0.002,
      },
    ))
})

describe('a pasted row', () => {
  test('fills its year and those after it', () =>
    expect(readPasted(curve, 2021, '1.1\t1.2\t1.3\n', tfr)).toEqual({
      ok: true,
      edits: new Map([
        [2021, 1.1],
        [2022, 1.2],
        [2023, 1.3],
      ]),
    }))
  test('a column is as good as a row', () => expect(readPasted(curve, 2022, '1.1\r\n1.2\r\n', tfr)).toMatchObject({ ok: true }))
  test('one bad cell refuses all, and its year is named', () => {
    expect(readPasted(curve, 2021, '1.1\tx\t1.3', tfr)).toEqual({ ok: false, year: 2022, reason: 'not-a-number' })
    expect(readPasted(curve, 2021, '1.1\t1.2\t99', tfr)).toEqual({ ok: false, year: 2023, reason: 'range' })
    expect(readPasted(curve, 2021, '1.1\t\t1.3', tfr)).toEqual({ ok: false, year: 2022, reason: 'empty' })
  })
  test('more cells than years are refused', () =>
    expect(readPasted(curve, 2022, '1\t1\t1', tfr)).toEqual({ ok: false, year: 2024, reason: 'too-many' }))
})

test('years that are possible but not plausible are told, published ones not', () =>
  expect(implausibleYears({ ...curve, values: [9, 1, 0.5, 3] }, [0.7, 2.5])).toEqual([2022, 2023]))
