import { dimensionNames, type DimensionName, type Mapping, type Space, type Variable } from '../expression'

/** How the rows of a variable are counted: by its dimensions in their order, without the years. */
export interface Shape {
  readonly variable: Variable
  readonly isYearly: boolean
  readonly rows: number
  /** Place of each dimension among `dimensionNames`, and how many elements it has. */
  readonly steps: readonly { readonly dimension: DimensionName; readonly at: number; readonly size: number }[]
}

export function shapeOf(variable: Variable, space: Space): Shape {
  const steps = variable.dimensions
    .filter((dimension) => dimension !== 'year')
    .map((dimension) => ({ dimension, at: dimensionNames.indexOf(dimension), size: space.elements[dimension].length }))
  return {
    variable,
    isYearly: variable.dimensions.includes('year'),
    rows: steps.reduce((product, { size }) => product * size, 1),
    steps,
  }
}

/** A position in every dimension, as numbers by their place among `dimensionNames`. */
export type Position = number[]

export function rowAt({ steps }: Shape, position: Readonly<Position>): number {
  let row = 0
  for (const { at, size } of steps) row = row * size + (position[at] ?? 0)
  return row
}

/** The position of a row; dimensions it does not run over are 0. */
export function positionOfRow({ steps }: Shape, row: number): Position {
  const position: Position = dimensionNames.map(() => 0)
  let rest = row
  for (const { at, size } of [...steps].reverse()) {
    position[at] = rest % size
    rest = Math.floor(rest / size)
  }
  return position
}

/** The row's position without its cell; cells stand last of what rows are counted by. */
export const targetOf = ({ steps }: Shape, row: number): number => {
  const last = steps.at(-1)
  return last?.dimension === 'cell' ? Math.floor(row / last.size) : row
}

/** All rows of the same target: one for each cell, or the row alone where the variable does not run over cells. */
export function rowsAlong(shape: Shape, target: number): readonly number[] {
  const last = shape.steps.at(-1)
  return last?.dimension === 'cell' ? Array.from({ length: last.size }, (_, cell) => target * last.size + cell) : [target]
}

/** Members of each group of a mapping, in their order. */
export function membersOf({ index, to }: Mapping, space: Space): readonly (readonly number[])[] {
  const members: number[][] = space.elements[to].map(() => [])
  index.forEach((group, member) => members[group]?.push(member))
  return members
}
