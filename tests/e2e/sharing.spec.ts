import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Program } from './pages/program'
import { shellKind, startSession, type Session } from './harness'

describe.skipIf(shellKind === undefined)('who pays can be moved, and years after the target year are called a scenario', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    session.page.setDefaultTimeout(8000)
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  const row = (code: string): Promise<readonly string[]> => session.page.getByTestId(`class-${code}`).locator('td').allInnerTexts()

  test('a league goes into another class from a year on, with document and reason', async () => {
    const { page } = session
    await program.go('fiscal')
    await page.getByTestId('fiscal-sharing').click()
    await page.getByTestId('class-150400').getByRole('button').first().click()
    const before = await program.settled('required')
    await page.getByTestId('class-from').selectOption('2025')
    await page.getByTestId('class-value').selectOption({ label: '三类' })
    expect(await program.changed('required', before)).toBeLessThan(before)
    await page.getByTestId('class-document').fill('内政发〔2018〕46号')
    await page.getByTestId('class-document').press('Enter')
    await page.getByTestId('class-reason').fill('财力较弱')
    await page.getByTestId('class-reason').press('Enter')
    await expect
      .poll(async () => (await row('150400')).join(' '))
      .toMatch(/二类 → 三类[\s\S]*50% 50% 50% 50% 50% 70% 70% 70% 2025 内政发〔2018〕46号 · 财力较弱/)
    expect((await row('150500')).join(' ')).not.toContain('70%')
    await page.getByTestId('changes').click()
    const listed = page.getByTestId('changes').last()
    expect(await listed.innerText()).toMatch(/分担档次[\s\S]*二类\s+→[\s\S]*内政发〔2018〕46号/)
    expect(await listed.locator('select option:checked').allInnerTexts()).toContain('三类')
    await page.keyboard.press('Escape')
  })

  test('the region takes over a raise, and then the raise alone, from the item’s own panel', async () => {
    const { page } = session
    await program.go('standards')
    await page.getByRole('combobox').first().selectOption({ label: '全区' })
    await program.findItem('老年人福利', 'elderly-welfare-subsidy')
    const unraised = await program.settled('required')
    await program.type('standard-lever', '150')
    await program.changed('required', unraised)
    await program.settled('required')
    const payers = (): Promise<readonly number[]> =>
      page
        .getByTestId('item-panel')
        .innerText()
        .then((text) => (/自治区 ([\d.]+) · 盟市 ([\d.]+) · 旗县 ([\d.]+)/.exec(text) ?? []).slice(1).map(Number))
    const lever = 'lever-regionShare-elderly-welfare-subsidy'
    await page.getByTestId(lever).scrollIntoViewIfNeeded()
    await expect.poll(async () => (await payers())[1] ?? 0).toBeGreaterThan(0)
    const before = await payers()
    await program.type(lever, '100')
    await expect.poll(async () => (await payers())[1]).toBe(0)
    await page.getByTestId(lever).getByTestId('only-increment').check()
    await expect.poll(async () => (await payers())[1] ?? 0).toBeGreaterThan(0)
    const after = await payers()
    // Leagues and banners go on paying their part of what there was before the raise.
    expect(after[1] ?? 0).toBeLessThan(before[1] ?? 0)
    expect(after.reduce((sum, part) => sum + part, 0)).toBeCloseTo(
      before.reduce((sum, part) => sum + part, 0),
      1,
    )
  })

  test('the national amount stands in the chart’s table and among the sources', async () => {
    const { page } = session
    await program.findItem('居民基本养老', 'resident-pension')
    const panel = page.getByTestId('item-panel')
    expect(await panel.getByTestId('item-rules').innerText()).toContain('3个分项中1个有国家标准')
    await panel.getByRole('button', { name: '表格', exact: true }).click()
    expect(await panel.getByRole('row', { name: /^2025\b/ }).innerText()).toMatch(/183\s+183\s+143/)
    expect(await panel.getByTestId('national-amount').innerText()).toContain('93 元/人·月')
    await program.findItem('农村牧区学生营养', 'rural-school-meals')
    expect(await panel.getByTestId('item-rules').innerText()).toContain('2个分项中1个有国家标准')
    await program.findItem('生活补助', 'compulsory-living-allowance')
    expect(await panel.getByTestId('item-rules').innerText()).toContain('国家标准未单独取得')
  })

  test('years after the target year are called a scenario where they are chosen, shown and printed', async () => {
    const { page } = session
    await page.getByRole('button', { name: /^2030/ }).click()
    expect(await page.getByRole('button', { name: /^2030/ }).innerText()).toContain('情景')
    expect(await page.getByTestId('strip').innerText()).toContain('2030（情景）')
    expect(await page.getByTestId('from-year').locator('optgroup').getAttribute('label')).toBe('情景期（目标年之后）')
    await program.go('print')
    await expect.poll(() => page.getByTestId('paper').innerText()).toContain('2030（情景）')
  })

  test('the shelf tells its stories in the language of the interface', async () => {
    const { page } = session
    await program.language()
    await page.getByTestId('open').click()
    await expect.poll(() => page.getByTestId('shelf').innerText()).toContain('The question: after two years of falling coal prices')
    expect(await page.getByTestId('shelf').innerText()).not.toContain('问：')
    await page.keyboard.press('Escape')
  })
})
