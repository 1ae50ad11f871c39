import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readXlsx, writeXlsx, type CellValue } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Program } from './pages/program'
import { shellKind, startSession, type Session } from './harness'

type Sheets = { name: string; rows: CellValue[][] }[]

describe.skipIf(shellKind !== 'browser')('actual figures brought into a real window', () => {
  let session: Session
  let program: Program
  let template: Sheets = []
  const folder = mkdtempSync(join(tmpdir(), 'liangli-actuals-'))
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
  })
  afterAll(async () => {
    await session.end()
  })

  const at = (id: string) => program.page.getByTestId(id)
  const load = async (sheets: Sheets, name = '实际数.xlsx'): Promise<void> => {
    const file = join(folder, name)
    writeFileSync(file, await writeXlsx({ sheets }))
    const [chooser] = await Promise.all([program.page.waitForEvent('filechooser'), at('actuals-choose').click()])
    await chooser.setFiles(file)
  }
  /** The template with some of its cells filled in, by sheet, row and column as a spreadsheet counts them. */
  const filled = (cells: Readonly<Record<string, CellValue>>): Sheets =>
    template.map(({ name, rows }) => ({
      name,
      rows: rows.map((row, r) => row.map((value, c) => cells[`${name}!${String.fromCharCode(65 + c)}${String(r + 1)}`] ?? value)),
    }))
  const good = {
    // Hohhot 2021: 160, 40 and 70 hundred million yuan, in ten thousands.
    '财政决算!D2': 1_600_000,
    '财政决算!E2': '400,000',
    '财政决算!F2': '７０００００',
    // Five years of the first component in a row each; the region's total in F.
    '服务对象数!F2': 12_345,
    '服务标准!F2': 9_000,
    '指标!D2': 3.5,
  }

  test('the template comes with a sheet of each kind and what the model has beside', async () => {
    await program.go('fiscal')
    await at('fiscal-bring').click()
    await at('actuals-import').waitFor()
    const [download] = await Promise.all([program.page.waitForEvent('download'), at('actuals-template-xlsx').click()])
    expect(download.suggestedFilename()).toBe('量力-实际数模板.xlsx')
    const book = await readXlsx(new Uint8Array(readFileSync(await download.path())))
    template = book.sheets.map(({ name, rows }) => ({ name, rows }))
    expect(template.map(({ name }) => name)).toEqual(['财政决算', '服务对象数', '服务标准', '指标', '基金收支', '说明'])
    expect(template[0]?.rows[1]?.slice(0, 4)).toEqual([150100, '呼和浩特市', 2021, null])
    expect(template[0]?.rows[1]?.at(-2)).toBeGreaterThan(1e6)
  })

  test('a broken file shows its faults with sheet, row and column, and nothing is taken', async () => {
    await load(
      filled({
        ...good,
        '财政决算!F2': '约七十亿',
        '服务对象数!F2': -5,
        '服务对象数!D2': '公里',
        '指标!D2': new Date(Date.UTC(2021, 0, 4)),
      }),
      '坏.xlsx',
    )
    await at('actuals-faults').waitFor()
    const text = await at('actuals-faults').innerText()
    expect(text).toMatch(/坏\.xlsx：有 4 处问题/)
    expect(text).toMatch(/财政决算 第 2 行 F 列\s+“约七十亿”不是数值/)
    expect(text).toMatch(/服务对象数 第 2 行 D 列\s+单位“公里”不符，应为“人”[\s\S]*服务对象数 第 2 行 F 列\s+“-5”是负数/)
    expect(text).toMatch(/指标 第 2 行 D 列\s+单元格是日期（2021-01-04）/)
    expect(await at('actuals-use').count()).toBe(0)
    expect(await at('unsaved').count()).toBe(0)
  })

  test('an empty template says that it is empty', async () => {
    await load(template, '空.xlsx')
    await expect.poll(() => at('actuals-faults').innerText()).toContain('表中没有数')
  })

  test('a good one is shown kind by kind beside the model', async () => {
    await load(filled(good))
    await at('actuals-figures').waitFor()
    expect(await at('actuals-found').innerText()).toContain('4 个数')
    expect((await at('actuals-figures').locator('tbody tr').first().innerText()).split('\t').slice(0, 4)).toEqual([
      '一般公共预算收入',
      '呼和浩特市',
      '2021',
      '270.00',
    ])
    await at('actuals-count-standard').click()
    expect(await at('actuals-figures').locator('tbody').innerText()).toMatch(/2021\s+9,000/)
    expect(await at('actuals-use').isDisabled()).toBe(true)
  })

  test('with source and grade they are used as one step, stand among the changes, and one step takes them back', async () => {
    await at('actuals-source').fill('2021年决算')
    await at('actuals-grade').selectOption('A')
    await at('actuals-use').click()
    await at('actuals-import').waitFor({ state: 'detached' })
    expect(await at('changes').innerText()).toMatch(/^改动 4/)
    await at('changes').click()
    const listed = at('actual-changes').locator('li')
    expect(await listed.count()).toBe(4)
    expect(await listed.first().innerText()).toMatch(/呼和浩特市 · 2021/)
    await program.page.keyboard.press('Escape')
    await at('undo').click()
    await expect.poll(() => at('changes').innerText()).not.toContain('4')
    expect(await at('undo').isDisabled()).toBe(true)
    await at('redo').click()
    expect(await at('changes').innerText()).toMatch(/^改动 4/)
  })

  test('a second import says what it replaces, and rows that say source and grade need no other', async () => {
    await program.go('standards')
    await at('standards-bring').click()
    const last = template[3]?.rows[0]?.indexOf('来源') ?? 0
    const letter = String.fromCharCode(65 + last)
    const next = String.fromCharCode(66 + last)
    await load(filled({ '指标!D2': 3.6, [`指标!${letter}2`]: '卫生健康委', [`指标!${next}2`]: 'B' }))
    await at('actuals-figures').waitFor()
    expect(await at('actuals-replaces').innerText()).toContain('将替换本方案已有的 1 个数')
    await at('actuals-use').click()
    await at('actuals-import').waitFor({ state: 'detached' })
    expect(await at('changes').innerText()).toMatch(/^改动 4/)
  })

  test('one figure is typed by hand, checked as it is typed', async () => {
    await at('standards-bring').click()
    await at('actuals-mode-single').click()
    await at('entry-kind').selectOption('count')
    await at('entry-value').fill('约三千')
    expect(await at('actual-entry').innerText()).toContain('不是数值')
    await at('entry-value').fill('-3')
    expect(await at('actual-entry').innerText()).toContain('不能为负')
    await at('entry-value').fill('1.2万')
    await at('entry-year').selectOption('2022')
    expect(await at('entry-use').isDisabled()).toBe(true)
    await at('entry-source').fill('统计年鉴')
    await at('entry-grade').selectOption('B')
    await at('entry-use').click()
    await program.page.keyboard.press('Escape')
    expect(await at('changes').innerText()).toMatch(/^改动 5/)
    await at('changes').click()
    expect(await at('actual-changes').innerText()).toContain('12,000')
    await program.page.keyboard.press('Escape')
  })

  test('saved and opened again the figures are there', async () => {
    await program.saveAs('实际数')
    program = new Program(await session.restart())
    expect(await at('changes').innerText()).toMatch(/^改动 5/)
  })

  test('nothing went to the console, and nothing left the machine', () => {
    expect(session.troubles).toEqual([])
    expect(session.foreign).toEqual([])
  })
})
