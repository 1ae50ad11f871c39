/** Milliseconds. */
export interface AutosavePace {
  /** After the last change. */
  readonly quiet: number
  /** After the first change that is not kept yet, however many follow. */
  readonly most: number
}

export const usualPace: AutosavePace = { quiet: 1500, most: 8000 }

/** Work that is kept in the background while it is being done: soon after it pauses, and at the latest after a while. */
export interface Autosave {
  /** Something changed. */
  touch(): void
  /** Keep what is not kept yet, now. */
  flush(): Promise<void>
  /** Nothing is left to keep. */
  rest(): void
}

export function createAutosave(keep: () => Promise<void>, pace: AutosavePace = usualPace): Autosave {
  let [soon, atLast]: (ReturnType<typeof setTimeout> | undefined)[] = []
  const rest = (): void => {
    clearTimeout(soon)
    clearTimeout(atLast)
    soon = atLast = undefined
  }
  const run = (): Promise<void> => {
    rest()
    return keep()
  }
  return {
    touch() {
      clearTimeout(soon)
      soon = setTimeout(() => void run(), pace.quiet)
      atLast ??= setTimeout(() => void run(), pace.most)
    },
    flush: () => (soon === undefined ? Promise.resolve() : run()),
    rest,
  }
}
