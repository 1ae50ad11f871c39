import { beforeEach, expect, test } from 'vitest'
import type { Request } from '../../../../electron/contract/commands'
import { explainPath } from '../../../../models/explain/figure'
import { useFigureWords } from '../../../../renderer/composables/useFigureWords'
import { useFormulaWords } from '../../../../renderer/composables/useFormulaWords'
import { setLanguage } from '../../../../renderer/i18n/index'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { useExplain } from '../../../../renderer/stores/explain'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useSimulation } from '../../../../renderer/stores/simulation'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, inComponent, replyTo, settle, useDouble } from '../fakeBridge'

/** A service that explains as the program does; the first reply may be held back. */
let bridge: FakeBridge
let held: (() => void) | undefined
let isHeld = false
const answer = async ({ document, figure, depth, other }: Request<'figure:explain'>) => {
  const outcome = explainPath(shippedCatalogue(), document, figure, depth, other)
  if (isHeld) {
    isHeld = false
    await new Promise<void>((resolve) => {
      held = resolve
    })
  }
  return outcome.ok
    ? outcome
    : { ok: false as const, error: { code: 'figure-unknown' as const, params: { figure, message: outcome.message } } }
}

beforeEach(async () => {
  Object.defineProperty(globalThis, 'document', { value: { documentElement: {} }, configurable: true })
  bridge = useDouble(
    new FakeBridge({
      'figure:explain': answer,
      'catalogue:read': () => ({ ok: true, value: catalogueView() }),
      'simulation:run': (request) => ({ ok: true, value: replyTo(request) }),
    }),
  )
  isHeld = false
  await useCatalogue().load()
  useScenario().open({ ...plan, name: 'own' })
  setLanguage('en')
})

test('the trail grows with what is opened and shrinks to what is chosen', async () => {
  const explain = useExplain()
  await explain.ask('margin/150000/2025')
  await explain.into('capacity/consolidated/2025')
  await explain.into('unitResources/consolidated/2025')
  expect(explain.trail.map(({ figure }) => figure.split('/')[0])).toEqual(['margin', 'capacity', 'unitResources'])
  explain.backTo(0)
  expect(explain.current?.figure).toBe('margin/consolidated/2025')
  explain.close()
  expect([explain.isOpen, explain.trail.length]).toEqual([false, 0])
})

test('a figure of the other scenario is asked of the other scenario', async () => {
  const explain = useExplain()
  await useSimulation().compareWith({ kind: 'scenario', document: { ...plan, name: 'other' } })
  await explain.ask('margin/150000/2025', 'other')
  await explain.ask('margin/150000/2025')
  await explain.ask('difference/margin/150000/2025')
  expect(explain.current?.operands.map(({ figure }) => figure)).toEqual(['margin/consolidated/2025', 'other:margin/consolidated/2025'])
  expect(bridge.asked('figure:explain').map(({ document, other, figure }) => [document.name, other?.name, figure])).toEqual([
    ['own', 'other', 'other:margin/150000/2025'],
    ['own', undefined, 'margin/150000/2025'],
    ['own', 'other', 'difference/margin/150000/2025'],
  ])
})

test('a late answer never overwrites a newer one, nor opens what was closed', async () => {
  const explain = useExplain()
  isHeld = true
  const late = explain.ask('margin/150000/2025')
  await settle()
  await explain.ask('capacity/150000/2025')
  held?.()
  await late
  expect(explain.current?.figure).toBe('capacity/consolidated/2025')
  isHeld = true
  const closed = explain.into('margin/150000/2025')
  await settle()
  explain.close()
  held?.()
  await closed
  expect(explain.trail).toEqual([])
})

test('a path that names nothing is told, and what was open stays', async () => {
  const explain = useExplain()
  await explain.ask('margin/150000/2025')
  await explain.into('nothing')
  expect(explain.error?.code).toBe('figure-unknown')
  expect(explain.current?.figure).toBe('margin/consolidated/2025')
  explain.backTo(0)
  expect(explain.error).toBeUndefined()
})

const words = () => inComponent(() => ({ ...useFigureWords(), ...useFormulaWords() })).value
const open = (path: string, document = plan) => {
  const outcome = explainPath(shippedCatalogue(), document, path, 1)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}

test('values stand in a reader’s unit, with the exact value beside', () => {
  const { figureValue, exactValue, figurePlace } = words()
  expect(figureValue(open('unitRequired/150000/2025'))).toBe('277.41 ×10⁸ yuan')
  expect(figureValue(open('expenditure/television-viewing/152900/2025'))).toMatch(/×10⁴ yuan$/)
  expect(figureValue(open('population/total/150000/2020'))).toMatch(/×10⁴ persons$/)
  expect(figureValue(open('standard/elderly-welfare-subsidy.aged-80-99/150100/2025'))).toBe('100 yuan/person·month')
  expect(figureValue(open('generalTransferGrowth/150100/2030'))).toBe('3.00%')
  expect(figureValue(open('isOwnLevel/150100'))).toBe('no')
  expect(figureValue(open('residualRatio/2025'))).toMatch(/^1\.\d+$/)
  expect(exactValue(open('unitRequired/150000/2025'))).toMatch(/^27740870556\.\d+ yuan$/)
  expect(figurePlace('paid/preschool-aid/league/150100/2025')).toMatch(/ · League · Hohhot · 2025$/)
  expect(figurePlace('excess/unit/150000/150000/2025')).toBe('Inner Mongolia · 2025')
})

test('formulas in words say another year than their own, and leave marks out', () => {
  const { formulaNames, formulaValues, operandsOf } = words()
  expect(formulaNames(open('generalTransfers/150100/2025'))).toBe('General transfers[2024] × (1 + Growth of general transfers)')
  expect(formulaNames(open('unitRequired/150000/2025'))).toBe('Σ of areas (Required (local))')
  expect(formulaValues(open('unitRequired/150000/2025'))).toBe('')
  expect(formulaValues(open('margin/150000/2025'))).toMatch(/^[\d.]+ ×10⁸ yuan − 277\.41 ×10⁸ yuan$/)
  const league = operandsOf(open('unitRequired/150100/2025'))
  expect([league.shown.map(({ figure }) => figure), league.zeros]).toEqual([['required/150100/2025'], 0])
  const sizes = operandsOf(open('unitRequired/150000/2025')).shown.map(({ value }) => value)
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
})

test('the text for the clipboard has sources with grades and changes with reasons', () => {
  const { textOf } = words()
  expect(textOf(open('accountNonTax/150100/2021'))).toMatch(/Rests on: fiscal\.accounts\(150100\)\.years\(2021\) · .* · D\n/)
  const raised = withOverrides(override({ lever: 'generalTransferGrowth', from: 2023, value: 0.01, reason: 'tight', author: 'me' }))
  expect(textOf(open('generalTransferGrowth/150100/2025', raised), 1)).toMatch(
    /^ {2}Growth of general transfers[\s\S]*Changed by the scenario: tight · me\n/,
  )
})
