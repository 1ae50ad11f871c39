import type { Catalogue } from '../../models/catalogue/schema'
import type { ReadableResult } from '../../models/result'
import type { PopulationDraft } from '../../models/scenario/document'
import { pyramidAt, yearIndex } from './select'

/** Persons by single age at one year's end, with those who live in towns where that is known. */
export interface Persons {
  readonly male: readonly number[]
  readonly female: readonly number[]
  readonly urban: number | undefined
}

/** What a population comes down to. Persons, except for the ratio (men to 100 women) and the share. */
export interface KeyFigures {
  readonly total: number
  readonly male: number
  readonly female: number
  readonly sexRatio: number | null
  readonly age0to14: number
  readonly age15to59: number
  readonly age60plus: number
  readonly age65plus: number
  readonly urbanShare: number | null
}
export const keyFigureNames = [
  'total',
  'male',
  'female',
  'sexRatio',
  'age0to14',
  'age15to59',
  'age60plus',
  'age65plus',
  'urbanShare',
] as const

const sum = (values: readonly number[], from = 0, to = 100): number => values.slice(from, to + 1).reduce((all, value) => all + value, 0)

export function keyFigures({ male, female, urban }: Persons): KeyFigures {
  const both = (from: number, to: number): number => sum(male, from, to) + sum(female, from, to)
  const total = both(0, 100)
  return {
    total,
    male: sum(male),
    female: sum(female),
    sexRatio: sum(female) > 0 ? (100 * sum(male)) / sum(female) : null,
    age0to14: both(0, 14),
    age15to59: both(15, 59),
    age60plus: both(60, 100),
    age65plus: both(65, 100),
    urbanShare: urban === undefined || total === 0 ? null : urban / total,
  }
}

/** Years that a draft covers. */
export const draftYears = (draft: PopulationDraft, baseYear: number): readonly number[] =>
  draft.kind === 'base' ? [baseYear] : draft.male.map((_, k) => draft.firstYear + k)

/** Persons of a draft at a year's end. */
export function draftAt(draft: PopulationDraft, year: number): Persons {
  if (draft.kind === 'base') {
    const urban =
      draft.urbanMale === undefined || draft.urbanFemale === undefined ? undefined : sum(draft.urbanMale) + sum(draft.urbanFemale)
    return { male: draft.male, female: draft.female, urban }
  }
  const k = year - draft.firstYear
  return { male: draft.male[k] ?? [], female: draft.female[k] ?? [], urban: undefined }
}

/** The catalogue's base of an area: its own, or those of the areas within it. */
export function catalogueBase(catalogue: Catalogue, area: string): Persons {
  const isWithin = (code: string | null): boolean =>
    code !== null && (code === area || isWithin(catalogue.regions.find((region) => region.code === code)?.parent ?? null))
  const bases = catalogue.population.base.filter(({ region }) => isWithin(region))
  const add = (sex: 'male' | 'female'): readonly number[] =>
    Array.from({ length: 101 }, (_, age) => bases.reduce((all, base) => all + (base[sex][age] ?? 0), 0))
  const urban = bases.reduce((all, base) => all + (sum(base.male) + sum(base.female)) * base.urbanShare.value, 0)
  return { male: add('male'), female: add('female'), urban }
}

/** Persons of a run at a year's end. */
export function runAt(result: ReadableResult, area: string, year: number): Persons {
  const found = result.population.find(({ region }) => region === area)
  const k = yearIndex(result, year)
  return {
    ...pyramidAt(result, area, year),
    urban: found === undefined ? undefined : (found.urbanShare[k] ?? 0) * (found.total[k] ?? 0),
  }
}
