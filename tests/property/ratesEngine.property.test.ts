import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectRates } from '../../models/population/projectRates'
import { standardRates } from '../fixtures/population'
import { naiveRates, type NaiveRatesYear } from './naiveProjection'
import { real } from './populationInputs'

/** Countries as different as they come: young and old, wars, towns that empty, ages at which nobody lives, gives birth or dies. */
const anyYear = fc.record({
  level: real(0.05, 6),
  young: real(0, 0.4),
  tfr: real(0, 9),
  odd: fc.boolean(),
  srb: real(0.5, 2),
  leaving: real(-9000, 6000),
  every: fc.integer({ min: 1, max: 9 }),
})
const anyCountry = fc.record({
  heights: fc.array(real(0, 30_000), { minLength: 21, maxLength: 21 }),
  empty: fc.array(fc.nat(100), { maxLength: 12 }),
  years: fc.array(anyYear, { minLength: 1, maxLength: 25 }),
})

test('on rates of any country the second engine finds the same persons in every cell above one, to 1e-9', () => {
  let [cells, clamped] = [0, 0]
  fc.assert(
    fc.property(anyCountry, ({ heights, empty, years }) => {
      const stock = (share: number): number[] =>
        Array.from({ length: 101 }, (_, age) => (empty.includes(age) ? 0 : (heights[Math.floor(age / 5)] ?? 0) * share))
      const start = { male: stock(1), female: stock(0.9) }
      const rates = years.map(({ level, young, tfr, odd, srb, leaving, every }): NaiveRatesYear => {
        const mx = (part: number): number[] =>
          Array.from(standardRates, (rate, age) => rate * part * level + (age < 5 ? young / (age + 1) : 0))
        const movers = (part: number): number[] => Array.from({ length: 101 }, (_, age) => (age % every === 0 ? leaving * part : 0))
        return {
          mx: { male: mx(1), female: mx(0.7) },
          asfr: Array.from({ length: 101 }, (_, age) => (age < 12 || age > 52 || (odd && age % 2 === 0) ? 0 : tfr / 35)),
          srb,
          migrants: { male: movers(1), female: movers(0.8) },
        }
      })
      const expected = naiveRates(start, rates)
      const found = projectRates({
        male: Float64Array.from(start.male),
        female: Float64Array.from(start.female),
        years: rates.map(({ mx, asfr, srb, migrants }, k) => ({
          year: 2000 + k,
          mxMale: Float64Array.from(mx.male),
          mxFemale: Float64Array.from(mx.female),
          asfr: Float64Array.from(asfr),
          srb,
          migrantsMale: Float64Array.from(migrants.male),
          migrantsFemale: Float64Array.from(migrants.female),
        })),
      })
      const near = (a: number, b: number): void => {
        if (Math.max(Math.abs(a), Math.abs(b)) <= 1) return
        cells++
        if (!(Math.abs(a - b) <= 1e-9 * Math.abs(b))) throw new Error(`${String(a)} instead of ${String(b)}`)
      }
      found.forEach((year, k) => {
        const other = expected[k]
        if (other === undefined) throw new Error('a year is missing')
        near(year.births, other.births)
        near(year.clamped, other.clamped)
        if (other.clamped > 0) clamped++
        ;[...year.male, ...year.female].forEach((persons, cell) => {
          near(persons, [...other.stock.male, ...other.stock.female][cell] ?? Number.NaN)
        })
      })
    }),
    { seed: 150000, numRuns: 100 },
  )
  // The comparison means something only where many cells and clamps were met.
  expect(cells).toBeGreaterThan(50_000)
  expect(clamped).toBeGreaterThan(200)
})
