import fc from 'fast-check'
import type { Fault } from '../../models/shared/outcome'
import type { Random } from './random'

/** One reader under attack. */
export interface Reader {
  readonly name: string
  /** Of a thousand inputs, how many are for this reader. */
  readonly share: number
  /** Make an input and read it. @returns whether it was taken. @throws when the reader did what no reader may. */
  attack(random: Random, seed: number): Promise<boolean>
}

/** What a reader that refuses has to say: what is wrong, in which file, and where unless it is the file as a whole. @returns false: not taken. */
export function demandFaults(faults: readonly Fault[] | undefined): false {
  if (faults === undefined || faults.length === 0) throw new Error('refused without a reason')
  for (const { file, path, code, message } of faults) {
    if (code === '' || message.trim() === '') throw new Error('a fault without words')
    if (file === '' && path === '') throw new Error(`a fault without a place: ${code}`)
    if (message.length > 4000 || path.length > 1000) throw new Error(`a fault of ${String(message.length)} letters: ${code}`)
  }
  return false
}

export const sample = <T>(arbitrary: fc.Arbitrary<T>, seed: number): T => fc.sample(arbitrary, { seed, numRuns: 1 })[0] as T
export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
