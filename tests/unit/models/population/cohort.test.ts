import { expect, test } from 'vitest'
import { ageOneYear, personsOf, stockCells, surviveBackwards, yearFlows, type YearRates } from '../../../../models/population/cohort'

const [women, start, end] = [101, 0, stockCells]

/** Half of the newborn, nine in ten at every age and four in ten of 99 and over are alive a year on; nothing else happens. */
function plainRates(changes: Partial<YearRates> = {}): YearRates {
  const survival = new Float64Array(stockCells).fill(0.9)
  for (const sex of [0, women]) {
    survival[sex] = 0.5
    survival[sex + 100] = 0.4
  }
  const nothing = {
    fertility: new Float64Array(101),
    fertilityLevel: 1,
    srb: 1,
    migration: new Float64Array(stockCells),
    migrationLevel: 1,
  }
  return { survival, survivalAt: 0, ...nothing, ...changes }
}

function live(persons: Readonly<Record<number, number>>, rates: YearRates): { stock: Float64Array; flows: ReturnType<typeof yearFlows> } {
  const stock = new Float64Array(2 * stockCells)
  for (const [cell, value] of Object.entries(persons)) stock[Number(cell)] = value
  const flows = yearFlows()
  flows.persons = personsOf(stock, start)
  ageOneYear(stock, start, end, rates, flows)
  return { stock: stock.slice(end), flows }
}

test('a year makes survivors a year older and joins those aged 99 and over', () => {
  const { stock, flows } = live({ 10: 100, [99]: 30, [100]: 20, [women + 0]: 10 }, plainRates())
  expect(stock[11]).toBe(90)
  expect(stock[100]).toBe(20) // (30 + 20) × 0.4
  expect(stock[women + 1]).toBe(9)
  expect(flows).toEqual({ births: 0, deaths: 41, netMigrants: 0, clamped: 0, persons: 119 }) // 10 + 30 + 1
})

test('births come from the mean of the women of both ends, are split by sex ratio and survived to the year end', () => {
  // women aged 20: 1000 at the start, none at the end; aged 21: none, 900. Rates 0.1 and 0.2: (100 + 180) / 2 = 140.
  const fertility = new Float64Array(101)
  fertility[20] = 0.1
  fertility[21] = 0.2
  const { stock, flows } = live({ [women + 20]: 1000 }, plainRates({ fertility, srb: 1.5 }))
  expect(flows.births).toBeCloseTo(140, 12)
  expect(stock[women]).toBeCloseTo(28, 12) // 140 / 2.5 × 0.5
  expect(stock[0]).toBeCloseTo(42, 12) // 84 × 0.5
  expect(flows.deaths).toBeCloseTo(100 + 70, 12)
  expect(flows.persons).toBeCloseTo(970, 12)
})

test('migrants come at the end of the year: they neither die nor give birth in it', () => {
  const fertility = new Float64Array(101).fill(0.1)
  const migration = new Float64Array(stockCells)
  migration[women + 25] = 500
  const { stock, flows } = live({}, plainRates({ fertility, migration }))
  expect(stock[women + 25]).toBe(500)
  expect(flows).toEqual({ births: 0, deaths: 0, netMigrants: 500, clamped: 0, persons: 500 })
})

test('where more would leave than there are, the cell is empty and the difference is counted', () => {
  const migration = new Float64Array(stockCells)
  migration[11] = 0.25
  migration[12] = 0.75
  const { stock, flows } = live({ 10: 100, 11: 100 }, plainRates({ migration, migrationLevel: -200 }))
  expect([stock[11], stock[12]]).toEqual([40, 0]) // 90 − 50; 90 − 150
  expect(flows.netMigrants).toBe(-200)
  expect(flows.clamped).toBe(60)
  expect(flows.persons).toBe(40)
})

test('a stock survived backwards and lived again is the same stock', () => {
  const { survival } = plainRates()
  const later = Float64Array.from({ length: 101 }, (_, age) => 1000 - 9 * age)
  const stock = new Float64Array(2 * stockCells)
  stock.set(later, end)
  surviveBackwards(stock, end, start, survival, 0)
  expect(stock[0]).toBeCloseTo(991 / 0.9, 10)
  // 100 / 0.4 = 250 were 99 or older; 98-year-olds 109/0.9, 97-year-olds 118/0.9, so 99: 109²/118/0.9
  expect(stock[99]).toBeCloseTo((109 * 109) / 118 / 0.9, 9)
  expect((stock[99] ?? 0) + (stock[100] ?? 0)).toBeCloseTo(250, 9)
  const flows = yearFlows()
  flows.persons = personsOf(stock, start)
  ageOneYear(stock, start, end, plainRates(), flows)
  for (let age = 1; age <= 100; age++) expect(stock[end + age]).toBeCloseTo(later[age] ?? 0, 9)
})

test('the open group is never split into more people than it came from', () => {
  const stock = new Float64Array(2 * stockCells)
  stock.fill(1000, end, end + 100)
  stock[end + 100] = 4
  surviveBackwards(stock, end, start, plainRates().survival, 0)
  expect([stock[99], stock[100]]).toEqual([10, 0])
})
