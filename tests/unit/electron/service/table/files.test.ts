import { deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { columnLetter } from '../../../../../electron/service/table/grid'
import { listZip } from '../../../../../electron/service/table/zipSize'
import { csvOf, faults, figures, men, preview, readBytes, readText, table, women, xlsxOf } from './tables'

const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return Uint8Array.from(littleEndian ? bytes : bytes.swap16())
}

/** The heads of a table in GBK; figures are the same in every encoding. */
const gbkHeads: Readonly<Record<string, readonly number[]>> = { 年龄: [0xc4, 0xea, 0xc1, 0xe4], 男: [0xc4, 0xd0], 女: [0xc5, 0xae] }
const gbk = (rows: readonly (readonly (string | number | boolean | Date | null)[])[]): Uint8Array => {
  const [first, ...rest] = csvOf(rows).split('\r\n')
  const heads = (first ?? '').split(',').flatMap((head, k) => [...(k === 0 ? [] : [0x2c]), ...(gbkHeads[head] ?? [])])
  return Uint8Array.from([...heads, 0x0a, ...new TextEncoder().encode(rest.join('\n'))])
}

describe('text', () => {
  test.each<[string, Uint8Array, string]>([
    ['UTF-8', new TextEncoder().encode(csvOf(table())), 'utf-8'],
    ['UTF-8 with its mark', new TextEncoder().encode(`\uFEFF${csvOf(table())}`), 'utf-8'],
    ['UTF-16, as Excel saves "Unicode text"', utf16(csvOf(table(), '\t'), true), 'utf-16le'],
    ['UTF-16, big end first', utf16(csvOf(table()), false), 'utf-16be'],
    ['GBK, as Excel saves CSV in China', gbk(table()), 'gb18030'],
  ])('%s', async (_, bytes, encoding) => {
    expect(await figures(readBytes(bytes))).toEqual({ male: men, female: women })
    expect((await preview(readBytes(bytes))).encoding).toBe(encoding)
  })
  test.each([',', ';', '\t'])('separated by %j', async (separator) => {
    expect(await figures(readText(csvOf(table(), separator)))).toEqual({ male: men, female: women })
  })
  test('quoted cells with commas and line breaks', async () => {
    const text = csvOf(table()).replace('年龄,男,女', '"年\n龄","男","女"').replace('\r\n0,21000,', '\r\n0,"21,000",')
    expect(await figures(readText(text))).toEqual({ male: men, female: women })
  })
  test.each<[string, Uint8Array, string]>([
    ['neither encoding', Uint8Array.of(0x81, 0xff, 0xff, 0x31, 0x0a), 'encoding-unknown'],
    ['UTF-16 without a mark', utf16(csvOf(table()), true).slice(2), 'encoding-unknown'],
    ['a web page that calls itself a table', new TextEncoder().encode('<html><table><tr><td>年龄'), 'table-html'],
    ['a quotation mark that is never closed', new TextEncoder().encode(csvOf(table()).replace('\r\n7,', '\r\n"7,')), 'quotes-broken 9'],
  ])('%s is refused', async (_, bytes, fault) => {
    expect(await faults(readBytes(bytes))).toEqual([fault])
  })
})

/** A zip archive of one packed entry that says it unpacks to `size`. */
function zipOf(name: string, content: Uint8Array, size = content.length): Uint8Array {
  const packed = deflateRawSync(content)
  const header = (signature: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length)
    bytes.writeUInt32LE(signature, 0)
    return bytes
  }
  const local = header(0x04034b50, 30)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(size, 22)
  local.writeUInt16LE(name.length, 26)
  const central = header(0x02014b50, 46)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(size, 24)
  central.writeUInt16LE(name.length, 28)
  const end = header(0x06054b50, 22)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Uint8Array.from(Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end]))
}

describe('workbooks that cannot be read are said to be so, with what to do', () => {
  const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(512)])
  test.each<[string, () => Promise<Uint8Array>, string]>([
    ['an old .xls', () => Promise.resolve(ole), 'workbook-old'],
    [
      'one with a password',
      () => writeXlsx({ sheets: [{ name: 'a', rows: [[1]] }], encryption: { password: 'x', spinCount: 1000 } }),
      'workbook-protected',
    ],
    ['one that is cut off', async () => (await xlsxOf(table())).slice(0, 900), 'workbook-corrupt'],
    ['another archive', () => Promise.resolve(zipOf('word/document.xml', new Uint8Array(10))), 'workbook-corrupt'],
    ['one with nothing in it', () => Promise.resolve(zipOf('xl/workbook.xml', new TextEncoder().encode('<a/>'))), 'workbook-corrupt'],
    [
      'one that unpacks to 200 MB',
      () => Promise.resolve(zipOf('xl/workbook.xml', new Uint8Array(200 * 1024 * 1024))),
      'workbook-too-large',
    ],
    [
      'one that does not say what it unpacks to',
      () => Promise.resolve(zipOf('xl/workbook.xml', new Uint8Array(1e6), 0)),
      'workbook-corrupt',
    ],
    ['one that says less than it unpacks to', () => Promise.resolve(zipOf('xl/workbook.xml', new Uint8Array(1e6), 10)), 'workbook-corrupt'],
  ])('%s', async (_, make, fault) => {
    expect(await faults(readBytes(await make()))).toEqual([fault])
  })
  test('a table with too many rows or columns', async () => {
    const wide = [new Array<string>(401).fill('x')]
    expect(await faults(readBytes(await xlsxOf(wide)))).toEqual(['sheet-too-large 人口'])
    expect(await faults(readText('x\n'.repeat(200_001)))).toEqual(['sheet-too-large'])
  })
  test('the form goes by the bytes, not by the name', async () => {
    expect((await preview(readBytes(await xlsxOf(table()), undefined, 'a.csv'))).encoding).toBe('xlsx')
    expect((await preview(readBytes(new TextEncoder().encode(csvOf(table())), undefined, 'a.xlsx'))).encoding).toBe('utf-8')
  })
  test('cut off anywhere it is refused, never half read', async () => {
    const bytes = await xlsxOf(table())
    for (let length = 4; length < bytes.length; length += 37)
      expect(await faults(readBytes(bytes.slice(0, length))), String(length)).toEqual(['workbook-corrupt'])
  })
})

test('an archive lists its entries and what they unpack to', () => {
  expect(listZip(zipOf('a.txt', new Uint8Array(1000)))).toEqual({ names: ['a.txt'], unpacked: 1000, markup: 1000 })
  expect(listZip(zipOf('xl/media/image1.png', new Uint8Array(1000)))).toMatchObject({ unpacked: 1000, markup: 0 })
  expect(listZip(Uint8Array.of(1, 2, 3))).toBeUndefined()
})

test('columns are lettered as spreadsheets do', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
})
