import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { shownAt, textCell, type Grid } from '../../../../../electron/service/table/grid'
import { faultList } from '../../../../../electron/service/ratesTable'
import { readRates } from '../../../../../electron/service/ratesTable'
import { unzip, zip } from '../../../../fuzz/zip'
import { csvOf, faults, preview, readBytes, readText, table, xlsxOf } from './tables'

/** Work of this process in milliseconds, and MB that it took meanwhile. */
async function cost<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly milliseconds: number; readonly megabytes: number }> {
  const [cpu, memory] = [process.cpuUsage(), process.memoryUsage().rss]
  const value = await work()
  const { user, system } = process.cpuUsage(cpu)
  return { value, milliseconds: (user + system) / 1000, megabytes: (process.memoryUsage().rss - memory) / 1e6 }
}

/** A workbook whose first worksheet's markup is changed. */
async function withSheet(change: (markup: string) => string, more: Parameters<typeof xlsxOf>[2] = []): Promise<Uint8Array> {
  const parts = unzip(await xlsxOf(table(), {}, more))
  return zip(
    parts.map((part) =>
      /worksheets\/sheet\d+\.xml$/.test(part.name) ? { ...part, content: Buffer.from(change(part.content.toString())) } : part,
    ),
  )
}

describe('a workbook that is a giant in disguise', () => {
  test('two cells at opposite corners, in fifty worksheets', async () => {
    const sheets = Array.from({ length: 50 }, (_, k) => ({ name: `s${String(k)}`, rows: [[1]] }))
    const bytes = await withSheet(
      (markup) =>
        markup.replace(
          /<sheetData>.*<\/sheetData>/s,
          '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1200"><c r="XFD1200"><v>1</v></c></row></sheetData>',
        ),
      sheets,
    )
    expect(bytes.length).toBeLessThan(100_000)
    const { value, milliseconds, megabytes } = await cost(() => faults(readBytes(bytes)))
    expect(value).toEqual(['sheet-too-large 人口'])
    expect(milliseconds).toBeLessThan(4000)
    expect(megabytes).toBeLessThan(400)
  })
  test('the opposite corners of what a worksheet can be', async () => {
    const bytes = await withSheet((markup) =>
      markup.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    )
    expect(await faults(readBytes(bytes))).toEqual(['workbook-corrupt'])
  })
  test('more markup than is read, though it packs to nothing', async () => {
    const bytes = await withSheet((markup) => markup.replace('</sheetData>', `${' '.repeat(21 * 1024 * 1024)}</sheetData>`))
    expect(bytes.length).toBeLessThan(200_000)
    expect(await faults(readBytes(bytes))).toEqual(['workbook-too-large'])
  })
  test('the same worksheet a hundred times', async () => {
    const parts = unzip(await withSheet((markup) => markup.replace('</sheetData>', `${' '.repeat(4 * 1024 * 1024)}</sheetData>`)))
    const bytes = zip(
      parts.map((part) =>
        part.name === 'xl/workbook.xml'
          ? {
              ...part,
              content: Buffer.from(
                part.content
                  .toString()
                  .replace(/<sheet (.*?)\/>/, (_, rest: string) =>
                    Array.from({ length: 100 }, (_, k) => `<sheet ${rest.replace(/name="[^"]*"/, `name="s${String(k)}"`)}/>`).join(''),
                  ),
              ),
            }
          : part,
      ),
    )
    expect(await faults(readBytes(bytes))).toEqual(['workbook-too-large'])
  })
  test('entities that multiply, or that lead to files of this computer, are not followed', async () => {
    const doctype =
      '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    const bytes = await withSheet((markup) =>
      markup.replace(/<\?xml[^>]*\?>/, (head) => head + doctype).replace(/<c r="A3"[^>]*>.*?<\/c>/s, '<c r="A3" t="str"><v>&c;&f;</v></c>'),
    )
    const found = await readBytes(bytes)
    expect(JSON.stringify(found)).not.toMatch(/aaaaaaaaaa|root:/)
    expect(found.ok).toBe(false)
  })
  test('three thousand merged cells over every row are searched once', async () => {
    const merges = Array.from({ length: 3000 }, (_, k) => ({ startRow: k * 4, endRow: k * 4 + 3, startCol: 0, endCol: 2 }))
    const rows = Array.from({ length: 12_000 }, (_, row) => (row % 4 === 0 ? [textCell(String(row))] : []))
    const grid: Grid = { sheet: '', rows, merges }
    const { milliseconds } = await cost(() => {
      for (let row = 0; row < rows.length; row++)
        for (let column = 0; column < 3; column++) expect(shownAt(grid, row, column).text).toBe(String(row - (row % 4)))
      return Promise.resolve()
    })
    expect(milliseconds).toBeLessThan(3000)
  })
  test('cells below and beside a merged one are not in it', () => {
    const grid: Grid = { sheet: '', rows: [[textCell('a')]], merges: [{ startRow: 0, endRow: 1, startCol: 0, endCol: 1 }] }
    expect([shownAt(grid, 1, 1).text, shownAt(grid, 2, 0).text, shownAt(grid, 0, 2).text]).toEqual(['a', '', ''])
  })
})

describe('a CSV file that is a giant in disguise', () => {
  test.each([
    ['commas alone', ','.repeat(5_000_000)],
    ['lines alone', '\n'.repeat(5_000_000)],
    ['lines of old Macintoshes', '\r'.repeat(5_000_000)],
    ['torn quotation marks, of each of which an error would be made', '"a"b'.repeat(2_000_000)],
    ['quotation marks that open at every column', '"x,'.repeat(3_000_000)],
  ])('%s', async (_, text) => {
    const { value, milliseconds, megabytes } = await cost(() => faults(readText(text)))
    expect(value).toEqual(['sheet-too-large'])
    expect(milliseconds).toBeLessThan(3000)
    expect(megabytes).toBeLessThan(200)
  })
  test('rows of totals without end are told, not held against every row', async () => {
    const rows = `年龄,男,女\n${'5,1,2\n'.repeat(15_000)}${'合计,15000,30000\n'.repeat(15_000)}`
    const { value, milliseconds } = await cost(() => faults(readText(rows)))
    expect(value.some((fault) => fault.startsWith('totals-too-many'))).toBe(true)
    expect(milliseconds).toBeLessThan(4000)
  })
  test('heads that are no words cost nothing', async () => {
    const { value, milliseconds } = await cost(() => faults(readText(`${`${'-'.repeat(5000)},`.repeat(300)}\n`.repeat(10))))
    expect(value).toEqual(['head-missing'])
    expect(milliseconds).toBeLessThan(3000)
  })
  test('a cell without end is cut', () => {
    expect(textCell('\uFDFA'.repeat(5_000_000)).text.length).toBe(2001)
  })
  test('what cannot be seen in a cell is named in the message, not carried along', async () => {
    const read = await readText(csvOf(table()).replace('\r\n7,', '\r\n7\u202E,'))
    expect(read.ok ? '' : read.faults[0]?.message).toContain('\u2039U+202E\u203A')
  })
  test('names of files are shown without folders and without what cannot be seen', async () => {
    const { fileName } = await preview(readBytes(new TextEncoder().encode(csvOf(table())), undefined, 'a.csv'))
    expect(fileName).toBe('a.csv')
  })
})

describe('rates that are not as they should be', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liangli-rates-'))
  const read = async (text: string): Promise<readonly string[]> => {
    writeFileSync(join(folder, 'a.csv'), text)
    const faults = faultList()
    await readRates(folder, 'a.csv', ['sex', 'age_start'], faults)
    return faults.all().map(({ code, path }) => `${code} ${path}`)
  }
  const head = 'time_start,sex,age_start,value'
  test.each([
    ['a column twice', `${head},value\n1950,male,0,1,2\n`, ['column-twice line 1']],
    ['a column missing', 'time_start,sex,value\n1950,male,1\n', ['column-missing line 1']],
    ['heads and nothing else', `${head}\n`, []],
    ['heads that lack one, and nothing else', 'time_start,sex,value', ['column-missing line 1']],
    ['nothing', '', ['column-missing line 1', 'column-missing line 1', 'column-missing line 1', 'column-missing line 1']],
    ['a row twice', `${head}\n1950,male,0,1\n1950,male,0,1\n`, ['row-doubled line 3']],
    ['an open quotation mark', `${head}\n1950,male,0,"1\n`, ['quotes-broken line 2']],
    ['lines without end', `${head}\n${'1950,male,0,1\n'.repeat(400_001)}`, ['file-too-large ']],
  ])('%s', async (_, text, told) => expect(await read(text)).toEqual(told))
})
