import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Reply } from '../../../../electron/contract/commands'
import { usePaper } from '../../../../renderer/composables/usePaper'
import { setLanguage } from '../../../../renderer/i18n/index'
import { useReport } from '../../../../renderer/stores/report'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useScreen } from '../../../../renderer/stores/screen'
import { plan } from '../../../fixtures/catalogue'
import { FakeBridge, inComponent, settle, useDouble, type Answers } from '../fakeBridge'

function desktop(answers: Answers) {
  const bridge = useDouble(new FakeBridge(answers))
  bridge.printsByItself = false
  useScenario().open(plan)
  const { value: paper, app } = inComponent(usePaper)
  return { bridge, paper, app }
}
beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { lang: '' } })
  setLanguage('en')
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('on paper in the desktop shell', () => {
  test('what is on the print page goes to the printer, and that is said', async () => {
    const { bridge, paper } = desktop({ 'print:paper': () => ({ ok: true, value: null }) })
    await paper.print()
    expect(bridge.asked('print:paper')).toMatchObject([{ documents: [{ name: plan.name }], language: 'zh-CN' }])
    expect(useScreen().message).toMatchObject({ kind: 'note', text: 'Sent to the printer.' })
  })
  test.each([
    ['printer-none', /No printer was found[\s\S]*Add a printer/],
    ['printer-settings', /settings[\s\S]*Choose other paper/],
    ['print-failed', /not finished[\s\S]*has paper/],
  ] as const)('%s is told with what to do', async (code, said) => {
    const { paper } = desktop({ 'print:paper': () => ({ ok: false, error: { code } }) })
    await paper.print()
    expect(useScreen().message?.kind).toBe('error')
    expect(useScreen().message?.text).toMatch(said)
  })
  test('given up: nothing is said', async () => {
    const { paper } = desktop({ 'print:paper': () => ({ ok: false, error: { code: 'cancelled' } }) })
    await paper.print()
    expect(useScreen().message).toBeNull()
  })
  test('while a dialog is open nothing else goes out, afterwards everything does again', async () => {
    let finish: (reply: Reply<'print:paper'>) => void = () => undefined
    const { bridge, paper } = desktop({
      'print:paper': () => new Promise((resolve) => (finish = resolve)),
      'print:pdf': () => ({ ok: true, value: { fileName: 'a.pdf' } }),
    })
    const printing = paper.print()
    await settle()
    await Promise.all([paper.print(), paper.savePdf()])
    expect([useReport().isLeaving, bridge.calls.length]).toEqual([true, 1])
    finish({ ok: true, value: null })
    await printing
    await paper.savePdf()
    expect(bridge.calls.map(({ name }) => name)).toEqual(['print:paper', 'print:pdf'])
    expect(useReport().isLeaving).toBe(false)
  })
})

test('a browser prints by itself, to PDF as well', async () => {
  const printed = vi.fn()
  vi.stubGlobal('window', { print: printed })
  vi.stubGlobal('location', { hash: '' })
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw, 0))
  const { bridge, paper } = desktop({
    'report:make': () => ({ ok: false, error: { code: 'internal' } }),
    'figure:explain': () => ({ ok: false, error: { code: 'figure-unknown' } }),
    'preferences:write': () => ({ ok: false, error: { code: 'write-failed' } }),
  })
  bridge.printsByItself = true
  const { value: browser } = inComponent(usePaper)
  await browser.savePdf()
  expect(printed).toHaveBeenCalledTimes(1)
  expect(bridge.asked('print:paper')).toEqual([])
  expect(paper.printsByItself).toBe(false)
})
