import type { Catalogue } from '../catalogue/schema'
import type { PopulationDraft } from './document'

/** What is wrong or doubtful about a population of the user's own. `refuse` keeps it out of the run. */
export interface PopulationRemark {
  readonly level: 'refuse' | 'warn'
  readonly code:
    | 'population-area'
    | 'population-sexes'
    | 'population-empty'
    | 'population-urban'
    | 'projection-starts'
    | 'projection-ends'
    | 'population-far'
  readonly params: Readonly<Record<string, string | number>>
}

/** Remarks that keep a population out of the run; all others are said and computed. */
export const populationRefusals: readonly PopulationRemark['code'][] = [
  'population-area',
  'population-sexes',
  'population-empty',
  'population-urban',
  'projection-starts',
]

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** Part by which a population may differ from the catalogue's before it is remarked on. */
const far = 0.1

/** Check one imported population against the catalogue it is to be used with. An empty list means all is well. */
export function checkPopulation(entry: PopulationDraft, catalogue: Catalogue): readonly PopulationRemark[] {
  const remarks: PopulationRemark[] = []
  const say = (level: PopulationRemark['level'], code: PopulationRemark['code'], params: PopulationRemark['params'] = {}): void => {
    remarks.push({ level, code, params: { area: entry.area, ...params } })
  }
  if (!catalogue.regions.some(({ code }) => code === entry.area)) say('refuse', 'population-area')
  if (entry.kind === 'projection') {
    const last = entry.firstYear + entry.male.length - 1
    if (entry.male.length !== entry.female.length) say('refuse', 'population-sexes')
    if (entry.firstYear < catalogue.baseYear || entry.firstYear > catalogue.baseYear + 1)
      say('refuse', 'projection-starts', { year: entry.firstYear, first: catalogue.baseYear, second: catalogue.baseYear + 1 })
    else if (last < catalogue.horizonYear) say('warn', 'projection-ends', { last, horizon: catalogue.horizonYear })
  } else {
    const [male, female] = [urbanFits(entry.urbanMale, entry.male), urbanFits(entry.urbanFemale, entry.female)]
    if (male !== undefined || female !== undefined) say('refuse', 'population-urban', { age: male ?? female ?? 0 })
    if ((entry.urbanMale === undefined) !== (entry.urbanFemale === undefined)) say('refuse', 'population-sexes')
  }
  const persons = entry.kind === 'base' ? sum(entry.male) + sum(entry.female) : sum(entry.male[0] ?? []) + sum(entry.female[0] ?? [])
  if (!(persons > 0)) say('refuse', 'population-empty')
  const known = catalogue.population.base
    .filter(({ region }) => isWithin(catalogue, region, entry.area))
    .reduce((all, base) => all + sum(base.male) + sum(base.female), 0)
  if (known > 0 && Math.abs(persons / known - 1) > far) say('warn', 'population-far', { persons, known })
  return remarks
}

/** First age at which more live in towns than live there at all. */
function urbanFits(urban: readonly number[] | undefined, all: readonly number[]): number | undefined {
  const age = urban?.findIndex((persons, k) => persons > (all[k] ?? 0)) ?? -1
  return age < 0 ? undefined : age
}

/** Whether a region is another or lies within it. */
export function isWithin(catalogue: Catalogue, code: string | null, area: string): boolean {
  if (code === null) return false
  return code === area || isWithin(catalogue, catalogue.regions.find((region) => region.code === code)?.parent ?? null, area)
}
