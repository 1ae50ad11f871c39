import { expect, test } from 'vitest'
import { assembleResult } from '../../../../models/assemble'
import { createModel, runModel, type Model } from '../../../../models/model'
import type { Flag, SimulationResult } from '../../../../models/result'
import { override, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const model = createModel(shippedCatalogue())
const raisedIn = (of: Model, value: number): SimulationResult =>
  assembleResult(
    of,
    runModel(of, withOverrides(override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', mode: 'set', value }))),
  )
const raised = (value: number): SimulationResult => raisedIn(model, value)
const others = ({ flags }: SimulationResult): readonly Flag[] =>
  flags.filter(({ subject: { kind, id }, test }) => test === 'growth' && kind === 'item' && id !== 'elderly-welfare-subsidy')

test('a flag of which nothing moved is the very one of the last run', () => {
  raised(150)
  const [before, now] = [raised(160), raised(160.01)]
  expect(others(now).length).toBeGreaterThan(20)
  const known = new Set(others(before))
  expect(others(now).filter((flag) => !known.has(flag))).toEqual([])
})

test('what moved is judged anew, and what no longer matters beside it has no flag', () => {
  raised(150)
  const [before, far] = [raised(200), raised(20000)]
  const own = ({ flags }: SimulationResult): readonly Flag[] => flags.filter(({ subject }) => subject.id === 'elderly-welfare-subsidy')
  expect(own(far)[0]?.amount).toBeGreaterThan(own(before)[0]?.amount ?? Number.POSITIVE_INFINITY)
  expect(others(far).length).toBeLessThan(others(before).length)
  expect(others(raised(200))).toEqual(others(before))
})

test('flags of what is outside the items hold as long as none of them begins or ceases to matter', () => {
  const outside = ({ flags }: SimulationResult): readonly Flag[] =>
    flags.filter(({ test, unit }) => test === 'new-resources' && unit === '150000')
  raised(150)
  const [before, now] = [raised(160), raised(160.01)]
  expect(outside(now).length).toBeGreaterThan(1)
  expect(outside(now).every((flag) => outside(before).includes(flag))).toBe(true)
  const few = raised(20000)
  expect(outside(few).length).toBeLessThan(outside(before).length)
  expect(outside(few).map(({ subject }) => subject)).toEqual(
    outside(raisedIn(createModel(shippedCatalogue()), 20000)).map(({ subject }) => subject),
  )
  expect(outside(raised(160))).toEqual(outside(before))
})

test('a flag that is judged anew and says the same is the very one of the last run, and another where anything differs', () => {
  const bySubject = (flags: readonly Flag[]): ReadonlyMap<string, Flag> =>
    new Map(flags.map((flag) => [`${flag.unit} ${flag.subject.id}`, flag]))
  raised(150)
  const [before, now] = [raised(200), raised(900)]
  const turned = now.units
    .filter(({ tests }, row) => tests.pace.severity !== before.units[row]?.tests.pace.severity)
    .map(({ code }) => code)
  const known = bySubject(others(before))
  const pairs = others(now).flatMap((flag) => {
    const last = known.get(`${flag.unit} ${flag.subject.id}`)
    return last === undefined || !turned.includes(flag.unit) ? [] : [{ flag, last }]
  })
  const [same, changed] = [pairs.filter(({ flag, last }) => flag === last), pairs.filter(({ flag, last }) => flag !== last)]
  expect(same.length).toBeGreaterThan(5)
  expect(changed.filter(({ flag, last }) => JSON.stringify(flag) === JSON.stringify(last))).toEqual([])
  expect(others(now)).toEqual(others(raisedIn(createModel(shippedCatalogue()), 900)))
})
