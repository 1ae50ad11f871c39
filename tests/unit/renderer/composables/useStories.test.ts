import { beforeEach, describe, expect, test } from 'vitest'
import { useStories } from '../../../../renderer/composables/useStories'
import { setLanguage } from '../../../../renderer/i18n/index'
import { shippedScenarios } from '../../../fixtures/shipped'
import { FakeBridge, inComponent, useDouble } from '../fakeBridge'

const [, allowance] = shippedScenarios()
if (allowance === undefined) throw new Error('no scenario is shipped')
const stories = () => inComponent(() => useStories()).value

describe('names and stories of shipped scenarios', () => {
  beforeEach(() => {
    Object.defineProperty(globalThis, 'document', { value: { documentElement: {} }, configurable: true })
    useDouble(new FakeBridge({}))
    setLanguage('zh-CN')
  })
  test('are shown in the language of the interface', () => {
    expect([stories().nameOf(allowance.name), stories().noteOf(allowance.note)]).toEqual([allowance.name, allowance.note])
    setLanguage('en')
    expect(stories().nameOf(allowance.name)).toBe('Old-age allowance raised to 150 yuan')
    expect(stories().noteOf(allowance.note)).toMatch(/^The question: a raise that everybody sees/)
  })
  test('a text of the user’s own stays as it was written', () => {
    setLanguage('en')
    expect([stories().nameOf('Draft 3'), stories().noteOf('')]).toEqual(['Draft 3', ''])
  })
})
