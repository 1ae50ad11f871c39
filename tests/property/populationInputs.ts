import fc from 'fast-check'
import type { LeafPaths, ProjectionInput, ProjectionLeaf } from '../../models/population/project'
import { normalised, standardRates } from '../fixtures/population'

/** Even over the range, in a million steps: the corners of floating point are not what is tested here. */
export const real = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1_000_000 }).map((step) => min + ((max - min) * step) / 1_000_000)
const pathOf = (years: number, min: number, max: number): fc.Arbitrary<Float64Array> =>
  fc.array(real(min, max), { minLength: years, maxLength: years }).map((values) => Float64Array.from(values))

/** Smooth but arbitrary: a handful of heights, straight lines between them. */
const curve = (length: number, max: number): fc.Arbitrary<Float64Array> =>
  fc.array(real(0, max), { minLength: 6, maxLength: 12 }).map((knots) =>
    Float64Array.from({ length }, (_, k) => {
      const place = (k / length) * (knots.length - 1)
      const left = Math.floor(place)
      return (knots[left] ?? 0) * (1 - (place - left)) + (knots[left + 1] ?? 0) * (place - left)
    }),
  )

/** Persons with empty cells in between, so that clamps happen. */
const stockOf = fc.tuple(curve(101, 20_000), fc.array(fc.nat(100), { maxLength: 10 })).map(([persons, empty]) => {
  for (const age of empty) persons[age] = 0
  return persons
})

const pathsOf = (years: number, ownUrban: boolean): fc.Arbitrary<LeafPaths> =>
  fc
    .record({
      tfr: pathOf(years, 0, 8),
      e0Male: pathOf(years, 35, 95),
      e0Female: pathOf(years, 35, 95),
      srb: pathOf(years, 0.9, 1.3),
      migrationRate: pathOf(years, -0.4, 0.2),
      urbanShare: pathOf(years, 0.001, 0.999),
    })
    .chain(({ urbanShare, ...paths }) => fc.boolean().map((own): LeafPaths => (own && ownUrban ? { ...paths, urbanShare } : paths)))

export interface InputOptions {
  readonly leaves?: number
  readonly ownUrban?: boolean
}

/** Any population input within the model's limits: wild vital rates, large outflows, up to four leaves and twelve years. */
export const anyInput = ({ leaves: most = 4, ownUrban = true }: InputOptions = {}): fc.Arbitrary<ProjectionInput> =>
  fc.integer({ min: 2, max: 12 }).chain((years) => {
    const leaf: fc.Arbitrary<ProjectionLeaf> = fc.record({
      male: stockOf,
      female: stockOf,
      baseUrbanShare: real(0.01, 0.99),
      paths: pathsOf(years, ownUrban),
    })
    return fc
      .record({
        leaves: fc.array(leaf, { minLength: 1, maxLength: most }),
        rootUrbanShare: pathOf(years, 0.001, 0.999),
        fertility: curve(35, 1),
        migration: curve(202, 1),
        level: real(0.5, 2),
      })
      .map(({ leaves, rootUrbanShare, fertility, migration, level }): ProjectionInput => {
        const byAge = new Float64Array(101)
        byAge.set(
          fertility.map((value) => value + 0.001),
          15,
        )
        const shares = normalised(migration.map((value) => value + 0.001))
        return {
          launchYear: 2020,
          horizonYear: 2019 + years,
          standardMale: standardRates.map((rate) => rate * level),
          standardFemale: standardRates.map((rate) => rate * level * 0.7),
          fertilityPattern: normalised(byAge),
          migrationMale: shares.slice(0, 101),
          migrationFemale: shares.slice(101),
          rootUrbanShare,
          leaves,
        }
      })
  })
