import { applyScenario } from '../../models/scenario/apply'
import { assembleResult } from '../../models/assemble'
import { createModel, runModel } from '../../models/model'
import { parseCatalogue } from '../../models/catalogue/parse'
import { simulate } from '../../models/simulate'
import { loadCatalogue } from '../../electron/service/catalogue'

// What the bench times, in one bundle: the program as it is built, not as a test runner transforms it.
export { applyScenario, assembleResult, createModel, loadCatalogue, parseCatalogue, runModel, simulate }
