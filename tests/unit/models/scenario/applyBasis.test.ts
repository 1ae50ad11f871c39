import { describe, expect, test } from 'vitest'
import { catalogueToFiles } from '../../../../models/catalogue/write'
import { parseCatalogue } from '../../../../models/catalogue/parse'
import type { Catalogue } from '../../../../models/catalogue/schema'
import { causesOfDifference } from '../../../../models/difference/causes'
import { explainPath } from '../../../../models/explain/figure'
import type { SimulationResult } from '../../../../models/result'
import { simulate } from '../../../../models/simulate'
import { count, withActuals } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const base = simulate(catalogue, plan)
const { areas, components, years } = base.layout
const quantity = (result: SimulationResult, component: string, area: string, year: number): number =>
  result.quantity[(components.indexOf(component) * areas.length + areas.indexOf(area)) * years.length + years.indexOf(year)] ?? NaN
const codes = (result: SimulationResult): readonly string[] => result.notices.map(({ code }) => code)

const insured = 'resident-pension.recipients'
const others = 'elderly-welfare-subsidy.aged-80-99'
const [hohhot, baotou] = ['150100', '150200']
const change = (rest: Parameters<typeof override>[0]): SimulationResult => simulate(catalogue, withOverrides(override(rest)))
const figure = (path: string, scenario = plan) => {
  const found = explainPath(catalogue, scenario, path, 1)
  if (!found.ok) throw new Error(found.message)
  return found.value
}

describe('persons for each resident', () => {
  test('are one by default, said by a catalogue entry of grade D', () => {
    const { value, operands } = figure(`ratioPath/insured/${hohhot}/2025`)
    expect(value).toBe(1)
    expect(operands.find(({ figure: path }) => path.startsWith('catalogueRatio'))?.source).toMatchObject({
      entry: 'basisRatios(insured/150000).path',
      grade: 'D',
      source: 'assume',
    })
    expect(figure(`basisRatio/insured/${hohhot}/2025`).value).toBe(1)
  })

  test('change the quantities of the items of the basis in their league from the year on, and nothing else', () => {
    const result = change({ lever: 'basisRatio', target: 'insured', area: hohhot, value: 1.1, from: 2023 })
    expect(quantity(result, insured, hohhot, 2022)).toBe(quantity(base, insured, hohhot, 2022))
    for (const year of [2023, 2030])
      expect(quantity(result, insured, hohhot, year) / quantity(base, insured, hohhot, year)).toBeCloseTo(1.1, 12)
    expect(quantity(result, insured, baotou, 2025)).toBe(quantity(base, insured, baotou, 2025))
    expect(quantity(result, others, hohhot, 2025)).toBe(quantity(base, others, hohhot, 2025))
    const scaled = change({ lever: 'basisRatio', target: 'insured', area: hohhot, mode: 'scale', value: 1.1, from: 2023 })
    expect(quantity(scaled, insured, hohhot, 2030) / quantity(base, insured, hohhot, 2030)).toBeCloseTo(1.1, 12)
    const added = change({ lever: 'basisRatio', target: 'insured', area: '150000', mode: 'add', value: 0.2, from: 2023, fullFrom: 2024 })
    expect(quantity(added, insured, baotou, 2023) / quantity(base, insured, baotou, 2023)).toBeCloseTo(1.1, 12)
    expect(quantity(added, insured, baotou, 2024) / quantity(base, insured, baotou, 2024)).toBeCloseTo(1.2, 12)
  })

  test('of a basis that no item counts are refused', () => {
    expect(codes(change({ lever: 'basisRatio', target: 'enrolled', value: 2 }))).toEqual(['override-unknown'])
    expect(codes(change({ lever: 'basisRatio', target: 'resident', value: 2 }))).toEqual(['override-unknown'])
  })

  test('open into the change behind them, and a difference is one of population', () => {
    const scenario = withOverrides(
      override({ lever: 'basisRatio', target: 'insured', area: hohhot, value: 1.1, reason: 'counted by the bureau' }),
    )
    const opened = explainPath(catalogue, scenario, `basisRatio/insured/${hohhot}/2025`, 1)
    if (!opened.ok) throw new Error(opened.message)
    const replaced = opened.value.operands.find(({ figure: path }) => path.startsWith('ratioReplacement'))
    expect(replaced?.changes).toMatchObject([{ reason: 'counted by the bureau' }])
    expect(
      figure(`entitled/insured.age-60-plus/${hohhot}/2025`, scenario).value / figure(`driver/age-60-plus/${hohhot}/2025`).value,
    ).toBeCloseTo(1.1, 12)
    expect(causesOfDifference(catalogue, plan, scenario).groups).toEqual(['population'])
  })
})

describe('counted persons of a basis', () => {
  const residents = (area: string, year: number): number => figure(`residents/${area}/${String(year)}`).value

  test('of a later year give the ratio of their league from then on, and the missing base year is told', () => {
    const scenario = withActuals(count('basis.insured', hohhot, 2022, 0.9 * residents(hohhot, 2022)))
    const result = simulate(catalogue, scenario)
    expect(quantity(result, insured, hohhot, 2021)).toBe(quantity(base, insured, hohhot, 2021))
    for (const year of [2022, 2030])
      expect(quantity(result, insured, hohhot, year) / quantity(base, insured, hohhot, year)).toBeCloseTo(0.9, 12)
    expect(quantity(result, insured, baotou, 2030)).toBe(quantity(base, insured, baotou, 2030))
    expect(codes(result)).toEqual(['basis-base'])
    expect(figure(`basisPersons/insured/${hohhot}/2022`, scenario).source).toMatchObject({ entry: 'actuals(a-1)' })
    expect(causesOfDifference(catalogue, plan, scenario).groups).toEqual(['population'])
  })

  test('of the base year spread it anew: the region’s total stays', () => {
    const result = simulate(catalogue, withActuals(count('basis.insured', hohhot, 2020, 1.5 * residents(hohhot, 2020))))
    expect(quantity(result, insured, '150000', 2020) / quantity(base, insured, '150000', 2020)).toBeCloseTo(1, 12)
    expect(quantity(result, insured, hohhot, 2020)).toBeGreaterThan(1.3 * quantity(base, insured, hohhot, 2020))
    expect(codes(result)).toEqual([])
  })

  test('are moved on by a change of the scenario', () => {
    const scenario = withActuals(count('basis.insured', hohhot, 2022, 0.9 * residents(hohhot, 2022)))
    const scaled = override({ lever: 'basisRatio', target: 'insured', area: hohhot, mode: 'scale', value: 2, from: 2025 })
    const result = simulate(catalogue, { ...scenario, overrides: [scaled] })
    expect(quantity(result, insured, hohhot, 2026) / quantity(base, insured, hohhot, 2026)).toBeCloseTo(1.8, 12)
  })

  test('of the whole region or of the region’s own level are refused', () => {
    const result = simulate(
      catalogue,
      withActuals(count('basis.insured', '150000', 2022, 1e7), count('basis.insured', '150000-own', 2022, 1e7)),
    )
    expect(codes(result)).toEqual(['actual-nowhere', 'actual-nowhere'])
    expect(result.expenditure).toEqual(base.expenditure)
  })
})

describe('ratios of a catalogue', () => {
  const [first] = catalogue.basisRatios
  if (first === undefined) throw new Error('no ratio')
  const point = (year: number, value: number) => ({
    year,
    value,
    source: 'assume',
    grade: 'D' as const,
    basis: { zh: '甲', en: 'made up' },
  })
  const withRatios = (basisRatios: Catalogue['basisRatios']): Catalogue => ({ ...catalogue, basisRatios })
  const ratio = (region: string, ...points: ReturnType<typeof point>[]) => ({
    ...first,
    basis: 'insured' as const,
    region,
    path: { ...first.path, points },
  })

  test('go by area and year; the nearest region’s path holds; none is one', () => {
    expect(simulate(withRatios([]), plan).expenditure).toEqual(base.expenditure)
    const result = simulate(withRatios([ratio('150000', point(2020, 0.8)), ratio(hohhot, point(2020, 0.8), point(2024, 0.88))]), plan)
    expect(quantity(result, insured, hohhot, 2024) / quantity(base, insured, hohhot, 2024)).toBeCloseTo(1.1, 12)
    expect(quantity(result, insured, baotou, 2024) / quantity(base, insured, baotou, 2024)).toBeCloseTo(1, 12)
  })

  test('are refused where the region is unknown, a path is doubled, years fall or a value is out of range', () => {
    const faults = (basisRatios: Catalogue['basisRatios']): readonly string[] => {
      const read = parseCatalogue(catalogueToFiles(withRatios(basisRatios)))
      return read.ok ? [] : read.faults.map(({ path, code }) => `${path} ${code}`)
    }
    expect(faults([ratio('150000', point(2020, 1))])).toEqual([])
    expect(faults([ratio('999999', point(2020, 1))])).toEqual(['basisRatios[0].region region-unknown'])
    expect(faults([ratio(hohhot, point(2020, 1)), ratio(hohhot, point(2020, 1))])).toEqual(['basisRatios[1].region id-twice'])
    expect(faults([ratio(hohhot, point(2021, 1), point(2020, 0))])).toEqual([
      'basisRatios[0].path.points[1] order',
      'basisRatios[0].path.points[1].value range',
    ])
  })
})
