import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expenditureIndex } from '../../models/layout'
import { figureTerm, figureValue } from '../../models/explain/figure'
import { openRun, type OpenRun } from '../../models/explain/run'
import { recompute } from '../../models/explain/term'
import { measures } from '../../models/explain/people'

import { createModel, runModel, type Model } from '../../models/model'
import { assembleResult } from '../../models/assemble'
import type { SimulationResult } from '../../models/result'
import type { Scenario } from '../../models/scenario/document'
import { bannerCatalogue } from '../fixtures/synthetic'
import { account } from '../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'

const changed = withOverrides(
  override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', area: '150100', from: 2024, value: 150 }),
  override({ lever: 'coverage', target: 'preschool-aid', area: '150400', mode: 'scale', from: 2026, value: 1.1 }),
  override({ lever: 'tfr', area: '150200', from: 2026, value: 1.6 }),
  override({ lever: 'generalTransferGrowth', from: 2023, value: -0.04 }),
)

/** A result and the same run, open to questions. */
function both(model: Model, scenario: Scenario) {
  const result = assembleResult(model, runModel(model, scenario))
  return { result, open: openRun(model, scenario) }
}
const regional = both(createModel(shippedCatalogue()), changed)
const banners = both(createModel(bannerCatalogue()), plan)

/** A figure of the result by its path, and its value there. */
type Case = readonly [path: string, value: number]
type Numbers = readonly [number, number, number, number]

function cases(result: SimulationResult, catalogue: Model['structure']['catalogue'], [a, b, c, d]: Numbers): readonly Case[] {
  const { layout } = result
  const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T
  const [item, area, payer, year] = [a % layout.items.length, b % layout.areas.length, c % layout.payers.length, d % layout.years.length]
  const id = layout.items[item] ?? ''
  const code = layout.areas[area] ?? ''
  const y = String(layout.years[year])
  const at = (rows: number, row: number): number => (row * rows + area) * layout.years.length + year
  const sum = (items: readonly number[]): number =>
    items.reduce((all, k) => all + (result.expenditure[expenditureIndex(layout, k, area, payer, year)] ?? 0), 0)
  const where = (test: (item: (typeof catalogue.items)[number]) => boolean): readonly number[] =>
    catalogue.items.flatMap((known, k) => (test(known) ? [k] : []))
  const unit = result.units[area]
  const standard = a % layout.standards.length
  const component = a % layout.components.length
  const domain = pick(catalogue.domains, a)
  const people = pick(result.population, b)
  const measure = pick(measures, c)
  return [
    [`paid/${id}/${pick(layout.payers, c)}/${code}/${y}`, result.expenditure[expenditureIndex(layout, item, area, payer, year)] ?? NaN],
    [`expenditure/${id}/${code}/${y}`, result.expenditure[expenditureIndex(layout, item, area, 4, year)] ?? NaN],
    [`fundPaid/${id}/${code}/${y}`, result.fundPaid[at(layout.areas.length, item)] ?? NaN],
    [`borne/${id}/${code}/${y}`, result.borne[at(layout.areas.length, item)] ?? NaN],
    [`quantity/${layout.components[component] ?? ''}/${code}/${y}`, result.quantity[at(layout.areas.length, component)] ?? NaN],
    [`standard/${layout.standards[standard] ?? ''}/${code}/${y}`, result.standard[at(layout.areas.length, standard)] ?? NaN],
    [`domain/${domain.id}/${pick(layout.payers, c)}/${code}/${y}`, sum(where((known) => known.domain === domain.id))],
    [`all/${pick(layout.payers, c)}/${code}/${y}`, sum(where(() => true))],
    [`unitRequired/${code}/${y}`, unit?.required[year] ?? NaN],
    [`unitResources/${code}/${y}`, unit?.resources[year] ?? NaN],
    [`unitOwnRevenue/${code}/${y}`, unit?.ownRevenue[year] ?? NaN],
    [`capacity/${code}/${y}`, unit?.capacity[year] ?? NaN],
    [`margin/${code}/${y}`, unit?.margin[year] ?? NaN],
    [`coverageRatio/${code}/${y}`, unit?.coverageRatio[year] ?? NaN],
    [`residualRatio/${y}`, result.units[0]?.residual?.ratio[year] ?? NaN],
    [`priorClaims/${y}`, result.units[0]?.residual?.priorClaims[year] ?? NaN],
    [`population/${measure}/${people.region}/${y}`, people[measure][year] ?? NaN],
    ...(['A', 'B', 'C', 'D'] as const).flatMap((grade): readonly Case[] => [
      [`evidence/all/all/${grade}/${layout.areas[0] ?? ''}/${String(result.targetYear)}`, result.evidence.total[grade]],
      [`evidence/all/all/${grade}/${code}/${String(result.targetYear)}`, result.evidence.byArea[area]?.[grade] ?? NaN],
      [
        `evidence/domain/${domain.id}/${grade}/${layout.areas[0] ?? ''}/${String(result.targetYear)}`,
        result.evidence.byDomain[catalogue.domains.indexOf(domain)]?.[grade] ?? NaN,
      ],
      [`evidence/item/${id}/${grade}/${layout.areas[0] ?? ''}/${String(result.targetYear)}`, result.evidence.byItem[item]?.[grade] ?? NaN],
    ]),
  ]
}

const numbers = fc.tuple(fc.nat(9999), fc.nat(9999), fc.nat(9999), fc.nat(9999))

test.each([
  ['leagues', regional, 120],
  ['banners', banners, 12],
] as const)('any figure of a result with %s opens into a formula that gives it again, to the bit', (_, { result, open }, runs) => {
  fc.assert(
    fc.property(numbers, (at) => {
      for (const [path, value] of cases(result, open.model.structure.catalogue, at)) {
        expect(figureValue(open, path), path).toBe(value)
        const term = figureTerm(open, path)
        if (term !== null)
          expect(
            recompute(term, (operand) => figureValue(open, operand)),
            path,
          ).toBe(value)
      }
    }),
    { seed: 150000, numRuns: runs },
  )
})

/** Opens into a formula that gives the value again. */
function expectAgain(open: OpenRun, path: string, value: number): void {
  expect(figureValue(open, path), path).toBe(value)
  const term = figureTerm(open, path)
  expect(term === null ? null : recompute(term, (operand) => figureValue(open, operand)), path).toBe(value)
}

test('the size, the growth and the lead of every flag open too', () => {
  expect(regional.result.flags.length).toBeGreaterThan(5)
  expect([...new Set(regional.result.flags.map(({ test }) => test))]).toEqual(
    expect.arrayContaining(['growth', 'residual', 'new-resources']),
  )
  for (const flag of regional.result.flags) {
    const { open } = regional
    if (flag.test === 'coverage') {
      const { year, multiple, nature } = flag.room ?? { year: 0, multiple: NaN, nature: '' }
      expect(figureValue(open, `${nature === 'one-off' ? 'oneOffMultiple' : 'multiple'}/${flag.unit}/${String(year)}`)).toBe(multiple)
      continue
    }
    if (flag.test === 'residual') {
      expect(figureValue(open, `shortfall/${String(flag.firstYear)}`)).toBe(flag.size)
      expect(figureValue(open, 'firstYear')).toBe(flag.firstYear)
      const term = figureTerm(open, 'firstYear')
      expect(term === null ? null : recompute(term, (path) => figureValue(open, path))).toBe(flag.firstYear)
      continue
    }
    const places = [flag.subject.kind, flag.subject.id, flag.unit, String(flag.targetYear)].join('/')
    if (flag.test === 'new-resources') {
      const at = [flag.unit, String(flag.targetYear)].join('/')
      expectAgain(open, `newMoney/${places}`, flag.amount)
      expectAgain(open, `taken/${at}`, flag.taken?.share ?? NaN)
      expectAgain(open, flag.subject.kind === 'block' ? `takenExcess/${at}` : `newMoneySince/${places}`, flag.size)
      continue
    }
    for (const [path, value] of [
      [`excess/${places}`, flag.size],
      [`burden/${places}`, flag.amount],
      [`growth/${places}`, flag.growth],
      [`resourcesGrowth/${flag.unit}/${String(flag.targetYear)}`, flag.resourcesGrowth],
      [`lead/${places}`, flag.growth - flag.resourcesGrowth],
    ] as const)
      expectAgain(open, path, value)
  }
})

test('every figure of the third test opens and gives itself again, for the region and a league with claims of its own', () => {
  const catalogue = shippedCatalogue()
  const claims = Object.fromEntries(catalogue.fiscal.priorClaims.map(({ id }) => [id, 1e9]))
  const entered = account('150100', 2021, { ordinaryTax: 12e9, lines: { generalTransfers: 5e9 }, claims })
  const scenario: Scenario = {
    ...withOverrides(
      override({ lever: 'standard', target: 'basic-public-health', mode: 'scale', value: 3 }),
      override({ lever: 'coverage', target: 'shantytown-renovation', value: 1.3 }),
    ),
    actuals: [entered],
    granted: [
      {
        id: 'g-1',
        name: 'x',
        document: '',
        area: '150000',
        kind: 'recurrent',
        from: 2023,
        amount: 3e8,
        enabled: true,
        reason: '',
        author: '',
        at: '',
      },
      {
        id: 'g-2',
        name: 'y',
        document: '',
        area: '150000',
        kind: 'one-off',
        from: 2024,
        to: 2025,
        amount: 2e8,
        enabled: true,
        reason: '',
        author: '',
        at: '',
      },
    ],
  }
  const { result, open } = both(createModel(catalogue), scenario)
  const again = (path: string): number => {
    const term = figureTerm(open, path)
    return term === null ? figureValue(open, path) : recompute(term, (operand) => figureValue(open, operand))
  }
  let seen = 0
  for (const { code, room, residual } of result.units) {
    if (room === null || residual === null) continue
    result.layout.years.forEach((year, k) => {
      if (year <= result.lastActualYear) return
      const figures: readonly (readonly [string, number])[] = [
        ['headroom', room.headroom[k] ?? NaN],
        ['oneOffHeadroom', room.oneOffHeadroom[k] ?? NaN],
        ['request', room.request.recurrent[k] ?? NaN],
        ['oneOffRequest', room.request.oneOff[k] ?? NaN],
        ['granted', room.granted.recurrent[k] ?? NaN],
        ['grantedOneOff', room.granted.oneOff[k] ?? NaN],
        ['multiple', room.multiple[k] ?? NaN],
        ['oneOffMultiple', room.oneOffMultiple[k] ?? NaN],
      ]
      for (const [name, value] of figures) {
        const path = [name, code, year].join('/')
        if (Number.isNaN(value)) expect(() => figureValue(open, path), path).toThrow('nothing is asked')
        else expect([figureValue(open, path), again(path)], path).toEqual([value, value])
        seen += 1
      }
      expect(again(`gained/${code}/${String(year)}`) - again(`rigidGrowth/${code}/${String(year)}`)).toBeCloseTo(
        (room.headroom[k] ?? NaN) + (room.granted.recurrent[k] ?? NaN),
        3,
      )
    })
  }
  expect(seen).toBeGreaterThan(150)
  expect(() => figureValue(open, 'headroom/150200/2025')).toThrow('not known')
  expect(() => figureValue(open, 'headroom/150000/2020')).toThrow('room is there from')
})
