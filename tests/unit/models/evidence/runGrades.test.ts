import { describe, expect, test } from 'vitest'
import { runGrades } from '../../../../models/evidence/runGrades'
import { createModel, runModel } from '../../../../models/model'
import { targetsOf } from '../../../../models/scenario/checkOverride'
import type { Override, Scenario } from '../../../../models/scenario/document'
import { levers } from '../../../../models/scenario/levers'
import { structureOf } from '../../../../models/structure'
import { account, count, standard, withActuals } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const model = createModel(catalogue)
const moved = (lever: (typeof levers)[number], area: string, from: number): Override => {
  const [target] = lever.target === 'none' ? [undefined] : targetsOf(lever, catalogue)
  return override({ lever: lever.id, area, from, mode: 'set', value: lever.plausible[0], ...(target === undefined ? {} : { target }) })
}
const ofLevers = levers.flatMap((lever): readonly (readonly [string, Scenario])[] => [
  [lever.id, withOverrides(moved(lever, '150000', 2023))],
  [`${lever.id} in a league`, lever.byArea ? withOverrides(moved(lever, '150400', 2024)) : plan],
])
const { components, standards } = structureOf(catalogue)
const entered: readonly (readonly [string, Scenario])[] = [
  ['a count', withActuals(count(components[0]?.id ?? '', '150000', 2022, 1000))],
  ['a standard', withActuals(standard(standards[0]?.id ?? '', '150400', 2022, 100))],
  ['an account', withActuals(account('150400', 2022))],
]

describe('grades that are kept are those that a first run would give', () => {
  // In this order each differs from the one before in what it moves, so that all that rests on it has to be worked out again.
  test.each([...ofLevers, ...entered, ['nothing', plan] as const])('%s', (_, scenario) => {
    const run = runModel(model, scenario)
    expect(runGrades(model.structure, run)).toEqual(runGrades(structureOf(catalogue), run))
  })
})

test('a standard that is moved leaves alone what does not rest on it', () => {
  const before = runGrades(model.structure, runModel(model, plan))
  const now = runGrades(
    model.structure,
    runModel(model, withOverrides(override({ lever: 'standard', target: standards[3]?.id ?? '', value: 100 }))),
  )
  expect(now).not.toBe(before)
  expect(now.standards).not.toBe(before.standards)
  for (const part of ['people', 'quantities', 'shares', 'resources'] as const) expect(now[part]).toBe(before[part])
})
