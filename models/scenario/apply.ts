import type { Catalogue } from '../catalogue/schema'
import type { RunNotice } from '../result'
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
import { leverNamed } from './levers'
import { movePath } from './movePath'

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
  /** Levers that are moved, in the order of the input screens. */
  readonly levers: readonly LeverId[]
  /** Changes that act, the region's before a league's. */
  readonly overrides: readonly Override[]
}

/** Overrides that act, the region's before a league's, so that the nearer one rules. */
function acting(
  structure: Structure,
  scenario: Scenario,
): { readonly overrides: readonly Override[]; readonly notices: readonly RunNotice[] } {
  const notices: RunNotice[] = []
  const overrides: Override[] = []
  for (const override of scenario.overrides) {
    if (!override.enabled) continue
    const remarks = checkOverride(override, structure.catalogue)
    // Floors are looked at in the run itself, which knows the whole path.
    for (const { code, params } of remarks) if (code !== 'below-national-floor') notices.push({ code, overrideId: override.id, params })
    if (!remarks.some((remark) => remark.level === 'refuse')) overrides.push(override)
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
export const policyLevers: readonly LeverId[] = ['standard', 'coverage', 'regionShare']

/** @param populationOf what the scenario makes of the population, given the population levers that act; for those who keep it. */
export function applyScenario(structure: Structure, scenario: Scenario, populationOf = applyPopulation): AppliedScenario {
  const { overrides, notices } = acting(structure, scenario)
  const inputs: Inputs = new Map()
  const of = (...ids: readonly LeverId[]): readonly Override[] => overrides.filter((o) => ids.includes(o.lever))
  const policies = (acts: boolean, into: Inputs): Inputs => {
    applyStandards(structure, acts ? of('standard') : [], into)
    applyCoverage(structure, acts ? of('coverage') : [], into)
    applySharing(structure, acts ? of('regionShare') : [], into)
    return into
  }
  policies(true, inputs)
  for (const [name, values] of growthOf(structure, overrides)) inputs.set(name, values)
  const entered = applyActuals(structure, scenario, inputs, of('basisRatio'))
  applyFunds(structure, of('fundContributionGrowth', 'fundBenefitGrowth', 'pooledGrowth'), entered.actuals, inputs)
  const { baseYear } = structure.catalogue
  const assessed = applyAssessment(structure.catalogue, scenario.assessment, baseYear + accountedYears(structure) - 1)
  const population = populationOf(structure, scenario, of('tfr', 'lifeExpectancy', 'netMigration', 'sexRatioAtBirth', 'urbanShare'))
  const thresholds = Object.fromEntries(
    Object.entries(structure.catalogue.fiscal.thresholds).map(([id, fact]) => [
      id,
      of('threshold').findLast((o) => o.target === id)?.value ?? fact.value,
    ]),
  ) as AppliedScenario['thresholds']
  return {
    inputs,
    cataloguePolicies: of(...policyLevers).length === 0 ? null : unmoved(policies(false, new Map()), inputs),
    population,
    thresholds,
    notices: [...notices, ...entered.notices, ...assessed.notices, ...population.notices],
    actuals: entered.actuals,
    assessment: assessed.assessment,
    levers: [...new Set(overrides.map((o) => o.lever))],
    overrides,
  }
}

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
const lastGrowth = new WeakMap<Structure, { readonly key: string; readonly inputs: Inputs }>()

/** Growth paths; those of the last run where nothing that moves them has changed since. */
function growthOf(structure: Structure, overrides: readonly Override[]): Inputs {
  const acting = overrides.filter(({ lever }) => growthLevers.includes(lever))
  const key = movesOf(acting)
  const last = lastGrowth.get(structure)
  if (last?.key === key) return last.inputs
  const inputs: Inputs = new Map()
  applyGrowth(structure, acting, inputs)
  lastGrowth.set(structure, { key, inputs })
  return inputs
}

/** Growth paths: of indices, of revenue and transfers per cell, of prior claims. */
function applyGrowth(structure: Structure, overrides: readonly Override[], inputs: Inputs): void {
  const { catalogue, cells, years } = structure
  const { fiscal, baseYear } = catalogue
  const moved = (path: Float64Array, lever: LeverId, target?: string): Float64Array => {
    for (const o of overrides) if (o.lever === lever && o.target === target) movePath(path, o, baseYear, o.after ?? leverNamed(lever).after)
    return path
  }
  const perCell = (name: string, lever: LeverId, path: Float64Array): void => {
    const values = new Float64Array(cells.length * years.length)
    cells.forEach((_, cell) => {
      values.set(path, cell * years.length)
    })
    for (const o of overrides.filter((override) => override.lever === lever)) {
      for (const cell of cellsOf(structure, o.area)) {
        movePath(values.subarray(cell * years.length, (cell + 1) * years.length), o, baseYear, o.after ?? leverNamed(lever).after)
      }
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
