import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locator } from 'playwright-core'
import { Program } from './pages/program'
import { shellKind, startSession, type Session } from './harness'

describe.skipIf(shellKind === undefined)('where a number comes from', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession({ width: 1366, height: 768 })
    program = new Program(session.page)
    session.page.setDefaultTimeout(8000)
  })
  afterAll(async () => {
    await session.end()
  })
  const drawer = (): Locator => program.page.getByTestId('explain')
  const number = (path: string): Locator => program.page.locator(`[data-figure="${path}"]`).first()
  const operand = (words: RegExp): Locator => program.page.getByTestId('explain-operands').getByRole('button', { name: words }).first()
  const heading = (): Promise<string> => drawer().locator('h3').innerText()
  const formula = (): Promise<string> => program.page.getByTestId('explain-formula').innerText()

  test('a click on the margin opens its formula in words, with values and operands', async () => {
    await number('margin/150000/2025').click()
    expect(await formula()).toBe('余缺 = 可承受 − 应支出（地方）')
    expect(await program.page.getByTestId('explain-value').innerText()).toMatch(/亿元$/)
    const rows = await program.page.getByTestId('explain-operands').getByRole('button').allInnerTexts()
    expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^可承受 内蒙古自治区 · 2025 [\d.]+ 亿元$/),
      expect.stringMatching(/^应支出（地方） 内蒙古自治区 · 2025 [\d.]+ 亿元$/),
    ])
  })

  test('operands open in turn, down to an entry with source and grade', async () => {
    await operand(/应支出/).click()
    await expect.poll(formula).toContain('各地合计')
    await operand(/呼和浩特/).click()
    await expect.poll(formula).toContain('各项目合计')
    await operand(/学前教育/).click()
    await expect.poll(formula).toContain('盟市旗县承担')
    await operand(/盟市旗县承担/).click()
    await operand(/分级承担.*盟市/).click()
    await operand(/地方分担比例/).click()
    await expect.poll(heading).toBe('地方分担比例')
    await operand(/自治区以下分担比例/).click()
    await expect.poll(heading).toBe('自治区以下分担比例')
    const source = program.page.getByTestId('explain-sources')
    expect(await source.innerText()).toMatch(/items\(preschool-aid\)\.shares\.league/)
    expect(await source.locator('.grade').count()).toBe(1)
    await program.page.getByTestId('explain-back').click()
    await expect.poll(heading).toBe('地方分担比例')
  })

  test('the breadcrumbs lead back, and what is open is copied level by level', async () => {
    await program.page.getByTestId('explain-back').click()
    await expect.poll(heading).toBe('分级承担')
    await program.page.getByTestId('explain-crumbs').getByRole('button', { name: '余缺' }).click()
    await expect.poll(heading).toBe('余缺')
    expect(await program.page.getByTestId('explain-crumbs').count()).toBe(0)
    await operand(/可承受/).click()
    await expect.poll(heading).toBe('可承受')
    await program.page.getByTestId('explain-copy').click()
    await expect.poll(() => program.page.getByRole('status').allInnerTexts()).toContain('已复制')
    const text = await program.page.locator('.drawer textarea').inputValue()
    expect(text).toMatch(/^余缺 · 内蒙古自治区 · 2025 = .*亿元/)
    expect(text).toMatch(/\n {2}可承受 · 内蒙古自治区 · 2025 = /)
    expect(text).toContain('margin/consolidated/2025 · 方法第5.3节')
  })

  test('what uses a figure is named and opens', async () => {
    await drawer().getByRole('button', { name: '余缺', exact: true }).click()
    await expect.poll(heading).toBe('余缺')
    expect(await program.page.getByTestId('explain-crumbs').innerText()).toContain('余缺')
  })

  test('Escape closes, and the focus returns to the number', async () => {
    await program.page.keyboard.press('Escape')
    await expect.poll(() => drawer().count()).toBe(0)
    await expect.poll(() => program.page.evaluate(() => document.activeElement?.getAttribute('data-figure'))).toBe('margin/150000/2025')
  })

  test('with the keyboard alone: Alt+Enter opens, Tab and Enter lead on, Escape leaves', async () => {
    await number('capacity/150000/2025').focus()
    await program.page.keyboard.press('Alt+Enter')
    await expect.poll(heading).toBe('可承受')
    const focused = (): Promise<string> => program.page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    for (let k = 0; k < 6 && !/^财力/.test(await focused()); k++) await program.page.keyboard.press('Tab')
    await program.page.keyboard.press('Enter')
    await expect.poll(heading).toBe('财力')
    expect(await focused()).toContain('财力')
    await program.page.keyboard.press('Escape')
    await expect.poll(() => drawer().count()).toBe(0)
  })

  test('the row of the cost table, its sums and a change of the scenario with its reason', async () => {
    await program.go('standards')
    await program.findItem('老年人福利', 'elderly-welfare-subsidy')
    await program.from(2023)
    await program.type('standard-lever', '150')
    await program.settled('required')
    await program.page.getByTestId('reason').fill('民政厅请示')
    await program.page.getByTestId('reason').press('Tab')
    const row = program.page.getByTestId('item-elderly-welfare-subsidy')
    await row.locator('[data-figure="expenditure/elderly-welfare-subsidy/150000/2025"]').click()
    for (const words of [/呼和浩特/, /财政支出（分项）.*80/, /总成本/, /单位成本/, /服务标准/]) await operand(words).click()
    await expect.poll(formula).toMatch(/^服务标准 = /)
    await operand(/改后标准/).click()
    await operand(/方案设定的标准/).click()
    await expect.poll(heading).toBe('方案设定的标准')
    expect(await program.page.getByTestId('explain-changes').innerText()).toMatch(/老年人福利补贴.*民政厅请示/)
    await program.page.keyboard.press('Escape')
    await program.page.locator('.list .scroll').focus()
    await program.page.keyboard.press('Alt+Enter')
    await expect.poll(heading).toBe('财政支出')
    await program.page.keyboard.press('Escape')
  })

  test('a flag’s excess, and the figure of the other scenario in the comparison', async () => {
    await program.go('flags')
    await program.page.getByTestId('flags-list').click()
    await program.page.locator('[data-testid=flags] [data-figure^="excess/"]').first().click()
    await expect.poll(formula).toMatch(/^超出同步增长 = 本级应承担 − 本级应承担\[2020\] × \(?财力 ÷ 财力\[2020\]/)
    await program.page.keyboard.press('Escape')
    await program.go('comparison')
    const cells = program.page.getByTestId('total-required').locator('[data-figure]')
    const there = (await cells.last().innerText()).trim()
    await cells.last().click()
    await expect.poll(() => program.page.getByTestId('explain-value').innerText()).toContain(there)
    expect(await heading()).toContain('对照方案')
    await program.page.keyboard.press('Escape')
    // The difference between them opens as well.
    const more = (await cells.nth(1).innerText()).trim().replace(/^[+−]/, '')
    await cells.nth(1).click()
    await expect.poll(() => program.page.getByTestId('explain-value').innerText()).toContain(more)
    expect(await heading()).toContain('与对照之差')
    await program.page.keyboard.press('Escape')
  })

  test('people lead to the projection’s base and rates', async () => {
    await number('capacity/150000/2025').click()
    await program.page.keyboard.press('Escape')
    await program.go('standards')
    await program.findItem('老年人健康', 'elderly-health-management')
    await number('expenditure/elderly-health-management/150000/2025').click()
    await operand(/呼和浩特/).click()
    await operand(/财政支出（分项）/).click()
    await operand(/总成本/).click()
    await operand(/服务数量/).click()
    await operand(/未按实际数调整的数量/).click()
    await operand(/服务对象与全区基年之比/).click()
    await operand(/服务对象人数.*2025/).click()
    await expect.poll(heading).toBe('服务对象人数')
    await operand(/服务对象 .*2025/).click()
    await expect.poll(heading).toBe('服务对象')
    await operand(/年末人数.*2025/).click()
    expect(await program.page.getByTestId('explain-sources').innerText()).toMatch(/population\.base\(150100\)/)
    await program.page.keyboard.press('Escape')
  })

  test('the print has an appendix with the main figures', async () => {
    await program.go('print')
    await expect.poll(() => program.page.getByTestId('appendix').innerText()).toMatch(/余缺[\s\S]*可承受 − 应支出（地方）/)
    expect(await program.page.getByTestId('appendix').innerText()).toMatch(/呼和浩特市/)
  })

  test('the same in English, with no Chinese left in the drawer', async () => {
    await program.page.getByTestId('language').click()
    await program.go('overview')
    await number('capacity/150000/2025').click()
    await expect.poll(formula).toBe('Capacity = Base-year share of resources × Resources')
    await operand(/Resources/)
      .last()
      .click()
    await expect.poll(formula).toContain('Σ of areas (Resources)')
    await operand(/Hohhot/).click()
    await expect.poll(formula).toBe('Resources = Own revenue + General transfers')
    await operand(/General transfers/).click()
    const text = await program.page.locator('.drawer').innerText()
    expect(text.match(/\p{Script=Han}+/gu) ?? []).toEqual([])
    await program.page.keyboard.press('Escape')
    await program.page.getByTestId('language').click()
  })

  test('nothing went to the console', () => {
    expect(session.troubles).toEqual([])
  })
})
