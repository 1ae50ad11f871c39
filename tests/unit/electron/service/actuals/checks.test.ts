import { describe, expect, test } from 'vitest'
import type { Value } from '../table/tables'
import { faults, figures, known, preview, readRows, remarks } from './tables'

const account: readonly Value[] = ['地区', '年份', '一般税收（万元）', '资源税（万元）', '非税收入（万元）']
const count: readonly Value[] = ['编号', '单位', '年份', '全区合计', '呼和浩特市', '包头市']
const indicator: readonly Value[] = ['编号', '指标', '单位', '2021年', '2022年']
const orphans = 'special-children-basic-living.orphans'

describe('the region and its parts', () => {
  const leaves = known.cells.filter((cell) => !cell.endsWith('-own'))
  const codes = ['地区代码', '年份', ...account.slice(2)]
  const all = (value: number): readonly (readonly Value[])[] => known.cells.map((cell) => [cell, 2021, value, value, value])
  const leagueCounts = (total: number): readonly (readonly Value[])[] => [
    ['编号', '单位', '年份', '全区合计', ...leaves],
    [orphans, '人', 2021, total, ...leaves.map(() => 1000)],
  ]

  test('an account of the region alone is taken', async () => {
    expect(await figures(readRows([codes, ['150000', 2021, 1, 1, 1]]))).toEqual(['account 150000 2021 10000+10000+10000'])
  })
  test('beside accounts of all its units it is only compared', async () => {
    const reading = readRows([codes, ...all(100), ['合计', 2021, 1300, 1300, 1500]])
    expect(await figures(reading)).toHaveLength(known.cells.length)
    const said = (await remarks(reading)).filter((line) => !line.startsWith('actual-far'))
    // 13 units of 100 make 1300; the non-tax revenue of the region is said to be 1500.
    expect(said).toEqual(['account-region 15', 'account-region-differs E15'])
  })
  test.each([
    ['agree', 12_000, ['totals-agree']],
    ['nearly agree', 12_040, ['counts-near-total D2']],
  ])('counts of all leagues that %s with the total are taken', async (_, total, wanted) => {
    expect((await remarks(readRows(leagueCounts(total)))).filter((line) => !line.startsWith('actual-far'))).toEqual(wanted)
  })
  test.each([
    ['above', 11_000, 'counts-above-total D2'],
    ['below', 13_000, 'counts-below-total D2'],
  ])('counts of all leagues %s the total are refused', async (_, total, wanted) => {
    expect(await faults(readRows(leagueCounts(total)))).toEqual([wanted])
  })
  test('a table of names that nobody knows is refused soon, however long', async () => {
    const rows = Array.from({ length: 20_000 }, (_, k) => [`${String(k)}-${'x'.repeat(50)}`, '人', 2021, 1, '', ''])
    const started = performance.now()
    expect((await faults(readRows([count, ...rows]))).length).toBeLessThanOrEqual(201)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('what is said and still taken', () => {
  test.each<[string, readonly (readonly Value[])[], readonly string[]]>([
    [
      'a column nobody knows',
      [
        [...account, '备注栏'],
        ['包头市', 2021, 1_000_000, 1, 1, '好'],
      ],
      ['column-unknown F1'],
    ],
    [
      'an account out of balance',
      [
        [...account, '一般公共预算支出（万元）'],
        ['包头市', 2021, 1_000_000, 100_000, 300_000, 2_000_000],
      ],
      ['account-unbalanced 2'],
    ],
    [
      'claims above expenditure',
      [
        [...account, '一般公共预算支出（万元）', '人员支出（万元）'],
        ['包头市', 2021, 1_000_000, 100_000, 300_000, 1_400_000, 1_500_000],
      ],
      ['claims-above 2'],
    ],
    [
      'a part that was worked out',
      [
        ['地区', '年份', '一般税收（万元）', '资源税（万元）', '一般公共预算收入（万元）'],
        ['包头市', 2021, 900_000, 100_000, 1_300_000],
      ],
      ['account-part-derived 2'],
    ],
    ['a negative amount', [account, ['包头市', 2021, 1_000_000, -1, 300_000]], ['account-negative D2']],
    ['a figure far from the model’s', [account, ['包头市', 2021, 10, 1, 3]], ['actual-far-account 2']],
    ['a cell that says not known', [indicator, ['hospital-beds', '', '张/千人', 7, '暂无']], ['cells-unknown']],
    ['rows without a unit', [indicator, ['hospital-beds', '', '', 7, '']], ['unit-assumed']],
    ['a year from the title', [['2021年指标'], ['编号', '单位', '数值'], ['hospital-beds', '张/千人', 7]], ['year-from-title']],
  ])('%s', async (_, rows, wanted) => {
    expect(await remarks(readRows(rows))).toEqual(wanted)
  })
  test('a balanced account has no remark, and its remainder is told', async () => {
    const found = await preview(
      readRows([
        [...account, '一般性转移支付（万元）', '一般公共预算支出（万元）'],
        ['包头市', 2021, 900_000, 100_000, 300_000, 700_000, 2_000_000],
      ]),
    )
    expect(found.remarks).toEqual([])
    expect(found.actuals[0]?.remainder).toBe(0)
  })
})
