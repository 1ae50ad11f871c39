import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { usePreferences } from './preferences'
import { useScreen, type ViewName } from './screen'

/** A place that the tour stops at: the view it is on, and the name that the place carries in `data-tour`. */
export interface Stop {
  readonly id: string
  readonly view?: ViewName
}

export const stops: readonly Stop[] = [
  { id: 'welcome' },
  { id: 'answer', view: 'overview' },
  { id: 'strip' },
  { id: 'lever', view: 'standards' },
  { id: 'changes' },
  { id: 'tabs' },
  { id: 'compare' },
  { id: 'costs', view: 'costs' },
  { id: 'search' },
  { id: 'help' },
]

/** A short tour through the window; it can be left at any time and taken again. */
export const useTour = defineStore('tour', () => {
  const screen = useScreen()
  const preferences = usePreferences()
  const at = ref(-1)
  const stop = computed(() => stops[at.value])

  function goTo(position: number): void {
    const next = stops[position]
    if (next === undefined) return leave()
    at.value = position
    if (next.view !== undefined) screen.go(next.view)
  }
  const start = (): void => {
    screen.dialog = null
    goTo(0)
  }
  const step = (by: 1 | -1): void => {
    goTo(Math.max(0, at.value + by))
  }
  /** Left or ended: it does not come by itself again. */
  function leave(): void {
    at.value = -1
    if (!preferences.preferences.isToured) void preferences.change({ isToured: true })
  }
  return { at, stop, start, step, leave }
})
