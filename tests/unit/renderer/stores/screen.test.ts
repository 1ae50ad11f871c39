import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultPreferences } from '../../../../electron/service/preferences'
import { usePreferences } from '../../../../renderer/stores/preferences'
import { useScreen, views } from '../../../../renderer/stores/screen'
import { FakeBridge, useDouble } from '../fakeBridge'

describe('the view stands in the address', () => {
  const place = { hash: '' }
  beforeEach(() => {
    setActivePinia(createPinia())
    place.hash = ''
    vi.stubGlobal('location', place)
  })
  afterEach(() => vi.unstubAllGlobals())

  test('going somewhere writes it, following reads it', () => {
    const screen = useScreen()
    for (const view of views) {
      screen.go(view)
      expect(place.hash).toBe(`#/${view}`)
      screen.view = 'overview'
      screen.follow()
      expect(screen.view).toBe(view)
    }
  })

  test.each(['', '#', '#/nowhere', '#/__proto__', '#code=abc', 'overview'])('%s leads nowhere else', (hash) => {
    const screen = useScreen()
    screen.view = 'fiscal'
    place.hash = hash
    screen.follow()
    expect(screen.view).toBe('fiscal')
  })
})

describe('preferences', () => {
  const kept = { ...defaultPreferences, language: 'en', money: 'wan', lastView: 'flags', lastEntry: 'e-1', author: 'Li' } as const
  test('are read from the service', async () => {
    useDouble(new FakeBridge({ 'preferences:read': () => ({ ok: true, value: kept }) }))
    await usePreferences().load()
    expect(usePreferences().preferences).toEqual(kept)
  })

  test('start in Chinese and hundred millions where they cannot be read', async () => {
    useDouble(new FakeBridge({ 'preferences:read': () => ({ ok: false, error: { code: 'internal' } }) }))
    await usePreferences().load()
    expect(usePreferences().preferences).toMatchObject({ language: 'zh-CN', money: 'yi', lastView: 'overview', lastEntry: null })
  })

  test('only what changes is written, and shown at once even where it cannot be kept', async () => {
    const bridge = useDouble(new FakeBridge({ 'preferences:write': () => ({ ok: false, error: { code: 'disk-full' } }) }))
    await usePreferences().change({ money: 'wan' })
    expect(bridge.asked('preferences:write')).toEqual([{ money: 'wan' }])
    expect(usePreferences().preferences).toMatchObject({ money: 'wan', language: 'zh-CN' })
  })
})
