import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Locator } from 'playwright-core'
import { shellKind, startSession, type Session } from './harness'
import { number, Program } from './pages/program'

describe.skipIf(shellKind === undefined)('fiscal capacity in a real window', () => {
  let session: Session
  let program: Program
  const at = (id: string): Locator => session.page.getByTestId(id)
  /** First figures of a row, as numbers. */
  const row = async (id: string): Promise<readonly number[]> => (await at(id).locator('td').allInnerTexts()).map(number)
  const tab = (name: string): Promise<void> => at(`fiscal-${name}`).click()
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    await program.go('fiscal')
  })
  afterAll(async () => {
    await session.end()
  })

  test('three questions have three answers in words of their own', async () => {
    await tab('tests')
    const [pace, pay, room] = await Promise.all(['pace', 'pay', 'room'].map((name) => at(`test-${name}`).innerText()))
    expect(pace).toMatch(/跟得上吗.*同步.*低口径.*高口径/s)
    expect(pace, 'the growth test knows no level').not.toMatch(/付不起|付得起|不够付|起不够/)
    expect(pay).toMatch(/付得起吗.*付得起.*2035/s)
    expect(room).toMatch(/有余地吗.*未新增支出/s)
  })

  test('a league without prior claims of its own cannot be told, with the reason', async () => {
    await at('all-tests').getByText('赤峰市').click()
    expect(await at('test-pay').innerText()).toMatch(/无法判断.*没有自己的决算账户/s)
    expect(await at('test-room').innerText()).toContain('无法判断')
    expect(await at('room').count()).toBe(0)
    await at('all-tests').getByText('内蒙古自治区').click()
    await at('room').waitFor()
  })

  test('a granted policy uses up room at once, and its removal is undone', async () => {
    await tab('granted')
    const before = await row('room-headroom')
    await at('granted-name').fill('提高养老补助')
    await at('granted-amount').getByRole('textbox').fill('50000')
    await at('granted-add').click()
    await expect.poll(() => row('room-headroom')).not.toEqual(before)
    const after = await row('room-headroom')
    expect((before[0] ?? 0) - (after[0] ?? 0)).toBeCloseTo(5, 1)
    await at('granted').getByRole('button', { name: '移除' }).click()
    await expect.poll(() => row('room-headroom')).toEqual(before)
    await at('undo').click()
    await expect.poll(() => row('room-headroom')).toEqual(after)
    expect(await at('granted').locator('input.wide').first().inputValue()).toBe('提高养老补助')
    await at('granted').getByRole('combobox').nth(1).selectOption('one-off')
    await expect.poll(() => row('room-headroom')).toEqual(before)
    expect((await row('room-oneOffHeadroom'))[0]).toBe(after[0])
    await at('undo').click()
    await at('undo').click()
    await expect.poll(() => at('granted').locator('input.wide').count()).toBe(0)
  })

  test('a request meets the room, and a bound of the scenario’s own changes its colour', async () => {
    await program.openFromShelf('高龄津贴提至150元')
    await tab('tests')
    await expect.poll(async () => (await row('room-request')).some((amount) => amount > 0)).toBe(true)
    expect(await at('test-room').innerText()).toMatch(/有余地.*倍/s)
    await at('all-tests').locator('xpath=..').locator('summary').click()
    await at('bound-coverageGreen').getByRole('textbox').fill('5')
    await at('bound-coverageGreen').getByRole('textbox').press('Enter')
    expect(await at('bound-coverageGreen').getByRole('textbox').inputValue()).toBe('5')
    await at('bound-coverageGreen').getByRole('button').click()
  })

  test('available funds stand in the official order, what is not known as a dash', async () => {
    await tab('funds')
    const lines = await at('funds').locator('tbody th[scope=row]').allInnerTexts()
    const order = ['本级收入', '返还性收入', '上解上级', '一般性转移支付净额', '可用财力', '上级补助合计', '一般公共预算支出', '平衡差额']
    const places = order.map((name) => lines.findIndex((line) => line.includes(name)))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect((await at('funds-nonTax').locator('td').allInnerTexts())[4]).toBe('—')
    await at('funds-path').click()
    expect((await at('funds-available').locator('td').allInnerTexts())[0]).toMatch(/4,654\.5\s*D/)
  })

  test('prior claims say what they grow by in all; ratios and classes stand beside', async () => {
    await tab('claims')
    expect(await at('claims-growth').innerText()).toMatch(/隐含总增速2\.99%.*0\.25个百分点/s)
    expect(await at('guarantees').innerText()).toMatch(/三保合计.*占财力/s)
    await tab('sharing')
    expect(await at('classes').locator('tbody tr').count()).toBe(12)
    expect(await at('ratios').innerText()).toMatch(/3\.4%.*5\.2%.*3\.8%/s)
  })

  test('nothing went wrong and nothing left the machine', () => {
    expect(session.troubles).toEqual([])
    expect(session.foreign).toEqual([])
  })
})
