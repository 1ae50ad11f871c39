import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { palettes } from '../../renderer/chart/palette'
import { shellKind, startSession, type Session } from './harness'
import { Comparison } from './pages/comparison'
import { Desk } from './pages/desk'
import { Program } from './pages/program'

describe.skipIf(shellKind === undefined)('the frame of the window', () => {
  let session: Session
  let program: Program
  let desk: Desk
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    desk = new Desk(session.page)
    session.page.setDefaultTimeout(8_000)
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  const plan = '内蒙古自治区 · 基准年2020'
  const press = (key: string): Promise<void> => program.page.keyboard.press(key)
  const at = (id: string) => program.page.getByTestId(id)

  describe('several scenarios', () => {
    test('stand open beside one another, each with its own figures', async () => {
      expect((await desk.tabs()).length).toBe(1)
      await program.openFromShelf('高龄津贴提至150元')
      await program.openFromShelf('煤价下跌')
      expect(await desk.tabs()).toEqual(['高龄津贴提至150元', '煤价下跌*'])
      const coal = await program.settled('capacity')
      await desk.select('高龄津贴提至150元')
      await expect.poll(() => program.figure('capacity')).toBeGreaterThan(coal)
      await press('Alt+PageDown')
      await expect.poll(() => program.figure('capacity')).toBe(coal)
    })
    test('each has its own undo, and its mark of what is not saved', async () => {
      await desk.select('高龄津贴提至150元')
      await program.go('standards')
      const before = await program.settled('required')
      await program.type('standard-lever', '200')
      const changed = await program.changed('required', before)
      await desk.select('煤价下跌')
      expect(await desk.tabs()).toEqual(['高龄津贴提至150元·', '煤价下跌*'])
      expect(await at('undo').isDisabled()).toBe(true)
      await desk.select('高龄津贴提至150元')
      await expect.poll(() => program.figure('required')).toBe(changed)
      await press('Control+z')
      expect(await program.changed('required', changed)).toBe(before)
      expect(await desk.tabs()).toEqual(['高龄津贴提至150元*', '煤价下跌'])
      await press('Control+y')
      await program.changed('required', before)
    })
    test('what has changed since saving is counted and listed', async () => {
      expect(await at('unsaved-count').innerText()).toBe('未保存的改动 1')
      await at('unsaved-count').click()
      const since = await at('since-saved').innerText()
      expect(since).toContain('修改 老年人福利补贴 · 80–99岁老年人 · 内蒙古自治区')
      await press('Escape')
    })
    test('in the list a value is typed, with arithmetic, and goes back to what was saved by itself or with all others', async () => {
      const changed = await program.settled('required')
      await at('changes').click()
      const field = at('change-value').getByRole('textbox')
      expect(await field.inputValue()).toBe('200')
      await field.fill('/2')
      await field.press('Enter')
      const halved = await program.changed('required', changed)
      expect(halved).toBeLessThan(changed)
      expect(await field.inputValue()).toBe('100')
      await at('revert').click()
      const saved = await program.changed('required', halved)
      expect(await field.inputValue()).toBe('150')
      expect(await at('unsaved').count()).toBe(0)
      await press('Escape')
      await press('Control+z')
      expect(await program.changed('required', saved)).toBe(halved)
      await at('changes').click()
      await at('revert-all').click()
      await press('Escape')
      expect(await program.changed('required', halved)).toBe(saved)
      for (const back of [halved, changed]) {
        await press('Control+z')
        await expect.poll(() => program.figure('required')).toBe(back)
      }
    })
    test('one is compared with another that is open', async () => {
      await at('compare-with').click()
      await at('compare-tab-煤价下跌').click()
      await expect.poll(() => desk.other()).toBe('煤价下跌')
      await desk.select('煤价下跌')
      await expect.poll(() => desk.other()).toBe('规划基准')
      await desk.select('高龄津贴提至150元')
      await expect.poll(() => desk.other()).toBe('煤价下跌')
      await program.go('comparison')
      expect(await new Comparison(session.page).columns()).toEqual(['高龄津贴提至150元', '煤价下跌*'])
      await at('compare-with').click()
      await at('compare-plan').click()
      await expect.poll(() => desk.other()).toBe('规划基准')
    })
    test('closing one with changes asks; going back keeps it, discarding closes it', async () => {
      await press('Alt+w')
      await at('leave-stay').click()
      expect(await desk.tabs()).toEqual(['高龄津贴提至150元·*', '煤价下跌'])
      await desk.close('高龄津贴提至150元')
      await at('leave-lose').click()
      await expect.poll(() => desk.tabs()).toEqual(['煤价下跌*'])
    })
    test('a new one is saved under a name before it is closed', async () => {
      await press('Alt+n')
      expect((await desk.tabs()).at(-1)).toBe('新方案*')
      await program.go('standards')
      await program.type('standard-lever', '120')
      await expect.poll(() => desk.tabs()).toEqual(['煤价下跌', '新方案·*'])
      await press('Alt+w')
      await at('leave-save').click()
      await at('save-name').fill('高龄120')
      await at('save-confirm').click()
      await expect.poll(() => desk.tabs()).toEqual(['煤价下跌*'])
      await program.openFromShelf('高龄120')
      expect(await desk.tabs()).toEqual(['煤价下跌', '高龄120*'])
    })
    test('one that is open already comes to the front', async () => {
      await program.openFromShelf('煤价下跌')
      expect(await desk.tabs()).toEqual(['煤价下跌*', '高龄120'])
    })
    test('closing the last gives the plan', async () => {
      await desk.close('煤价下跌')
      await desk.close('高龄120')
      await expect.poll(() => desk.tabs()).toEqual([`${plan}*`])
    })
  })

  describe('search over everything', () => {
    test('empty, it shows how; an example leads on', async () => {
      await press('Control+k')
      await expect.poll(() => program.page.locator('.search .example').allInnerTexts()).toContain('ylbx')
      await program.page.locator('.search .example').nth(1).click()
      await expect.poll(() => program.page.locator('#found [role=option]').count()).toBeGreaterThan(3)
      await press('Escape')
    })
    test.each([
      ['老年人福利', '老年人福利补贴', 'standards'],
      ['lnrfl', '老年人福利补贴', 'standards'],
      ['laonianrenfuli', '老年人福利补贴', 'standards'],
      ['old-age subsidy', undefined, undefined],
      ['tuoweishu', '每千人口拥有3岁以下婴幼儿托位数', 'targets'],
      ['zhsyl', '总和生育率', 'population'],
      ['shiji', '实际GDP增速', 'fiscal'],
      ['gycc', '工业出厂价格', 'fiscal'],
      ['mengshi', '盟市', 'equality'],
      ['duoerkan', undefined, undefined],
      ['dnsn', undefined, undefined],
    ])('%s', async (query, name, view) => {
      const found = await desk.find(query)
      if (name === undefined) return void (await press('Escape'))
      expect(found.slice(0, 3)).toContain(name)
      for (let k = 0; k < found.indexOf(name); k++) await press('ArrowDown')
      await desk.goFirst()
      expect(await at(`nav-${view ?? ''}`).getAttribute('aria-current')).toBe('page')
    })
    test('a league is shown where one is, an item in its panel, a lever with the focus in it', async () => {
      await program.go('fiscal')
      await desk.find('cfs')
      await desk.goFirst()
      await expect.poll(() => at('strip').innerText()).toContain('赤峰市')
      await desk.find('hhht')
      await desk.goFirst()
      await expect.poll(() => at('strip').innerText()).toContain('呼和浩特市')
      await desk.find('quanqu')
      await press('Escape')
      await desk.find('内蒙古自治区')
      await desk.goFirst()
      await desk.find('ptssl')
      await press('Escape')
      await desk.find('公租房')
      await desk.goFirst()
      expect(await at('item-panel').innerText()).toContain('公租房保障')
      await desk.find('非税收入增速')
      await desk.goFirst()
      await expect
        .poll(() => program.page.evaluate(() => document.activeElement?.closest('[data-reveal]')?.getAttribute('data-reveal') ?? ''))
        .toBe('lever:nonTaxGrowth')
    })
    test('commands, help and open scenarios are found too', async () => {
      expect(await desk.find('另存为')).toContain('另存为…')
      await press('Escape')
      expect(await desk.find('增长检验')).toContain('增长检验')
      await desk.goFirst()
      expect(await at('help-text').innerText()).toContain('可承受＝基年应支出占财力之比')
      await press('Escape')
      expect(await desk.find(plan)).toContain(plan)
      await press('Escape')
    })
    test('nothing found says what can be asked for', async () => {
      expect(await desk.find('没有这样的东西')).toEqual([])
      expect(await at('search-none').innerText()).toContain('拼音首字母')
      await press('Escape')
    })
    test('what was gone to is there again when the search is empty', async () => {
      await press('Control+k')
      await expect.poll(() => program.page.locator('#found .name').allInnerTexts()).toContain('非税收入增速')
      await press('Escape')
    })
  })

  describe('how it looks', () => {
    test('the system’s theme is followed until one is chosen', async () => {
      expect(await desk.shownTheme()).toBe('light')
      await program.page.emulateMedia({ colorScheme: 'dark' })
      await expect.poll(() => desk.shownTheme()).toBe('dark')
      await program.page.emulateMedia({ contrast: 'more' })
      await expect.poll(() => desk.shownTheme()).toBe('contrast')
      await desk.theme('light')
      await expect.poll(() => desk.shownTheme()).toBe('light')
      await program.page.emulateMedia({ colorScheme: null, contrast: null })
    })
    test('charts follow it; what is printed stands on white', async () => {
      await program.go('overview')
      /** How many points of the first chart have a colour. */
      const painted = (colour: string) =>
        program.page
          .locator('canvas')
          .first()
          .evaluate((canvas: HTMLCanvasElement, hex) => {
            const copy = document.createElement('canvas')
            copy.width = canvas.width
            copy.height = canvas.height
            const context = copy.getContext('2d', { willReadFrequently: true })
            context?.drawImage(canvas, 0, 0)
            const points = context?.getImageData(0, 0, copy.width, copy.height).data ?? []
            const [r, g, b] = [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16))
            let count = 0
            for (let k = 0; k < points.length; k += 4) if (points[k] === r && points[k + 1] === g && points[k + 2] === b) count += 1
            return count
          }, colour)
      expect(await painted(palettes.light.capacity)).toBeGreaterThan(100)
      await desk.theme('dark')
      await expect.poll(() => painted(palettes.dark.capacity)).toBeGreaterThan(100)
      expect(await painted(palettes.light.capacity)).toBe(0)
      await program.go('print')
      expect(await at('paper').evaluate((paper) => getComputedStyle(paper).backgroundColor)).toBe('rgb(255, 255, 255)')
      expect(
        await at('paper')
          .locator('h1')
          .evaluate((head) => getComputedStyle(head).color),
      ).toBe('rgb(0, 0, 0)')
      await program.go('overview')
    })
    test('where the system forces its colours everything can still be read', async () => {
      await program.page.emulateMedia({ forcedColors: 'active' })
      const [ground, ink] = await at('nav-overview').evaluate((button) => [
        getComputedStyle(button).backgroundColor,
        getComputedStyle(button).color,
      ])
      expect(ground).not.toBe(ink)
      await program.page.emulateMedia({ forcedColors: null })
    })
    test('theme, language, unit, view and open scenarios are there again after a restart', async () => {
      await program.openFromShelf('煤价下跌')
      await program.openFromShelf('低生育展望')
      await desk.select('煤价下跌')
      await at('money-unit').click()
      await program.go('flags')
      await at('language').click()
      await program.page.waitForTimeout(300)
      program = new Program(await session.restart())
      desk = new Desk(program.page)
      expect(await desk.tabs()).toEqual(['The coal price falls*', 'Low fertility outlook'])
      expect(await desk.shownTheme()).toBe('dark')
      expect(await program.page.locator('html').getAttribute('lang')).toBe('en')
      expect(await at('nav-flags').getAttribute('aria-current')).toBe('page')
      expect(await at('money-unit').innerText()).toContain('10⁴')
      expect(await program.page.title()).toBe('煤价下跌 · Liangli')
      await at('language').click()
      await at('money-unit').click()
      await desk.theme('system')
    })
  })

  describe('keys', () => {
    test('lead to every view', async () => {
      const views = ['overview', 'standards', 'costs', 'population', 'fiscal', 'targets', 'equality', 'flags', 'comparison', 'print']
      for (const [k, view] of views.entries()) {
        await press(`Alt+${String((k + 1) % 10)}`)
        await expect.poll(() => at(`nav-${view}`).getAttribute('aria-current')).toBe('page')
      }
    })
    test('are all listed', async () => {
      await press('Shift+F1')
      const list = await at('shortcut-list').innerText()
      for (const words of ['Ctrl+K', 'Alt+PgDn', '新建方案', '连同表头', '看该点数字怎么来的']) expect(list).toContain(words)
      await press('Escape')
    })
    test('belong to the text while one is typed', async () => {
      await program.go('costs')
      await at('costs-search').fill('养老')
      await at('costs-search').press('?')
      await at('costs-search').press('Control+z')
      expect(await at('shortcut-list').count()).toBe(0)
      await at('costs-search').fill('')
    })
    test('belong to a dialog while one is open', async () => {
      await press('Control+o')
      await at('shelf').waitFor()
      await press('Alt+2')
      expect(await at('nav-costs').getAttribute('aria-current')).toBe('page')
      await press('Escape')
    })
  })
})
