import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { ActualsPreview, Reply } from '../../../../electron/contract/commands'
import { useActualEntry } from '../../../../renderer/composables/useActualEntry'
import { useActualsImport } from '../../../../renderer/composables/useActualsImport'
import { useActualWords } from '../../../../renderer/composables/useActualWords'
import { useWords } from '../../../../renderer/composables/useWords'
import { setLanguage } from '../../../../renderer/i18n/index'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useScreen } from '../../../../renderer/stores/screen'
import { plan } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, inComponent, useDouble } from '../fakeBridge'

const beds = { kind: 'indicator' as const, area: '150000', year: 2021, target: 'hospital-beds', value: 6.9, file: 'a.csv' }
const orphans = {
  kind: 'count' as const,
  area: '150100',
  year: 2021,
  target: 'special-children-basic-living.orphans',
  value: 5,
  file: 'a.csv',
}
const preview: ActualsPreview = {
  fileName: 'a.csv',
  sheets: [''],
  encoding: 'utf-8',
  actuals: [
    { draft: beds, sheet: '', row: 2, value: 6.9, known: 6.94 },
    { draft: orphans, sheet: '', row: 3, source: '民政局', grade: 'A', value: 5, known: null },
  ],
  remarks: [],
}

async function program(reply: () => Reply<'actuals:read'> = () => ({ ok: true, value: preview })) {
  const bridge = useDouble(
    new FakeBridge({
      'catalogue:read': () => ({ ok: true, value: catalogueView() }),
      'actuals:read': reply,
      'actuals:template': ({ format }) => ({ ok: true, value: { fileName: `t.${format}` } }),
    }),
  )
  await useCatalogue().load()
  useScenario().open(plan)
  useScreen().area = '150100'
  bridge.table = { name: 'a.csv', base64: '' }
  return { bridge, scenario: useScenario() }
}

beforeEach(() => vi.stubGlobal('document', { documentElement: { lang: '' } }))
afterEach(() => {
  setLanguage('zh-CN')
  vi.unstubAllGlobals()
})

describe('from a table to actual figures', () => {
  test('a template is asked for the years chosen, with the scenario it is compared with', async () => {
    const { bridge } = await program()
    const flow = inComponent(useActualsImport).value
    expect([flow.from.value, flow.to.value]).toEqual([2021, 2025])
    flow.from.value = 2023
    flow.to.value = 2022
    await flow.writeTemplate('csv', 'count')
    expect(bridge.asked('actuals:template')).toEqual([
      { format: 'csv', kind: 'count', from: 2022, to: 2023, language: 'zh-CN', document: plan },
    ])
    expect(flow.written.value).toBe('t.csv')
  })
  test('rows keep their own source and grade, the others take what is said for all; it is one step', async () => {
    const { scenario } = await program()
    const flow = inComponent(useActualsImport).value
    await flow.read()
    expect([flow.isComplete.value, flow.use()]).toEqual([false, false])
    flow.source.value = ' 统计公报 '
    flow.grade.value = 'B'
    flow.reason.value = '年度更新'
    expect(flow.use()).toBe(true)
    expect(scenario.document.actuals).toMatchObject([
      { ...beds, id: 'a-1', source: '统计公报', grade: 'B', reason: '年度更新', enabled: true },
      { ...orphans, id: 'a-2', source: '民政局', grade: 'A' },
    ])
    expect(scenario.changeCount).toBe(2)
    scenario.undo()
    expect(scenario.document.actuals).toEqual([])
    expect(scenario.canUndo).toBe(false)
  })
  test('a table whose rows all say their source needs no other, and says what it replaces', async () => {
    const said = { ...preview, actuals: preview.actuals.map((one) => ({ ...one, source: 's', grade: 'A' as const })) }
    const { scenario } = await program(() => ({ ok: true, value: said }))
    const flow = inComponent(useActualsImport).value
    await flow.read()
    expect([flow.isComplete.value, flow.replaced.value]).toEqual([true, 0])
    flow.use()
    expect(flow.replaced.value).toBe(2)
    flow.use()
    expect(scenario.document.actuals).toHaveLength(2)
    expect(new Set(scenario.document.actuals.map(({ id }) => id)).size).toBe(2)
  })
  test('a refusal changes nothing', async () => {
    const { scenario } = await program(() => ({ ok: false, error: { code: 'file-invalid', faults: [] } }))
    const flow = inComponent(useActualsImport).value
    await flow.read()
    expect([flow.preview.value, flow.refusal.value?.code, scenario.isDirty]).toEqual([undefined, 'file-invalid', false])
  })
})

describe('one figure typed by hand', () => {
  const sourced = (form: ReturnType<typeof useActualEntry>['form']): void => {
    form.source = '决算公开'
    form.grade = 'A'
  }
  test('an account in hundred millions', async () => {
    const { scenario } = await program()
    const { form, account, isComplete, enter } = inComponent(useActualEntry).value
    sourced(form)
    Object.assign(account.texts, { ordinaryTax: '160.5', resourceTax: '４０', nonTax: '约' })
    expect(isComplete.value).toBe(false)
    account.texts['nonTax'] = '1,200万'
    expect(isComplete.value).toBe(true)
    expect(enter()).toBe(true)
    expect(scenario.document.actuals).toMatchObject([
      {
        kind: 'account',
        area: '150100',
        year: 2021,
        ordinaryTax: 160.5e8,
        resourceTax: 40e8,
        nonTax: 1200e4,
        lines: {},
        source: '决算公开',
      },
    ])
    expect(account.texts['nonTax']).toBe('')
  })
  test('an account with all its lines, until the identity leaves nothing; its claims and debt, and the rebase in the same step', async () => {
    const { scenario } = await program()
    const { form, account, rebase, enter } = inComponent(useActualEntry).value
    sourced(form)
    form.year = 2023
    Object.assign(account.texts, { ordinaryTax: '100', resourceTax: '20', nonTax: '30', generalTransfers: '80', taxReturns: '5' })
    expect(account.identity.value.text).toContain('填写“一般公共预算支出”')
    account.texts['expenditure'] = '200'
    expect(account.identity.value).toMatchObject({ isUnbalanced: true, isNil: false })
    expect(account.identity.value.text).toContain('余差 35.00')
    account.texts['remittedUp'] = '5'
    account.texts['carriedForward'] = '30'
    expect(account.identity.value).toMatchObject({ isUnbalanced: false, isNil: true })
    account.texts['claim:pay'] = '90'
    expect(account.claimsNote.value).toContain('还有 3 项')
    account.texts['claim:pay'] = '290'
    expect(account.claimsNote.value).toContain('大于')
    for (const claim of ['pay', 'running', 'interest', 'other']) account.texts[`claim:${claim}`] = '10'
    account.texts['generalDebt'] = '55'
    expect(rebase.value).toEqual({ from: 2023, target: 2028 })
    expect(enter()).toBe(true)
    expect(scenario.document.assessment).toEqual({ from: 2023, target: 2028 })
    expect(scenario.document.actuals[0]).toMatchObject({
      lines: { generalTransfers: 80e8, taxReturns: 5e8, expenditure: 200e8, remittedUp: 5e8, carriedForward: 30e8 },
      claims: { pay: 10e8, running: 10e8, interest: 10e8, other: 10e8 },
      beside: { generalDebt: 55e8 },
    })
    scenario.undo()
    expect([scenario.document.actuals.length, scenario.document.assessment]).toEqual([0, undefined])
  })
  test('an account of a year that the run goes on from already proposes no other years; declined, they stay', async () => {
    const { scenario } = await program()
    const { form, account, rebase, enter } = inComponent(useActualEntry).value
    sourced(form)
    form.year = 2022
    expect(rebase.value).toBeUndefined()
    form.year = 2024
    form.rebases = false
    Object.assign(account.texts, { ordinaryTax: '1', resourceTax: '1', nonTax: '1' })
    expect(enter()).toBe(true)
    expect(scenario.document.assessment).toBeUndefined()
  })
  test('a fund, as far as it is known, for the whole region', async () => {
    const { scenario } = await program()
    const { form, fund, fundRows, isComplete, enter } = inComponent(useActualEntry).value
    sourced(form)
    form.kind = 'fund'
    await nextTick()
    form.target = 'unemployment-fund'
    expect(fundRows.value).toEqual(['opening', 'contributions', 'subsidy', 'benefits'])
    expect(isComplete.value, 'nothing is given').toBe(false)
    fund.texts['opening'] = '40'
    fund.texts['contributions'] = '一'
    expect(isComplete.value).toBe(false)
    fund.texts['contributions'] = '12'
    expect(enter()).toBe(true)
    expect(scenario.document.actuals).toMatchObject([
      { kind: 'fund', target: 'unemployment-fund', area: '150000', year: 2021, opening: 40e8, contributions: 12e8 },
    ])
    expect(scenario.document.actuals[0]).not.toHaveProperty('benefits')
  })
  test('a banner beside the leagues asks for its residents', async () => {
    await program()
    const { form, account, needsResidents } = inComponent(useActualEntry).value
    expect(needsResidents.value).toBe(false)
    form.area = '150902'
    expect(needsResidents.value).toBe(true)
    account.residents.value = '26.4万'
    expect(account.account.value.residents).toBe(264_000)
  })
  test.each([
    ['count', '-1', '不能为负'],
    ['count', '约五', '不是数值'],
    ['standard', '1,2', '不是数值'],
    ['indicator', '-0.5', ''],
    ['count', '', ''],
    ['count', '1.2万', ''],
  ] as const)('%s %j: %s', async (kind, text, wanted) => {
    await program()
    const { form, single, trouble } = inComponent(useActualEntry).value
    form.kind = kind
    await Promise.resolve()
    form.value = text
    expect(trouble(single.value)).toBe(wanted)
  })
})

test('figures in words: of what, in which unit', async () => {
  await program()
  const words = inComponent(useActualWords).value
  expect([words.subject(beds), words.unitWord(beds), words.subject(orphans), words.unitWord(orphans)]).toEqual([
    '每千人口医疗卫生机构床位数',
    '张/千人',
    '特殊儿童群体基本生活保障 · 孤儿',
    '人',
  ])
  const { faultWords } = inComponent(useWords).value
  const far = { code: 'actual-far-indicator', params: { target: 'hospital-beds', area: '150000', year: 2021, times: '4.0' }, message: '' }
  expect(faultWords(far)).toBe('“每千人口医疗卫生机构床位数”2021年的值是目录最近值的 4.0 倍，请核对单位')
  expect(faultWords({ code: 'account-part-missing', params: { area: '150000-own', year: 2021, part: 'nonTax' }, message: '' })).toContain(
    '缺少非税收入',
  )
})
