import { keptTable } from './kept'
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

/** Copy the cells of one row, each to its own place and onto the areas above it; `at` says where an area's numbers begin. */
function spread(
  { above, parents }: Rows,
  from: Readonly<Float64Array>,
  first: number,
  years: number,
  out: Float64Array,
  at: { readonly start: number; readonly stride: number },
): void {
  for (let area = 0; area < above; area++) for (let t = 0, to = at.start + area * at.stride; t < years; t++) out[to + t] = 0
  for (let cell = 0; cell < parents.length; cell++) {
    const source = first + cell * years
    const own = at.start + (above + cell) * at.stride
    copyYears(from, source, out, own, years)
    for (const area of parents[cell] ?? []) addYears(from, source, out, at.start + area * at.stride, years)
  }
}

// Four years a turn: what a turn costs beside its sums is more than they do.
function copyYears(from: Readonly<Float64Array>, at: number, out: Float64Array, to: number, years: number): void {
  let t = 0
  for (; t + 4 <= years; t += 4) {
    out[to + t] = from[at + t] ?? 0
    out[to + t + 1] = from[at + t + 1] ?? 0
    out[to + t + 2] = from[at + t + 2] ?? 0
    out[to + t + 3] = from[at + t + 3] ?? 0
  }
  for (; t < years; t++) out[to + t] = from[at + t] ?? 0
}

function addYears(from: Readonly<Float64Array>, at: number, out: Float64Array, to: number, years: number): void {
  let t = 0
  for (; t + 4 <= years; t += 4) {
    out[to + t] = (out[to + t] ?? 0) + (from[at + t] ?? 0)
    out[to + t + 1] = (out[to + t + 1] ?? 0) + (from[at + t + 1] ?? 0)
    out[to + t + 2] = (out[to + t + 2] ?? 0) + (from[at + t + 2] ?? 0)
    out[to + t + 3] = (out[to + t + 3] ?? 0) + (from[at + t + 3] ?? 0)
  }
  for (; t < years; t++) out[to + t] = (out[to + t] ?? 0) + (from[at + t] ?? 0)
}

/** [row][cell][year] as [row][area][year]. @param years numbers per cell, where they are not the years of the structure. */
export function withSums(structure: Structure, data: Float64Array, count: number, years = structure.years.length): Float64Array {
  const [areas, cells, places] = [structure.areas.length, structure.cells.length, rows(structure)]
  const out = new Float64Array(count * areas * years)
  for (let row = 0; row < count; row++) spread(places, data, row * cells * years, years, out, { start: row * areas * years, stride: years })
  return out
}

/** A variable of the last run, [row][cell][year], as [row][area][year]. */
export function areasTable({ structure, compiled }: Model, name: string, count: number): Float64Array {
  const [areas, cells, years] = [structure.areas.length, structure.cells.length, structure.years.length]
  const [block, places] = [compiled.block(name), rows(structure)]
  return keptTable(compiled, name, {
    length: count * areas * years,
    blocks: [block],
    parts: count,
    reads: (row) => [{ block, first: row * cells, count: cells }],
    write: (table, row) => {
      spread(places, block.data, row * cells * years, years, table, { start: row * areas * years, stride: years })
    },
  })
}

/** [item][area][payer, total last][year]. */
export function payersTable({ structure, compiled }: Model): Float64Array {
  const [areas, cells, years, items] = [
    structure.areas.length,
    structure.cells.length,
    structure.years.length,
    structure.catalogue.items.length,
  ]
  const [central, paid, total] = [compiled.block('central'), compiled.block('paid'), compiled.block('expenditure')]
  const places = rows(structure)
  const payers = localPayers.length + 2
  const stride = payers * years
  return keptTable(compiled, 'payers', {
    length: items * areas * stride,
    blocks: [central, paid, total],
    parts: items,
    reads: (item) => [
      { block: central, first: item * cells, count: cells },
      { block: paid, first: item * cells * localPayers.length, count: cells * localPayers.length },
      { block: total, first: item * cells, count: cells },
    ],
    write: (table, item) => {
      const put = (data: Float64Array, row: number, payer: number): void => {
        spread(places, data, row * cells * years, years, table, { start: item * areas * stride + payer * years, stride })
      }
      put(central.data, item, 0)
      localPayers.forEach((_, payer) => {
        put(paid.data, item * localPayers.length + payer, payer + 1)
      })
      put(total.data, item, payers - 1)
    },
  })
}

/** [standard][area][year]; for an area of several cells the mean weighted with what is delivered at the standard. */
export function standardsTable({ structure, compiled }: Model): Float64Array {
  const { above } = rows(structure)
  const [areas, cells, years] = [structure.areas.length, structure.cells.length, structure.years.length]
  const [standard, quantity] = [compiled.block('standard'), compiled.block('quantity')]
  const standardOf = structure.space.mappings['standardOf']?.index ?? new Int32Array()
  const components = structure.standards.map((_, s) => standardOf.indexOf(s))
  const count = structure.standards.length
  return keptTable(compiled, 'standards', {
    length: count * areas * years,
    blocks: [standard, quantity],
    parts: count,
    reads: (s) => [
      { block: standard, first: s * cells, count: cells },
      ...((components[s] ?? -1) < 0 ? [] : [{ block: quantity, first: (components[s] ?? 0) * cells, count: cells }]),
    ],
    write: (table, s) => {
      const values = standard.data.subarray(s * cells * years, (s + 1) * cells * years)
      table.set(values, (s * areas + above) * years)
      const component = components[s] ?? -1
      const weights = component < 0 ? undefined : quantity.data.subarray(component * cells * years, (component + 1) * cells * years)
      for (let area = 0; area < above; area++)
        putMeans(
          structure.areas[area]?.cells ?? [],
          values,
          weights,
          table.subarray((s * areas + area) * years, (s * areas + area + 1) * years),
        )
    },
  })
}

/** Weighted means of the cells, by year; what is the same everywhere is not put through a division. */
function putMeans(cells: readonly number[], values: Float64Array, weights: Float64Array | undefined, out: Float64Array): void {
  const years = out.length
  for (let t = 0; t < years; t++) {
    let [money, delivered] = [0, 0]
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let k = 0; k < cells.length; k++) {
      const at = (cells[k] ?? 0) * years + t
      const value = values[at] ?? 0
      const weight = weights === undefined ? 0 : (weights[at] ?? 0)
      if (weight > 0) {
        if (value < low) low = value
        if (value > high) high = value
      }
      money += value * weight
      delivered += weight
    }
    out[t] = delivered <= 0 ? (values[(cells[0] ?? 0) * years + t] ?? 0) : low === high ? low : money / delivered
  }
}
