import { nextTick, watch } from 'vue'
import { useScreen } from '../stores/screen'

const marked = 'revealed'
const markedFor = 2400

/** Brings what was looked for into sight, puts the focus into it and marks it for a moment. */
export function useReveal(): void {
  const screen = useScreen()
  watch(
    () => screen.reveal,
    async (name) => {
      if (name === '') return
      screen.reveal = ''
      // The view, and what opens inside it, has to be drawn first.
      await nextTick()
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const place = document.querySelector<HTMLElement>(`[data-reveal="${CSS.escape(name)}"]`)
      if (place === null) return
      for (let outer = place.closest('details'); outer !== null; outer = outer.parentElement?.closest('details') ?? null) outer.open = true
      place.scrollIntoView({ block: 'nearest' })
      const first = place.matches('[tabindex], button, input, select')
        ? place
        : place.querySelector<HTMLElement>('input, button, select, [tabindex]')
      first?.focus({ preventScroll: true })
      place.classList.add(marked)
      setTimeout(() => {
        place.classList.remove(marked)
      }, markedFor)
    },
  )
}
