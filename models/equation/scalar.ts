import { operate } from './explain'
import type { Expression } from './expression'

/**
 * The value of an expression over single numbers: for what is worked out outside the compiled equations, and shown as a
 * formula all the same.
 * @throws RangeError for an operator that needs more than single numbers.
 */
export function scalarValue(e: Expression, read: (name: string) => number): number {
  switch (e.op) {
    case 'constant':
      return e.value
    case 'ref':
      return read(e.name)
    case 'where':
      return scalarValue(scalarValue(e.condition, read) === 0 ? e.otherwise : e.then, read)
    case 'plus':
    case 'minus':
    case 'times':
    case 'over':
    case 'min':
    case 'max':
      return operate(e.op, scalarValue(e.left, read), scalarValue(e.right, read))
    default:
      throw new RangeError(`${e.op} needs more than single numbers`)
  }
}
