import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { WorkbookChange, WorkbookPreview } from '../../../../electron/contract/exchange'
import { useCatalogueExchange, useWorkbook } from '../../../../renderer/composables/useExchange'
import { setLanguage } from '../../../../renderer/i18n/index'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useScreen } from '../../../../renderer/stores/screen'
import { withOverrides, override } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, inComponent, useDouble } from '../fakeBridge'

const change = (year: number): WorkbookChange => {
  const { id: _, ...said } = override({
    lever: 'standard',
    target: 'preschool-aid.aided-children',
    mode: 'series',
    from: year,
    to: year,
    values: { [String(year)]: 2 },
    reason: '标准!J9',
    author: '张',
    at: '2026-11-30T00:00:00Z',
  })
  return {
    override: said,
    sheet: '标准',
    cell: 'J9',
    subject: '标准',
    area: '150000',
    year,
    before: 1,
    after: 2,
    unit: '',
    isShare: false,
    note: '',
  }
}
const preview = (changes: readonly WorkbookChange[]): WorkbookPreview => ({
  fileName: 'a.xlsx',
  scenario: 's',
  fingerprint: 'f',
  author: '张',
  modified: '',
  changes,
  remarks: [],
})

async function program(changes: readonly WorkbookChange[]) {
  const bridge = useDouble(
    new FakeBridge({
      'catalogue:read': () => ({ ok: true, value: catalogueView() }),
      'workbook:read': () => ({ ok: true, value: preview(changes) }),
      'workbook:export': ({ format }) => ({ ok: true, value: { fileName: `w.${format}` } }),
      'catalogue:import': () => ({ ok: false, error: { code: 'file-invalid', faults: [] } }),
    }),
  )
  await useCatalogue().load()
  useScenario().open(withOverrides(override({ lever: 'tfr', value: 1.2 })))
  bridge.table = { name: 'a.xlsx', base64: '' }
  return { bridge, scenario: useScenario() }
}

beforeEach(() => vi.stubGlobal('document', { documentElement: { lang: '' } }))
afterEach(() => {
  setLanguage('zh-CN')
  vi.unstubAllGlobals()
})

test('changes of a workbook come behind those that are there, with their own author and time, as one step', async () => {
  const { scenario, bridge } = await program([change(2024), change(2025)])
  const before = scenario.document
  const flow = inComponent(useWorkbook).value
  await flow.read()
  expect(bridge.asked('workbook:read')).toMatchObject([{ document: before, upload: { name: 'a.xlsx' } }])
  expect(scenario.document).toBe(before)
  expect(flow.use()).toBe(true)
  expect(scenario.document.overrides.slice(1)).toMatchObject([
    { from: 2024, reason: '标准!J9', author: '张', at: '2026-11-30T00:00:00Z' },
    { from: 2025 },
  ])
  expect(new Set(scenario.document.overrides.map(({ id }) => id)).size).toBe(3)
  scenario.undo()
  expect(scenario.document).toBe(before)
  expect(scenario.canUndo).toBe(false)
})

test('a workbook without changes changes nothing', async () => {
  const { scenario } = await program([])
  const flow = inComponent(useWorkbook).value
  await flow.read()
  expect([flow.use(), scenario.canUndo]).toEqual([false, false])
})

test('a scenario goes out in the language of the window; a template that is refused hands nothing over', async () => {
  const { bridge } = await program([])
  const flow = inComponent(useWorkbook).value
  await flow.write('csv')
  expect(bridge.asked('workbook:export')).toMatchObject([{ format: 'csv', language: 'zh-CN' }])
  expect(bridge.delivered).toEqual([{ fileName: 'w.csv' }])
  const catalogue = inComponent(useCatalogueExchange).value
  await catalogue.read()
  expect([catalogue.refusal.value?.code, bridge.delivered.length]).toEqual(['file-invalid', 1])
})

test('writing can be given up, and a dialog that is closed meanwhile leaves word to the window', async () => {
  const { bridge } = await program([])
  const waiting: ((ok: boolean) => void)[] = []
  const answers: FakeBridge = useDouble(
    new FakeBridge({
      'workbook:export': () =>
        new Promise((resolve) => {
          waiting.push((ok) => {
            resolve(ok ? { ok: true, value: { fileName: 'w.xlsx' } } : { ok: false, error: { code: 'cancelled' } })
          })
        }),
      'work:progress': () => ({ ok: true, value: { done: 3, of: 14 } }),
      'work:stop': () => {
        waiting.shift()?.(false)
        return { ok: true, value: null }
      },
    }),
  )
  expect(answers).not.toBe(bridge)
  const { value: workbook, app } = inComponent(useWorkbook)
  workbook.stop()
  const stopped = workbook.write('xlsx')
  expect([workbook.isWriting.value, workbook.seconds.value, workbook.progress.value]).toEqual([true, 0, null])
  await expect.poll(() => workbook.progress.value, { timeout: 5000 }).toEqual({ done: 3, of: 14 })
  expect(workbook.seconds.value).toBeGreaterThan(0)
  workbook.stop()
  await stopped
  const [asked] = answers.asked('workbook:export')
  expect(answers.asked('work:stop')).toEqual([{ work: asked?.work }])
  expect(answers.asked('work:progress')[0]).toEqual({ work: asked?.work })
  expect(asked?.work).toMatch(/^[0-9a-f]{32}$/)
  expect([workbook.isWriting.value, workbook.written.value, useScreen().message, answers.delivered]).toEqual([false, '', null, []])

  const second = workbook.write('xlsx')
  app.unmount()
  waiting.shift()?.(true)
  await second
  expect(answers.delivered).toEqual([{ fileName: 'w.xlsx' }])
  expect(useScreen().message?.text).toContain('w.xlsx')
  expect(answers.asked('workbook:export')[1]?.work).not.toBe(asked?.work)
})
