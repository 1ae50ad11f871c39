import type { WindowId } from '../contract/keeping'

/** How long the program waits for a window after the last one went, milliseconds. */
export interface Patience {
  /** It said goodbye: it was closed, or is being loaded again. */
  readonly afterGoodbye: number
  /** It went without a word: the browser fell, or put a sleeping page away that will come back. */
  readonly afterLoss: number
}

export const usualPatience: Patience = { afterGoodbye: 10_000, afterLoss: 600_000 }

/** Ends the program some time after its last window. Before the first one it waits for good. */
export interface LastWindow {
  opened(window: WindowId): void
  goodbye(window: WindowId): void
  closed(window: WindowId): void
}

export function watchLastWindow(end: () => void, patience: Patience = usualPatience): LastWindow {
  /** Connections of each window: a second one may come before the first is known to be broken. */
  const open = new Map<WindowId, number>()
  const leaving = new Set<WindowId>()
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    opened(window) {
      clearTimeout(timer)
      leaving.delete(window)
      open.set(window, (open.get(window) ?? 0) + 1)
    },
    goodbye: (window) => void leaving.add(window),
    closed(window) {
      const left = (open.get(window) ?? 1) - 1
      if (left > 0) open.set(window, left)
      else open.delete(window)
      if (open.size > 0) return
      clearTimeout(timer)
      timer = setTimeout(end, leaving.delete(window) ? patience.afterGoodbye : patience.afterLoss)
    },
  }
}
