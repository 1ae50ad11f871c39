import fc from 'fast-check'
import { readXlsx, writeXlsx, type CellValue } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { readActuals } from '../../electron/service/actuals/read'
import { writeActualsTemplate } from '../../electron/service/actuals/template'
import { actualSchema } from '../../models/scenario/entries'
import { known } from '../unit/electron/service/actuals/tables'

const wide = (text: string): string => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
/** Ways in which people write a number, in the unit of its column. */
const ways: readonly ((value: number) => CellValue)[] = [
  (value) => value,
  String,
  (value) => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ','),
  (value) => wide(String(value)),
  (value) => ` ${String(value)} `,
]
const figure = fc.record({
  row: fc.nat(),
  column: fc.nat(),
  value: fc.integer({ min: 1, max: 9_999_999 }),
  way: fc.nat({ max: ways.length - 1 }),
})

const templates = new Map<string, Promise<readonly { readonly name: string; readonly rows: CellValue[][] }[]>>()
const templateIn = (language: 'zh-CN' | 'en') => {
  const found =
    templates.get(language) ??
    writeActualsTemplate({ format: 'xlsx', from: 2021, to: 2023, language }, known).then(async ({ content }) =>
      typeof content === 'string' ? [] : (await readXlsx(content)).sheets.slice(0, 4).map(({ name, rows }) => ({ name, rows })),
    )
  templates.set(language, found)
  return found
}
/** Columns of figures of each sheet: where they begin, how many of them are filled in at random. */
const columns = [
  [3, 3],
  [6, 12],
  [5, 3],
  [3, 3],
] as const

test('a template that is filled in reads back to the same figures, however they are written and its sheets ordered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('zh-CN' as const, 'en' as const),
      fc.array(fc.array(figure, { minLength: 1, maxLength: 8 }), { minLength: 4, maxLength: 4 }),
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
      async (language, given, order) => {
        const template = await templateIn(language)
        const wanted = new Set<string>()
        const sheets = template.map(({ name, rows }, sheet) => {
          const filled = rows.map((row) => [...row])
          const [first, count] = columns[sheet] ?? [0, 1]
          for (const { row, column, value, way } of given[sheet] ?? []) {
            const r = 1 + (row % (rows.length - 1))
            const written = ways[way]?.(value) ?? value
            const spots = sheet === 0 ? [first, first + 1, first + 2] : [first + (column % count)]
            for (const c of spots) {
              const line = filled[r]
              if (line !== undefined) line[c] = written
              for (const known of [...wanted]) if (known.startsWith(`${name} ${String(r)} ${String(c)} `)) wanted.delete(known)
              wanted.add(`${name} ${String(r)} ${String(c)} ${String(value)}`)
            }
          }
          return { name, rows: filled }
        })
        const bytes = await writeXlsx({ sheets: order.flatMap((k) => sheets[k] ?? []) })
        const read = await readActuals({ name: 'a.xlsx', bytes }, known)
        if (!read.ok) throw new Error(read.faults.map(({ path, message }) => `${path} ${message}`).join('\n'))
        const found = read.preview.actuals.flatMap(({ draft, sheet, row }) =>
          draft.kind === 'account'
            ? [draft.ordinaryTax, draft.resourceTax, draft.nonTax].map((yuan) => `${sheet} ${String(row - 1)} ${String(yuan / 1e4)}`)
            : draft.kind === 'fund'
              ? []
              : [`${sheet} ${String(row - 1)} ${String(draft.value)}`],
        )
        const plain = [...wanted].map((text) => text.replace(/ (\d+) \d+ (\d+)$/, ' $1 $2'))
        expect([...found].sort()).toEqual(plain.sort())
      },
    ),
    { numRuns: 12 },
  )
}, 60_000)

test('whatever stands in a table, it is refused with faults or fits the form of a scenario; nothing is thrown', async () => {
  const heads = [
    '地区',
    '编号',
    '指标',
    '项目',
    '单位',
    '年份',
    '2021',
    '2022年',
    '一般税收（万元）',
    '资源税',
    '非税收入（亿元）',
    '全区合计',
    '包头',
    '等级',
    'x',
  ]
  const cells = [
    '',
    '包头市',
    '150100',
    'hospital-beds',
    'special-children-basic-living.orphans',
    '2021',
    '2050',
    '-3',
    '4.5',
    '12%',
    '—',
    'A',
    '万人',
    '1,000',
    'x',
    '#REF!',
    '（5）',
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...heads), { minLength: 2, maxLength: 8 }),
      fc.array(fc.array(fc.oneof(fc.constantFrom(...cells), fc.string({ maxLength: 6 })), { minLength: 2, maxLength: 8 }), {
        maxLength: 6,
      }),
      async (head, rows) => {
        const text = [head, ...rows].map((row) => row.join('\t')).join('\n')
        const read = await readActuals({ name: 'a.csv', bytes: new TextEncoder().encode(text) }, known)
        if (!read.ok) {
          expect(read.faults.length).toBeGreaterThan(0)
          return
        }
        for (const { draft, source = 's', grade = 'D' } of read.preview.actuals)
          expect(actualSchema.safeParse({ ...draft, id: 'a-1', source, grade }).success).toBe(true)
      },
    ),
    { numRuns: 400 },
  )
})
