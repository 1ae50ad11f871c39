import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fiscalTabs, populationTabs, targetTabs, views } from '../../renderer/stores/screen'
import { shellKind, startSession, type Session } from './harness'
import { Desk } from './pages/desk'
import { Program } from './pages/program'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What an accessibility check finds serious or critical, each with the places. */
async function faults(page: Page): Promise<readonly string[]> {
  // By the debugger: the page's own policy lets no script in.
  await page.evaluate(axeSource)
  const results = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }
    return axe.run(document, { resultTypes: ['violations'] })
  })
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`))
}

describe.skipIf(shellKind === undefined)('nobody is left out', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    session.page.setDefaultTimeout(8_000)
    await program.openFromShelf('高龄津贴提至150元')
  })
  afterAll(async () => {
    await session.end()
  })
  const at = (id: string) => program.page.getByTestId(id)
  const press = (key: string): Promise<void> => program.page.keyboard.press(key)

  describe.each(['light', 'dark', 'contrast'] as const)('in the %s theme', (theme) => {
    beforeAll(() => new Desk(program.page).theme(theme))
    test.each(views)('the view %s has no serious fault', async (view) => {
      await program.go(view)
      await program.page.waitForTimeout(200)
      expect(await faults(program.page)).toEqual([])
    })
    test.each([
      ...fiscalTabs.map((tab) => ['fiscal', `fiscal-${tab}`] as const),
      ...populationTabs.map((tab) => ['population', `tab-${tab}`] as const),
      ...targetTabs.map((tab) => ['targets', `targets-${tab}`] as const),
      ['standards', 'standards-years'] as const,
      ['costs', 'rows-itemAreas'] as const,
      ['comparison', 'comparison-levers'] as const,
      ['comparison', 'comparison-causes'] as const,
    ])('nor has %s · %s', async (view, tab) => {
      await program.go(view)
      await at(tab).click()
      await program.page.waitForTimeout(120)
      expect(await faults(program.page)).toEqual([])
    })
    test.each([
      ['search', () => press('Control+k')],
      [
        'results of a search',
        async () => {
          await press('Control+k')
          await at('search-field').fill('yl')
        },
      ],
      ['help', () => press('F1')],
      ['keys', () => press('Shift+F1')],
      ['changes', () => press('Alt+c')],
      ['shelf', () => press('Control+o')],
      ['save', () => press('Control+Shift+s')],
      ['scenario menu', () => at('file-menu').click()],
      ['comparison menu', () => at('compare-with').click()],
      [
        'tour',
        async () => {
          await at('file-menu').click()
          await at('menu-tour').click()
        },
      ],
      ['explanation', () => at('strip-margin').getByRole('button').click()],
    ] as const)('nor has the dialog: %s', async (name, open) => {
      await program.go('overview')
      await open()
      await program.page.waitForTimeout(200)
      expect(await faults(program.page)).toEqual([])
      if (name === 'tour') await at('tour-leave').click()
      else await press('Escape')
    })
  })

  test('the whole frame is reached by Tab alone, and every stop can be seen', async () => {
    await new Desk(program.page).theme('light')
    await program.go('overview')
    await program.page.evaluate(() => {
      // From the very top, wherever the last click was.
      document.body.tabIndex = -1
      document.body.focus()
      document.body.removeAttribute('tabindex')
    })
    const seen = new Set<string>()
    for (let k = 0; k < 80; k++) {
      await press('Tab')
      const stop = await program.page.evaluate(() => {
        const element = document.activeElement
        if (element === null || element === document.body) return null
        const style = getComputedStyle(element)
        return {
          id: element.getAttribute('data-testid') ?? element.closest('[data-testid]')?.getAttribute('data-testid') ?? element.tagName,
          shown: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
        }
      })
      if (stop === null) break
      expect(stop.shown, stop.id).toBe(true)
      seen.add(stop.id)
    }
    for (const id of [
      'scenario-name',
      'new',
      'file-menu',
      'open',
      'save',
      'changes',
      'compare-with',
      'search',
      'help-open',
      'strip-margin',
      'nav-overview',
      'nav-print',
    ])
      expect([...seen]).toContain(id)
  })
})
