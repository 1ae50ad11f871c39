import { randomUUID } from 'node:crypto'
import type { SimulationResult } from '../../models/result'

/** Windows that edit at the same time; of one more, each run crosses whole. */
const most = 2

/** Results that windows still have, so that only what changed since has to cross. A run follows on one other: that is let go of. */
export class KeptRuns {
  private readonly results = new Map<string, SimulationResult>()

  /** @returns the name to ask for it by; no other run, of this or another start of the program, ever has the same. */
  keep(result: SimulationResult): string {
    const name = randomUUID()
    this.results.set(name, result)
    const [oldest] = this.results.keys()
    if (this.results.size > most && oldest !== undefined) this.results.delete(oldest)
    return name
  }

  /** The result of that name, which nobody will ask for again; undefined where it is no longer kept. */
  take(name: string): SimulationResult | undefined {
    const result = this.results.get(name)
    this.results.delete(name)
    return result
  }
}
