import type { Catalogue } from '../catalogue/schema'
import type { RunNotice } from '../result'
import { scopeFactor } from '../target/readings'
import type { Structure } from '../structure'
import { applyActuals } from './applyActuals'
import { applyAssessment, type Assessment } from './applyAssessment'
import { applyPopulation, type AppliedPopulation } from './applyPopulation'
import { applySharing } from './applySharing'
import { applyCoverage, applyStandards, cellsOf } from './applyStandards'
import { checkOverride } from './checkOverride'
import { movesOf, type LeverId, type Override, type Scenario } from './document'
import type { Actual } from './entries'
import { applyFunds } from './applyFunds'
import { accountedYears, yearly, type Inputs } from './fiscalInputs'
import { Mover, type Overshoot, type Told } from './mover'

/** What a scenario makes of the catalogue: arrays for the equations, paths for the population, and what has to be said about it. */
export interface AppliedScenario {
  readonly inputs: Inputs
  /** In place of some of them: standards, coverage and sharing as the catalogue has them; null where the scenario moves none. */
  readonly cataloguePolicies: Inputs | null
  readonly population: AppliedPopulation
  readonly thresholds: Readonly<Record<keyof Catalogue['fiscal']['thresholds'], number>>
  readonly notices: readonly RunNotice[]
  /** Actual figures that act. */
  readonly actuals: readonly Actual[]
  readonly assessment: Assessment
  /** Changes of targets outside the items and of their unit costs. */
  readonly targetOverrides: readonly Override[]
  /** Levers that are moved, in the order of the input screens. */
  readonly levers: readonly LeverId[]
  /** Changes that act, the region's before a league's. */
  readonly overrides: readonly Override[]
}

/** Overrides that act, the region's before a league's, so that the nearer one rules. */
function acting(
  structure: Structure,
  scenario: Scenario,
  refused: Refused,
): { readonly overrides: readonly Override[]; readonly notices: readonly RunNotice[] } {
  const notices: RunNotice[] = []
  const overrides: Override[] = []
  for (const override of scenario.overrides) {
    if (!override.enabled) continue
    const remarks = checkOverride(override, structure.catalogue)
    for (const { code, params } of remarks) notices.push({ code, overrideId: override.id, params })
    const place = refused.get(override.id)
    if (place !== undefined) notices.push(noticeOf({ override, level: 'refuse', place }))
    else if (!remarks.some((remark) => remark.level === 'refuse')) overrides.push(override)
  }
  const depth = (code: string): number => {
    const region = structure.catalogue.regions.find((r) => r.code === code)
    return region === undefined || region.parent === null ? 0 : 1 + depth(region.parent)
  }
  return {
    overrides: overrides
      .map((o, k) => ({ o, k }))
      .sort((a, b) => depth(a.o.area) - depth(b.o.area) || a.k - b.k)
      .map(({ o }) => o),
    notices,
  }
}

/** Levers by which a scenario decides something: who gets how much, and who pays for it. */
export const policyLevers: readonly LeverId[] = ['standard', 'coverage', 'regionShare', 'sharingClass']

/** Changes, by their ids, of which a run has shown that they lead out of what their lever can be. */
export type Refused = ReadonlyMap<string, Overshoot>

function noticeOf({ override, level, place: { year, value, low, high } }: Told): RunNotice {
  const code = level === 'refuse' ? 'override-out-of-range' : 'override-implausible'
  return { code, overrideId: override.id, params: { year: String(year), value, low, high } }
}

/** One notice for each change, although it may act on many paths. */
const noticesOf = (told: readonly Told[]): readonly RunNotice[] => [
  ...new Map(told.map((one) => [`${one.override.id} ${one.level}`, noticeOf(one)])).values(),
]

/** What keeps a change out of the run, by its id. */
export const refusalsIn = (told: readonly Told[]): Map<string, Overshoot> =>
  new Map(told.flatMap(({ override, level, place }) => (level === 'refuse' ? [[override.id, place] as const] : [])))

/** @param populationOf what the scenario makes of the population, given the population levers that act; for those who keep it. */
export function applyScenario(
  structure: Structure,
  scenario: Scenario,
  refused: Refused = new Map(),
  populationOf = applyPopulation,
): AppliedScenario {
  const { overrides, notices } = acting(structure, scenario, refused)
  const inputs: Inputs = new Map()
  const mover = new Mover(structure.catalogue.baseYear)
  const of = (...ids: readonly LeverId[]): readonly Override[] => overrides.filter((o) => ids.includes(o.lever))
  const wider = widerScopes(structure.catalogue, scenario.readings)
  const policies = (acts: boolean, into: Inputs): Inputs => {
    applyStandards(structure, acts ? of('standard') : [], into)
    applyCoverage(structure, acts ? of('coverage') : [], into, mover, acts ? wider : new Map())
    applySharing(structure, acts ? of('regionShare', 'sharingClass') : [], into, mover)
    return into
  }
  policies(true, inputs)
  const growth = growthOf(structure, overrides)
  for (const [name, values] of growth.inputs) inputs.set(name, values)
  const entered = applyActuals(structure, scenario, inputs, of('basisRatio'))
  applyFunds(structure, of('fundContributionGrowth', 'fundBenefitGrowth', 'pooledGrowth'), entered.actuals, inputs, mover)
  const { baseYear } = structure.catalogue
  const assessed = applyAssessment(structure.catalogue, scenario.assessment, baseYear + accountedYears(structure) - 1)
  const population = populationOf(structure, scenario, of('tfr', 'lifeExpectancy', 'netMigration', 'sexRatioAtBirth', 'urbanShare'))
  const thresholds = Object.fromEntries(
    Object.entries(structure.catalogue.fiscal.thresholds).map(([id, fact]) => [
      id,
      of('threshold').findLast((o) => o.target === id)?.value ?? fact.value,
    ]),
  ) as AppliedScenario['thresholds']
  const told = [...mover.told, ...growth.told, ...population.told]
  const left = refusalsIn(told)
  const act = overrides.filter(({ id }) => !left.has(id))
  return {
    inputs,
    cataloguePolicies: of(...policyLevers).length + wider.size === 0 ? null : unmoved(policies(false, new Map()), inputs),
    population,
    thresholds,
    notices: [...notices, ...noticesOf(told), ...entered.notices, ...assessed.notices, ...population.notices],
    actuals: entered.actuals,
    assessment: assessed.assessment,
    targetOverrides: of('targetLevel', 'targetUnitCost'),
    levers: [...new Set(act.map((o) => o.lever))],
    overrides: act,
  }
}

/** Items of which more is delivered where the scenario reads the plan more widely. */
const widerScopes = (catalogue: Catalogue, readings: Scenario['readings']): ReadonlyMap<string, number> =>
  new Map(
    catalogue.planChecks.scopes.flatMap(({ item }) => {
      const factor = item === undefined ? 1 : scopeFactor(catalogue, item, readings)
      return item === undefined || factor === 1 ? [] : [[item, factor] as const]
    }),
  )

/** Policies as the catalogue has them. Which rows the scenario moves stays: they hold the same amounts, and need not come and go. */
function unmoved(policies: Inputs, moved: Inputs): Inputs {
  const rows = moved.get('isAdjusted')
  return rows === undefined ? policies : policies.set('isAdjusted', rows)
}

const growthLevers: readonly LeverId[] = [
  'realGrowth',
  'producerPrice',
  'taxElasticity',
  'resourceVolumeGrowth',
  'nonTaxGrowth',
  'generalTransferGrowth',
  'priceIndex',
  'priorClaimsGrowth',
]
interface Growth {
  readonly inputs: Inputs
  readonly told: readonly Told[]
}
const lastGrowth = new WeakMap<Structure, { readonly key: string; readonly growth: Growth }>()

/** Growth paths; those of the last run where nothing that moves them has changed since. */
function growthOf(structure: Structure, overrides: readonly Override[]): Growth {
  const acting = overrides.filter(({ lever }) => growthLevers.includes(lever))
  const key = movesOf(acting)
  const last = lastGrowth.get(structure)
  if (last?.key === key) return last.growth
  const [inputs, mover]: [Inputs, Mover] = [new Map(), new Mover(structure.catalogue.baseYear)]
  applyGrowth(structure, acting, inputs, mover)
  const growth = { inputs, told: mover.told }
  lastGrowth.set(structure, { key, growth })
  return growth
}

/** Changes of a lever of a whole area, and all others of it. */
function divided(overrides: readonly Override[], lever: LeverId, area: string): readonly [readonly Override[], readonly Override[]] {
  const own = overrides.filter((override) => override.lever === lever)
  return [own.filter((override) => override.area === area), own.filter((override) => override.area !== area)]
}

/** Growth paths: of indices, of revenue and transfers per cell, of prior claims. */
function applyGrowth(structure: Structure, overrides: readonly Override[], inputs: Inputs, mover: Mover): void {
  const { catalogue, cells, years } = structure
  const { fiscal } = catalogue
  const moved = (path: Float64Array, lever: LeverId, target?: string): Float64Array => {
    for (const o of overrides) if (o.lever === lever && o.target === target) mover.move(o, [path])
    return path
  }
  const perCell = (name: string, lever: LeverId, path: Float64Array): void => {
    const values = new Float64Array(cells.length * years.length)
    const [wide, near] = divided(overrides, lever, structure.root.code)
    // What moves the whole region moves one path, before it stands in every cell; it comes before what moves a league.
    for (const o of wide) mover.move(o, [path])
    for (let cell = 0; cell < cells.length; cell++) values.set(path, cell * years.length)
    for (const o of near) {
      mover.move(
        o,
        cellsOf(structure, o.area).map((cell) => values.subarray(cell * years.length, (cell + 1) * years.length)),
      )
    }
    inputs.set(name, values)
  }
  perCell('realGrowth', 'realGrowth', yearly(structure, fiscal.realGrowth))
  perCell('producerPrice', 'producerPrice', yearly(structure, fiscal.producerPrice))
  perCell('taxElasticity', 'taxElasticity', yearly(structure, fiscal.taxElasticity))
  perCell('resourceVolumeGrowth', 'resourceVolumeGrowth', yearly(structure, fiscal.resourceVolumeGrowth))
  perCell('nonTaxGrowth', 'nonTaxGrowth', yearly(structure, fiscal.nonTaxGrowth))
  perCell('generalTransferGrowth', 'generalTransferGrowth', yearly(structure, fiscal.generalTransferGrowth))
  inputs.set(
    'indexGrowth',
    Float64Array.from(catalogue.indices.flatMap((index) => [...moved(yearly(structure, index.growth), 'priceIndex', index.id)])),
  )
  inputs.set(
    'claimGrowth',
    Float64Array.from(fiscal.priorClaims.flatMap((claim) => [...moved(yearly(structure, claim.growth), 'priorClaimsGrowth', claim.id)])),
  )
}
