import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scenarioToText } from '../../models/scenario/canonical'
import { override, withOverrides } from '../fixtures/catalogue'
import { shellKind, startSession, type Session } from './harness'
import { Program } from './pages/program'

describe.skipIf(shellKind === undefined)('the list of what a scenario changes', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    session.page.setDefaultTimeout(8_000)
    const classes = withOverrides(override({ lever: 'sharingClass', area: '150400', from: 2025, value: 3 }))
    session.addScenario('档次.liangli.json', scenarioToText({ ...classes, name: '档次' }))
    program = new Program(session.page)
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  const at = (id: string) => session.page.getByTestId(id)
  const list = () => session.page.locator('ul[data-testid=changes]')
  const year = (of: number) => at(`change-${String(of)}`)
  const years = (): Promise<readonly (string | null)[]> =>
    list()
      .locator('[data-testid^="change-2"]')
      .evaluateAll((all) => all.map((entry) => entry.getAttribute('data-testid')))
  async function typeYear(of: number, value: string): Promise<void> {
    const field = year(of).getByRole('textbox')
    await field.fill(value)
    await field.press('Enter')
  }

  describe('a change of single years', () => {
    let before: number
    let all: readonly (string | null)[]
    beforeAll(async () => {
      await program.openFromShelf('煤价下跌')
      before = await program.settled('capacity')
      await session.page.keyboard.press('Alt+c')
      all = await years()
    })
    test('each year is a field of its own; one that is typed moves the figures, and undo takes it back', async () => {
      expect(all.length).toBeGreaterThan(1)
      const first = Number(all[0]?.slice(-4))
      await typeYear(first, '-5')
      const moved = await program.changed('capacity', before)
      expect(moved).toBeGreaterThan(before)
      await session.page.keyboard.press('Escape')
      await at('undo').click()
      expect(await program.changed('capacity', moved)).toBe(before)
      await session.page.keyboard.press('Alt+c')
    })
    test('a year that is impossible is refused and the last good one stays', async () => {
      const first = Number(all[0]?.slice(-4))
      const was = await year(first).getByRole('textbox').inputValue()
      await typeYear(first, '-100000')
      expect(await year(first).getByRole('alert').innerText()).not.toBe('')
      expect(await year(first).getByRole('textbox').inputValue()).toBe(was)
    })
    test('a year goes out and another comes in, in the order of the years', async () => {
      const first = Number(all[0]?.slice(-4))
      await year(first)
        .getByRole('button', { name: `去掉${String(first)}年` })
        .click()
      await expect.poll(years).toEqual(all.slice(1))
      await at('change-add-year').selectOption('2034')
      await expect.poll(async () => (await years()).at(-1)).toBe('change-2034')
      await at('change-add-year').selectOption(String(first))
      await expect.poll(async () => (await years())[0]).toBe(`change-${String(first)}`)
    })
    test('it is switched off, with the figures of the plan, and on again, and taken out', async () => {
      const on = await program.settled('capacity')
      await list().getByRole('checkbox').uncheck()
      const off = await program.changed('capacity', on)
      await list().getByRole('checkbox').check()
      expect(await program.changed('capacity', off)).toBe(on)
      await list().getByRole('button', { name: /^移除/ }).click()
      expect(await program.changed('capacity', on)).toBe(off)
      expect(await list().locator('li').count()).toBe(0)
      await session.page.keyboard.press('Escape')
    })
  })

  test('a class is chosen by its name', async () => {
    await program.openFromShelf('档次')
    await session.page.keyboard.press('Alt+c')
    const chosen = at('change-class')
    expect(await chosen.inputValue()).toBe('3')
    await chosen.selectOption({ label: '一类' })
    await session.page.keyboard.press('Escape')
    await program.go('fiscal')
    await at('fiscal-sharing').click()
    await expect.poll(() => at('class-150400').innerText()).toMatch(/二类.*一类/s)
  })
})
