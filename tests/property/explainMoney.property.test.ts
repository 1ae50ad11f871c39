import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newMoney } from '../../models/actual/newMoney'
import { assembleResult } from '../../models/assemble'
import type { Catalogue } from '../../models/catalogue/schema'
import { explainPath, figureTerm, figureValue } from '../../models/explain/figure'
import { openRun } from '../../models/explain/run'
import { createModel, runModel } from '../../models/model'
import { plan, shippedCatalogue } from '../fixtures/catalogue'
import { capacityCatalogue } from '../fixtures/drivers'
import { busyScenario, expectExact } from '../fixtures/explained'
import { bannerCatalogue } from '../fixtures/synthetic'

const leavesOf = ({ regions }: Catalogue): readonly string[] =>
  regions.flatMap(({ code }) => (regions.some(({ parent }) => parent === code) ? [] : [code]))
const both = (catalogue: Catalogue) => {
  const [first = '', second = '', third = ''] = leavesOf(catalogue)
  const model = createModel(catalogue)
  const scenario = busyScenario(catalogue, [first, second, third])
  return { result: assembleResult(model, runModel(model, scenario)), open: openRun(model, scenario, plan) }
}
const regional = both(shippedCatalogue())
const banners = both(bannerCatalogue())
const runs = [
  ['leagues', regional, 12],
  ['banners', banners, 2],
] as const

test.each(runs)('new money by payer, yearly and once apart, opens to the bit: %s', (_, { result, open }, numRuns) => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.constantFrom(...result.units), fc.constantFrom(...result.layout.years.slice(1)), ({ code }, year) => {
      open.wake()
      const since = 2021
      for (const row of newMoney(result, open.model.structure.catalogue, code, since)) {
        if (row.year !== year) continue
        for (const [from, money] of [
          [year - 1, row.sinceYearBefore],
          [since, row.sinceBase],
        ] as const) {
          if (money === null) continue
          expectExact(open, `since/${String(from)}/spentYearly/${row.payer}/${code}/${String(year)}`, money.recurrent)
          expectExact(open, `since/${String(from)}/spentOnce/${row.payer}/${code}/${String(year)}`, money.oneOff)
          seen.add(row.payer)
        }
      }
    }),
    { seed: 150000, numRuns },
  )
  expect(seen).toContain('total')
  const { code = '' } = result.units[0] ?? {}
  const rows = newMoney(result, open.model.structure.catalogue, code, 2021).filter(({ year }) => year === 2025)
  for (const { payer, sinceBase } of rows)
    if (sinceBase !== null) expectExact(open, `since/2021/spentYearly/${payer}/${code}/2025`, sinceBase.recurrent)
  expect(rows.map(({ payer }) => payer)).toEqual(expect.arrayContaining(['total', 'outside', 'priorClaims']))
})

test('an item of works and services opens with the part that works are', () => {
  const { open, result } = both(capacityCatalogue([2020, 2000], [2025, 2600], [2030, 2200]))
  const share = figureValue(open, 'oneOffShare/nursing/150000/2025')
  expect(share).toBeGreaterThan(0)
  expect(share).toBeLessThan(1)
  expectExact(open, 'oneOffShare/nursing/150000/2025', share)
  for (const { payer, sinceYearBefore } of newMoney(result, open.model.structure.catalogue).filter(({ year }) => year === 2025))
    if (sinceYearBefore !== null) expectExact(open, `since/2024/spentOnce/${payer}/150000/2025`, sinceYearBefore.oneOff)
  expect(() => figureValue(open, 'oneOffShare/nothing/150000/2025')).toThrow('there is no item')
  expect(() => figureValue(open, 'spentOnce/nobody/150000/2025')).toThrow('who pays is total, central')
  expect(() => figureValue(open, 'spentOnce/outside/150100/2025')).toThrow('whole region')
})

test.each(runs)('what targets cost opens by case, payer and place, and adds up: %s', (_, { result, open }, numRuns) => {
  const known = result.targets.costs.filter(({ capital, running }) => capital !== null || running !== null)
  expect(known.length).toBeGreaterThan(5)
  const { targetCosts } = open.model.structure.catalogue
  const root = open.model.structure.root.code
  fc.assert(
    fc.property(fc.constantFrom(...known), fc.nat(result.layout.years.length - 1), (cost, k) => {
      open.wake()
      const year = String(result.layout.years[k])
      const of = (part: Float64Array | null): number => part?.[k] ?? 0
      const [capital, renewal, running] = [of(cost.capital), of(cost.renewal), of(cost.running)]
      expectExact(open, `targetMoney/central/${cost.id}/${year}`, capital + renewal + running)
      const [low, high] = [0, 1].map(
        (at) => capital * (cost.capitalRange[at] ?? 0) + renewal * (cost.capitalRange[at] ?? 0) + running * (cost.runningRange[at] ?? 0),
      )
      expectExact(open, `targetMoney/low/${cost.id}/${year}`, low ?? NaN)
      expectExact(open, `targetMoney/high/${cost.id}/${year}`, high ?? NaN)
      const entry = targetCosts.find(({ id }) => id === cost.id)
      const paid = (['central', 'region', 'league', 'banner', 'others'] as const).map((payer) => {
        const [once, yearly] = [entry?.capital?.payers[payer] ?? 0, entry?.running?.payers[payer] ?? 0]
        const value = capital * once + renewal * once + running * yearly
        expectExact(open, `targetPaid/${payer}/${cost.id}/${year}`, value)
        return value
      })
      expect(paid.reduce((sum, value) => sum + value, 0)).toBeCloseTo(capital + renewal + running, 0)
      const places = open.model.structure.cells.map((code) => figureValue(open, `targetBorne/${cost.id}/${code}/${year}`))
      expect(places.reduce((sum, value) => sum + value, 0)).toBeCloseTo(figureValue(open, `targetBorne/${cost.id}/${root}/${year}`), 0)
    }),
    { seed: 150000, numRuns },
  )
})

test('low and high stand over the catalogue’s central unit cost; what nobody knows has no figure', () => {
  const { open, result } = regional
  const ranged = result.targets.costs.find(({ capital, capitalRange }) => capital !== null && capitalRange[1] > 1)
  expect(JSON.stringify(figureTerm(open, `targetMoney/high/${ranged?.id ?? ''}/2025`))).toContain('"op":"over"')
  const unknown = result.targets.costs.find(({ capital, running }) => capital === null && running === null)
  if (unknown !== undefined) expect(() => figureValue(open, `targetMoney/central/${unknown.id}/2025`)).toThrow('nobody knows')
  expect(() => figureValue(open, 'targetMoney/central/nothing/2025')).toThrow('there is no cost nothing')
  expect(() => figureValue(open, `targetMoney/middle/${ranged?.id ?? ''}/2025`)).toThrow('a case is low, central, high')
  expect(() => figureValue(open, `targetPaid/nobody/${ranged?.id ?? ''}/2025`)).toThrow('who pays is')
})

test('what an indicator takes rests on the grades of its items and of what it costs beside them', () => {
  const { model, scenario } = { model: regional.open.model, scenario: regional.open.scenario }
  const evidenceOf = (figure: string) => {
    const explained = explainPath(model.structure.catalogue, scenario, figure, 0)
    if (!explained.ok) throw new Error(explained.message)
    return explained.value.evidence
  }
  const { indicators, targetCosts } = model.structure.catalogue
  const both = indicators.filter(({ id, linkedItems }) => linkedItems.length > 0 && targetCosts.some(({ indicator }) => indicator === id))
  const beside = indicators.filter(
    ({ id, linkedItems }) => linkedItems.length === 0 && targetCosts.some(({ indicator }) => indicator === id),
  )
  expect(both.length + beside.length).toBeGreaterThan(3)
  for (const { id } of [...both, ...beside]) {
    const { A = 0, B = 0, C = 0, D = 0 } = evidenceOf(`burden/indicator/${id}/150100/2025`) ?? {}
    expect([0, 1], id).toContain(Math.round((A + B + C + D) * 1e9) / 1e9)
  }
  const nursery = regional.result.targets.costs.find(({ id }) => id === 'nursery-places')
  expect(evidenceOf('targetMoney/central/nursery-places/2025')?.[nursery?.grade ?? 'A']).toBe(1)
  expect(evidenceOf('targetBorne/nursery-places/150100/2025')?.[nursery?.grade ?? 'A']).toBe(1)
  expect(evidenceOf('burden/indicator/nursery-places/150100/2025')?.[nursery?.grade ?? 'A']).toBeGreaterThan(0)
})

test('a payer’s part of all spending opens, and all parts are the whole', () => {
  const { open, result } = regional
  const parts = (['central', 'region', 'league', 'banner'] as const).map((payer) => {
    const [part, whole] = [figureValue(open, `all/${payer}/150000/2025`), figureValue(open, 'all/total/150000/2025')]
    expectExact(open, `allShare/${payer}/150000/2025`, part / whole)
    return part / whole
  })
  expect(result.layout.payers).toEqual(expect.arrayContaining(['central', 'region', 'league', 'banner']))
  expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12)
})
