import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { equations } from '../../../../models/model'
import { useEquationWords } from '../../../../renderer/composables/useEquationWords'
import { setLanguage } from '../../../../renderer/i18n/index'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { catalogueView, FakeBridge, inComponent, useDouble } from '../fakeBridge'

const words = () => {
  useDouble(new FakeBridge())
  useCatalogue().view = catalogueView()
  return inComponent(useEquationWords).value
}
const named = (name: string) => equations.find((variable) => variable.name === name)
const formula = (name: string): string => {
  const expression = named(name)?.expression
  return expression === undefined ? '' : words().formula(expression)
}
beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { lang: '' } })
  setLanguage('zh-CN')
})
afterEach(() => {
  setLanguage('zh-CN')
  vi.unstubAllGlobals()
})

describe('an equation in words', () => {
  test('sums and products, with brackets only where they are needed', () => {
    expect(formula('ownRevenue')).toBe('一般税收 + 资源税 + 非税收入')
    expect(formula('coverageRatio')).toBe('可承受 ÷ 应支出（地方）')
    expect(formula('margin')).toBe('可承受 − 应支出（地方）')
  })
  test('in English too', () => {
    setLanguage('en')
    expect(formula('residualRatio')).toMatch(/÷ \([^()]+ \+ .+\);/)
  })
  test('every one of them, in both languages, without a name left that is none', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      setLanguage(language)
      const { formula: of, unitWords, dimensionWords, nameOf } = words()
      for (const variable of equations) {
        const texts = [
          nameOf(variable.name),
          unitWords(variable),
          dimensionWords(variable),
          variable.expression === undefined ? 'x 无' : of(variable.expression),
        ]
        for (const text of texts) {
          expect(text, `${language} ${variable.name}`).not.toMatch(/undefined|help\.|explain\.|\{\w+\}/)
          if (language === 'en') expect(text.replace('无', ''), variable.name).not.toMatch(/\p{Script=Han}/u)
        }
      }
    }
  })
})

test('units in words: yuan per person and year', () => {
  const { unitWords } = words()
  expect(unitWords({ unit: { CNY: 1, person: -1, year: -1 } })).toBe('元/人·年')
  expect(unitWords({ unit: {} })).toBe('无量纲')
})
