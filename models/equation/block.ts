import type { DimensionName, Space } from './expression'

/**
 * The memory of a model: places are reserved while the equations are compiled, and the whole is opened once, when it is
 * known how much there is.
 */
export class Arena {
  /** The first bytes stay unused, so that no place is at 0. */
  private reserved = 16
  private readonly waiting: ((memory: ArrayBuffer) => void)[] = []

  /** Reserve room. @param open called with the memory when there is one. @returns the address of the first byte. */
  reserve(bytes: number, open: (memory: ArrayBuffer, address: number) => void): number {
    const address = Math.ceil(this.reserved / 16) * 16
    this.reserved = address + bytes
    this.waiting.push((memory) => {
      open(memory, address)
    })
    return address
  }

  get bytes(): number {
    return this.reserved
  }

  open(memory: ArrayBuffer): void {
    for (const open of this.waiting.splice(0)) open(memory)
  }
}

/** Whole numbers in the memory of a model. */
export class Integers {
  readonly address: number
  readonly length: number
  /** What stands in them from the beginning; nothing where that is zeros. */
  readonly given: Int32Array
  /** Empty until the memory is open. */
  values = new Int32Array()

  constructor(arena: Arena, length: number, given: Int32Array = new Int32Array()) {
    this.length = length
    this.given = given
    this.address = arena.reserve(length * 4, (memory, address) => {
      this.values = new Int32Array(memory, address, length)
      this.values.set(given)
    })
  }
}

/** Which rows of a block moved, and in which run: runs are numbered from 1, so nothing has to be wiped between them. */
export class Movement {
  /** The last run in which any row moved, and the last in which all did. */
  any = 0
  all = 0
  /** Rows that moved in the run `any`, as far as they moved one by one: `listed[0 … count - 1]`. */
  count = 0
  readonly listed: Integers
  /** For every row the last run in which it moved by itself. */
  readonly runs: Integers
  private readonly rows: number

  constructor(arena: Arena, rows: number) {
    this.rows = rows
    this.listed = new Integers(arena, rows)
    this.runs = new Integers(arena, rows)
  }

  add(row: number, run: number): void {
    if (this.all === run || this.runs.values[row] === run) return
    if (this.any !== run) this.count = 0
    this.runs.values[row] = run
    this.listed.values[this.count] = row
    this.told(this.count + 1, run)
  }

  addAll(run: number): void {
    this.any = run
    this.all = run
  }

  /** Rows were listed in this run by the loops themselves. @param count how many there are now. */
  told(count: number, run: number): void {
    if (count === 0) return
    this.any = run
    this.count = count
    if (count === this.rows) this.all = run
  }

  /** How many rows moved in a run that is the last or under way. */
  countIn(run: number): number {
    return this.all === run ? this.rows : this.any === run ? this.count : 0
  }

  /** Whether any of some rows, one after the other, moved in a later run than this one. */
  isAnyAfter(run: number, first: number, count: number): boolean {
    if (this.any <= run) return false
    if (this.all > run) return true
    const { values } = this.runs
    for (let row = first; row < first + count; row++) if ((values[row] ?? 0) > run) return true
    return false
  }

  /** Whether a row moved in a later run than this one. */
  isAfter(run: number, row: number): boolean {
    return this.all > run || (this.runs.values[row] ?? 0) > run
  }
}

/** Figures of the last run in rows of years; what is worked out in passing among them. */
export interface Figures {
  readonly rows: number
  /** Numbers per row. */
  readonly years: number
  readonly moved: Movement
  /** Some rows, one after the other: a view that holds until others are asked for or the model runs again. */
  part(first: number, count: number): Float64Array
  /** Put one year of such rows down in a place of an array. @param year its position. */
  putColumn(first: number, count: number, year: number, out: Float64Array, at: number): void
}

/** A figure as whole numbers: the two halves of its bits. */
const one = new Float64Array(1)
const oneWords = new Int32Array(one.buffer)

/**
 * A flat array of rows in the memory of a model; a row holds the years (or one number where the variable does not run over
 * years). Behind the last row stands one of zeros, for what reads no row at all.
 */
export class Block implements Figures {
  readonly name: string
  readonly dimensions: readonly DimensionName[]
  readonly rows: number
  /** Numbers per row: the years of the space, or 1. */
  readonly years: number
  readonly address: number
  readonly moved: Movement
  /**
   * What most of its figures are. In the memory stands every figure's bits, turned where those of this one are set: so
   * memory of which nothing is known holds the usual figure, and is never claimed for it.
   */
  readonly usual: number
  private kept = new Float64Array()
  private words = new Int32Array()
  private readonly usualWords: Int32Array
  private turned: { readonly run: number; readonly figures: Float64Array } | undefined

  /** @param rows where they are not one for every element of the dimensions. */
  constructor(
    arena: Arena,
    space: Space,
    { name, dimensions, usual = 0 }: { readonly name: string; readonly dimensions: readonly DimensionName[]; readonly usual?: number },
    rows = countRows(dimensions, space),
  ) {
    this.name = name
    this.usual = usual
    this.usualWords = new Int32Array(Float64Array.of(usual).buffer)
    this.dimensions = dimensions
    this.years = dimensions.includes('year') ? space.elements.year.length : 1
    this.rows = rows
    const length = this.rows * this.years
    this.address = arena.reserve((length + this.years) * 8, (memory, address) => {
      this.kept = new Float64Array(memory, address, length)
      if (usual === 0) return
      this.words = new Int32Array(memory, address, 2 * (length + this.years))
      for (let k = 0; k < this.years; k++) this.put(length + k, 0)
    })
    this.moved = new Movement(arena, this.rows)
  }

  /** Its figures as of the last run, to be read anew after the next: of a variable with a usual figure they are a copy. Empty until the memory is open. */
  get data(): Float64Array {
    if (this.usual === 0) return this.kept
    const run = this.moved.any
    if (this.turned?.run === run) return this.turned.figures
    const figures = new Float64Array(this.kept.length)
    const words = new Int32Array(figures.buffer)
    for (let k = 0; k < words.length; k++) words[k] = (this.words[k] ?? 0) ^ (this.usualWords[k % 2] ?? 0)
    this.turned = { run, figures }
    return figures
  }

  /** Put a figure down. @returns whether another stood there. */
  put(at: number, figure: number): boolean {
    if (this.usual === 0) {
      if (this.kept[at] === figure) return false
      this.kept[at] = figure
      return true
    }
    one[0] = figure
    const { words, usualWords } = this
    const [low, high] = [(oneWords[0] ?? 0) ^ (usualWords[0] ?? 0), (oneWords[1] ?? 0) ^ (usualWords[1] ?? 0)]
    if (words[2 * at] === low && words[2 * at + 1] === high) return false
    words[2 * at] = low
    words[2 * at + 1] = high
    return true
  }

  part(first: number, count: number): Float64Array {
    return this.data.subarray(first * this.years, (first + count) * this.years)
  }

  putColumn(first: number, count: number, year: number, out: Float64Array, at: number): void {
    const { data, years } = this
    for (let row = 0, from = first * years + year; row < count; row++, from += years) out[at + row] = data[from] ?? 0
  }

  /** Bytes from a row to the next. */
  get stride(): number {
    return this.years * 8
  }
}

/** How many rows something has that runs over these dimensions. */
export const countRows = (dimensions: readonly DimensionName[], space: Space): number =>
  dimensions.reduce((product, d) => (d === 'year' ? product : product * space.elements[d].length), 1)
