import { describe, expect, test } from 'vitest'
import { openRun } from '../../../../models/explain/run'
import { figuresIn } from '../../../../models/explain/term'
import { explainPath, figureTerm, figureValue } from '../../../../models/explain/figure'
import { causesOfFlags } from '../../../../models/diagnosis/flagCauses'
import type { Scenario } from '../../../../models/scenario/document'
import type { SimulationResult, UnitResult } from '../../../../models/result'
import { modelOf, simulate } from '../../../../models/simulate'
import { account, withActuals } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const base = simulate(catalogue, plan)
const { years } = base.layout
const claimsOf = (each: number) => Object.fromEntries(catalogue.fiscal.priorClaims.map(({ id }) => [id, each]))
const at = (row: Readonly<Float64Array> | undefined, year: number): number => row?.[years.indexOf(year)] ?? Number.NaN
const unitOf = (result: SimulationResult, code: string): UnitResult => {
  const found = result.units.find((unit) => unit.code === code)
  if (found === undefined) throw new Error(`no unit ${code}`)
  return found
}
/** An account of a league with every prior claim; resources far above or below what it has to pay. */
const full = (area: string, year: number, each: number) =>
  account(area, year, { ordinaryTax: 9e9, resourceTax: 1e9, nonTax: 2e9, lines: { generalTransfers: 8e9 }, claims: claimsOf(each) })
const rebased = (scenario: Scenario, from: number): Scenario => ({ ...scenario, assessment: { from } })

describe('prior claims of the whole region', () => {
  const entered = account('150000', 2022, { ordinaryTax: 2e11, nonTax: 6e10, claims: { pay: 1.9e11, interest: 2.2368e10 } })
  const scenario = withActuals(entered)
  const result = simulate(catalogue, scenario)

  test('an entered claim stands for its year and grows from there: pay 190 becomes 197.6 at 4% a year', () => {
    const pay = catalogue.fiscal.priorClaims.findIndex(({ id }) => id === 'pay')
    const row = unitOf(result, '150000').residual?.byClaim[pay]
    expect(at(row, 2022)).toBe(1.9e11)
    expect(at(row, 2023)).toBeCloseTo(1.976e11, 0)
    expect(at(row, 2021), 'earlier years stay').toBe(at(unitOf(base, '150000').residual?.byClaim[pay], 2021))
    expect(at(unitOf(result, '150000').residual?.ratio, 2023)).not.toBe(at(unitOf(base, '150000').residual?.ratio, 2023))
  })

  test('a claim that the account leaves out goes on as the catalogue has it', () => {
    const other = catalogue.fiscal.priorClaims.findIndex(({ id }) => id === 'other')
    expect(unitOf(result, '150000').residual?.byClaim[other]).toEqual(unitOf(base, '150000').residual?.byClaim[other])
  })

  test('it opens down to the account, with its source and grade', () => {
    const opened = explainPath(catalogue, scenario, 'claim/150000/pay/2023', 2)
    if (!opened.ok) throw new Error(opened.message)
    const leaves = opened.value.operands.flatMap((operand) => operand.operands)
    const found = leaves.find(({ figure }) => figure.startsWith('accountClaim/'))
    expect(found?.value).toBe(1.9e11)
    expect(found?.source).toMatchObject({ entry: 'actuals(a-1)', source: 'bureau', grade: 'A', year: 2022 })
    const untouched = explainPath(catalogue, scenario, 'accountClaim/150000/other/2020', 0)
    expect(untouched.ok && untouched.value.source?.entry).toBe('fiscal.priorClaims(other).amount')
  })
})

describe('a league’s account later than the base year', () => {
  const entered = full('150100', 2023, 1e9)
  const result = simulate(catalogue, withActuals(entered))

  test('answers all three questions without a change of the years of assessment: it rests on its own year', () => {
    const { tests, lastActualYear } = unitOf(result, '150100')
    expect(lastActualYear).toBe(2023)
    expect(tests.pay).toMatchObject({ verdict: 'can-pay', reason: null })
    expect(tests.room).toMatchObject({ verdict: 'nothing-asked', reason: null })
    expect(tests.pace.verdict).not.toBe('cannot-say')
    expect(unitOf(result, '150200').lastActualYear).toBe(2022)
  })

  test('its claims are not known before its first account, and never shown as nothing', () => {
    const { residual } = unitOf(result, '150100')
    expect(residual?.knownFrom).toBe(2023)
    expect(at(residual?.priorClaims, 2022)).toBeNaN()
    expect(at(residual?.ratio, 2022)).toBeNaN()
    expect(at(residual?.priorClaims, 2023)).toBe(4e9)
  })

  test('claims go on from the last account that gives each of them', () => {
    const later = account('150100', 2024, { ordinaryTax: 9e9, claims: { pay: 5e9 } })
    const row = unitOf(simulate(catalogue, withActuals(entered, later)), '150100').residual
    const [pay, other] = ['pay', 'other'].map((id) => catalogue.fiscal.priorClaims.findIndex((claim) => claim.id === id))
    expect(at(row?.byClaim[pay ?? -1], 2024)).toBe(5e9)
    expect(at(row?.byClaim[other ?? -1], 2024)).toBeCloseTo(1.02e9, 0)
  })

  test('at or after the target year nothing is left to judge, and it says why', () => {
    const { tests } = unitOf(simulate(catalogue, withActuals(full('150100', 2025, 1e9))), '150100')
    expect(tests.pay).toMatchObject({ verdict: 'cannot-say', reason: 'account-later' })
    expect(tests.room).toMatchObject({ verdict: 'cannot-say', reason: 'account-later' })
    expect(tests.pace).toMatchObject({ verdict: 'cannot-say', reason: 'target-passed' })
  })

  test('an account without claims says that they are missing, a league without an account that it has none', () => {
    const without = simulate(catalogue, withActuals(account('150100', 2022, { ordinaryTax: 1e10 })))
    expect(unitOf(without, '150100').tests.pay.reason).toBe('claims-missing')
    expect(unitOf(without, '150200').tests.pay.reason).toBe('no-accounts')
  })
})

test('a year of which a part was booked carries no flag of the whole region', () => {
  const poor = account('150000-own', 2023, { ordinaryTax: 1e9, lines: { generalTransfers: 1e9 }, claims: claimsOf(1e9) })
  const result = simulate(catalogue, withActuals(poor))
  const flag = result.flags.find(({ test: of, unit }) => of === 'residual' && unit === '150000')
  expect(flag?.firstYear).toBe(2024)
})

test('a refused account gives a unit no claims', () => {
  const refused = account('150100', 2022, { ordinaryTax: -1, claims: claimsOf(1e9) })
  const result = simulate(catalogue, withActuals(refused))
  expect(result.notices.map(({ code }) => code)).toContain('actual-negative')
  expect(unitOf(result, '150100')).toEqual(unitOf(base, '150100'))
})

describe('figures of a league’s residual flag', () => {
  const poor = withOverrides(override({ lever: 'generalTransferGrowth', value: -0.04 }))
  const heavy = withActuals(
    full('150100', 2023, 5e9),
    account('150000-own', 2023, { ordinaryTax: 3e10, lines: { generalTransfers: 5e9 }, claims: claimsOf(6e9) }),
  )
  test.each([
    ['a league', rebased(heavy, 2023), '150100'],
    ['a league, not rebased', heavy, '150100'],
    ['the own level', rebased(heavy, 2023), '150000-own'],
    ['the region', rebased(heavy, 2023), '150000'],
    ['the region, rebased without accounts', rebased(poor, 2022), '150000'],
    ['the region as the plan was written', poor, '150000'],
  ])('of %s open as its own, and its causes are measured since the year that its claims are known for', (_, scenario, code) => {
    const result = simulate(catalogue, scenario)
    const flag = result.flags.find(({ test: of, unit }) => of === 'residual' && unit === code)
    if (flag === undefined) throw new Error(`no flag of ${code}: ${JSON.stringify(unitOf(result, code).tests.pay)}`)
    const unit = unitOf(result, code)
    const since = Math.max(result.assessedFrom, unit.residual?.knownFrom ?? 0)
    expect(flag.baseYear).toBe(since)
    expect(flag.baseAmount).toBe(at(unit.required, since))
    const changes = causesOfFlags(modelOf(catalogue, scenario), result)
    const change = changes[result.flags.indexOf(flag)]
    const missing = (year: number) => at(unit.residual?.priorClaims, year) + at(unit.required, year) - at(unit.resources, year)
    expect(change?.change ?? Number.NaN).toBeCloseTo(missing(flag.firstYear ?? 0) - missing(since), 0)
    const open = openRun(modelOf(catalogue, scenario), scenario)
    const year = String(flag.firstYear)
    expect(figureValue(open, `shortfall/${code}/${year}`)).toBe(flag.size)
    expect(figureValue(open, `firstYear/${code}`)).toBe(flag.firstYear)
    expect(figureValue(open, `residualRatio/${code}/${year}`)).toBe(at(unit.residual?.ratio, flag.firstYear ?? 0))
    expect(figureValue(open, `growth/unit/${code}/${code}/${String(since)}-${year}`)).toBe(flag.growth)
    expect(figureValue(open, `resourcesGrowth/${code}/${String(since)}-${year}`)).toBe(flag.resourcesGrowth)
    const term = figureTerm(open, `shortfall/${code}/${year}`)
    const own = code === '150000' ? 'consolidated' : code
    expect(term === null ? [] : figuresIn(term)).toEqual([
      `priorClaims/${own}/${year}`,
      `unitRequired/${own}/${year}`,
      `unitResources/${own}/${year}`,
    ])
  })

  test('the short forms are the region’s', () => {
    const result = simulate(catalogue, poor)
    const open = openRun(modelOf(catalogue, poor), poor)
    expect(figureValue(open, 'residualRatio/2025')).toBe(figureValue(open, 'residualRatio/150000/2025'))
    expect(figureValue(open, 'priorClaims/2025')).toBe(at(unitOf(result, '150000').residual?.priorClaims, 2025))
    expect(figureValue(open, 'claim/pay/2025')).toBe(figureValue(open, 'claim/consolidated/pay/2025'))
    const first = unitOf(result, '150000').residual?.firstYear
    expect(first).toBeGreaterThan(2022)
    expect(figureValue(open, 'firstYear')).toBe(first)
    expect(figureValue(open, `shortfall/${String(first)}`)).toBe(figureValue(open, `shortfall/150000/${String(first)}`))
  })

  test('what is not known of a unit does not open as nothing', () => {
    const open = openRun(modelOf(catalogue, plan), plan)
    for (const path of ['shortfall/150100/2025', 'firstYear/150100', 'residualRatio/150100/2025', 'priorClaims/150100/2025'])
      expect(() => figureValue(open, path), path).toThrow('not known')
  })
})
