import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Preferences } from '../../electron/contract/preferences'
import { useBridge } from '../bridge/current'

/** Language, money unit, theme, last view and open scenarios: kept by the service, since the browser shell has a new origin at every start. */
export const usePreferences = defineStore('preferences', () => {
  const preferences = ref<Preferences>({
    language: 'zh-CN',
    money: 'yi',
    theme: 'system',
    lastView: 'overview',
    lastEntry: null,
    openEntries: [],
    compared: [],
    author: '',
    recent: [],
    isToured: false,
    window: null,
  })

  async function load(): Promise<void> {
    const reply = await useBridge().invoke('preferences:read', null)
    if (reply.ok) preferences.value = reply.value
  }

  async function change(changes: Partial<Preferences>): Promise<void> {
    preferences.value = { ...preferences.value, ...changes }
    await useBridge().invoke('preferences:write', changes)
  }

  return { preferences, load, change }
})
