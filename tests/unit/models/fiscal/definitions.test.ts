import { expect, test } from 'vitest'
import { paceAnswer } from '../../../../models/fiscal/answers'
import { definedFlags, definedTest, paceOf } from '../../../../models/fiscal/definitions'
import type { GrowthTest, Subject } from '../../../../models/fiscal/flag'

const path = (...values: number[]): Float64Array => Float64Array.from(values)
const subject = (id: string, amounts: Float64Array, kind: Subject['kind'] = 'item'): Subject => ({
  kind,
  id,
  amounts,
  payer: 'region',
  grade: 'B',
  evidence: { A: 0, B: 0, C: 0, D: 1 },
})
/** Resources grow 5% in the year, 3% in the low and 7% in the high definition. */
const growthTest: GrowthTest = {
  unit: '150000',
  payers: ['region'],
  grade: 'D',
  firstYear: 2020,
  baseYear: 2020,
  targetYear: 2021,
  resources: path(1000, 1050),
  required: path(100, 105),
  thresholds: { outpacesYellow: 0.01, outpacesOrange: 0.02, materiality: 0.005, rolling: 0.02 },
}
const definitions = { low: path(1000, 1030), high: path(1000, 1070) }
const whole = subject('150000', path(100, 105), 'unit')

test('ahead of the low and behind the high definition is grey, with what each says beside', () => {
  const [flag] = definedFlags(definedTest(growthTest, definitions), whole, [subject('a', path(10, 10.65))])
  // 6.5% is 1.5 points over 5%, 3.5 over 3%, and under 7%.
  expect(flag).toMatchObject({ severity: 'grey', low: 'orange', high: 'green', verdict: 'outpaces', firstYear: null })
})

test('ahead of both keeps its colour, even where the high definition alone would raise no flag', () => {
  const [steep, slight] = definedFlags(definedTest({ ...growthTest, resources: path(1000, 1050) }, definitions), whole, [
    subject('steep', path(10, 11)),
    subject('slight', path(10, 10.75)),
  ])
  expect(steep).toMatchObject({ severity: 'orange', low: 'orange', high: 'orange' })
  expect(slight).toMatchObject({ severity: 'orange', low: 'orange', high: 'green' })
})

test('the whole unit: grey is said with its reason, and never as keeping pace', () => {
  const pace = paceOf(definedTest(growthTest, definitions), subject('150000', path(100, 106.5), 'unit'))
  expect(paceAnswer(pace)).toMatchObject({ verdict: 'cannot-say', severity: 'grey', reason: 'definitions-disagree' })
  expect(paceAnswer(paceOf(definedTest(growthTest, definitions), subject('150000', path(100, 102), 'unit')))).toMatchObject({
    verdict: 'keeps-pace',
    severity: 'green',
    low: 'green',
    high: 'green',
  })
  expect(paceAnswer(paceOf(definedTest(growthTest, definitions), subject('150000', path(100, 110), 'unit')))).toMatchObject({
    verdict: 'outpaces',
  })
})

test('definitions that agree with the run change nothing', () => {
  const same = { low: growthTest.resources, high: growthTest.resources }
  const flags = definedFlags(definedTest(growthTest, same), whole, [subject('a', path(10, 10.65))])
  expect(flags[0]).toMatchObject({ severity: 'yellow', low: 'yellow', high: 'yellow' })
})

test('a yardstick serves again for the same resources, between the same years and against the same bounds', () => {
  const first = definedTest(growthTest, definitions)
  const yardsticks = (change: Partial<GrowthTest>, of = definitions): readonly boolean[] => {
    const next = definedTest({ ...growthTest, ...change }, of, first)
    return [next.own === first.own, next.low === first.low, next.high === first.high]
  }
  expect(yardsticks({ required: path(100, 120), thresholds: { ...growthTest.thresholds, materiality: 0.1 } })).toEqual([true, true, true])
  expect(yardsticks({}, { ...definitions, high: path(1000, 1070) })).toEqual([true, true, false])
  expect(yardsticks({ targetYear: 2020 })).toEqual([false, false, false])
  expect(yardsticks({ baseYear: 2019 })).toEqual([false, false, false])
  for (const bound of ['outpacesYellow', 'outpacesOrange', 'rolling'] as const)
    expect(yardsticks({ thresholds: { ...growthTest.thresholds, [bound]: 0.03 } })).toEqual([false, false, false])
})
