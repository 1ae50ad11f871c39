import { Integers, type Arena } from './block'
import type { Lists } from './lists'
import { encodeModule, type FunctionBody } from './machine/assembler'
import { startMachine, type MachineFunction } from './machine/instance'

/** Functions of the machine by number while they are put together; they can be called once it has started. */
export class Functions {
  private bodies: FunctionBody[] = []
  private started: readonly MachineFunction[] = []

  add(body: FunctionBody): number {
    this.bodies.push(body)
    return this.bodies.length - 1
  }

  /** @param bytes how large the machine's memory is. @returns it. */
  start(bytes: number): ArrayBuffer {
    const { functions, memory } = startMachine(encodeModule(this.bodies, bytes), this.bodies.length)
    this.started = functions
    // What they were put together from is no longer of use.
    this.bodies = []
    return memory
  }

  at(place: number): MachineFunction {
    const found = this.started[place]
    if (found === undefined) throw new RangeError('the machine has not started')
    return found
  }
}

/** What steps are put together with. */
export interface Workshop {
  readonly arena: Arena
  readonly functions: Functions
}

/** Lists in the memory of a model. */
export const keptLists = ({ starts, rows }: Lists, arena: Arena): { readonly starts: Integers; readonly rows: Integers } => ({
  starts: new Integers(arena, starts.length, starts),
  rows: new Integers(arena, rows.length, rows),
})
