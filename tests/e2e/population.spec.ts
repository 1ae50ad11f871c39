import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shellKind, startSession, type Session } from './harness'
import { Comparison } from './pages/comparison'
import { Population } from './pages/population'
import { number, Program } from './pages/program'

describe.skipIf(shellKind === undefined)('the population in a real window', () => {
  let session: Session
  let program: Program
  let people: Population
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    people = new Population(session.page)
    await program.go('population')
  })
  afterAll(async () => {
    await session.end()
  })

  test('an outlook says why it is reasonable, and moves people and money', async () => {
    await program.page.getByTestId('year').fill('2035')
    const [total, required] = [await people.key('total'), await program.figure('required')]
    await people.choose('low-fertility')
    await expect.poll(() => people.key('total')).toBeLessThan(total)
    await program.changed('required', required)
    expect(await program.page.getByTestId('outlook-reasoning').innerText()).toMatch(/低方案.*D 推算或假设/s)
    expect(await program.page.getByTestId('status-outlook').innerText()).toContain('低生育')
    await program.page.getByTestId('outlook-reason').fill('近三年出生数')
    await program.page.getByTestId('outlook-reason').press('Enter')
    await program.go('comparison')
    const comparison = new Comparison(program.page)
    await comparison.pane('levers')
    expect((await comparison.levers()).flat().join(' ')).toMatch(/低生育.*近三年出生数.*按规划/s)
    await program.go('print')
    expect(await program.page.getByTestId('paper').innerText()).toMatch(/人口展望\s+低生育/)
    await program.go('population')
    await program.page.getByTestId('undo').click()
    await program.page.getByTestId('undo').click()
    await expect.poll(() => people.key('total')).toBe(total)
    expect(await program.page.getByTestId('status-outlook').count()).toBe(0)
  })

  test('a point of the curve is dragged, births follow, and Ctrl+Z takes all of it back at once', async () => {
    await people.year(2030).focus()
    const [births, before] = [await people.key('births'), await people.value(2030)]
    await people.drag(2030, -30)
    await expect.poll(() => people.key('births')).toBeGreaterThan(births)
    expect(number(await people.value(2030))).toBeGreaterThan(number(before))
    expect(await program.page.getByTestId('curve-state').innerText()).toBe('本方案自定')
    await program.page.keyboard.press('Control+z')
    await expect.poll(() => people.value(2030)).toBe(before)
    await expect.poll(() => people.key('births')).toBe(births)
    expect(await program.page.getByTestId('undo').isDisabled()).toBe(true)
  })

  test('a point is moved by keys: a step, ten steps, and on to the next year', async () => {
    await people.point(2030).focus()
    const before = number(await people.value(2030))
    await program.page.keyboard.press('ArrowUp')
    await expect.poll(async () => number(await people.value(2030))).toBeCloseTo(Math.round(before * 100 + 1) / 100, 9)
    await program.page.keyboard.press('Shift+ArrowUp')
    await expect.poll(async () => number(await people.value(2030))).toBeCloseTo(Math.round(before * 100 + 11) / 100, 9)
    await program.page.keyboard.press('ArrowRight')
    await expect.poll(() => program.page.getByTestId('year-shown').innerText()).toBe('2031')
    await program.page.keyboard.press('Control+z')
    await program.page.keyboard.press('Control+z')
    await expect.poll(async () => number(await people.value(2030))).toBe(before)
  })

  test('arithmetic is taken year by year, and Enter goes on', async () => {
    await people.type(2028, '1.2')
    expect(await people.year(2029).evaluate((field) => field === document.activeElement)).toBe(true)
    await people.type(2028, '/2')
    await expect.poll(() => people.value(2028)).toBe('0.6')
    await people.type(2028, '+5%')
    await expect.poll(() => people.value(2028)).toBe('0.63')
    expect(await program.page.getByTestId('year-remark').innerText()).toMatch(/2028年不在合理范围 0.7–2.5/)
    await program.page.getByTestId('changes').click()
    await expect.poll(() => program.page.getByTestId('override-notice').first().innerText()).toMatch(/0.63 孩 超出合理范围（0.7–2.5 孩）/)
    await program.page.keyboard.press('Escape')
  })

  test('99 children are refused, and the last good value stays', async () => {
    await people.type(2028, '99')
    await expect.poll(() => program.page.getByTestId('year-remark').innerText()).toMatch(/2028年：应在 0 到 10 之间，未采用/)
    expect(await people.value(2028)).toBe('0.63')
  })

  test('a pasted row fills the years after, and one bad cell refuses all of it', async () => {
    const paste = (text: string): Promise<void> =>
      people.year(2031).evaluate((field, row) => {
        const clipboardData = new DataTransfer()
        clipboardData.setData('text/plain', row)
        field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
      }, text)
    await paste('1.1\tx\t1.3')
    await expect.poll(() => program.page.getByTestId('year-remark').innerText()).toContain('2032年：不是数值')
    expect(await people.value(2031)).not.toBe('1.1')
    await paste('1.1\t1.2\t1.3')
    await expect.poll(() => people.value(2033)).toBe('1.3')
    expect(await people.value(2031)).toBe('1.1')
  })

  test('a league inherits, has its own path, and inherits again', async () => {
    await people.area('150400')
    expect(await program.page.getByTestId('curve-state').innerText()).toBe('随全区')
    expect(await people.value(2033)).toBe('1.3')
    await people.type(2033, '1.5')
    await expect.poll(() => program.page.getByTestId('curve-state').innerText()).toContain('自有路径')
    await program.page.getByTestId('curve-reason').fill('赤峰市生育意愿调查')
    await program.page.getByTestId('curve-reason').press('Enter')
    await program.page.getByTestId('changes').click()
    await expect
      .poll(() => program.page.locator('[data-testid=changes] >> nth=-1').locator('input.reason').last().inputValue())
      .toBe('赤峰市生育意愿调查')
    await program.page.keyboard.press('Escape')
    await program.page.getByTestId('curve-clear').click()
    await expect.poll(() => people.value(2033)).toBe('1.3')
    expect(await program.page.getByTestId('curve-state').innerText()).toBe('随全区')
    await people.area('150000')
    await program.page.getByTestId('curve-clear').click()
  })

  test('the years pass by themselves and stop when told', async () => {
    await program.page.getByTestId('year').fill('2021')
    await program.page.getByTestId('play').click()
    await expect.poll(async () => Number(await program.page.getByTestId('year-shown').innerText())).toBeGreaterThanOrEqual(2023)
    await program.page.getByTestId('play').click()
    const stopped = await program.page.getByTestId('year-shown').innerText()
    await program.page.waitForTimeout(1200)
    expect(await program.page.getByTestId('year-shown').innerText()).toBe(stopped)
  })

  test('every picture has its figures as a table, and they leave as CSV and PNG', async () => {
    await people.tab('change')
    await program.page.locator('section.card', { hasText: '常住人口总量' }).getByRole('button', { name: '表格', exact: true }).click()
    const cells = await program.page
      .locator('section.card', { hasText: '常住人口总量' })
      .locator('tbody tr')
      .first()
      .locator('td')
      .allInnerTexts()
    expect(cells.slice(0, 2)).toEqual(['2020', '2,404.9'])
    const { name, text } = await people.csv('常住人口总量')
    expect(name).toBe('常住人口总量_内蒙古自治区_2020–2035.csv')
    expect(text.startsWith('\uFEFF年份,常住人口 (万人),')).toBe(true)
    expect(text.split('\r\n')[1]).toMatch(/^2020,2404\.9,2404\.9,0\.0$/)
    const picture = await people.png('出生、死亡与迁移')
    expect(picture.name).toMatch(/^出生、死亡与迁移_.*\.png$/)
    expect(picture.bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(picture.bytes.length).toBeGreaterThan(10_000)
  })

  test('school ages and the old stand league by league', async () => {
    await people.tab('groups')
    const rows = await program.page.getByTestId('groups').locator('tbody tr').count()
    expect(rows).toBe(13)
    const shown = async (): Promise<string> => program.page.locator('section.card h2').first().innerText()
    const before = await shown()
    await program.page.getByRole('button', { name: /小学/ }).click()
    await expect.poll(shown).not.toBe(before)
  })

  test('the backtest says what was published, what was projected, and which figures are a test', async () => {
    await people.tab('backtest')
    const table = program.page.getByTestId('backtest')
    await expect.poll(async () => (await table.locator('tbody tr').first().locator('td').allInnerTexts())[4]).toMatch(/^2,40/)
    const first = await table.locator('tbody tr').first().locator('td').allInnerTexts()
    expect(first[1]).toBe('2,400.0')
    expect(first[3]).toMatch(/^[+\u2212]0\.0\d%$/)
    expect(first[6]).toBe('已用')
    const words = await table.innerText()
    expect(words).toContain('65岁及以上人口')
    expect(words).toContain('检验')
    expect(await program.page.getByTestId('backtest-words').innerText()).toMatch(/相符不说明问题.*联合国全国路径/s)
  })

  test('all six pictures in English, with no Chinese left', async () => {
    await program.page.getByTestId('language').click()
    for (const tab of ['pyramid', 'change', 'dependency', 'groups', 'urban', 'backtest'] as const) {
      await people.tab(tab)
      const text = await program.page.locator('main').innerText()
      expect(text.match(/\p{Script=Han}+/gu) ?? [], tab).toEqual([])
    }
    await program.page.getByTestId('language').click()
  })

  test('nothing went to the console, and nothing left the machine', () => {
    expect(session.troubles).toEqual([])
    expect(session.foreign).toEqual([])
  })
})
