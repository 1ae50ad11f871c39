import type { Block } from './equation/block'
import type { Total } from './equation/lower'
import { Keeper, rowViews } from './kept'
import type { Model } from './model'
import { localPayers, type Structure } from './structure'

/**
 * Tables of the result by area: areas above the cells as sums of their cells, added in their order by the model's own
 * machine, then the cells as they are; so the areas stand in `structure.areas`.
 */
const summed = [
  'quantity',
  'fundPaid',
  'borne',
  'central',
  'paid',
  'expenditure',
  'ordinaryTax',
  'resourceTax',
  'nonTax',
  'targetCapitalBorne',
  'targetRunningBorne',
  'targetAlreadyBorne',
] as const
export type Summed = (typeof summed)[number]

const areasAbove = ({ areas, cells }: Structure): number => areas.length - cells.length

export const totalsOf = (structure: Structure): readonly Total[] =>
  summed.map((name) => ({ name, of: name, members: structure.areas.slice(0, areasAbove(structure)).map(({ cells }) => cells) }))

/** Rows of a variable of the last run, [row][cell][year], as [row][area][year]. */
class Rows {
  readonly blocks: readonly Block[]
  readonly count: number
  private readonly size: number
  /** Of every row the areas above the cells, and the cells; the memory of a model stays where it is. */
  private readonly above: readonly Float64Array[]
  private readonly below: readonly Float64Array[]

  constructor({ structure, compiled }: Model, name: Summed) {
    const [total, block] = [compiled.total(name), compiled.block(name)]
    this.blocks = [total, block]
    this.size = structure.areas.length * block.years
    this.above = rowViews(total.data, areasAbove(structure) * block.years)
    this.below = rowViews(block.data, structure.cells.length * block.years)
    this.count = this.below.length
  }

  /** Put some rows where there is room for them. @returns where they end. */
  put(first: number, count: number, table: Float64Array, start: number): number {
    let at = start
    for (let row = first; row < first + count; row++, at += this.size) {
      const [above, below] = [this.above[row], this.below[row]]
      if (above === undefined || below === undefined) continue
      table.set(above, at)
      table.set(below, at + above.length)
    }
    return at
  }
}

const keepers = new Map(summed.map((name) => [name, new Keeper<Float64Array>()]))

/** A variable of the last run, [row][cell][year], as [row][area][year]. */
export function areasTable(model: Model, name: Summed): Float64Array {
  const rows = new Rows(model, name)
  const made = (): Float64Array => {
    const table = new Float64Array(rows.count * model.structure.areas.length * model.structure.years.length)
    rows.put(0, rows.count, table, 0)
    return table
  }
  return keepers.get(name)?.get(model.compiled, rows.blocks, [], made) ?? made()
}

/** One row of a variable of the last run in one area, by year: a view that holds until the next run. */
export function areaRow({ structure, compiled }: Model, name: Summed, row: number, area: number): Float64Array {
  const above = areasAbove(structure)
  const { data, years } = area < above ? compiled.total(name) : compiled.block(name)
  const start = (area < above ? row * above + area : row * structure.cells.length + area - above) * years
  return data.subarray(start, start + years)
}

const columnKeepers = new Map(summed.map((name) => [name, new Keeper<Float64Array>()]))

/** Two years of a variable of the last run: [row][area][earlier, later]. */
export function twoYears(model: Model, name: Summed, from: number, to: number): Float64Array {
  const { structure, compiled } = model
  const [total, block] = [compiled.total(name), compiled.block(name)]
  const made = (): Float64Array => {
    const [above, cells, { years }] = [areasAbove(structure), structure.cells.length, block]
    const rows = block.rows / cells
    const out = new Float64Array(rows * (above + cells) * 2)
    for (let row = 0, at = 0; row < rows; row++) {
      for (let area = 0, start = row * above * years; area < above; area++, start += years) {
        out[at++] = total.data[start + from] ?? 0
        out[at++] = total.data[start + to] ?? 0
      }
      for (let cell = 0, start = row * cells * years; cell < cells; cell++, start += years) {
        out[at++] = block.data[start + from] ?? 0
        out[at++] = block.data[start + to] ?? 0
      }
    }
    return out
  }
  return columnKeepers.get(name)?.get(compiled, [total, block], [from, to], made) ?? made()
}

/** [row][cell][year] as [row][area][year]. @param years numbers per cell, where they are not the years of the structure. */
export function withSums({ areas, cells }: Structure, data: Readonly<Float64Array>, count: number, years: number): Float64Array {
  const out = new Float64Array(count * areas.length * years)
  for (let row = 0; row < count; row++)
    for (let area = 0; area < areas.length; area++) {
      const to = (row * areas.length + area) * years
      for (const cell of areas[area]?.cells ?? [])
        for (let t = 0, from = (row * cells.length + cell) * years; t < years; t++, from++)
          out[to + t] = (out[to + t] ?? 0) + (data[from] ?? 0)
    }
  return out
}

const payersKept = new Keeper<Float64Array>()

/** [item][payer, total last][area][year]. */
export function payersTable(model: Model): Float64Array {
  const { areas, years, catalogue } = model.structure
  const [central, paid, total] = [new Rows(model, 'central'), new Rows(model, 'paid'), new Rows(model, 'expenditure')]
  return payersKept.get(model.compiled, [...central.blocks, ...paid.blocks, ...total.blocks], [], () => {
    const table = new Float64Array(catalogue.items.length * (localPayers.length + 2) * areas.length * years.length)
    let at = 0
    for (let item = 0; item < catalogue.items.length; item++) {
      at = central.put(item, 1, table, at)
      at = paid.put(item * localPayers.length, localPayers.length, table, at)
      at = total.put(item, 1, table, at)
    }
    return table
  })
}

const standardsKept = new Keeper<Float64Array>()

/** [standard][area][year]; for an area of several cells the mean weighted with what is delivered at the standard. */
export function standardsTable({ structure, compiled }: Model): Float64Array {
  const [standard, quantity] = [compiled.block('standard'), compiled.block('quantity')]
  const { areas, cells, standards, years } = structure
  const above = areasAbove(structure)
  const standardOf = structure.space.mappings['standardOf']?.index ?? new Int32Array()
  return standardsKept.get(compiled, [standard, quantity], [], () => {
    const table = new Float64Array(standards.length * areas.length * years.length)
    const size = cells.length * years.length
    standards.forEach((_, s) => {
      const values = standard.data.subarray(s * size, (s + 1) * size)
      table.set(values, (s * areas.length + above) * years.length)
      const component = standardOf.indexOf(s)
      const weights = component < 0 ? undefined : quantity.data.subarray(component * size, (component + 1) * size)
      const isSame = isAlike(values, years.length)
      for (let area = 0; area < above; area++) {
        const out = table.subarray((s * areas.length + area) * years.length, (s * areas.length + area + 1) * years.length)
        if (isSame) out.set(values.subarray(0, years.length))
        else putMeans(areas[area]?.cells ?? [], values, weights, out)
      }
    })
    return table
  })
}

/** Whether all rows are alike. */
function isAlike(values: Readonly<Float64Array>, years: number): boolean {
  for (let at = years; at < values.length; at++) if (values[at] !== values[at - years]) return false
  return true
}

/** Weighted means of the cells, by year; what is the same everywhere is not put through a division. */
function putMeans(
  cells: readonly number[],
  values: Readonly<Float64Array>,
  weights: Readonly<Float64Array> | undefined,
  out: Float64Array,
): void {
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
