import type { PaperName } from '../papers/paper'
import type { TaskName } from './task'

/** What crosses to a worker, and back. */
export interface Asked {
  readonly id: number
  readonly name: TaskName | PaperName
  readonly given: unknown
}
/** How far a task is, before it is answered. */
export interface Told {
  readonly id: number
  readonly told: readonly [done: number, of: number]
}
export type Answered =
  { readonly id: number; readonly ok: true; readonly made: unknown } | { readonly id: number; readonly ok: false; readonly message: string }

/** Memory of the large arrays in an answer: it is handed over, not copied. Tables that a model keeps for its next run are copied. */
export function arraysIn(made: unknown): ArrayBuffer[] {
  if (!Array.isArray(made)) return []
  return made.flatMap((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'figures' in entry && entry.figures instanceof Float64Array
      ? [entry.figures.buffer as ArrayBuffer]
      : [],
  )
}
