import type { LeverId, Override } from '../scenario/document'
import type { Structure } from '../structure'
import { codeOf } from './codes'

/** What a scenario decides or assumes is D, unless the change says more. */
const codeOfChange = ({ grade = 'D' }: Override): number => codeOf(grade)

/** From which position of the years on a change acts, and up to which. */
export interface Stretch {
  readonly first: number
  readonly last: number
  readonly code: number
}

/** When a change acts: of a series the years that it gives. A change that is scaled away again ends with its last year. */
function stretchesOf(change: Override, { catalogue, years }: Structure): readonly Stretch[] {
  const { baseYear } = catalogue
  const code = codeOfChange(change)
  const end = years.length - 1
  if (change.mode === 'series')
    return Object.keys(change.values ?? {}).map((year) => ({ first: Number(year) - baseYear, last: Number(year) - baseYear, code }))
  return [{ first: Math.max(0, change.from - baseYear), last: change.to === undefined ? end : Math.min(end, change.to - baseYear), code }]
}

/** Changes of some levers that act, by what they move and where. */
export class Changes {
  private readonly found: readonly Override[]
  private readonly structure: Structure

  constructor(structure: Structure, overrides: readonly Override[], levers: readonly LeverId[]) {
    this.structure = structure
    this.found = overrides.filter(({ lever }) => levers.includes(lever))
  }

  get any(): boolean {
    return this.found.length > 0
  }

  /** Make a row of grades worse where a change acts on it: worse than before where it moves what was known, its own where it replaces it. */
  put(row: Uint8Array, target: string | undefined, leaf: number): void {
    const { leavesIn, root } = this.structure
    for (const change of this.found) {
      if (change.target !== target) continue
      if (change.area !== root.code && !(leavesIn.get(change.area) ?? []).includes(leaf)) continue
      for (const { first, last, code } of stretchesOf(change, this.structure))
        for (let k = first; k <= last; k++) row[k] = isReplaced(change, k - first) ? code : Math.max(row[k] ?? 0, code)
    }
  }
}

/** A value that is set stands for itself once it is whole; what is scaled, shifted or phased in still rests on what was there. */
const isReplaced = ({ mode, from, fullFrom, after }: Override, year: number): boolean =>
  mode === 'series' ||
  (mode === 'set' && (fullFrom === undefined ? year === 0 || after === 'hold' : after === 'hold' && year >= fullFrom - from))
