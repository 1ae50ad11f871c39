import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx, writeXlsx, type CellValue } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Comparison } from './pages/comparison'
import { number, Program } from './pages/program'
import { shellKind, startSession, type Session } from './harness'

type Rows = CellValue[][]

describe.skipIf(shellKind !== 'browser')('a population of one’s own in a real window', () => {
  let session: Session
  let program: Program
  let template: Rows = []
  const folder = mkdtempSync(join(tmpdir(), 'liangli-population-'))
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
  })
  afterAll(async () => {
    await session.end()
  })

  const at = (id: string) => program.page.getByTestId(id)
  const openDialog = async (): Promise<void> => {
    await at('changes').click()
    await at('population-open').click()
    await at('population-import').waitFor()
  }
  /** Hand the dialog a workbook with these rows. */
  const load = async (rows: Rows, name = '人口.xlsx'): Promise<void> => {
    const file = join(folder, name)
    writeFileSync(file, await writeXlsx({ sheets: [{ name: '人口', rows }] }))
    const [chooser] = await Promise.all([program.page.waitForEvent('filechooser'), at('population-choose').click()])
    await chooser.setFiles(file)
  }
  /** The template with 4,000 men and 4,200 women less 39 for every year of age. */
  const filled = (change: (row: CellValue[], k: number) => CellValue[] = (row) => row): Rows =>
    template.map((row, k) => {
      const age = typeof row[2] === 'number' ? row[2] : 100
      return change(k === 0 ? row : [...row.slice(0, 3), 4000 - 39 * age, 4200 - 39 * age, null, null], k)
    })
  const residents = async (): Promise<number> => number(await at('key-total').innerText())

  test('the template of a league is downloaded with its codes and ages', async () => {
    await openDialog()
    await at('population-area-150000').uncheck()
    await at('population-area-150300').check()
    const [download] = await Promise.all([program.page.waitForEvent('download'), at('population-template-xlsx').click()])
    expect(download.suggestedFilename()).toBe('量力-人口基数模板.xlsx')
    const book = await readXlsx(new Uint8Array(readFileSync(await download.path())))
    template = book.sheets[0]?.rows ?? []
    expect(template.slice(0, 2)).toEqual([
      ['地区代码', '地区', '年龄', '男', '女', '城镇男', '城镇女'],
      [150300, '乌海市', 0, null, null, null, null],
    ])
    expect(template).toHaveLength(102)
  })

  test('a broken file shows its faults with row and column, and nothing is taken', async () => {
    const broken = filled((row, k) => {
      if (k === 16) return row.map((value, column) => (column === 3 ? '约四千' : value))
      if (k === 20) return row.map((value, column) => (column === 4 ? -5 : value))
      return k === 50 ? row.map((value, column) => (column === 2 ? new Date(Date.UTC(2024, 0, 4)) : value)) : row
    })
    await load(broken, '坏.xlsx')
    await at('population-faults').waitFor()
    const text = await at('population-faults').innerText()
    expect(text).toMatch(/坏\.xlsx：有 3 处问题/)
    expect(text).toMatch(/第 17 行 D 列\s+“约四千”不是数值/)
    expect(text).toMatch(/第 21 行 E 列\s+“-5”是负数/)
    expect(text).toMatch(/第 51 行 C 列\s+年龄变成了日期（2024-01-04），原来可能是“1-4”/)
    await at('population-faults').getByRole('button', { name: '复制清单' }).click()
    expect(await at('population-faults').innerText()).toContain('已复制')
    expect(await at('population-use').count()).toBe(0)
    expect(await at('unsaved').count()).toBe(0)
  })

  test('an empty template says that it is empty', async () => {
    await load(template, '空.xlsx')
    await expect.poll(() => at('population-faults').innerText()).toContain('表中没有人数')
  })

  test('a good one is shown beside the catalogue, with what should be looked at', async () => {
    await load(filled())
    await at('population-figures').waitFor()
    // 101 ages: 404,000 − 39 × 5,050 men, 424,200 − 39 × 5,050 women.
    expect((await at('population-male').locator('td').allInnerTexts())[1]).toBe('207,050')
    expect((await at('population-female').locator('td').allInnerTexts())[1]).toBe('227,250')
    expect((await at('population-total').locator('td').allInnerTexts())[3]).toMatch(/^[−-]\d/)
    expect(await at('population-remarks').innerText()).toMatch(/乌海市：434,300 人，目录为 \d{3},\d{3} 人，相差超过10%/)
    expect(await at('population-use').isDisabled()).toBe(true)
  })

  test('with source and grade it is used: the figures change, and one step takes it back', async () => {
    await at('population-source').fill('乌海市统计局')
    await at('population-grade').selectOption('A')
    await at('population-reason').fill('最新核定数')
    await at('population-use').click()
    await at('population-import').waitFor({ state: 'detached' })
    await program.go('population')
    await program.page.getByLabel('选择地区').selectOption('150300')
    await program.page.getByLabel('年份').fill('2020')
    await expect.poll(residents).toBe(43.4)
    await at('undo').click()
    await expect.poll(residents).not.toBe(43.4)
    expect(await at('undo').isDisabled()).toBe(true)
    await at('redo').click()
    await expect.poll(residents).toBe(43.4)
  })

  test('it stands among the changes with its source, and can be switched off', async () => {
    await at('changes').click()
    const entry = at('population-changes').locator('li')
    expect(await entry.innerText()).toMatch(/人口基数\s*乌海市 · 2020 · 434,300 人/)
    expect(await entry.getByLabel('来源').inputValue()).toBe('乌海市统计局')
    expect(await entry.getByLabel('改动理由').inputValue()).toBe('最新核定数')
    await expect.poll(() => entry.innerText()).toContain('相差超过10%')
    await entry.getByLabel('启用').uncheck()
    await program.page.keyboard.press('Escape')
    await expect.poll(residents).not.toBe(43.4)
    await at('undo').click()
    await expect.poll(residents).toBe(43.4)
  })

  test('saved and opened again it is there with its figures', async () => {
    await program.saveAs('乌海核定人口')
    program = new Program(await session.restart())
    await program.go('population')
    await program.page.getByLabel('选择地区').selectOption('150300')
    await program.page.getByLabel('年份').fill('2020')
    await expect.poll(residents).toBe(43.4)
    await at('changes').click()
    expect(await at('population-changes').locator('li').count()).toBe(1)
    await program.page.keyboard.press('Escape')
  })

  test('it stands on paper and in the comparison, with its source and grade', async () => {
    await program.go('comparison')
    const comparison = new Comparison(program.page)
    await comparison.pane('levers')
    expect((await comparison.levers()).flat().join(' ')).toMatch(/人口基数 · 乌海市.*434,300.*乌海市统计局/s)
    await comparison.pane('causes')
    await expect.poll(() => at('causes-population').count()).toBe(1)
    await program.go('print')
    expect(await at('paper').innerText()).toMatch(/人口基数\s+乌海市\s+2020[\s\S]*434,300[\s\S]*乌海市统计局 \([A-D]\)/)
    await program.go('population')
  })

  test('a second import of the same area says that it replaces the first', async () => {
    await openDialog()
    await load(filled((row, k) => (k === 0 ? row : row.map((value, column) => (column === 3 ? Number(value) + 1000 : value)))))
    await at('population-replaces').waitFor()
    expect(await at('population-replaces').innerText()).toContain('将替换已导入的：乌海市 人口基数')
    await at('population-source').fill('更正')
    await at('population-grade').selectOption('B')
    await at('population-use').click()
    await expect.poll(residents).toBe(53.5)
    expect(await at('changes').innerText()).toBe('改动 1')
  })

  test('nothing went to the console, and nothing left the machine', () => {
    expect(session.troubles).toEqual([])
    expect(session.foreign).toEqual([])
  })
})
