import type { WorkName, WorkProgress } from '../../contract/exchange'
import type { MakeOptions } from './maker'

/** Work that a window has under way, by the name that it gave it, so that it can be looked at and given up. */
export interface Stopping {
  /** Do something that can be stopped. @returns undefined where it was. */
  run<T>(name: WorkName | undefined, work: (options: MakeOptions) => Promise<T>): Promise<T | undefined>
  /** How far it is; null where there is none of this name, or nothing of it is done yet. */
  progress(name: WorkName): WorkProgress | null
  /** Stop what has this name; nothing where there is none, or none any more. */
  stop(name: WorkName): void
}

export function createStopping(): Stopping {
  const underWay = new Map<WorkName, { readonly controller: AbortController; progress: WorkProgress | null }>()
  return {
    async run(name, work) {
      if (name === undefined) return work({})
      const controller = new AbortController()
      const mine: { readonly controller: AbortController; progress: WorkProgress | null } = { controller, progress: null }
      underWay.set(name, mine)
      const onProgress = (done: number, of: number): void => {
        mine.progress = { done, of }
      }
      try {
        return await work({ signal: controller.signal, onProgress })
      } catch (error) {
        if (controller.signal.aborted) return undefined
        throw error
      } finally {
        if (underWay.get(name) === mine) underWay.delete(name)
      }
    },
    progress: (name) => underWay.get(name)?.progress ?? null,
    stop: (name) => underWay.get(name)?.controller.abort(),
  }
}
