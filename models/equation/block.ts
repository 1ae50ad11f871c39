import type { DimensionName, Space } from './expression'

/**
 * A flat array of rows; a row holds the years (or one number where the variable does not run over years).
 */
export interface Block {
  readonly dimensions: readonly DimensionName[]
  readonly rows: number
  /** Numbers per row: the years of the space, or 1. */
  readonly years: number
  readonly data: Float64Array
  readonly moved: Movement
}

/** Which rows of a block moved, and in which run: runs are numbered from 1, so nothing has to be wiped between them. */
export class Movement {
  /** The last run in which any row moved, and the last in which all did. */
  any = 0
  all = 0
  /** Rows that moved in the run `any`, as far as they moved one by one: `listed[0 … count - 1]`. */
  count = 0
  readonly listed: Int32Array
  private readonly runs: Int32Array
  private every: Int32Array | undefined

  constructor(rows: number) {
    this.listed = new Int32Array(rows)
    this.runs = new Int32Array(rows)
  }

  add(row: number, run: number): void {
    if (this.all === run || this.runs[row] === run) return
    if (this.any !== run) {
      this.any = run
      this.count = 0
    }
    this.runs[row] = run
    this.listed[this.count++] = row
    if (this.count === this.listed.length) this.all = run
  }

  addEach(rows: Int32Array, run: number): void {
    for (let k = 0; k < rows.length; k++) this.add(rows[k] ?? 0, run)
  }

  addAll(run: number): void {
    this.any = run
    this.all = run
  }

  /** How many rows moved in a run that is the last or under way. */
  countIn(run: number): number {
    return this.all === run ? this.listed.length : this.any === run ? this.count : 0
  }

  /** The rows of `countIn`, each once. */
  rowsIn(run: number): Int32Array {
    if (this.all !== run) return this.listed
    this.every ??= Int32Array.from(this.listed, (_, row) => row)
    return this.every
  }

  /** Whether a row moved in a later run than this one. */
  isAfter(run: number, row: number): boolean {
    return this.all > run || (this.runs[row] ?? 0) > run
  }
}

export function blockOf(dimensions: readonly DimensionName[], space: Space): Block {
  const years = dimensions.includes('year') ? space.elements.year.length : 1
  const rows = rowsOf(dimensions, space)
  return { dimensions, rows, years, data: new Float64Array(rows * years), moved: new Movement(rows) }
}

const rowsOf = (dimensions: readonly DimensionName[], space: Space): number =>
  dimensions.reduce((product, d) => (d === 'year' ? product : product * space.elements[d].length), 1)

/** A dimension of a block that is fixed, or reached through a mapping from a dimension of the reader. */
export type Route =
  | { readonly dimension: DimensionName; readonly element: number }
  | { readonly dimension: DimensionName; readonly via: DimensionName; readonly index: Int32Array }

/** A block as an expression reads it: as it is, with one dimension fixed or mapped, or its first year only. Nothing is copied for it. */
export interface View {
  readonly block: Block
  /** What the view runs over. */
  readonly dimensions: readonly DimensionName[]
  readonly route?: Route
  readonly firstYear?: true
}

export const viewOf = (block: Block): View => ({ block, dimensions: block.dimensions })

/** For every row of what runs over `outer`, the row of the view's block; -1 where a mapping leads nowhere. */
export function rowMap(outer: readonly DimensionName[], { block, route }: Pick<View, 'block' | 'route'>, space: Space): Int32Array {
  const names = outer.filter((d) => d !== 'year')
  const inner = block.dimensions.filter((d) => d !== 'year')
  const map = new Int32Array(rowsOf(names, space))
  const position = new Int32Array(names.length)
  for (let row = 0; row < map.length; row++) {
    let target = 0
    for (const dimension of inner) {
      const element = elementOf(dimension, names, position, route)
      target = element < 0 || target < 0 ? -1 : target * space.elements[dimension].length + element
    }
    map[row] = target
    for (let d = names.length - 1; d >= 0; d--) {
      const next = (position[d] ?? 0) + 1
      position[d] = next
      const name = names[d]
      if (name !== undefined && next < space.elements[name].length) break
      position[d] = 0
    }
  }
  return map
}

function elementOf(dimension: DimensionName, outer: readonly DimensionName[], position: Int32Array, route?: Route): number {
  if (route?.dimension === dimension) {
    if ('element' in route) return route.element
    return route.index[position[outer.indexOf(route.via)] ?? 0] ?? -1
  }
  return position[outer.indexOf(dimension)] ?? 0
}
