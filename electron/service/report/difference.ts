import type { PrintedNumber } from './tokens'

/** A number of the program's that is not on paper, and what stands there instead, where something does. */
export interface DifferingNumber extends PrintedNumber {
  readonly printed: string | null
}

/** Most numbers that may differ before it is another report altogether. */
const most = 2000

/**
 * Numbers that should stand on paper and do not, by the shortest way from one row of numbers to the other. What is printed beside is
 * no fault: heads are printed again on every page. Null where next to nothing agrees.
 */
export function differingNumbers(expected: readonly PrintedNumber[], printed: readonly string[]): readonly DifferingNumber[] | null {
  const steps = shortestWay(
    expected.map(({ number }) => number),
    printed,
  )
  if (steps === null) return null
  const missing: DifferingNumber[] = []
  let run: { expected: number[]; printed: number[] } = { expected: [], printed: [] }
  // A long word may be broken over two lines, and a number in it with it.
  const isBroken = (): boolean =>
    run.expected.length === 1 && run.printed.map((at) => printed[at]).join('') === expected[run.expected[0] ?? -1]?.number
  const close = (): void => {
    if (isBroken()) run = { expected: [], printed: [] }
    run.expected.forEach((at, k) => {
      const number = expected[at]
      if (number !== undefined) missing.push({ ...number, printed: printed[run.printed[k] ?? -1] ?? null })
    })
    run = { expected: [], printed: [] }
  }
  for (const [kind, at] of steps) {
    if (kind === 'both') close()
    else run[kind].push(at)
  }
  close()
  return missing
}

type Step = readonly ['both' | 'expected' | 'printed', number]

/** Myers' way through the two rows: steps in order, with positions in the row that is stepped over. */
function shortestWay(a: readonly string[], b: readonly string[]): readonly Step[] | null {
  const bound = Math.min(a.length + b.length, most)
  const ends: Int32Array[] = []
  const furthest = new Int32Array(2 * bound + 3)
  const middle = bound + 1
  for (let depth = 0; depth <= bound; depth++) {
    for (let k = -depth; k <= depth; k += 2) {
      const isDown = k === -depth || (k !== depth && (furthest[middle + k - 1] ?? 0) < (furthest[middle + k + 1] ?? 0))
      let x = isDown ? (furthest[middle + k + 1] ?? 0) : (furthest[middle + k - 1] ?? 0) + 1
      let y = x - k
      while (x < a.length && y < b.length && a[x] === b[y]) [x, y] = [x + 1, y + 1]
      furthest[middle + k] = x
      if (x >= a.length && y >= b.length) return wayBack(ends, depth, middle, a.length, b.length)
    }
    ends.push(furthest.slice())
  }
  return null
}

function wayBack(ends: readonly Int32Array[], depth: number, middle: number, width: number, height: number): readonly Step[] {
  const steps: Step[] = []
  let [x, y] = [width, height]
  for (let d = depth; d > 0; d--) {
    const before = ends[d - 1]
    if (before === undefined) break
    const k = x - y
    const isDown = k === -d || (k !== d && (before[middle + k - 1] ?? 0) < (before[middle + k + 1] ?? 0))
    const fromX = before[middle + (isDown ? k + 1 : k - 1)] ?? 0
    const fromY = fromX - (isDown ? k + 1 : k - 1)
    while (x > (isDown ? fromX : fromX + 1) && y > (isDown ? fromY + 1 : fromY)) {
      x--
      y--
      steps.push(['both', x])
    }
    steps.push(isDown ? ['printed', fromY] : ['expected', fromX])
    ;[x, y] = [fromX, fromY]
  }
  while (x > 0 && y > 0) {
    x--
    y--
    steps.push(['both', x])
  }
  return steps.reverse()
}
