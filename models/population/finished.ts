import { personsOf, stockCells } from './cohort'
import { ages } from './lifeTable'
import { bornAlive, type FinishedProjection, type ProjectionInput, type Run } from './project'

/** Leaves whose stock follows a finished projection, and leaves within that have one of their own and are left out. */
export interface FinishedGroup extends FinishedProjection {
  readonly apart: readonly number[]
}

/** The nearer projection rules a leaf: wider ones get what it leaves. The narrowest come first, so that they stand when asked. */
export function finishedGroups({ finished = [] }: ProjectionInput): readonly FinishedGroup[] {
  const taken = new Set<number>()
  const narrowFirst = finished.map((one, k) => ({ one, k })).sort((a, b) => a.one.leaves.length - b.one.leaves.length || b.k - a.k)
  return narrowFirst.flatMap(({ one }): readonly FinishedGroup[] => {
    const leaves = one.leaves.filter((leaf) => !taken.has(leaf))
    const apart = one.leaves.filter((leaf) => taken.has(leaf))
    for (const leaf of leaves) taken.add(leaf)
    return leaves.length === 0 ? [] : [{ ...one, leaves, apart }]
  })
}

/**
 * Put a year's finished stock in place of the kernel's. Several leaves share it age by age as the kernel has them; where
 * it has nobody of an age, as all persons are. Births become those behind the children under one, deaths follow from the
 * same survival, and what is left of the change is net migration. Where nearer projections hold more persons than the
 * wider one, its leaves get none and the persons too many are reported as clamped.
 *
 * @param k year as an index from the launch year, 1 or later; years that the projection does not have stay the kernel's.
 */
export function imposeFinished(run: Run, group: FinishedGroup, k: number): void {
  const from = (k - 1) * stockCells
  if (from + stockCells > group.stock.length) return
  const { years } = run
  const { stock } = run.projection
  const place = (leaf: number): number => (leaf * (years + 1) + k + 1) * stockCells
  const everybody = group.leaves.map((leaf) => personsOf(stock, place(leaf)))
  const total = everybody.reduce((sum, value) => sum + value, 0)
  let clamped = 0
  for (let cell = 0; cell < stockCells; cell++) {
    let [target, here] = [group.stock[from + cell] ?? 0, 0]
    for (const leaf of group.apart) target -= stock[place(leaf) + cell] ?? 0
    if (target < 0) [target, clamped] = [0, clamped - target]
    for (const leaf of group.leaves) here += stock[place(leaf) + cell] ?? 0
    group.leaves.forEach((leaf, position) => {
      const known = stock[place(leaf) + cell] ?? 0
      const part = here > 0 ? known / here : total > 0 ? (everybody[position] ?? 0) / total : 1 / group.leaves.length
      stock[place(leaf) + cell] = group.leaves.length === 1 ? target : target * part
    })
  }
  for (const leaf of group.leaves) accountFor(run, leaf, k, clamped / group.leaves.length)
}

/** Flows of a year between two stocks that are given. */
function accountFor({ projection, years, persons, survival }: Run, leaf: number, k: number, clamped: number): void {
  const { stock } = projection
  const table = survival[leaf] ?? new Float64Array()
  const [before, after, at] = [(leaf * (years + 1) + k) * stockCells, (leaf * (years + 1) + k + 1) * stockCells, leaf * years + k]
  let [births, survivors] = [0, 0]
  for (const sex of [0, ages]) {
    const children = stock[after + sex] ?? 0
    births += bornAlive(children, table[k * stockCells + sex])
    survivors += children
    for (let age = 1; age < ages; age++) {
      const older = age === ages - 1 ? (stock[before + sex + age] ?? 0) : 0
      survivors += ((stock[before + sex + age - 1] ?? 0) + older) * (table[k * stockCells + sex + age] ?? 0)
    }
  }
  const [start, end] = [persons[leaf * (years + 1) + k] ?? 0, personsOf(stock, after)]
  persons[leaf * (years + 1) + k + 1] = end
  projection.births[at] = births
  projection.deaths[at] = start + births - survivors
  projection.netMigrants[at] = end - survivors - clamped
  projection.clamped[at] = clamped
}
