import { tableAt } from '../partedTable'
import type { Catalogue } from '../catalogue/schema'
import { totalIndex } from '../layout'
import type { ReadableResult, UnitResult } from '../result'
import { actualRefusals } from '../scenario/actualRefusals'
import type { Scenario } from '../scenario/document'
import { compoundGrowth } from '../shared/growth'
import { countedMoney } from './counted'

/** What has to be a place's own before its figure says something of that place: its people, its caseloads, its accounts. */
export const evidenceKinds = ['people', 'counts', 'accounts'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

export type MeasureUnit = 'CNY' | 'CNY/person' | 'share' | 'rate' | 'ratio' | 'person' | 'permille'

/** Anything that can be said of a league in a year. */
export interface LeagueMeasure {
  readonly id: string
  readonly unit: MeasureUnit
  readonly needs: readonly EvidenceKind[]
  /** Path under which the figure opens. */
  readonly path: (code: string, year: number) => string
  readonly of: (place: PlaceInYear) => number | null
}

type People = ReadableResult['population'][number]
interface PlaceInYear {
  readonly result: ReadableResult
  readonly area: number
  /** Position of the year, and of the year from which growth is counted. */
  readonly k: number
  readonly from: number
  readonly unit: UnitResult
  readonly people: People
}

const perHead = (amount: number, { people, k }: PlaceInYear): number | null => {
  const residents = people.total[k] ?? 0
  return residents > 0 ? amount / residents : null
}
const ratio = (above: number, below: number): number | null => (below > 0 ? above / below : null)
const spendingOf = ({ result: { layout, expenditure }, area, k }: PlaceInYear): number =>
  layout.items.reduce((sum, _, item) => sum + (tableAt(expenditure, totalIndex(layout, item, area, k)) ?? 0), 0)
const growth = (values: Float64Array, { from, k }: PlaceInYear): number | null =>
  k <= from ? null : compoundGrowth(values[from] ?? 0, values[k] ?? 0, k - from)
/** Of the mean residents of the year, per thousand; the base year has no year before it. */
const perMille = (values: Float64Array, { people, k }: PlaceInYear): number | null =>
  k === 0 ? null : ratio((values[k] ?? 0) * 1000, ((people.total[k - 1] ?? 0) + (people.total[k] ?? 0)) / 2)

const figure =
  (name: string): LeagueMeasure['path'] =>
  (code, year) =>
    `${name}/${code}/${String(year)}`

/** Measures in the order of the screen: what it costs, what there is, who lives there. */
export const leagueMeasures: readonly LeagueMeasure[] = [
  {
    id: 'spendingPerHead',
    unit: 'CNY/person',
    needs: ['counts'],
    path: figure('perHead/total/all'),
    of: (at) => perHead(spendingOf(at), at),
  },
  { id: 'spending', unit: 'CNY', needs: ['counts'], path: figure('all/total'), of: spendingOf },
  { id: 'required', unit: 'CNY', needs: ['counts'], path: figure('unitRequired'), of: ({ unit, k }) => unit.required[k] ?? null },
  {
    id: 'requiredPerHead',
    unit: 'CNY/person',
    needs: ['counts'],
    path: figure('league/requiredPerHead'),
    of: (at) => perHead(at.unit.required[at.k] ?? 0, at),
  },
  {
    id: 'bill',
    unit: 'share',
    needs: ['counts', 'accounts'],
    path: figure('league/bill'),
    of: ({ unit, k }) => ratio(unit.required[k] ?? 0, unit.resources[k] ?? 0),
  },
  { id: 'resources', unit: 'CNY', needs: ['accounts'], path: figure('unitResources'), of: ({ unit, k }) => unit.resources[k] ?? null },
  {
    id: 'resourcesPerHead',
    unit: 'CNY/person',
    needs: ['accounts'],
    path: figure('league/resourcesPerHead'),
    of: (at) => perHead(at.unit.resources[at.k] ?? 0, at),
  },
  {
    id: 'ownShare',
    unit: 'share',
    needs: ['accounts'],
    path: figure('league/ownShare'),
    of: ({ unit, k }) => ratio(unit.ownRevenue[k] ?? 0, unit.resources[k] ?? 0),
  },
  { id: 'margin', unit: 'CNY', needs: ['counts', 'accounts'], path: figure('margin'), of: ({ unit, k }) => unit.margin[k] ?? null },
  {
    id: 'pace',
    unit: 'ratio',
    needs: ['counts', 'accounts'],
    path: figure('coverageRatio'),
    of: ({ unit, k }) => unit.coverageRatio[k] ?? null,
  },
  {
    id: 'requiredGrowth',
    unit: 'rate',
    needs: ['counts'],
    path: (code, year) => `growth/unit/${code}/${code}/${String(year)}`,
    of: (at) => growth(at.unit.required, at),
  },
  { id: 'resourcesGrowth', unit: 'rate', needs: ['accounts'], path: figure('resourcesGrowth'), of: (at) => growth(at.unit.resources, at) },
  {
    id: 'outside',
    unit: 'CNY',
    needs: ['counts', 'accounts'],
    path: figure('unitOutside'),
    of: ({ unit, k }) => unit.outside.borne[k] ?? null,
  },
  {
    id: 'marginWithTargets',
    unit: 'CNY',
    needs: ['counts', 'accounts'],
    path: figure('marginWithTargets'),
    of: ({ unit, k }) => unit.outside.margin[k] ?? null,
  },
  { id: 'residents', unit: 'person', needs: ['people'], path: figure('population/total'), of: ({ people, k }) => people.total[k] ?? null },
  {
    id: 'aged65',
    unit: 'share',
    needs: ['people'],
    path: figure('league/aged65'),
    of: ({ people, k }) => ratio(people.age65plus[k] ?? 0, people.total[k] ?? 0),
  },
  {
    id: 'aged60',
    unit: 'share',
    needs: ['people'],
    path: figure('league/aged60'),
    of: ({ people, k }) => ratio(people.age60plus[k] ?? 0, people.total[k] ?? 0),
  },
  {
    id: 'children',
    unit: 'share',
    needs: ['people'],
    path: figure('league/children'),
    of: ({ people, k }) => ratio(people.age0to14[k] ?? 0, people.total[k] ?? 0),
  },
  {
    id: 'urban',
    unit: 'share',
    needs: ['people'],
    path: figure('population/urbanShare'),
    of: ({ people, k }) => people.urbanShare[k] ?? null,
  },
  { id: 'births', unit: 'person', needs: ['people'], path: figure('population/births'), of: ({ people, k }) => people.births[k] ?? null },
  { id: 'birthRate', unit: 'permille', needs: ['people'], path: figure('league/birthRate'), of: (at) => perMille(at.people.births, at) },
  {
    id: 'migrationRate',
    unit: 'permille',
    needs: ['people'],
    path: figure('league/migrationRate'),
    of: (at) => perMille(at.people.netMigrants, at),
  },
]

/** A league's figure, and which of what it needs is the league's own. */
export interface LeagueFigure {
  readonly code: string
  readonly value: number | null
  readonly missing: readonly EvidenceKind[]
}

/** Which evidence a league has of its own in a year. */
function evidenceOf(
  result: ReadableResult,
  catalogue: Catalogue,
  scenario: Pick<Scenario, 'actuals' | 'populations'>,
  code: string,
  k: number,
): ReadonlySet<EvidenceKind> {
  const found = new Set<EvidenceKind>()
  const year = result.layout.years[k] ?? 0
  if (scenario.populations.some(({ enabled, area, grade }) => enabled && area === code && (grade === 'A' || grade === 'B')))
    found.add('people')
  const refused = new Set(result.notices.flatMap(({ code: said, overrideId }) => (refusals.has(said) ? (overrideId ?? []) : [])))
  const isTaken = (entry: Scenario['actuals'][number]): boolean => entry.enabled && !refused.has(entry.id)
  if (scenario.actuals.some((entry) => entry.kind === 'account' && entry.area === code && entry.year <= year && isTaken(entry)))
    found.add('accounts')
  const items = catalogue.items.map((_, item) => item)
  const area = result.layout.areas.indexOf(code)
  const spending = items.reduce((sum, item) => sum + (tableAt(result.expenditure, totalIndex(result.layout, item, area, k)) ?? 0), 0)
  if (spending > 0 && countedMoney(result, catalogue, scenario, items, code, k) >= mostly * spending) found.add('counts')
  return found
}
const refusals: ReadonlySet<string> = new Set(actualRefusals)
/** From which part of a place's spending on it is known by its own counts; the same as for equality. */
const mostly = 0.5

/** Every league's figure in a year, in the catalogue's order. @param places leagues, or other areas of the result. */
export function leagueFigures(
  result: ReadableResult,
  catalogue: Catalogue,
  scenario: Pick<Scenario, 'actuals' | 'populations'>,
  measure: LeagueMeasure,
  { year, places }: { readonly year: number; readonly places: readonly string[] },
): readonly LeagueFigure[] {
  const { years, areas } = result.layout
  const k = years.indexOf(year)
  return places.map((code) => {
    const [unit, people] = [result.units.find((one) => one.code === code), result.population.find(({ region }) => region === code)]
    const own = evidenceOf(result, catalogue, scenario, code, k)
    const value =
      unit === undefined || people === undefined || k < 0
        ? null
        : measure.of({ result, area: areas.indexOf(code), k, from: years.indexOf(result.assessedFrom), unit, people })
    return { code, value, missing: measure.needs.filter((kind) => !own.has(kind)) }
  })
}

/** Whether figures may be ranked: every place's rests on its own evidence. */
export const isRankable = (figures: readonly LeagueFigure[]): boolean => figures.every(({ missing }) => missing.length === 0)
