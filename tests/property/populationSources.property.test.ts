import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { personsOf, stockCells } from '../../models/population/cohort'
import { projectPopulation, type Projection, type ProjectionInput, type ProjectionLeaf } from '../../models/population/project'
import { urbanPersons } from '../../models/population/residenceSplit'
import { projectRates } from '../../models/population/projectRates'
import { constant, standardRates } from '../fixtures/population'
import { anyInput, real } from './populationInputs'

const seeded = { seed: 150000, numRuns: 40 }
const blockOf = (run: Projection): number => run.stock.length / run.leafCount
const leafStock = (run: Projection, leaf: number, index: number): Float64Array =>
  run.stock.subarray((leaf * (run.years.length + 1) + index) * stockCells, (leaf * (run.years.length + 1) + index + 1) * stockCells)
const relative = (found: number, expected: number): number => Math.abs(found - expected) / Math.max(1, Math.abs(expected))
const yearsOf = (input: ProjectionInput): number => input.horizonYear - input.launchYear + 1

/** No person is lost, whatever the projection came from. */
function balanced(run: Projection): void {
  for (let leaf = 0; leaf < run.leafCount; leaf++) {
    run.years.forEach((_, k) => {
      const at = leaf * run.years.length + k
      const flows = (run.births[at] ?? NaN) - (run.deaths[at] ?? NaN) + (run.netMigrants[at] ?? NaN) + (run.clamped[at] ?? NaN)
      expect(Math.abs(personsOf(leafStock(run, leaf, k), 0) + flows - personsOf(leafStock(run, leaf, k + 1), 0))).toBeLessThan(1e-6)
    })
  }
}

/** Rates of every year for one leaf: deaths above one a year among the old, ages without births, more leaving than there are. */
const anyRates = (years: number) =>
  fc
    .record({
      level: fc.array(real(0.2, 40), { minLength: years, maxLength: years }),
      births: fc.array(real(0, 0.4), { minLength: years, maxLength: years }),
      leaving: fc.array(real(-3000, 800), { minLength: years, maxLength: years }),
      at: fc.nat(200),
    })
    .map(({ level, births, leaving, at }) => {
      const [mx, asfr, migrants] = [
        new Float64Array(years * stockCells),
        new Float64Array(years * 101),
        new Float64Array(years * stockCells),
      ]
      for (let k = 0; k < years; k++) {
        for (let cell = 0; cell < stockCells; cell++) {
          mx[k * stockCells + cell] = (standardRates[cell % 101] ?? 0) * (level[k] ?? 1)
          migrants[k * stockCells + cell] = (cell + at) % 7 === 0 ? (leaving[k] ?? 0) : 0
        }
        for (let age = 15; age < 50; age += 2) asfr[k * 101 + age] = births[k] ?? 0
      }
      return { mx, asfr, migrants }
    })

describe('rates by year instead of levels', () => {
  test('the leaf is what the single projection by rates is, cell by cell, clamps included', () => {
    let clamped = 0
    fc.assert(
      fc.property(
        anyInput({ leaves: 1 }).chain((input) => fc.tuple(fc.constant(input), anyRates(yearsOf(input)))),
        ([input, rates]) => {
          const [leaf] = input.leaves
          if (leaf === undefined) throw new Error('one leaf was asked for')
          const run = projectPopulation({ ...input, leaves: [{ ...leaf, rates }] })
          const years = run.years.slice(1).map((year, k) => ({
            year,
            mxMale: rates.mx.slice((k + 1) * stockCells, (k + 1) * stockCells + 101),
            mxFemale: rates.mx.slice((k + 1) * stockCells + 101, (k + 2) * stockCells),
            asfr: rates.asfr.slice((k + 1) * 101, (k + 2) * 101),
            srb: leaf.paths.srb[k + 1] ?? NaN,
            migrantsMale: rates.migrants.slice((k + 1) * stockCells, (k + 1) * stockCells + 101),
            migrantsFemale: rates.migrants.slice((k + 1) * stockCells + 101, (k + 2) * stockCells),
          }))
          projectRates({ male: leaf.male, female: leaf.female, years }).forEach((lived, k) => {
            clamped += lived.clamped
            expect(leafStock(run, 0, k + 2)).toEqual(Float64Array.from([...lived.male, ...lived.female]))
            expect(run.births[k + 1]).toBe(lived.births)
            expect(run.clamped[k + 1]).toBe(lived.clamped)
          })
          balanced(run)
        },
      ),
      seeded,
    )
    expect(clamped).toBeGreaterThan(1e5)
  })
})

/** A finished projection of some years: another population altogether, with empty ages. */
const anyFinished = (years: number) =>
  fc
    .integer({ min: 1, max: years - 1 })
    .chain((length) =>
      fc
        .array(real(0, 5000), { minLength: 12, maxLength: 12 })
        .map((heights) =>
          Float64Array.from({ length: length * stockCells }, (_, k) => (k % 13 === 5 ? 0 : (heights[k % 12] ?? 0) * (1 + k / 5000))),
        ),
    )

describe('a finished projection in place of the kernel', () => {
  const withFinished = anyInput({ leaves: 4 }).chain((input) => fc.tuple(fc.constant(input), anyFinished(yearsOf(input))))

  test('one leaf has exactly its persons, the others stay as they were, and the kernel goes on after it', () => {
    fc.assert(
      fc.property(withFinished, fc.nat(3), ([input, stock], place) => {
        const moved = place % input.leaves.length
        const [run, plain] = [projectPopulation({ ...input, finished: [{ leaves: [moved], stock }] }), projectPopulation(input)]
        const years = stock.length / stockCells
        for (let k = 0; k < years; k++) expect(leafStock(run, moved, k + 2)).toEqual(stock.slice(k * stockCells, (k + 1) * stockCells))
        for (let leaf = 0; leaf < run.leafCount; leaf++) {
          if (leaf === moved) continue
          expect(run.stock.slice(leaf * blockOf(run), (leaf + 1) * blockOf(run))).toEqual(
            plain.stock.slice(leaf * blockOf(run), (leaf + 1) * blockOf(run)),
          )
        }
        balanced(run)
        if (years < run.years.length - 1) {
          // What follows is the kernel from the last finished year on.
          const leaf = input.leaves[moved]
          if (leaf === undefined) throw new Error('there is no such leaf')
          const later = (path: Readonly<Float64Array>): Float64Array => path.slice(years)
          const { tfr, srb, e0Male, e0Female, migrationRate } = leaf.paths
          const last = leafStock(run, moved, years + 1)
          const rest = projectPopulation({
            ...input,
            launchYear: input.launchYear + years,
            rootUrbanShare: later(input.rootUrbanShare),
            leaves: [
              {
                male: last.slice(0, 101),
                female: last.slice(101),
                baseUrbanShare: 0.5,
                paths: {
                  tfr: later(tfr),
                  srb: later(srb),
                  e0Male: later(e0Male),
                  e0Female: later(e0Female),
                  migrationRate: later(migrationRate),
                },
              },
            ],
          })
          leafStock(run, moved, run.years.length).forEach((persons, cell) => {
            expect(relative(persons, leafStock(rest, 0, rest.years.length)[cell] ?? NaN)).toBeLessThan(1e-9)
          })
        }
      }),
      seeded,
    )
  })

  test('several leaves share it: together they are it, and a nearer one rules its leaf', () => {
    fc.assert(
      fc.property(withFinished, ([input, stock]) => {
        const everyone = input.leaves.map((_, k) => k)
        const own = stock.map((persons) => persons / 10)
        const run = projectPopulation({
          ...input,
          finished: [
            { leaves: everyone, stock },
            { leaves: [0], stock: own },
          ],
        })
        for (let k = 0; k < stock.length / stockCells; k++) {
          expect(leafStock(run, 0, k + 2)).toEqual(own.slice(k * stockCells, (k + 1) * stockCells))
          if (everyone.length === 1) continue
          for (let cell = 0; cell < stockCells; cell++) {
            const sum = everyone.reduce((all, leaf) => all + (leafStock(run, leaf, k + 2)[cell] ?? NaN), 0)
            expect(relative(sum, stock[k * stockCells + cell] ?? NaN)).toBeLessThan(1e-9)
          }
        }
        balanced(run)
      }),
      seeded,
    )
  })

  test('where the nearer one has more than the wider, what is too much is reported', () => {
    const leaf = (persons: number): ProjectionLeaf => ({
      male: constant(persons, 101),
      female: constant(persons, 101),
      baseUrbanShare: 0.5,
      paths: {
        tfr: constant(1, 2),
        srb: constant(1, 2),
        e0Male: constant(75, 2),
        e0Female: constant(80, 2),
        migrationRate: constant(0, 2),
      },
    })
    const [input] = fc.sample(anyInput({ leaves: 1 }), { seed: 1, numRuns: 1 })
    if (input === undefined) throw new Error('no input')
    const finished = [
      { leaves: [0, 1], stock: constant(10, stockCells) },
      { leaves: [0], stock: constant(12, stockCells) },
    ]
    const run = projectPopulation({
      ...input,
      horizonYear: input.launchYear + 1,
      rootUrbanShare: constant(0.5, 2),
      leaves: [leaf(9), leaf(9)],
      finished,
    })
    expect(personsOf(leafStock(run, 1, 2), 0)).toBe(0)
    // Two persons too many in each of the 202 cells.
    expect(run.clamped[3]).toBe(404)
    balanced(run)
  })
})

/** Shares by sex and age that rise and fall, none of them 0 or 1. */
const anyProfile = fc
  .array(real(0.02, 0.98), { minLength: 5, maxLength: 5 })
  .map((heights) => Float64Array.from({ length: stockCells }, (_, cell) => heights[Math.floor(cell / 41)] ?? 0.5))

describe('urban shares by sex and age', () => {
  const withProfile = fc.tuple(anyInput({ ownUrban: false }), anyProfile, fc.nat(3))
  const profiled = (input: ProjectionInput, profile: Float64Array, place: number): readonly ProjectionLeaf[] =>
    input.leaves.map((leaf, k) => (k === place % input.leaves.length ? { ...leaf, urbanShares: profile } : leaf))

  test('meet the region’s path to 1e-12 and keep their order', () => {
    fc.assert(
      fc.property(withProfile, ([input, profile, place]) => {
        const run = projectPopulation({ ...input, leaves: profiled(input, profile, place) })
        const moved = place % input.leaves.length
        run.years.forEach((_, k) => {
          let [urban, all] = [0, 0]
          for (let leaf = 0; leaf < run.leafCount; leaf++) {
            const first = (leaf * (run.years.length + 1) + k + 1) * stockCells
            urban += personsOf(urbanPersons(run), first)
            all += personsOf(run.stock, first)
          }
          if (all > 0) expect(Math.abs(urban / all - (input.rootUrbanShare[k] ?? NaN))).toBeLessThan(1e-12)
          const first = (moved * (run.years.length + 1) + k + 1) * stockCells
          const share = (cell: number): number => (urbanPersons(run)[first + cell] ?? NaN) / (run.stock[first + cell] ?? NaN)
          for (let cell = 1; cell < stockCells; cell++) {
            if ((run.stock[first + cell] ?? 0) < 1e-6 || (run.stock[first + cell - 1] ?? 0) < 1e-6) continue
            const rises = (profile[cell] ?? 0) - (profile[cell - 1] ?? 0)
            if (rises > 0.001 && !(share(cell) >= share(cell - 1) - 1e-9)) throw new Error(`order lost at ${String(cell)}`)
            if (!(share(cell) >= 0 && share(cell) <= 1)) throw new Error(`share ${String(share(cell))}`)
          }
        })
      }),
      seeded,
    )
  })

  test('that are all the same are one share', () => {
    fc.assert(
      fc.property(anyInput({ ownUrban: false }), fc.nat(3), (input, place) => {
        const share = input.leaves[place % input.leaves.length]?.baseUrbanShare ?? 0.5
        const run = projectPopulation({ ...input, leaves: profiled(input, new Float64Array(stockCells).fill(share), place) })
        const flat = projectPopulation(input)
        urbanPersons(run).forEach((persons, cell) => {
          if (!(relative(persons, urbanPersons(flat)[cell] ?? NaN) < 1e-9)) throw new Error(`cell ${String(cell)}`)
        })
      }),
      seeded,
    )
  })

  test('of one leaf of its own move no other leaf, and its own path is met', () => {
    fc.assert(
      fc.property(withProfile, real(0.001, 0.999), ([input, profile, place], share) => {
        const moved = place % input.leaves.length
        const leaves = profiled(input, profile, place).map((leaf, k) =>
          k === moved ? { ...leaf, paths: { ...leaf.paths, urbanShare: constant(share, yearsOf(input)) } } : leaf,
        )
        const [run, plain] = [projectPopulation({ ...input, leaves, inherited: input.leaves }), projectPopulation(input)]
        const block = blockOf(run)
        urbanPersons(run).forEach((persons, cell) => {
          if (Math.floor(cell / block) !== moved && persons !== urbanPersons(plain)[cell]) throw new Error(`cell ${String(cell)}`)
        })
        run.years.forEach((_, k) => {
          const first = (moved * (run.years.length + 1) + k + 1) * stockCells
          const all = personsOf(run.stock, first)
          if (all > 0) expect(Math.abs(personsOf(urbanPersons(run), first) / all - share)).toBeLessThan(1e-12)
        })
      }),
      seeded,
    )
  })
})
