import fc from 'fast-check'
import { expect, test } from 'vitest'
import { projectPopulation, type ProjectionInput } from '../../models/population/project'
import { urbanPersons } from '../../models/population/residenceSplit'
import { naiveProjection, type NaiveInput } from './naiveProjection'
import { anyInput } from './populationInputs'

const plain = (values: Readonly<Float64Array>): number[] => Array.from(values)

function naively(input: ProjectionInput): NaiveInput {
  return {
    standard: { male: plain(input.standardMale), female: plain(input.standardFemale) },
    fertility: plain(input.fertilityPattern),
    migration: { male: plain(input.migrationMale), female: plain(input.migrationFemale) },
    rootUrbanShare: plain(input.rootUrbanShare),
    leaves: input.leaves.map((leaf) => ({
      stock: { male: plain(leaf.male), female: plain(leaf.female) },
      urbanShare: leaf.baseUrbanShare,
      years: plain(leaf.paths.tfr).map((tfr, k) => {
        const own = leaf.paths.urbanShare?.[k]
        return {
          tfr,
          e0: { male: leaf.paths.e0Male[k] ?? NaN, female: leaf.paths.e0Female[k] ?? NaN },
          srb: leaf.paths.srb[k] ?? NaN,
          migrationRate: leaf.paths.migrationRate[k] ?? NaN,
          ...(own === undefined ? {} : { ownUrbanShare: own }),
        }
      }),
    })),
  }
}

test('an independent engine, written from the method alone, finds the same persons in every cell', () => {
  let [cells, clamped] = [0, 0]
  fc.assert(
    fc.property(anyInput({ leaves: 3 }), (input) => {
      const run = projectPopulation(input)
      const years = run.years.length
      const near = (found: number | undefined, expected: number): void => {
        if (Math.abs(expected) > 1 || Math.abs(found ?? NaN) > 1) {
          cells++
          if (!(Math.abs((found ?? NaN) - expected) <= 1e-9 * Math.abs(expected)))
            throw new Error(`${String(found)} instead of ${String(expected)}`)
        }
      }
      naiveProjection(naively(input)).forEach((leaf, position) => {
        leaf.forEach((year, k) => {
          if (year.clamped > 0) clamped++
          const at = position * years + k + 1
          near(run.births[at], year.births)
          near(run.netMigrants[at], year.netMigrants)
          near(run.clamped[at], year.clamped)
          const start = (position * (years + 1) + k + 2) * 202
          ;[...year.stock.male, ...year.stock.female].forEach((persons, cell) => {
            near(run.stock[start + cell], persons)
            near(urbanPersons(run)[start + cell], persons * year.urbanShare)
          })
        })
      })
    }),
    { numRuns: 60, seed: 150000 },
  )
  // The comparison means something only where many cells and clamps were met.
  expect(cells).toBeGreaterThan(50_000)
  expect(clamped).toBeGreaterThan(50)
})
