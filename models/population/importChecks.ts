import { ages } from './lifeTable'

/** Something in a table of population that deserves a second look; it keeps nothing out. */
export interface ImportRemark {
  readonly code: 'heaping' | 'heaping-strong' | 'sex-ratio-birth' | 'sex-ratio' | 'age-jump' | 'cohort-grows' | 'parts-differ'
  readonly params: Readonly<Record<string, string | number>>
}

/** Persons by single age 0…100+ on 31 December: of one date, or of several years in a row. */
export type CheckedPopulation = { readonly area: string } & (
  | { readonly kind: 'base'; readonly male: readonly number[]; readonly female: readonly number[] }
  | {
      readonly kind: 'projection'
      readonly firstYear: number
      readonly male: readonly (readonly number[])[]
      readonly female: readonly (readonly number[])[]
    }
)

type Sex = 'male' | 'female'
const sexes: readonly Sex[] = ['male', 'female']

/** Below this many persons a jump from age to age is chance. */
const fewPersons = 500
/** Whipple's index above which ages are called approximate, and rough (United Nations, Manual II, 1955; below 105: fairly accurate). */
const heapingFrom = 105
const strongHeapingFrom = 125

const sumOf = (values: readonly number[], from: number, to: number): number =>
  values.slice(from, to + 1).reduce((sum, value) => sum + value, 0)
const tenths = (value: number): number => Math.round(value * 10) / 10

/**
 * Whipple's index of age heaping: persons whose age ends in 0 or 5, of those aged 23 to 62, times five, per hundred. 100 means
 * that no digit is preferred, 500 that every age ends in 0 or 5. Source: Shryock, Siegel and associates, The Methods and
 * Materials of Demography, 1976, chapter 8; United Nations, Manual II, 1955.
 * @param persons by single age. @returns null where nobody is of these ages.
 */
export function whippleIndex(persons: readonly number[]): number | null {
  const all = sumOf(persons, 23, 62)
  if (!(all > 0)) return null
  let preferred = 0
  for (let age = 25; age <= 60; age += 5) preferred += persons[age] ?? 0
  return (500 * preferred) / all
}

/** Men to a hundred women within ages; null where there are no women, or too few persons to say. */
export function sexRatio(male: readonly number[], female: readonly number[], from: number, to: number): number | null {
  const [men, women] = [sumOf(male, from, to), sumOf(female, from, to)]
  return women > 0 && men + women > fewPersons ? (100 * men) / women : null
}

/**
 * Ages 1…98 whose persons are more than twice or less than half the mean of the two ages beside them (age-ratio method:
 * Shryock, Siegel, chapter 8), where either is over 500 persons.
 */
export function ageJumps(persons: readonly number[]): readonly { readonly age: number; readonly persons: number; readonly mean: number }[] {
  const jumps: { readonly age: number; readonly persons: number; readonly mean: number }[] = []
  for (let age = 1; age < ages - 2; age++) {
    const here = persons[age] ?? 0
    const mean = ((persons[age - 1] ?? 0) + (persons[age + 1] ?? 0)) / 2
    if (Math.max(here, mean) > fewPersons && (here > 2 * mean || here < mean / 2)) jumps.push({ age, persons: here, mean })
  }
  return jumps
}

/** Part by which a cohort may grow in a year through migration before it is remarked on. */
const cohortGrowth = 0.2

/**
 * Cohorts over age 5 that grow by more than a fifth from one year's end to the next, and by more than 500 persons: only
 * migration could do that. The open group takes in two ages and is left out.
 */
export function growingCohorts(
  years: readonly (readonly number[])[],
): readonly { readonly year: number; readonly age: number; readonly growth: number }[] {
  const found: { readonly year: number; readonly age: number; readonly growth: number }[] = []
  for (let year = 1; year < years.length; year++)
    for (let age = 6; age < ages - 1; age++) {
      const [before, now] = [years[year - 1]?.[age - 1] ?? 0, years[year]?.[age] ?? 0]
      if (now > before * (1 + cohortGrowth) && now - before > fewPersons)
        found.push({ year, age, growth: before > 0 ? now / before - 1 : Number.POSITIVE_INFINITY })
    }
  return found
}

/**
 * Look at populations that are to be imported, each for itself and all together. Of a projection the first year is looked at
 * for heaping, sex ratios and jumps, all years for cohorts that grow.
 * @param regions the areas with the one each lies in.
 */
export function checkImports(
  populations: readonly CheckedPopulation[],
  regions: readonly { readonly code: string; readonly parent: string | null }[],
): readonly ImportRemark[] {
  return [
    ...populations.flatMap((population) => {
      const [male, female] = firstYearOf(population)
      return [
        ...heaping(population.area, { male, female }),
        ...ratios(population.area, male, female),
        ...jumps(population.area, { male, female }),
        ...(population.kind === 'projection' ? cohorts(population) : []),
      ]
    }),
    ...(['base', 'projection'] as const).flatMap((kind) =>
      sumsOfParts(
        populations.filter((entry) => entry.kind === kind),
        regions,
      ),
    ),
  ]
}

const firstYearOf = (population: CheckedPopulation): readonly [readonly number[], readonly number[]] =>
  population.kind === 'base' ? [population.male, population.female] : [population.male[0] ?? [], population.female[0] ?? []]

function heaping(area: string, persons: Readonly<Record<Sex, readonly number[]>>): readonly ImportRemark[] {
  return sexes.flatMap((sex): readonly ImportRemark[] => {
    const index = whippleIndex(persons[sex])
    if (index === null || index <= heapingFrom) return []
    return [{ code: index > strongHeapingFrom ? 'heaping-strong' : 'heaping', params: { area, sex, index: tenths(index) } }]
  })
}

/** Boys to girls at ages 0–4 outside 95–125, men to women in a group of five years below 80 outside 60–160. */
function ratios(area: string, male: readonly number[], female: readonly number[]): readonly ImportRemark[] {
  const remarks: ImportRemark[] = []
  for (let from = 0; from < 80; from += 5) {
    const ratio = sexRatio(male, female, from, from + 4)
    const [low, high] = from === 0 ? [95, 125] : [60, 160]
    if (ratio === null || (ratio >= low && ratio <= high)) continue
    if (from === 0) remarks.push({ code: 'sex-ratio-birth', params: { area, ratio: tenths(ratio) } })
    else remarks.push({ code: 'sex-ratio', params: { area, from, to: from + 4, ratio: tenths(ratio) } })
  }
  return remarks
}

const jumps = (area: string, persons: Readonly<Record<Sex, readonly number[]>>): readonly ImportRemark[] =>
  sexes.flatMap((sex) =>
    ageJumps(persons[sex]).map((jump): ImportRemark => ({
      code: 'age-jump',
      params: { area, sex, age: jump.age, persons: Math.round(jump.persons), mean: Math.round(jump.mean) },
    })),
  )

/** The cohort that grows most, for each sex, and how many do. */
function cohorts(population: Extract<CheckedPopulation, { readonly kind: 'projection' }>): readonly ImportRemark[] {
  return sexes.flatMap((sex): readonly ImportRemark[] => {
    const found = growingCohorts(population[sex])
    const [most] = [...found].sort((a, b) => b.growth - a.growth)
    if (most === undefined) return []
    const percent = most.growth > 1000 ? 100_000 : Math.round(most.growth * 100)
    const { area, firstYear } = population
    return [{ code: 'cohort-grows', params: { area, sex, year: firstYear + most.year, age: most.age, percent, count: found.length } }]
  })
}

/** Part of the whole that rounding may explain. */
const rounding = 0.001

/** An area and its parts in one table: their sum is held against it where all are there, and must never be more. */
function sumsOfParts(
  populations: readonly CheckedPopulation[],
  regions: readonly { readonly code: string; readonly parent: string | null }[],
): readonly ImportRemark[] {
  const total = (population: CheckedPopulation): number =>
    firstYearOf(population).reduce((sum, persons) => sum + sumOf(persons, 0, ages), 0)
  return populations.flatMap((population): readonly ImportRemark[] => {
    const codes = regions.filter(({ parent }) => parent === population.area).map(({ code }) => code)
    const found = populations.filter(({ area }) => codes.includes(area))
    if (found.length === 0) return []
    const [own, parts] = [total(population), found.reduce((sum, part) => sum + total(part), 0)]
    const differs = found.length === codes.length ? Math.abs(parts - own) > own * rounding : parts > own * (1 + rounding)
    return differs ? [{ code: 'parts-differ', params: { area: population.area, parts: Math.round(parts), own: Math.round(own) } }] : []
  })
}
