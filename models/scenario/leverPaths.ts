import { tableAt } from '../partedTable'
import { outlookNamed, outlookPaths } from '../catalogue/outlook'
import { pathValues } from '../catalogue/path'
import type { Catalogue, TargetCost, YearPath } from '../catalogue/schema'
import { sharingClassIn } from '../fiscal/sharingClass'
import type { ReadableResult } from '../result'
import { sharingClasses } from '../structure'
import type { Override, Scenario } from './document'
import { leverNamed } from './levers'
import { movePath } from './movePath'
import { fixedPart, isByClass, usualClass } from './sharingRules'

type Address = Pick<Override, 'lever' | 'area'> & { readonly target?: string | undefined }
/** What of a scenario moves the paths below its levers. */
type Chosen = Partial<Pick<Scenario, 'outlook' | 'overrides'>> | undefined

/**
 * The path a lever acts on: the population outlook's of the scenario, else the catalogue's own; null for standards, classes
 * and thresholds.
 */
export function cataloguePath(catalogue: Catalogue, address: Address, chosen: Chosen): YearPath | null {
  const { fiscal, population } = catalogue
  const outlook = outlookPaths(population, outlookNamed(catalogue, chosen?.outlook?.id) ?? outlookNamed(catalogue, undefined))
  switch (address.lever) {
    case 'tfr':
      return outlook.tfr
    case 'sexRatioAtBirth':
      return outlook.srb
    case 'netMigration':
      return outlook.migrationRate
    case 'urbanShare':
      return outlook.urbanShare
    case 'lifeExpectancy':
      return meanPath(outlook.e0Male, outlook.e0Female)
    case 'priceIndex':
      return catalogue.indices.find(({ id }) => id === address.target)?.growth ?? null
    case 'priorClaimsGrowth':
      return fiscal.priorClaims.find(({ id }) => id === address.target)?.growth ?? null
    case 'basisRatio':
      return ratioOf(catalogue, address)
    case 'coverage':
      return coveragePath(catalogue, address)
    case 'regionShare':
      return sharePath(catalogue, address, chosen)
    case 'fundContributionGrowth':
      return flowPath(catalogue, address.target, 'contributions')
    case 'fundBenefitGrowth':
      return flowPath(catalogue, address.target, 'benefits')
    case 'pooledGrowth':
      return catalogue.funds.find(({ id }) => id === address.target)?.pooledGrowth ?? null
    case 'realGrowth':
    case 'producerPrice':
    case 'taxElasticity':
    case 'resourceVolumeGrowth':
    case 'nonTaxGrowth':
    case 'generalTransferGrowth':
      return fiscal[address.lever]
    default:
      return null
  }
}

/** How a flow of a fund grows beside its group: as its index, or at its own rate. */
function flowPath({ funds, indices }: Catalogue, id: string | undefined, flow: 'contributions' | 'benefits'): YearPath | null {
  const { index, rate } = funds.find((fund) => fund.id === id)?.[flow] ?? {}
  if (rate !== undefined) return { unit: 'rate/year', between: 'hold', points: [rate] }
  return indices.find((known) => known.id === index)?.growth ?? null
}

/** Registered or insured persons for each resident: the area's path, or that of the nearest area above. */
function ratioOf(catalogue: Catalogue, { target, area }: Address): YearPath | null {
  const own = [...above(catalogue, area), area].flatMap((code) =>
    catalogue.basisRatios.filter((ratio) => ratio.basis === target && ratio.region === code),
  )
  return own.at(-1)?.path ?? null
}

/** Coverage of an item stands still in the catalogue. */
function coveragePath(catalogue: Catalogue, { target }: Address): YearPath | null {
  const item = catalogue.items.find(({ id }) => id === target)
  if (item === undefined) return null
  const { kind: _, max: __, ...point } = item.coverage
  return { unit: 'share', between: 'hold', points: [point] }
}

/** What the region pays of an item's local money: by the class of the area in each year, or the item's own part. */
function sharePath(catalogue: Catalogue, { target, area }: Address, chosen: Chosen): YearPath | null {
  const shares = catalogue.items.find(({ id }) => id === target)?.shares ?? null
  if (shares === null) return null
  const { source, grade, year, basis } = shares
  const said = { source, grade, ...(basis === undefined ? {} : { basis }) }
  const path = { unit: 'share', between: 'hold' } as const
  if (!isByClass(shares)) return { ...path, points: [{ year, value: fixedPart(shares), ...said }] }
  const classes = Array.from({ length: catalogue.horizonYear - catalogue.baseYear + 1 }, (_, k) => {
    const own = sharingClassIn(catalogue, chosen?.overrides ?? [], area, catalogue.baseYear + k)
    const { value, source: from, grade: of } = catalogue.fiscal.classShares[own ?? usualClass]
    return { year: catalogue.baseYear + k, value, source: from, grade: of }
  })
  return { ...path, points: classes.filter(({ value }, k) => k === 0 || value !== classes[k - 1]?.value) }
}

/** Midway between two paths, in every year that one of them gives; provenance is the first's. */
function meanPath(first: YearPath, second: YearPath): YearPath {
  const at = (path: YearPath, year: number): number => pathValues(path, year, year)[0] ?? 0
  return { ...first, points: first.points.map((point) => ({ ...point, value: (at(first, point.year) + at(second, point.year)) / 2 })) }
}

/** Published years are facts: a lever moves only what comes after them, and revenue only what comes after the accounts. */
export function firstFreeYear(catalogue: Catalogue, address: Address, chosen: Chosen): number {
  // Who shares what, and whom it reaches, holds until it is changed and is no fact of its year.
  if (address.lever === 'regionShare' || address.lever === 'coverage') return catalogue.baseYear + 1
  // What was published stays published under an outlook that was made without it.
  const published = [chosen, undefined]
    .flatMap((each) => cataloguePath(catalogue, address, each)?.points ?? [])
    .filter(({ source }) => !['assume', 'wpp-2022'].includes(source))
    .map(({ year }) => year + 1)
    .filter((year) => year <= catalogue.horizonYear)
  const accounts = revenueLevers.includes(address.lever) ? (catalogue.fiscal.accounts[0]?.years.map(({ year }) => year + 1) ?? []) : []
  return Math.max(catalogue.baseYear + 1, ...published, ...accounts)
}
const revenueLevers: readonly Override['lever'][] = ['realGrowth', 'producerPrice', 'taxElasticity', 'resourceVolumeGrowth', 'nonTaxGrowth']

/** The region's code: the root of the tree. */
const rootCode = (catalogue: Catalogue): string => catalogue.regions.find(({ parent }) => parent === null)?.code ?? ''

/** The acting changes of one lever in one area, in the order of the scenario. */
const changesOf = (scenario: Scenario, address: Address, area: string): readonly Override[] =>
  scenario.overrides.filter(
    (o) => o.enabled && o.lever === address.lever && o.area === area && o.target === address.target && o.onlyIncrement !== true,
  )

function moved(values: Float64Array, changes: readonly Override[], baseYear: number): Float64Array {
  const path = values.slice()
  for (const change of changes) movePath(path, change, baseYear, change.after ?? leverNamed(change.lever).after)
  return path
}

/**
 * What an area has without a change of its own, one value a year: the outlook's path, with the changes of the areas it lies in. A league's urban share is no path but a result of the run: `own` gives it where it is known.
 */
export function inheritedValues(catalogue: Catalogue, scenario: Scenario, address: Address, own?: Float64Array): Float64Array {
  const path = cataloguePath(catalogue, address, scenario)
  if (path === null) return new Float64Array(catalogue.horizonYear - catalogue.baseYear + 1)
  if (own !== undefined) return own.slice()
  let values = pathValues(path, catalogue.baseYear, catalogue.horizonYear)
  for (const area of above(catalogue, address.area)) values = moved(values, changesOf(scenario, address, area), catalogue.baseYear)
  return values
}

/** The areas that an area lies in, the widest first. */
function above(catalogue: Catalogue, area: string): readonly string[] {
  const parent = catalogue.regions.find(({ code }) => code === area)?.parent ?? null
  return parent === null ? [] : [...above(catalogue, parent), parent]
}

/** The inherited values with the area's own changes in them. */
export const movedValues = (catalogue: Catalogue, scenario: Scenario, address: Address, inherited: Float64Array): Float64Array =>
  moved(inherited, changesOf(scenario, address, address.area), catalogue.baseYear)

/** A standard of an area, the region's for the root, in its own unit; null where there is none such. */
export function standardAt({ layout, standard }: ReadableResult, id: string, area: string, year: number): number | null {
  const [row, place, k] = [layout.standards.indexOf(id), layout.areas.indexOf(area), layout.years.indexOf(year)]
  return row < 0 || place < 0 || k < 0 ? null : (tableAt(standard, (row * layout.areas.length + place) * layout.years.length + k) ?? null)
}

/** What stands without a change, for a lever in a year; standards and leagues' urban shares are read from the run compared with. */
export function catalogueValue(
  catalogue: Catalogue,
  base: ReadableResult | undefined,
  address: Address & { readonly from: number },
  scenario: Scenario,
): number | null {
  const year = Math.min(Math.max(address.from, catalogue.baseYear), catalogue.horizonYear)
  if (address.lever === 'urbanShare' && address.area !== rootCode(catalogue) && base !== undefined)
    return base.population.find(({ region }) => region === address.area)?.urbanShare[year - catalogue.baseYear] ?? null
  if (cataloguePath(catalogue, address, scenario) !== null)
    return inheritedValues(catalogue, scenario, address)[year - catalogue.baseYear] ?? null
  if (address.lever === 'sharingClass') return classNumber(catalogue, scenario, address)
  if (address.lever === 'standard' && base !== undefined) return standardAt(base, address.target ?? '', address.area, year)
  if (address.lever === 'threshold')
    return Object.entries(catalogue.fiscal.thresholds).find(([id]) => id === address.target)?.[1].value ?? null
  return address.lever === 'targetLevel' || address.lever === 'targetUnitCost' ? targetValue(catalogue, address) : null
}

/** What the catalogue says of a target outside the items: how much is asked for, or what a unit costs; null where nobody knows. */
export function targetValue(catalogue: Catalogue, { lever, target = '' }: Pick<Address, 'lever' | 'target'>): number | null {
  const cost = targetCostOf(catalogue, target)
  if (cost === undefined) return null
  if (lever === 'targetUnitCost') return cost[target.endsWith('.capital') ? 'capital' : 'running']?.cost?.central ?? null
  const { measure } = cost
  const indicator = catalogue.indicators.find(({ id }) => id === cost.indicator)
  if (indicator !== undefined) return indicator.target.value
  if (measure.kind === 'total') return measure.amount?.value ?? null
  return measure.kind === 'births' ? measure.perBirth : measure.kind === 'ages' ? (measure.share?.value ?? null) : null
}

/** The cost that a change is of: of its number, or of one of its unit costs. */
export const targetCostOf = ({ targetCosts }: Catalogue, target: string): TargetCost | undefined =>
  targetCosts.find(({ id }) => id === target || target === `${id}.capital` || target === `${id}.running`)

/** Number of the class that an area has without changes of its own; null for the whole region. */
function classNumber(catalogue: Catalogue, { overrides }: Scenario, { area, from }: Address & { readonly from: number }): number | null {
  const wider = overrides.filter((o) => o.area !== area)
  const own = sharingClassIn(catalogue, wider, area, from)
  return own === undefined ? null : sharingClasses.indexOf(own) + 1
}
