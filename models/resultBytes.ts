import { expenditureIndex } from './layout'
import type { SimulationResult } from './result'

/**
 * The figures of a result as bytes in one fixed order (little-endian doubles, then flags and contradictions as text), for the fingerprint
 * by which a result is recognised on any machine.
 */
export function resultBytes(result: SimulationResult): Uint8Array {
  const arrays: Float64Array[] = [...byArea(result), result.fundPaid, result.borne, result.quantity, result.standard, result.pyramid]
  for (const unit of result.units) {
    arrays.push(unit.resources, unit.required, unit.capacity, unit.margin, unit.coverageRatio, unit.ownRevenue, unit.generalTransfers)
    arrays.push(unit.lowResources, unit.highResources)
    if (unit.room !== null) arrays.push(unit.room.headroom, unit.room.oneOffHeadroom)
    if (unit.residual !== null) arrays.push(unit.residual.priorClaims, unit.residual.ratio)
  }
  for (const area of result.population) {
    arrays.push(
      area.total,
      area.age0to14,
      area.age15to59,
      area.age60plus,
      area.age65plus,
      area.age80plus,
      area.urbanShare,
      area.births,
      area.deaths,
      area.netMigrants,
    )
  }
  const { outside, costs, contradictions } = result.targets
  arrays.push(outside.total, outside.already, outside.newResources)
  for (const { units, capital, running } of costs) arrays.push(units, ...[capital, running].filter((part) => part !== null))
  const text = JSON.stringify([result.flags, contradictions])
  const numbers = arrays.reduce((sum, array) => sum + array.length, 0)
  const bytes = new Uint8Array(numbers * 8 + text.length * 2)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const array of arrays) {
    for (const value of array) {
      view.setFloat64(at, value, true)
      at += 8
    }
  }
  for (let k = 0; k < text.length; k++) {
    view.setUint16(at, text.charCodeAt(k), true)
    at += 2
  }
  return bytes
}

/** Expenditure in the order [item][area][payer][year], in which every fingerprint has been taken. */
function byArea({ layout, expenditure }: SimulationResult): readonly Float64Array[] {
  return layout.items.flatMap((_, item) =>
    layout.areas.flatMap((_area, area) =>
      layout.payers.map((_payer, payer) => {
        const at = expenditureIndex(layout, item, area, payer, 0)
        return expenditure.subarray(at, at + layout.years.length)
      }),
    ),
  )
}
