import type { Banner, Catalogue, Component, Driver, GrowthRule, Item, Region } from './catalogue/schema'
import type { DimensionName, Mapping, Space } from './equation/expression'

/** What equations call the cell of the region's own level. */
export const ownLevel = 'own-level'

/** Of whom a service counts its persons: residents, registered, insured, or enrolled. */
export const bases = ['resident', 'registered', 'insured', 'enrolled'] as const
export type Basis = (typeof bases)[number]

/** Bases whose persons are not the residents. */
export const countedBases = ['registered', 'insured'] as const

/** What a count of the persons of a basis is given for, beside the components. */
export const basisTarget = (basis: (typeof countedBases)[number]): string => `basis.${basis}`

/** The basis that a count is of; undefined for a count of deliveries. */
export const basisCounted = (target: string): (typeof countedBases)[number] | undefined =>
  countedBases.find((basis) => basisTarget(basis) === target)

/** A driver group as components of one basis count it. */
export interface GroupEntry {
  /** The driver's id; with the basis before it where that counts other persons than residents. */
  readonly id: string
  readonly driver: string
  readonly basis: Basis
}

/** A standard: the unit cost of one component, or the amount of a pool of which components are slices. */
export interface StandardEntry {
  readonly id: string
  /** Absent for a pool. */
  readonly item?: Item
  readonly component?: Component
}

/** A row of the results: cells themselves, and sums of cells. */
export interface Area {
  readonly code: string
  readonly level: 'consolidated' | 'own' | 'league' | 'banner'
  readonly cells: readonly number[]
}

export interface ComponentEntry {
  readonly id: string
  readonly item: Item
  readonly component: Component
}

/** The sets of one catalogue in a fixed order: what rows of every array stand for. */
export interface Structure {
  readonly catalogue: Catalogue
  readonly years: readonly number[]
  readonly root: Region
  /** Regions without children, in catalogue order. */
  readonly leaves: readonly Region[]
  /** Regions between the root and the leaves, in catalogue order: sums of their leaves. */
  readonly between: readonly Region[]
  /** Codes of the leaves, then `<root>-own`. */
  readonly cells: readonly string[]
  /** What rows of results stand for: the root, regions between, then cells; with the cells each is the sum of. */
  readonly areas: readonly Area[]
  /** Positions of the leaves within each region, by its code. */
  readonly leavesIn: ReadonlyMap<string, readonly number[]>
  readonly components: readonly ComponentEntry[]
  readonly standards: readonly StandardEntry[]
  /** Banners beside the leaves that are units of their own, in catalogue order. */
  readonly banners: readonly Banner[]
  readonly space: Space
}

/** Three levels below the centre that share the local money. */
export const localPayers = ['region', 'league', 'banner'] as const

/** Classes of leagues by which the region pays less or more of the local money. */
export const sharingClasses = ['I', 'II', 'III'] as const

/** Who shares the local money, and by what. */
const sharingSets = { class: sharingClasses, payer: localPayers } as const

/** Id of the standard behind a component that is no slice of a pool; also the component's own id in results. */
export const standardId = (item: Item, component: Component): string => `${item.id}.${component.id}`

/** Code of the region's own level, on which regional programmes sit. */
export const ownLevelCode = (root: string): string => `${root}-own`

/**
 * @param banners beside the leaves that are units of their own.
 * @throws RangeError when the catalogue has no single root; `check.ts` refuses such catalogues before.
 */
export function structureOf(catalogue: Catalogue, banners: readonly Banner[] = []): Structure {
  const root = catalogue.regions.find((region) => region.parent === null)
  if (root === undefined) throw new RangeError('the region tree has no root')
  const leaves = catalogue.regions.filter((region) => !catalogue.regions.some((other) => other.parent === region.code))
  const between = catalogue.regions.filter((region) => region !== root && !leaves.includes(region))
  const cells = [...leaves.map((leaf) => leaf.code), ownLevelCode(root.code)]
  const leavesIn = leavesByRegion(catalogue, leaves)
  const areas = areasOf(root, between, leaves, leavesIn)
  const years = Array.from({ length: catalogue.horizonYear - catalogue.baseYear + 1 }, (_, k) => catalogue.baseYear + k)
  const components = catalogue.items.flatMap((item) =>
    item.components.map((component) => ({ id: standardId(item, component), item, component })),
  )
  const standards: readonly StandardEntry[] = [
    ...components.filter((entry) => entry.component.poolShare === undefined),
    ...catalogue.pools.map((pool) => ({ id: pool.id })),
  ]
  const rules = standards.map((entry) => ruleOf(catalogue, entry))
  const leaders = [...new Set(rules.flatMap((rule) => (rule?.kind === 'linked' ? [rule.standard] : [])))]
  const linked = standards.flatMap(({ id }, k) => (rules[k]?.kind === 'linked' ? [id] : []))
  const elements: Record<DimensionName, readonly string[]> = {
    ...unitSets(banners, areas, between),
    grant: catalogue.grants.map((grant) => grant.id),
    ...peopleSets(catalogue),
    index: catalogue.indices.map((index) => index.id),
    ...besideSets(catalogue),
    item: catalogue.items.map((item) => item.id),
    component: components.map((entry) => entry.id),
    standard: standards.map((entry) => entry.id),
    leader: leaders,
    linked,
    ...sharingSets,
    cell: cells,
    year: years.map(String),
  }
  return {
    catalogue,
    years,
    root,
    leaves,
    between,
    cells,
    areas,
    leavesIn,
    components,
    standards,
    banners,
    space: { elements, mappings: mappingsOf(catalogue, components, standards, elements), aliases: { [ownLevel]: cells.at(-1) ?? '' } },
  }
}

function areasOf(
  root: Region,
  between: readonly Region[],
  leaves: readonly Region[],
  leavesIn: ReadonlyMap<string, readonly number[]>,
): readonly Area[] {
  const own = leaves.length
  return [
    { code: root.code, level: 'consolidated', cells: [...leaves.keys(), own] },
    ...between.map(({ code }): Area => ({ code, level: 'league', cells: leavesIn.get(code) ?? [] })),
    ...leaves.map(({ code, level }, k): Area => ({ code, level: level === 'banner' ? 'banner' : 'league', cells: [k] })),
    { code: ownLevelCode(root.code), level: 'own', cells: [own] },
  ]
}

function leavesByRegion(catalogue: Catalogue, leaves: readonly Region[]): ReadonlyMap<string, readonly number[]> {
  const parents = new Map(catalogue.regions.map(({ code, parent }) => [code, parent]))
  const found = new Map<string, number[]>(catalogue.regions.map(({ code }) => [code, []]))
  leaves.forEach((leaf, k) => {
    for (let code: string | null = leaf.code; code !== null; code = parents.get(code) ?? null) found.get(code)?.push(k)
  })
  return found
}

function mappingsOf(
  catalogue: Catalogue,
  components: readonly ComponentEntry[],
  standards: readonly StandardEntry[],
  elements: Readonly<Record<DimensionName, readonly string[]>>,
): Record<string, Mapping> {
  const mapping: MakeMapping = (from, to, targets) => {
    const positions = new Map(elements[to].map((id, k) => [id, k]))
    return { from, to, index: Int32Array.from(targets, (id) => (id === undefined ? -1 : (positions.get(id) ?? -1))) }
  }
  const rules = standards.map((entry) => ruleOf(catalogue, entry))
  const linkedRules = rules.filter((rule) => rule?.kind === 'linked')
  return {
    itemOf: mapping(
      'component',
      'item',
      components.map((entry) => entry.item.id),
    ),
    ...groupMappings(catalogue, components, mapping),
    standardOf: mapping(
      'component',
      'standard',
      components.map((entry) => (entry.component.poolShare === undefined ? entry.id : entry.item.pool)),
    ),
    grantOf: mapping(
      'item',
      'grant',
      catalogue.items.map((item) => item.grant),
    ),
    indexOf: mapping(
      'standard',
      'index',
      rules.map((rule) => (rule?.kind === 'index' ? rule.index : undefined)),
    ),
    nationalIndexOf: mapping('standard', 'index', standards.map(nationalIndex)),
    ...unitMappings(catalogue, mapping, elements),
    ...targetMappings(catalogue, mapping),
    ...fundMappings(catalogue, mapping),
    leaderOf: mapping(
      'linked',
      'leader',
      linkedRules.map((rule) => (rule?.kind === 'linked' ? rule.standard : undefined)),
    ),
    standardOfLeader: mapping('leader', 'standard', elements.leader),
    standardOfLinked: mapping('linked', 'standard', elements.linked),
    linkedOfStandard: mapping('standard', 'linked', elements.standard),
  }
}

/** The index that a standard's national amount follows, where that is known apart and follows one. */
const nationalIndex = ({ component }: StandardEntry): string | undefined =>
  component?.national?.growth.kind === 'index' ? component.national.growth.index : undefined

type MakeMapping = (from: DimensionName, to: DimensionName, targets: readonly (string | undefined)[]) => Mapping

/** What is delivered once and for all: works, and what is built for a stock. */
export const isOneOff = ({ kind }: Driver): boolean => kind === 'project' || kind === 'construction'

/** Kinds of driver that count persons; what counts counties, works or programmes is the same on every basis. */
const ofPersons = new Set<Driver['kind']>(['population', 'births', 'enrolment', 'trend', 'caseload', 'observed'])

function groupOf({ drivers }: Catalogue, { item, component }: Pick<ComponentEntry, 'item' | 'component'>): GroupEntry {
  const driver = component.driver
  const isScaled = countedBases.some((basis) => basis === item.basis)
  const isOfPersons = drivers.some(({ id, kind }) => id === driver && ofPersons.has(kind))
  return isScaled && isOfPersons ? { id: `${item.basis}.${driver}`, driver, basis: item.basis } : { id: driver, driver, basis: 'resident' }
}

/** Groups that any component follows, in the order of the drivers, residents first. */
function groupsOf(catalogue: Catalogue): readonly GroupEntry[] {
  const found = new Map(
    catalogue.items.flatMap((item) =>
      item.components.map((component) => {
        const group = groupOf(catalogue, { item, component })
        return [group.id, group] as const
      }),
    ),
  )
  const place = new Map(catalogue.drivers.map(({ id }, k) => [id, k]))
  const order = ({ driver, basis }: GroupEntry): number => (place.get(driver) ?? 0) * bases.length + bases.indexOf(basis)
  return [...found.values()].sort((a, b) => order(a) - order(b))
}

const peopleSets = (catalogue: Catalogue): Record<'driver' | 'basis' | 'group', readonly string[]> => ({
  driver: catalogue.drivers.map(({ id }) => id),
  basis: bases,
  group: groupsOf(catalogue).map(({ id }) => id),
})

/** The group that a component follows; the driver behind it and the basis on which its persons are counted. */
function groupMappings(catalogue: Catalogue, components: readonly ComponentEntry[], mapping: MakeMapping): Record<string, Mapping> {
  const groups = groupsOf(catalogue)
  return {
    groupOf: mapping(
      'component',
      'group',
      components.map((entry) => groupOf(catalogue, entry).id),
    ),
    driverOf: mapping(
      'group',
      'driver',
      groups.map(({ driver }) => driver),
    ),
    basisOf: mapping(
      'group',
      'basis',
      groups.map(({ basis }) => basis),
    ),
  }
}

/** Fiscal units: rows of results, then banners beside the leaves; leagues above leaves. */
function unitSets(
  banners: readonly Banner[],
  areas: readonly Area[],
  between: readonly Region[],
): Record<'unit' | 'memo' | 'between', readonly string[]> {
  const memo = banners.map(({ code }) => code)
  return {
    unit: ['consolidated', ...areas.slice(1).map(({ code }) => code), ...memo],
    memo,
    between: between.map(({ code }) => code),
  }
}

/** What stands beside the items: prior claims, targets outside the 81, insurance funds. */
const besideSets = ({ fiscal, targetCosts, funds }: Catalogue): Record<'claim' | 'target' | 'fund', readonly string[]> => ({
  claim: fiscal.priorClaims.map(({ id }) => id),
  target: targetCosts.map(({ id }) => id),
  fund: funds.map(({ id }) => id),
})

/** Which banner a unit is, and its league; the league that has a leaf below it. */
function unitMappings(
  { banners, regions }: Catalogue,
  mapping: MakeMapping,
  { unit, memo, between, cell }: Readonly<Record<DimensionName, readonly string[]>>,
): Record<string, Mapping> {
  const parents = new Map(regions.map(({ code, parent }) => [code, parent]))
  const above = (code: string): string | undefined => {
    let at: string | null = code
    while (at !== null && !between.includes(at)) at = parents.get(at) ?? null
    return at ?? undefined
  }
  return {
    memoOf: mapping('unit', 'memo', unit),
    leagueOfMemo: mapping(
      'memo',
      'cell',
      memo.map((code) => banners.find((banner) => banner.code === code)?.parent),
    ),
    leagueOf: mapping('cell', 'between', cell.map(above)),
  }
}

/** The index that each part of a target's cost moves with, and the group that it is spread over the leagues by. */
const targetMappings = ({ targetCosts }: Catalogue, mapping: MakeMapping): Record<string, Mapping> => ({
  capitalIndexOf: mapping(
    'target',
    'index',
    targetCosts.map(({ capital }) => capital?.index),
  ),
  runningIndexOf: mapping(
    'target',
    'index',
    targetCosts.map(({ running }) => running?.index),
  ),
  targetSpreadOf: mapping(
    'target',
    'driver',
    targetCosts.map(({ spread }) => spread),
  ),
})

/** Which fund an item's subsidy feeds and which pays its benefits; the groups and indices that a fund's own money moves with. */
const fundMappings = ({ funds, items }: Catalogue, mapping: MakeMapping): Record<string, Mapping> => ({
  fundSubsidised: mapping(
    'item',
    'fund',
    items.map(({ id }) => funds.find(({ subsidised }) => subsidised.includes(id))?.id),
  ),
  fundPaying: mapping(
    'item',
    'fund',
    items.map(({ id }) => funds.find(({ pays }) => pays.includes(id))?.id),
  ),
  contributionDriver: mapping(
    'fund',
    'driver',
    funds.map(({ contributions }) => contributions?.driver),
  ),
  contributionIndex: mapping(
    'fund',
    'index',
    funds.map(({ contributions }) => contributions?.index),
  ),
  benefitDriver: mapping(
    'fund',
    'driver',
    funds.map(({ benefits }) => benefits?.driver),
  ),
  benefitIndex: mapping(
    'fund',
    'index',
    funds.map(({ benefits }) => benefits?.index),
  ),
})

const ruleOf = (catalogue: Catalogue, entry: StandardEntry): GrowthRule | undefined =>
  entry.component?.growth ?? entry.item?.growth ?? catalogue.pools.find((pool) => pool.id === entry.id)?.growth

/** Rule by which a standard moves after its last published year. */
export function growthRuleOf(structure: Structure, entry: StandardEntry): GrowthRule {
  const rule = ruleOf(structure.catalogue, entry)
  if (rule === undefined) throw new RangeError(`standard ${entry.id} has no growth rule`)
  return rule
}
