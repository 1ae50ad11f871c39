import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fiscalBacktest } from '../../models/fiscal/backtest'
import { fittedGrowth, impliedPrice, publishedValue } from '../../models/fiscal/backtestCatalogue'
import { backtestVariants, errorOf, isWorse, type FiscalBacktestRow } from '../../models/fiscal/backtestRow'
import { simulate } from '../../models/simulate'
import type { Catalogue } from '../../models/catalogue/schema'
import { shippedCatalogue } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const rows = fiscalBacktest(catalogue, simulate)
const row = (series: string, year: number): FiscalBacktestRow => {
  const found = rows.find((entry) => entry.series === series && entry.year === year)
  if (found === undefined) throw new Error(`no row of ${series} ${String(year)}`)
  return found
}
const method = readFileSync(join(import.meta.dirname, '../../models/METHOD.md'), 'utf8')
const percentOf = (error: number): string => (error * 100).toFixed(1).replace('-', '−')

test('the table in METHOD is what the code gives today', () => {
  const lines = rows.map((entry) => {
    const cells = backtestVariants.map((variant) =>
      variant === 'nominal' && entry.subject !== 'revenue' ? '' : percentOf(errorOf(entry.model[variant], entry)),
    )
    const rules = entry.rules.map(({ forecast }) => percentOf(errorOf(forecast, entry)))
    return `| ${[entry.series, entry.year, (entry.actual / 1e8).toFixed(1), (entry.itemShare * 100).toFixed(1), ...cells, ...rules].join(' | ')} |`
  })
  const printed = method.split('\n').filter((line) => /^\| (rev|exp)-/.test(line))
  expect(printed.map((line) => line.replace(/ +/g, ' '))).toEqual(lines.map((line) => line.replace(/ +/g, ' ')))
})

describe('the growth rules are those of the open benchmark', () => {
  // Series, first year, growth in per cent; forecast and error in per cent of 2021 and of 2022.
  const benchmark = [
    ['rev-total', 2015, 0.87, 2069.0, -12.0, 2087.0, -26.1],
    ['rev-total', 2017, 6.39, 2182.3, -7.1, 2321.9, -17.8],
    ['exp-total', 2015, 4.38, 5501.1, 5.0, 5742.2, -2.5],
    ['exp-total', 2017, 5.17, 5542.9, 5.8, 5829.7, -1.0],
    ['exp-205', 2015, 3.66, 665.7, 3.8, 690.0, -0.3],
    ['exp-205', 2017, 4.55, 671.4, 4.7, 702.0, 1.4],
    ['exp-207', 2015, 5.23, 130.1, 21.2, 136.9, 26.3],
    ['exp-207', 2017, 1.92, 126.0, 17.4, 128.4, 18.5],
    ['exp-208', 2015, 7.15, 915.9, 4.7, 981.4, -0.4],
    ['exp-208', 2017, 6.68, 911.9, 4.2, 972.8, -1.3],
    ['exp-210', 2015, 7.84, 404.5, 11.5, 436.2, 0.5],
    ['exp-210', 2017, 5.05, 394.0, 8.6, 413.9, -4.6],
    ['exp-213', 2015, 5.13, 912.1, 11.4, 958.9, 5.1],
    ['exp-213', 2017, 2.41, 888.5, 8.5, 910.0, -0.3],
    ['exp-221', 2015, -1.36, 175.3, 1.0, 172.9, 7.3],
    ['exp-221', 2017, 2.66, 182.5, 5.1, 187.3, 16.2],
    ['exp-232', 2015, 48.88, 267.1, -2.6, 397.7, 77.8],
    ['exp-232', 2017, 14.62, 205.7, -25.0, 235.8, 5.4],
    ['gdp-first', 2015, -0.53, 17267.0, -15.8, 17174.6, -25.8],
    ['gdp-first', 2017, 2.55, 17802.7, -13.2, 18256.8, -21.2],
    ['wage-urban-nonprivate', 2015, 8.35, 92431.4, 2.2, 100147.2, -0.8],
    ['wage-urban-nonprivate', 2017, 8.56, 92612.6, 2.4, 100540.4, -0.4],
    ['inc-urban', 2015, 6.21, 43921.9, -1.0, 46650.4, 0.8],
    ['inc-urban', 2017, 5.05, 43441.9, -2.1, 45636.2, -1.4],
    ['inc-rural', 2015, 8.98, 18055.2, -1.5, 19677.0, 0.2],
    ['inc-rural', 2017, 9.6, 18157.3, -1.0, 19900.3, 1.3],
  ] as const
  test.each(benchmark)('%s from %d on', (series, from, growth, forecast1, error1, forecast2, error2) => {
    const fitted = fittedGrowth(catalogue, series, 2020 - from) ?? Number.NaN
    expect(fitted * 100).toBeCloseTo(growth, 2)
    const base = publishedValue(catalogue, series, 2020) ?? Number.NaN
    ;[
      [2021, forecast1, error1],
      [2022, forecast2, error2],
    ].forEach(([year = 0, forecast = 0, error = 0], k) => {
      const value = base * (k === 0 ? 1 + fitted : (1 + fitted) * (1 + fitted))
      // The benchmark is printed with one decimal.
      expect(Math.abs(value - forecast)).toBeLessThanOrEqual(0.0500001)
      expect(Math.abs((value / (publishedValue(catalogue, series, year) ?? 0) - 1) * 100 - error)).toBeLessThanOrEqual(0.0500001)
      const shown = rows.find((entry) => entry.series === series && entry.year === year)?.rules.find((rule) => rule.from === from)
      if (shown !== undefined) expect(shown.forecast).toBeCloseTo(value * 1e8, 0)
    })
  })
})

describe('revenue by the model’s own equations', () => {
  // Parts of 2020 by the composition of 2019: tax 1,539.69 of 2,059.69, resource tax 302.33 of the tax.
  const tax = (2051.2 * 1539.69) / 2059.69
  const resource = (tax * 302.33) / 1539.69
  const [ordinary, nonTax] = [tax - resource, 2051.2 - tax]
  test('with 2020 known: 4.38% real, 1.8% consumer prices (means of 2016–2020), producer prices still', () => {
    const nominal = (1 + (0.072 + 0.04 + 0.053 + 0.052 + 0.002) / 5) * (1 + (0.7 * (1.2 + 1.7 + 1.8 + 2.4 + 1.9)) / 500)
    const revenue = ordinary * nominal + resource * 1.02 + nonTax * 1.02
    expect(row('rev-total', 2021).model.blind / 1e8).toBeCloseTo(revenue, 4)
  })
  test('with growth and prices known: 6.3% and 0.9%, 4.2% and 1.8% with producer prices 8.6% up', () => {
    const first = 1.063 * (1 + 0.7 * 0.009)
    const second = 1.042 * (1 + 0.7 * 0.018 + 0.3 * 0.086)
    const revenue = ordinary * first * second + resource * 1.02 * 1.02 * 1.086 + nonTax * 1.02 * 1.02
    expect(row('rev-total', 2022).model.macro / 1e8).toBeCloseTo(revenue, 4)
  })
  test('with nominal GDP known, ordinary tax follows it exactly and the producer price is what the deflator leaves', () => {
    const price = ((21166 / 17258.04 / 1.063 - 1 - 0.7 * 0.009) * 10) / 3
    expect(impliedPrice(catalogue).points.find(({ year }) => year === 2021)?.value).toBeCloseTo(price, 12)
    const revenue = (ordinary * 21166) / 17258.04 + resource * 1.02 * (1 + price) + nonTax * 1.02
    expect(row('rev-total', 2021).model.nominal / 1e8).toBeCloseTo(revenue, 4)
  })
})

test('expenditure: items and the rest add up to the published base year, and expenditure does not hang on the producer price', () => {
  for (const entry of rows.filter(({ subject }) => subject !== 'revenue')) {
    expect(entry.itemShare).toBeGreaterThan(0)
    expect(entry.itemShare).toBeLessThan(1)
    expect(entry.model.nominal).toBe(entry.model.macro)
  }
  expect(row('exp-total', 2021).itemShare).toBeCloseTo(636.41 / 5270.16, 4)
})

test('what came after the base year does not move what is foretold with the base year alone', () => {
  const later = <P extends { readonly year: number; readonly value: number }>(points: readonly P[]): P[] =>
    points.map((point) => (point.year > 2020 ? { ...point, value: point.value * 3 + 1 } : point))
  const changed: Catalogue = {
    ...catalogue,
    items: catalogue.items.map((item) => ({
      ...item,
      components: item.components.map((component) => ({ ...component, history: later(component.history) })),
    })),
    pools: catalogue.pools.map((pool) => ({ ...pool, history: later(pool.history) })),
    indices: catalogue.indices.map((index) => ({ ...index, growth: { ...index.growth, points: later(index.growth.points) } })),
    series: catalogue.series.map((series) => ({ ...series, values: later(series.values) })),
    fiscal: {
      ...catalogue.fiscal,
      accounts: catalogue.fiscal.accounts.map((account) => ({
        ...account,
        years: account.years.map((year) => (year.year > 2020 ? { ...year, ordinaryTax: 1, resourceTax: 2, nonTax: 3 } : year)),
      })),
      realGrowth: { ...catalogue.fiscal.realGrowth, points: later(catalogue.fiscal.realGrowth.points) },
      producerPrice: { ...catalogue.fiscal.producerPrice, points: later(catalogue.fiscal.producerPrice.points) },
    },
  }
  const again = fiscalBacktest(changed, simulate)
  expect(again.map(({ model }) => model.blind)).toEqual(rows.map(({ model }) => model.blind))
  expect(again.map(({ rules }) => rules)).toEqual(rows.map(({ rules }) => rules))
})

test('worse means that a growth rule came nearer', () => {
  expect(isWorse(row('rev-total', 2021), 'macro')).toBe(true)
  expect(isWorse(row('rev-total', 2021), 'nominal')).toBe(false)
  expect(isWorse(row('rev-total', 2022), 'nominal')).toBe(false)
})

test('a catalogue without the published years has no backtest', () => {
  expect(fiscalBacktest({ ...catalogue, series: [] }, simulate)).toEqual([])
})
