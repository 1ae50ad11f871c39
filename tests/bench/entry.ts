import { assembleResult } from '../../models/assemble'
import { parseCatalogue, partsOf } from '../../models/catalogue/parse'
import type { Catalogue } from '../../models/catalogue/schema'
import { createModel, runModel } from '../../models/model'
import { projectPopulation, type ProjectionInput } from '../../models/population/project'
import { applyScenario } from '../../models/scenario/apply'
import type { Scenario } from '../../models/scenario/document'
import { simulate } from '../../models/simulate'
import { structureOf } from '../../models/structure'
import { loadCatalogue } from '../../electron/service/catalogue'

// What the bench times, in one bundle: the program as it is built, not as a test runner transforms it.
export { assembleResult, createModel, loadCatalogue, parseCatalogue, partsOf, projectPopulation, runModel, simulate }

/** What the population kernel gets for a scenario, so that it can be timed alone. @throws RangeError without a league's base */
export function kernelInput(catalogue: Catalogue, scenario: Scenario): ProjectionInput {
  const structure = structureOf(catalogue)
  const { rootUrbanShare, regionPaths, population: leafPaths } = applyScenario(structure, scenario)
  const { baseYear, horizonYear, population } = catalogue
  return {
    launchYear: baseYear,
    horizonYear,
    standardMale: Float64Array.from(population.mortality.standard.male),
    standardFemale: Float64Array.from(population.mortality.standard.female),
    fertilityPattern: Float64Array.from(population.fertility.pattern.values),
    migrationMale: Float64Array.from(population.migration.pattern.male),
    migrationFemale: Float64Array.from(population.migration.pattern.female),
    rootUrbanShare,
    regionPaths,
    leaves: structure.leaves.map(({ code }, k) => {
      const base = population.base.find(({ region }) => region === code)
      const paths = leafPaths[k]
      if (base === undefined || paths === undefined) throw new RangeError(`no population base for ${code}`)
      return { male: Float64Array.from(base.male), female: Float64Array.from(base.female), baseUrbanShare: base.urbanShare.value, paths }
    }),
  }
}
