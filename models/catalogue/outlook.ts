import type { Catalogue, Outlook, PopulationInputs, YearPath } from './schema'

/** The paths of a population outlook, those it leaves alone being the catalogue's own. */
export interface OutlookPaths {
  readonly tfr: YearPath
  readonly srb: YearPath
  readonly e0Male: YearPath
  readonly e0Female: YearPath
  /** Net migrants per resident of the year's start. */
  readonly migrationRate: YearPath
  readonly urbanShare: YearPath
}

/** An outlook by its id; the catalogue's first where none is named, undefined where the name is not known. */
export const outlookNamed = (catalogue: Catalogue, id: string | undefined): Outlook | undefined =>
  id === undefined ? catalogue.population.outlooks[0] : catalogue.population.outlooks.find((outlook) => outlook.id === id)

/** All paths of an outlook; without one the catalogue's own. */
export function outlookPaths(population: PopulationInputs, outlook: Outlook | undefined): OutlookPaths {
  return {
    tfr: outlook?.tfr ?? population.fertility.tfr,
    srb: outlook?.srb ?? population.fertility.srb,
    e0Male: outlook?.e0Male ?? population.mortality.e0Male,
    e0Female: outlook?.e0Female ?? population.mortality.e0Female,
    migrationRate: outlook?.migrationRate ?? population.migration.rate,
    urbanShare: outlook?.urbanShare ?? population.urbanShare,
  }
}
