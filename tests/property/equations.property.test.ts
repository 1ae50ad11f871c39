import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileModel, type CompiledModel } from '../../models/equation/compile'
import { explainFigure, type Coordinates } from '../../models/equation/explain'
import {
  at,
  max,
  min,
  minus,
  over,
  plus,
  previous,
  rollUp,
  sumOver,
  through,
  times,
  where,
  type DimensionName,
  type Expression,
  type Space,
  type Variable,
} from '../../models/equation/expression'

/** A space with mappings that lead everywhere, and one that leads nowhere for one component. */
const spaceOf = (years: number): Space => {
  const none: readonly string[] = []
  const elements: Record<DimensionName, readonly string[]> = {
    ...{
      unit: none,
      memo: none,
      between: none,
      grant: none,
      driver: none,
      basis: none,
      group: none,
      claim: none,
      class: none,
      target: none,
      fund: none,
    },
    ...{ standard: none, leader: none, linked: none, payer: none },
    index: ['cpi', 'wage'],
    item: ['x', 'y'],
    component: ['p', 'q', 'r'],
    cell: ['east', 'west'],
    year: Array.from({ length: years }, (_, k) => String(2020 + k)),
  }
  return {
    elements,
    mappings: {
      itemOf: { from: 'component', to: 'item', index: Int32Array.of(0, 1, 0) },
      indexOf: { from: 'component', to: 'index', index: Int32Array.of(1, -1, 0) },
    },
  }
}

const input = (name: string, ...dimensions: readonly DimensionName[]): Variable => ({ name, dimensions, unit: {}, section: '0' })
const inputs = [
  input('full', 'component', 'cell', 'year'),
  input('cellYear', 'cell', 'year'),
  input('itemCell', 'item', 'cell'),
  input('itemYear', 'item', 'year'),
  input('indexYear', 'index', 'year'),
  input('component', 'component'),
  input('cell', 'cell'),
  input('year', 'year'),
  input('number'),
  input('isComponent', 'component'),
  input('isItemCell', 'item', 'cell'),
  input('isYear', 'cell', 'year'),
]
const conditions = inputs.filter(({ name }) => name.startsWith('is'))
const fits = ({ dimensions }: Variable, allowed: readonly DimensionName[]): boolean => dimensions.every((d) => allowed.includes(d))
const dimensions = ['index', 'item', 'component', 'cell', 'year'] as const
/** Something that surely runs over a dimension. */
const along: Readonly<Record<(typeof dimensions)[number], string>> = {
  ...{ index: 'indexYear', item: 'itemCell', component: 'component', cell: 'cell', year: 'year' },
}

/** Any expression over some of these dimensions; what is mapped, picked out or summed inside may be an expression again. */
function anyExpression(allowed: readonly DimensionName[], depth: number, self: string | null): fc.Arbitrary<Expression> {
  const leaf = fc.constantFrom(
    ...inputs.filter((variable) => fits(variable, allowed)).map(({ name }): Expression => ({ op: 'ref', name })),
    ...[0, 1, -2.5].map((value): Expression => ({ op: 'constant', value })),
    ...(self === null ? [] : [previous(self)]),
  )
  if (depth === 0) return leaf
  const inside = (more: readonly DimensionName[] = allowed, own = self): fc.Arbitrary<Expression> => anyExpression(more, depth - 1, own)
  const pair = fc.tuple(fc.constantFrom(plus, times, minus, over, min, max), inside(), inside()).map(([make, a, b]) => make(a, b))
  const fitting = conditions.filter((condition) => fits(condition, allowed))
  const choice =
    fitting.length === 0
      ? pair
      : fc.tuple(fc.constantFrom(...fitting), inside(), inside()).map(([condition, a, b]) => where(condition.name, a, b))
  const gone = dimensions.filter((d) => !allowed.includes(d) && d !== 'index' && d !== 'year')
  const more = gone.map((d) => inside([...allowed, d], null).map((e) => sumOver(d, times(e, along[d]))))
  const picked = gone.map((d) => inside([...allowed, d], null).map((e) => at(d, elementOf[d] ?? '', times(e, along[d]))))
  const mapped = allowed.includes('component')
    ? [
        ...(allowed.includes('item') ? [] : [inside([...allowed, 'item'], null).map((e) => through('itemOf', times(e, along.item)))]),
        ...(allowed.includes('year')
          ? [
              inside(['index', 'year', ...allowed.filter((d) => d === 'cell')], null).map((e) =>
                through('indexOf', plus(times(e, along.index), 1)),
              ),
            ]
          : []),
      ]
    : []
  const rolled =
    allowed.includes('item') && !allowed.includes('component')
      ? [inside([...allowed.filter((d) => d !== 'item'), 'component'], null).map((e) => rollUp('itemOf', times(e, along.component)))]
      : []
  const based = allowed.includes('year') ? [inside(allowed, null).map((e) => at('year', 'base', times(e, along.year)))] : []
  return fc.oneof({ maxDepth: depth }, leaf, pair, choice, ...more, ...picked, ...mapped, ...rolled, ...based)
}
const elementOf: Readonly<Partial<Record<DimensionName, string>>> = { item: 'y', component: 'q', cell: 'west' }

const anyVariable = fc
  .constantFrom<readonly DimensionName[]>(['component', 'cell', 'year'], ['item', 'cell', 'year'], ['cell', 'year'], ['component', 'cell'])
  .chain((own) =>
    anyExpression(own, 4, own.includes('year') ? 'result' : null).map((expression): Variable => ({
      ...input('result', ...own),
      expression,
    })),
  )

/** A recurrence across rows: every cell reads what all cells together had the year before. */
const acrossRows: Variable = {
  ...input('result', 'cell', 'year'),
  expression: where('isYear', 'cellYear', plus(times(sumOver('cell', previous('result')), 0.5), previous('result'))),
}

const amount = fc.constantFrom(0, 1, 2, -3, 0.1, 7e9, -0)
const anyInputs = (space: Space): fc.Arbitrary<ReadonlyMap<string, Float64Array>> =>
  fc
    .tuple(
      ...inputs.map((variable) => {
        const length = variable.dimensions.reduce((product, d) => product * space.elements[d].length, 1)
        const value = conditions.includes(variable) ? fc.constantFrom(0, 1) : amount
        return fc
          .array(value, { minLength: length, maxLength: length })
          .map((values) => [variable.name, Float64Array.from(values)] as const)
      }),
    )
    .map((entries) => new Map(entries))

function places({ space, block }: CompiledModel, name: string): readonly Coordinates[] {
  return block(name).dimensions.reduce<readonly Coordinates[]>(
    (found, d) => found.flatMap((place) => space.elements[d].map((_, k) => ({ ...place, [d]: k }))),
    [{}],
  )
}

/** Every figure of the last run is what its formula gives, opened at that place. */
function expectOpened(model: CompiledModel): void {
  for (const place of places(model, 'result')) {
    const { value, formula } = explainFigure(model, 'result', place)
    expect(Object.is(value, formula?.value) || (Number.isNaN(value) && Number.isNaN(formula?.value))).toBe(true)
  }
}

for (const years of [4, 3, 1])
  test(`any equation over ${String(years)} years gives, run after run, what its formula gives at each place`, () => {
    const space = spaceOf(years)
    fc.assert(
      fc.property(
        fc.oneof({ weight: 9, arbitrary: anyVariable }, fc.constant(acrossRows)),
        fc.array(anyInputs(space), { minLength: 3, maxLength: 3 }),
        fc.array(fc.constantFrom(...inputs), { minLength: 2, maxLength: 4 }),
        (variable, given, changed) => {
          const model = compileModel([...inputs, variable], space)
          const [first, second, third] = given
          model.run(first ?? new Map())
          expectOpened(model)
          // A few inputs move, then all.
          model.run(new Map(changed.map(({ name }) => [name, second?.get(name) ?? new Float64Array()])))
          expectOpened(model)
          model.run(third ?? new Map())
          expectOpened(model)
        },
      ),
      { seed: 150000, numRuns: 150 },
    )
  })
