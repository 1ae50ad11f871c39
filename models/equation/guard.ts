import type { View } from './block'
import type { Instruction } from './kernels'

/**
 * A branch of a choice that nothing takes is not worked out: most of what a scenario may enter is not entered. A guard
 * looks once a run whether its condition holds anywhere.
 */
export interface Guard {
  isOpen(run: number): boolean
}

export function guardOf({ block }: View): Guard {
  let [seen, open] = [0, false]
  return {
    isOpen(run) {
      if (seen === run) return open
      // Nothing that the condition reads has moved since it was last looked at.
      if (seen === 0 || block.moved.any > seen) open = holdsAnywhere(block.data)
      seen = run
      return open
    },
  }
}

function holdsAnywhere(data: Float64Array): boolean {
  for (let k = 0; k < data.length; k++) if (data[k] !== 0) return true
  return false
}

/** The instruction as long as all guards are open; when they open again, everything is worked out anew. */
export function guarded(instruction: Instruction, guards: readonly Guard[]): Instruction {
  if (guards.length === 0) return instruction
  let isStale = true
  const isOpen = (run: number): boolean => guards.every((guard) => guard.isOpen(run))
  return {
    mark(run, all) {
      if (isOpen(run)) return instruction.mark(run, all || isStale)
      isStale = true
      return 0
    },
    execute(run, from, to) {
      if (!isOpen(run)) return
      instruction.execute(run, from, to)
      isStale = false
    },
  }
}
