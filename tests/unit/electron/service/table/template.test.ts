import { readXlsx, writeXlsx, type CellValue } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import type { PopulationKind, Request } from '../../../../../electron/contract/commands'
import { writeTemplate } from '../../../../../electron/service/table/template'
import { shippedCatalogue } from '../../../../fixtures/catalogue'
import { faults, preview, readBytes } from './tables'

type Options = Partial<Request<'population:template'>>
const catalogue = shippedCatalogue()
const written = (options: Options = {}): ReturnType<typeof writeTemplate> =>
  writeTemplate({ kind: 'base', format: 'xlsx', areas: ['150000', '150100'], language: 'zh-CN', ...options }, catalogue)
const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content)

/** The catalogue's own persons of an area, to fill a template with. */
function persons(area: string, sex: 'male' | 'female', age: number): number {
  return catalogue.population.base
    .filter(({ region }) => area === '150000' || region === area)
    .reduce((all, base) => all + Math.round(base[sex][age] ?? 0), 0)
}

/** A template as somebody fills it in, in a spreadsheet. */
async function filled(options: Options, kind: PopulationKind = 'base'): Promise<Uint8Array> {
  const { content } = await written({ ...options, kind })
  const book = await readXlsx(bytesOf(content))
  const at = kind === 'base' ? 2 : 3
  const sheets = book.sheets.map(({ name, rows }, k) => ({
    name,
    rows: k > 0 ? rows : rows.map((row, r): CellValue[] => (r === 0 ? row : [...row.slice(0, at + 1), ...figuresOf(row, at, kind)])),
  }))
  return writeXlsx({ sheets })
}
function figuresOf(row: readonly CellValue[], at: number, kind: PopulationKind): CellValue[] {
  const age = typeof row[at] === 'number' ? row[at] : 100
  const [male, female] = (['male', 'female'] as const).map((sex) => persons(String(row[0]), sex, age))
  const all = [male ?? 0, female ?? 0]
  return kind === 'base' ? [...all, ...all.map((value) => Math.floor(value / 2))] : all
}

describe('the template', () => {
  test('has a row for each area and age under plain heads, and a sheet of notes', async () => {
    const { fileName, content } = await written()
    const book = await readXlsx(bytesOf(content), { readStyles: true })
    const [table, notes] = book.sheets
    expect(fileName).toBe('量力-人口基数模板.xlsx')
    expect(table?.rows[0]).toEqual(['地区代码', '地区', '年龄', '男', '女', '城镇男', '城镇女'])
    expect(table?.rows).toHaveLength(1 + 2 * 101)
    expect(table?.rows[102]?.slice(0, 4)).toEqual([150100, '呼和浩特市', 0, null])
    expect(table?.rows[101]?.[2]).toBe('100岁及以上')
    expect(table?.freezePane).toMatchObject({ rows: 1 })
    expect(table?.dataValidations).toMatchObject([{ type: 'decimal', operator: 'greaterThanOrEqual', formula1: '0', range: 'D2:G203' }])
    expect(notes?.name).toBe('说明')
    expect(JSON.stringify(notes?.rows)).toMatch(/2020年12月31日.*单位：人.*合计.*来源/)
    expect(JSON.stringify(notes?.rows)).not.toContain('{')
  })
  test('of a projection has the years to the horizon and no residence', async () => {
    const book = await readXlsx(bytesOf((await written({ kind: 'projection', areas: ['150100'] })).content))
    expect(book.sheets[0]?.rows[0]).toEqual(['地区代码', '地区', '年份', '年龄', '男', '女'])
    expect(book.sheets[0]?.rows).toHaveLength(1 + 16 * 101)
    expect(book.sheets[0]?.rows.at(-1)?.slice(0, 4)).toEqual([150100, '呼和浩特市', 2035, '100岁及以上'])
  })
  test('as CSV opens in Excel without garbling: UTF-8 with its mark', async () => {
    const { fileName, content } = await written({ format: 'csv', language: 'en' })
    expect(fileName).toBe('liangli-population-base.csv')
    expect([...bytesOf(content).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(String(content).split('\r\n')[1]).toBe('150000,Inner Mongolia,0,,,,')
  })
})

describe.each(['zh-CN', 'en'] as const)('there and back in %s', (language) => {
  test('empty it says so', async () => {
    for (const format of ['xlsx', 'csv'] as const) {
      const { content } = await written({ language, format })
      expect((await faults(readBytes(bytesOf(content), { kind: 'base' }))).map((fault) => fault.split(' ')[0])).toEqual(['table-empty'])
    }
  })
  test('filled in it comes back as it was, with nothing to remark', async () => {
    const found = await preview(readBytes(await filled({ language }), { kind: 'base' }))
    expect(found.remarks).toEqual([])
    expect(found.populations.map(({ area }) => area)).toEqual(['150000', '150100'])
    const league = found.populations[1]
    expect(league?.male).toEqual(Array.from({ length: 101 }, (_, age) => persons('150100', 'male', age)))
    expect(league?.kind === 'base' ? league.urbanFemale?.[30] : undefined).toBe(Math.floor(persons('150100', 'female', 30) / 2))
  })
  test('a projection as well', async () => {
    const found = await preview(readBytes(await filled({ language, areas: ['150100'] }, 'projection'), { kind: 'projection' }))
    expect(found.populations).toMatchObject([{ kind: 'projection', area: '150100', firstYear: 2020 }])
    expect(found.populations[0]?.male).toHaveLength(16)
    // The same pyramid every year: whoever is a year older is a cohort of another size.
    expect(found.remarks.every(({ code }) => code === 'cohort-grows')).toBe(true)
  })
})
