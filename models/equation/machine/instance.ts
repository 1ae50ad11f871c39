/**
 * The one place that starts WebAssembly. It is given no imports, so what runs in it can reach nothing but its own memory;
 * and its arithmetic on numbers is the same to the bit on every machine.
 */
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>)
  }
  class Instance {
    readonly exports: Readonly<Record<string, unknown>>
    constructor(module: Module)
  }
  class Memory {
    readonly buffer: ArrayBuffer
  }
}

export type MachineFunction = (...given: readonly number[]) => number

export interface Machine {
  readonly memory: ArrayBuffer
  readonly functions: readonly MachineFunction[]
}

/** @param count how many functions the module gives away, by their numbers. @throws RangeError where it is no such module. */
export function startMachine(bytes: Uint8Array<ArrayBuffer>, count: number): Machine {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes))
  const { memory } = exports
  if (!(memory instanceof WebAssembly.Memory)) throw new RangeError('the module has no memory')
  const functions = Array.from({ length: count }, (_, k): MachineFunction => {
    const found = exports[String(k)]
    if (!isFunction(found)) throw new RangeError(`the module has no function ${String(k)}`)
    return found
  })
  return { memory: memory.buffer, functions }
}

const isFunction = (value: unknown): value is MachineFunction => typeof value === 'function'
