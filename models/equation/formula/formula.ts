import { operate } from '../explain'

/**
 * Equations as formulas of a sheet: every figure that is shown stands in a row, a row has a cell for each year, and a cell
 * holds a formula over cells. What is known whatever anybody enters (marks, noughts, ones) is worked out beforehand, so
 * that a formula says no more than what acts in its place.
 */

/** Where a formula reads another row, seen from its own year; `always` where the row has no years; a year, counted from the first. */
export type When = 'same' | 'before' | 'base' | 'always' | number

type Content =
  | { readonly op: 'constant'; readonly value: number }
  /** The value itself, as it is given from outside. */
  | { readonly op: 'given' }
  | { readonly op: 'cell'; readonly row: Row; readonly when: When }
  /** The row's own cell of the year before. */
  | { readonly op: 'own' }
  | { readonly op: Pair; readonly left: Formula; readonly right: Formula }
  | { readonly op: 'where'; readonly condition: Formula; readonly then: Formula; readonly otherwise: Formula }
  | { readonly op: 'sum'; readonly parts: readonly Formula[] }
  /** Compound growth a year, from the first amount to the last. */
  | { readonly op: 'growth'; readonly first: Formula; readonly last: Formula; readonly years: number }

export type Pair = 'plus' | 'minus' | 'times' | 'over' | 'min' | 'max'

/** Formulas that say the same are the same object of a pool. */
export type Formula = Content & {
  readonly id: number
  /** Nothing that may be changed in the sheet moves it. */
  readonly isFixed: boolean
}

/** A figure of the model that a row shows: a row of a variable's array. */
export interface Member {
  readonly name: string
  readonly row: number
}

/** Who may change a row: one whose cells may be overwritten, everywhere in an area; null where no area is just its cells. */
export interface Changeable {
  readonly area: string | null
}

/** A row of cells: one for each year, or a single one. */
export class Row {
  readonly id: number
  readonly isYearly: boolean
  /** The first is what the row is called after; the others have the same formula, so always the same figures. */
  readonly members: Member[]
  readonly change: Changeable | undefined
  /** Has a place of its own whatever else shows the same. */
  readonly isShown: boolean
  formulas: readonly Formula[] = []
  /** Given rows whose figures stand in this one's cells. */
  readonly absorbed: Row[] = []

  constructor(
    id: number,
    isYearly: boolean,
    member: Member,
    traits: { readonly isShown: boolean; readonly change?: Changeable | undefined },
  ) {
    this.id = id
    this.isYearly = isYearly
    this.members = [member]
    this.isShown = traits.isShown
    this.change = traits.change
  }

  get name(): string {
    return this.members[0]?.name ?? ''
  }

  /** The formula of a year, counted from the first. */
  at(year: number): Formula {
    const found = this.formulas[this.isYearly ? year : 0]
    if (found === undefined) throw new RangeError(`row ${String(this.id)} of ${this.name} has no formula yet`)
    return found
  }
}

/** Makes formulas, each of them once; what can be worked out without changing a figure is worked out. */
export class FormulaPool {
  private readonly known = new Map<string, Formula>()
  private made = 0

  constant(value: number): Formula {
    return this.make(`c${String(value)}`, { op: 'constant', value }, true)
  }

  given(isFixed: boolean): Formula {
    return this.make(isFixed ? 'g' : 'G', { op: 'given' }, isFixed)
  }

  own(): Formula {
    return this.make('o', { op: 'own' }, false)
  }

  cell(row: Row, when: When, isFixed: boolean): Formula {
    return this.make(`${String(when)} ${String(row.id)} ${isFixed ? '!' : ''}`, { op: 'cell', row, when }, isFixed)
  }

  pair(op: Pair, left: Formula, right: Formula): Formula {
    const known = simplified(op, left, right)
    if (known !== undefined) return typeof known === 'number' ? this.constant(known) : known
    return this.make(`${op}${String(left.id)},${String(right.id)}`, { op, left, right }, left.isFixed && right.isFixed)
  }

  where(condition: Formula, then: Formula, otherwise: Formula): Formula {
    if (condition.op === 'constant') return condition.value === 0 ? otherwise : then
    const isFixed = condition.isFixed && then.isFixed && otherwise.isFixed
    return this.make(
      `?${String(condition.id)},${String(then.id)},${String(otherwise.id)}`,
      { op: 'where', condition, then, otherwise },
      isFixed,
    )
  }

  sum(parts: readonly Formula[]): Formula {
    let constant = 0
    const moving: Formula[] = []
    for (const part of parts.flatMap((one) => (one.op === 'sum' ? one.parts : [one]))) {
      if (part.op === 'constant') constant += part.value
      else moving.push(part)
    }
    const all = constant === 0 ? moving : [...moving, this.constant(constant)]
    const [first] = all
    if (first === undefined) return this.constant(0)
    if (all.length === 1) return first
    return this.make(
      `s${all.map(({ id }) => String(id)).join()}`,
      { op: 'sum', parts: all },
      all.every(({ isFixed }) => isFixed),
    )
  }

  growth(first: Formula, last: Formula, years: number): Formula {
    const isFixed = first.isFixed && last.isFixed
    return this.make(`^${String(first.id)},${String(last.id)},${String(years)}`, { op: 'growth', first, last, years }, isFixed)
  }

  /** Formulas that were made stay good; what says the same later is another object. */
  forget(): void {
    this.known.clear()
  }

  private make(key: string, content: Content, isFixed: boolean): Formula {
    const known = this.known.get(key)
    if (known !== undefined) return known
    const made = { ...content, id: this.made++, isFixed }
    this.known.set(key, made)
    return made
  }
}

const isValue = (formula: Formula, value: number): boolean => formula.op === 'constant' && formula.value === value

/** A result that is the same to the bit for all finite figures; undefined where there is none. */
function simplified(op: Pair, left: Formula, right: Formula): Formula | number | undefined {
  if (left.op === 'constant' && right.op === 'constant') return operate(op, left.value, right.value)
  switch (op) {
    case 'plus':
      return isValue(left, 0) ? right : isValue(right, 0) ? left : undefined
    case 'minus':
      return isValue(right, 0) ? left : left === right ? 0 : undefined
    case 'times':
      if (isValue(left, 0) || isValue(right, 0)) return 0
      return isValue(left, 1) ? right : isValue(right, 1) ? left : undefined
    case 'over':
      if (isValue(left, 0) || isValue(right, 0)) return 0
      return isValue(right, 1) ? left : undefined
    default:
      return left === right ? left : undefined
  }
}

/** Parts that a formula is made of directly. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.op) {
    case 'constant':
    case 'given':
    case 'cell':
    case 'own':
      return []
    case 'where':
      return [formula.condition, formula.then, formula.otherwise]
    case 'sum':
      return formula.parts
    case 'growth':
      return [formula.first, formula.last]
    default:
      return [formula.left, formula.right]
  }
}

/** The row whose figures a row merely repeats, year by year. */
export function repeatedRow(formulas: readonly Formula[], isYearly: boolean): Row | undefined {
  const [first] = formulas
  if (first?.op !== 'cell' || first.when !== (isYearly ? 'same' : 'always')) return undefined
  return formulas.every((formula) => formula.op === 'cell' && formula.row === first.row && formula.when === first.when)
    ? first.row
    : undefined
}
