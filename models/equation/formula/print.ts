import { evaluate, yearRead, type ReadFigure } from './evaluate'
import type { Formula, Row, When } from './formula'

/** Where rows stand in a workbook. */
export interface Places {
  /** Number of a row in its sheet, from 1; the sheet's name as a formula names it. */
  readonly of: (row: Row) => { readonly sheet: string; readonly line: number }
  /** Letters of the column of a year, counted from the first; a row without years stands in the first. */
  readonly column: (year: number) => string
  /** Figures as they are shown, for divisors that nothing can make nought. */
  readonly read: ReadFigure
}

/** How tightly an operation binds. */
const strength = { sum: 1, product: 2, one: 3 } as const
type Strength = (typeof strength)[keyof typeof strength]

const signs = { plus: '+', minus: '-', times: '*' } as const

interface Text {
  readonly text: string
  readonly strength: Strength
}

/** Most arguments that a function takes in every program. */
const mostArguments = 200

/** The formula of a cell as spreadsheets read it, without its sign; only SUM, IF, MIN and MAX are used. */
export function printFormula(formula: Formula, row: Row, year: number, places: Places): string {
  return new Printer(row, year, places).print(formula).text
}

const one = (text: string): Text => ({ text, strength: strength.one })

class Printer {
  private readonly row: Row
  private readonly year: number
  private readonly places: Places
  private readonly sheet: string

  constructor(row: Row, year: number, places: Places) {
    this.row = row
    this.year = year
    this.places = places
    this.sheet = places.of(row).sheet
  }

  print(formula: Formula): Text {
    switch (formula.op) {
      case 'constant':
        return numeral(formula.value)
      case 'own':
        return one(this.address(this.row, 'before'))
      case 'cell':
        return one(this.address(formula.row, formula.when))
      case 'given':
        throw new RangeError('a given figure is no formula')
      case 'where':
        return one(`IF(${this.bare(formula.condition)}<>0,${this.bare(formula.then)},${this.bare(formula.otherwise)})`)
      case 'sum':
        return this.sum(formula.parts)
      case 'growth': {
        const [first, last] = [this.bare(formula.first), this.bare(formula.last)]
        const ratio = `${this.within(formula.last, strength.product)}/${this.within(formula.first, strength.one)}`
        // Growth of nothing, and growth to less than nothing, are told as none.
        return one(`IF(${first}<=0,0,IF(${last}<0,0,(${ratio})^(1/${String(formula.years)})-1))`)
      }
      case 'plus':
      case 'minus':
      case 'times':
        return this.pair(formula.op, formula.left, formula.right)
      case 'over':
        return this.quotient(formula.left, formula.right)
      case 'min':
      case 'max': {
        const parts = [...flat(formula, formula.op)].map((part) => this.bare(part))
        return one(`${formula.op.toUpperCase()}(${parts.join(',')})`)
      }
    }
  }

  private bare(formula: Formula): string {
    return this.print(formula).text
  }

  private within(formula: Formula, least: Strength): string {
    const { text, strength: own } = this.print(formula)
    return own < least ? `(${text})` : text
  }

  private pair(op: 'plus' | 'minus' | 'times', left: Formula, right: Formula): Text {
    const own = op === 'times' ? strength.product : strength.sum
    const tight = op === 'minus' ? strength.product : own
    // Nothing less something is written as spreadsheets do.
    if (op === 'minus' && left.op === 'constant' && left.value === 0) return { text: `-${this.within(right, tight)}`, strength: own }
    return { text: `${this.within(left, own)}${signs[op]}${this.within(right, tight)}`, strength: own }
  }

  /** A part of nothing is nothing; where the divisor can never be nought, that need not be asked. */
  private quotient(left: Formula, right: Formula): Text {
    const text = `${this.within(left, strength.product)}/${this.within(right, strength.one)}`
    const isSafe = right.isFixed && evaluate(right, this.row, this.year, this.places.read) !== 0
    return isSafe ? { text, strength: strength.product } : one(`IF(${this.bare(right)}=0,0,${text})`)
  }

  private sum(parts: readonly Formula[]): Text {
    const texts = this.ranges(parts)
    if (texts.length <= 3 && texts.every((text) => !text.includes(':')))
      return { text: parts.map((part) => this.within(part, strength.sum)).join('+'), strength: strength.sum }
    if (texts.length <= mostArguments) return one(`SUM(${texts.join(',')})`)
    const groups = Array.from({ length: Math.ceil(texts.length / mostArguments) }, (_, k) =>
      texts.slice(k * mostArguments, (k + 1) * mostArguments),
    )
    return one(`SUM(${groups.map((group) => `SUM(${group.join(',')})`).join(',')})`)
  }

  /** Parts as arguments: cells that stand below each other as ranges. */
  private ranges(parts: readonly Formula[]): readonly string[] {
    const texts: string[] = []
    for (let k = 0; k < parts.length; k++) {
      const first = parts[k]
      if (first === undefined) continue
      let last = first
      while (follows(last, parts[k + 1], this.places)) last = parts[++k] ?? last
      if (first.op === 'cell' && last.op === 'cell' && last !== first)
        texts.push(`${this.address(first.row, first.when)}:${this.local(last.row, last.when)}`)
      else texts.push(this.bare(first))
    }
    return texts
  }

  private address(row: Row, when: When): string {
    const { sheet } = this.places.of(row)
    return sheet === this.sheet ? this.local(row, when) : `${sheet}!${this.local(row, when)}`
  }

  private local(row: Row, when: When): string {
    const isAnchored = when !== 'same' && when !== 'before'
    return `${isAnchored ? '$' : ''}${this.places.column(yearRead(when, this.year))}${String(this.places.of(row).line)}`
  }
}

/** Whether one cell stands right below another, of the same year. */
function follows(above: Formula, below: Formula | undefined, places: Places): boolean {
  if (above.op !== 'cell' || below?.op !== 'cell' || above.when !== below.when) return false
  const [a, b] = [places.of(above.row), places.of(below.row)]
  return a.sheet === b.sheet && b.line === a.line + 1
}

/** Operands of the same operation in a row. */
function* flat(formula: Formula, op: 'min' | 'max'): Generator<Formula> {
  if (formula.op !== op) yield formula
  else {
    yield* flat(formula.left, op)
    yield* flat(formula.right, op)
  }
}

const numeral = (value: number): Text => (value < 0 ? { text: String(value), strength: strength.sum } : one(String(value)))
