/** Work that waits for its turn. */
interface Due {
  /** Ask for it; asking again before it is done changes nothing. */
  ask(): void
  isDue(): boolean
  /** It is done, or wanted no more. */
  done(): void
}

/**
 * Work that lays out the page, such as a chart that measures its texts: after everything else has its place, and once a frame.
 * It is done as soon as the page is idle, so that the frame finds it done; a second time in one frame with the frame itself.
 */
export function onceAFrame(work: () => void): Due {
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isFresh = false
  const isDue = (): boolean => frame !== 0 || timer !== undefined
  const done = (): void => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    frame = 0
    timer = undefined
  }
  return {
    ask() {
      if (isDue()) return
      frame = requestAnimationFrame(work)
      if (isFresh) return
      timer = setTimeout(() => {
        isFresh = true
        requestAnimationFrame(() => (isFresh = false))
        work()
      })
    },
    isDue,
    done,
  }
}
