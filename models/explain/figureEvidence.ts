import { EvidenceBook } from '../evidence/book'
import { mixed, unitEvidence, type UnitEvidence } from '../evidence/evidenceAt'
import { grades } from '../evidence/codes'
import { Mix } from '../evidence/mix'
import { runGrades } from '../evidence/runGrades'
import { levels } from '../evidence/sharing'
import type { Evidence } from '../result'
import { partsOfPath } from './pathParts'
import { areaNamed, type OpenRun } from './run'
import { besides } from './sides'
import { borneIn, costNamed } from './targetMoney'
import { itemsOf } from './totals'

/** What a figure of money rests on by grade, where that can be told: spending, what is paid and borne, and a unit's own figures. */
export function evidenceOfFigure(open: OpenRun, path: string): Evidence | null {
  const { sides, name, places } = partsOfPath(path)
  const there = sides.reduce(besides, open)
  there.wake()
  const unit = ofUnits[name]
  if (unit !== undefined) return ofUnit(there, unit, places)
  const target = ofTargets[name]?.(places)
  if (target !== undefined) return new Mix().add(targetGrade(there, target), 1).shares()
  if (name === 'burden' && places[0] === 'indicator') return ofIndicator(there, places)
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

/** Figures of what a target costs outside the items, with the place of its id: all of it has one grade. */
const firstPlace = ([id]: readonly string[]): string | undefined => id
const secondPlace = ([, id]: readonly string[]): string | undefined => id
const ofTargets: Readonly<Record<string, typeof firstPlace | undefined>> = {
  targetCapital: firstPlace,
  targetRenewal: firstPlace,
  targetRunning: firstPlace,
  targetCapitalBorne: firstPlace,
  targetRunningBorne: firstPlace,
  targetBorne: firstPlace,
  targetBuilt: firstPlace,
  targetMoney: secondPlace,
  targetPaid: secondPlace,
}
const targetGrade = (open: OpenRun, id: string): number => grades.indexOf(costNamed(open, id).cost.grade)

/** What an indicator's items take of a unit, as their costs are known, and what it costs beside them, by the grade of each cost. */
function ofIndicator(open: OpenRun, [, id = '', unit = '', year = '']: readonly string[]): Evidence {
  const { indicators, targetCosts } = open.model.structure.catalogue
  const linked = indicators.find((known) => known.id === id)?.linkedItems ?? []
  const mix = new Mix()
  const book = new EvidenceBook(open.model, runGrades(open.model.structure, open.run))
  const [place, k] = positions(open, areaNamed(open, unit).code, year)
  open.model.structure.catalogue.items.forEach((item, position) => {
    if (linked.includes(item.id) && item.funding !== 'fund') book.borne(position, place, k, mix)
  })
  for (const cost of targetCosts.filter(({ indicator }) => indicator === id))
    mix.add(targetGrade(open, cost.id), borneIn(open, cost.id, unit, year).value)
  return mix.shares()
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
      return [...places.slice(0, 2), 'borne', ...places.slice(2)]
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
