import type { Dimensions } from '../shared/unit'
import type { Structure } from '../structure'
import type { Coordinates } from '../equation/explain'

/** Dimensions as text: `CNY/delivery·payment`; empty for a pure number. */
export function unitText(unit: Dimensions): string {
  const of = (sign: 1 | -1): string =>
    Object.entries(unit)
      .filter(([, power]) => power * sign > 0)
      .map(([base, power]) => (Math.abs(power) === 1 ? base : `${base}^${String(Math.abs(power))}`))
      .join('·')
  const [above, below] = [of(1), of(-1)]
  return below === '' ? above : `${above === '' ? '1' : above}/${below}`
}

/**
 * Unit of the catalogue behind a figure of one standard or component: what equations call a delivery and a payment is there
 * persons and months, or whatever the service counts.
 */
export function catalogueUnitOf(structure: Structure, unit: Dimensions, position: Coordinates): string | null {
  const { catalogue, components, standards, space } = structure
  const entry = components[position.component ?? -1]
  if (unit.delivery === 1) return entry?.component.quantity.unit ?? null
  if (unit.delivery !== -1 || unit.payment !== -1) return null
  const { leader, linked } = space.elements
  const id = entry?.component.poolShare === undefined ? entry?.id : entry.item.pool
  const standard = standards[position.standard ?? -1]?.id ?? id ?? leader[position.leader ?? -1] ?? linked[position.linked ?? -1]
  const found = standards.find((known) => known.id === standard)
  return (found?.component?.unitCost ?? catalogue.pools.find((pool) => pool.id === standard)?.standard)?.unit ?? null
}
