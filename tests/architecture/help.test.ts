import { describe, expect, test } from 'vitest'
import { viewNames } from '../../electron/contract/shortcuts'
import { dimensionNames } from '../../models/equation/expression'
import { equations } from '../../models/model'
import en from '../../renderer/i18n/en.json'
import helpEn from '../../renderer/i18n/help-en.json'
import helpZh from '../../renderer/i18n/help-zh-CN.json'
import zh from '../../renderer/i18n/zh-CN.json'
import type { HelpPage } from '../../renderer/stores/help'
import { textOf } from './source'

const [chinese, english] = [helpZh, helpEn] as readonly (readonly HelpPage[])[]

describe('the help inside the program', () => {
  test('has the same pages in both languages, with as many paragraphs and lists', () => {
    const shape = (pages: readonly HelpPage[] = []): unknown =>
      pages.map(({ id, group, section, text }) => ({
        id,
        group,
        section,
        text: text.map((paragraph) => (paragraph.startsWith('- ') ? paragraph.split('\n').length : 0)),
      }))
    expect(shape(english)).toEqual(shape(chinese))
    expect(new Set(chinese?.map(({ id }) => id)).size).toBe(chinese?.length)
  })
  test('is written, each in its own language', () => {
    for (const { id, title, text } of chinese ?? [])
      for (const words of [title, ...text]) expect(/\p{Script=Han}{2}/u.test(words), id).toBe(true)
    for (const { id, title, text } of english ?? [])
      for (const words of [title, ...text]) expect(/\p{Script=Han}/u.test(words), id).toBe(false)
  })
  test('has a page for every view, so that F1 never leads nowhere', () => {
    for (const view of viewNames)
      expect(
        chinese?.some(({ id }) => id === view),
        view,
      ).toBe(true)
  })
  test('has a page for every section of the method document', () => {
    const method = textOf('models/METHOD.md')
    const numbered = [...method.matchAll(/^## (\d) |^(\d\.\d) /gm)].map((match) => match[1] ?? match[2] ?? '')
    // A chapter that has sections of its own is told in these.
    const wanted = numbered.filter((number) => !numbered.some((other) => other.startsWith(`${number}.`)) || number === '6')
    expect(wanted.length).toBeGreaterThan(20)
    expect(wanted.filter((number) => !chinese?.some(({ section }) => section === number))).toEqual([])
    expect(chinese?.flatMap(({ section }) => section ?? []).filter((section) => !numbered.includes(section))).toEqual([])
  })
  test('shows every equation of the model on the page of its section', () => {
    const sections = new Set(chinese?.map(({ section }) => section))
    expect(equations.filter(({ section }) => !sections.has(section)).map(({ name, section }) => `${section} ${name}`)).toEqual([])
  })
  test('has words for whatever an equation runs over and is measured in', () => {
    for (const texts of [zh, en]) {
      const dimensions: Readonly<Record<string, string>> = texts.help.dimension
      const bases: Readonly<Record<string, string>> = texts.help.base
      for (const dimension of dimensionNames) expect(dimensions[dimension], dimension).toBeDefined()
      for (const { name, unit } of equations) for (const base of Object.keys(unit)) expect(bases[base], `${name}: ${base}`).toBeDefined()
    }
  })
})
