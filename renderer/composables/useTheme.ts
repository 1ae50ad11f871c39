import { computed, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import type { ThemeChoice } from '../../electron/contract/preferences'
import { paintIn, type ThemeName } from '../chart/palette'
import { usePreferences } from '../stores/preferences'
import { useScreen } from '../stores/screen'

/** What the user has set for all programs. */
export interface SystemLook {
  readonly isDark: boolean
  readonly wantsContrast: boolean
  /** The system draws everything in its own few colours; pictures alone are left to us. */
  readonly isForced: boolean
}

export function themeFor(choice: ThemeChoice, { isDark, wantsContrast, isForced }: SystemLook): ThemeName {
  if (isForced) return isDark ? 'contrast' : 'light'
  if (choice !== 'system') return choice
  if (wantsContrast) return 'contrast'
  return isDark ? 'dark' : 'light'
}

const questions = {
  isDark: '(prefers-color-scheme: dark)',
  wantsContrast: '(prefers-contrast: more)',
  isForced: '(forced-colors: active)',
} as const

/** The theme of the window and of its charts: the user's choice, else the system's, followed while the program runs. */
export function useTheme() {
  const preferences = usePreferences()
  const screen = useScreen()
  const media = Object.entries(questions).map(([key, query]) => ({ key, list: window.matchMedia(query) }))
  const seen = (): SystemLook => {
    const look = Object.fromEntries(media.map(({ key, list }) => [key, list.matches]))
    return { isDark: look['isDark'] === true, wantsContrast: look['wantsContrast'] === true, isForced: look['isForced'] === true }
  }
  const look = ref(seen())
  const follow = (): void => {
    look.value = seen()
  }
  onMounted(() => {
    for (const { list } of media) list.addEventListener('change', follow)
  })
  onBeforeUnmount(() => {
    for (const { list } of media) list.removeEventListener('change', follow)
  })
  const theme = computed(() => themeFor(preferences.preferences.theme, look.value))
  watch(
    theme,
    (now) => {
      document.documentElement.dataset['theme'] = now
    },
    { immediate: true },
  )
  // What is printed stands on white paper.
  watch(
    () => (screen.view === 'print' ? 'light' : theme.value),
    (now) => {
      paintIn(now)
    },
    { immediate: true },
  )
  return { theme }
}
