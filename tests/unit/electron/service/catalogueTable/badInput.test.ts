import { beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogue } from '../../../../../electron/service/catalogue'
import { readCatalogueTemplate } from '../../../../../electron/service/catalogueTable/read'
import { templateColumns } from '../../../../../electron/service/catalogueTable/sheets'
import { sheetName, templateWords } from '../../../../../electron/service/catalogueTable/words'
import { writeCatalogueTemplate } from '../../../../../electron/service/catalogueTable/write'
import { parseCatalogue } from '../../../../../models/catalogue/parse'
import { catalogueToText } from '../../../../../models/catalogue/write'
import { explainPath } from '../../../../../models/explain/figure'
import { emptyScenario } from '../../../../../models/scenario/canonical'
import { simulate } from '../../../../../models/simulate'
import type { Catalogue } from '../../../../../models/catalogue/schema'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { shippedCatalogue } from '../../../../fixtures/catalogue'
import { onSheets, typeInto, withParts } from '../../../../fixtures/editedWorkbook'
import { bytesOf, filledSheets, fillInSmallRegion, smallRegion, templateOf } from '../../../../fixtures/smallRegion'
import { bannerCatalogue } from '../../../../fixtures/synthetic'

/** A template as a bureau of a small made-up region fills it in, and what may be wrong with it. */
const template = templateOf(shippedCatalogue())
let bytes: Uint8Array
let region: Catalogue
beforeAll(async () => {
  fillInSmallRegion(template)
  bytes = await bytesOf(filledSheets(template))
  region = await smallRegion(shippedCatalogue())
})

const read = (file: Uint8Array, language: 'zh' | 'en' = 'zh') => readCatalogueTemplate({ name: '小地区.xlsx', bytes: file }, language)
async function good(file: Uint8Array): Promise<Catalogue> {
  const done = await read(file)
  if (!done.ok) throw new Error(JSON.stringify(done.faults))
  return done.catalogue
}
async function faults(file: Uint8Array) {
  const done = await read(file)
  return done.ok ? [] : done.faults.map(({ code, path, params }) => ({ code, path, ...params }))
}
const sheetOf = (table: string): string =>
  template.sheets.find(({ rows }) => String(rows[1]?.[0]?.value).startsWith(`${table}:`))?.name ?? ''
const without = (sheet: string) =>
  withParts(bytes, new Map([['xl/workbook.xml', (text: string) => text.replace(new RegExp(`<sheet [^>]*name="${sheet}"[^>]*/>`), '')]]))

describe('the whole program runs on a region that filled in a template', () => {
  const scenario = () => emptyScenario({ id: region.id, version: region.version, sha256: '0'.repeat(64) }, 'plan', '0')
  test('its run has its three leagues, expenditure in every year and flags that can be judged', () => {
    const result = simulate(region, scenario())
    expect(region.regions.map(({ level }) => level)).toEqual(['region', 'league', 'league', 'league'])
    expect(result.expenditure.every((value) => Number.isFinite(value) && value >= 0)).toBe(true)
    expect(result.units.length).toBeGreaterThanOrEqual(4)
  })
  test('its figures open down to what the bureau entered', () => {
    const explained = explainPath(region, scenario(), 'margin/980000/2025', 2)
    expect(explained.ok).toBe(true)
    expect(explainPath(region, scenario(), 'margin/150000/2025', 1).ok).toBe(false)
  })
  test('written as one file it is the same catalogue, in a folder with blanks and ideographs too', async () => {
    const folder = mkdtempSync(join(tmpdir(), '目录 一 '))
    const file = join(folder, '小 地区.catalogue.json')
    writeFileSync(file, catalogueToText(region))
    const loaded = await loadCatalogue(file)
    rmSync(folder, { recursive: true })
    expect(loaded.ok && loaded.value.catalogue).toEqual(region)
  })
})

test('every sheet and every column of a template has its words', () => {
  const fields: Readonly<Record<string, string>> = templateWords('zh').fields
  for (const [table, columns] of templateColumns) {
    expect(sheetName(table, 'zh'), table).toMatch(/\p{Script=Han}/u)
    for (const step of columns.flatMap((path) => path.replace('../', '').split('.')))
      expect(Object.keys(fields), `${table}: ${step}`).toContain(step)
  }
})

describe('templates that nobody changed come back as they were', () => {
  test.each(['zh', 'en'] as const)('the shipped catalogue, %s', async (language) => {
    const written = await writeCatalogueTemplate(shippedCatalogue(), language, new Date(0))
    const done = await read(written, language)
    expect(done.ok ? done.catalogue : done.faults).toEqual(shippedCatalogue())
  })
  test('103 banners, also as one file', async () => {
    const banners = bannerCatalogue()
    expect(await good(await writeCatalogueTemplate(banners, 'zh', new Date(0)))).toEqual(banners)
    const parsed = parseCatalogue([{ name: 'banners.json', text: catalogueToText(banners) }])
    expect(parsed.ok && parsed.value).toEqual(banners)
  })
})

describe('what may be wrong', () => {
  test('a text where a figure is needed: sheet, row and column', async () => {
    const sheet = sheetOf('population.base.ages')
    expect(await faults(await typeInto(bytes, [{ sheet, cell: 'C3', to: '约三千' }]))).toEqual([
      expect.objectContaining({ code: 'template-number', path: `${sheet}!C3`, row: 3, column: 'C', text: '约三千' }),
    ])
  })
  test('a fault that the catalogue itself has is told at its cell, with what to do', async () => {
    const [fault] = await faults(await typeInto(bytes, [{ sheet: sheetOf('regions'), cell: 'A4', to: '12号' }]))
    expect(fault).toMatchObject({ code: 'template-check', path: `${sheetOf('regions')}!A4` })
    expect(String((fault as { remedy?: string } | undefined)?.remedy)).toMatch(/\p{Script=Han}/u)
  })
  test('a deleted sheet is named', async () => {
    const sheet = sheetOf('indicators')
    expect(await faults(await without(sheet))).toEqual([expect.objectContaining({ code: 'template-sheet-missing', wanted: sheet })])
  })
  test('without the names of columns the words above them are read; without both the sheet is refused', async () => {
    const sheet = sheetOf('regions')
    const row = (number: number) => (text: string) => text.replace(new RegExp(`<row r="${String(number)}"[^>]*>.*?</row>`), '')
    expect((await good(await onSheets(bytes, { [sheet]: row(2) }))).regions).toEqual(region.regions)
    const nothing = await onSheets(bytes, { [sheet]: (text) => row(1)(row(2)(text)) })
    expect((await faults(nothing))[0]).toMatchObject({ code: 'template-heads', path: expect.stringContaining(sheet) as string })
  })
  test('heads in other words do no harm', async () => {
    expect(await good(await typeInto(bytes, [{ sheet: sheetOf('regions'), cell: 'A1', to: '行政区划代码' }]))).toEqual(region)
  })
  test('merged cells hold what is shown in them', async () => {
    const sheet = sheetOf('population.base.ages')
    const twice = await typeInto(bytes, [{ sheet, cell: 'D3', to: null }])
    const merge = '<mergeCells count="1"><mergeCell ref="C3:D3"/></mergeCells>'
    const merged = await onSheets(twice, { [sheet]: (text) => text.replace('</sheetData>', `</sheetData>${merge}`) })
    const [first] = (await good(merged)).population.base
    expect(first?.female[0]).toBe(first?.male[0])
  })
  test('a formula counts with its result', async () => {
    const sheet = sheetOf('population.base.ages')
    const typed = await typeInto(bytes, [{ sheet, cell: 'C3', to: { formula: '1000*5', result: 5000 } }])
    expect((await good(typed)).population.base[0]?.male[0]).toBe(5000)
  })
  test('names that would be formulas are texts', async () => {
    const sheet = sheetOf('regions')
    const { regions } = await good(await typeInto(bytes, [{ sheet, cell: 'B4', to: '=甲盟' }]))
    expect(regions[1]?.name.zh).toBe('=甲盟')
    const again = await writeCatalogueTemplate({ ...region, regions }, 'zh', new Date(0))
    expect((await good(again)).regions[1]?.name.zh).toBe('=甲盟')
  })
  test('a hundred thousand empty rows are no rows', async () => {
    const empty = Array.from({ length: 100_000 }, (_, k) => `<row r="${String(k + 2000)}"><c r="A${String(k + 2000)}" s="1"/></row>`).join(
      '',
    )
    const sheet = sheetOf('regions')
    expect(await good(await onSheets(bytes, { [sheet]: (text) => text.replace('</sheetData>', `${empty}</sheetData>`) }))).toEqual(region)
  })
  test('a password, a text and half a file are said to be what they are', async () => {
    const locked = Buffer.concat([Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')])
    for (const [file, code] of [
      [locked, 'workbook-protected'],
      [Buffer.from('id,name'), 'workbook-corrupt'],
      [bytes.subarray(0, bytes.length / 2), 'workbook-corrupt'],
    ] as const)
      expect(await faults(file)).toEqual([expect.objectContaining({ code })])
  })
})
