import { beforeAll, describe, expect, test } from 'vitest'
import { readCells } from '../../../../../electron/service/table/readCells'
import words from '../../../../../electron/service/workbook/words.json'
import { longTable } from '../../../../../electron/service/workbook/longTable'
import { onSheets, typeInto, withParts } from '../../../../fixtures/editedWorkbook'
import { inputCell, readBack, smallWorkbook, type SmallWorkbook } from '../../../../fixtures/smallWorkbook'

/** Workbooks as they come back from offices: a clear word with its place, or the right reading. */
let book: SmallWorkbook
let price: ReturnType<typeof inputCell>
beforeAll(async () => {
  book = await smallWorkbook()
  price = inputCell(book, 'standard/', 5)
})

const { standards, check } = words.zh.sheets
const codes = (faults: readonly { readonly code: string }[]): readonly string[] => [...new Set(faults.map(({ code }) => code))].sort()

async function good(bytes: Uint8Array) {
  const read = await readBack(book, bytes)
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return { changes: read.preview.changes, said: codes(read.preview.remarks), remarks: read.preview.remarks }
}
async function refused(bytes: Uint8Array) {
  const read = await readBack(book, bytes)
  if (read.ok) throw new Error('it was taken')
  return { said: codes(read.faults), faults: read.faults }
}
const without = (bytes: Uint8Array, sheet: string): Promise<Uint8Array> =>
  withParts(bytes, new Map([['xl/workbook.xml', (text: string) => text.replace(new RegExp(`<sheet [^>]*name="${sheet}"[^>]*/>`), '')]]))

describe('cells', () => {
  test('a formula in an input counts with its result, and that is said', async () => {
    const to = { formula: '2*3', result: price.value / 2 }
    const { changes, remarks } = await good(await typeInto(book.bytes, [{ ...price, to }]))
    expect(changes.map(({ after, cell }) => [after, cell])).toEqual([[price.value / 2, price.cell]])
    expect(remarks).toContainEqual(
      expect.objectContaining({ code: 'workbook-formula', params: expect.objectContaining({ value: price.value / 2 }) as object }),
    )
  })

  test('a text with a unit of its own is read, one that is no figure is refused with its cell', async () => {
    expect((await good(await typeInto(book.bytes, [{ ...price, to: '1,234.5' }]))).changes.map(({ after }) => after)).toEqual([1234.5])
    const { said, faults } = await refused(await typeInto(book.bytes, [{ ...price, to: '待定' }]))
    expect(said).toEqual(['workbook-unreadable'])
    expect(faults[0]).toMatchObject({ path: `${standards}!${price.cell}`, params: { text: '待定' } })
  })

  test('an emptied cell and a merged one keep their figures', async () => {
    const empty = await typeInto(book.bytes, [{ ...price, to: null }])
    expect(await good(empty)).toMatchObject({ changes: [], said: ['workbook-emptied', 'workbook-no-changes'] })
    const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(price.cell) ?? []
    const left = `${String.fromCharCode(letters.charCodeAt(0) - 1)}${row}`
    const merge = `<mergeCells count="1"><mergeCell ref="${left}:${price.cell}"/></mergeCells>`
    const merged = await onSheets(empty, { [standards]: (text) => text.replace('</sheetData>', `</sheetData>${merge}`) })
    expect(await good(merged)).toMatchObject({ changes: [], said: ['workbook-merged', 'workbook-no-changes'] })
  })

  test('figures outside what a lever takes are refused with the bounds', async () => {
    const share = inputCell(book, 'regionPart/', 4)
    expect((await refused(await typeInto(book.bytes, [{ ...share, to: 1.5 }]))).faults[0]).toMatchObject({
      code: 'workbook-outside',
      params: { low: 0, high: 1 },
    })
  })

  test('what is no input is left out and said', async () => {
    const capacity = inputCell(book, 'standard/', 5)
    const { changes, said } = await good(
      await typeInto(book.bytes, [
        { sheet: words.zh.sheets.capacity, cell: 'H6', to: 12 },
        { ...capacity, to: capacity.value * 2 },
      ]),
    )
    expect(changes).toHaveLength(1)
    expect(said).toContain('workbook-overwritten')
  })
})

describe('sheets', () => {
  test('deleted sheets leave their rows as they were', async () => {
    const { changes, said } = await good(await without(await without(book.bytes, check), standards))
    expect([changes, said]).toEqual([[], ['workbook-no-changes', 'workbook-rows-gone']])
  })
  test('without the scenario that went along the workbook is refused', async () => {
    expect((await refused(await without(book.bytes, '_scenario'))).said).toEqual(['workbook-scenario'])
  })
  test('renamed heads of names do no harm, heads of years that are gone are refused with the sheet', async () => {
    const renamed = await typeInto(book.bytes, [
      { sheet: standards, cell: 'A3', to: '项目名称（自定）' },
      { ...price, to: price.value * 2 },
    ])
    expect((await good(renamed)).changes).toHaveLength(1)
    const years = await onSheets(book.bytes, { [standards]: (text) => text.replace(/<row r="3">.*?<\/row>/, '<row r="3"/>') })
    const { said, faults } = await refused(years)
    expect(said).toEqual(['workbook-years'])
    expect(faults[0]?.path).toContain(standards)
  })
  test('rows moved to the end of their sheet are found by their keys', async () => {
    const typed = await typeInto(book.bytes, [{ ...price, to: price.value * 2 }])
    const row = Number(/\d+$/.exec(price.cell)?.[0])
    const moved = await onSheets(typed, {
      [standards]: (text) => {
        const found = new RegExp(`<row r="${String(row)}">.*?</row>`).exec(text)?.[0] ?? ''
        const last = `<row r="9000">${found.slice(found.indexOf('>') + 1).replaceAll(new RegExp(`(<c r="[A-Z]+)${String(row)}"`, 'g'), '$19000"')}`
        return text.replace(found, '').replace('</sheetData>', `${last}</sheetData>`)
      },
    })
    expect((await good(moved)).changes.map(({ after, cell }) => [after, cell])).toEqual([
      [price.value * 2, price.cell.replace(/\d+$/, '9000')],
    ])
  })
  test('a hundred thousand empty rows with looks are read as nothing', async () => {
    const empty = Array.from(
      { length: 100_000 },
      (_, k) => `<row r="${String(k + 20_000)}"><c r="A${String(k + 20_000)}" s="1"/></row>`,
    ).join('')
    const bytes = await onSheets(book.bytes, { [standards]: (text) => text.replace('</sheetData>', `${empty}</sheetData>`) })
    expect(await good(bytes)).toMatchObject({ changes: [], said: ['workbook-no-changes'] })
  })
})

describe('files', () => {
  test('with a password', async () => {
    const start = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
    const bytes = Buffer.concat([start, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')])
    expect((await refused(bytes)).said).toEqual(['workbook-protected'])
  })
  test.each([
    ['text', Buffer.from('a,b')],
    ['nothing', Buffer.alloc(0)],
    ['half of it', undefined],
  ])('%s', async (_, bytes) => {
    expect((await refused(bytes ?? book.bytes.subarray(0, book.bytes.length / 2))).said).toEqual(['workbook-corrupt'])
  })
  test('of another catalogue, or another version of it: refused with both', async () => {
    const other = { loaded: { ...book.loaded, sha256: '6'.repeat(64) } }
    const read = await readBack(other, book.bytes)
    expect(read.ok ? [] : read.faults).toMatchObject([
      { code: 'workbook-catalogue', params: { id: 'small-region', sha: '55555555', knownSha: '66666666' } },
    ])
  })
})

describe('texts that would be formulas', () => {
  const signs = ['=1+1', '+1', '-1', '@SUM(A1)']
  test('stand as texts in the workbook, whoever wrote them', async () => {
    const overrides = signs.map((reason, k) => ({
      id: `o-${String(k)}`,
      lever: 'realGrowth' as const,
      area: '980000',
      mode: 'set' as const,
      from: 2023,
      value: 0.05,
      enabled: true,
      reason,
      author: '=HYPERLINK("x")',
      at: '',
    }))
    const { bytes, loaded, scenario } = await smallWorkbook({ name: '=cmd|x', overrides })
    const { sheets } = await readCells(bytes)
    const changes = sheets.find(({ name }) => name === words.zh.sheets.changes)
    if (changes === undefined) throw new Error('no sheet of changes')
    const found = new Set<string>()
    for (let row = 0; row < changes.rowCount; row++)
      for (let column = 0; column < changes.columnsOf(row); column++) {
        expect(changes.formula(row, column)).toBeUndefined()
        found.add(changes.cell(row, column).text)
      }
    for (const text of [...signs, '=HYPERLINK("x")', '=cmd|x']) expect([...found], text).toContain(text)
    const [, first = ''] = [...longTable({ loaded, scenario, language: 'zh' })]
    expect(first.startsWith("'=cmd|x,")).toBe(true)
  })
})
