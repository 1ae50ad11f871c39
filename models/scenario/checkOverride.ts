import type { Catalogue } from '../catalogue/schema'
import { countedBases, standardId } from '../structure'
import type { Override } from './document'
import { leverNamed, type LeverDefinition } from './levers'

/** What is wrong or doubtful about one override. `refuse` keeps it out of the run; `warn` is said and computed. */
export interface OverrideRemark {
  readonly level: 'refuse' | 'warn'
  readonly code:
    | 'override-unknown'
    | 'override-impossible'
    | 'override-implausible'
    | 'override-ineffective'
    | 'override-incomplete'
    | 'override-phase'
    | 'override-phase-late'
    | 'override-area'
    | 'override-out-of-range'
    | 'below-national-floor'
    | 'above-coverage'
  readonly params: Readonly<Record<string, string | number>>
}

/** Remarks that keep a change out of the run; all others are said and computed. */
export const overrideRefusals: readonly OverrideRemark['code'][] = [
  'override-unknown',
  'override-impossible',
  'override-incomplete',
  'override-phase',
  'override-phase-late',
  'override-area',
  'override-out-of-range',
  'above-coverage',
]

const remark = (level: OverrideRemark['level'], code: OverrideRemark['code'], params: OverrideRemark['params'] = {}): OverrideRemark => ({
  level,
  code,
  params,
})

/**
 * Check what one override says against the levers' ranges and the catalogue's names. An empty list means all is well so far: where
 * a change leads, and whether a standard falls below its floor, is looked at in the run (`mover.ts`, `overshoots.ts`, `belowFloor.ts`).
 */
export function checkOverride(override: Override, catalogue: Catalogue): readonly OverrideRemark[] {
  const lever = leverNamed(override.lever)
  const found = [...checkAddress(override, lever, catalogue), ...checkYears(override, catalogue), ...checkValues(override, lever)]
  return found.some((r) => r.level === 'refuse') ? found : [...found, ...checkAgainstCatalogue(override, catalogue)]
}

const knownTargets = new WeakMap<Catalogue, Map<LeverDefinition, readonly string[]>>()

/** Ids an override of this lever may name in `target`; listed once for each catalogue. */
export function targetsOf(lever: LeverDefinition, catalogue: Catalogue): readonly string[] {
  const known = knownTargets.get(catalogue) ?? new Map<LeverDefinition, readonly string[]>()
  knownTargets.set(catalogue, known)
  const targets = known.get(lever) ?? listedTargets(lever, catalogue)
  known.set(lever, targets)
  return targets
}

function listedTargets(lever: LeverDefinition, catalogue: Catalogue): readonly string[] {
  switch (lever.target) {
    case 'standard':
      return [
        ...catalogue.items.flatMap((item) => item.components.filter((c) => c.poolShare === undefined).map((c) => standardId(item, c))),
        ...catalogue.pools.map((p) => p.id),
      ]
    case 'item':
      // Who pays can only be moved where the levels below the centre pay.
      if (lever.id === 'regionShare')
        return catalogue.items.filter(({ shares }) => shares !== null && shares.central < 1).map(({ id }) => id)
      return catalogue.items.map((item) => item.id)
    case 'index':
      return catalogue.indices.map((index) => index.id)
    case 'claim':
      return catalogue.fiscal.priorClaims.map((claim) => claim.id)
    case 'fund':
      return fundsMovedBy(lever.id, catalogue)
    case 'basis':
      // A ratio moves something only where an item counts such persons, or a cost those who are not registered.
      return countedBases.filter(
        (basis) =>
          catalogue.items.some((item) => item.basis === basis) ||
          (basis === 'registered' && catalogue.targetCosts.some(({ measure }) => measure.kind === 'unregistered')),
      )
    case 'targetCost':
      return catalogue.targetCosts.filter(({ measure }) => measure.kind !== 'unregistered').map(({ id }) => id)
    case 'targetPart':
      return catalogue.targetCosts.flatMap(({ id, measure, capital, running }) =>
        measure.kind === 'unregistered'
          ? []
          : [...(capital === null ? [] : [`${id}.capital`]), ...(running === null ? [] : [`${id}.running`])],
      )
    case 'threshold':
      return Object.keys(catalogue.fiscal.thresholds)
    case 'none':
      return []
  }
}

/** Funds that have what a lever moves. */
const fundsMovedBy = (lever: LeverDefinition['id'], { funds }: Catalogue): readonly string[] =>
  funds
    .filter(({ contributions, benefits, pooledGrowth }) =>
      lever === 'pooledGrowth' ? pooledGrowth !== null : (lever === 'fundContributionGrowth' ? contributions : benefits) !== null,
    )
    .map(({ id }) => id)

function checkAddress(override: Override, lever: LeverDefinition, catalogue: Catalogue): readonly OverrideRemark[] {
  const remarks: OverrideRemark[] = []
  const known = lever.target === 'none' ? override.target === undefined : targetsOf(lever, catalogue).includes(override.target ?? '')
  if (!known) remarks.push(remark('refuse', 'override-unknown', { target: override.target ?? '' }))
  const region = catalogue.regions.find((r) => r.code === override.area)
  if (region === undefined || (!lever.byArea && region.parent !== null))
    remarks.push(remark('refuse', 'override-area', { area: override.area }))
  if (!lever.modes.includes(override.mode)) remarks.push(remark('refuse', 'override-incomplete', { mode: override.mode }))
  return remarks
}

function checkYears(override: Override, catalogue: Catalogue): readonly OverrideRemark[] {
  const { from, to, fullFrom } = override
  const remarks: OverrideRemark[] = []
  const { baseYear, horizonYear } = catalogue
  if (fullFrom !== undefined && fullFrom < from)
    remarks.push(remark('refuse', 'override-phase', { from: String(from), to: String(fullFrom) }))
  else if (to !== undefined && to < from) remarks.push(remark('refuse', 'override-incomplete', { from: String(from), to: String(to) }))
  else if (fullFrom !== undefined && fullFrom > Math.min(to ?? horizonYear, horizonYear))
    remarks.push(remark('refuse', 'override-phase-late', { to: String(fullFrom), last: String(Math.min(to ?? horizonYear, horizonYear)) }))
  if (from > horizonYear || (to !== undefined && to <= baseYear))
    remarks.push(remark('warn', 'override-ineffective', { from: String(from) }))
  else if (from <= baseYear && override.mode !== 'series') remarks.push(remark('warn', 'override-ineffective', { from: String(from) }))
  return remarks
}

function checkValues(override: Override, lever: LeverDefinition): readonly OverrideRemark[] {
  const values = override.mode === 'series' ? Object.values(override.values ?? {}) : override.value === undefined ? [] : [override.value]
  if (values.length === 0) return [remark('refuse', 'override-incomplete', { mode: override.mode })]
  const [low, high] = override.mode === 'scale' ? [0, 100] : lever.possible
  const remarks: OverrideRemark[] = []
  for (const value of values) {
    const direct = override.mode === 'set' || override.mode === 'series'
    const isPart = lever.unit === 'class' && !Number.isInteger(value)
    if (!Number.isFinite(value) || isPart || (override.mode !== 'add' && (value < low || value > high))) {
      remarks.push(remark('refuse', 'override-impossible', { value, low, high }))
    } else if (direct && (value < lever.plausible[0] || value > lever.plausible[1])) {
      remarks.push(remark('warn', 'override-implausible', { value, low: lever.plausible[0], high: lever.plausible[1] }))
    }
  }
  return remarks
}

function checkAgainstCatalogue(override: Override, catalogue: Catalogue): readonly OverrideRemark[] {
  const { value, mode, lever, target } = override
  if (value === undefined || mode !== 'set' || lever !== 'coverage') return []
  const max = catalogue.items.find(({ id }) => id === target)?.coverage.max ?? value
  return value > max ? [remark('refuse', 'above-coverage', { value, high: max })] : []
}
