import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { number, Program } from './pages/program'
import { shellKind, startSession, type Session } from './harness'

describe.skipIf(shellKind === undefined)('shelf, backtest and equality in a real window', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
  })
  afterAll(async () => {
    await session.end()
  })
  const rows = (id: string): Promise<readonly string[]> => program.page.getByTestId(id).locator('tbody tr').allInnerTexts()

  test('the shelf lists the shipped scenarios, each with its story', async () => {
    await program.page.getByTestId('open').click()
    const shelf = program.page.getByTestId('shelf')
    await shelf.waitFor()
    for (const name of ['规划原样', '标准停在2020年', '规划偏松处按国家目标', '煤价下跌', '老龄加快、出生减少', '先保约束性指标'])
      expect(await program.page.getByTestId(`shelf-${name}`).innerText()).toMatch(/问：.*看点：/s)
    await program.page.keyboard.press('Escape')
  })

  test('standards held at 2020 opens, and costs less than the plan', async () => {
    const before = await program.figure('required')
    await program.openFromShelf('标准停在2020年')
    expect(await program.changed('required', before)).toBeLessThan(before)
    await program.openFromShelf('规划原样')
    await expect.poll(() => program.figure('required')).toBe(before)
  })

  test('the backtest shows 2021 and 2022 beside the growth rules, and says why the model is worse where it is', async () => {
    await program.go('fiscal')
    await program.page.getByTestId('fiscal-backtest').click()
    await program.page.getByTestId('fiscal-backtest-table').waitFor()
    const lines = await rows('fiscal-backtest-table')
    expect(lines.length).toBe(18)
    expect(lines[1]).toMatch(/2,824\.4.*−21\.1%.*−18\.4%.*−2\.6%.*−26\.1%.*−17\.8%/s)
    expect(await program.page.getByTestId('fiscal-backtest-words').innerText()).toMatch(/煤价/)
    await program.page.keyboard.press('Escape')
  })

  test('any measure stands by league and year, and is not ranked while nobody’s own figures are behind it', async () => {
    await program.go('equality')
    expect(await program.page.getByTestId('league-basis').innerText()).toMatch(/不排名/)
    expect(await rows('league-table')).toHaveLength(12)
    expect(await program.page.getByTestId('league-lines').locator('li').count()).toBe(12)
    await program.page.getByTestId('league-measure').selectOption('aged65')
    expect((await rows('league-table'))[0]).toMatch(/^呼和浩特市.*\d+\.\d\d%/s)
    expect(await program.page.getByTestId('league-order').isDisabled()).toBe(true)
    const before = await program.page.locator('.tile').first().innerText()
    await program.page.getByTestId('league-year').selectOption('2035')
    await expect.poll(() => program.page.locator('.tile').first().innerText()).not.toBe(before)
    await program.page.getByTestId('league-year').selectOption('2025')
  })

  test('equality is grey while quantities are spread, and a standard of one’s own moves the money', async () => {
    await program.page.getByTestId('leagues-equality').click()
    expect(await program.page.getByTestId('equality-basis').innerText()).toMatch(/不能评比/)
    const places = await rows('equality-places')
    expect(places.length).toBe(13)
    expect(places[0]).toMatch(/^呼和浩特/)
    const money = async (): Promise<number> => number((await rows('equality-places')).at(-1)?.split('\t').at(-1) ?? '')
    const before = await money()
    const field = program.page.locator('.standard').getByRole('textbox')
    await field.fill('4000')
    await field.press('Enter')
    await expect.poll(money).toBeGreaterThan(before)
    const between = async (): Promise<string> => (await rows('equality-measures')).find((row) => row.startsWith('其中：组间')) ?? ''
    expect((await rows('equality-measures')).length).toBe(14)
    const zones = await between()
    await program.page.getByTestId('equality-grouping').selectOption('border')
    await expect.poll(between).not.toBe(zones)
  })

  test('an item that no league spends on cannot be compared, and it says so', async () => {
    await program.page.getByTestId('equality-subject').selectOption('item:minority-culture')
    expect(await program.page.getByTestId('equality-basis').innerText()).toMatch(/无法比较/)
    expect(session.troubles).toEqual([])
  })
})
