import { putStocks, type AgeGroup } from '../population/ageGroups'
import { changesOfPeople } from './changes'
import { kernelEntries } from './kernel'
import { areaNamed, UnknownFigure, type OpenRun } from './run'
import type { ResultFigure } from './resultFigure'
import { constant, sumOf } from './term'

/** How a group of people is written in a path: `0-6.both.urban`. */
export const groupPath = ({ ageFrom, ageTo, sex, residence }: AgeGroup): string =>
  [`${String(ageFrom)}-${String(ageTo)}`, sex, residence].join('.')

export const stockPath = (group: AgeGroup, cell: string, year: number): string => ['people', groupPath(group), cell, String(year)].join('/')

const sexes = ['both', 'male', 'female'] as const
const residences = ['all', 'urban', 'rural'] as const

function groupAt(place: string): AgeGroup {
  const [, from, to, sex, residence] = /^(\d{1,3})-(\d{1,3})\.(\w+)\.(\w+)$/.exec(place) ?? []
  const [ageFrom, ageTo] = [Number(from), Number(to)]
  const [ofSex, lives] = [sexes.find((known) => known === sex), residences.find((known) => known === residence)]
  if (ofSex === undefined || lives === undefined || !(ageFrom <= ageTo) || ageTo > 100)
    throw new UnknownFigure(`a group of people is FROM-TO.${sexes.join('|')}.${residences.join('|')}, such as 0-6.both.urban`)
  return { ageFrom, ageTo, sex: ofSex, residence: lives }
}

/** Position of a year's end; the year before the base year stands first. */
function endOf({ model: { structure } }: OpenRun, year: string): number {
  const first = structure.catalogue.baseYear - 1
  const k = Number(year) - first
  if (!Number.isInteger(k) || k < 0 || k > structure.years.length)
    throw new UnknownFigure(`there is no year ${year}; from ${String(first)} to ${String(structure.catalogue.horizonYear)}`)
  return k
}

/** Residents of an age group at the end of a year, persons; the base survived back where that is before the base year. */
export const stockFigures: Readonly<Record<string, ResultFigure>> = {
  people: {
    places: ['group', 'area', 'year'],
    unit: 'person',
    section: '1',
    term: (open, [group = '', place = '', year = ''], ask) => {
      const { structure } = open.model
      const [wanted, k] = [groupAt(group), endOf(open, year)]
      const { code } = areaNamed(open, place)
      const leaves = structure.leavesIn.get(code) ?? []
      const [leaf] = leaves
      if (leaf === undefined) throw new UnknownFigure("the region's own level has no residents of its own")
      if (leaves.length > 1)
        return sumOf(
          'cell',
          leaves.map((one) => {
            const element = structure.leaves[one]?.code ?? ''
            return { element, term: ask(stockPath(wanted, element, Number(year))) }
          }),
        )
      const stocks = new Float64Array(structure.years.length + 1)
      putStocks(open.run.projection, leaf, wanted, stocks)
      return constant(stocks[k] ?? 0)
    },
    leaf: (open, [, place = '', year = '']) => {
      const { code } = areaNamed(open, place)
      return {
        kernel: kernelEntries(open, code, Number(year)),
        changes: changesOfPeople(
          open,
          open.model.structure.leaves.findIndex((leaf) => leaf.code === code),
        ),
      }
    },
  },
}
