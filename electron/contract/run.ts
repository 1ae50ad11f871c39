import type { EvidenceAt } from '../../models/evidence/evidenceAt'
import type { SimulationResult } from '../../models/result'
import type { Difference } from './difference'

export interface RunReply {
  readonly revision: number
  readonly result: SimulationResult
  /** SHA-256 of what in the scenario moves figures: its fingerprint. */
  readonly scenarioSha256: string
  readonly milliseconds: number
  /** What the money of the place that was asked for rests on. */
  readonly evidence?: EvidenceAt
  /** Name under which the service keeps the result, where it was asked to: a later run can be told against it. */
  readonly keptAs?: string
}

/** A run told against one that the window still has: `differenceOf` the two results. */
export interface RunChange extends Omit<RunReply, 'result'> {
  /** Name of the run it is told against. */
  readonly since: string
  readonly difference: Difference
}
