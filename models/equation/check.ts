import { multiplyDimensions, sameDimensions, type Dimensions } from '../shared/unit'
import { assertNever } from '../shared/assertNever'
import { dimensionNames, namesIn, type DimensionName, type Expression, type Mapping, type Variable } from './expression'

/** What an expression yields: its unit and what it runs over. */
export interface Shape {
  readonly unit: Dimensions | 'any'
  readonly dimensions: readonly DimensionName[]
}

export class EquationError extends Error {
  override readonly name = 'EquationError'
}

type Variables = ReadonlyMap<string, Variable>
type Mappings = Readonly<Record<string, Pick<Mapping, 'from' | 'to'>>>

/** Dimensions of both operands together, in the one order all arrays have. */
export const unionOf = (a: readonly DimensionName[], b: readonly DimensionName[]): readonly DimensionName[] =>
  dimensionNames.filter((name) => a.includes(name) || b.includes(name))

const printUnit = (unit: Dimensions | 'any'): string =>
  unit === 'any'
    ? 'any'
    : Object.entries(unit)
        .map(([base, power]) => `${base}^${String(power)}`)
        .join(' ') || '1'

/**
 * Shape of an expression, with its units checked.
 * @throws EquationError where units or dimensions do not fit, or a name is unknown.
 */
export function shapeOf(expression: Expression, variables: Variables, mappings: Mappings): Shape {
  const shape = (e: Expression): Shape => shapeOf(e, variables, mappings)
  switch (expression.op) {
    case 'constant':
      // 0 and 1 stand for themselves in any sum; other constants are pure numbers.
      return { unit: expression.value === 0 ? 'any' : {}, dimensions: [] }
    case 'ref':
    case 'previous': {
      const variable = variables.get(expression.name)
      if (variable === undefined) throw new EquationError(`unknown name ${expression.name}`)
      return variable
    }
    case 'plus':
    case 'minus':
    case 'min':
    case 'max':
      return alike(shape(expression.left), shape(expression.right), expression.op)
    case 'times':
    case 'over':
      return product(shape(expression.left), shape(expression.right), expression.op)
    case 'where': {
      const condition = shape(expression.condition)
      if (condition.unit !== 'any' && !sameDimensions(condition.unit, {})) throw new EquationError('a condition must be a pure number')
      const branches = alike(shape(expression.then), shape(expression.otherwise), 'where')
      return { unit: branches.unit, dimensions: unionOf(condition.dimensions, branches.dimensions) }
    }
    case 'sumOver':
    case 'at':
      return without(shape(expression.of), expression.dimension, expression.op)
    case 'rollUp':
    case 'through':
      return exchanged(shape(expression.of), expression.mapping, expression.op, mappings)
    default:
      return assertNever(expression)
  }
}

function alike(a: Shape, b: Shape, op: string): Shape {
  if (a.unit !== 'any' && b.unit !== 'any' && !sameDimensions(a.unit, b.unit)) {
    throw new EquationError(`${op}: units differ, ${printUnit(a.unit)} and ${printUnit(b.unit)}`)
  }
  return { unit: a.unit === 'any' ? b.unit : a.unit, dimensions: unionOf(a.dimensions, b.dimensions) }
}

function product(a: Shape, b: Shape, op: 'times' | 'over'): Shape {
  const unit = a.unit === 'any' || b.unit === 'any' ? 'any' : multiplyDimensions(a.unit, b.unit, op === 'times' ? 1 : -1)
  return { unit, dimensions: unionOf(a.dimensions, b.dimensions) }
}

function without(of: Shape, dimension: DimensionName, op: string): Shape {
  if (!of.dimensions.includes(dimension)) throw new EquationError(`${op}: operand does not run over ${dimension}`)
  return { unit: of.unit, dimensions: of.dimensions.filter((name) => name !== dimension) }
}

function exchanged(of: Shape, name: string, op: 'rollUp' | 'through', mappings: Mappings): Shape {
  const mapping = mappings[name]
  if (mapping === undefined) throw new EquationError(`unknown mapping ${name}`)
  const [gone, come] = op === 'rollUp' ? [mapping.from, mapping.to] : [mapping.to, mapping.from]
  if (!of.dimensions.includes(gone)) throw new EquationError(`${op} ${name}: operand does not run over ${gone}`)
  if (op === 'rollUp' && of.dimensions.includes(come)) throw new EquationError(`${op} ${name}: operand runs over ${come} already`)
  return {
    unit: of.unit,
    dimensions: unionOf(
      of.dimensions.filter((d) => d !== gone),
      [come],
    ),
  }
}

/**
 * Check a list of equations: names, units, dimensions; put it in an order in which each reads only what is computed.
 * @throws EquationError naming the equation at fault.
 */
export function orderEquations(list: readonly Variable[], mappings: Mappings): readonly Variable[] {
  const variables = new Map(list.map((variable) => [variable.name, variable]))
  if (variables.size !== list.length) throw new EquationError('a name is defined twice')
  for (const variable of list) checkVariable(variable, variables, mappings)
  const ordered: Variable[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (variable: Variable): void => {
    if (state.get(variable.name) === 'done') return
    if (state.get(variable.name) === 'open') throw new EquationError(`${variable.name}: depends on itself in the same year`)
    state.set(variable.name, 'open')
    if (variable.expression !== undefined) {
      const names = namesIn(variable.expression)
      for (const name of [...names.current, ...[...names.previous].filter((n) => n !== variable.name)]) {
        const needed = variables.get(name)
        if (needed !== undefined) visit(needed)
      }
    }
    state.set(variable.name, 'done')
    ordered.push(variable)
  }
  list.forEach(visit)
  return ordered
}

function checkVariable(variable: Variable, variables: Variables, mappings: Mappings): void {
  if (variable.expression === undefined) return
  try {
    const shape = shapeOf(variable.expression, variables, mappings)
    if (shape.unit !== 'any' && !sameDimensions(shape.unit, variable.unit)) {
      throw new EquationError(`yields ${printUnit(shape.unit)} where ${printUnit(variable.unit)} is declared`)
    }
    const declared = variable.dimensions.join(' ')
    const found = shape.dimensions.filter((d) => variable.dimensions.includes(d))
    if (found.length !== shape.dimensions.length)
      throw new EquationError(`runs over ${shape.dimensions.join(' ')} where ${declared} is declared`)
  } catch (error) {
    if (error instanceof EquationError) throw new EquationError(`${variable.name}: ${error.message}`)
    throw error
  }
}
