import { describe, expect, test } from 'vitest'
import { expenditureIndex } from '../../models/layout'
import type { Override } from '../../models/scenario/document'
import type { Actual } from '../../models/scenario/entries'
import { targetsOf } from '../../models/scenario/checkOverride'
import { levers } from '../../models/scenario/levers'
import { simulate } from '../../models/simulate'
import type { SimulationResult } from '../../models/result'
import { fund } from '../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'

const catalogue = shippedCatalogue()
const base = simulate(catalogue, plan)
const figures = (result: SimulationResult): readonly Float64Array[] => [
  result.expenditure,
  result.fundPaid,
  result.borne,
  result.quantity,
  result.pyramid,
  ...result.targets.costs.flatMap(({ units, capital, running }) => [units, capital ?? new Float64Array(), running ?? new Float64Array()]),
  ...result.funds.flatMap(({ contributions, benefits, localPart }) => [contributions, benefits, localPart].filter((row) => row !== null)),
  ...result.units.flatMap((unit) => [unit.resources, unit.required, unit.residual?.ratio ?? new Float64Array()]),
]
/** Funds of which little is published are entered first: there is nothing to move before. */
const entered = (o: Override): readonly Actual[] =>
  catalogue.funds.flatMap(({ id }) => (id === o.target ? [fund(id, 2021, { opening: 1e9, contributions: 2e9, benefits: 3e9 })] : []))
const moved = (o: Override, { beside = [], readings = {} }: Partial<Beside> = {}): boolean => {
  const scenario = (...overrides: readonly Override[]) => ({ ...withOverrides(...overrides), readings, actuals: [...entered(o)] })
  const result = simulate(catalogue, scenario(o, ...beside))
  expect(result.notices.filter(({ code }) => code !== 'override-implausible')).toEqual([])
  const isPlan = !o.lever.startsWith('target') && entered(o).length === 0
  const before = isPlan ? base : simulate(catalogue, scenario(...beside))
  const [a, b] = [figures(before), figures(result)]
  return (
    a.some((array, k) => array.some((value, i) => value !== b[k]?.[i])) || JSON.stringify(result.flags) !== JSON.stringify(before.flags)
  )
}

/** What stands beside a change so that it can move anything. */
interface Beside {
  readonly beside: readonly Override[]
  readonly readings: Readonly<Record<string, string>>
}

const example: Readonly<Record<string, Partial<Override>>> = {
  standard: { mode: 'scale', value: 1.1 },
  coverage: { mode: 'scale', value: 0.9 },
  tfr: { value: 1.5 },
  lifeExpectancy: { mode: 'add', value: 2 },
  netMigration: { value: 0.005 },
  urbanShare: { value: 0.8 },
  sexRatioAtBirth: { value: 1.05 },
  priceIndex: { mode: 'add', value: 0.02 },
  realGrowth: { value: 0.08 },
  producerPrice: { value: 0.1 },
  taxElasticity: { value: 1.2 },
  resourceVolumeGrowth: { value: 0.05 },
  nonTaxGrowth: { value: 0.06 },
  generalTransferGrowth: { value: 0.06 },
  priorClaimsGrowth: { mode: 'add', value: 0.03 },
  regionShare: { value: 0.123 },
  sharingClass: { value: 3 },
  basisRatio: { value: 0.9 },
  fundContributionGrowth: { value: 0.08 },
  fundBenefitGrowth: { value: 0.08 },
  pooledGrowth: { value: 0.05 },
  targetLevel: { value: 1234 },
  targetUnitCost: { value: 12_345 },
}

/** A unit cost needs a number of units where the plan names none, or no more than there are; some costs are there under one reading only. */
function besideOf(lever: string, target: string | undefined): Partial<Beside> {
  const cost = catalogue.targetCosts.find(({ id }) => id === target || target?.startsWith(`${id}.`) === true)
  const rule = cost?.onlyUnder
  const isCommitment = lever === 'targetUnitCost' && cost?.commitment !== undefined
  return {
    beside: isCommitment ? [override({ id: 'count', lever: 'targetLevel', target: cost?.id ?? '', from: 2021, value: 500 })] : [],
    readings: lever.startsWith('target') && rule !== undefined ? { [rule.contradiction]: rule.reading } : {},
  }
}

describe('every lever that a screen offers moves some result', () => {
  for (const lever of levers.filter(({ id }) => id !== 'threshold')) {
    const targets = lever.target === 'none' ? [undefined] : targetsOf(lever, catalogue)
    for (const target of targets) {
      test(`${lever.id} ${target ?? ''}`, () =>
        expect(
          moved(
            override({ lever: lever.id, from: 2025, ...(target === undefined ? {} : { target }), ...example[lever.id] }),
            besideOf(lever.id, target),
          ),
        ).toBe(true))
    }
    if (lever.byArea) {
      test(`${lever.id} for one league`, () =>
        expect(
          moved(
            override({
              lever: lever.id,
              area: '150400',
              from: 2025,
              ...(targets[0] === undefined
                ? {}
                : {
                    target:
                      lever.target === 'basis' ? targets[0] : lever.target === 'item' ? 'preschool-aid' : 'minimum-living-allowance.rural',
                  }),
              ...example[lever.id],
            }),
          ),
        ).toBe(true))
    }
  }
  test('thresholds move the flags', () => expect(moved(override({ lever: 'threshold', target: 'outpacesYellow', value: 0 }))).toBe(true))
})

describe('what a change may not do', () => {
  const areaRow = (result: SimulationResult, area: string): string => {
    const { areas, payers, years } = result.layout
    const a = areas.indexOf(area)
    return result.layout.items
      .map((_, item) =>
        payers
          .flatMap((_payer, p) => {
            const at = expenditureIndex(result.layout, item, a, p, 0)
            return [...result.expenditure.subarray(at, at + years.length)]
          })
          .join(),
      )
      .join()
  }
  test('the base year never moves', () => {
    const result = simulate(
      catalogue,
      withOverrides(
        override({ lever: 'tfr', from: 2021, value: 2 }),
        override({ lever: 'standard', target: 'basic-public-health', from: 2021, value: 200 }),
      ),
    )
    for (let item = 0; item < 81; item++)
      expect(result.borne[item * result.layout.areas.length * 16]).toBe(base.borne[item * base.layout.areas.length * 16])
  })
  test('a standard raised is never cheaper; the centre does not pay the rise', () => {
    const result = simulate(
      catalogue,
      withOverrides(override({ lever: 'standard', target: 'preschool-aid.aided-children', from: 2023, value: 3000 })),
    )
    const item = catalogue.items.findIndex(({ id }) => id === 'preschool-aid')
    const at = (payer: number, year: number): number => expenditureIndex(result.layout, item, 0, payer, year)
    for (let year = 3; year < 16; year++) {
      expect(result.expenditure[at(4, year)] ?? 0).toBeGreaterThan(base.expenditure[at(4, year)] ?? 0)
      expect(result.expenditure[at(0, year)]).toBe(base.expenditure[at(0, year)])
    }
  })
  test('the order of the areas of two changes does not matter: the nearer one rules', () => {
    const region = override({ lever: 'tfr', from: 2025, value: 1.2 })
    const league = override({ lever: 'tfr', from: 2025, value: 0.9, area: '150400' })
    expect(areaRow(simulate(catalogue, withOverrides(region, league)), '150400')).toBe(
      areaRow(simulate(catalogue, withOverrides(league, region)), '150400'),
    )
  })
  test('what cannot be applied is told and left out', () => {
    const result = simulate(
      catalogue,
      withOverrides(override({ lever: 'standard', target: 'nothing.at-all', value: 1 }), override({ lever: 'tfr', value: 99 })),
    )
    expect(result.notices.map(({ code }) => code)).toEqual(['override-unknown', 'override-impossible'])
    expect(result.expenditure.every((value, k) => value === base.expenditure[k])).toBe(true)
  })
})
