import type { WorkName } from '../../contract/exchange'

/** Work that a window has under way, by the name that it gave it, so that it can be given up. */
export interface Stopping {
  /** Do something that can be stopped. @returns undefined where it was. */
  run<T>(name: WorkName | undefined, work: (signal: AbortSignal | undefined) => Promise<T>): Promise<T | undefined>
  /** Stop what has this name; nothing where there is none, or none any more. */
  stop(name: WorkName): void
}

export function createStopping(): Stopping {
  const underWay = new Map<WorkName, AbortController>()
  return {
    async run(name, work) {
      if (name === undefined) return work(undefined)
      const controller = new AbortController()
      underWay.set(name, controller)
      try {
        return await work(controller.signal)
      } catch (error) {
        if (controller.signal.aborted) return undefined
        throw error
      } finally {
        if (underWay.get(name) === controller) underWay.delete(name)
      }
    },
    stop: (name) => underWay.get(name)?.abort(),
  }
}
