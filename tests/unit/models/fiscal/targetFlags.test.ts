import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../../models/diagnosis/diagnose'
import { flagCauses } from '../../../../models/diagnosis/flagCauses'
import type { Flag } from '../../../../models/result'
import { simulate } from '../../../../models/simulate'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const { result, diagnoses } = diagnose(catalogue, plan, ({ unit, subject }) => unit === '150000' && subject.kind !== 'domain')
const region = catalogue.regions[0]?.code ?? ''
const flagOf = (id: string, test_: Flag['test'] = 'growth', unit = region): Flag | undefined =>
  result.flags.find((flag) => flag.unit === unit && flag.test === test_ && flag.subject.id === id)
const diagnosisOf = (flag: Flag | undefined) => (flag === undefined ? undefined : diagnoses[result.flags.indexOf(flag)])
const borne = (flag: Flag, items: readonly string[], year: number): number => {
  const { layout } = result
  const unit = layout.areas.indexOf(flag.unit)
  return items.reduce(
    (sum, id) => sum + (result.borne[(layout.items.indexOf(id) * layout.areas.length + unit) * layout.years.length + year - 2020] ?? 0),
    0,
  )
}

describe('an indicator as a subject of flags', () => {
  test('its money is that of its items, counted once, and what it takes beside them', () => {
    const pensions = result.flags.find(({ subject, unit }) => subject.id === 'pension-coverage' && unit === '152200')
    expect(pensions?.subject.kind).toBe('indicator')
    if (pensions === undefined) throw new Error('no flag')
    expect(pensions.amount).toBeCloseTo(borne(pensions, ['employee-pension', 'resident-pension'], 2025), 3)
    const homes = flagOf('old-community-renovation')
    const cost = result.targets.costs.find(({ id }) => id === 'old-community-renovation')
    const { region: own = 0, league = 0, banner = 0 } = cost?.localShares.capital ?? {}
    expect(homes?.amount).toBeCloseTo((cost?.capital?.[5] ?? Number.NaN) * (own + league + banner), 0)
  })

  test('where it is the money of one item or pool, the flag says whose, and how the indicator stands', () => {
    const living = flagOf('disability-living', 'growth', '152200')
    expect(living?.sameAs).toEqual({ kind: 'item', id: 'disability-two-subsidies' })
    expect(living?.standings).toEqual([{ id: 'disability-living', state: 'cannot-say' }])
  })

  test('what the base year spent nothing on has no growth: it is judged with the block', () => {
    expect(flagOf('hospital-beds')).toBeUndefined()
    expect(flagOf('hospital-beds', 'new-resources')).toMatchObject({ verdict: 'contributes', subject: { kind: 'indicator' } })
  })
})

describe('everything outside the items', () => {
  test('is held against the new resources: grey where low and high unit costs disagree', () => {
    const block = flagOf('outside-items', 'new-resources')
    const { low, share, high } = block?.taken ?? {}
    expect(low).toBeLessThan(0.05)
    expect(high).toBeGreaterThan(0.05)
    expect(share).toBeGreaterThan(low ?? 1)
    expect(block).toMatchObject({ severity: 'grey', costs: { low: 'green' } })
  })

  test('its share is the unit’s new money over what its resources gained', () => {
    const own = flagOf('outside-items', 'new-resources', `${region}-own`)
    const unit = result.units.find(({ code }) => code === `${region}-own`)
    if (own === undefined || unit === undefined) throw new Error('no flag')
    const gained = (unit.resources[5] ?? 0) - (unit.resources[0] ?? 0)
    expect(own.taken?.share).toBeCloseTo((own.amount - own.baseAmount) / gained, 12)
    expect(own.size).toBeCloseTo(own.amount - own.baseAmount - 0.05 * gained, 1)
    expect(unit.outside.borne[5] ?? 0).toBeCloseTo(own.amount + (unit.outside.already[5] ?? 0), 2)
  })

  test('a second margin stands beside the first: less what is new outside the items', () => {
    for (const { margin, outside } of result.units)
      for (const year of [0, 5, 15])
        expect(outside.margin[year]).toBeCloseTo((margin[year] ?? 0) - (outside.borne[year] ?? 0) + (outside.already[year] ?? 0), 1)
  })

  test('a bound of the user’s own moves the flags', () => {
    const lenient = withOverrides(
      ...['outsideYellow', 'outsideOrange'].map((target) => override({ lever: 'threshold', target, value: 0.9 })),
    )
    expect(simulate(catalogue, lenient).flags.some(({ test: of }) => of === 'new-resources')).toBe(false)
  })
})

describe('why and what then', () => {
  test('causes add up to the change, of targets too', () => {
    const ofTargets = result.flags.filter(({ subject }) => subject.kind === 'indicator' || subject.kind === 'block')
    expect(ofTargets.length).toBeGreaterThan(20)
    for (const flag of ofTargets) {
      const { change = Number.NaN, causes } = diagnosisOf(flag) ?? {}
      const sum = flagCauses.reduce((all, cause) => all + (causes?.[cause] ?? 0), 0)
      expect(Math.abs(sum - change)).toBeLessThanOrEqual(1e-9 * Math.abs(change))
    }
  })

  test('a target of the region’s own may be reached later or lowered, and both were run again', () => {
    const relief = diagnosisOf(flagOf('old-community-renovation'))?.relief
    const remedies = relief !== undefined && relief !== null && 'remedies' in relief ? relief.remedies : []
    expect(remedies.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['reach', 'level']))
    for (const { changes } of remedies) {
      const after = simulate(catalogue, withOverrides(...changes))
      expect(
        after.flags.some(({ unit, subject, test: of }) => unit === region && of === 'growth' && subject.id === 'old-community-renovation'),
      ).toBe(false)
    }
  })

  test('a binding target is nobody’s to put off: beds are never in a remedy', () => {
    const raised = withOverrides(
      override({ lever: 'targetUnitCost', target: 'nursing-bed-share.running', from: 2021, value: 1e6 }),
      override({ lever: 'threshold', target: 'outsideYellow', value: 0.001 }),
    )
    const found = diagnose(catalogue, raised, ({ unit, subject }) => unit === region && subject.id === 'nursing-bed-share')
    const k = found.result.flags.findIndex(({ unit, subject }) => unit === region && subject.id === 'nursing-bed-share')
    expect(found.result.flags[k]).toMatchObject({ binding: ['nursing-bed-share'] })
    expect(found.diagnoses[k]?.relief).toHaveProperty('noRemedy')
  })
})
