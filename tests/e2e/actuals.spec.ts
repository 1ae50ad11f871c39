import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { root, shellKind, startSession, type Session } from './harness'
import { number, Program } from './pages/program'

const patient = { timeout: 10_000 }

describe.skipIf(shellKind === undefined)('actual figures in a real window', () => {
  let session: Session
  let program: Program
  const at = (id: string) => program.page.getByTestId(id)
  const drawer = () => program.page.locator('button[data-testid=changes]').click()
  beforeAll(async () => {
    session = await startSession({ width: 1366, height: 768 })
    const text = readFileSync(join(root, 'tests/fixtures/scenarios/v3/actuals.liangli.json'), 'utf8')
    session.addScenario('actuals.liangli.json', text)
    program = new Program(session.page)
    await program.openFromShelf('实际数')
  })
  afterAll(async () => {
    await session.end()
  })

  test('each is listed with value, unit, source and grade, and with what is wrong with it', async () => {
    await drawer()
    const text = await at('actual-changes').innerText()
    expect(text).toMatch(/老年人福利补贴.*实际数量 · 呼和浩特市 · 2022年\s*36,000\s*人/s)
    expect(text).toMatch(/收支不平：收入合计 32,700,000,000 元，支出合计 40,000,000,000 元，相差 −7,300,000,000 元/)
    expect(text).toMatch(/没有该地区（159999）/)
  })

  test('switched off and on again, removed and taken back: one step each', async () => {
    const first = at('actual-changes').locator('li').first()
    await first.getByRole('checkbox').uncheck()
    await expect.poll(() => first.getAttribute('class')).toMatch(/off/)
    await first.getByRole('button', { name: '移除' }).click()
    await expect.poll(() => at('actual-changes').locator('li').count()).toBe(6)
    await program.page.keyboard.press('Escape')
    await at('undo').click()
    await at('undo').click()
    await drawer()
    await expect.poll(() => at('actual-changes').locator('li').count()).toBe(7)
    expect(await first.getByRole('checkbox').isChecked()).toBe(true)
  })

  test('the years of assessment are chosen, and flags run between them', async () => {
    await at('assessment-from').selectOption('2022')
    await at('assessment-target').selectOption('2030')
    await program.page.keyboard.press('Escape')
    await program.go('flags')
    await at('flags-list').click()
    await expect.poll(() => at('flags').innerText(), patient).toMatch(/2022–2030|2022.*2030/s)
  })

  test('plan against actual: the difference is actual less plan, the change is on the year before', async () => {
    await program.go('fiscal')
    await at('fiscal-plan').click()
    const row = at('plan-against-actual').locator('tr', { hasText: '36,000' })
    await expect.poll(() => row.count(), patient).toBe(1)
    const [planned, actual, difference] = (await row.locator('td.num').allInnerTexts()).map(number)
    expect(Math.abs((actual ?? 0) - (planned ?? 0) - (difference ?? 0))).toBeLessThan(0.2)
    expect(await at('new-money').innerText()).toMatch(/经常性.*一次性.*自治区.*合计/s)
  })
})
