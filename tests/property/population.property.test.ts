import fc from 'fast-check'
import { expect, test } from 'vitest'
import { personsOf, stockCells } from '../../models/population/cohort'
import { ages, lifeExpectancy } from '../../models/population/lifeTable'
import { mortalityStandard, mortalityWork, survivalAtLifeExpectancy } from '../../models/population/mortality'
import { projectPopulation, type Projection, type ProjectionInput } from '../../models/population/project'
import { urbanPersons } from '../../models/population/residenceSplit'
import { constant, fertilityPattern, standardRates } from '../fixtures/population'
import { anyInput, real } from './populationInputs'

const seeded = { seed: 150000 }
const personsAt = (run: Projection, leaf: number, index: number, of = run.stock): number =>
  personsOf(of, (leaf * (run.years.length + 1) + index) * stockCells)
const relative = (found: number, expected: number): number => Math.abs(found - expected) / Math.max(1, Math.abs(expected))
const withLeaves = (input: ProjectionInput, leaves: ProjectionInput['leaves']): ProjectionInput => ({ ...input, leaves })

test('nobody is negative, and urban persons are some of all', () => {
  fc.assert(
    fc.property(anyInput(), (input) => {
      const run = projectPopulation(input)
      return run.stock.every(
        (persons, cell) => persons >= 0 && (urbanPersons(run)[cell] ?? NaN) >= 0 && (urbanPersons(run)[cell] ?? NaN) <= persons,
      )
    }),
    { ...seeded, numRuns: 60 },
  )
})

test('no person is lost: births, deaths, migrants and those added explain every change', () => {
  fc.assert(
    fc.property(anyInput(), (input) => {
      const run = projectPopulation(input)
      input.leaves.forEach((_, leaf) => {
        run.years.forEach((__, k) => {
          const at = leaf * run.years.length + k
          const flows = (run.births[at] ?? NaN) - (run.deaths[at] ?? NaN) + (run.netMigrants[at] ?? NaN) + (run.clamped[at] ?? NaN)
          expect(Math.abs(personsAt(run, leaf, k) + flows - personsAt(run, leaf, k + 1))).toBeLessThan(1e-6)
        })
      })
    }),
    { ...seeded, numRuns: 60 },
  )
})

test('deaths are what survival takes, age by age', () => {
  fc.assert(
    fc.property(anyInput({ leaves: 1 }), (input) => {
      const run = projectPopulation(input)
      const [leaf] = input.leaves
      if (leaf === undefined) throw new Error('one leaf was asked for')
      const [work, survival] = [mortalityWork(), new Float64Array(ages)]
      for (let k = 1; k < run.years.length; k++) {
        let deaths = 0
        const births = run.births[k] ?? NaN
        const srb = leaf.paths.srb[k] ?? NaN
        for (const sex of [0, 1]) {
          const standard = mortalityStandard(sex === 0 ? input.standardMale : input.standardFemale, sex === 0 ? 'male' : 'female')
          survivalAtLifeExpectancy(standard, (sex === 0 ? leaf.paths.e0Male[k] : leaf.paths.e0Female[k]) ?? NaN, work, survival)
          const start = k * stockCells + sex * ages
          deaths += ((births * (sex === 0 ? srb : 1)) / (1 + srb)) * (1 - (survival[0] ?? NaN))
          for (let age = 0; age < ages; age++) deaths += (run.stock[start + age] ?? NaN) * (1 - (survival[Math.min(age + 1, 100)] ?? NaN))
        }
        expect(relative(run.deaths[k] ?? NaN, deaths)).toBeLessThan(1e-9)
      }
    }),
    { ...seeded, numRuns: 40 },
  )
})

test('twice the people, twice the people ever after', () => {
  fc.assert(
    fc.property(anyInput(), (input) => {
      const twice = input.leaves.map((leaf) => ({ ...leaf, male: leaf.male.map((p) => 2 * p), female: leaf.female.map((p) => 2 * p) }))
      const [run, doubled] = [projectPopulation(input), projectPopulation(withLeaves(input, twice))]
      // Doubling is exact in binary; only the urban shift is solved anew.
      run.stock.forEach((persons, cell) => {
        if (doubled.stock[cell] !== 2 * persons) throw new Error(`cell ${String(cell)}`)
      })
      urbanPersons(run).forEach((persons, cell) => {
        if (!(relative(urbanPersons(doubled)[cell] ?? NaN, 2 * persons) < 1e-12)) throw new Error(`urban cell ${String(cell)}`)
      })
      expect(doubled.births).toEqual(run.births.map((births) => 2 * births))
    }),
    { ...seeded, numRuns: 40 },
  )
})

test('without births and migrants a population only shrinks, and dies out', () => {
  fc.assert(
    fc.property(anyInput({ leaves: 1 }), (input) => {
      const years = 300
      const leaves = input.leaves.map((leaf) => ({
        ...leaf,
        paths: {
          tfr: constant(0, years),
          srb: constant(1.06, years),
          migrationRate: constant(0, years),
          e0Male: constant(leaf.paths.e0Male[0] ?? NaN, years),
          e0Female: constant(leaf.paths.e0Female[0] ?? NaN, years),
        },
      }))
      const run = projectPopulation({ ...input, leaves, horizonYear: input.launchYear + years - 1, rootUrbanShare: constant(0.5, years) })
      for (let k = 1; k < years; k++) {
        expect(personsAt(run, 0, k + 1)).toBeLessThanOrEqual(personsAt(run, 0, k))
        expect(run.births[k]).toBe(0)
      }
      expect(personsAt(run, 0, years)).toBeLessThan(1e-3)
      const last = run.stock.subarray(years * stockCells)
      last.forEach((persons, cell) => {
        if (cell % ages < 100) expect(persons).toBe(0)
      })
    }),
    { ...seeded, numRuns: 40 },
  )
})

test('the order of the leaves does not matter', () => {
  fc.assert(
    fc.property(anyInput(), (input) => {
      const [run, turned] = [projectPopulation(input), projectPopulation(withLeaves(input, input.leaves.toReversed()))]
      const block = run.stock.length / run.leafCount
      for (let leaf = 0; leaf < run.leafCount; leaf++) {
        const other = run.leafCount - 1 - leaf
        expect(turned.stock.slice(other * block, (other + 1) * block)).toEqual(run.stock.slice(leaf * block, (leaf + 1) * block))
        for (let cell = 0; cell < block; cell++)
          if (!(relative(urbanPersons(turned)[other * block + cell] ?? NaN, urbanPersons(run)[leaf * block + cell] ?? NaN) < 1e-10))
            throw new Error(`urban ${String(cell)}`)
      }
    }),
    { ...seeded, numRuns: 40 },
  )
})

test('life expectancy is met to 1e-9 years from 35 to 95, wherever the search starts', () => {
  const level = real(0.2, 5)
  const start = real(0.001, 1000)
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(35, 95), real(35, 95)),
      level,
      start,
      fc.constantFrom('male', 'female'),
      (e0, factor, from, sex) => {
        const standard = mortalityStandard(
          standardRates.map((rate) => rate * factor),
          sex,
        )
        const [work, survival] = [mortalityWork(), new Float64Array(ages)]
        survivalAtLifeExpectancy(standard, e0, work, survival, 0, from)
        expect(Math.abs(lifeExpectancy(work.Lx) - e0)).toBeLessThanOrEqual(1e-9)
        expect(survival.every((ratio) => ratio >= 0 && ratio <= 1)).toBe(true)
      },
    ),
    { ...seeded, numRuns: 500 },
  )
})

test('the urban share of all leaves meets its path to 1e-12', () => {
  fc.assert(
    fc.property(anyInput({ ownUrban: false }), (input) => {
      const run = projectPopulation(input)
      run.years.forEach((_, k) => {
        let [urban, all] = [0, 0]
        for (let leaf = 0; leaf < run.leafCount; leaf++) {
          urban += personsAt(run, leaf, k + 1, urbanPersons(run))
          all += personsAt(run, leaf, k + 1)
        }
        if (all > 0) expect(Math.abs(urban / all - (input.rootUrbanShare[k] ?? NaN))).toBeLessThan(1e-12)
      })
    }),
    { ...seeded, numRuns: 60 },
  )
})

test("a leaf's own urban path moves that leaf and no other", () => {
  fc.assert(
    fc.property(anyInput({ ownUrban: false }), fc.nat(3), real(0.001, 0.999), (input, place, share) => {
      const moved = place % input.leaves.length
      const leaves = input.leaves.map((leaf, k) =>
        k === moved ? { ...leaf, paths: { ...leaf.paths, urbanShare: constant(share, leaf.paths.tfr.length) } } : leaf,
      )
      const [run, changed] = [projectPopulation(input), projectPopulation(withLeaves(input, leaves))]
      expect(changed.stock).toEqual(run.stock)
      const block = run.stock.length / run.leafCount
      urbanPersons(run).forEach((persons, cell) => {
        const expected = Math.floor(cell / block) === moved ? (run.stock[cell] ?? NaN) * share : persons
        if (urbanPersons(changed)[cell] !== expected) throw new Error(`cell ${String(cell)}`)
      })
    }),
    { ...seeded, numRuns: 40 },
  )
})

test('more children per woman, more births; nothing else of the year changes', () => {
  fc.assert(
    fc.property(anyInput({ leaves: 1 }), (input) => {
      const leaves = input.leaves.map((leaf) => ({ ...leaf, paths: { ...leaf.paths, tfr: leaf.paths.tfr.map((tfr) => 1.25 * tfr) } }))
      const [run, more] = [projectPopulation(input), projectPopulation(withLeaves(input, leaves))]
      expect(relative(more.births[1] ?? NaN, 1.25 * (run.births[1] ?? NaN))).toBeLessThan(1e-12)
      expect(more.netMigrants[1]).toBe(run.netMigrants[1])
      expect(more.births[0]).toBe(run.births[0])
      expect(fertilityPattern.reduce((all, share) => all + share, 0)).toBeCloseTo(1, 12)
    }),
    { ...seeded, numRuns: 40 },
  )
})
