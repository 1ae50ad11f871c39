import { expect, test } from 'vitest'
import { assembleResult } from '../../../../models/assemble'
import { pageOf } from '../../../../models/evidence/page'
import { runGrades } from '../../../../models/evidence/runGrades'
import { createModel, runModel, type Model } from '../../../../models/model'
import type { SimulationResult } from '../../../../models/result'
import type { Scenario } from '../../../../models/scenario/document'
import type { Actual } from '../../../../models/scenario/entries'
import { count, standard, withActuals } from '../../../fixtures/actuals'
import { shippedCatalogue } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const target = 'disabled-child-education.pupils'
const leagues = catalogue.regions.flatMap(({ code, parent }) => (parent === '150000' ? [code] : []))

/** A year of which every league counted its pupils and the standard was published. */
const known = (yuan: number, grade: Actual['grade']): Scenario => {
  const counts = leagues.map((area) => ({ ...count(target, area, 2023, 1000), grade }))
  return { ...withActuals(...counts, { ...standard(target, '150000', 2023, yuan), grade }), assessment: { target: 2023 } }
}
/** Costs move from the second to the third alone, grades from the first to the second alone; both to the last. */
const scenarios = [known(8000, 'D'), known(8000, 'A'), known(9000, 'A'), known(8000, 'B')]

test('what is kept of the last run changes no evidence: neither where costs move nor where grades alone do', () => {
  const evidenceOf = (model: Model, scenario: Scenario): Pick<SimulationResult, 'evidence' | 'itemGrades'> => {
    const { evidence, itemGrades } = assembleResult(model, runModel(model, scenario))
    return { evidence, itemGrades }
  }
  const model = createModel(catalogue)
  for (const scenario of scenarios) expect(evidenceOf(model, scenario)).toEqual(evidenceOf(createModel(catalogue), scenario))
})

test('sums of the region are those of the costs of the year, whatever ran before', () => {
  const model = createModel(catalogue)
  const sum = (numbers: Float64Array): number => numbers.reduce((all, value) => all + value, 0)
  const pages = scenarios.map((scenario) => {
    const run = runModel(model, scenario)
    const { cost, region } = pageOf(model, runGrades(model.structure, run), 2023 - catalogue.baseYear)
    expect(sum(region) / sum(cost)).toBeCloseTo(1, 12)
    return { cost: cost.join(), region: region.join() }
  })
  expect(new Set(pages.map(({ cost }) => cost)).size).toBe(2)
  expect(new Set(pages.map(({ region }) => region)).size).toBe(4)
})
