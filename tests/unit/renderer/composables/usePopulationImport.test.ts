import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PopulationPreview, Reply } from '../../../../electron/contract/commands'
import { usePopulationImport } from '../../../../renderer/composables/usePopulationImport'
import { useWords } from '../../../../renderer/composables/useWords'
import { setLanguage } from '../../../../renderer/i18n/index'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { catalogueBase, draftAt, keyFigures } from '../../../../renderer/stores/populationPreview'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useScreen } from '../../../../renderer/stores/screen'
import { plan, shippedCatalogue } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, inComponent, useDouble } from '../fakeBridge'

const flat = (persons: number): number[] => new Array<number>(101).fill(persons)
const preview: PopulationPreview = {
  fileName: 'a.csv',
  sheet: '',
  encoding: 'utf-8',
  populations: [{ kind: 'base', area: '150100', file: 'a.csv', male: flat(20), female: flat(10) }],
  remarks: [],
}
const refused: Reply<'population:read'> = {
  ok: false,
  error: {
    code: 'file-invalid',
    faults: [{ file: 'a.csv', path: 'C17', code: 'not-a-number', params: { text: 'x', row: 17, column: 'C' }, message: '' }],
  },
}

async function program(reply: () => Reply<'population:read'>) {
  const bridge = useDouble(
    new FakeBridge({
      'catalogue:read': () => ({ ok: true, value: catalogueView() }),
      'population:read': reply,
      'population:template': ({ format }) => ({ ok: true, value: { fileName: `t.${format}` } }),
    }),
  )
  await useCatalogue().load()
  useScenario().open(plan)
  useScreen().area = '150100'
  bridge.table = { name: 'a.csv', base64: '' }
  return { bridge, scenario: useScenario(), screen: useScreen(), flow: inComponent(usePopulationImport).value }
}

beforeEach(() => vi.stubGlobal('document', { documentElement: { lang: '' } }))
afterEach(() => {
  setLanguage('zh-CN')
  vi.unstubAllGlobals()
})

describe('from a table to the scenario', () => {
  test('the area on the screen is chosen, and is whose figures they are while it is alone', async () => {
    const { bridge, flow } = await program(() => ({ ok: true, value: preview }))
    expect([flow.areas.value, flow.onlyArea.value]).toEqual([['150100'], '150100'])
    await flow.read()
    flow.toggle('150000')
    expect([flow.areas.value, flow.onlyArea.value]).toEqual([['150000', '150100'], undefined])
    await flow.read()
    expect(bridge.asked('population:read').map(({ area }) => area)).toEqual(['150100', undefined])
  })
  test('a template is written for what is chosen, in the language of the window', async () => {
    const { bridge, flow } = await program(() => refused)
    await flow.writeTemplate('csv')
    expect(bridge.asked('population:template')).toEqual([{ kind: 'base', format: 'csv', areas: ['150100'], language: 'zh-CN' }])
    expect([bridge.delivered, flow.written.value]).toEqual([[{ fileName: 't.csv' }], 't.csv'])
  })
  test('nothing is used before a source and a grade are given; then it is one step', async () => {
    const { flow, scenario, screen } = await program(() => ({ ok: true, value: preview }))
    await flow.read()
    expect([flow.use(), scenario.canUndo]).toEqual([false, false])
    flow.source.value = '  '
    flow.grade.value = 'B'
    expect(flow.use()).toBe(false)
    flow.source.value = ' census '
    flow.reason.value = 'better'
    expect(flow.use()).toBe(true)
    expect(scenario.document.populations).toMatchObject([
      { area: '150100', source: 'census', grade: 'B', reason: 'better', male: flat(20) },
    ])
    expect(screen.message?.text).toContain('呼和浩特市 人口基数')
    scenario.undo()
    expect(scenario.document.populations).toEqual([])
  })
  test('what would be replaced is said before', async () => {
    const { flow } = await program(() => ({ ok: true, value: preview }))
    await flow.read()
    expect(flow.replaced.value).toEqual([])
    flow.source.value = 's'
    flow.grade.value = 'A'
    flow.use()
    expect(flow.listOf(flow.replaced.value)).toBe('呼和浩特市 人口基数')
  })
  test('a refusal shows its faults, changes nothing, and a good file takes its place', async () => {
    let reply: Reply<'population:read'> = refused
    const { flow, scenario } = await program(() => reply)
    await flow.read()
    expect([flow.refusal.value?.faults?.length, flow.preview.value, scenario.isDirty]).toEqual([1, undefined, false])
    reply = { ok: true, value: preview }
    await flow.read()
    expect([flow.refusal.value, flow.preview.value]).toEqual([undefined, preview])
  })
  test('given up, the preview stays; another kind begins anew; a file that cannot be read is said', async () => {
    let reply: Reply<'population:read'> = { ok: true, value: preview }
    const { bridge, flow } = await program(() => reply)
    await flow.read()
    reply = { ok: false, error: { code: 'cancelled' } }
    await flow.read()
    bridge.table = null
    await flow.read()
    expect([flow.preview.value, flow.refusal.value]).toEqual([preview, undefined])
    flow.chooseKind('projection')
    expect(flow.preview.value).toBeUndefined()
    vi.spyOn(bridge, 'pickTable').mockRejectedValue(new Error('gone'))
    await flow.read()
    expect(flow.refusal.value).toEqual({ code: 'file-unreadable' })
  })
})

describe('words for places and faults', () => {
  const fault = {
    file: 'a.xlsx',
    path: '人口!D17',
    code: 'row-doubled',
    params: { area: '150100', year: 2020, age: 5, other: 7, row: 17, column: 'D' },
    message: '',
  }
  test('row and column as the user sees them, areas by name, persons grouped', async () => {
    await program(() => refused)
    const words = inComponent(useWords).value
    expect(words.faultText(fault)).toBe('a.xlsx · 人口 第 17 行 D 列 · 呼和浩特市 2020年 5岁重复，已在第 7 行')
    const total = { ...fault, code: 'total-disagrees', params: { stated: 1234567, summed: 5, row: 3, column: 'B' } }
    expect(words.faultWords(total)).toBe('合计 1,234,567 与分项之和 5 不符')
    expect(words.faultWords({ code: 'column-missing', params: { wanted: 'female' }, message: '' })).toBe('缺少“女”一列')
    setLanguage('en')
    expect(words.faultText(fault)).toBe('a.xlsx · 人口 row 17, column D · Hohhot, 2020, age 5 is there twice, first in row 7')
    expect(words.faultText({ ...fault, params: { row: 17 }, code: 'nobody-knows', message: 'as it is' })).toBe(
      'a.xlsx · 人口 row 17 · as it is',
    )
  })
  test('a code that tables and runs share has words for either', async () => {
    await program(() => refused)
    const { faultWords } = inComponent(useWords).value
    const starts = { code: 'projection-starts', params: { area: '150100', year: 2025, first: 2020, second: 2021 }, message: '' }
    expect(faultWords(starts)).not.toContain('未采用')
    expect(faultWords(starts, 'notice')).toContain('未采用')
  })
})

describe('key figures', () => {
  test('of 20 men and 10 women at each of 101 ages', () => {
    const [draft] = preview.populations
    if (draft === undefined) throw new Error('no draft')
    // 30 persons an age: 15 ages to 14, 45 to 59, 41 from 60 and 36 from 65 on.
    expect(keyFigures(draftAt(draft, 2020))).toEqual({
      total: 3030,
      male: 2020,
      female: 1010,
      sexRatio: 200,
      age0to14: 450,
      age15to59: 1350,
      age60plus: 1230,
      age65plus: 1080,
      urbanShare: null,
    })
  })
  test('the region’s base is its leagues together', () => {
    const catalogue = shippedCatalogue()
    const leagues = catalogue.regions.filter(({ parent }) => parent === '150000')
    const total = leagues.reduce((all, { code }) => all + keyFigures(catalogueBase(catalogue, code)).total, 0)
    const region = keyFigures(catalogueBase(catalogue, '150000'))
    expect(region.total).toBeCloseTo(total, 3)
    expect(region.urbanShare).toBeGreaterThan(0.6)
  })
})
