import type { Block } from './block'
import { Repeated } from './repeated'

/** Values of an input: an array, or one with some rows replaced (a row holds the years). */
export type InputValues = Base | PatchedRows
/** An array, written out or told by what repeats in it. */
export type Base = Readonly<Float64Array> | Repeated
export interface PatchedRows {
  readonly base: Base
  readonly rows: ReadonlyMap<number, Readonly<Float64Array>>
}

/** Take over what moved, row by row. An array that was given last time too is not looked at again: inputs are never written to after they are given. */
export function takeInputs(
  inputs: ReadonlyMap<string, InputValues>,
  block: (name: string) => Block,
  run: number,
  taken: Map<string, InputValues>,
): void {
  for (const [name, values] of inputs) {
    const last = taken.get(name)
    if (last === values) continue
    const target = block(name)
    const { length } = 'base' in values ? values.base : values
    const expected = target.rows * target.years
    if (length !== expected) throw new RangeError(`input ${name} has ${String(length)} values, not ${String(expected)}`)
    taken.set(name, values)
    takeRows(target, values, last, run)
  }
}

function takeRows(target: Block, values: InputValues, last: InputValues | undefined, run: number): void {
  const [base, patches] = 'base' in values ? [values.base, values.rows] : [values, undefined]
  const [before, undone] = last === undefined ? [undefined, undefined] : 'base' in last ? [last.base, last.rows] : [last, undefined]
  const isFirst = last === undefined
  // Of what is given for the first time everything moved: a list of it would only take room.
  if (isFirst) target.moved.addAll(run)
  const take = (row: number): void => {
    const patch = patches?.get(row)
    const isMoved = patch === undefined ? takeRow(target, row, base, row * target.years) : takeRow(target, row, patch, 0)
    if (isMoved && !isFirst) target.moved.add(row, run)
  }
  // The same base as last time, or what stands in memory that nobody wrote to: only rows that are replaced now, or were, can differ.
  const isFresh = isFirst && base instanceof Repeated && base.isAll(target.usual)
  if (base === before || isFresh) {
    for (const row of undone?.keys() ?? []) take(row)
    for (const row of patches?.keys() ?? []) take(row)
  } else for (let row = 0; row < target.rows; row++) take(row)
}

/** @returns whether any of its numbers is another than before. */
function takeRow(target: Block, row: number, from: Base, at: number): boolean {
  const { years } = target
  const start = row * years
  const isRepeated = from instanceof Repeated
  let isMoved = false
  for (let t = 0; t < years; t++) {
    const value = (isRepeated ? from.at(at + t) : from[at + t]) ?? 0
    if (target.put(start + t, value)) isMoved = true
  }
  return isMoved
}
