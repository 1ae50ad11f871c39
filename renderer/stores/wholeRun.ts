import { withDifference } from '../../electron/contract/difference'
import type { RunChange, RunReply } from '../../electron/contract/run'
import type { SimulationResult } from '../../models/result'

/**
 * A run's reply with its whole result.
 * @param held the reply that the run was asked to be told against.
 * @throws RangeError where it was told against another.
 */
export function wholeRun(answer: RunReply | RunChange, held?: RunReply): RunReply {
  if (!('difference' in answer)) return answer
  if (held === undefined || held.keptAs !== answer.since) throw new RangeError('the run is told against another than this window has')
  const { since: _, difference, ...about } = answer
  return { ...about, result: withDifference(held.result, difference) as SimulationResult }
}
