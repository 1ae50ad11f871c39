import { EvidenceBook } from '../evidence/book'
import { mixed, unitEvidence, type UnitEvidence } from '../evidence/evidenceAt'
import type { Mix } from '../evidence/mix'
import { runGrades } from '../evidence/runGrades'
import { levels } from '../evidence/sharing'
import type { Evidence } from '../result'
import { partsOfPath } from './pathParts'
import { areaNamed, type OpenRun } from './run'
import { besides } from './sides'
import { itemsOf } from './totals'

/** What a figure of money rests on by grade, where that can be told: spending, what is paid and borne, and a unit's own figures. */
export function evidenceOfFigure(open: OpenRun, path: string): Evidence | null {
  const { sides, name, places } = partsOfPath(path)
  const there = sides.reduce(besides, open)
  there.wake()
  const unit = ofUnits[name]
  if (unit !== undefined) return ofUnit(there, unit, places)
  const [kind, id, payer, area, year] = spendingAt(name, places) ?? []
  return kind === undefined ? null : ofSpending(there, { kind, id: id ?? '', payer: payer ?? '', area: area ?? '', year: year ?? '' })
}

const ofUnits: Readonly<Record<string, keyof UnitEvidence | undefined>> = {
  unitRequired: 'required',
  unitResources: 'resources',
  unitOwnRevenue: 'ownRevenue',
  unitGeneralTransfers: 'generalTransfers',
  capacity: 'capacity',
  margin: 'margin',
  coverageRatio: 'coverageRatio',
}

/** Position of an area and a year; -1 where they are none. */
const positions = ({ model: { structure } }: OpenRun, area: string, year: string): readonly [number, number] => [
  structure.areas.findIndex(({ code }) => code === area),
  structure.years.indexOf(Number(year)),
]

function ofUnit(open: OpenRun, figure: keyof UnitEvidence, [place = '', year = '']: readonly string[]): Evidence {
  const [unit, k] = positions(open, areaNamed(open, place).code, year)
  const book = new EvidenceBook(open.model, runGrades(open.model.structure, open.run))
  return unitEvidence(open.model, book, unit, k)[figure]
}

/** Kind and id of the items, who pays, where and when; `borne` where a unit has to bear it. */
function spendingAt(name: string, places: readonly string[]): readonly string[] | undefined {
  switch (name) {
    case 'expenditure':
      return ['item', places[0] ?? '', 'total', ...places.slice(1)]
    case 'central':
      return ['item', places[0] ?? '', 'central', ...places.slice(1)]
    case 'paid':
      return ['item', ...places]
    case 'borne':
      return ['item', places[0] ?? '', 'borne', ...places.slice(1)]
    case 'burden':
      // What an indicator takes beside the items has a grade of its own.
      return places[0] === 'indicator' ? undefined : [...places.slice(0, 2), 'borne', ...places.slice(2)]
    case 'domain':
    case 'pool':
      return [name, ...places]
    case 'all':
      return ['all', '', ...places]
    default:
      return undefined
  }
}

interface Spending {
  readonly kind: string
  readonly id: string
  readonly payer: string
  readonly area: string
  readonly year: string
}

function ofSpending(open: OpenRun, { kind, id, payer, area, year }: Spending): Evidence {
  const { catalogue } = open.model.structure
  const book = new EvidenceBook(open.model, runGrades(open.model.structure, open.run))
  const [place, k] = positions(open, areaNamed(open, area).code, year)
  const wanted = new Set(itemsOf(open, kind, id))
  const items = catalogue.items.flatMap((item, position) => (wanted.has(item.id) ? [position] : []))
  const level = levels.find((known) => known === payer)
  const add = (item: number, into: Mix): void => {
    if (payer === 'borne') book.borne(item, place, k, into)
    else if (level === undefined) book.spent(item, place, k, into)
    else book.paidBy(item, level, place, k, into)
  }
  return mixed(items, add)
}
