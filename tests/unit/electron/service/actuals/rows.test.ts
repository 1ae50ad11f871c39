import { describe, expect, test } from 'vitest'
import type { Value } from '../table/tables'
import { faults, figures, preview, read, readRows, readSheets, readText, remarks } from './tables'

const account: readonly Value[] = ['地区', '年份', '一般税收（万元）', '资源税（万元）', '非税收入（万元）']
const count: readonly Value[] = ['编号', '单位', '年份', '全区合计', '呼和浩特市', '包头市']
const standard: readonly Value[] = ['编号', '项目（服务标准）', '单位', '2021', '2022']
const indicator: readonly Value[] = ['编号', '指标', '单位', '2021年', '2022年']
const orphans = 'special-children-basic-living.orphans'
const primary = 'compulsory-tuition-waiver.primary'

describe('what is read rightly', () => {
  test.each<[string, readonly (readonly Value[])[], readonly string[]]>([
    ['an account in ten thousands', [account, ['呼和浩特市', 2021, 100, 20, 30]], ['account 150100 2021 1000000+200000+300000']],
    [
      'insured persons of a league, by their id',
      [count, ['basis.insured', '人', 2021, '', 2000000, '']],
      ['count 150100 2021 basis.insured 2000000'],
    ],
    [
      'registered persons, by their name',
      [
        ['服务项目', '单位', '年份', '呼和浩特市'],
        ['户籍人口', '万人', 2021, 250],
      ],
      ['count 150100 2021 basis.registered 2500000'],
    ],
    ['a league without what kind of area it is', [account, ['兴安', 2021, 1, 1, 1]], ['account 152200 2021 10000+10000+10000']],
    ['the region’s own level', [account, ['自治区本级', 2021, 1, 1, 1]], ['account 150000-own 2021 10000+10000+10000']],
    [
      'a code in place of a name',
      [
        ['地区代码', ...account.slice(1)],
        [150200, 2021, 1, 2, 3],
      ],
      ['account 150200 2021 10000+20000+30000'],
    ],
    [
      'thousands separators and full-width digits',
      [account, ['包头市', '２０２１年', '1,234.5', '１２', '3']],
      ['account 150200 2021 12345000+120000+30000'],
    ],
    [
      'hundred millions where the head says so',
      [account.map((head) => String(head).replace('万元', '亿元')), ['包头市', 2021, '1.25', 1, 1]],
      ['account 150200 2021 125000000+100000000+100000000'],
    ],
    [
      'a unit above the table',
      [['单位：万元'], account.map((head) => String(head).replace('（万元）', '')), ['包头市', 2021, 1, 1, 1]],
      ['account 150200 2021 10000+10000+10000'],
    ],
    ['a unit in the cell', [account, ['包头市', 2021, '1.5亿元', 1, 1]], ['account 150200 2021 150000000+10000+10000']],
    [
      'English heads',
      [
        ['Area', 'Year', 'Ordinary tax (10,000 yuan)', 'Resource tax (10,000 yuan)', 'Non-tax revenue (10,000 yuan)'],
        ['Hohhot', 2021, 1, 2, 3],
      ],
      ['account 150100 2021 10000+20000+30000'],
    ],
    [
      'blank rows and a title above',
      [['内蒙古决算'], [], account, [], ['包头市', 2021, 1, 1, 1], [], ['注：决算数']],
      ['account 150200 2021 10000+10000+10000'],
    ],
    [
      'a part worked out from the sums',
      [
        ['地区', '年份', '一般公共预算收入（万元）', '税收收入（万元）', '资源税（万元）'],
        ['包头市', 2021, 100, 70, 20],
      ],
      ['account 150200 2021 500000+200000+300000'],
    ],
    [
      'further lines and claims',
      [
        [...account, '一般性转移支付（万元）', '一般公共预算支出（万元）', '人员支出（万元）'],
        ['包头市', 2021, 5, 1, 4, 10, 20, 8],
      ],
      ['account 150200 2021 50000+10000+40000 generalTransfers=100000 expenditure=200000 pay=80000'],
    ],
    [
      'heads in two rows, a year over three lines',
      [
        ['地区', '2021年', '', '', '2022年', '', ''],
        ['', ...account.slice(2), ...account.slice(2)],
        ['包头市', 1, 2, 3, 4, 5, 6],
      ],
      ['account 150200 2021 10000+20000+30000', 'account 150200 2022 40000+50000+60000'],
    ],
    ['a negative amount', [account, ['包头市', 2021, 1, -2, 3]], ['account 150200 2021 10000+-20000+30000']],
    [
      'counts by league',
      [count, [orphans, '人', 2021, '', 10, 20]],
      [`count 150100 2021 ${orphans} 10`, `count 150200 2021 ${orphans} 20`],
    ],
    ['counts in ten thousands', [count, [primary, '万人', 2021, '132.5', '', '—']], [`count 150000 2021 ${primary} 1325000`]],
    [
      'dashes, dots and words for not known',
      [count, [orphans, '人', 2021, '5', '…', '暂无'], [primary, '人', 2021, '/', 'n/a', 7]],
      [`count 150000 2021 ${orphans} 5`, `count 150200 2021 ${primary} 7`],
    ],
    [
      'one count in each row',
      [
        ['服务对象', '编号', '地区', '年份', '数量'],
        ['孤儿', orphans, '通辽', 2022, '88'],
      ],
      [`count 150500 2022 ${orphans} 88`],
    ],
    [
      'a count by its names',
      [
        ['项目（服务对象）', '部分', '年份', '全区合计'],
        ['义务教育阶段免除学杂费', '小学生', 2021, 9],
      ],
      [`count 150000 2021 ${primary} 9`],
    ],
    ['a year in the title', [['2023年服务对象数'], ['编号', '单位', '全区合计'], [orphans, '人', 9]], [`count 150000 2023 ${orphans} 9`]],
    [
      'standards by year',
      [standard, [orphans, '', '元/人·月', 1500, '1,600']],
      [`standard 150000 2021 ${orphans} 1500`, `standard 150000 2022 ${orphans} 1600`],
    ],
    ['a unit with other marks', [standard, [orphans, '', '元/人/月', 1500, '']], [`standard 150000 2021 ${orphans} 1500`]],
    [
      'a standard of a league',
      [
        [...standard, '地区'],
        [orphans, '', '', 1500, '', '包头'],
      ],
      [`standard 150200 2021 ${orphans} 1500`],
    ],
    [
      'a pool',
      [standard, ['basic-public-health', '', '', 79, 84]],
      ['standard 150000 2021 basic-public-health 79', 'standard 150000 2022 basic-public-health 84'],
    ],
    [
      'indicators, per cents in any form',
      [indicator, ['', '普惠性幼儿园覆盖率', '%', '88.5%', 90]],
      ['indicator 150000 2021 inclusive-kindergarten 88.5', 'indicator 150000 2022 inclusive-kindergarten 90'],
    ],
    [
      'an indicator in persons where ten thousands are wanted',
      [indicator, ['new-urban-jobs', '', '人', 215000, '']],
      ['indicator 150000 2021 new-urban-jobs 21.5'],
    ],
  ])('%s', async (_, rows, wanted) => {
    expect(await figures(readRows(rows))).toEqual(wanted)
  })

  test('source and grade of the row go along', async () => {
    const [first] = (
      await preview(
        readRows([
          [...indicator, '来源', '等级'],
          ['hospital-beds', '', '', 6.94, '', '统计公报', 'Ａ 官方文件'],
        ]),
      )
    ).actuals
    expect(first).toMatchObject({ source: '统计公报', grade: 'A', row: 2, value: 6.94, known: 6.94 })
  })
  test('GBK, as Excel saves CSV in China', async () => {
    const encode = new Map<string, readonly number[]>()
    const decoder = new TextDecoder('gbk')
    for (let high = 0x81; high < 0xff; high++)
      for (let low = 0x40; low < 0xff; low++) if (low !== 0x7f) encode.set(decoder.decode(Uint8Array.of(high, low)), [high, low])
    const text = [account, ['呼和浩特市', 2021, 1, 2, 3]].map((row) => row.join(',')).join('\r\n')
    const bytes = Uint8Array.from([...text].flatMap((letter) => encode.get(letter) ?? [letter.charCodeAt(0)]))
    expect((await preview(read(bytes))).encoding).toBe('gb18030')
    expect(await figures(read(bytes))).toEqual(['account 150100 2021 10000+20000+30000'])
  })
  test('sheets in any order, one of them unknown, merged or not', async () => {
    const reading = readSheets({
      别的: [
        ['甲', '乙'],
        [1, 2],
      ],
      指标: [indicator, ['hospital-beds', '', '', 7, '']],
      财政: [account, ['包头市', 2021, 1, 1, 1]],
    })
    expect(await figures(reading)).toHaveLength(2)
    expect(await remarks(reading)).toContain('sheet-unread')
  })
})

describe('what is refused, with row and column', () => {
  test.each<[string, readonly (readonly Value[])[], readonly string[]]>([
    [
      'no heads that are known',
      [
        ['甲', '乙'],
        [1, 2],
      ],
      ['actuals-head-missing'],
    ],
    ['heads and nothing else', [account], ['actuals-empty']],
    [
      'money without a unit',
      [
        ['地区', '年份', '一般税收', '资源税（万元）', '非税收入（万元）'],
        ['包头市', 2021, 1, 1, 1],
      ],
      ['unit-missing C1'],
    ],
    ['words in place of an amount', [account, ['包头市', 2021, '约十亿', 1, 1]], ['not-a-number C2']],
    ['a per cent among amounts', [account, ['包头市', 2021, '12%', 1, 1]], ['amount-percent C2']],
    ['an error of the spreadsheet', [account, ['包头市', 2021, '#REF!', 1, 1]], ['cell-error C2']],
    ['a number torn by its comma', [account, ['包头市', 2021, '1,23', 1, 1]], ['not-a-number C2']],
    ['a missing part of own revenue', [account, ['包头市', 2021, 1, '', 3]], ['account-part-missing 2']],
    ['two missing parts', [account, ['包头市', 2021, 1, '', '']], ['account-part-missing 2', 'account-part-missing 2']],
    [
      'a sum that is not that of its parts',
      [
        [...account, '一般公共预算收入（万元）'],
        ['包头市', 2021, 10, 10, 10, 50],
      ],
      ['account-sum-disagrees F2'],
    ],
    [
      'taxes that are not their sum',
      [
        [...account, '税收收入（万元）'],
        ['包头市', 2021, 10, 10, 10, 50],
      ],
      ['account-sum-disagrees F2'],
    ],
    ['an area nobody knows', [account, ['火星基地', 2021, 1, 1, 1]], ['area-unknown A2']],
    ['an area misspelt', [account, ['呼和浩市', 2021, 1, 1, 1]], ['area-unknown-near A2']],
    ['no area', [account, ['', 2021, 1, 1, 1]], ['area-blank A2']],
    [
      'a code nobody knows',
      [
        ['地区代码', ...account.slice(1)],
        ['159999', 2021, 1, 1, 1],
      ],
      ['code-unknown A2'],
    ],
    [
      'code and name of two areas',
      [
        ['地区代码', ...account],
        ['150100', '包头市', 2021, 1, 1, 1],
      ],
      ['area-disagrees B2'],
    ],
    ['no year', [account, ['包头市', '', 1, 1, 1]], ['year-blank B2']],
    ['a year that is none', [account, ['包头市', '去年', 1, 1, 1]], ['year-unreadable B2']],
    ['a year before the base year', [account, ['包头市', 2019, 1, 1, 1]], ['year-outside C2']],
    ['a year past the horizon', [account, ['包头市', 2036, 1, 1, 1]], ['year-outside C2']],
    [
      'a column of a year before the base year',
      [
        ['编号', '指标', '2015', '2021'],
        ['hospital-beds', '', 5, 6],
      ],
      ['year-outside C2'],
    ],
    ['the same account twice', [account, ['包头市', 2021, 1, 1, 1], ['包头', 2021, 2, 2, 2]], ['account-doubled 3']],
    ['the same count twice', [count, [orphans, '人', 2021, '', 1, ''], [orphans, '人', 2021, '', 2, '']], ['actual-doubled 3']],
    [
      'the same column twice',
      [
        [...account, '资源税（万元）'],
        ['包头市', 2021, 1, 1, 1, 1],
      ],
      ['column-twice F1'],
    ],
    ['a negative count', [count, [orphans, '人', 2021, '', -4, '']], ['figure-negative E2']],
    ['leagues above the region', [count, [orphans, '人', 2021, 10, 8, 9]], ['counts-above-total D2']],
    ['an id nobody knows', [count, ['nothing-of-the-kind-anywhere', '人', 2021, 1, '', '']], ['target-unknown A2']],
    ['an id misspelt', [count, ['special-children-basic-living.orphan', '人', 2021, 1, '', '']], ['target-unknown-near A2']],
    ['a name misspelt', [indicator, ['', '普惠幼儿园覆盖率', '%', 88, '']], ['target-unknown-near B2']],
    [
      'a name that two share',
      [
        ['项目（服务对象）', '年份', '全区合计'],
        ['义务教育阶段免除学杂费', 2021, 9],
      ],
      ['target-unknown-near A2'],
    ],
    ['neither id nor name', [count, ['', '人', 2021, 1, '', '']], ['target-blank A2']],
    ['id and name of two things', [indicator, ['hospital-beds', '婴儿死亡率', '', 7, '']], ['target-disagrees A2']],
    ['another unit', [count, [orphans, '户', 2021, 1, '', '']], ['unit-other B2']],
    ['a yearly unit where a monthly one is wanted', [standard, [orphans, '', '元/人·年', 1500, '']], ['unit-other C2']],
    ['a negative standard', [standard, [orphans, '', '', -1, '']], ['figure-negative D2']],
    ['a per cent as a standard', [standard, [orphans, '', '', '5%', '']], ['amount-percent D2']],
    ['a per cent where beds are wanted', [indicator, ['hospital-beds', '', '', '7%', '']], ['amount-percent D2']],
    [
      'a grade that is none',
      [
        [...indicator, '等级'],
        ['hospital-beds', '', '', 7, '', '优'],
      ],
      ['grade-unreadable F2'],
    ],
    [
      'a source without end',
      [
        [...indicator, '来源'],
        ['hospital-beds', '', '', 7, '', '源'.repeat(301)],
      ],
      ['source-too-long F2'],
    ],
    ['a figure past all bounds', [count, [orphans, '人', 2021, '9,999,999,999,999', '', '']], ['amount-too-large D2']],
    [
      'every fault of a row, not the first alone',
      [count, [orphans, '公里', '去年', 'x', -1, '']],
      ['unit-other B2', 'year-unreadable C2', 'not-a-number D2', 'figure-negative E2'],
    ],
    ['more values than heads', [account, ['包头市', 2021, 1, 1, 1, 7]], ['row-too-long F2']],
    ['a quotation mark that is never closed', [account, ['"包头市', 2021, 1, 1, 1]], ['quotes-broken 2']],
  ])('%s', async (_, rows, wanted) => {
    const found = await faults(readRows(rows))
    for (const fault of wanted) expect(found).toContain(fault)
    expect(found.length).toBeLessThanOrEqual(wanted.length + 1)
  })
  test('a nearest name is offered', async () => {
    const found = await readRows([account, ['呼和浩市', 2021, 1, 1, 1]])
    expect(found).toMatchObject({ ok: false, faults: [{ params: { text: '呼和浩市', guess: '呼和浩特市' } }] })
    const id = await readRows([count, ['special-children-basic-living.orphan', '人', 2021, 1, '', '']])
    expect(id).toMatchObject({ ok: false, faults: [{ params: { guess: orphans } }] })
  })
  test('a date and an error in a workbook', async () => {
    const reading = readSheets({ 指标: [indicator, ['hospital-beds', '', '', new Date(Date.UTC(2021, 0, 4)), true]] })
    expect(await faults(reading)).toEqual(['amount-date 指标!D2', 'not-a-number 指标!E2'])
  })
  test('a web page', async () => expect(await faults(readText('<html><table>'))).toEqual(['table-html']))
  test('the same figure in two sheets names both', async () => {
    const rows = [indicator, ['hospital-beds', '', '', 7, '']]
    expect(await faults(readSheets({ 指标: rows, 指标二: rows }))).toEqual(['actual-doubled 指标二!2'])
  })
})
