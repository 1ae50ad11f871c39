import { Block, type Figures, type Movement } from './equation/block'
import type { CompiledModel } from './equation/compile'
import type { Total } from './equation/lower'
import { Keeper } from './kept'
import { KeptTable, type TableRow } from './keptTable'
import type { Loan } from './loan'
import type { Model } from './model'
import type { SimulationResult } from './result'
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

/** One row of a variable of the last run, [cell][year], as [area][year]. */
class SummedRow implements TableRow {
  private readonly cells: Figures
  private readonly moved: Movement
  private readonly first: number
  private readonly count: number
  /** The areas above the cells, and the cells where they stand: the memory of a model stays where it is. */
  private readonly above: Float64Array
  private readonly below: Float64Array | undefined

  constructor({ structure, compiled }: Model, name: Summed, row: number) {
    this.cells = compiled.figures(name)
    this.moved = this.cells.moved
    this.first = row * structure.cells.length
    this.count = structure.cells.length
    this.above = compiled.total(name).part(row * areasAbove(structure), areasAbove(structure))
    this.below = standing(this.cells, this.first, this.count)
  }

  /** Sums move only with what they are sums of. */
  isAfter(run: number): boolean {
    return this.moved.isAnyAfter(run, this.first, this.count)
  }

  put(table: Float64Array, at: number): void {
    table.set(this.above, at)
    table.set(this.below ?? this.cells.part(this.first, this.count), at + this.above.length)
  }
}

/** Rows that are kept, as a view: it costs more to make than what is read by it. */
const standing = (figures: Figures, first: number, count: number): Float64Array | undefined =>
  figures instanceof Block ? figures.part(first, count) : undefined

const summedRows = (model: Model, name: Summed): readonly TableRow[] =>
  Array.from({ length: model.compiled.figures(name).rows / model.structure.cells.length }, (_, row) => new SummedRow(model, name, row))

const numbersPerRow = ({ structure: { areas, years } }: Model): number => areas.length * years.length

const keptAreas = new Map(summed.map((name) => [name, new WeakMap<CompiledModel, KeptTable>()]))

/** What is made once of each model. */
function onceOf<T>(known: WeakMap<CompiledModel, T>, { compiled }: Model, make: () => T): T {
  const found = known.get(compiled)
  if (found !== undefined) return found
  const made = make()
  known.set(compiled, made)
  return made
}

function areasKept(model: Model, name: Summed): KeptTable {
  const make = (): KeptTable => new KeptTable(summedRows(model, name), numbersPerRow(model))
  const kept = keptAreas.get(name)
  return kept === undefined ? make() : onceOf(kept, model, make)
}

/** A variable of the last run, [row][cell][year], as [row][area][year]. */
export const areasTable = (model: Model, name: Summed): Float64Array => areasKept(model, name).get(model.compiled.runs)

function lentKept(model: Model, name: LentTable): KeptTable {
  if (name === 'expenditure') return payersKept(model)
  return name === 'standard' ? standardsKept(model) : areasKept(model, name)
}

/** The tables of a result of the last run, which may be given back. */
export function lentTables(model: Model): Readonly<Record<LentTable, Loan>> {
  const loanOf = (name: LentTable): Loan => lentKept(model, name).lend(model.compiled.runs)
  return {
    expenditure: loanOf('expenditure'),
    fundPaid: loanOf('fundPaid'),
    borne: loanOf('borne'),
    quantity: loanOf('quantity'),
    standard: loanOf('standard'),
  }
}

/** Numbers in all lent tables together from which on it is worth while to let go of them early: less the collector does not notice. */
const many = 8_000_000

/** A run is about to begin whose tables will be wanted. */
export function readyTables(model: Model): void {
  const tables = lentNames.map((name) => lentKept(model, name))
  if (tables.reduce((sum, { numbers }) => sum + numbers, 0) < many) return
  for (const table of tables) table.leaveLast()
  // The collector looks for what can go when much room is taken: by then nothing may be held any more.
  for (const table of tables) table.takeRoom()
}

export const lentNames = ['expenditure', 'fundPaid', 'borne', 'quantity', 'standard'] as const
export type LentTable = (typeof lentNames)[number]

/** What the last run's money is read from before the next: `expenditure` and `borne` as in a result. */
export function readTables(model: Model): Pick<SimulationResult, 'expenditure' | 'borne'> {
  const { runs } = model.compiled
  return { expenditure: payersKept(model).peek(runs), borne: areasKept(model, 'borne').peek(runs) }
}

/** A variable of the last run by area, number by number; it reads what stands in the model. */
export class AreaFigures {
  private readonly above: number
  private readonly cells: number
  private readonly years: number
  private readonly sums: Float64Array
  private readonly parts: Float64Array

  constructor({ structure, compiled }: Model, name: Summed) {
    this.above = areasAbove(structure)
    this.cells = structure.cells.length
    this.years = structure.years.length
    this.sums = compiled.total(name).data
    this.parts = compiled.block(name).data
  }

  /** @param year position of the year. */
  at(row: number, area: number, year: number): number {
    const { above, years } = this
    const found =
      area < above ? this.sums[(row * above + area) * years + year] : this.parts[(row * this.cells + area - above) * years + year]
    return found ?? 0
  }
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

const keptPayers = new WeakMap<CompiledModel, KeptTable>()

function payersKept(model: Model): KeptTable {
  const make = (): KeptTable => {
    const [central, paid, total] = [summedRows(model, 'central'), summedRows(model, 'paid'), summedRows(model, 'expenditure')]
    const { length } = localPayers
    const rows = central.flatMap((row, item) => [row, ...paid.slice(item * length, (item + 1) * length), ...total.slice(item, item + 1)])
    return new KeptTable(rows, numbersPerRow(model))
  }
  return onceOf(keptPayers, model, make)
}

/** One standard of the last run by area and year; for an area of several cells the mean weighted with what is delivered at the standard. */
class StandardRow implements TableRow {
  private readonly structure: Structure
  private readonly values: Figures
  private readonly weights: Figures
  private readonly moved: Movement
  private readonly delivered: Movement
  private readonly standard: number
  /** The component that is delivered at it; below nothing where there is none. */
  private readonly component: number

  constructor({ structure, compiled }: Model, row: number) {
    this.structure = structure
    this.standard = row
    this.component = structure.space.mappings['standardOf']?.index.indexOf(row) ?? -1
    this.values = compiled.figures('standard')
    this.weights = compiled.figures('quantity')
    this.moved = this.values.moved
    this.delivered = this.weights.moved
  }

  isAfter(run: number): boolean {
    const { length } = this.structure.cells
    if (this.moved.isAnyAfter(run, this.standard * length, length)) return true
    return this.component >= 0 && this.delivered.isAnyAfter(run, this.component * length, length)
  }

  put(table: Float64Array, at: number): void {
    const { areas, cells, years } = this.structure
    const above = areasAbove(this.structure)
    const values = this.values.part(this.standard * cells.length, cells.length)
    const weights = this.component < 0 ? undefined : this.weights.part(this.component * cells.length, cells.length)
    table.set(values, at + above * years.length)
    const isSame = isAlike(values, years.length)
    for (let area = 0, to = at; area < above; area++, to += years.length) {
      if (isSame) for (let t = 0; t < years.length; t++) table[to + t] = values[t] ?? 0
      else putMeans(areas[area]?.cells ?? [], values, weights, table, to, years.length)
    }
  }
}

const keptStandards = new WeakMap<CompiledModel, KeptTable>()

/** [standard][area][year]; for an area of several cells the mean weighted with what is delivered at the standard. */
function standardsKept(model: Model): KeptTable {
  const make = (): KeptTable =>
    new KeptTable(
      model.structure.standards.map((_, row) => new StandardRow(model, row)),
      numbersPerRow(model),
    )
  return onceOf(keptStandards, model, make)
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
  to: number,
  years: number,
): void {
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
    out[to + t] = delivered <= 0 ? (values[(cells[0] ?? 0) * years + t] ?? 0) : low === high ? low : money / delivered
  }
}
