import { outlookNamed, outlookPaths, type OutlookPaths } from '../catalogue/outlook'
import { ages } from '../population/lifeTable'
import type { FinishedProjection, LeafPaths, ProjectionLeaf } from '../population/project'
import type { RunNotice } from '../result'
import type { Structure } from '../structure'
import { checkPopulation } from './checkPopulation'
import type { ImportedPopulation, Override, Scenario } from './document'
import { yearly } from './fiscalInputs'
import { Mover, type Told } from './mover'

/** What a scenario makes of the catalogue's population: bases and paths of every leaf, and what has to be said about it. */
export interface AppliedPopulation {
  readonly outlook: string
  readonly leaves: readonly ProjectionLeaf[]
  /** The leaves before any change of their own; the same objects where there is none. */
  readonly inherited: readonly ProjectionLeaf[]
  readonly rootUrbanShare: Float64Array
  readonly finished: readonly FinishedProjection[]
  readonly notices: readonly RunNotice[]
  /**
   * What has to be said of changes; of leagues' urban shares only once the population has been projected. A change that is
   * refused here may act on some leaves already: the population is made again without it.
   */
  readonly told: readonly Told[]
  /** Imported populations that act, wider areas before those within them. */
  readonly populations: readonly ImportedPopulation[]
}

type ImportedBase = Extract<ImportedPopulation, { kind: 'base' }>
type ImportedProjection = Extract<ImportedPopulation, { kind: 'projection' }>
type LeafBase = Omit<ProjectionLeaf, 'paths'>

/** Positions of the leaves within an area. */
export const leavesOf = (structure: Structure, area: string): readonly number[] => structure.leavesIn.get(area) ?? []

/**
 * @param overrides population levers that act, the region's before a league's.
 */
export function applyPopulation(structure: Structure, scenario: Scenario, overrides: readonly Override[]): AppliedPopulation {
  const { catalogue, root } = structure
  const notices: RunNotice[] = []
  const mover = new Mover(catalogue.baseYear)
  const named = outlookNamed(catalogue, scenario.outlook?.id)
  if (named === undefined) notices.push({ code: 'outlook-unknown', params: { outlook: scenario.outlook?.id ?? '' } })
  const outlook = named ?? outlookNamed(catalogue, undefined)
  const { paths: region, rootUrbanShare } = regionPaths(
    structure,
    outlookPaths(catalogue.population, outlook),
    overrides.filter((o) => o.area === root.code),
    mover,
  )
  const populations = acting(structure, scenario.populations, notices)
  const bases = leafBases(structure, populations)
  const inherited = bases.inherited.map((base): ProjectionLeaf => ({ ...base, paths: region }))
  const nearerOverrides = overrides.filter((o) => o.area !== root.code)
  const leaves = inherited.map((leaf, k): ProjectionLeaf => {
    const nearer = nearerOverrides.filter((o) => leavesOf(structure, o.area).includes(k))
    const own = bases.own.get(k)
    if (nearer.length === 0 && own === undefined) return leaf
    return { ...leaf, ...own, paths: nearer.length === 0 ? region : leafPaths(region, nearer, mover) }
  })
  return {
    outlook: outlook?.id ?? '',
    leaves,
    inherited,
    rootUrbanShare,
    finished: finishedOf(structure, populations),
    notices,
    told: mover.told,
    populations,
  }
}

/** Imported populations that can be used, the region's before a league's; what is wrong with the others is told. */
function acting(structure: Structure, populations: readonly ImportedPopulation[], notices: RunNotice[]): readonly ImportedPopulation[] {
  const used = populations.filter((entry) => {
    if (!entry.enabled) return false
    const remarks = checkPopulation(entry, structure.catalogue)
    for (const { code, params } of remarks) notices.push({ code, overrideId: entry.id, params })
    return !remarks.some(({ level }) => level === 'refuse')
  })
  const width = (entry: ImportedPopulation): number => leavesOf(structure, entry.area).length
  return used
    .map((entry, k) => ({ entry, k }))
    .sort((a, b) => width(b.entry) - width(a.entry) || a.k - b.k)
    .map(({ entry }) => entry)
}

const catalogueBases = new WeakMap<Structure, readonly LeafBase[]>()

/** The catalogue's own bases, one per leaf. @throws RangeError without one; `check.ts` refuses such catalogues before. */
function basesOf(structure: Structure): readonly LeafBase[] {
  const known = catalogueBases.get(structure)
  if (known !== undefined) return known
  const made = structure.leaves.map(({ code }): LeafBase => {
    const base = structure.catalogue.population.base.find(({ region }) => region === code)
    if (base === undefined) throw new RangeError(`no population base for ${code}`)
    return { male: Float64Array.from(base.male), female: Float64Array.from(base.female), baseUrbanShare: base.urbanShare.value }
  })
  catalogueBases.set(structure, made)
  return made
}

/** Bases with the region's imports in them, and those of leaves with imports of their own or of a region between. */
function leafBases(
  structure: Structure,
  populations: readonly ImportedPopulation[],
): { readonly inherited: readonly LeafBase[]; readonly own: ReadonlyMap<number, LeafBase> } {
  const inherited = [...basesOf(structure)]
  const own = new Map<number, LeafBase>()
  for (const entry of populations) {
    const base = baseOf(entry, structure.catalogue.baseYear)
    if (base === undefined) continue
    const within = leavesOf(structure, entry.area)
    const known = within.map((leaf) => own.get(leaf) ?? inherited[leaf]).filter((leaf) => leaf !== undefined)
    spreadBase(base, known).forEach((leaf, k) => {
      if (entry.area === structure.root.code) inherited[within[k] ?? -1] = leaf
      else own.set(within[k] ?? -1, leaf)
    })
  }
  return { inherited, own }
}

/** A projection that begins in the base year brings its base along. */
function baseOf(entry: ImportedPopulation, baseYear: number): ImportedBase | undefined {
  if (entry.kind === 'base') return entry
  const { male, female, firstYear, ...rest } = entry
  return firstYear === baseYear ? { ...rest, kind: 'base', male: male[0] ?? [], female: female[0] ?? [] } : undefined
}

/** Spread an area's persons over its leaves, age by age, as they stand there; a single leaf gets them as they are. */
function spreadBase(entry: ImportedBase, leaves: readonly LeafBase[]): readonly LeafBase[] {
  const spread = (persons: readonly number[], of: 'male' | 'female'): readonly Float64Array[] => {
    if (leaves.length === 1) return [Float64Array.from(persons)]
    const everybody = leaves.map((leaf) => leaf[of].reduce((all, value) => all + value, 0))
    const total = everybody.reduce((all, value) => all + value, 0)
    return leaves.map((leaf, k) =>
      Float64Array.from(persons, (value, age) => {
        const here = leaves.reduce((all, other) => all + (other[of][age] ?? 0), 0)
        return here > 0 ? (value * (leaf[of][age] ?? 0)) / here : (value * (everybody[k] ?? 0)) / total
      }),
    )
  }
  const [male, female] = [spread(entry.male, 'male'), spread(entry.female, 'female')]
  const urban = urbanShares(entry)
  return leaves.map((leaf, k) => ({
    male: male[k] ?? leaf.male,
    female: female[k] ?? leaf.female,
    baseUrbanShare: urban?.all ?? leaf.baseUrbanShare,
    ...(urban === undefined ? {} : { urbanShares: urban.byAge }),
  }))
}

/** Urban share by sex and age; where nobody is of an age, that of all. */
function urbanShares(entry: ImportedBase): { readonly all: number; readonly byAge: Float64Array } | undefined {
  if (entry.urbanMale === undefined || entry.urbanFemale === undefined) return undefined
  const [persons, urban] = [
    [...entry.male, ...entry.female],
    [...entry.urbanMale, ...entry.urbanFemale],
  ]
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const all = sum(urban) / sum(persons)
  return { all, byAge: Float64Array.from(persons, (value, k) => (value > 0 ? (urban[k] ?? 0) / value : all)) }
}

/** Finished projections, those of wider areas first. A base year among their years is a base, not a projected year. */
function finishedOf(structure: Structure, populations: readonly ImportedPopulation[]): readonly FinishedProjection[] {
  const { baseYear, horizonYear } = structure.catalogue
  return populations
    .filter((entry): entry is ImportedProjection => entry.kind === 'projection')
    .map(({ area, firstYear, male, female }) => {
      const skipped = Math.max(0, baseYear + 1 - firstYear)
      const years = Math.min(male.length - skipped, horizonYear - Math.max(firstYear, baseYear + 1) + 1)
      const stock = new Float64Array(Math.max(0, years) * 2 * ages)
      for (let k = 0; k < years; k++) {
        stock.set(male[k + skipped] ?? [], k * 2 * ages)
        stock.set(female[k + skipped] ?? [], k * 2 * ages + ages)
      }
      return { leaves: leavesOf(structure, area), stock }
    })
}

type VitalPaths = Record<'tfr' | 'srb' | 'e0Male' | 'e0Female' | 'migrationRate', Float64Array>

function regionPaths(
  structure: Structure,
  outlook: OutlookPaths,
  overrides: readonly Override[],
  mover: Mover,
): { readonly paths: LeafPaths; readonly rootUrbanShare: Float64Array } {
  const paths: VitalPaths = {
    tfr: yearly(structure, outlook.tfr),
    srb: yearly(structure, outlook.srb),
    e0Male: yearly(structure, outlook.e0Male),
    e0Female: yearly(structure, outlook.e0Female),
    migrationRate: yearly(structure, outlook.migrationRate),
  }
  const rootUrbanShare = yearly(structure, outlook.urbanShare)
  for (const override of overrides) {
    if (override.lever === 'urbanShare') mover.move(override, [rootUrbanShare])
    else moveVitalRates(paths, override, mover)
  }
  return { paths, rootUrbanShare }
}

function leafPaths(region: LeafPaths, overrides: readonly Override[], mover: Mover): LeafPaths {
  const paths = {
    tfr: region.tfr.slice(),
    srb: region.srb.slice(),
    e0Male: region.e0Male.slice(),
    e0Female: region.e0Female.slice(),
    migrationRate: region.migrationRate.slice(),
  }
  for (const override of overrides) if (override.lever !== 'urbanShare') moveVitalRates(paths, override, mover)
  const urban = overrides.filter((o) => o.lever === 'urbanShare')
  if (urban.length === 0) return paths
  const moveUrbanShare = (inherited: Float64Array): void => {
    for (const override of urban) mover.move(override, [inherited])
  }
  return { ...paths, moveUrbanShare }
}

/** Life expectancy is given for both sexes together: the change of their mean moves both. */
function moveVitalRates(paths: VitalPaths, override: Override, mover: Mover): void {
  if (override.lever === 'tfr') mover.move(override, [paths.tfr])
  else if (override.lever === 'sexRatioAtBirth') mover.move(override, [paths.srb])
  else if (override.lever === 'netMigration') mover.move(override, [paths.migrationRate])
  else {
    const mean = paths.e0Male.map((male, k) => (male + (paths.e0Female[k] ?? 0)) / 2)
    const moved = mean.slice()
    mover.move(override, [moved])
    mean.forEach((old, k) => {
      const change = (moved[k] ?? 0) - old
      paths.e0Male[k] = (paths.e0Male[k] ?? 0) + change
      paths.e0Female[k] = (paths.e0Female[k] ?? 0) + change
    })
  }
}
