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

  test('every indicator stands somewhere; one that is behind says by how much, with its path and its cost', async () => {
    expect(await at('indicators').locator('tbody tr').count()).toBe(24)
    await at('indicators').getByText('每千人口医疗卫生机构床位数').click()
    await expect.poll(() => at('indicator-detail').innerText(), patient).toMatch(/落后.*2022年为6\.98，按进度应为7\.038/s)
    expect(await at('target-cost').innerText()).toMatch(/81项之外.*建设（一次性）/s)
    await program.page.locator('.tools').getByRole('button', { name: '落后' }).click()
    await expect.poll(() => at('indicators').locator('tbody tr').count()).toBe(1)
  })

  test('commitments say where their money is counted', async () => {
    await at('targets-commitments').click()
    expect(await at('commitments').locator('tbody tr').count()).toBe(45)
    expect(await at('commitments').innerText()).toMatch(/单独计算.*计在指标.*计在项目.*可计价，但没有单价.*不能计价/s)
  })

  test('a contradiction names both places, and its other reading moves the cost; undo takes it back', async () => {
    const block = async (): Promise<number> => number(/需([\d.,]+)/.exec(await at('targets-block').innerText())?.[1] ?? '')
    const before = await block()
    await at('targets-contradictions').click()
    expect(await at('contradictions').innerText()).toMatch(/表1第19项.*规划专栏6.*120 \/ 119\.1/s)
    await at('reading-number-differs.old-community-renovation-box').click()
    await expect.poll(block, patient).toBeLessThan(before)
    await at('reading-below-national.nursery-places-nation').click()
    await expect.poll(block, patient).toBeGreaterThan(before)
    await at('undo').click()
    await at('undo').click()
    await expect.poll(block, patient).toBe(before)
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
