import { putNumbers, withDifference, type NumbersChange } from '../../electron/contract/difference'
import type { RunChange, RunReply } from '../../electron/contract/run'
import { PartedTable } from '../../models/partedTable'
import type { ReadableResult, SimulationResult } from '../../models/result'

/** A run's reply as the window has it. */
export interface HeldRun extends Omit<RunReply, 'result'> {
  readonly result: ReadableResult
}

/**
 * A run's reply with its whole result.
 * @param held the reply that the run was asked to be told against.
 * @throws RangeError where it was told against another.
 */
export function wholeRun(answer: RunReply | RunChange, held?: HeldRun): HeldRun {
  if (!('difference' in answer)) return { ...answer, result: inParts(answer.result) }
  if (held === undefined || held.keptAs !== answer.since) throw new RangeError('the run is told against another than this window has')
  const { since: _, difference, ...about } = answer
  return { ...about, result: withDifference(held.result, difference, put) as ReadableResult }
}

/** Large tables in parts, so that the next run replaces what changed of them and no more. */
export function inParts(result: SimulationResult): ReadableResult {
  const { expenditure, fundPaid, borne, quantity, standard } = result
  return {
    ...result,
    expenditure: PartedTable.of(expenditure),
    fundPaid: PartedTable.of(fundPaid),
    borne: PartedTable.of(borne),
    quantity: PartedTable.of(quantity),
    standard: PartedTable.of(standard),
  }
}

const put = (before: unknown, change: NumbersChange): unknown => {
  if (!(before instanceof PartedTable)) return putNumbers(before, change)
  return 'whole' in change ? PartedTable.of(change.whole) : before.with(change.runs, change.numbers)
}
