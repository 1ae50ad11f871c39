import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembleResult } from '../../models/assemble'
import { figureTerm, figureValue } from '../../models/explain/figure'
import { openRun } from '../../models/explain/run'
import { availableFunds } from '../../models/fiscal/availableFunds'
import { claimsByFunction, threeGuarantees } from '../../models/fiscal/priorClaims'
import { accountRatios } from '../../models/fiscal/ratios'
import { createModel, runModel } from '../../models/model'
import type { Scenario } from '../../models/scenario/document'
import { account } from '../fixtures/actuals'
import { plan, shippedCatalogue } from '../fixtures/catalogue'
import { busyScenario, expectExact } from '../fixtures/explained'

const catalogue = shippedCatalogue()
const opened = (scenario: Scenario) => {
  const model = createModel(catalogue)
  return { result: assembleResult(model, runModel(model, scenario)), open: openRun(model, scenario, plan) }
}
/** Accounts of the whole region and of a league with lines enough for every sum and ratio. */
const lines = { generalTransfers: 9e9, taxReturns: 1e9, remittedUp: 2e8, sharedMatterTransfers: 4e9, specialTransfers: 3e9 }
const spent = { expenditure: 2.4e10, bondIncome: 2e9, broughtForward: 5e8, carriedForward: 4e8, bondRepayment: 1e9, stabilisationIn: 3e8 }
const entered = (area: string, year: number) => ({
  ...account(area, year, { ordinaryTax: 6e9, resourceTax: 1e9, nonTax: 2e9, ...lines, ...spent }),
  beside: { fundReceipts: 1e9, capitalReceipts: 1e8, generalDebt: 2e10, specialDebt: 1e10 },
})
const busy = busyScenario(catalogue, ['150100', '150200', '150300'])
const cases = [
  ['the plan', opened(plan)],
  ['accounts entered', opened({ ...busy, actuals: [...busy.actuals, entered('150500', 2023), entered('150000', 2024)] } as Scenario)],
] as const

test.each(cases)('every line of available funds opens, sums into their lines, to the bit: %s', (_, { result, open }) => {
  const seen = new Map<string, number>()
  const codes = result.units.map(({ code }) => code)
  fc.assert(
    fc.property(fc.constantFrom(...codes), (code) => {
      const { years, columns } = availableFunds(catalogue, result, code)
      columns.forEach((column, k) => {
        for (const [line, figure] of Object.entries(column)) {
          const path = `fundsLine/${line}/${code}/${String(years[k])}`
          if (figure === null) continue
          expectExact(open, path, figure.value)
          if ((figureTerm(open, path)?.op ?? 'constant') !== 'constant') seen.set(line, (seen.get(line) ?? 0) + 1)
        }
      })
    }),
    { seed: 150000, numRuns: 8 },
  )
  for (const sum of [
    'ordinaryTax',
    'resourceTax',
    'nonTax',
    'ownRevenue',
    'netTransfers',
    'available',
    'left',
    'otherMoney',
    'tiedTransfers',
    'tiedForItems',
    'remainder',
  ])
    expect(seen.get(sum) ?? 0, sum).toBeGreaterThan(0)
  expect(figureTerm(open, 'fundsLine/left/150000/2025')).toMatchObject({ op: 'minus' })
  expect(() => figureValue(open, 'fundsLine/happiness/150000/2025')).toThrow('lines of available funds are')
  expect(() => figureValue(open, 'fundsLine/left/150000/1999')).toThrow('there is no account of 1999')
  expect(() => figureValue(open, 'fundsLine/otherIn/150000/2030')).toThrow('is not known in 2030')
})

test.each(cases)('ratios of the accounts open into part and whole, accounts into their source: %s', (_, { result, open }) => {
  let ratios = 0
  for (const { code } of result.units)
    for (const { year, ...row } of accountRatios(catalogue, result, code))
      for (const [id, figure] of Object.entries(row)) {
        if (figure === null) continue
        expectExact(open, `accountRatio/${id}/${code}/${String(year)}`, figure.value)
        if (figureTerm(open, `accountRatio/${id}/${code}/${String(year)}`)?.op === 'over') ratios += 1
      }
  expect(ratios).toBeGreaterThan(5)
  expect(() => figureValue(open, 'accountRatio/happiness/150000/2020')).toThrow('ratios are revenue')
  expect(() => figureValue(open, 'accountRatio/revenue/150100/1999')).toThrow('there is no account')
})

test.each(cases)('spending by function and the three guarantees open: %s', (_, { result, open }) => {
  const years = [2020, 2021]
  for (const { code, accounts, items, rest } of claimsByFunction(catalogue, result, years))
    years.forEach((year, k) => {
      expectExact(open, `functionItems/${code}/${String(year)}`, items[k] ?? NaN)
      const [account, left] = [accounts[k], rest[k]]
      if (account) expectExact(open, `functionAccount/${code}/${String(year)}`, account.value)
      if (left) expectExact(open, `functionRest/${code}/${String(year)}`, left.value)
    })
  const found = threeGuarantees(catalogue, result)
  for (const [k, year] of result.layout.years.entries()) {
    if (Number.isNaN(found?.total[k] ?? NaN)) continue
    expectExact(open, `guaranteedItems/150000/${String(year)}`, found?.items[k] ?? NaN)
    expectExact(open, `guaranteed/150000/${String(year)}`, found?.total[k] ?? NaN)
    expectExact(open, `guaranteedShare/150000/${String(year)}`, found?.shareOfResources[k] ?? NaN)
  }
  expect(() => figureValue(open, 'functionAccount/999/2020')).toThrow('nothing is published')
})
