import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shellKind, startSession, type Session } from './harness'
import { number, Program } from './pages/program'

/** Some dozens of runs, on a busy machine. */
const patient = { timeout: 10_000 }

describe.skipIf(shellKind === undefined)('flags in a real window', () => {
  let session: Session
  let program: Program
  const at = (id: string) => program.page.getByTestId(id)
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    await at('open').click()
    await at('shelf').getByRole('button', { name: '高龄津贴提至150元', exact: true }).click()
    await program.go('flags')
  })
  afterAll(async () => {
    await session.end()
  })

  test('all flags stand on one page, subjects against units; the worst of a place opens beside it', async () => {
    const cells = at('flag-matrix').locator('button')
    const all = await cells.count()
    expect(all).toBeGreaterThan(60)
    expect(await at('flag-matrix').locator('thead th').count()).toBe(15)
    await at('flag-severity').selectOption('orange')
    expect(await cells.count()).toBeLessThan(all)
    await at('flag-test').selectOption('new-resources')
    await expect.poll(() => at('flag-detail').innerText()).toMatch(/81项之外的目标.*占2020年以来新增财力的/s)
    await at('flag-severity').selectOption('')
    await at('flag-test').selectOption('')
    expect(await cells.count()).toBe(all)
  })

  test('one under the other they stand in groups, by unit, domain or cause, in the order that is wished', async () => {
    await at('flags-list').click()
    await at('flag-group').selectOption('cause')
    await expect
      .poll(() => at('flags').locator('tr.group').allInnerTexts(), patient)
      .toEqual(expect.arrayContaining([expect.stringMatching(/标准调整/)]))
    await at('flag-group').selectOption('unit')
    expect(await at('flags').locator('tr.group').count()).toBe(14)
    await at('flag-group').selectOption('none')
    await at('flag-sort').selectOption('size')
    const sizes = (await at('flags').locator('tbody tr td:nth-child(6)').allInnerTexts()).map(number)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    await at('flag-sort').selectOption('severity')
    await at('flag-unit').selectOption('150000')
  })

  test('an indicator is a subject: what moved it, and when it could be reached instead', async () => {
    await at('flags').getByText('城镇老旧小区改造套数').first().click()
    await expect.poll(() => at('flag-detail').innerText(), patient).toMatch(/推迟到20\d\d年达到目标/)
  })

  test('a flag says what moved it, and the parts add up to the whole as printed', async () => {
    await at('flags').getByText('老年人福利补贴').click()
    await expect.poll(() => at('flag-causes').count(), patient).toBe(1)
    const amounts = (await at('flag-causes').locator('td.num').allInnerTexts()).map(number)
    const [whole] = amounts.slice(-1)
    expect(Math.abs(amounts.slice(0, -1).reduce((sum, part) => sum + part, 0) - (whole ?? NaN))).toBeLessThan(0.05)
    expect(await at('flag-detail').innerText()).toMatch(/2020–2025年由什么引起.*标准调整.*怎样可以消除/s)
  })

  test('a remedy is applied as one step with its reason, clears the flag, and is taken back as one step', async () => {
    const rows = await at('flags').locator('tbody tr').count()
    await expect.poll(() => at('flag-detail').innerText(), patient).toMatch(/推迟到2026年起实施/)
    await at('remedy-start').click()
    await expect.poll(() => at('flags').getByText('老年人福利补贴').count(), patient).toBe(0)
    expect(await at('flags').locator('tbody tr').count()).toBeLessThan(rows)
    await program.page.locator('button[data-testid=changes]').click()
    expect(await program.page.locator('ul[data-testid=changes] input.reason').first().inputValue()).toMatch(/消除预警/)
    await program.page.keyboard.press('Escape')
    await at('undo').click()
    await expect.poll(() => at('flags').getByText('老年人福利补贴').count()).toBe(1)
  })

  test('a league that cannot decide is told who can', async () => {
    await at('flag-unit').selectOption('150400')
    await at('flags').getByText('城乡居民基本养老保险').first().click()
    await expect.poll(() => at('no-remedy').count(), patient).toBe(1)
    expect(await at('no-remedy').innerText()).toMatch(/由自治区决定/)
  })
})
