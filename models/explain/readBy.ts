import type { OpenRun } from './run'

/** Figures of the result that read a figure, where its place says which they are. */
type ReadBy = (open: OpenRun, places: readonly string[]) => readonly string[]

const path = (...parts: readonly (string | undefined)[]): string => parts.map((part) => part ?? '').join('/')
const rootOf = ({ model: { structure } }: OpenRun): string => structure.root.code
const unitCode = (open: OpenRun, unit: string | undefined): string | undefined => (unit === 'consolidated' ? rootOf(open) : unit)
const itemOf = ({ model: { structure } }: OpenRun, id: string | undefined) => structure.catalogue.items.find((item) => item.id === id)
const next = (year: string | undefined): string => String(Number(year) + 1)
const hasYear = ({ model: { structure } }: OpenRun, year: string): boolean => structure.years.includes(Number(year))

/** An item's money by payer: its domain's, its pool's, that of all. */
const moneyOfItem = (open: OpenRun, item: string | undefined, payer: string, area: string | undefined, year: string | undefined) => {
  const found = itemOf(open, item)
  return [
    path('domain', found?.domain, payer, area, year),
    ...(found?.pool === undefined ? [] : [path('pool', found.pool, payer, area, year)]),
    path('all', payer, area, year),
  ]
}

const ofUnit =
  (...names: readonly string[]): ReadBy =>
  (_, [unit, year]) =>
    names.map((name) => path(name, unit, year))

/** By the name of what is read: variables of the equations and figures above them. */
const readers: Readonly<Record<string, ReadBy>> = {
  expenditure: (open, [item, area, year]) => [...moneyOfItem(open, item, 'total', area, year), path('perHead/item', item, area, year)],
  central: (open, [item, area, year]) => moneyOfItem(open, item, 'central', area, year),
  paid: (open, [item, payer, area, year]) => moneyOfItem(open, item, payer ?? '', area, year),
  fundPaid: (_, [, area, year]) => [path('allFunds', area, year)],
  borne: (_, [item, unit, year]) => [path('burden/item', item, unit, year)],
  unitRequired: (open, [unit, year]) => {
    const code = unitCode(open, unit)
    return [path('burden/unit', code, code, year), path('shortfall', code, year)]
  },
  unitResources: (open, [unit, year]) => [path('shortfall', unitCode(open, unit), year)],
  priorClaims: (open, [unit, year]) => [path('shortfall', unitCode(open, unit), year)],
  fundBalance: (open, [fund, year]) => [
    path('fundMonths', fund, year),
    ...(hasYear(open, next(year)) ? [path('fundOpening', fund, next(year))] : []),
  ],
  fundBenefits: (_, [fund, year]) => [path('fundMonths', fund, year)],
  fundUncovered: (_, [, year]) => [path('uncovered', year)],
  burden: (_, places) => [path('excess', ...places), path('growth', ...places)],
  growth: (_, places) => [path('lead', ...places)],
  gained: ofUnit('headroom'),
  rigidGrowth: ofUnit('headroom'),
  granted: ofUnit('headroom'),
  headroom: ofUnit('multiple', 'oneOffHeadroom'),
  grantedOneOff: ofUnit('oneOffHeadroom'),
  oneOffHeadroom: ofUnit('oneOffMultiple'),
  ledger: (open, [id]) => {
    const entry = open.scenario.granted.find((known) => known.id === id)
    return entry === undefined ? [] : [path(entry.kind === 'recurrent' ? 'granted' : 'grantedOneOff', entry.area, String(entry.from))]
  },
  perHead: (_, [kind, id, , year]) => [path('equalityMean', kind, id, year)],
  targetCapital: (_, [target, year]) => [path('targetMoney/central', target, year)],
  targetRenewal: (_, [target, year]) => [path('targetMoney/central', target, year)],
  targetRunning: (_, [target, year]) => [path('targetMoney/central', target, year)],
  targetCapitalBorne: (_, [target, area, year]) => [path('targetBorne', target, area, year)],
  targetRunningBorne: (_, [target, area, year]) => [path('targetBorne', target, area, year)],
  indicatorKnown: (_, [indicator, year]) => [path('indicatorWay', indicator, year)],
  indicatorTarget: (_, [indicator]) => [path('indicatorState', indicator)],
  indicatorLast: (_, [indicator]) => [path('indicatorState', indicator)],
}

export const resultsReading = (open: OpenRun, name: string, places: readonly string[]): readonly string[] =>
  Object.entries(readers).find(([known]) => known === name)?.[1](open, places) ?? []
