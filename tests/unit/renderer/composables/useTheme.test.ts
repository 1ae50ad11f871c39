import { expect, test } from 'vitest'
import { themeFor } from '../../../../renderer/composables/useTheme'

const look = { isDark: false, wantsContrast: false, isForced: false }
test('the user’s choice rules, whatever the system has', () => {
  for (const choice of ['light', 'dark', 'contrast'] as const)
    expect(themeFor(choice, { ...look, isDark: true, wantsContrast: true })).toBe(choice)
})
test('without a choice the system’s is followed, contrast before darkness', () => {
  expect(themeFor('system', look)).toBe('light')
  expect(themeFor('system', { ...look, isDark: true })).toBe('dark')
  expect(themeFor('system', { ...look, wantsContrast: true })).toBe('contrast')
  expect(themeFor('system', { ...look, isDark: true, wantsContrast: true })).toBe('contrast')
})
test('where the system forces its own colours, pictures go with its ground', () => {
  for (const choice of ['system', 'light', 'dark'] as const) {
    expect(themeFor(choice, { ...look, isForced: true })).toBe('light')
    expect(themeFor(choice, { ...look, isForced: true, isDark: true })).toBe('contrast')
  }
})
