import type { Party } from '../equation/formula/trace'
import { targetsOf } from '../scenario/checkOverride'
import type { LeverId, Scenario } from '../scenario/document'
import { leverNamed } from '../scenario/levers'
import type { Structure } from '../structure'

/** Rows of a workbook that a lever moves, by the variable they show; along which dimension its targets are counted. */
export const leverRows = {
  standard: { lever: 'standard', along: 'standard' },
  coverage: { lever: 'coverage', along: 'item' },
  basisRatio: { lever: 'basisRatio', along: 'basis' },
  regionPart: { lever: 'regionShare', along: 'item' },
  indexGrowth: { lever: 'priceIndex', along: 'index' },
  claimGrowth: { lever: 'priorClaimsGrowth', along: 'claim' },
  realGrowth: { lever: 'realGrowth', along: null },
  producerPrice: { lever: 'producerPrice', along: null },
  taxElasticity: { lever: 'taxElasticity', along: null },
  resourceVolumeGrowth: { lever: 'resourceVolumeGrowth', along: null },
  nonTaxGrowth: { lever: 'nonTaxGrowth', along: null },
  generalTransferGrowth: { lever: 'generalTransferGrowth', along: null },
} as const satisfies Record<string, { readonly lever: LeverId; readonly along: 'standard' | 'item' | 'basis' | 'index' | 'claim' | null }>

export type LeverVariable = keyof typeof leverRows
export const isLeverVariable = (name: string): name is LeverVariable => name in leverRows

/** The target of a lever's row; undefined where the lever has none. */
export function targetOfRow({ space }: Structure, name: LeverVariable, target: number): string | undefined {
  const { along } = leverRows[name]
  return along === null ? undefined : space.elements[along][target]
}

/**
 * How a lever's rows are parted: one for the whole region where all its cells say the same and no change is of a part of it,
 * else by the regions below in the same way. Then overwriting a row is one change of one area. The region's own level has
 * no area of its own.
 */
export function partiesOf(
  structure: Structure,
  { overrides }: Scenario,
  name: LeverVariable,
  target: number,
  isAlike: (a: number, b: number) => boolean,
): readonly Party[] {
  const { catalogue, root, cells, leavesIn } = structure
  const { lever, along } = leverRows[name]
  const definition = leverNamed(lever)
  const id = targetOfRow(structure, name, target)
  const mayChange = along === null || targetsOf(definition, catalogue).includes(id ?? '')
  if (!definition.byArea) return [{ cells: [0], area: mayChange ? root.code : null }]
  const areas = new Set(overrides.filter((o) => o.enabled && o.lever === lever && o.target === id).map(({ area }) => area))
  const cellsIn = (code: string): readonly number[] => (code === root.code ? cells.map((_, k) => k) : (leavesIn.get(code) ?? []))
  const isWithin = (inner: string, code: string): boolean => inner !== code && cellsIn(inner).every((cell) => cellsIn(code).includes(cell))
  const part = (code: string): readonly Party[] => {
    const own = cellsIn(code)
    const [first = 0] = own
    const children = catalogue.regions.filter(({ parent }) => parent === code)
    const isWhole = own.every((cell) => isAlike(first, cell)) && ![...areas].some((area) => isWithin(area, code))
    if (isWhole || children.length === 0) return [{ cells: own, area: mayChange ? code : null }]
    const below = children.flatMap((child) => part(child.code))
    return code === root.code ? [...below, { cells: [cells.length - 1], area: null }] : below
  }
  return part(root.code)
}
