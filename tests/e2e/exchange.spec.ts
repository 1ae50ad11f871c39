import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../electron/service/catalogue'
import { columnLetter } from '../../electron/service/table/grid'
import { readCells, type WorkbookRead } from '../../electron/service/table/readCells'
import words from '../../electron/service/workbook/words.json'
import { shippedCatalogue } from '../fixtures/catalogue'
import { typeInto } from '../fixtures/editedWorkbook'
import { bytesOf, filledSheets, fillInSmallRegion, templateOf } from '../fixtures/smallRegion'
import { shellKind, startSession, type Session } from './harness'
import { Exchange } from './pages/exchange'
import { Program } from './pages/program'

const { check, standards } = words.zh.sheets
/** Reading a workbook takes seconds. */
const patient = { timeout: 60_000 }

describe.skipIf(shellKind !== 'browser')('workbooks and catalogues in a real window', () => {
  let session: Session
  let program: Program
  let exchange: Exchange
  const folder = mkdtempSync(join(tmpdir(), 'liangli 表格 '))
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    exchange = new Exchange(session.page)
  })
  afterAll(async () => {
    await session.end()
    rmSync(folder, { recursive: true, force: true })
  })

  const at = (id: string) => session.page.getByTestId(id)
  let workbook: Uint8Array = new Uint8Array()
  let read: WorkbookRead

  const put = (name: string, bytes: Uint8Array): string => {
    const file = join(folder, name)
    writeFileSync(file, bytes)
    return file
  }
  /** A row of standards by what its name holds and its key, with the address of one of its years and the figure in it. */
  function standard(name: string, year: number): { readonly sheet: string; readonly cell: string; readonly value: number } {
    const sheet = read.sheets.find((known) => known.name === standards)
    if (sheet === undefined) throw new Error('no sheet of standards')
    const column = Array.from({ length: 30 }, (_, k) => k).find((k) => sheet.cell(2, k).value === year) ?? 0
    for (let row = 3; row < sheet.rowCount; row++)
      if (sheet.cell(row, 0).text.includes(name) && sheet.cell(row, sheet.columnsOf(row) - 1).text.startsWith('standard/'))
        return { sheet: standards, cell: `${columnLetter(column)}${String(row + 1)}`, value: sheet.cell(row, column).value }
    throw new Error(name)
  }

  test('the open scenario goes out as a workbook of formulas, under its own name', async () => {
    await program.openFromShelf('高龄津贴提至150元')
    await exchange.open()
    const file = await exchange.fetch('workbook-xlsx')
    expect(file.name).toBe('高龄津贴提至150元.xlsx')
    workbook = file.bytes
    read = await readCells(workbook)
    expect(read.sheets.map(({ name }) => name)).toContain(check)
    await expect.poll(() => at('workbook-written').innerText()).toContain('高龄津贴提至150元.xlsx')
  })

  test('and as one long table with the mark that Excel knows UTF-8 by', async () => {
    const { name, bytes } = await exchange.fetch('workbook-csv')
    expect(name).toBe('高龄津贴提至150元.csv')
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [head = '', first = ''] = new TextDecoder().decode(bytes.subarray(0, 2000)).split('\r\n')
    expect(head.split(',').length).toBe(first.split(',').length)
  })

  test('a workbook that nobody touched has nothing to take over', async () => {
    await exchange.choose('workbook', put('未改.xlsx', workbook))
    await at('workbook-found').waitFor()
    expect(await exchange.remarks()).toContain('没有改动任何输入')
    expect(await at('workbook-use').isDisabled()).toBe(true)
  })

  test('changes are shown with their cells, beside what is left out and why; taken over they are one step', async () => {
    const before = await program.figure('required')
    const price = standard('免除学杂费', 2025)
    const other = read.sheets.find(({ name }) => name === words.zh.sheets.capacity)
    const outcome = { row: 4, column: 6 }
    expect(other?.cell(outcome.row, outcome.column).kind).toBe('number')
    const file = await typeInto(workbook, [
      { ...price, to: price.value * 2 },
      { sheet: words.zh.sheets.capacity, cell: 'G5', to: 1 },
    ])
    await exchange.choose('workbook', put('改过 的.xlsx', file))
    await expect.poll(async () => (await exchange.changes()).length, patient).toBe(1)
    const [[what = '', area = '', year = '', old = '', now = '', , place = '', reason = ''] = []] = await exchange.changes()
    expect([what.includes('免除学杂费'), area, year, place]).toEqual([true, '内蒙古自治区', '2025', `${standards}!${price.cell}`])
    expect(Number(now.replaceAll(',', ''))).toBeCloseTo(2 * Number(old.replaceAll(',', '')), -1)
    expect(reason).toContain('改过 的.xlsx')
    expect(await exchange.remarks()).toMatch(/公式被改写为 1，未采用/)
    await exchange.use()
    await program.changed('required', before)
    expect(await at('changes').innerText()).toMatch(/^改动 2/)
    await at('undo').click()
    await expect.poll(() => at('changes').innerText()).toMatch(/^改动 1/)
    expect(await at('undo').isDisabled()).toBe(true)
    await at('redo').click()
    expect(await at('changes').innerText()).toMatch(/^改动 2/)
  })

  test('a workbook of something else is read with a word about it, and one that is none is refused with what to do', async () => {
    await exchange.open()
    await exchange.choose('workbook', put('未改.xlsx', workbook))
    await at('workbook-found').waitFor()
    await expect.poll(() => exchange.remarks(), patient).toContain('当前打开的不是它')
    await exchange.choose('workbook', put('坏.xlsx', new TextEncoder().encode('PK?')))
    await expect.poll(() => exchange.faults('workbook'), patient).toContain('不是可读取的 .xlsx 工作簿')
    await exchange.close()
  })

  test('the catalogue goes out as a template, and faults of what comes back are told with sheet, row, column and remedy', async () => {
    await exchange.open('catalogue')
    const { name, bytes } = await exchange.fetch('catalogue-template')
    expect(name).toMatch(/\.xlsx$/)
    const template = await readCells(bytes)
    expect(template.sheets.map((sheet) => sheet.name)).toContain('地区')
    const broken = await typeInto(bytes, [{ sheet: '地区', cell: 'A4', to: '12号' }])
    await exchange.choose('catalogue', put('坏目录.xlsx', broken))
    expect(await exchange.faults('catalogue')).toMatch(/地区 第 4 行 A 列[\s\S]*未通过目录检查/)
  })

  test('a filled-in template becomes a catalogue file that the program opens and runs with', async () => {
    const template = templateOf(shippedCatalogue())
    fillInSmallRegion(template)
    const made = await exchange.turnInto(put('小地区.xlsx', await bytesOf(filledSheets(template))))
    expect(made.name).toBe('small-region.catalogue.json')
    expect(await exchange.next()).toContain('--catalogue "small-region.catalogue.json"')
    const file = put(made.name, made.bytes)
    expect(await loadCatalogue(file)).toMatchObject({ ok: true, value: { catalogue: { id: 'small-region' } } })
    const own = await startSession({ width: 1366, height: 650 }, { args: ['--catalogue', file] })
    try {
      const small = new Program(own.page)
      expect(await small.figure('required')).toBeGreaterThan(1)
      expect(await own.page.getByTestId('scenario-name').innerText()).toContain('虚构地区')
      await small.go('fiscal')
      await small.go('equality')
      expect(own.troubles).toEqual([])
    } finally {
      await own.end()
    }
  })

  test('nothing went to the console, and nothing left the machine', () => {
    expect(session.troubles).toEqual([])
    expect(session.foreign).toEqual([])
  })
})
