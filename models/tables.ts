import type { Model } from './model'
import { localPayers, type Structure } from './structure'

/**
 * Tables of the result by area: cells as they are, and areas above them as sums of their cells, added in their order. An
 * area above stands before the cells in `structure.areas`.
 */
interface Rows {
  /** Areas that are sums. */
  readonly above: number
  /** For each cell the positions of the areas above it. */
  readonly parents: readonly (readonly number[])[]
}
const rowsOf = new WeakMap<Structure, Rows>()

function rows(structure: Structure): Rows {
  const known = rowsOf.get(structure)
  if (known !== undefined) return known
  const above = structure.areas.length - structure.cells.length
  const parents = structure.cells.map((_, cell) =>
    structure.areas.slice(0, above).flatMap(({ cells }, area) => (cells.includes(cell) ? [area] : [])),
  )
  const made = { above, parents }
  rowsOf.set(structure, made)
  return made
}

/** [row][cell][year] as [row][area][year]. @param years numbers per cell, where they are not the years of the structure. */
export function withSums(structure: Structure, data: Float64Array, count: number, years = structure.years.length): Float64Array {
  const { above, parents } = rows(structure)
  const [areas, cells] = [structure.areas.length, structure.cells.length]
  const out = new Float64Array(count * areas * years)
  for (let row = 0; row < count; row++) {
    out.set(data.subarray(row * cells * years, (row + 1) * cells * years), (row * areas + above) * years)
    for (let cell = 0; cell < cells; cell++) {
      const from = (row * cells + cell) * years
      for (const area of parents[cell] ?? []) {
        const to = (row * areas + area) * years
        for (let t = 0; t < years; t++) out[to + t] = (out[to + t] ?? 0) + (data[from + t] ?? 0)
      }
    }
  }
  return out
}

/** [item][area][payer, total last][year]. */
export function payersTable({ structure, compiled }: Model): Float64Array {
  const { above, parents } = rows(structure)
  const [areas, cells, years, items] = [
    structure.areas.length,
    structure.cells.length,
    structure.years.length,
    structure.catalogue.items.length,
  ]
  const [central, paid, total] = [compiled.block('central').data, compiled.block('paid').data, compiled.block('expenditure').data]
  const payers = localPayers.length + 2
  const out = new Float64Array(items * areas * payers * years)
  for (let item = 0; item < items; item++) {
    for (let payer = 0; payer < payers; payer++) {
      const isLocal = payer > 0 && payer < payers - 1
      const source = payer === 0 ? central : isLocal ? paid : total
      const first = (isLocal ? item * localPayers.length + payer - 1 : item) * cells
      for (let cell = 0; cell < cells; cell++) {
        const from = (first + cell) * years
        const own = ((item * areas + above + cell) * payers + payer) * years
        for (let t = 0; t < years; t++) out[own + t] = source[from + t] ?? 0
        for (const area of parents[cell] ?? []) {
          const to = ((item * areas + area) * payers + payer) * years
          for (let t = 0; t < years; t++) out[to + t] = (out[to + t] ?? 0) + (source[from + t] ?? 0)
        }
      }
    }
  }
  return out
}

/** [standard][area][year]; for an area of several cells the mean weighted with what is delivered at the standard. */
export function standardsTable({ structure, compiled }: Model): Float64Array {
  const { above } = rows(structure)
  const [areas, cells, years] = [structure.areas.length, structure.cells.length, structure.years.length]
  const standard = compiled.block('standard').data
  const quantity = compiled.block('quantity').data
  const standardOf = structure.space.mappings['standardOf']?.index ?? new Int32Array()
  const out = new Float64Array(structure.standards.length * areas * years)
  for (let s = 0; s < structure.standards.length; s++) {
    out.set(standard.subarray(s * cells * years, (s + 1) * cells * years), (s * areas + above) * years)
    const component = standardOf.indexOf(s)
    const weights = component < 0 ? undefined : quantity.subarray(component * cells * years, (component + 1) * cells * years)
    const values = standard.subarray(s * cells * years, (s + 1) * cells * years)
    for (let area = 0; area < above; area++)
      for (let t = 0; t < years; t++)
        out[(s * areas + area) * years + t] = mean(structure.areas[area]?.cells ?? [], values, weights, years, t)
  }
  return out
}

function mean(cells: readonly number[], values: Float64Array, weights: Float64Array | undefined, years: number, t: number): number {
  let [money, delivered] = [0, 0]
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const cell of cells) {
    const value = values[cell * years + t] ?? 0
    const weight = weights?.[cell * years + t] ?? 0
    if (weight > 0) {
      if (value < low) low = value
      if (value > high) high = value
    }
    money += value * weight
    delivered += weight
  }
  // What is the same everywhere is not put through a division.
  return delivered <= 0 ? (values[(cells[0] ?? 0) * years + t] ?? 0) : low === high ? low : money / delivered
}
