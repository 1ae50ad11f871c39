import { assembleResult, giveBackResult } from '../../models/assemble'
import { parseCatalogue, partsOf } from '../../models/catalogue/parse'
import type { Catalogue } from '../../models/catalogue/schema'
import { syntheticCatalogue } from '../../models/catalogue/synthetic/catalogue'
import { diagnose } from '../../models/diagnosis/diagnose'
import { explainPath } from '../../models/explain/figure'
import { createModel, projectionInput, runModel } from '../../models/model'
import { projectPopulation, type ProjectionInput } from '../../models/population/project'
import { applyScenario } from '../../models/scenario/apply'
import type { Scenario } from '../../models/scenario/document'
import { simulate } from '../../models/simulate'
import { structureOf } from '../../models/structure'
import { unpackFrame } from '../../electron/contract/frame'
import { loadCatalogue } from '../../electron/service/catalogue'
import { workerRunner } from '../../electron/service/runner/workers'
import { findChromium } from '../setup/chromium'
import { findOffice } from '../setup/libreOffice'
import { costingOf } from './costingInput'

// What the bench times, in one bundle: the program as it is built, not as a test runner transforms it.
export {
  assembleResult,
  costingOf,
  createModel,
  diagnose,
  explainPath,
  findChromium,
  findOffice,
  giveBackResult,
  loadCatalogue,
  parseCatalogue,
  partsOf,
  projectPopulation,
  runModel,
  simulate,
  syntheticCatalogue,
  unpackFrame,
  workerRunner,
}

/** What the population kernel gets for a scenario, so that it can be timed alone. */
export function kernelInput(catalogue: Catalogue, scenario: Scenario): ProjectionInput {
  const structure = structureOf(catalogue)
  return projectionInput(structure, applyScenario(structure, scenario))
}
