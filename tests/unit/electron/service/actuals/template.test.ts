import { readXlsx, writeXlsx, type CellValue } from 'hucre/xlsx'
import { describe, expect, test } from 'vitest'
import { actualKinds } from '../../../../../electron/contract/commands'
import { writeActualsTemplate } from '../../../../../electron/service/actuals/template'
import { faults, figures, known, preview, read } from './tables'

const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content)

describe.each(['zh-CN', 'en'] as const)('the template in %s', (language) => {
  const written = writeActualsTemplate({ format: 'xlsx', from: 2021, to: 2023, language }, known)
  const sheets = async () => (await readXlsx(bytesOf((await written).content))).sheets

  test('has a sheet of each kind, with a row for everything that can be filled in, and one of notes', async () => {
    const all = await sheets()
    expect(all).toHaveLength(6)
    // 13 units and 3 years; 112 components, registered and insured persons and 3 years; 98 standards and a pool; 24 indicators;
    // six funds of four lines, one of them pooled.
    expect(all.slice(0, 5).map(({ rows }) => rows.length - 1)).toEqual([39, 342, 99, 24, 25])
  })
  test('names the unit of money in the head', async () => {
    const [head] = (await sheets())[0]?.rows ?? []
    expect(head?.filter((text) => /（万元）|\(10,000 yuan\)/.test(String(text))).length).toBe(3 + 16 + 4 + 4 + 2)
  })
  test('left as it is it says that it is empty', async () => {
    expect(await faults(read(bytesOf((await written).content)))).toEqual(['actuals-empty'])
  })
  test('filled in it reads back, whatever the order of its sheets', async () => {
    const filled = (await sheets()).map(({ name, rows }, k) => {
      // The first column of figures and the first rows: an own revenue of three parts, a region's count, a standard, an indicator.
      const column = [3, 5, 5, 3, 4][k] ?? 0
      const values = (row: CellValue[], r: number): CellValue[] =>
        r !== 1 ? row : row.map((value, c) => (c === column || (k === 0 && c > column && c < column + 3) ? 1234.5 : value))
      return { name, rows: k === 5 ? rows : rows.map(values) }
    })
    const bytes = await writeXlsx({ sheets: filled.reverse() })
    expect([...(await figures(read(bytes)))].sort()).toEqual([
      'account 150100 2021 12345000+12345000+12345000',
      'count 150000 2021 preconception-health-check.slice 1234.5',
      'fund 2021 employee-pension-fund opening=12345000',
      `indicator 150000 2021 nursery-places 1234.5`,
      'standard 150000 2021 maternity-insurance.benefit-cases 1234.5',
    ])
    expect((await preview(read(bytes))).remarks.filter(({ code }) => !code.startsWith('actual-far'))).toEqual([])
  })
  test.each(actualKinds)('one kind as CSV: %s', async (kind) => {
    const { content, fileName } = await writeActualsTemplate({ format: 'csv', kind, from: 2021, to: 2021, language }, known)
    expect(fileName).toMatch(/\.csv$/)
    expect(await faults(read(bytesOf(content), fileName))).toEqual(['actuals-empty'])
  })
})
