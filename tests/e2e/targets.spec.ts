import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shellKind, startSession, type Session } from './harness'
import { number, Program } from './pages/program'

const patient = { timeout: 10_000 }

describe.skipIf(shellKind === undefined)('targets and funds in a real window', () => {
  let session: Session
  let program: Program
  const at = (id: string) => program.page.getByTestId(id)
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    await program.go('targets')
  })
  afterAll(async () => {
    await session.end()
  })

  test('every indicator stands somewhere; one that is behind says by how much, with every known year, its grade and source', async () => {
    expect(await at('indicators').locator('tbody tr').count()).toBe(24)
    await at('indicators').getByText('每千人口医疗卫生机构床位数').click()
    await expect
      .poll(() => at('indicator-detail').innerText(), patient)
      .toMatch(/落后.*表1第10项.*预期性.*2022年为6\.98，按进度应为7\.038/s)
    const known = await at('known-values').locator('tbody tr').allInnerTexts()
    expect(known.map((row) => row.slice(0, 4))).toEqual(['2020', '2021', '2022'])
    expect(known[0]).toMatch(/6\.73.*A.*规划/s)
  })

  test('what it costs is there for all years, capital, renewal and running money apart, by payer and by league', async () => {
    await at('indicator-cost').click()
    const row = async (label: string): Promise<readonly number[]> =>
      (await at('target-cost').locator('tr', { hasText: label }).locator('td').allInnerTexts()).map(number)
    const [capital, renewal, sum] = [await row('建设（一次性）'), await row('更新（到期重置）'), await row('合计（中值）')]
    expect(capital).toHaveLength(16)
    expect((capital[5] ?? 0) + (renewal[5] ?? 0)).toBeCloseTo(sum[5] ?? NaN, 1)
    expect(await at('target-cost').innerText()).toMatch(/运行（经常性）.*未知/s)
    await at('cost-payers').click()
    const paid = await at('target-cost').locator('tbody tr').allInnerTexts()
    expect(paid.some((line) => line.startsWith('旗县'))).toBe(true)
    await at('cost-places').click()
    await expect.poll(() => at('target-cost').locator('tbody tr').count(), patient).toBe(14)
    const places = (await at('target-cost').locator('tbody tr').allInnerTexts()).map((line) => number(line.split('\t')[6] ?? ''))
    const whole = places.at(-1) ?? NaN
    expect(Math.abs(places.slice(0, -1).reduce((all, value) => all + value, 0) - whole)).toBeLessThan(0.08)
  })

  test('linked items are listed with their money, counted once, and open', async () => {
    await at('indicators').getByText('残疾人生活补贴覆盖率').click()
    await at('indicator-items').click()
    expect(await at('indicator-detail').innerText()).toMatch(/同时支撑：.*只计一次/s)
    await program.page.locator('.tools').getByRole('button', { name: '落后' }).click()
    await expect.poll(() => at('indicators').locator('tbody tr').count()).toBe(1)
  })

  test('commitments say where they stand and where their money is counted; a number of one’s own prices them, with its reason', async () => {
    await at('targets-commitments').click()
    expect(await at('commitments').locator('tbody tr').count()).toBe(45)
    expect(await at('commitments').innerText()).toMatch(/专栏1.*单独计算.*计在指标.*计在项目.*可计价，但没有单价.*不能计价/s)
    await at('commitment-b5-2').click()
    expect(await at('commitment-detail').innerText()).toMatch(/没有数量.*未知/s)
    const field = at('lever-b5-2').getByRole('textbox').first()
    await field.fill('30')
    await field.press('Enter')
    await expect.poll(() => at('commitment-b5-2').innerText(), patient).toMatch(/单独计算/)
    await at('lever-b5-2').getByRole('textbox').nth(1).fill('民政厅摸底')
    await at('lever-b5-2').getByRole('textbox').nth(1).press('Enter')
    await program.page.locator('button[data-testid=changes]').click()
    const change = program.page.locator('ul[data-testid=changes] li', { hasText: '敬老院维修改造' })
    expect(await change.locator('input.reason').inputValue()).toBe('民政厅摸底')
    await program.page.keyboard.press('Escape')
    await at('undo').click()
    await at('undo').click()
    await expect.poll(() => at('commitment-b5-2').innerText(), patient).toMatch(/没有数量/)
  })

  test('a contradiction names both places and what follows from either; the other reading moves the cost, undo takes it back', async () => {
    const block = async (): Promise<number> => number(/需([\d.,]+)/.exec(await at('targets-block').innerText())?.[1] ?? '')
    const before = await block()
    await at('targets-contradictions').click()
    const first = at('contradictions').locator('tbody tr').first()
    expect(await first.innerText()).toMatch(/表1第19项.*“120”.*专栏6.*“119\.1万户”/s)
    await expect.poll(() => first.innerText(), patient).toMatch(/按表1 33\.90亿元.*按专栏 33\.65亿元/s)
    await at('contradiction-kind').selectOption('break-of-series')
    expect(await at('contradictions').locator('tbody tr').count()).toBe(4)
    await at('contradiction-kind').selectOption('switch')
    await at('reading-number-differs.old-community-renovation-box').click()
    await expect.poll(block, patient).toBeLessThan(before)
    await at('reading-below-national.nursery-places-nation').click()
    await expect.poll(block, patient).toBeGreaterThan(before)
    await at('undo').click()
    await at('undo').click()
    await expect.poll(block, patient).toBe(before)
    expect(session.troubles).toEqual([])
  })

  test('the fund of employees’ pensions runs out, and its gap is a line of its own on the overview', async () => {
    await program.go('fiscal')
    await at('fiscal-insurance').click()
    expect(await at('fund-accounts').innerText()).toMatch(/2024年末结余转负.*收支不全，不推算结余/s)
    const row = at('fund-accounts').locator('tr', { hasText: '2020' }).first()
    const [opening, contributions, subsidy, benefits, closing] = (await row.locator('td.num').allInnerTexts()).map(number)
    expect((opening ?? 0) + (contributions ?? 0) + (subsidy ?? 0) - (benefits ?? 0)).toBeCloseTo(closing ?? NaN, 1)
    await program.go('overview')
    expect(await at('uncovered').innerText()).toMatch(/社保基金无来源缺口（不计入应支出）2025年 [\d.]+ 亿元/)
  })
})
