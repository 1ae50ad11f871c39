import { describe, expect, test } from 'vitest'
import { diagnose, type DiagnosedResult, type Diagnosis } from '../../models/diagnosis/diagnose'
import { flagCauses } from '../../models/diagnosis/flagCauses'
import { withChanges, type Remedy } from '../../models/diagnosis/remedies'
import type { Flag } from '../../models/result'
import type { Override, Scenario } from '../../models/scenario/document'
import { simulate } from '../../models/simulate'
import { override, shippedCatalogue } from '../fixtures/catalogue'
import { shippedScenarios } from '../fixtures/shipped'

const catalogue = shippedCatalogue()
/** Diagnosed once, looked at by several tests. */
const known = new Map<Scenario, DiagnosedResult>()
function diagnosed(scenario: Scenario): DiagnosedResult {
  const found = known.get(scenario) ?? diagnose(catalogue, scenario)
  known.set(scenario, found)
  return found
}
const key = ({ unit, test: of, subject }: Flag): string => `${unit} ${of} ${subject.kind} ${subject.id}`
const isRaised = (scenario: Scenario, changes: readonly Override[], flag: Flag): boolean =>
  simulate(catalogue, withChanges(scenario, changes)).flags.some((other) => key(other) === key(flag))

const remediesIn = ({ relief }: Diagnosis): readonly Remedy[] => (relief !== null && 'remedies' in relief ? relief.remedies : [])

/** One step less: 1% of the standard, 1 point of coverage or of the region's part, 1 year earlier. */
const oneStepLess = ({ kind, value, changes }: Remedy): readonly Override[] =>
  changes.map((o) => {
    if (kind === 'start') return { ...o, from: o.from - 1, ...(o.fullFrom === undefined ? {} : { fullFrom: o.fullFrom - 1 }) }
    if (kind === 'reach') return { ...o, ...(o.fullFrom === undefined ? {} : { fullFrom: o.fullFrom - 1 }) }
    if (kind !== 'standard') return { ...o, value: (o.value ?? 0) + 0.01 }
    // Standards at their floor stay there.
    return (o.value ?? 0) > value ? o : { ...o, value: value + 0.01 }
  })

const decided = (scenario: Scenario, ...overrides: readonly Override[]): Scenario => ({
  ...scenario,
  overrides: [...scenario.overrides, ...overrides],
})
const [planned] = shippedScenarios()
if (planned === undefined) throw new Error('no scenario is shipped')
const harder: readonly Scenario[] = [
  { ...decided(planned, override({ id: 'o-1', lever: 'realGrowth', value: 0.01 })), name: 'growth of one per cent' },
  {
    ...decided(
      planned,
      override({ id: 'o-1', lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', area: '150400', value: 300 }),
    ),
    name: 'one league raises on its own',
  },
  {
    ...decided(planned, override({ id: 'o-1', lever: 'coverage', target: 'preschool-aid', mode: 'scale', value: 1.5 })),
    name: 'wider coverage',
  },
  {
    ...decided(
      planned,
      override({ id: 'o-1', lever: 'generalTransferGrowth', value: -0.04 }),
      override({ id: 'o-2', lever: 'priorClaimsGrowth', target: 'pay', value: 0.08 }),
    ),
    name: 'cannot pay',
  },
  {
    ...decided(planned, override({ id: 'o-1', lever: 'standard', target: 'minimum-living-allowance.rural', mode: 'scale', value: 5 })),
    name: 'no room',
  },
]

const cases = [...shippedScenarios(), ...harder]
for (const scenario of cases) {
  describe(scenario.name, () => {
    const { result, diagnoses } = diagnosed(scenario)

    test('causes of every flag add up to its change', () => {
      expect(diagnoses).toHaveLength(result.flags.length)
      diagnoses.forEach(({ change, causes }, k) => {
        const sum = flagCauses.reduce((total, cause) => total + causes[cause], 0)
        expect(Math.abs(sum - change)).toBeLessThanOrEqual(1e-9 * Math.abs(change))
        if (result.flags[k]?.test !== 'residual') expect(change).toBe(result.flags[k]?.size)
      })
    })

    test('every remedy clears its flag, and one step less does not', () => {
      diagnoses.forEach((diagnosis, k) => {
        const flag = result.flags[k]
        if (flag === undefined) return
        for (const remedy of remediesIn(diagnosis)) {
          expect(isRaised(scenario, remedy.changes, flag), `${key(flag)} ${remedy.kind}`).toBe(false)
          expect(isRaised(scenario, oneStepLess(remedy), flag), `${key(flag)} ${remedy.kind} one step less`).toBe(true)
        }
      })
    })

    test('no remedy moves what is not the unit’s to decide, or goes below a floor', () => {
      diagnoses.forEach((diagnosis, k) => {
        for (const remedy of remediesIn(diagnosis)) {
          if (remedy.kind === 'start') continue
          if (remedy.kind === 'reach' || remedy.kind === 'level') {
            for (const o of remedy.changes) {
              const cost = catalogue.targetCosts.find(({ id }) => id === o.target)
              // A binding target is not the region's to put off or to lower.
              expect(catalogue.indicators.find(({ id }) => id === cost?.indicator)?.nature).not.toBe('binding')
            }
            continue
          }
          if (result.flags[k]?.unit !== '150000' && result.flags[k]?.unit !== '150000-own') {
            // A league moves only what the scenario lets it raise on its own.
            expect(scenario.overrides.some((o) => o.area === result.flags[k]?.unit)).toBe(true)
            continue
          }
          const after = simulate(catalogue, withChanges(scenario, remedy.changes))
          for (const o of remedy.changes) {
            const item = catalogue.items.find(
              ({ id, components }) => id === o.target || components.some((c) => `${id}.${c.id}` === o.target),
            )
            if (remedy.kind !== 'sharing') expect(item?.discretion).not.toBe('national')
            const component = item?.components.find((c) => `${item.id}.${c.id}` === o.target)
            if (remedy.kind !== 'standard' || (item?.discretion === 'regional' && component?.national === undefined)) continue
            const row = after.layout.standards.indexOf(o.target ?? '') * after.layout.areas.length * after.layout.years.length
            const path = after.standard.subarray(row, row + after.layout.years.length)
            // What the nation has published by then; where that is not known apart, what was in force in 2020.
            const { national } = component ?? {}
            const floorIn = (year: number): number =>
              national === undefined ? (path[0] ?? 0) : (national.history.findLast((point) => point.year <= year)?.value ?? national.value)
            path.forEach((value, k) => {
              expect(value).toBeGreaterThanOrEqual(floorIn(2020 + k) * (1 - 1e-9))
            })
          }
        }
      })
    })
  })
}

describe('what the cases above hold', () => {
  const kinds = (scenario: Scenario): ReadonlySet<string> =>
    new Set(
      diagnosed(scenario).diagnoses.flatMap(({ relief }) =>
        relief === null ? [] : 'remedies' in relief ? relief.remedies.map(({ kind }) => kind) : [relief.noRemedy.who],
      ),
    )
  test('every kind of remedy, and both levels that may have to help, come up', () => {
    const all = new Set(cases.flatMap((scenario) => [...kinds(scenario)]))
    expect([...all].sort()).toEqual(['central', 'coverage', 'level', 'reach', 'region', 'sharing', 'standard', 'start'])
  })
  test('a league that raised a standard on its own can begin later, or raise it less', () => {
    const [, raised] = harder
    if (raised === undefined) throw new Error('no case')
    const { result, diagnoses } = diagnosed(raised)
    const k = result.flags.findIndex(({ unit, subject }) => unit === '150400' && subject.id === 'elderly-welfare-subsidy')
    const found = diagnoses[k]
    expect(found === undefined ? [] : remediesIn(found).map(({ kind }) => kind)).toEqual(['start', 'standard'])
  })
})
