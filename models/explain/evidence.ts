import { grades, worst } from '../evidence/codes'
import { resourceParts, type ResourcePart } from '../evidence/resources'
import { runGrades, type RunGrades } from '../evidence/runGrades'
import { levels, shareOf } from '../evidence/sharing'
import { everybody } from '../population/ageGroups'
import type { Ask, ResultFigure } from './resultFigure'
import { areaNamed, UnknownFigure, type OpenRun } from './run'
import { constant, extremeOf, pairOf, sumOf, type ShownTerm, type SumPart } from './term'
import { itemsOf } from './totals'

/** How much of a figure rests on each grade (METHOD section 8), and why a cost has its grade. */

const gradesIn = (open: OpenRun): RunGrades => runGrades(open.model.structure, open.run)

function codeNamed(grade = ''): number {
  const code = grades.findIndex((known) => known === grade)
  if (code < 0) throw new UnknownFigure(`there is no grade ${grade}`)
  return code
}

/** Position of an area and of a year, and whether the whole region is meant. */
interface Place {
  readonly code: string
  readonly cells: readonly number[]
  readonly isWhole: boolean
  readonly year: string
  readonly k: number
}
function placeAt(open: OpenRun, area = '', year = ''): Place {
  const { code, cells } = areaNamed(open, area)
  const { structure } = open.model
  const k = structure.years.indexOf(Number(year))
  if (k < 0) throw new UnknownFigure(`there is no year ${year}; one of: ${structure.years.join(', ')}`)
  return { code, cells, isWhole: code === structure.root.code, year, k }
}

/** A component in a cell, with what it costs there and how well that is known. */
interface Part {
  readonly code: number
  readonly part: SumPart
}

/** Parts of what an item costs in a place, in the order in which they are added. */
function partsOf(open: OpenRun, item: string, { cells, isWhole, year, k }: Place, ask: Ask): readonly Part[] {
  const { structure } = open.model
  const { local, whole } = gradesIn(open).cost
  return structure.components.flatMap((entry, component) =>
    entry.item.id !== item
      ? []
      : cells.map((cell) => ({
          code: (isWhole ? whole : local).at(component * structure.cells.length + cell, k),
          part: { element: entry.id, term: ask(['fiscalCost', entry.id, structure.cells[cell], year].join('/')) },
        })),
  )
}

const add = (parts: readonly Part[]): ShownTerm =>
  sumOf(
    'component',
    parts.map(({ part }) => part),
  )

/** Money of a grade; of several items in the whole region item by item. */
function graded(open: OpenRun, [kind = '', id = '', grade = '', area = '', year = '']: readonly string[], ask: Ask): ShownTerm {
  const [code, place, items] = [codeNamed(grade), placeAt(open, area, year), itemsOf(open, kind, id)]
  if (kind !== 'item' && place.isWhole)
    return sumOf(
      'item',
      items.map((item) => ({ element: item, term: ask(['graded/item', item, grade, area, year].join('/')) })),
    )
  return add(items.flatMap((item) => partsOf(open, item, place, ask)).filter((part) => part.code === code))
}

/** A grade's money over that of all grades. */
const shareOfGrade = (of: (grade: string) => ShownTerm, grade: string): ShownTerm => {
  codeNamed(grade)
  return pairOf(
    'over',
    of(grade),
    sumOf(
      'evidence',
      grades.map((one) => ({ element: one, term: of(one) })),
    ),
  )
}

/** What the payers that a unit answers for pay of an item: no better known than their parts. */
function leastOf(open: OpenRun, item: number, { cells, k }: Place, level: string): number {
  const payers =
    level === 'own' ? (['central', 'region'] as const) : level === 'consolidated' ? levels : (['central', 'league', 'banner'] as const)
  const { shares } = gradesIn(open)
  return cells.reduce((code, cell) => Math.max(code, shareOf(shares, open.model.structure.cells.length, item, payers, cell, k)), 0)
}

/** What a unit has to bear of an item, as its cost there is known, or that of a programme of the region's own level. */
function borneParts(open: OpenRun, item: number, unit: string, year: string, code: number, ask: Ask): readonly SumPart[] {
  const { structure } = open.model
  const { level } = areaNamed(open, unit)
  const id = structure.catalogue.items[item]?.id ?? ''
  const borne = ask(['borne', id, unit, year].join('/'))
  if (borne.value === 0) return []
  let place = placeAt(open, level === 'own' ? structure.root.code : unit, year)
  let least = leastOf(open, item, place, level)
  let cost = ask(['itemCost', id, place.code, year].join('/'))
  if (cost.value === 0) {
    const { people } = gradesIn(open)
    least = place.cells.reduce((worse, cell) => Math.max(worse, people.at(cell, everybody, place.k)), least)
    place = placeAt(open, structure.areas.at(-1)?.code, year)
    cost = ask(['itemCost', id, place.code, year].join('/'))
    if (cost.value === 0) return code === worst ? [{ element: id, term: borne }] : []
  }
  const factor = pairOf('over', borne, cost)
  const scaled = (element: string, term: ShownTerm): SumPart => ({ element, term: pairOf('times', term, factor) })
  if (place.isWhole)
    return grades.flatMap((grade, own) =>
      Math.max(own, least) === code ? [scaled(`${id} ${grade}`, ask(['graded/item', id, grade, place.code, year].join('/')))] : [],
    )
  return partsOf(open, id, place, ask).flatMap(({ code: own, part }) =>
    Math.max(own, least) === code ? [scaled(part.element, part.term)] : [],
  )
}

const partsOfRevenue: Readonly<Record<string, readonly ResourcePart[]>> = {
  resources: resourceParts,
  ownRevenue: ['ordinaryTax', 'resourceTax', 'nonTax'],
  generalTransfers: ['generalTransfers'],
}

/** Money of a unit's resources, or of what it has to bear, with a grade. */
function gradedUnit(open: OpenRun, [figure = '', grade = '', unit = '', year = '']: readonly string[], ask: Ask): ShownTerm {
  const [code, place] = [codeNamed(grade), placeAt(open, unit, year)]
  const { structure } = open.model
  if (figure === 'required')
    return sumOf(
      'item',
      structure.catalogue.items.flatMap((_, item) => borneParts(open, item, place.code, year, code, ask)),
    )
  const parts = Object.entries(partsOfRevenue).find(([known]) => known === figure)?.[1]
  if (parts === undefined) throw new UnknownFigure('required, resources, ownRevenue and generalTransfers are made of graded money')
  const { local, whole } = gradesIn(open).resources
  return sumOf(
    'cell',
    parts.flatMap((part) =>
      place.cells.flatMap((cell) => {
        const own = (place.isWhole ? whole : local).at(resourceParts.indexOf(part) * structure.cells.length + cell, place.k)
        const element = structure.cells[cell] ?? ''
        return own === code ? [{ element, term: ask([part, element, year].join('/')) }] : []
      }),
    ),
  )
}

/** Shares of two sides up to a grade, the smaller of which is the share of their product or quotient. */
function worseOf(one: (grade: string) => ShownTerm, other: (grade: string) => ShownTerm, grade: string): ShownTerm {
  const upTo = (side: typeof one, code: number): ShownTerm =>
    sumOf(
      'evidence',
      grades.slice(0, code + 1).map((each) => ({ element: each, term: side(each) })),
    )
  const both = (code: number): ShownTerm => pairOf('min', upTo(one, code), upTo(other, code))
  const code = codeNamed(grade)
  const before = code === 0 ? constant(0) : both(code - 1)
  return pairOf('max', constant(0), pairOf('minus', both(code), before))
}

/** The share of a unit's figure that rests on a grade. */
function evidenceOf(open: OpenRun, [figure = '', grade = '', unit = '', year = '']: readonly string[], ask: Ask): ShownTerm {
  const { baseYear } = open.model.structure.catalogue
  const base = String(baseYear)
  const share =
    (name: string, when = year) =>
    (of: string): ShownTerm =>
      ask(['evidenceOf', name, of, unit, when].join('/'))
  const { code } = placeAt(open, unit, year)
  switch (figure) {
    case 'capacity':
      if (year === base) return share('required')(grade)
      return worseOf(share('benchmark'), share('resources'), grade)
    case 'benchmark':
      return worseOf(share('required', base), share('resources', base), grade)
    case 'coverageRatio':
      return worseOf(share('capacity'), share('required'), grade)
    case 'margin': {
      const part = (side: 'capacity' | 'unitRequired', of: string): ShownTerm =>
        pairOf('times', share(side === 'capacity' ? 'capacity' : 'required')(of), ask([side, code, year].join('/')))
      const money = (of: string): ShownTerm =>
        sumOf('side', [
          { element: 'capacity', term: part('capacity', of) },
          { element: 'required', term: part('unitRequired', of) },
        ])
      return shareOfGrade(money, grade)
    }
    default:
      return shareOfGrade((of) => ask(['gradedUnit', figure, of, unit, year].join('/')), grade)
  }
}

/** Why a cost has its grade: the worst of the quantity's, the standard's and the slice's. */
function costGrade(open: OpenRun, [component = '', area = '', year = '']: readonly string[]): ShownTerm {
  const { structure } = open.model
  const place = placeAt(open, area, year)
  const [cell] = place.cells
  const row = structure.components.findIndex(({ id }) => id === component)
  if (row < 0) throw new UnknownFigure(`there is no component ${component}`)
  if (cell === undefined || place.cells.length > 1) throw new UnknownFigure('a grade stands for a single place')
  const { quantities, standards } = gradesIn(open)
  const standard = structure.space.mappings['standardOf']?.index[row] ?? 0
  const slice = structure.components[row]?.component.poolShare?.grade
  const parts = [
    { element: 'quantity', term: constant(quantities.local.at(row * structure.cells.length + cell, place.k)) },
    { element: 'standard', term: constant(standards.at(standard * structure.cells.length + cell, place.k)) },
    { element: 'slice', term: constant(slice === undefined ? 0 : codeNamed(slice)) },
  ]
  return extremeOf('largest', 'reason', parts)
}

const group = ['group', 'subject', 'grade', 'area', 'year'] as const
const ofUnit = ['measure', 'grade', 'unit', 'year'] as const
const money = { unit: 'CNY/year', section: '8' } as const
const share = { unit: '', section: '8' } as const

export const evidenceFigures: Readonly<Record<string, ResultFigure>> = {
  evidence: {
    ...share,
    places: group,
    term: (_, [kind = '', id = '', grade = '', area = '', year = ''], ask) =>
      shareOfGrade((of) => ask(['graded', kind, id, of, area, year].join('/')), grade),
  },
  graded: { ...money, places: group, term: graded },
  evidenceOf: { ...share, places: ofUnit, term: evidenceOf },
  gradedUnit: { ...money, places: ofUnit, term: gradedUnit },
  /** What an item costs in a place, component by component: what graded money is held against. */
  itemCost: {
    ...money,
    places: ['item', 'area', 'year'],
    term: (open, [item = '', area = '', year = ''], ask) => add(partsOf(open, item, placeAt(open, area, year), ask)),
  },
  costGrade: { unit: 'grade', section: '8', places: ['subject', 'area', 'year'], term: costGrade },
}
