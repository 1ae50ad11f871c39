import { summarise } from '../population/summary'
import { areaNamed, UnknownFigure, type OpenRun } from './run'
import { pairOf, sumOf, type ShownTerm } from './term'

/** Figures of the population that a result shows by area. */
export const measures = [
  'total',
  'age0to14',
  'age15to59',
  'age60plus',
  'age65plus',
  'age80plus',
  'urbanShare',
  'births',
  'deaths',
  'netMigrants',
  'clamped',
] as const
type Measure = (typeof measures)[number]

interface People {
  readonly measure: Measure
  /** Codes of the leaves of the area. */
  readonly leaves: readonly string[]
  readonly year: string
  readonly value: number
}

/** A figure of the population. @throws UnknownFigure */
export function peopleAt(open: OpenRun, [wanted = '', area = '', year = '']: readonly string[]): People {
  const { structure } = open.model
  const measure = measures.find((known) => known === wanted)
  if (measure === undefined) throw new UnknownFigure(`there is no measure ${wanted}; one of: ${measures.join(', ')}`)
  const { code, level } = areaNamed(open, area)
  const k = structure.years.indexOf(Number(year))
  if (k < 0) throw new UnknownFigure(`there is no year ${year}; one of: ${structure.years.join(', ')}`)
  if (level === 'own') throw new UnknownFigure("the region's own level has no residents of its own")
  const areas = structure.areas
    .filter((known) => known.level !== 'own')
    .map((known) => ({ code: known.code, leaves: structure.leavesIn.get(known.code) ?? [] }))
  const value = summarise(open.run.projection, areas).find(({ region }) => region === code)?.[measure][k] ?? 0
  const leaves = (structure.leavesIn.get(code) ?? []).map((leaf) => structure.leaves[leaf]?.code ?? '')
  return { measure, leaves, year, value }
}

/** An area above leaves is their sum, its urban share their mean weighted with residents; a leaf is the kernel's and has no formula. */
export function peopleTerm(open: OpenRun, { measure, leaves, year }: People): ShownTerm | null {
  if (leaves.length < 2) return null
  const figure = (of: Measure, leaf: string): ShownTerm => ({
    op: 'figure',
    figure: ['population', of, leaf, year].join('/'),
    value: peopleAt(open, [of, leaf, year]).value,
  })
  const all = (term: (leaf: string) => ShownTerm): ShownTerm =>
    sumOf(
      'cell',
      leaves.map((leaf) => ({ element: leaf, term: term(leaf) })),
    )
  if (measure !== 'urbanShare') return all((leaf) => figure(measure, leaf))
  return pairOf(
    'over',
    all((leaf) => pairOf('times', figure('urbanShare', leaf), figure('total', leaf))),
    all((leaf) => figure('total', leaf)),
  )
}
