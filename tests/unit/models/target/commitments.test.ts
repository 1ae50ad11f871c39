import { describe, expect, test } from 'vitest'
import { simulate } from '../../../../models/simulate'
import { commitmentCosts } from '../../../../models/target/commitments'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const run = (scenario = plan) => simulate(catalogue, scenario).targets
const standing = (id: string, scenario = plan) => run(scenario).commitments.find((entry) => entry.id === id)?.cost
const cost = (id: string, scenario = plan) => run(scenario).costs.find((entry) => entry.id === id)

describe('the 45 commitments', () => {
  test('each stands somewhere in the plan, and its money in one place or in none', () => {
    expect(catalogue.commitments).toHaveLength(45)
    expect(catalogue.commitments.every(({ places }) => places.length > 0)).toBe(true)
    const of = (kind: (typeof commitmentCosts)[number]): number => run().commitments.filter(({ cost: where }) => where === kind).length
    expect(commitmentCosts.map(of)).toEqual([12, 5, 7, 4, 9, 8])
  })

  test('capital works that the item does not pay for are not counted with the item', () => {
    for (const id of ['t2-1', 'b5-2', 't9-1', 'b8-1', 't4-2', 't8-1', 't8-2']) expect(standing(id), id).not.toBe('inside-items')
    const within = catalogue.commitments.flatMap(({ id, within: place }) => (place === undefined ? [] : [id]))
    expect(run().costs.filter(({ commitment }) => commitment !== null && within.includes(commitment))).toEqual([])
  })

  test('a number of works that nobody knows is entered, and the works cost what they cost', () => {
    expect(standing('b5-2')).toBe('no-count')
    expect(cost('b5-2')?.capital).toBeNull()
    const entered = withOverrides(override({ lever: 'targetLevel', target: 'b5-2', from: 2023, value: 30 }))
    expect(standing('b5-2', entered)).toBe('own')
    const works = cost('b5-2', entered)
    expect(works?.added.reduce((sum, value) => sum + value, 0)).toBeCloseTo(30, 9)
    expect(works?.grade).toBe('D')
    expect(works?.capital?.[3]).toBeGreaterThan(0)
  })

  test('a unit cost that nobody knows is entered, and its range is gone', () => {
    expect(standing('t4-1')).toBe('no-unit-cost')
    const entered = withOverrides(override({ lever: 'targetUnitCost', target: 't4-1.capital', from: 2021, value: 2e8 }))
    expect(standing('t4-1', entered)).toBe('own')
    const centres = cost('t4-1', entered)
    expect(centres?.capitalRange).toEqual([1, 1])
    expect(centres?.capital?.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(3 * 2e8)
  })

  test('all residents covered costs what the services that follow registration spend on those who are not registered', () => {
    expect(cost('c2-1')?.running?.[5]).toBe(0)
    const fewer = withOverrides(override({ lever: 'basisRatio', target: 'registered', from: 2021, value: 0.8 }))
    expect(cost('c2-1', fewer)?.running?.[5]).toBeGreaterThan(0)
  })
})

describe('renewal', () => {
  test('what was built is renewed over its useful life, from the year after on', () => {
    const labs = cost('b1-1')
    const built = labs?.added.subarray(0, 6).reduce((sum, value) => sum + value, 0) ?? Number.NaN
    expect(built).toBeCloseTo(103, 9)
    expect(labs?.renewed[6]).toBeCloseTo(103 / 10, 9)
    expect(labs?.renewal?.[6]).toBeGreaterThan(0)
  })
  test('old communities are not renewed by the budget, and the catalogue says why', () => {
    const homes = cost('old-community-renovation')
    expect(homes?.renewal?.every((value) => value === 0)).toBe(true)
    expect(catalogue.targetCosts.find(({ id }) => id === 'old-community-renovation')?.notRenewed?.zh).toContain('业主')
  })
})
