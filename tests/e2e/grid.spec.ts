import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shellKind, startSession, type Session } from './harness'
import { Grid } from './pages/grid'
import { number, Program } from './pages/program'

describe.skipIf(shellKind === undefined)('tables in a real window', () => {
  let session: Session
  let program: Program
  let grid: Grid
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    grid = new Grid(session.page)
    await session.page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  const column = async (at: number): Promise<readonly number[]> => (await grid.lines()).map((cells) => number(cells[at] ?? ''))

  describe('costs', () => {
    test('stand as items by year, in groups, with the region’s total', async () => {
      await program.go('costs')
      expect((await grid.heads()).slice(0, 3)).toEqual(['项目 (亿元)', '2020', '2021'])
      const [total, first, ...rest] = await grid.lines()
      expect(total?.slice(0, 2)).toEqual(['合计', '636.41'])
      expect(first?.[0]).toBe('幼有所育')
      expect(rest.length).toBeGreaterThan(15)
      expect(await program.page.getByTestId('costs-count').innerText()).toBe('81 行')
    })
    test('whatever is shown adds up, also of a part, also in ten thousands', async () => {
      await program.page.getByTestId('costs-search').fill('ylbx')
      await expect.poll(() => program.page.getByTestId('costs-count').innerText()).toContain('列出 4 行')
      for (const unit of ['亿元', '万元']) {
        if (unit === '万元') await program.page.getByTestId('money-unit').click()
        for (const at of [1, 6, 16]) {
          const figures = await column(at)
          const lines = await grid.lines()
          const groups = lines.map(([name], k) => (['病有所医', '老有所养'].includes(name ?? '') ? k : -1)).filter((k) => k > 0)
          const sum = (from: number, to: number): number =>
            Number(
              figures
                .slice(from, to)
                .reduce((a, b) => a + b, 0)
                .toFixed(2),
            )
          expect(groups.length).toBe(2)
          const [one = 0, two = 0] = groups
          expect(figures[0]).toBe(Number(((figures[one] ?? 0) + (figures[two] ?? 0)).toFixed(2)))
          expect(figures[one]).toBe(sum(one + 1, two))
          expect(figures[two]).toBe(sum(two + 1, figures.length))
        }
      }
      await program.page.getByTestId('money-unit').click()
      await program.page.getByTestId('costs-search').fill('')
    })
    test('payers add up along every row and down every column', async () => {
      await program.page.getByTestId('columns-payers').click()
      await program.page.getByTestId('rows-itemAreas').click()
      await program.page.getByTestId('costs-search').fill('养老保险')
      const lines = (await grid.lines()).map((cells) => cells.slice(1).map(number))
      expect(lines.length).toBeGreaterThan(15)
      for (const [total = 0, ...parts] of lines) expect(Number(parts.reduce((a, b) => a + b, 0).toFixed(2))).toBe(total)
      const names = (await grid.lines()).map(([name]) => name)
      const item = names.indexOf('职工基本养老保险')
      const own = lines.slice(item + 1, item + 14)
      for (let k = 0; k < 5; k++) expect(Number(own.reduce((sum, cells) => sum + (cells[k] ?? 0), 0).toFixed(2))).toBe(lines[item]?.[k])
      await program.page.getByTestId('costs-search').fill('')
      await program.page.getByTestId('rows-items').click()
      await program.page.getByTestId('columns-years').click()
    })
    test('the head sorts inside the groups, by mouse and by keys, and lets go again', async () => {
      const before = (await grid.lines()).map(([name]) => name)
      await grid.box.locator('[role=columnheader]').nth(1).click()
      const groups = async (): Promise<readonly number[]> => {
        const all = await grid.lines()
        const names = ['幼有所育', '学有所教', '劳有所得', '病有所医', '老有所养', '住有所居', '弱有所扶', '优军服务保障', '文体服务保障']
        return all.filter(([name]) => names.includes(name ?? '')).map((cells) => number(cells[1] ?? ''))
      }
      expect(await groups()).toEqual((await groups()).toSorted((a, b) => b - a))
      expect(await grid.box.locator('[role=columnheader]').nth(1).getAttribute('aria-sort')).toBe('descending')
      await grid.goTo(0, 0)
      await grid.press('ArrowUp', 'Enter')
      expect(await grid.box.locator('[role=columnheader]').nth(1).getAttribute('aria-sort')).toBe('ascending')
      await grid.press('Enter')
      expect((await grid.lines()).map(([name]) => name)).toEqual(before)
    })
    test('keys move as in a spreadsheet, and the cell stays in sight', async () => {
      await grid.goTo(2, 0)
      expect(await grid.active()).toMatchObject({ row: '4', column: '2' })
      await grid.press('End')
      expect(await grid.active()).toMatchObject({ column: '18' })
      await grid.press('Control+End')
      // The line is drawn in the frame after the one that the table is scrolled in.
      await expect.poll(async () => (await grid.active()).row).toBe(String(1 + 1 + 9 + 81))
      const box = await grid.box.evaluate((element) => {
        const cell = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.getBoundingClientRect()
        const own = element.getBoundingClientRect()
        return cell !== undefined && cell.bottom <= own.bottom + 1 && cell.top >= own.top && cell.right <= own.right + 1
      })
      expect(box).toBe(true)
      await grid.press('PageUp', 'Home', 'Control+Home')
      expect(await grid.active()).toMatchObject({ row: '2', column: '1', text: '合计' })
    })
    test('a selection is added up as it is shown, and copied with its headings', async () => {
      await grid.goTo(1, 0)
      await grid.press('Shift+ArrowRight', 'Shift+ArrowDown')
      const [, group, item] = await grid.lines()
      expect(await grid.said()).toContain(
        `已选 4 个数 · 合计 ${[group?.[1], group?.[2], item?.[1], item?.[2]].reduce((sum, text) => sum + number(text ?? ''), 0).toFixed(2)} `,
      )
      expect((await grid.copy()).split('\r\n')).toEqual([
        '项目 (亿元)\t2020 (亿元)\t2021 (亿元)',
        `幼有所育 9 行\t${group?.[1] ?? ''}\t${group?.[2] ?? ''}`,
        `${item?.[0] ?? ''}\t${item?.[1] ?? ''}\t${item?.[2] ?? ''}`,
      ])
      expect(await grid.copiedHtml()).toContain(`<tr><th>${item?.[0] ?? ''}</th><td>${item?.[1] ?? ''}</td>`)
      await grid.press('ArrowUp')
      await grid.goTo(0, 0)
      expect(await grid.copy()).toBe('636.41')
    })
    test('the whole table is copied, figures without grouping', async () => {
      await program.page.getByTestId('costs-copy').click()
      const rows = (await program.page.evaluate(() => navigator.clipboard.readText())).split('\r\n')
      expect(rows.length).toBe(1 + 1 + 9 + 81)
      expect(rows[1]).toMatch(/^合计\t636\.41\t.*\t1\d{3}\.\d\d\t/)
    })
    test('a group is folded by Enter, and its sum stays', async () => {
      await grid.goTo(1, 0)
      const before = await grid.line('幼有所育')
      await grid.press('Enter')
      expect((await grid.lines())[2]?.[0]).toBe('学有所教')
      expect(await grid.line('幼有所育')).toEqual(before)
      await grid.press('Enter')
      expect((await grid.lines())[2]?.[0]).not.toBe('学有所教')
    })
    test('a number opens by Alt+Enter and by a click', async () => {
      await grid.goTo(0, 5)
      const { text } = await grid.active()
      expect(text).toMatch(/^\d{3}\.\d\d$/)
      await grid.press('Alt+Enter')
      await program.page.getByTestId('explain').waitFor()
      expect(await program.page.getByTestId('explain-value').innerText()).toContain(text)
      await grid.press('Escape')
      await program.page.getByTestId('explain').waitFor({ state: 'detached' })
      await grid.box.locator('[role=row]').nth(3).locator('[data-figure]').first().click()
      await program.page.getByTestId('explain').waitFor()
      await grid.press('Escape')
    })
  })

  describe('standards by year', () => {
    const orphans = '特殊儿童群体基本生活保障'
    test('typing moves a year, Enter goes down, undo takes it back', async () => {
      await program.go('standards')
      await program.page.getByTestId('standards-years').click()
      const before = await program.figure('required')
      await grid.goTo(2, 5)
      expect((await grid.active()).text).toBe('2,262.5')
      await grid.type('9000')
      const after = await program.changed('required', before)
      expect(after).toBeGreaterThan(before)
      expect((await grid.line(orphans))[6]).toBe('9,000')
      // The year after is as it was.
      expect((await grid.line(orphans))[7]).toBe('2,375.6')
      expect((await grid.active()).row).toBe('5')
      await grid.press('Control+z')
      expect(await program.changed('required', after)).toBe(before)
    })
    test('arithmetic, units and full-width digits are taken; Escape gives up', async () => {
      await grid.goTo(2, 5)
      for (const [text, shown] of [
        ['+10%', '2,488.7'],
        ['１５０', '150'],
        ['1 234,5', '1,234.5'],
        ['0.3万', '3,000'],
        ['/2', '1,500'],
      ] as const) {
        await grid.type(text)
        await expect.poll(async () => (await grid.line(orphans))[6]).toBe(shown)
        await grid.press('ArrowUp')
      }
      await grid.press('F2')
      await program.page.keyboard.type('77')
      await grid.press('Escape')
      expect((await grid.line(orphans))[6]).toBe('1,500')
      await grid.press('Delete')
      await expect.poll(async () => (await grid.line(orphans))[6]).toBe('2,262.5')
      expect(await program.page.getByTestId('unsaved-count').count()).toBe(0)
    })
    test('what cannot be is refused with its cell, and the last good value stays', async () => {
      await grid.goTo(2, 5)
      for (const [text, why] of [
        ['很多', '不是数值'],
        ['-99999', '应在 0 到'],
        ['1e99', '不是数值'],
        ['12,34', '不是数值'],
      ] as const) {
        await grid.press('F2')
        await program.page.keyboard.press('Control+a')
        await program.page.keyboard.insertText(text)
        await grid.press('Enter')
        await expect.poll(() => grid.said()).toContain(why)
        expect(await grid.said()).toContain(`${orphans} · 2025`)
        expect((await grid.line(orphans))[6]).toBe('2,262.5')
        await grid.press('ArrowUp')
      }
      await grid.goTo(2, 0)
      await grid.press('F2')
      expect(await grid.said()).toContain('已公布')
    })
    test('a row taken out, worked on in a spreadsheet and put back whole is one step', async () => {
      await grid.goTo(2, 0)
      await grid.press('Shift+End')
      const [, row = ''] = (await grid.copy()).split('\r\n')
      const cells = row.split('\t').slice(1)
      cells[4] = '2,200'
      cells[5] = '２３００'
      await grid.goTo(2, 0)
      await grid.paste(`${cells.join('\t')}\r\n`)
      await expect.poll(async () => (await grid.line(orphans)).slice(5, 8)).toEqual(['2,200', '2,300', '2,375.6'])
      expect(await program.page.getByTestId('unsaved-count').innerText()).toContain('1')
      await grid.press('Control+z')
      await expect.poll(async () => (await grid.line(orphans)).slice(5, 8)).toEqual(['2,154.7', '2,262.5', '2,375.6'])
      expect(await program.page.getByTestId('unsaved-count').count()).toBe(0)
    })
    test('a block over several rows is one step too', async () => {
      await grid.goTo(2, 3)
      await grid.paste('2100\t2200\n1900\t2000\n')
      await expect.poll(async () => (await grid.line(orphans)).slice(4, 6)).toEqual(['2,100', '2,200'])
      expect(await program.page.getByTestId('unsaved-count').innerText()).toContain('2')
      await grid.press('Control+z')
      await expect.poll(async () => (await grid.line('困境儿童保障')).slice(4, 6)).toEqual(['1,969.5', '2,068.0'])
    })
    test.each([
      ['2100\tabc', `${orphans} · 2024 “abc”`, '不是数值'],
      ['2100\n很多', '困境儿童保障 · 2023 “很多”', '不是数值'],
      ['2100\t-5000', `${orphans} · 2024 “-5000”`, '应在 0 到'],
      ['2100\t', `${orphans} · 2024 “”`, '请输入数值'],
      [Array.from({ length: 20 }, (_, k) => String(k)).join('\t'), '列数超出', '未作任何改动'],
      [Array.from({ length: 200 }, (_, k) => String(k)).join('\n'), '', '未作任何改动'],
    ])('a bad block %j changes nothing and says where', async (block, where, why) => {
      await grid.goTo(2, 3)
      await grid.paste(block)
      const said = await grid.said()
      expect(said).toContain(why)
      expect(said).toContain(where)
      expect((await grid.line(orphans)).slice(4, 6)).toEqual(['2,052.1', '2,154.7'])
      expect(await program.page.getByTestId('unsaved-count').count()).toBe(0)
    })
    test('Tab goes right while it is typed; Escape, then Tab leaves the table', async () => {
      await grid.goTo(2, 3)
      await grid.press('Tab')
      expect(await grid.active()).toMatchObject({ column: '6' })
      await grid.press('Shift+Tab')
      expect(await grid.active()).toMatchObject({ column: '5' })
      await grid.press('Escape', 'Tab')
      expect(await grid.box.evaluate((box) => box.contains(document.activeElement) || box === document.activeElement)).toBe(false)
    })
    test('a league may have its own, and the region stays', async () => {
      await program.page.getByLabel('选择地区').selectOption('150400')
      await grid.goTo(2, 5)
      await grid.type('5000')
      await expect.poll(async () => (await grid.line(orphans))[6]).toBe('5,000')
      await program.page.getByLabel('选择地区').selectOption('150000')
      await expect.poll(async () => (await grid.line(orphans))[6]).not.toBe('5,000')
      await program.page.getByTestId('undo').click()
    })
  })

  test('the levers of the resources stand by year too, in per cent', async () => {
    await program.go('fiscal')
    await program.page.getByTestId('fiscal-years').click()
    const before = await program.figure('capacity')
    await program.page.getByTestId('years-search').fill('zhuanyi')
    await grid.goTo(1, 5)
    expect((await grid.lines()).map(([name]) => name)).toContain('一般性转移支付增速')
    await grid.type('6')
    expect(await program.changed('capacity', before)).toBeGreaterThan(before)
    await grid.paste('4%\t５％\t+1\n')
    await expect.poll(async () => (await grid.line('一般性转移支付增速')).slice(6, 9)).toEqual(['4', '5', '4'])
    await program.page.getByTestId('undo').click()
  })

  test('a year row of a curve takes a column as well as a row, and the keys of a spreadsheet', async () => {
    await program.go('population')
    const year = (of: number) => program.page.getByTestId('year-fields').locator(`input[data-year="${String(of)}"]`)
    await year(2025).focus()
    await program.page.evaluate(() => navigator.clipboard.writeText('1.1\n1.2\n１.3\n'))
    await program.page.keyboard.press('Control+v')
    await expect.poll(async () => [await year(2025).inputValue(), await year(2027).inputValue()]).toEqual(['1.1', '1.3'])
    await year(2027).focus()
    for (const [key, to] of [
      ['Home', 2025],
      ['End', 2035],
      ['Home', 2025],
      ['Tab', 2026],
      ['Enter', 2027],
      ['PageDown', 2035],
    ] as const) {
      await program.page.keyboard.press(key)
      await expect.poll(() => program.page.evaluate(() => document.activeElement?.getAttribute('data-year'))).toBe(String(to))
    }
    await program.page.getByTestId('undo').click()
  })
})
