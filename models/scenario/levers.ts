import type { LeverId, OverrideMode } from './document'

/** A lever of the model: what a scenario may move, in which unit and how far. */
export interface LeverDefinition {
  readonly id: LeverId
  /** What `target` of an override names. */
  readonly target: 'standard' | 'item' | 'index' | 'claim' | 'fund' | 'threshold' | 'basis' | 'targetCost' | 'targetPart' | 'none'
  /** Whether one league may differ from the region. */
  readonly byArea: boolean
  /** Unit of the value in modes `set` and `series`; `own` is the standard's own unit. */
  readonly unit: 'own' | 'share' | 'rate' | 'years' | 'children/woman' | 'males/female' | 'class'
  /** Outside of it the program warns. In the lever's unit, for `set`. */
  readonly plausible: readonly [number, number]
  /** Outside of it the program refuses. */
  readonly possible: readonly [number, number]
  /** A sensible step of a slider. */
  readonly step: number
  readonly modes: readonly OverrideMode[]
  /** What a replaced value does in later years when the override does not say. */
  readonly after: 'rule' | 'hold'
}

const all: readonly OverrideMode[] = ['set', 'scale', 'add', 'series']
const rate = (
  id: LeverId,
  plausible: readonly [number, number],
  byArea: boolean,
  target: LeverDefinition['target'] = 'none',
): LeverDefinition => ({
  id,
  target,
  byArea,
  unit: 'rate',
  plausible,
  possible: [-0.5, 1],
  step: 0.001,
  modes: all,
  after: 'hold',
})

const definitions: readonly LeverDefinition[] = [
  {
    id: 'standard',
    target: 'standard',
    byArea: true,
    unit: 'own',
    plausible: [0, 1e8],
    possible: [0, 1e10],
    step: 1,
    modes: all,
    after: 'rule',
  },
  {
    id: 'coverage',
    target: 'item',
    byArea: true,
    unit: 'share',
    plausible: [0, 2],
    possible: [0, 10],
    step: 0.01,
    modes: all,
    after: 'hold',
  },
  {
    id: 'tfr',
    target: 'none',
    byArea: true,
    unit: 'children/woman',
    plausible: [0.7, 2.5],
    possible: [0, 10],
    step: 0.01,
    modes: all,
    after: 'hold',
  },
  {
    id: 'lifeExpectancy',
    target: 'none',
    byArea: true,
    unit: 'years',
    plausible: [70, 90],
    possible: [35, 95],
    step: 0.1,
    modes: all,
    after: 'hold',
  },
  { ...rate('netMigration', [-0.02, 0.02], true), possible: [-0.2, 0.2], step: 0.0005 },
  {
    id: 'urbanShare',
    target: 'none',
    byArea: true,
    unit: 'share',
    plausible: [0.3, 0.98],
    possible: [0.001, 0.999],
    step: 0.001,
    modes: all,
    after: 'hold',
  },
  {
    id: 'sexRatioAtBirth',
    target: 'none',
    byArea: true,
    unit: 'males/female',
    plausible: [1.02, 1.2],
    possible: [0.5, 2],
    step: 0.001,
    modes: all,
    after: 'hold',
  },
  {
    id: 'basisRatio',
    target: 'basis',
    byArea: true,
    unit: 'share',
    plausible: [0.3, 2],
    possible: [0, 10],
    step: 0.01,
    modes: all,
    after: 'hold',
  },
  rate('priceIndex', [-0.02, 0.12], false, 'index'),
  rate('realGrowth', [-0.05, 0.12], true),
  rate('producerPrice', [-0.2, 0.3], true),
  {
    id: 'taxElasticity',
    target: 'none',
    byArea: true,
    unit: 'share',
    plausible: [0.5, 1.5],
    possible: [0, 5],
    step: 0.01,
    modes: all,
    after: 'hold',
  },
  rate('resourceVolumeGrowth', [-0.1, 0.1], true),
  rate('nonTaxGrowth', [-0.1, 0.1], true),
  rate('generalTransferGrowth', [-0.05, 0.1], true),
  rate('priorClaimsGrowth', [-0.05, 0.15], false, 'claim'),
  rate('fundContributionGrowth', [-0.05, 0.15], false, 'fund'),
  rate('fundBenefitGrowth', [-0.05, 0.15], false, 'fund'),
  rate('pooledGrowth', [-0.05, 0.15], false, 'fund'),
  {
    id: 'regionShare',
    target: 'item',
    byArea: true,
    unit: 'share',
    plausible: [0, 1],
    possible: [0, 1],
    step: 0.05,
    modes: ['set', 'add', 'series'],
    after: 'hold',
  },
  // Of what the plan asks for outside the items: how many, or how much for each resident; by when, in `fullFrom`.
  {
    id: 'targetLevel',
    target: 'targetCost',
    byArea: false,
    unit: 'own',
    plausible: [0, 1e8],
    possible: [0, 1e10],
    step: 1,
    modes: ['set', 'scale'],
    after: 'hold',
  },
  {
    id: 'targetUnitCost',
    target: 'targetPart',
    byArea: false,
    unit: 'own',
    plausible: [0, 1e9],
    possible: [0, 1e12],
    step: 1,
    modes: ['set', 'scale'],
    after: 'hold',
  },
  {
    // 1, 2, 3 for the classes I, II, III.
    id: 'sharingClass',
    target: 'none',
    byArea: true,
    unit: 'class',
    plausible: [1, 3],
    possible: [1, 3],
    step: 1,
    modes: ['set', 'series'],
    after: 'hold',
  },
  {
    id: 'threshold',
    target: 'threshold',
    byArea: false,
    unit: 'share',
    plausible: [0, 3],
    possible: [0, 5],
    step: 0.001,
    modes: ['set'],
    after: 'hold',
  },
]

const byId = new Map(definitions.map((definition) => [definition.id, definition]))

/** Every lever, in the order of the input screens. */
export const levers: readonly LeverDefinition[] = definitions

export function leverNamed(id: LeverId): LeverDefinition {
  const found = byId.get(id)
  if (found === undefined) throw new RangeError(`no lever ${id}`)
  return found
}
