import { describe, expect, test } from 'vitest'
import type { SimulationResult } from '../../models/result'
import { simulate } from '../../models/simulate'
import { plan, shippedCatalogue } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const run = (outlook: string): SimulationResult =>
  simulate(catalogue, { ...plan, outlook: { id: outlook, reason: '', author: '', at: '' } })
const result = run('medium')
/** Residents of the region by age at a year's end. */
const persons = (of: SimulationResult, ageFrom: number, ageTo: number, year: number): number => {
  const years = of.layout.years
  let sum = 0
  for (let sex = 0; sex < 2; sex++)
    for (let age = ageFrom; age <= ageTo; age++) sum += of.pyramid[(sex * 101 + age) * years.length + years.indexOf(year)] ?? Number.NaN
  return sum
}
const published = (series: string, year: number): number =>
  catalogue.series.find(({ id }) => id === series)?.values.find((value) => value.year === year)?.value ?? Number.NaN

describe('the default outlook against what was published', () => {
  const bands = [
    ['population-population-yearend', 0, 100, 0.003],
    ['population-age-0-15', 0, 15, 0.005],
    ['population-age-60-plus', 60, 100, 0.01],
    ['population-age-65-plus', 65, 100, 0.01],
  ] as const
  const years = [2021, 2022, 2023]
  test.each(bands.flatMap(([series, from, to, bound]) => years.map((year) => ({ series, from, to, bound, year }))))(
    '$series of $year within $bound',
    ({ series, from, to, bound, year }) => {
      expect(Math.abs(persons(result, from, to, year) / (1e4 * published(series, year)) - 1)).toBeLessThanOrEqual(bound)
    },
  )
  test('2024, which the base was not fitted to: residents of 60 and over within a hundredth', () => {
    const share = persons(result, 60, 100, 2024) / persons(result, 0, 100, 2024)
    expect(Math.abs(share / (published('population-share-60-plus', 2024) / 100) - 1)).toBeLessThanOrEqual(0.01)
  })
})

describe('the outlooks', () => {
  const total = (of: SimulationResult, year: number): number => persons(of, 0, 100, year)
  const outlooks = catalogue.population.outlooks.map(({ id }) => id)
  test('are seven, the medium one being the default', () => {
    expect(outlooks).toEqual(['medium', 'low-fertility', 'high-fertility', 'low-migration', 'high-migration', 'constant', 'un-national'])
    expect(simulate(catalogue, plan)).toEqual(result)
  })
  test.each(outlooks.filter((id) => id !== 'un-national'))('%s is the published past up to 2024', (id) => {
    for (const year of [2020, 2021, 2022, 2023, 2024]) expect(total(run(id), year)).toBe(total(result, year))
  })
  test('fewer children, fewer people; more coming, more people; and the yardstick knows nothing of 2022', () => {
    const horizon = (id: string): number => total(run(id), 2035)
    expect(horizon('low-fertility')).toBeLessThan(horizon('medium'))
    expect(horizon('medium')).toBeLessThan(horizon('high-fertility'))
    expect(horizon('low-migration')).toBeLessThan(horizon('medium'))
    expect(horizon('medium')).toBeLessThan(horizon('high-migration'))
    expect(run('un-national').population[0]?.netMigrants[2]).toBe(0)
  })
  test('an outlook that the catalogue does not have is told, and the default stands in', () => {
    const unknown = run('no-such')
    expect(unknown.notices).toEqual([{ code: 'outlook-unknown', params: { outlook: 'no-such' } }])
    expect(unknown.pyramid).toEqual(result.pyramid)
  })
  test('an override acts on top of the outlook', () => {
    const overrides = [
      {
        id: 'o-1',
        lever: 'tfr',
        area: '150000',
        mode: 'add',
        from: 2030,
        value: 0.1,
        enabled: true,
        reason: '',
        author: '',
        at: '',
      } as const,
    ]
    const low = simulate(catalogue, {
      ...plan,
      outlook: { id: 'low-fertility', reason: '', author: '', at: '' },
      overrides: [...overrides],
    })
    const births = (of: SimulationResult, year: number): number => of.population[0]?.births[year - 2020] ?? Number.NaN
    expect(births(low, 2029)).toBe(births(run('low-fertility'), 2029))
    const [added, without] = [births(low, 2030), births(run('low-fertility'), 2030)]
    const tfr = catalogue.population.outlooks[1]?.tfr?.points.find(({ year }) => year === 2030)?.value ?? Number.NaN
    expect(added / without).toBeCloseTo((tfr + 0.1) / tfr, 12)
  })
})
