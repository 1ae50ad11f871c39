import { personsOf, stockCells } from './cohort'
import type { Projection, ProjectionLeaf, Run } from './project'
import { residenceShift, shiftedShare } from './residence'

/**
 * Urban persons (METHOD section 1.6). One shift for all leaves, solved with the leaves as they are without changes of
 * their own, so that together they meet the region's path; a leaf with a path of its own is then put on it alone, which
 * moves no other leaf. Where a leaf's shares are known by age, every age is shifted and the profile is kept.
 *
 * The year before the launch has no path of its own and takes the launch year's shares.
 *
 * @param inherited the run without any leaf's own changes; the same run where there are none.
 */
export function splitResidence(run: Run, inherited: Run): void {
  const { input, projection } = run
  const shifts = commonShifts(inherited)
  // Filled anew for every leaf.
  const path = new Float64Array(shifts.length)
  input.leaves.forEach((leaf, position) => {
    if (leaf.urbanShares === undefined) putFlat(projection, position, leaf, shifts, path)
    else putProfile(run, position, leaf, leaf.urbanShares, shifts)
  })
}

/** w = e^delta of every year. */
function commonShifts({ input, projection, years, persons }: Run): Float64Array {
  const cells = input.leaves.reduce((sum, { urbanShares }) => sum + (urbanShares?.length ?? 1), 0)
  const [here, shares] = [new Float64Array(cells), new Float64Array(cells)]
  let at = 0
  for (const { urbanShares, baseUrbanShare } of input.leaves) {
    shares.set(urbanShares ?? [baseUrbanShare], at)
    at += urbanShares?.length ?? 1
  }
  const shifts = new Float64Array(years)
  for (let k = 0; k < years; k++) {
    at = 0
    input.leaves.forEach(({ urbanShares }, leaf) => {
      const start = (leaf * (years + 1) + k + 1) * stockCells
      if (urbanShares === undefined) here[at++] = persons[leaf * (years + 1) + k + 1] ?? 0
      else for (let cell = 0; cell < stockCells; cell++) here[at++] = projection.stock[start + cell] ?? 0
    })
    shifts[k] = residenceShift(here, shares, input.rootUrbanShare[k] ?? 0)
  }
  return shifts
}

/** The path a leaf is put on, where it has one of its own. @param path what it would inherit. */
function ownPath({ paths }: ProjectionLeaf, path: Float64Array): Readonly<Float64Array> | undefined {
  if (paths.urbanShare !== undefined) return paths.urbanShare
  if (paths.moveUrbanShare === undefined) return undefined
  paths.moveUrbanShare(path)
  return path
}

/** One share for all ages. */
function putFlat(
  { urbanShare }: Projection,
  position: number,
  leaf: ProjectionLeaf,
  shifts: Readonly<Float64Array>,
  path: Float64Array,
): void {
  const years = shifts.length
  for (let k = 0; k < years; k++) path[k] = shiftedShare(leaf.baseUrbanShare, shifts[k] ?? 1)
  const shares = ownPath(leaf, path) ?? path
  const first = position * (years + 1) + 1
  urbanShare[first - 1] = shares[0] ?? 0
  for (let k = 0; k < years; k++) urbanShare[first + k] = shares[k] ?? 0
}

/** A share for each sex and age, all shifted alike. */
function putProfile(
  { projection, years }: Run,
  position: number,
  leaf: ProjectionLeaf,
  profile: Readonly<Float64Array>,
  shifts: Readonly<Float64Array>,
): void {
  const stock = projection.stock.subarray(position * (years + 1) * stockCells, (position + 1) * (years + 1) * stockCells)
  const urban = new Float64Array(stock.length)
  projection.urbanByAge.set(position, urban)
  const first = (k: number): number => (k + 1) * stockCells
  const put = (k: number, w: number): void => {
    for (let index = k === 0 ? -1 : k; index <= k; index++)
      for (let cell = 0; cell < stockCells; cell++)
        urban[first(index) + cell] = (stock[first(index) + cell] ?? 0) * shiftedShare(profile[cell] ?? 0, w)
  }
  shifts.forEach((w, k) => {
    put(k, w)
  })
  const share = shifts.map((_, k) => {
    const persons = personsOf(stock, first(k))
    return persons > 0 ? personsOf(urban, first(k)) / persons : leaf.baseUrbanShare
  })
  ownPath(leaf, share)?.forEach((wanted, k) => {
    if (k < years) put(k, residenceShift(stock.subarray(first(k), first(k) + stockCells), profile, wanted))
  })
}

const everyCell = new WeakMap<Projection, Float64Array>()

/** Urban persons of every leaf, laid out as `stock`: for those who need cells; made once for a projection. */
export function urbanPersons(projection: Projection): Float64Array {
  const known = everyCell.get(projection)
  if (known !== undefined) return known
  const indices = projection.years.length + 1
  const urban = projection.stock.slice()
  for (let row = 0; row < projection.urbanShare.length; row++) {
    const share = projection.urbanShare[row] ?? 0
    for (let cell = row * stockCells; cell < (row + 1) * stockCells; cell++) urban[cell] = (urban[cell] ?? 0) * share
  }
  for (const [leaf, persons] of projection.urbanByAge) urban.set(persons, leaf * indices * stockCells)
  everyCell.set(projection, urban)
  return urban
}
