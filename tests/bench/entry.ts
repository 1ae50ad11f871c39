import { assembleResult } from '../../models/assemble'
import { parseCatalogue, partsOf } from '../../models/catalogue/parse'
import type { Catalogue } from '../../models/catalogue/schema'
import { syntheticCatalogue } from '../../models/catalogue/synthetic/catalogue'
import { catalogueToText } from '../../models/catalogue/write'
import { diagnose } from '../../models/diagnosis/diagnose'
import { createModel, projectionInput, runModel } from '../../models/model'
import { projectPopulation, type ProjectionInput } from '../../models/population/project'
import { applyScenario } from '../../models/scenario/apply'
import type { Scenario } from '../../models/scenario/document'
import { simulate } from '../../models/simulate'
import { structureOf } from '../../models/structure'
import { loadCatalogue } from '../../electron/service/catalogue'

// What the bench times, in one bundle: the program as it is built, not as a test runner transforms it.
export {
  assembleResult,
  catalogueToText,
  createModel,
  diagnose,
  loadCatalogue,
  parseCatalogue,
  partsOf,
  projectPopulation,
  runModel,
  simulate,
  syntheticCatalogue,
}

/** What the population kernel gets for a scenario, so that it can be timed alone. */
export function kernelInput(catalogue: Catalogue, scenario: Scenario): ProjectionInput {
  const structure = structureOf(catalogue)
  return projectionInput(structure, applyScenario(structure, scenario))
}
