import type { Catalogue } from '../catalogue/schema'
import type { RunNotice } from '../result'
import { ownLevelCode, type Structure } from '../structure'
import { applyPopulation, leavesOf, type AppliedPopulation } from './applyPopulation'
import { checkOverride } from './checkOverride'
import type { LeverId, Override, Scenario } from './document'
import { yearly, type Inputs } from './fiscalInputs'
import { leverNamed } from './levers'
import { movePath, phaseIn, seriesValue, span } from './movePath'

/** What a scenario makes of the catalogue: arrays for the equations, paths for the population, and what has to be said about it. */
export interface AppliedScenario {
  readonly inputs: Inputs
  readonly population: AppliedPopulation
  readonly thresholds: Readonly<Record<keyof Catalogue['fiscal']['thresholds'], number>>
  readonly notices: readonly RunNotice[]
  /** Levers that are moved, in the order of the input screens. */
  readonly levers: readonly LeverId[]
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
    for (const remark of remarks) notices.push({ code: remark.code, overrideId: override.id, params: remark.params })
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

/** Cells an override acts on: the leaves below its area, and for the whole region its own level too. */
export const cellsOf = (structure: Structure, area: string): readonly number[] =>
  area === structure.root.code ? structure.cells.map((_, k) => k) : leavesOf(structure, area)

export function applyScenario(structure: Structure, scenario: Scenario): AppliedScenario {
  const { overrides, notices } = acting(structure, scenario)
  const inputs: Inputs = new Map()
  const of = (...ids: readonly LeverId[]): readonly Override[] => overrides.filter((o) => ids.includes(o.lever))
  applyStandards(structure, of('standard'), inputs)
  applyCoverage(structure, of('coverage'), inputs)
  applyGrowth(structure, overrides, inputs)
  const population = applyPopulation(structure, scenario, of('tfr', 'lifeExpectancy', 'netMigration', 'sexRatioAtBirth', 'urbanShare'))
  const thresholds = Object.fromEntries(
    Object.entries(structure.catalogue.fiscal.thresholds).map(([id, fact]) => [
      id,
      of('threshold').findLast((o) => o.target === id)?.value ?? fact.value,
    ]),
  ) as AppliedScenario['thresholds']
  return {
    inputs,
    population,
    thresholds,
    notices: [...notices, ...population.notices],
    levers: [...new Set(overrides.map((o) => o.lever))],
  }
}

const untouched = new WeakMap<Structure, Inputs>()

/** Standards as the scenario replaces, scales or shifts them; the same arrays for every scenario that touches none. */
function applyStandards(structure: Structure, overrides: readonly Override[], inputs: Inputs): void {
  const known = overrides.length === 0 ? untouched.get(structure) : undefined
  const moves = known ?? standardMoves(structure, overrides)
  if (overrides.length === 0) untouched.set(structure, moves)
  for (const [name, values] of moves) inputs.set(name, values)
}

function standardMoves(structure: Structure, overrides: readonly Override[]): Inputs {
  const { standards, cells, years, catalogue } = structure
  const size = standards.length * cells.length * years.length
  const [isReplaced, replacement, isHeld, phase, shift] = [0, 1, 2, 3, 4].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const scale = new Float64Array(size).fill(1)
  for (const override of overrides) {
    const standard = standards.findIndex((entry) => entry.id === override.target)
    const { first, last } = span(override, catalogue.baseYear, years.length)
    for (const cell of cellsOf(structure, override.area)) {
      for (let k = first; k <= last; k++) {
        const at = (standard * cells.length + cell) * years.length + k
        const year = catalogue.baseYear + k
        const given = override.mode === 'series' ? seriesValue(override, year) : override.mode === 'set' ? override.value : undefined
        if (override.mode === 'scale') scale[at] = (scale[at] ?? 1) * (1 + ((override.value ?? 1) - 1) * phaseIn(override, year))
        else if (override.mode === 'add') shift[at] = (shift[at] ?? 0) + (override.value ?? 0) * phaseIn(override, year)
        else if (given !== undefined) {
          const starts = override.mode === 'series' || k === first
          isReplaced[at] = starts ? 1 : 0
          replacement[at] = given
          isHeld[at] = override.after === 'hold' ? 1 : 0
          phase[at] = phaseIn(override, year)
          scale[at] = 1
          shift[at] = 0
        }
      }
    }
  }
  return new Map(Object.entries({ isReplaced, replacement, isHeld, phase, standardScale: scale, standardShift: shift }))
}

function applyCoverage(structure: Structure, overrides: readonly Override[], inputs: Inputs): void {
  const { catalogue, cells, years } = structure
  const coverage = new Float64Array(catalogue.items.length * cells.length * years.length)
  catalogue.items.forEach((item, i) => {
    const row = i * cells.length * years.length
    coverage.fill(item.coverage.value, row, row + cells.length * years.length)
    for (const override of overrides.filter((o) => o.target === item.id)) {
      for (const cell of cellsOf(structure, override.area)) {
        const start = row + cell * years.length
        movePath(coverage.subarray(start, start + years.length), override, catalogue.baseYear, override.after ?? 'hold')
      }
    }
  })
  inputs.set('coverage', coverage)
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

/** Area codes in the order of the result's rows: the root, then cells. */
export const areasOf = (structure: Structure): readonly string[] => [
  structure.root.code,
  ...structure.leaves.map((leaf) => leaf.code),
  ownLevelCode(structure.root.code),
]
