import { outlookNamed, outlookPaths } from '../catalogue/outlook'
import type { Driver, YearPath } from '../catalogue/schema'
import type { ImportedPopulation } from '../scenario/document'
import type { Structure } from '../structure'
import { Changes } from './changes'
import { codeOf, Codes, codesOfPath, worst } from './codes'
import type { Acting, Grounds } from './acting'

/**
 * How far the people of the leaves are known (METHOD section 8): a stock rests on the base, and on births, deaths, migration
 * and residence in all years up to its own. An imported projection answers for its years by itself.
 */
type Levers = ConstructorParameters<typeof Changes>[2]

/** Grades of one path by leaf, the worst of all years up to each: what was wrong once stays wrong. */
function pathCodes(structure: Structure, acting: Acting, paths: readonly YearPath[], levers: Levers): Codes {
  const { leaves, years } = structure
  const out = new Codes(leaves.length, years.length)
  const plain = paths.map((path) => codesOfPath(path, years))
  const changes = new Changes(structure, acting.overrides, levers)
  leaves.forEach((_, leaf) => {
    const row = new Uint8Array(years.length)
    for (const codes of plain) codes.forEach((code, k) => (row[k] = Math.max(row[k] ?? 0, code)))
    changes.put(row, undefined, leaf)
    // The base year's own paths move nothing: it is the base.
    row[0] = 0
    for (let k = 1; k < row.length; k++) row[k] = Math.max(row[k] ?? 0, row[k - 1] ?? 0)
    out.put(leaf, row)
  })
  return out
}

interface Imports {
  /** By leaf, where the base is the scenario's own. */
  readonly base: ReadonlyMap<number, number>
  /** By leaf and position of the year, where the whole population is. */
  readonly finished: ReadonlyMap<number, ReadonlyMap<number, number>>
}

/** Nearer populations stand before wider ones, as in the run. */
function importsOf({ catalogue, leavesIn, years }: Structure, populations: readonly ImportedPopulation[]): Imports {
  const within = ({ area }: ImportedPopulation): readonly number[] => leavesIn.get(area) ?? []
  const base = new Map<number, number>()
  const finished = new Map<number, Map<number, number>>()
  const ordered = [...populations].sort((a, b) => within(b).length - within(a).length)
  for (const entry of ordered) {
    // Of several leaves together only their sum is known.
    const code = within(entry).length > 1 ? worst : codeOf(entry.grade)
    for (const leaf of within(entry)) {
      if (entry.kind === 'base') base.set(leaf, code)
      else
        entry.male.forEach((_, k) => {
          const year = entry.firstYear + k - catalogue.baseYear
          if (year < 0 || year >= years.length) return
          if (year === 0) base.set(leaf, code)
          const rows = finished.get(leaf) ?? new Map<number, number>()
          finished.set(leaf, rows.set(year, code))
        })
    }
  }
  return { base, finished }
}

type Group = Pick<Extract<Driver, { kind: 'population' }>, 'ageFrom' | 'residence'>

export const peopleGrounds: Grounds = {
  levers: ['lifeExpectancy', 'netMigration', 'tfr', 'urbanShare'],
  actuals: [],
  populations: true,
}

/** Grades of groups of people at the ends of the years. */
export class PeopleCodes {
  private readonly bases: Uint8Array
  private readonly urbanBases: Uint8Array
  private readonly moved: Codes
  private readonly births: Codes
  private readonly residence: Codes
  private readonly imports: Imports

  constructor(structure: Structure, outlook: string, acting: Acting) {
    const { catalogue, leaves } = structure
    const { population } = catalogue
    const paths = outlookPaths(population, outlookNamed(catalogue, outlook))
    const baseOf = (code: string) => population.base.find(({ region }) => region === code)
    this.imports = importsOf(structure, acting.populations)
    this.bases = Uint8Array.from(leaves, ({ code }, leaf) => this.imports.base.get(leaf) ?? codeOf(baseOf(code)?.grade ?? 'D'))
    this.urbanBases = Uint8Array.from(leaves, ({ code }) => codeOf(baseOf(code)?.urbanShare.grade ?? 'D'))
    this.moved = pathCodes(structure, acting, [paths.e0Male, paths.e0Female, paths.migrationRate], ['lifeExpectancy', 'netMigration'])
    this.births = pathCodes(structure, acting, [paths.tfr], ['tfr'])
    this.residence = pathCodes(structure, acting, [paths.urbanShare], ['urbanShare'])
  }

  /** Of a group at the end of a year; the year before the base year is the base survived back. */
  at(leaf: number, { ageFrom, residence }: Group, year: number): number {
    const k = Math.max(0, year)
    const lives = residence === 'all' ? 0 : Math.max(this.urbanBases[leaf] ?? worst, this.residence.at(leaf, k))
    const own = this.imports.finished.get(leaf)?.get(k)
    if (own !== undefined) return Math.max(own, lives)
    // Who is younger than the years that have gone by was born in them.
    const born = ageFrom < k ? this.births.at(leaf, k) : 0
    return Math.max(this.bases[leaf] ?? worst, this.moved.at(leaf, k), born, lives)
  }

  /** Of births in a year. */
  birthsIn(leaf: number, residence: Group['residence'], year: number): number {
    return Math.max(this.births.at(leaf, year), this.at(leaf, { ageFrom: 15, residence }, year))
  }
}
