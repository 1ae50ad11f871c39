import { beforeAll, describe, expect, test } from 'vitest'
import { tablesOf, type ReportDocument } from '../../../../../models/report/document'
import type { Scenario } from '../../../../../models/scenario/document'
import { equalityOf } from '../../../../../models/equality/measure'
import { makeReport } from '../../../../../electron/service/report/report'
import { inProcessRunner } from '../../../../../electron/service/runner/inProcess'
import { plan, shippedCatalogue } from '../../../../fixtures/catalogue'
import { shippedScenarios } from '../../../../fixtures/shipped'

const loaded = { catalogue: shippedCatalogue(), sha256: 'a'.repeat(64) }
const shipped = shippedScenarios()
const made = (scenarios: readonly Scenario[], language: 'zh' | 'en' = 'zh'): Promise<ReportDocument> =>
  makeReport({ loaded, scenarios, language, program: 'liangli 0.0.0' }, inProcessRunner)

/** A printed number; nothing for what is none. */
const numberIn = (cell: string): number => Number(cell.replace(/[,+%]/g, '').replace('\u2212', '-').replace('—', '0'))
const decimalsOf = (cell: string): number => (cell.split('.')[1] ?? '').length

/** Rows and columns that do not add up as printed. */
export function faultsOf(report: ReportDocument): readonly string[] {
  return tablesOf(report).flatMap((table) => {
    const figures = table.head.flatMap((_, k) => (table.words.includes(k) ? [] : [k]))
    const isSame = (sum: number, cell: string): boolean => Math.abs(sum - numberIn(cell)) < 0.5 / 10 ** (decimalsOf(cell) + 1)
    const down = !table.addsDown
      ? []
      : figures.flatMap((k) => {
          const cells = table.rows.map((row) => row[k] ?? '')
          if (cells.some((cell) => cell.endsWith('%'))) return []
          return isSame(
            cells.slice(0, -1).reduce((sum, cell) => sum + numberIn(cell), 0),
            cells.at(-1) ?? '',
          )
            ? []
            : [`${table.title} · ${table.head[k] ?? ''}`]
        })
    const across = !table.addsAcross
      ? []
      : table.rows.flatMap((row) => {
          const cells = figures.map((k) => row[k] ?? '')
          return isSame(
            cells.slice(0, -1).reduce((sum, cell) => sum + numberIn(cell), 0),
            cells.at(-1) ?? '',
          )
            ? []
            : [`${table.title} · ${row[0] ?? ''}`]
        })
    return [...down, ...across]
  })
}

describe('the assessment of a scenario', () => {
  let report: ReportDocument
  beforeAll(async () => {
    report = await made([shipped[1] ?? plan])
  })

  test('has the parts of the form in their order, from the conclusion to the annexes', () =>
    expect(report.sections.map(({ title }) => title.replace(/^[一二三四五六七八九十]+、/, ''))).toEqual([
      '评估结论摘要',
      '政策概况',
      '受益人群',
      '支出责任与分担',
      '支出测算',
      '财力状况',
      '承受能力评估',
      '均等化影响',
      '敏感性与风险',
      '退出、调整与建议',
      '数据来源与可信度',
      '评分、专家意见与签署',
      '附表',
    ]))

  test('tables are numbered in their order, every table has a row, every row as many cells as the head', () => {
    const tables = tablesOf(report)
    expect(tables.map(({ title }) => /^表(\d+) /.exec(title)?.[1])).toEqual(tables.map((_, k) => String(k + 1)))
    for (const { title, head, rows } of tables) {
      expect(rows.length, title).toBeGreaterThan(0)
      for (const row of rows) expect(row.length, title).toBe(head.length)
    }
  })

  test('adds up as printed, down and across', () => {
    expect(tablesOf(report).filter(({ addsDown }) => addsDown).length).toBeGreaterThanOrEqual(6)
    expect(faultsOf(report)).toEqual([])
  })

  test('new money is the same in every table that has it, and in the conclusion', () => {
    const [byPayer, , , annex, units] = [/^表\d+ 新增支出：/, /成因/, /性质/, /逐年新增支出/, /逐年新增负担/].map((title) =>
      tablesOf(report).find((table) => title.test(table.title)),
    )
    const total = byPayer?.rows.at(-1)?.slice(1).map(numberIn) ?? []
    const years = byPayer?.head.slice(1).map((year) => /^\d+/.exec(year)?.[0] ?? '') ?? []
    const later = annex?.rows.at(-1) ?? []
    expect(years.map((year) => numberIn(later[annex?.head.indexOf(year) ?? -1] ?? ''))).toEqual(total)
    // The centre pays nothing of this item: what the levels pay more is what the units bear more.
    expect(units?.rows.at(-1)?.slice(1)).toEqual(later.slice(1))
    const said = report.sections[0]?.blocks.map((block) => ('text' in block ? block.text : '')).join('') ?? ''
    for (const [k, year] of years.entries()) expect(said).toContain(`${year}年${(total[k] ?? 0).toLocaleString('en-US')}万元`)
  })

  test('where money comes from and where it goes come to the same', () => {
    const [from, to] = [/财力来源/, /财力去向/].map((title) =>
      tablesOf(report)
        .find((table) => title.test(table.title))
        ?.rows.at(-1),
    )
    expect(from).toEqual(to)
  })

  test('the formula in numbers gives what the item costs more', () => {
    const formula = tablesOf(report).find(({ title }) => title.includes('公式代入数字'))
    const [old, own] = (formula?.rows ?? []).map((row) => row.slice(2).map(numberIn))
    for (const [quantity = 0, standard = 0, payments = 0, share = 0, amount = 0] of [old ?? [], own ?? []])
      expect(Math.abs((quantity * standard * payments * share) / 1e4 - amount)).toBeLessThan(1)
    expect((own?.[4] ?? 0) - (old?.[4] ?? 0)).toBe(18073)
  })

  test('nothing is signed: no name stands where people sign, the advice and the number are left blank', () => {
    const signing = report.sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'signing'))
    expect(signing).toHaveLength(1)
    expect(report.cover.filter(({ value }) => value === '').map(({ label }) => label.replace(/\u3000/g, ''))).toEqual([
      '文号',
      '提出部门',
      '评估单位（盖章）',
      '评估日期',
    ])
  })

  test('splits the differences per head by every grouping of the leagues, before and after, and names whom each group holds', async () => {
    const section = report.sections.find(({ title }) => title.includes('均等化'))
    const table = tablesOf(report).find(({ title }) => /泰尔指数的分组分解/.test(title))
    const { groupings, targetYear } = loaded.catalogue
    expect(table?.rows.map(([name]) => name)).toEqual(groupings.map(({ name }) => name.zh))
    const scenario = shipped[1] ?? plan
    const result = await inProcessRunner.run(loaded.catalogue, scenario)
    const seen = new Set<string>()
    for (const [k, { id, groups }] of groupings.entries()) {
      const { measures } = equalityOf(result, loaded.catalogue, scenario, { kind: 'total', id: '' }, targetYear, { grouping: id })
      const cells = (table?.rows[k] ?? []).slice(1).map(Number)
      const [before, now] = [cells.slice(0, 3), cells.slice(3)]
      expect(now[0]).toBeCloseTo(measures.theil?.split?.between ?? -1, 5)
      expect(now[1]).toBeCloseTo(measures.theil?.split?.within ?? -1, 5)
      for (const [between = 0, within = 0, total] of [before, now]) expect(between + within).toBeCloseTo(total ?? -1, 9)
      seen.add(String(now[0]))
      for (const { name } of groups) expect(JSON.stringify(section)).toContain(`${name.zh}：`)
    }
    // Another grouping is another split.
    expect(seen.size).toBe(groupings.length)
  })

  test('thresholds, grades, fingerprints and the reservation stand in it', () => {
    const text = JSON.stringify(report)
    for (const word of ['覆盖倍数：绿', 'A 官方文件或统计表', 'D 推算或假设', '供决策参考']) expect(text).toContain(word)
    expect(report.running.join(' ')).toMatch(/高龄津贴提至150元 [0-9a-f]{16} .*目录.*liangli 0\.0\.0 · 测算结果，供参考/)
  })

  test('says the same figures in English, with no Chinese but names and sources', async () => {
    const english = await made([shipped[1] ?? plan], 'en')
    const cells = (of: ReportDocument): readonly string[] =>
      tablesOf(of).flatMap(({ rows, words }) =>
        rows.flatMap((row) => row.filter((cell, k) => !words.includes(k) && /^[+\u2212\d]/.test(cell))),
      )
    expect(cells(english)).toEqual(cells(report))
    const heads = [
      ...english.sections.map(({ title }) => title),
      ...tablesOf(english).flatMap(({ title, unit, head }) => [title, unit, ...head]),
    ]
    expect(heads.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([])
  })
})

test('every shipped scenario has an assessment that adds up', async () => {
  for (const scenario of shipped) expect(faultsOf(await made([scenario])), scenario.name).toEqual([])
})

describe('a comparison', () => {
  test.each([2, 6])('of %i scenarios adds up, and its tables agree', async (count) => {
    const report = await made(shipped.slice(0, count))
    expect(faultsOf(report)).toEqual([])
    const total = (title: RegExp): readonly string[] =>
      tablesOf(report)
        .find((table) => title.test(table.title))
        ?.rows.at(-1)
        ?.slice(1) ?? []
    expect(total(/各领域支出/)).toHaveLength(count)
    expect(total(/各领域支出/)).toEqual(total(/各级财政分担/))
    const required = tablesOf(report)
      .find(({ title }) => /应支出（地方）/.test(title))
      ?.rows.find(([year]) => year === '2025年')
    expect(total(/自治区本级与盟市应支出/)).toEqual(required?.slice(1))
    // Differences are those of the printed totals.
    const causes = total(/应支出（地方）与情景甲之差/)
    const known = required?.slice(1).map(numberIn) ?? []
    expect(causes.map(numberIn)).toHaveLength(count - 1)
    causes.forEach((cause, k) => expect(Math.abs(numberIn(cause) - ((known[k + 1] ?? 0) - (known[0] ?? 0)))).toBeLessThan(0.011))
    expect(report.running).toHaveLength(count + 1)
  })

  test('of a scenario with itself says that there is no difference', async () => {
    const report = await made([plan, plan])
    expect(JSON.stringify(report)).toContain('各情景的输入相同，没有差额')
  })
})
