import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shellKind, startSession, type Session } from './harness'
import { Desk } from './pages/desk'
import { Program } from './pages/program'

describe.skipIf(shellKind === undefined)('the first minutes', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession(undefined, { isFirst: true })
    program = new Program(session.page)
    session.page.setDefaultTimeout(8_000)
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    expect(session.foreign).toEqual([])
    await session.end()
  })
  const at = (id: string) => program.page.getByTestId(id)
  const press = (key: string): Promise<void> => program.page.keyboard.press(key)
  const step = async (): Promise<string> => (await at('tour').locator('.actions .faint').innerText()).split(' / ')[0] ?? ''

  describe('the tour', () => {
    test('greets whoever opens the program for the first time, and hides nothing', async () => {
      expect(await at('tour').innerText()).toContain('欢迎使用量力')
      // What stands behind can be used meanwhile.
      await program.go('fiscal')
      await program.go('overview')
      expect(await at('tour').count()).toBe(1)
    })
    test('opens an example', async () => {
      await at('tour-example').click()
      await expect.poll(() => new Desk(program.page).tabs()).toEqual(['高龄津贴提至150元*'])
      await expect.poll(step).toBe('2')
    })
    test('leads by keys from place to place, each in its view and framed, the card beside it', async () => {
      await at('tour').focus()
      for (let k = 2; k <= 10; k++) {
        await expect.poll(step).toBe(String(k))
        await program.page.waitForTimeout(100)
        const card = await at('tour').boundingBox()
        const frame = await program.page.locator('.tour .frame').boundingBox()
        if (card === null || frame === null) throw new Error(`nothing is framed at step ${String(k)}`)
        expect(
          card.x >= 0 && card.y >= 0 && card.x + card.width <= 1366 && card.y + card.height <= 650,
          `step ${String(k)} is in the window`,
        ).toBe(true)
        const covers =
          card.x < frame.x + frame.width &&
          frame.x < card.x + card.width &&
          card.y < frame.y + frame.height &&
          frame.y < card.y + card.height
        // The table of costs fills the window: there the card has to stand on it.
        if (frame.height < 400) expect(covers, `step ${String(k)} covers what it speaks of`).toBe(false)
        await press('ArrowRight')
      }
      await expect.poll(() => at('tour').count()).toBe(0)
    })
    test('does not come again by itself, but when it is asked for, and is left by Escape', async () => {
      program = new Program(await session.restart())
      program.page.setDefaultTimeout(8_000)
      expect(await at('tour').count()).toBe(0)
      await program.menu('menu-tour')
      expect(await at('tour').innerText()).toContain('欢迎使用量力')
      await at('tour').focus()
      await press('Escape')
      await expect.poll(() => at('tour').count()).toBe(0)
    })
  })

  describe('the help', () => {
    test('F1 opens the page of the view on the screen', async () => {
      for (const [view, title] of [
        ['costs', '支出明细'],
        ['flags', '预警'],
      ] as const) {
        await program.go(view)
        await press('F1')
        expect((await at('help-text').locator('h3').innerText()).trim()).toBe(title)
        await press('Escape')
      }
    })
    test('has the method with its equations, made from the model', async () => {
      await press('F1')
      await at('help-m5.4').click()
      const text = await at('help-text').innerText()
      expect(text).toContain('余力比＝财力÷(既有支出责任＋应支出)')
      expect(await at('help-equations').innerText()).toMatch(
        /余力比 无量纲 · 单位 × 年\s*residualRatio\n= 若既有支出全部已知：财力 ÷ \(既有支出责任 \+ 应支出（地方）\)/,
      )
    })
    test('is searched in titles, texts and equations', async () => {
      const pages = () => at('help').locator('nav button').allInnerTexts()
      await at('help-search').fill('夏普利')
      await expect.poll(pages).toHaveLength(2)
      await at('help-search').fill('覆盖倍数')
      await expect.poll(async () => (await pages())[0]).toContain('财力')
      await at('help-search').fill('补助基数合计')
      await expect.poll(pages).toEqual(['4谁来出钱'])
      await at('help-search').fill('没有的词')
      expect(await at('help').innerText()).toContain('帮助中没有“没有的词”')
      await at('help-search').fill('')
    })
    test('leads to the keys and to the tour', async () => {
      await at('help-shortcuts').click()
      await at('shortcut-list').waitFor()
      await press('Escape')
      await at('help-open').click()
      await at('help-tour').click()
      await at('tour').waitFor()
      await at('tour-leave').click()
    })
    test('speaks English where the window does', async () => {
      await at('language').click()
      await press('F1')
      const text = await at('help').innerText()
      expect(text.match(/\p{Script=Han}+/gu) ?? []).toEqual([])
      await at('help-m3.3').click()
      expect(await at('help-equations').innerText()).toContain('=')
      await press('Escape')
      await at('language').click()
    })
  })
})
