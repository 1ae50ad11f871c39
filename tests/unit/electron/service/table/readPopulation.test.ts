import { describe, expect, test } from 'vitest'
import {
  ages,
  body,
  changed,
  csvOf,
  faults,
  figures,
  head,
  men,
  preview,
  readCsv,
  readText,
  readXlsx,
  remarks,
  table,
  women,
  type Value,
} from './tables'

describe('a plain table', () => {
  test('is read as it stands, from CSV and from a workbook, without a remark', async () => {
    expect(await figures(readCsv(table()))).toEqual({ male: men, female: women })
    expect(await figures(readXlsx(table()))).toEqual({ male: men, female: women })
    expect(await remarks(readXlsx(table()))).toEqual([])
  })
  test('the preview says file, sheet and encoding', async () => {
    expect(await preview(readXlsx(table()))).toMatchObject({ fileName: '人口.xlsx', sheet: '人口', encoding: 'xlsx' })
    expect(await preview(readCsv(table()))).toMatchObject({ fileName: '人口.csv', sheet: '', encoding: 'utf-8' })
  })
})

describe('heads', () => {
  test.each<[string, Value[]]>([
    ['other words', ['年龄（岁）', '男性人口数', '女性人口']],
    ['year-end words', ['年龄', '2020年末男', '2020年末女']],
    ['a year before the sex', ['年龄', '2020年男', '女（2020年）']],
    ['two languages', ['年龄 Age', '男 Male', '女 Female']],
    ['English', ['Age', 'Male', 'Female']],
    ['English with units', ['Age (years)', 'Men (persons)', 'Women (persons)']],
    ['full-width brackets and spaces', ['年 龄', '男（人）', '女（人）']],
  ])('%s', async (_, head) => {
    expect(await figures(readCsv([head, ...body()]))).toEqual({ male: men, female: women })
  })
  test('titles and blank rows above', async () => {
    const rows = [['呼和浩特市分年龄人口'], [], ['统计局'], ['年龄', '男', '女'], ...body()]
    expect(await figures(readXlsx(rows))).toEqual({ male: men, female: women })
  })
  test('two rows of merged heads: total and urban over men and women', async () => {
    const urban = (persons: readonly number[], age: number): number => Math.floor((persons[age] ?? 0) / 2)
    const rows: Value[][] = [
      ['呼和浩特市', null, null, null, null],
      ['年龄', '总人口', null, '城镇', null],
      [null, '男', '女', '男', '女'],
      ...ages.map((age) => [age, men[age] ?? 0, women[age] ?? 0, urban(men, age), urban(women, age)]),
    ]
    const merges = [
      { startRow: 0, startCol: 0, endRow: 0, endCol: 4 },
      { startRow: 1, startCol: 0, endRow: 2, endCol: 0 },
      { startRow: 1, startCol: 1, endRow: 1, endCol: 2 },
      { startRow: 1, startCol: 3, endRow: 1, endCol: 4 },
    ]
    for (const read of [readXlsx(rows, { merges }), readCsv(rows)]) {
      const [first] = (await preview(read)).populations
      expect(first).toMatchObject({
        male: men,
        urbanMale: ages.map((age) => urban(men, age)),
        urbanFemale: ages.map((age) => urban(women, age)),
      })
    }
  })
  test('columns in any order, an unknown one told and left', async () => {
    const rows = [['女', '备注', '男', '年龄'], ...ages.map((age) => [women[age] ?? 0, 'x', men[age] ?? 0, age])]
    expect(await figures(readCsv(rows))).toEqual({ male: men, female: women })
    expect(await remarks(readCsv(rows))).toEqual(['column-unknown B1'])
  })
  test('a missing column, a doubled one and none at all', async () => {
    expect(await faults(readCsv([['年龄', '男'], ...body().map(([age, male]) => [age ?? 0, male ?? 0])]))).toEqual(['column-missing 1'])
    expect(await faults(readCsv([['年龄', '男', '女', '男性'], ...body().map((row) => [...row, 1])]))).toEqual(['column-twice D1'])
    expect(await faults(readCsv(body()))).toEqual(['head-missing'])
    expect(
      await faults(
        readCsv([
          ['年龄', '性别', '备注'],
          [0, '男', 5],
        ]),
      ),
    ).toEqual(['column-missing 1', 'column-missing 1'])
    expect(await faults(readCsv([['年龄', '男', '女（%）'], ...body()]))).toContain('column-percent C1')
  })
  test('registered residents are not taken for residents', async () => {
    expect(await faults(readCsv([['年龄', '户籍男', '户籍女'], ...body()]))).not.toEqual([])
  })
})

describe('ages', () => {
  test.each<[string, number, Value]>([
    ['with the word for years', 7, '7岁'],
    ['full-width digits', 7, '７'],
    ['as text', 7, '7'],
    ['with a point and zeros', 7, '7.0'],
    ['under one', 0, '不满1岁'],
    ['open group with plus', 100, '100+'],
    ['open group in words', 100, '100岁及以上'],
    ['open group in English', 100, '100 and over'],
    ['open group with a sign', 100, '≥100'],
  ])('%s', async (_, age, written) => {
    expect(await figures(readXlsx(changed(table(), `A${String(age + 2)}`, written)))).toEqual({ male: men, female: women })
  })
  test.each<[string, Value, string]>([
    ['a date that Excel made of 1-4', new Date(Date.UTC(2024, 0, 4)), 'age-date 人口!A7'],
    ['a date that Excel wrote into CSV', '4-Jan', 'age-date 人口!A7'],
    ['a date in Chinese', '1月4日', 'age-date 人口!A7'],
    ['a date that lost its form', 45295, 'age-serial 人口!A7'],
    ['an age over 100', 104, 'age-outside 人口!A7'],
    ['half an age', 4.5, 'age-outside 人口!A7'],
    ['a word', '老年', 'age-unreadable 人口!A7'],
    ['nothing', null, 'age-blank 人口!A7'],
    ['an error', '#REF!', 'cell-error 人口!A7'],
  ])('%s is refused with its cell', async (_, written, fault) => {
    expect(await faults(readXlsx(changed(table(), 'A7', written)))).toEqual([fault])
  })
  test.each(['85+', '85岁及以上', '≥85', '85 and over'])('an open group below 100 is refused, with what to do: %s', async (written) => {
    const read = await readCsv([...table().slice(0, 86), [written, 5, 5]])
    expect(read.ok ? undefined : read.faults).toMatchObject([{ code: 'age-open', path: 'A87', params: { text: written, age: 85 } }])
  })
  test('groups of five years are refused, each', async () => {
    const rows = Array.from({ length: 20 }, (_, k): Value[] => [
      k % 2 === 0 ? `${String(5 * k)}-${String(5 * k + 4)}` : `${String(5 * k)}～${String(5 * k + 4)}岁`,
      5,
      5,
    ])
    const found = await faults(readCsv([[...head], ...rows, ['100+', 1, 1]]))
    expect(found).toEqual(rows.map((_, k) => `age-group A${String(k + 2)}`))
  })
  test('a date says what was probably typed', async () => {
    const read = await readXlsx(changed(table(), 'A7', new Date(Date.UTC(2024, 0, 4))))
    expect(read.ok ? undefined : read.faults[0]?.params).toEqual({ text: '2024-01-04', guess: '1-4', row: 7, column: 'A' })
  })
  test('missing ages are listed, whichever they are', async () => {
    const read = await readCsv(table().filter((_, row) => ![4, 18, 19, 20].includes(row)))
    expect(read.ok ? undefined : read.faults).toMatchObject([{ code: 'ages-missing', params: { area: '150100', ages: '3, 17–19' } }])
  })
  test('a doubled row names both', async () => {
    const read = await readCsv([...table(), [5, 1, 1]])
    expect(read.ok ? undefined : read.faults).toMatchObject([{ code: 'row-doubled', path: 'A103', params: { row: 103, other: 7, age: 5 } }])
  })
})

describe('figures', () => {
  test.each<[string, Value]>([
    ['full-width digits', '２００００'],
    ['commas', '20,000'],
    ['full-width commas', '２０，０００'],
    ['spaces', '20 000'],
    ['no-break spaces', '20\u00A0000'],
    ['text', '20000'],
    ['ten thousands in the cell', '2万'],
    ['with its unit', '20000人'],
    ['decimals', '20000.0'],
  ])('%s are read as they are meant', async (_, written) => {
    const rows = changed(table(), 'C2', written)
    expect((await figures(readXlsx(rows))).female).toEqual(women)
    expect((await figures(readText(csvOf(rows, '\t')))).female).toEqual(women)
  })
  test.each<[string, Value, string]>([
    ['a word', '约两万', 'not-a-number C17'],
    ['a letter among digits', '2O00', 'not-a-number C17'],
    ['a decimal comma', '1234,5', 'not-a-number C17'],
    ['digits lost by the spreadsheet', '1.23E+08', 'not-a-number C17'],
    ['a truth value', true, 'not-a-number C17'],
    ['a percentage', '12%', 'figure-percent C17'],
    ['a negative', -5, 'figure-negative C17'],
    ['a negative as text', '-5', 'figure-negative C17'],
    ['too many', 1e11, 'figure-too-large C17'],
    ['a date', new Date(Date.UTC(2020, 11, 31)), 'figure-date C17'],
    ['an error', '#N/A', 'cell-error C17'],
    ['nothing', null, 'figures-missing C17'],
  ])('%s is refused with its cell', async (_, written, fault) => {
    const found = await faults(readXlsx(changed(table(), 'C17', written)))
    expect(found).toEqual([`${fault.split(' ')[0] ?? ''} 人口!C17`])
  })
  test('all faults are told at once, and of many the rest is counted', async () => {
    const rows = changed(changed(table(), 'B3', 'x'), 'C9', -1)
    expect(await faults(readCsv(rows))).toEqual(['not-a-number B3', 'figure-negative C9'])
    const many = await readCsv([['年龄', '男', '女', '城镇男', '城镇女'], ...ages.map((age) => [age, 'x', 'x', 'x', 'x'])])
    expect(many.ok ? 0 : many.faults.length).toBe(201)
    expect(many.ok ? undefined : many.faults.at(-1)).toMatchObject({ code: 'more-faults', params: { count: 204 } })
  })
  test('a cell shown as a percentage is no number of persons', async () => {
    const cells = new Map([['16,2', { value: 0.5, style: { numFmt: '0%' } }]])
    expect(await faults(readXlsx(table(), { cells }))).toEqual(['figure-percent 人口!C17'])
  })
  test('ten thousands in the head are turned into persons, exactly, and told', async () => {
    const rows = [['年龄', '男（万人）', '女(万人)'], ...ages.map((age) => [age, (men[age] ?? 0) / 1e4, (women[age] ?? 0) / 1e4])]
    expect(await figures(readXlsx(rows))).toEqual({ male: men, female: women })
    expect(await remarks(readXlsx(rows))).toEqual(['unit-scaled 人口!B1', 'unit-scaled 人口!C1'])
  })
  test('so is a unit above the table', async () => {
    const rows = [['单位：万人'], ['年龄', '男', '女'], ...ages.map((age) => [age, (men[age] ?? 0) / 1e4, (women[age] ?? 0) / 1e4])]
    expect(await figures(readXlsx(rows))).toEqual({ male: men, female: women })
  })
  test('and a row of units below the heads; a unit that is not known is told', async () => {
    const small = ages.map((age) => [age, (men[age] ?? 0) / 1e4, (women[age] ?? 0) / 1e4])
    expect(await figures(readXlsx([['年龄', '男', '女'], ['（岁）', '（万人）', '万人'], ...small]))).toEqual({ male: men, female: women })
    expect(await remarks(readCsv([['单位：百人'], ...table()]))).toEqual(['unit-unknown A1'])
    expect(await remarks(readCsv([['单位：人、岁'], ...table()]))).toEqual([])
  })
  test('results of formulas are taken and told; a formula without one is refused', async () => {
    const cells = new Map([['16,2', { formula: '8000+9000', formulaResult: women[15] ?? 0 }]])
    expect(await remarks(readXlsx(table(), { cells }))).toEqual(['formulas 人口!17'])
    expect(await faults(readXlsx(changed(table(), 'C17', null), { cells: new Map([['16,2', { formula: '1+1' }]]) }))).toContain(
      'formula-without-value 人口!C17',
    )
  })
  test('a comma that tears a number apart in CSV is refused', async () => {
    const lines = csvOf(table()).split('\r\n')
    lines[5] = '4,20,200,19,240'
    expect(await faults(readText(lines.join('\r\n')))).toContain('row-too-long D6')
  })
})
