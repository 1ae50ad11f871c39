import { describe, expect, test } from 'vitest'
import { askedRoom, coverageFlag, roomAnswer } from '../../../../models/fiscal/answers'
import { boundsFor, grantedOf, multipleSeverity, roomOf, tightest, type RoomInput } from '../../../../models/fiscal/coverageMultiple'
import type { Granted } from '../../../../models/scenario/entries'

const path = (...values: number[]): Float64Array => Float64Array.from(values)
const nothing = { recurrent: path(0, 0, 0), oneOff: path(0, 0, 0) }
/** Resources gain 100 and 220; prior claims take 40 and 80 of it, the 81 on the catalogue's path 10 and 20: room 50 and 120. */
const input: RoomInput = {
  years: [2022, 2023, 2024],
  lastActualYear: 2022,
  resources: path(1000, 1100, 1220),
  priorClaims: path(800, 840, 880),
  cataloguePath: path(100, 110, 120),
  granted: nothing,
  request: nothing,
}
const bounds = { coverageGreen: 1.5, coverageYellow: 1.2, coverageOrange: 1 }
const boundsIn = () => bounds
const stretch = { years: input.years, lastActualYear: 2022, targetYear: 2024 }

describe('room', () => {
  test('is what resources gain less what prior claims and the catalogue’s path take of it', () =>
    expect([...roomOf(input).headroom]).toEqual([0, 50, 120]))

  test('over what is asked is the multiple: 50 / 40 and 120 / 60', () => {
    const { multiple } = roomOf({ ...input, request: { ...nothing, recurrent: path(0, 40, 60) } })
    expect([...multiple.slice(1)]).toEqual([1.25, 2])
  })

  test('years with accounts and years in which nothing, or less, is asked have no multiple', () => {
    const { multiple, oneOffMultiple } = roomOf({ ...input, request: { recurrent: path(7, 0, -60), oneOff: path(7, 0, -1) } })
    expect([...multiple, ...oneOffMultiple].every(Number.isNaN)).toBe(true)
  })

  test('a granted policy uses up room: 50 − 30 = 20, over 40 it is 0.5', () => {
    const room = roomOf({
      ...input,
      granted: { recurrent: path(0, 30, 30), oneOff: path(0, 0, 0) },
      request: { ...nothing, recurrent: path(0, 40, 60) },
    })
    expect([...room.headroom]).toEqual([0, 20, 90])
    expect([...room.multiple.slice(1)]).toEqual([0.5, 1.5])
  })

  test('where prior claims take more than is gained there is no room: 100 − 120 − 10 = −30', () => {
    const room = roomOf({ ...input, priorClaims: path(800, 920, 960), request: { ...nothing, recurrent: path(0, 40, 60) } })
    expect(room.headroom[1]).toBe(-30)
    expect(room.multiple[1]).toBe(-0.75)
    expect(multipleSeverity(room.multiple[1] ?? 1, bounds)).toBe('red')
  })

  test('a one-off request has what the standing one leaves: (50 − 40 − 4) / 3 = 2; one-off grants do not burden the standing one', () => {
    const room = roomOf({
      ...input,
      granted: { recurrent: path(0, 0, 0), oneOff: path(0, 4, 0) },
      request: { recurrent: path(0, 40, 0), oneOff: path(0, 3, 0) },
    })
    expect(room.multiple[1]).toBe(1.25)
    expect(room.oneOffHeadroom[1]).toBe(6)
    expect(room.oneOffMultiple[1]).toBe(2)
    expect(room.oneOffMultiple[2]).toBeNaN()
  })
})

describe('the ledger', () => {
  const entry = (change: Partial<Granted>): Granted => ({
    id: 'g-1',
    name: 'a',
    document: '',
    area: '150000',
    kind: 'recurrent',
    from: 2023,
    amount: 10,
    enabled: true,
    reason: '',
    author: '',
    at: '',
    ...change,
  })
  test('an open entry counts to the end, a closed one to its last year, each kind apart', () => {
    const { recurrent, oneOff } = grantedOf(
      [entry({}), entry({ from: 2022, to: 2023, amount: 5 }), entry({ kind: 'one-off', from: 2024, to: 2024, amount: 7 })],
      '150000',
      input.years,
    )
    expect([...recurrent]).toEqual([5, 15, 10])
    expect([...oneOff]).toEqual([0, 0, 7])
  })
  test('entries that are off or of another unit do not count', () => {
    const { recurrent } = grantedOf([entry({ enabled: false }), entry({ area: '150100' })], '150000', input.years)
    expect([...recurrent]).toEqual([0, 0, 0])
  })
})

describe('colours', () => {
  test.each([
    [1.5, 'green'],
    [1.4, 'yellow'],
    [1.2, 'yellow'],
    [1.1, 'orange'],
    [1, 'orange'],
    [0.99, 'red'],
    [0, 'red'],
    [-3, 'red'],
  ] as const)('%d is %s', (multiple, severity) => expect(multipleSeverity(multiple, bounds)).toBe(severity))

  test('for class III every bound is 0.3 higher: 1.6 is yellow there and green elsewhere', () => {
    const thresholds = { ...bounds, coverageWeaker: 0.3 }
    expect(multipleSeverity(1.6, boundsFor(thresholds, 'III'))).toBe('yellow')
    expect(multipleSeverity(1.6, boundsFor(thresholds, 'II'))).toBe('green')
    expect(multipleSeverity(1.6, boundsFor(thresholds, 'I'))).toBe('green')
  })
})

describe('the answer', () => {
  test('is that of the tightest year', () => {
    const room = roomOf({ ...input, request: { ...nothing, recurrent: path(0, 40, 60) } })
    expect(tightest(room, input.years, 2023, 2024)).toMatchObject({
      year: 2023,
      multiple: 1.25,
      nature: 'recurrent',
      asked: 40,
      headroom: 50,
    })
    expect(roomAnswer(room, askedRoom(room, stretch, boundsIn), null)).toMatchObject({
      verdict: 'little-room',
      severity: 'yellow',
      year: 2023,
    })
  })
  test('names the standing request where that has no room, whatever is left for the one-off one', () => {
    const room = roomOf({ ...input, request: { recurrent: path(0, 100, 60), oneOff: path(0, 2, 0) } })
    expect(tightest(room, input.years, 2023, 2024)).toMatchObject({ nature: 'recurrent', multiple: 0.5 })
  })
  test('is silent where nothing is asked, and cannot be given without prior claims', () => {
    const room = roomOf(input)
    expect(roomAnswer(room, askedRoom(room, stretch, boundsIn), null)).toMatchObject({ verdict: 'nothing-asked', severity: null })
    expect(roomAnswer(null, null, 'claims-missing')).toMatchObject({ verdict: 'cannot-say', severity: 'grey', reason: 'claims-missing' })
  })
  test('of a request after the target year is a scenario: yellow at most', () => {
    const room = roomOf({ ...input, request: { ...nothing, recurrent: path(0, 0, 400) } })
    expect(askedRoom(room, { ...stretch, targetYear: 2023 }, boundsIn)).toMatchObject({ severity: 'yellow', year: 2024 })
  })
  test('is held against the bounds of its own year, which a league’s class may move', () => {
    const room = roomOf({ ...input, request: { ...nothing, recurrent: path(0, 33, 60) } })
    const stricter = (year: number) => (year < 2024 ? { ...bounds, coverageGreen: 1.8 } : bounds)
    expect(askedRoom(room, stretch, boundsIn)).toMatchObject({ year: 2023, severity: 'green' })
    expect(askedRoom(room, stretch, stricter)).toMatchObject({ year: 2023, severity: 'yellow' })
  })
  test('becomes a flag that knows no first year; its size is what lacks to the green bound: 1.5 × 40 − 50', () => {
    const room = roomOf({ ...input, request: { ...nothing, recurrent: path(0, 40, 60) } })
    const flag = coverageFlag(askedRoom(room, stretch, boundsIn), {
      unit: { code: '150000', grade: 'D' },
      payers: ['region'],
      whole: { payer: 'region', evidence: { A: 0, B: 0, C: 0, D: 1 } },
      targetYear: 2024,
      boundsIn,
    })
    expect(flag).toMatchObject({ test: 'coverage', verdict: 'little-room', severity: 'yellow', firstYear: null, size: 10, amount: 40 })
  })
})
