import { describe, expect, test } from 'vitest'
import type { Driver } from '../../../../models/catalogue/schema'
import { explainPath } from '../../../../models/explain/figure'
import { fillCaseload, fillConstruction, fillObserved, fillStock, meanChange } from '../../../../models/population/countedDrivers'
import { newMoney } from '../../../../models/actual/newMoney'
import { simulate } from '../../../../models/simulate'
import type { SimulationResult } from '../../../../models/result'
import { plan, shippedCatalogue } from '../../../fixtures/catalogue'
import { capacityCatalogue, drivenBy, faultsOf, madeUp, numbers, stockDriver, worksDriver } from '../../../fixtures/drivers'

const name = { zh: '测试', en: 'made up' }
const group = Float64Array.of(100, 110, 121, 121, 121)
const row = (fill: (row: Float64Array) => void): number[] => {
  const values = new Float64Array(5)
  fill(values)
  return [...values]
}

describe('a caseload by numbers', () => {
  const driver = (then?: string) =>
    ({
      id: 'c',
      name,
      kind: 'caseload',
      spread: 'g',
      path: numbers([2020, 50], [2022, 60]),
      ...(then === undefined ? {} : { then }),
    }) as const

  test('follows them relative to the base year and is spread as its group is; the last one holds', () => {
    expect(
      row((r) => {
        fillCaseload(driver(), 2020, r, group, undefined)
      }),
    ).toEqual([100, 110, 120, 120, 120])
  })
  test('then grows as another group does; one that was empty has no growth', () => {
    const then = Float64Array.of(1, 1, 10, 20, 5)
    expect(
      row((r) => {
        fillCaseload(driver('g'), 2020, r, group, then)
      }),
    ).toEqual([100, 110, 120, 240, 60])
    expect(
      row((r) => {
        fillCaseload(driver('g'), 2020, r, group, new Float64Array(5))
      }),
    ).toEqual([100, 110, 120, 120, 120])
  })
  test('without any case in the base year is a mistake', () => {
    expect(() => {
      fillCaseload({ ...driver(), path: numbers([2020, 0]) }, 2020, new Float64Array(5), group, undefined)
    }).toThrow(RangeError)
  })
})

describe('an observed trend', () => {
  const driver = (extra: Partial<Extract<Driver, { kind: 'observed' }>> = {}): Extract<Driver, { kind: 'observed' }> => ({
    id: 'o',
    name,
    kind: 'observed',
    spread: 'g',
    counts: numbers([2018, 80], [2019, 90], [2020, 100]),
    ...extra,
  })

  test('goes on by the mean yearly change of all years that were observed', () => {
    expect(
      meanChange([
        { year: 2018, value: 80 },
        { year: 2019, value: 90 },
        { year: 2020, value: 100 },
      ]),
    ).toBe(10)
    // Least squares of 80, 100, 90 is 5 a year.
    expect(
      meanChange([
        { year: 2018, value: 80 },
        { year: 2019, value: 100 },
        { year: 2020, value: 90 },
      ]),
    ).toBe(5)
    expect(
      row((r) => {
        fillObserved(driver(), 2020, r, group, undefined)
      }),
    ).toEqual([100, 110, 120, 130, 140])
  })
  test('never falls below nothing, and follows another group after its last year', () => {
    const falling = numbers([2019, 150], [2020, 100])
    expect(
      row((r) => {
        fillObserved(driver({ counts: falling }), 2020, r, group, undefined)
      }),
    ).toEqual([100, 50, 0, 0, 0])
    expect(
      row((r) => {
        fillObserved(driver({ until: 2021, then: 'g' }), 2020, r, group, group)
      }),
    ).toEqual([100, 110, 121, 121, 121].map((value) => expect.closeTo(value, 9) as number))
  })
  test('without anything in the base year is a mistake', () => {
    expect(() => {
      fillObserved(driver({ counts: numbers([2020, 0], [2021, 5]) }), 2020, new Float64Array(5), group, undefined)
    }).toThrow(RangeError)
  })
})

describe('a stock', () => {
  test('stands for each of a group, for each government, or as a number', () => {
    const of = (stock: Parameters<typeof stockDriver>[0]): number[] =>
      row((r) => {
        fillStock(stockDriver(stock), 2020, r, 3, () => group)
      })
    const level = numbers([2020, 5], [2022, 6])
    expect(of({ kind: 'per-population', group: 'g', per: 1000, level })[1]).toBeCloseTo((5.5 * 110) / 1000, 15)
    expect(of({ kind: 'per-government', level })).toEqual([15, 16.5, 18, 18, 18])
    expect(of({ kind: 'path', spread: 'g', level })).toEqual([500, 550, 600, 600, 600])
  })
  test('is built where it grows and renewed for good; closing builds nothing', () => {
    const built = row((r) => {
      fillConstruction(worksDriver(10), r, Float64Array.of(100, 120, 90, 95, 95))
    })
    expect(built).toEqual([10, 12 + 20, 12, 12 + 5, 12])
  })
})

const quantity = ({ layout, quantity: all }: SimulationResult, id: string, area: string): number[] => {
  const { areas, components, years } = layout
  const start = (components.indexOf(id) * areas.length + areas.indexOf(area)) * years.length
  return [...all.subarray(start, start + years.length)]
}

describe('a catalogue with a stock', () => {
  const grows = capacityCatalogue([2020, 2000], [2023, 2300])
  const result = simulate(grows, plan)

  test('runs it, builds what is added, and has its own base year', () => {
    expect(faultsOf(grows)).toEqual([])
    const [running, works] = [quantity(result, 'nursing.running', '150000'), quantity(result, 'nursing.works', '150000')]
    ;[2000, 2100, 2200, 2300, 2300].forEach((units, k) => {
      expect(running[k]).toBeCloseTo(units, 6)
    })
    ;[50, 152.5, 155, 157.5, 57.5].forEach((units, k) => {
      expect(works[k]).toBeCloseTo(units, 6)
    })
  })

  test('opens down to the catalogue’s level and useful life', () => {
    const figure = explainPath(grows, plan, 'driver/made-up-works/150100/2022', 4)
    if (!figure.ok) throw new Error(figure.message)
    expect(figure.value.formula).toMatch(/÷ driverRate\/made-up-works \[40\]/)
    const text = JSON.stringify(figure.value)
    expect(text).toContain('"entry":"drivers(made-up-works).usefulLife"')
    expect(text).toContain('"entry":"drivers(made-up-stock).stock.level"')
    const top = explainPath(grows, plan, 'quantity/nursing.works/150100/2022', 8)
    if (!top.ok) throw new Error(top.message)
    expect(JSON.stringify(top.value)).toContain('driver/made-up-works/150100/2022')
  })

  test('its works are one-off money, its running is not', () => {
    const { layout } = result
    expect(layout.components).toContain('nursing.works')
    expect(newMoney(result, grows).length).toBeGreaterThan(0)
  })
})

test('caseloads and observed trends run in a catalogue and open into their numbers', () => {
  const caseload: Driver = { id: 'made-up', name, kind: 'caseload', spread: 'resident-total', path: numbers([2020, 100], [2022, 130]) }
  const observed: Driver = { id: 'made-up', name, kind: 'observed', spread: 'resident-total', counts: numbers([2019, 90], [2020, 100]) }
  for (const [driver, entry] of [
    [caseload, 'path'],
    [observed, 'counts'],
  ] as const) {
    const catalogue = drivenBy(driver)
    expect(faultsOf(catalogue)).toEqual([])
    const [first = 0, , third = 0] = quantity(simulate(catalogue, plan), 'elderly-welfare-subsidy.aged-80-99', '150000')
    expect(third / first).toBeCloseTo(driver === caseload ? 1.3 : 1.2, 12)
    const figure = explainPath(catalogue, plan, 'driver/made-up/150100/2022', 3)
    if (!figure.ok) throw new Error(figure.message)
    expect(JSON.stringify(figure.value)).toContain(`"entry":"drivers(made-up).${entry}"`)
  }
})

describe('drivers that cannot be are refused with their place', () => {
  const code = (driver: Driver): readonly string[] => faultsOf(drivenBy(driver)).map((text) => text.replace(/^.*\)\.?/, ''))
  const id = 'made-up'
  const caseload = { id, name, kind: 'caseload', spread: 'resident-total' } as const
  test.each<readonly [string, Driver, readonly string[]]>([
    ['years that fall', { ...caseload, path: numbers([2021, 1], [2020, 1]) }, ['path.points[1] order']],
    ['negative numbers', { ...caseload, path: numbers([2020, 1], [2021, -1]) }, ['path.points[1].value range']],
    ['an empty base year', { ...caseload, path: numbers([2020, 0]) }, ['path base']],
    ['an unknown group', { ...caseload, spread: 'nobody', path: numbers([2020, 1]) }, [' unknown']],
    ['itself', { ...caseload, spread: id, path: numbers([2020, 1]) }, [' unknown', ' circle']],
    ['one observed year', { id, name, kind: 'observed', spread: 'resident-total', counts: numbers([2020, 1]) }, ['counts few']],
    ['works of no stock', { ...worksDriver(10), id, of: 'resident-total' }, ['of stock']],
    ['a life of nothing', { ...worksDriver(0), id, of: 'resident-total' }, ['of stock', 'usefulLife.value range']],
    [
      'a life in persons',
      { ...worksDriver(10), id, of: 'resident-total', usefulLife: { value: 10, unit: 'person', year: 2020, ...madeUp } },
      ['of stock', 'usefulLife.unit unit'],
    ],
  ])('%s', (_, driver, wanted) => {
    expect(code(driver)).toEqual(wanted)
  })
  test('works that do not fit the stock that runs', () => {
    const catalogue = capacityCatalogue([2020, 2000])
    const items = catalogue.items.map((item) =>
      item.id !== 'nursing'
        ? item
        : { ...item, components: item.components.map((c) => (c.id === 'works' ? { ...c, quantity: { ...c.quantity, value: 60 } } : c)) },
    )
    expect(faultsOf({ ...catalogue, items })).toEqual([expect.stringMatching(/\(works\)\.quantity\.value renewal$/)])
  })
  test('the shipped catalogue has none of them', () => {
    expect(faultsOf(shippedCatalogue())).toEqual([])
  })
})
