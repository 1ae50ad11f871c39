import { namesIn, positionOf, type DimensionName, type Expression, type Mapping, type Space, type Variable } from '../expression'
import { FormulaPool, repeatedRow, Row, type Changeable, type Formula, type Member, type When } from './formula'
import { membersOf, positionOfRow, rowAt, rowsAlong, shapeOf, targetOf, type Shape } from './shapes'
import {
  isFixedAt,
  isMixed,
  isRow,
  keyOf,
  mappedPlaces,
  placeOf,
  settledAt,
  settledOf,
  type Frame,
  type Standing,
  type SumOver,
} from './standing'

/** What an input is to a sheet. */
export type Role =
  /** Settled before the sheet is made, whatever it holds: a mark, or what only the scenario's file moves. */
  | { readonly is: 'settled' }
  /** A row of its own; settled where all its figures are nought, or all `neutral`. Alike rows along the cells are one where `isJoined`. */
  | { readonly is: 'given'; readonly neutral?: number; readonly isJoined?: boolean }
  /** A row whose cells may be overwritten, but for the first year. */
  | { readonly is: 'changed' }

/** Cells whose rows are one, and the area that whoever changes the row changes. */
export interface Party extends Changeable {
  readonly cells: readonly number[]
}

export interface Ground {
  readonly variables: ReadonlyMap<string, Variable>
  readonly space: Space
  /** Figures of a variable, as of the run that is shown. */
  readonly values: (name: string) => Readonly<Float64Array>
  readonly roleOf: (input: string) => Role
  /** Figures that are worked out and may be overwritten all the same. */
  readonly overwritten: ReadonlySet<string>
  /** Figures that have a row of their own whatever else shows the same. */
  readonly shown: ReadonlySet<string>
  /** A variable that is another one, seen through a mapping. */
  readonly same: ReadonlyMap<string, { readonly name: string; readonly mapping: string }>
  /** How rows that may be changed are parted along the cells; `isAlike` holds for two that say the same. */
  readonly parties: (name: string, target: number, isAlike: (a: number, b: number) => boolean) => readonly Party[]
}

/** Follows the equations from the figures that are shown down to what is given, row by row; each row once. */
export class Tracer {
  readonly pool = new FormulaPool()
  /** Rows in an order in which each stands after what it reads, but for years before. */
  readonly rows: Row[] = []
  private readonly ground: Ground
  private readonly years: number
  private readonly shapes = new Map<string, Shape>()
  private readonly standings = new Map<string, (Standing | undefined)[]>()
  private readonly members = new Map<string, readonly (readonly number[])[]>()
  /** Rows by what they say, so that what says the same is one row. */
  private readonly alike = new Map<string, Row>()
  private readonly open = new Set<string>()
  /** Rows that were read before they were finished. */
  private readonly awaited = new Map<string, Row>()
  private readonly sums = new Map<SumOver, Map<string, Formula>>()
  private readonly placesOfSums = new Map<SumOver, readonly number[]>()
  private made = 0
  private frame: Frame | undefined

  constructor(ground: Ground) {
    this.ground = ground
    this.years = ground.space.elements.year.length
  }

  /** What shows a row of a variable. */
  standing(name: string, row: number): Standing {
    const list = this.listOf(name)
    const known = list[row]
    if (known !== undefined) return known
    const outside = this.frame
    this.put(name, row)
    this.frame = outside
    const standing = list[row]
    if (standing === undefined) throw new RangeError(`${name} has no row ${String(row)}`)
    return standing
  }

  /** Rows of cells that show a variable, in the variable's order; each once. */
  rowsOf(name: string): readonly Row[] {
    const standings = Array.from({ length: this.shape(name).rows }, (_, row) => this.standing(name, row))
    return [...new Set(standings)].filter(isRow)
  }

  private put(name: string, row: number): void {
    const list = this.listOf(name)
    const { variable } = this.shape(name)
    if (this.ground.same.has(name)) list[row] = this.seenThrough(name, row)
    else if (variable.expression === undefined) {
      if (this.ground.roleOf(name).is === 'changed') this.putParties(name, row)
      else list[row] = this.input(name, row)
    } else if (this.ground.overwritten.has(name)) this.putParties(name, row)
    else list[row] = this.computed(name, row)
  }

  private input(name: string, row: number): Standing {
    const role = this.ground.roleOf(name)
    const figures = this.figures(name, row)
    const isAll = (value: number | undefined): boolean => figures.every((figure) => figure === value)
    if (role.is !== 'given' || isAll(0) || isAll(role.neutral)) return settledOf(figures)
    const key = role.isJoined === true ? `${name} ${String(targetOf(this.shape(name), row))} ${figures.join()}` : undefined
    return this.rowFor({ name, row }, key, this.given(name, true))
  }

  private computed(name: string, row: number): Standing {
    const formulas = this.formulas(name, row)
    const { isYearly } = this.shape(name)
    const waiting = this.awaited.get(`${name} ${String(row)}`)
    if (waiting !== undefined) return this.finished(waiting, formulas)
    const isShown = this.ground.shown.has(name)
    if (formulas.every(({ op }) => op === 'constant')) {
      const figures = Float64Array.from(formulas, (formula) => (formula.op === 'constant' ? formula.value : 0))
      if (!isShown || figures.every((value) => value === 0)) return settledOf(figures)
    }
    const other = isShown ? undefined : repeatedRow(formulas, isYearly)
    if (other !== undefined) {
      other.members.push({ name, row })
      return other
    }
    return this.rowFor({ name, row }, isShown ? undefined : `${String(isYearly)} ${keyOf(formulas)}`, formulas)
  }

  /** A row, unless there is one that says the same. */
  private rowFor(member: Member, key: string | undefined, formulas: readonly Formula[], change?: Changeable): Row {
    const known = key === undefined ? undefined : this.alike.get(key)
    if (known !== undefined) {
      known.members.push(member)
      return known
    }
    const made = this.finished(this.newRow(member, change), formulas)
    if (key !== undefined) this.alike.set(key, made)
    return made
  }

  private newRow(member: Member, change?: Changeable): Row {
    return new Row(this.made++, this.shape(member.name).isYearly, member, { isShown: this.ground.shown.has(member.name), change })
  }

  private finished(row: Row, formulas: readonly Formula[]): Row {
    row.formulas = formulas
    this.rows.push(row)
    return row
  }

  /** All rows of one target, which may be changed: one row for each party of cells. */
  private putParties(name: string, row: number): void {
    const shape = this.shape(name)
    const isComputed = shape.variable.expression !== undefined
    const target = targetOf(shape, row)
    const along = rowsAlong(shape, target)
    const formulas = along.map((one) => (isComputed ? this.formulas(name, one) : this.given(name, false)))
    const keys = along.map((one, k) => (isComputed ? keyOf(formulas[k] ?? []) : this.figures(name, one).join()))
    for (const { cells, area } of this.ground.parties(name, target, (a, b) => keys[a] === keys[b])) {
      const rows = cells.map((cell) => along[cell] ?? 0)
      const [first = 0, ...others] = rows
      const made = this.rowFor({ name, row: first }, undefined, formulas[cells[0] ?? 0] ?? [], { area })
      made.members.push(...others.map((other) => ({ name, row: other })))
      for (const one of rows) this.listOf(name)[one] = made
    }
  }

  /** The row of the variable that this one is. */
  private seenThrough(name: string, row: number): Standing {
    const same = this.ground.same.get(name)
    if (same === undefined) throw new RangeError(`${name} is a variable of its own`)
    const { from, to, index } = this.mapping(same.mapping)
    const position = positionOfRow(this.shape(name), row)
    position[placeOf(to)] = index[position[placeOf(from)] ?? 0] ?? -1
    const standing = this.standing(same.name, rowAt(this.shape(same.name), position))
    if (isRow(standing)) standing.members.push({ name, row })
    return standing
  }

  /** The formulas of a row, year by year; where the later years say the same, that is worked out once. */
  private formulas(name: string, row: number): readonly Formula[] {
    const shape = this.shape(name)
    const { expression } = shape.variable
    if (expression === undefined) throw new RangeError(`${name} is an input`)
    const key = `${name} ${String(row)}`
    this.open.add(key)
    const frame: Frame = { name, row, shape, year: 0, position: positionOfRow(shape, row), isBase: false, varies: false }
    const made: Formula[] = []
    for (let year = 0; year < (shape.isYearly ? this.years : 1); year++) {
      const last = made.at(-1)
      if (year >= 2 && last !== undefined && !frame.varies) made.push(last)
      else {
        if (year <= 1) frame.varies = false
        frame.year = year
        this.frame = frame
        const formula = this.fold(expression, frame)
        // A settled figure that stays as it was is settled.
        made.push(formula.op === 'own' && last?.op === 'constant' ? last : formula)
      }
    }
    this.open.delete(key)
    return made
  }

  private fold(e: Expression, frame: Frame): Formula {
    const { pool } = this
    switch (e.op) {
      case 'constant':
        return pool.constant(e.value)
      case 'ref':
        return this.read(e.name, frame.isBase ? 'base' : 'same', frame)
      case 'previous':
        return frame.isBase || frame.year === 0 ? pool.constant(0) : this.read(e.name, 'before', frame)
      case 'where': {
        const condition = this.fold(e.condition, frame)
        if (condition.op === 'constant') return this.fold(condition.value === 0 ? e.otherwise : e.then, frame)
        return pool.where(condition, this.fold(e.then, frame), this.fold(e.otherwise, frame))
      }
      case 'sumOver':
        return this.sumOver(e, frame)
      case 'rollUp': {
        const { from, to } = this.mapping(e.mapping)
        const members = this.membersOf(e.mapping)[frame.position[placeOf(to)] ?? 0] ?? []
        return pool.sum(members.map((k) => this.foldAt(from, k, e.of, frame)))
      }
      case 'through': {
        const { from, to, index } = this.mapping(e.mapping)
        const group = index[frame.position[placeOf(from)] ?? 0] ?? -1
        return group < 0 ? pool.constant(0) : this.foldAt(to, group, e.of, frame)
      }
      case 'at':
        if (e.dimension !== 'year') return this.foldAt(e.dimension, positionOf(this.ground.space, e.dimension, e.element), e.of, frame)
        return this.foldInBase(e.of, frame)
      default: {
        const left = this.fold(e.left, frame)
        // What nought is multiplied with, or divided by, is not worth reading.
        if (left.op === 'constant' && left.value === 0 && (e.op === 'times' || e.op === 'over')) return left
        return pool.pair(e.op, left, this.fold(e.right, frame))
      }
    }
  }

  /** A sum over the base year is the same for all rows that differ only in what it does not read. */
  private sumOver(e: SumOver, frame: Frame): Formula {
    const sum = (): Formula =>
      this.pool.sum(this.ground.space.elements[e.dimension].map((_, k) => this.foldAt(e.dimension, k, e.of, frame)))
    if (!frame.isBase && !(e.of.op === 'at' && e.of.dimension === 'year')) return sum()
    const known = this.sums.get(e) ?? new Map<string, Formula>()
    this.sums.set(e, known)
    const key = this.placesRead(e)
      .map((place) => String(frame.position[place] ?? 0))
      .join()
    const made = known.get(key) ?? sum()
    known.set(key, made)
    return made
  }

  /** Places among the dimensions that a sum depends on: those of what it reads, without its own. */
  private placesRead(e: SumOver): readonly number[] {
    const known = this.placesOfSums.get(e)
    if (known !== undefined) return known
    const { current, previous } = namesIn(e.of)
    const places = [...current, ...previous].flatMap((name) => this.shape(name).steps.map(({ at }) => at))
    const made = [...new Set([...places, ...mappedPlaces(e.of, this.ground.space)])].filter((place) => place !== placeOf(e.dimension))
    this.placesOfSums.set(e, made)
    return made
  }

  private foldAt(dimension: DimensionName, element: number, e: Expression, frame: Frame): Formula {
    const place = placeOf(dimension)
    const before = frame.position[place] ?? 0
    frame.position[place] = element
    const formula = this.fold(e, frame)
    frame.position[place] = before
    return formula
  }

  private foldInBase(e: Expression, frame: Frame): Formula {
    const before = frame.isBase
    frame.isBase = true
    const formula = this.fold(e, frame)
    frame.isBase = before
    return formula
  }

  /** A figure of another row, or of this one's year before. */
  private read(name: string, when: 'same' | 'before' | 'base', frame: Frame): Formula {
    const shape = this.shape(name)
    const row = rowAt(shape, frame.position)
    if (when === 'before' && name === frame.name && row === frame.row) return this.pool.own()
    const key = `${name} ${String(row)}`
    const standing = this.open.has(key) ? this.rowAwaited(key, name, row) : this.standing(name, row)
    if (!isRow(standing)) return this.pool.constant(settledAt(standing, when, shape, frame))
    const seen: When = !standing.isYearly ? 'always' : frame.shape.isYearly ? when : 'base'
    if (standing.formulas.length === 0) return this.pool.cell(standing, seen, false)
    const formula = standing.at(seen === 'same' ? frame.year : 0)
    if (seen === 'same' && frame.year > 0 && isMixed(standing)) frame.varies = true
    if (formula.op === 'constant' && seen !== 'before') return formula
    return this.pool.cell(standing, seen, isFixedAt(standing, seen, frame))
  }

  private rowAwaited(key: string, name: string, row: number): Row {
    const known = this.awaited.get(key) ?? this.newRow({ name, row })
    this.awaited.set(key, known)
    return known
  }

  private figures(name: string, row: number): Readonly<Float64Array> {
    const width = this.shape(name).isYearly ? this.years : 1
    return this.ground.values(name).subarray(row * width, (row + 1) * width)
  }

  /** An input's own figures as the content of its cells; the first year's stay. */
  private given(name: string, isFixed: boolean): readonly Formula[] {
    const width = this.shape(name).isYearly ? this.years : 1
    return Array.from({ length: width }, (_, year) => this.pool.given(isFixed || (year === 0 && width > 1)))
  }

  private shape(name: string): Shape {
    const known = this.shapes.get(name)
    if (known !== undefined) return known
    const variable = this.ground.variables.get(name)
    if (variable === undefined) throw new RangeError(`no variable ${name}`)
    const made = shapeOf(variable, this.ground.space)
    this.shapes.set(name, made)
    return made
  }

  private listOf(name: string): (Standing | undefined)[] {
    const known = this.standings.get(name) ?? []
    this.standings.set(name, known)
    return known
  }

  private mapping(name: string): Mapping {
    const found = this.ground.space.mappings[name]
    if (found === undefined) throw new RangeError(`no mapping ${name}`)
    return found
  }

  private membersOf(name: string): readonly (readonly number[])[] {
    const known = this.members.get(name) ?? membersOf(this.mapping(name), this.ground.space)
    this.members.set(name, known)
    return known
  }
}
