import type { Block, Instruction } from './kernels'

/**
 * A branch of a choice that nothing takes is not worked out: most of what a scenario may enter is not entered. A guard
 * looks once a run whether its condition holds anywhere.
 */
export interface Guard {
  isOpen(): boolean
}

/** @param run number of the run that is under way. */
export function guardOf(condition: Block, run: () => number): Guard {
  let [seen, open] = [0, false]
  return {
    isOpen() {
      if (seen === run()) return open
      // Nothing that the condition reads has moved since it was last looked at.
      if (seen === 0 || condition.any[0] !== 0) open = condition.data.some((value) => value !== 0)
      seen = run()
      return open
    },
  }
}

/** The instruction as long as all guards are open; when they open again, everything is worked out anew. */
export function guarded(instruction: Instruction, out: Block, guards: readonly Guard[]): Instruction {
  if (guards.length === 0) return instruction
  let isStale = true
  const isOpen = (): boolean => guards.every((guard) => guard.isOpen())
  return {
    mark(all) {
      if (isOpen()) return instruction.mark(all || isStale)
      isStale = true
      if (out.any[0] !== 0) out.moved.fill(0)
      out.any[0] = 0
      return 0
    },
    run(from, to) {
      if (!isOpen()) return
      instruction.run(from, to)
      isStale = false
    },
  }
}
