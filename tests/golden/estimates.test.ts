import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { estimatedFiles } from '../../electron/cli/estimate'
import { fitMargins, roundToSum } from '../../models/catalogue/estimate/fitMargins'
import { catalogueFolder, shippedCatalogue } from '../fixtures/catalogue'

test('running the estimates again gives the committed files to the byte', async () => {
  for (const [name, text] of Object.entries(await estimatedFiles(catalogueFolder)))
    expect(text === readFileSync(join(catalogueFolder, name), 'utf8'), name).toBe(true)
})

test('accounts of the leagues and the own level are whole yuan and add up to the region’s revenue', () => {
  const { accounts } = shippedCatalogue().fiscal
  for (const [k, total] of [205_120_000_000, 234_995_000_000, 282_440_000_000].entries()) {
    const sum = accounts.reduce(
      (all, { years }) => all + (years[k]?.ordinaryTax ?? 0) + (years[k]?.resourceTax ?? 0) + (years[k]?.nonTax ?? 0),
      0,
    )
    expect(sum).toBe(total)
  }
  expect(accounts.reduce((all, { generalTransfers }) => all + generalTransfers.value, 0)).toBe(172_500_000_000)
  expect(
    accounts
      .flatMap(({ years }) => years)
      .every(({ ordinaryTax, resourceTax, nonTax }) =>
        [ordinaryTax, resourceTax, nonTax].every((part) => Number.isInteger(part) && part >= 0),
      ),
  ).toBe(true)
})

test('a 2 × 2 table is fitted to its margins: rows 30 and 70, columns 40 and 60 of an even seed', () => {
  const seed = Float64Array.of(1, 1, 1, 1)
  const miss = fitMargins(
    seed,
    [
      { cells: [0, 1], sum: 30 },
      { cells: [2, 3], sum: 70 },
      { cells: [0, 2], sum: 40 },
      { cells: [1, 3], sum: 60 },
    ],
    1e-12,
    100,
  )
  expect(miss).toBeLessThanOrEqual(1e-12)
  expect([...seed].map((value) => Number(value.toFixed(9)))).toEqual([12, 18, 28, 42])
})

test('margins that contradict each other leave a miss', () => {
  expect(
    fitMargins(
      Float64Array.of(1, 1),
      [
        { cells: [0, 1], sum: 10 },
        { cells: [0, 1], sum: 12 },
      ],
      1e-9,
      50,
    ),
  ).toBeGreaterThan(0.1)
})

test('whole numbers keep the sum, the largest remainders first', () => expect(roundToSum([1.4, 2.4, 3.2], 7)).toEqual([2, 2, 3]))
