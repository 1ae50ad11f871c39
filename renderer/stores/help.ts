import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Variable } from '../../models/equation/expression'
import { useBridge } from '../bridge/current'
import type { Language } from '../i18n/index'

/** A page of the help: how the program is used, or a section of the method document with its equations. */
export interface HelpPage {
  readonly id: string
  readonly group: 'use' | 'method'
  /** Section of the method document; its equations stand under the text. */
  readonly section?: string
  readonly title: string
  /** Paragraphs; a list inside one begins its lines with a dash. */
  readonly text: readonly string[]
}

/** Pages of the help in both languages, and the model's equations: read when somebody looks, then kept. */
export const useHelpPages = defineStore('help', () => {
  const pages = shallowRef<Readonly<Record<Language, readonly HelpPage[]>>>({ 'zh-CN': [], en: [] })
  const equations = shallowRef<readonly Variable[]>([])

  async function load(): Promise<void> {
    if (pages.value.en.length === 0) {
      const [zh, en] = await Promise.all([import('../i18n/help-zh-CN.json'), import('../i18n/help-en.json')])
      pages.value = { 'zh-CN': zh.default as readonly HelpPage[], en: en.default as readonly HelpPage[] }
    }
    if (equations.value.length > 0) return
    const reply = await useBridge().invoke('help:equations', null)
    if (reply.ok) equations.value = reply.value
  }
  return { pages, equations, load }
})
