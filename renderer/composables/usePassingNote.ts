import { onScopeDispose, watch } from 'vue'
import { useScreen } from '../stores/screen'

/** How long a short note stands, milliseconds: long enough to read, too short to hide what is under it for good. */
export const passesAfter = 6000

/** What was merely done is said and passes; errors, and notes with something to read, stay until they are closed. */
export function usePassingNote() {
  const screen = useScreen()
  let timer: ReturnType<typeof setTimeout> | undefined

  /** It stays while somebody points at it. */
  const hold = (): void => {
    clearTimeout(timer)
  }
  function release(): void {
    hold()
    const said = screen.message
    if (said === null || said.kind === 'error' || said.details.length > 0) return
    timer = setTimeout(() => {
      if (screen.message === said) screen.message = null
    }, passesAfter)
  }
  watch(() => screen.message, release, { immediate: true })
  onScopeDispose(hold)
  return { hold, release }
}
