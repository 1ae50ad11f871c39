import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fiscalTabs, populationTabs, targetTabs, views } from '../../renderer/stores/screen'
import { shellKind, startSession, type Session } from './harness'
import { numbersShown, shapeOf, type ShownNumber } from './pages/opened'
import { Program } from './pages/program'

/**
 * Numbers in tables that open into nothing, by the test id of what they stand in: no figures of a run. Order numbers of the plan,
 * counts of flags, cells that are typed into, what other programs and earlier bulletins said, the paper.
 */
const noFigures = [
  /^indicators$/,
  /^flags-/,
  /^item-rest$/,
  /^line-(tfr|lifeExpectancy|netMigration|urbanShare|sexRatioAtBirth|realGrowth|producerPrice|taxElasticity|\w+Growth|priceIndex)/,
  /^class-/,
  /^backtest$/,
  /^(paper|report|sheet)/,
]

describe.skipIf(shellKind === undefined)('every number opens', () => {
  let session: Session
  let program: Program
  /** One path of every kind that was seen, and where. */
  const seen = new Map<string, { readonly path: string; readonly view: () => Promise<void> }>()
  beforeAll(async () => {
    session = await startSession({ width: 1920, height: 1080 })
    program = new Program(session.page)
    session.page.setDefaultTimeout(8_000)
    await program.openFromShelf('高龄津贴提至150元')
  })
  afterAll(async () => {
    await session.end()
  })
  const at = (id: string) => program.page.getByTestId(id)

  async function look(view: () => Promise<void>): Promise<void> {
    await view()
    await program.page.waitForTimeout(200)
    const all = await numbersShown(program.page)
    for (const { figure } of all) if (figure !== null && !seen.has(shapeOf(figure))) seen.set(shapeOf(figure), { path: figure, view })
    const isNone = ({ within, text }: ShownNumber): boolean => noFigures.some((known) => known.test(within)) || /个标准$/.test(text)
    const dead = all.filter((number) => number.figure === null && !isNone(number))
    expect(dead.map(({ within, text }) => `${within}: ${text}`)).toEqual([])
  }
  const open =
    (view: Parameters<Program['go']>[0], ...tabs: readonly string[]) =>
    async (): Promise<void> => {
      await program.go(view)
      for (const tab of tabs) await at(tab).first().click()
    }

  // Views of tabs are looked at tab by tab.
  const whole = views.filter((view) => !['print', 'fiscal', 'population', 'targets', 'equality'].includes(view))
  test.each(whole)('in the view %s', (view) => look(open(view)))
  test.each([
    ...fiscalTabs.map((tab) => ['fiscal', `fiscal-${tab}`] as const),
    ...populationTabs.map((tab) => ['population', `tab-${tab}`] as const),
    ...targetTabs.map((tab) => ['targets', `targets-${tab}`] as const),
    ['costs', 'rows-itemAreas'] as const,
    ['equality', 'leagues-measures'] as const,
    ['equality', 'leagues-equality'] as const,
  ])('in %s · %s', (view, tab) => look(open(view, tab)))
  test.each(['indicator-path', 'indicator-items', 'indicator-cost'])('of an indicator: %s', (tab) =>
    look(open('targets', 'targets-indicators', tab)),
  )
  test.each(['cost-parts', 'cost-payers', 'cost-places'])('of what it costs: %s', (tab) =>
    look(async () => {
      await open('targets', 'targets-indicators')()
      await program.page.locator('[data-reveal="indicator:nursery-places"]').click()
      await at('indicator-cost').click()
      await at(tab).click()
    }),
  )
  test('of a flag, with its causes', () =>
    look(async () => {
      await program.go('flags')
      await at('flag-causes').waitFor()
    }))

  test('one of each kind opens, with its value and its formula or source', async () => {
    expect(seen.size).toBeGreaterThan(50)
    const faults: string[] = []
    for (const { path, view } of seen.values()) {
      await view()
      const number = program.page.locator(`main [data-figure="${path}"]`).first()
      await number.click({ timeout: 4_000 })
      const shown = await at('explain-value')
        .innerText({ timeout: 6_000 })
        .catch(() => '')
      if (!/\d|是|否|已|未|无/.test(shown)) faults.push(`${path}: ${shown}`)
      await program.page.keyboard.press('Escape')
    }
    expect(faults).toEqual([])
  }, 180_000)
})
