import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPopulation } from '../../electron/service/table/population'
import { importedPopulationSchema } from '../../models/scenario/document'
import { shippedCatalogue } from '../fixtures/catalogue'
import { xlsxOf } from '../unit/electron/service/table/tables'

const catalogue = shippedCatalogue()
const grouped = (value: number, separator: string): string => String(value).replace(/\B(?=(\d{3})+(?!\d))/g, separator)
const wide = (text: string): string => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))

/** Ways in which people write a whole number of persons. */
const ways: readonly ((value: number) => string)[] = [
  String,
  (value) => grouped(value, ','),
  (value) => grouped(value, ' '),
  (value) => grouped(value, '\u00A0'),
  (value) => wide(String(value)),
  (value) => wide(grouped(value, ',')),
  (value) => `${String(value)}.00`,
  (value) => `${String(value)}人`,
  (value) => ` ${String(value)} `,
  (value) => `${String(value / 1e4)}万`,
]
const ageWays: readonly ((age: number) => string)[] = [
  String,
  (age) => `${String(age)}岁`,
  (age) => wide(String(age)),
  (age) => `${String(age)} years`,
  (age) => (age === 100 ? '100岁及以上' : String(age)),
]
const heads = { age: ['年龄', 'Age', '年 龄（岁）'], male: ['男', 'Male', '男性人口数（人）'], female: ['女', 'Females', '2020年末女性'] }

const table = fc.record({
  male: fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 101, maxLength: 101 }),
  female: fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 101, maxLength: 101 }),
  written: fc.array(fc.nat({ max: ways.length - 1 }), { minLength: 1, maxLength: 20 }),
  agesWritten: fc.nat({ max: ageWays.length - 1 }),
  headsWritten: fc.nat({ max: 2 }),
  columns: fc.shuffledSubarray(['age', 'male', 'female'] as const, { minLength: 3, maxLength: 3 }),
  rows: fc.shuffledSubarray([...Array(101).keys()], { minLength: 101, maxLength: 101 }),
  above: fc.array(fc.constantFrom('', '人口统计表', 'Population 2020'), { maxLength: 5 }),
  totals: fc.boolean(),
  separator: fc.constantFrom(';', '\t'),
})

test('a table of single ages reads back to the same persons, however it is written', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.boolean(), async (given, asWorkbook) => {
      const cell = (value: number, k: number): string => ways[given.written[k % given.written.length] ?? 0]?.(value) ?? ''
      const line = (age: number, k: number): readonly string[] =>
        given.columns.map((column) => (column === 'age' ? (ageWays[given.agesWritten]?.(age) ?? '') : cell(given[column][age] ?? 0, k)))
      const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
      const rows = [
        ...given.above.map((title) => [title]),
        given.columns.map((column) => heads[column][given.headsWritten] ?? ''),
        ...given.rows.map(line),
        ...(given.totals ? [given.columns.map((column) => (column === 'age' ? '合计' : String(sum(given[column]))))] : []),
      ]
      const bytes = asWorkbook ? await xlsxOf(rows) : new TextEncoder().encode(rows.map((row) => row.join(given.separator)).join('\n'))
      const read = await readPopulation({ name: 'a', bytes }, { kind: 'base', area: '150100' }, catalogue)
      expect(read.ok ? [] : read.faults).toEqual([])
      expect(read.ok ? read.preview.populations : []).toEqual([
        { kind: 'base', area: '150100', file: 'a', male: given.male, female: given.female },
      ])
    }),
    { numRuns: 60, seed: 20260711 },
  )
})

test('one cell spoilt anywhere is found, and named by row and column', async () => {
  const place = fc.record({
    row: fc.nat({ max: 100 }),
    column: fc.integer({ min: 1, max: 2 }),
    text: fc.constantFrom('x', '-1', '5%', '#REF!', '1,2', ''),
  })
  await fc.assert(
    fc.asyncProperty(place, async ({ row, column, text }) => {
      const rows = Array.from({ length: 101 }, (_, age) => [String(age), '1000', '1000'])
      const broken = rows.map((cells, r) => (r === row ? cells.map((old, c) => (c === column ? text : old)) : cells))
      const bytes = new TextEncoder().encode(['age;male;female', ...broken.map((cells) => cells.join(';'))].join('\n'))
      const read = await readPopulation({ name: 'a', bytes }, { kind: 'base', area: '150100' }, catalogue)
      expect(read.ok ? [] : read.faults.map(({ path }) => path)).toEqual([`${column === 1 ? 'B' : 'C'}${String(row + 2)}`])
    }),
    { numRuns: 60, seed: 20260711 },
  )
})

/** Cells as they stand in tables that people have worked on. */
const scraps = [
  '',
  '年龄',
  '男',
  '女',
  '性别',
  '合计',
  '总计',
  '地区代码',
  '150100',
  '呼和浩特市',
  '0',
  '7',
  '100+',
  '85+',
  '0-4',
  '2020',
  '１２',
  '1,234',
  '-3',
  '5%',
  '万人',
  '#REF!',
  '4-Jan',
  'x',
  '人口数',
  '年份',
  '城镇男',
  '1e9',
  '9'.repeat(400),
  '\u202E',
  '"',
]

test('whatever stands in a table, it is refused with a fault or fits the form of a scenario; nothing is thrown', async () => {
  const cells = fc.array(fc.array(fc.constantFrom(...scraps), { maxLength: 6 }), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(
      cells,
      fc.constantFrom('base' as const, 'projection' as const),
      fc.boolean(),
      fc.boolean(),
      async (given, kind, asWorkbook, whole) => {
        const full = Array.from({ length: 101 }, (_, age) => ['2020', String(age), '900', '900'])
        const rows = whole ? [['年份', '年龄', '男', '女'], ...full, ...given] : given
        const bytes = asWorkbook ? await xlsxOf(rows) : new TextEncoder().encode(rows.map((row) => row.join(';')).join('\n'))
        const read = await readPopulation({ name: 'a', bytes }, { kind, area: '150100' }, catalogue)
        if (!read.ok) expect(read.faults.every(({ code, message }) => code !== '' && message !== '')).toBe(true)
        else for (const draft of read.preview.populations) importedPopulationSchema.parse({ ...draft, id: 'p-1', source: 's', grade: 'A' })
        expect(read.ok ? 1 : read.faults.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 300, seed: 20260711 },
  )
})

test('a workbook with bytes changed anywhere is refused or read, never thrown', async () => {
  const good = await xlsxOf([['age', 'male', 'female'], ...Array.from({ length: 101 }, (_, age) => [age, 900, 900])])
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), async (changes) => {
      const bytes = good.slice()
      for (const [at, byte] of changes) bytes[at] = byte
      const read = await readPopulation({ name: 'a', bytes }, { kind: 'base', area: '150100' }, catalogue)
      expect(read.ok ? read.preview.populations.length : read.faults.length).toBeGreaterThan(0)
    }),
    { numRuns: 200, seed: 20260711 },
  )
})
