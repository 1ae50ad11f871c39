import { describe, expect, test } from 'vitest'
import {
  ages,
  body,
  changed,
  faults,
  figures,
  men,
  preview,
  readBytes,
  readCsv,
  readText,
  readXlsx,
  remarks,
  table,
  women,
  xlsxOf,
  type Value,
} from './tables'

const base = { kind: 'base' as const }

describe('totals', () => {
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
  test('a row and a column of totals are checked, not taken', async () => {
    const rows = [
      ['年龄', '合计', '男', '女'],
      ...ages.map((age) => [age, (men[age] ?? 0) + (women[age] ?? 0), men[age] ?? 0, women[age] ?? 0]),
      ['合计', sum(men) + sum(women), sum(men), sum(women)],
    ]
    expect(await figures(readCsv(rows))).toEqual({ male: men, female: women })
    expect((await preview(readCsv(rows))).remarks).toContainEqual(
      expect.objectContaining({ code: 'totals-checked', params: { count: 105 } }),
    )
    expect(await faults(readCsv(changed(rows, 'C103', sum(men) + 1)))).toEqual(['row-total-disagrees B103', 'total-disagrees C103'])
    expect(await faults(readCsv(changed(rows, 'B9', 5)))).toContain('row-total-disagrees B9')
  })
  test('a disagreement says both sums', async () => {
    const read = await readCsv([...table(), ['合计', sum(men) - 100, sum(women)]])
    expect(read.ok ? undefined : read.faults[0]?.params).toEqual({ stated: sum(men) - 100, summed: sum(men), row: 103, column: 'B' })
  })
  test('rounding of the stated digits explains a small difference', async () => {
    const rounded = (persons: number): number => Math.round(persons / 100) / 100
    const rows = [['年龄', '男（万人）', '女（万人）'], ...ages.map((age) => [age, rounded(men[age] ?? 0), rounded(women[age] ?? 0)])]
    const exact = sum(ages.map((age) => rounded(men[age] ?? 0)))
    expect(await remarks(readCsv([...rows, ['合计', (exact + 0.2).toFixed(2), '']]))).toContain('totals-checked')
    expect(await faults(readCsv([...rows, ['合计', (exact + 0.6).toFixed(2), '']]))).toEqual(['total-disagrees B103'])
  })
  test('groups of ages between their single ages, as census tables print them, are totals', async () => {
    const group = (from: number, to: number, more = 0): Value[] => [
      to === 100 ? `${String(from)}岁及以上` : `${String(from)}-${String(to)}岁`,
      sum(men.slice(from, to + 1)) + more,
      sum(women.slice(from, to + 1)),
    ]
    const rows = [...table(), group(0, 4), group(85, 100)]
    expect(await figures(readCsv(rows))).toEqual({ male: men, female: women })
    expect(await remarks(readCsv(rows))).toEqual(['totals-checked'])
    expect(await faults(readCsv([...table(), group(0, 4, 1)]))).toEqual(['total-disagrees B103'])
    // One single age is missing: then the group stands for it, and is refused.
    expect(await faults(readCsv(rows.filter((_, k) => k !== 4)))).toEqual(['age-group A102'])
  })
  test('a subtotal of ages is checked too', async () => {
    const children = sum(men.slice(0, 15))
    expect(await remarks(readCsv([...table(), ['0-14岁小计', children, sum(women.slice(0, 15))]]))).toEqual(['totals-checked'])
    expect(await faults(readCsv([...table(), ['0-14岁小计', children + 1, '']]))).toEqual(['total-disagrees B103'])
  })
})

describe('areas', () => {
  const of = (code: Value, name: Value, factor = 1): Value[][] =>
    ages.map((age) => [code, name, age, (men[age] ?? 0) * factor, (women[age] ?? 0) * factor])
  const heads = ['地区代码', '地区', '年龄', '男', '女']
  test('two leagues by code, by name and by merged cells', async () => {
    const found = (await preview(readCsv([heads, ...of(150100, ''), ...of('', '包头市'), ...of('', '乌海')], base))).populations
    expect(found.map(({ area }) => area)).toEqual(['150100', '150200', '150300'])
    const merged = [heads, ...of(150100, '呼和浩特市').map((row, k) => (k === 0 ? row : [null, null, ...row.slice(2)]))]
    const merges = [0, 1].map((column) => ({ startRow: 1, startCol: column, endRow: 101, endCol: column }))
    expect((await preview(readXlsx(merged, { merges }, base))).populations).toHaveLength(1)
  })
  test('a blank region among several is left out and told', async () => {
    const read = readCsv([heads, ...of(150100, '呼和浩特市'), ...ages.map((age) => [150200, '包头市', age, '', ''])], base)
    expect((await preview(read)).populations.map(({ area }) => area)).toEqual(['150100'])
    expect((await preview(read)).remarks).toContainEqual(expect.objectContaining({ code: 'area-left-out', params: { area: '150200' } }))
  })
  test.each<[string, Value, Value, string]>([
    ['an unknown code', 159900, '', 'code-unknown A7'],
    ['an unknown name', '', '北京市', 'area-unknown B7'],
    ['code and name of two areas', 150100, '包头市', 'area-disagrees B7'],
    ['no area', '', '', 'area-blank A7'],
  ])('%s is refused', async (_, code, name, fault) => {
    const rows = [heads, ...of(150100, '呼和浩特市')]
    expect(await faults(readCsv(changed(changed(rows, 'A7', code), 'B7', name), base))).toContain(fault)
  })
  test('a block of rows with the same wrong code is one fault, at its first row', async () => {
    expect(await faults(readCsv([heads, ...of(150100, ''), ...of(159900, '')], base))).toEqual(['code-unknown A103'])
  })
  test('the whole region by its short names', async () => {
    for (const name of ['全区', '内蒙古', 'Inner Mongolia'])
      expect((await preview(readCsv([heads, ...of('', name, 50)], base))).populations[0]?.area, name).toBe('150000')
  })
  test('a table that does not say whose it is needs an area', async () => {
    expect(await faults(readCsv(table(), base))).toEqual(['area-missing'])
  })
  test('a total over all areas is held against the leagues', async () => {
    const rows = [heads, ...of(150100, ''), ...of(150200, '')]
    const row = (age: number, more: number): Value[] => ['合计', '', age, 2 * (men[age] ?? 0) + more, 2 * (women[age] ?? 0)]
    expect(await remarks(readCsv([...rows, row(3, 0)], base))).toContain('totals-checked')
    expect(await faults(readCsv([...rows, row(3, 1)], base))).toEqual(['total-disagrees D204'])
  })
  test('another year than the base year is refused', async () => {
    expect(await faults(readCsv([['年份', '年龄', '男', '女'], ...body().map((row) => [2019, ...row])]))).toEqual(['year-other A2'])
  })
})

describe('residence', () => {
  const rows = (urban: (persons: number) => Value): Value[][] => [
    ['年龄', '男', '女', '城镇男', '城镇女'],
    ...ages.map((age) => [age, men[age] ?? 0, women[age] ?? 0, urban(men[age] ?? 0), urban(women[age] ?? 0)]),
  ]
  test('blank columns mean that it is not known', async () => {
    const [first] = (await preview(readCsv(rows(() => '')))).populations
    expect(first).not.toHaveProperty('urbanMale')
  })
  test('more in towns than there are is refused with its cell', async () => {
    expect(
      await faults(
        readCsv(
          changed(
            rows((persons) => persons),
            'D9',
            1e6,
          ),
        ),
      ),
    ).toEqual(['urban-above D9'])
  })
  test('a gap is refused, and so is one sex alone', async () => {
    expect(
      await faults(
        readCsv(
          changed(
            rows((persons) => persons),
            'E9',
            '',
          ),
        ),
      ),
    ).toEqual(['figures-missing E9'])
    expect(await faults(readCsv(rows((persons) => persons).map((row, k) => (k === 0 ? row : row.slice(0, 4)))))).toEqual(['urban-one-sex'])
  })
})

describe('a finished projection', () => {
  const projection = { kind: 'projection' as const, area: '150100' }
  const rows = (...years: readonly number[]): Value[][] => [
    ['年份', '年龄', '男', '女'],
    ...years.flatMap((year) => body().map((row) => [year, ...row])),
  ]
  test('comes in as years by age and sex', async () => {
    const [first] = (await preview(readCsv(rows(2022, 2021), projection))).populations
    expect(first).toMatchObject({ kind: 'projection', firstYear: 2021, male: [men, men], female: [women, women] })
  })
  test('a gap between years, a wrong start and an unreadable year are refused', async () => {
    expect(await faults(readCsv(rows(2021, 2023), projection))).toEqual(['year-gap'])
    expect(await faults(readCsv(rows(2025), projection))).toContain('projection-starts')
    expect(await faults(readCsv(changed(rows(2021), 'A9', '二〇二一'), projection))).toContain('year-unreadable A9')
    expect(await faults(readCsv(table(), projection))).toEqual(['column-missing 1'])
  })
  test('blank years at the end are left out and told', async () => {
    const blank = ages.map((age) => [2022, age, '', ''])
    const read = readCsv([...rows(2021), ...blank], projection)
    expect((await preview(read)).populations).toMatchObject([{ male: [men] }])
    expect(await remarks(read)).toContain('years-left-out')
  })
})

describe('sex in a column of its own', () => {
  const long = (): Value[][] => [
    ['年龄', '性别', '人口数', '城镇人口'],
    ...ages.flatMap((age) => [
      [age, '男', men[age] ?? 0, Math.floor((men[age] ?? 0) / 2)],
      [age, 'Female', women[age] ?? 0, Math.floor((women[age] ?? 0) / 3)],
    ]),
  ]
  test('is read as men and women, in whatever order', async () => {
    const [heads = [], ...rest] = long()
    for (const rows of [long(), [heads, ...rest.toReversed()]]) {
      const [first] = (await preview(readXlsx(rows))).populations
      expect(first).toMatchObject({ male: men, female: women })
      expect(first?.kind === 'base' ? [first.urbanMale?.[7], first.urbanFemale?.[7]] : []).toEqual([
        Math.floor((men[7] ?? 0) / 2),
        Math.floor((women[7] ?? 0) / 3),
      ])
    }
    expect(await remarks(readCsv(long()))).toEqual([])
  })
  test('totals of both sexes, of all ages and of all are checked', async () => {
    const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
    const totals: Value[][] = [
      [5, '合计', (men[5] ?? 0) + (women[5] ?? 0), ''],
      ['合计', '男', sum(men), ''],
      ['合计', '男女合计', sum(men) + sum(women), ''],
    ]
    const checked = (await preview(readCsv([...long(), ...totals]))).remarks
    expect(checked).toContainEqual(expect.objectContaining({ code: 'totals-checked', params: { count: 3 } }))
    const wrong = totals.map(([age = null, sex = null, persons]) => [age, sex, Number(persons) + 1, ''])
    expect(await faults(readCsv([...long(), ...wrong]))).toEqual(['total-disagrees C204', 'total-disagrees C205', 'total-disagrees C206'])
  })
  test('a doubled row names the one before, a missing one its sex and age, a strange sex its cell', async () => {
    const doubled = await readCsv([...long(), [5, '女', 1, 1]])
    expect(doubled.ok ? undefined : doubled.faults).toMatchObject([{ code: 'row-doubled', params: { row: 204, other: 13, age: 5 } }])
    const missing = await readCsv(long().filter((_, row) => row !== 11))
    expect(missing.ok ? undefined : missing.faults).toMatchObject([
      { code: 'sex-missing', params: { sex: 'male', ages: '5', head: '人口数' } },
      { code: 'sex-missing', params: { sex: 'male', ages: '5', head: '城镇人口' } },
    ])
    expect(await faults(readCsv(changed(long(), 'B9', '不详')))).toEqual(['sex-unreadable B9'])
    expect(await faults(readCsv(changed(long(), 'D11', 1e6)))).toEqual(['urban-above D11'])
  })
})

describe('worksheets', () => {
  test('a hidden sheet is passed over and told; so is a second one that would fit', async () => {
    const bytes = await xlsxOf([['说明'], ['无']], { name: '说明' }, [
      { name: '藏', rows: table(), hidden: true },
      { name: '一', rows: table() },
      { name: '二', rows: table() },
    ])
    const found = await preview(readBytes(bytes))
    expect(found.sheet).toBe('一')
    expect(found.remarks.map(({ code, params }) => [code, params?.['sheet']])).toEqual(
      expect.arrayContaining([
        ['sheet-hidden', '藏'],
        ['sheet-not-read', '二'],
      ]),
    )
  })
  test('a note below the table is left out and told; an empty file is refused', async () => {
    expect(await remarks(readCsv([...table(), [], ['注：推算数']]))).toEqual(['row-left-out 104'])
    expect(await faults(readText(''))).toEqual(['head-missing'])
    expect(await faults(readCsv([['年龄', '男', '女'], ...ages.map((age) => [age, '', ''])]))).toEqual(['table-empty'])
  })
})
