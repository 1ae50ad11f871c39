import { stockCells } from '../../population/cohort'
import { ages } from '../../population/lifeTable'
import { projectPopulation, type ProjectionInput } from '../../population/project'
import { fitLaterBands, type RegionAges } from './cohortFit'
import { estimateLeagueStructure, type Census, type LeagueStructure } from './leagueStructure'
import { estimateVitalRates, type KnownVital, type VitalPaths } from './vitalRates'

/** Base structures of the leagues and the region's vital paths, fitted to each other. */
export interface EstimatedPopulation {
  readonly structures: readonly LeagueStructure[]
  readonly vital: VitalPaths
}

/** Deaths hang on the ages and the ages, through survival, on deaths: the second round moves neither by a person in ten thousand. */
const rounds = 3

/** Leagues by single age and sex, and the paths of births, deaths, migration and residence (METHOD section 1, default paths). */
export function estimatePopulation(census: Census, known: KnownVital, launchYear: number, horizonYear: number): EstimatedPopulation {
  const paths = (structures: readonly LeagueStructure[]): VitalPaths =>
    estimateVitalRates(known, {
      launchYear,
      horizonYear,
      leaves: structures.map(({ male, female, urbanShare }) => ({ male, female, baseUrbanShare: urbanShare })),
    })
  let structures = estimateLeagueStructure(census)
  let vital = paths(structures)
  for (let round = 0; round < rounds; round++) {
    const regionAges = mendedAges(census.regionAges, known, vital, launchYear)
    structures = estimateLeagueStructure({ ...census, regionAges })
    vital = paths(structures)
  }
  return { structures, vital }
}

function mendedAges(base: RegionAges, known: KnownVital, vital: VitalPaths, launchYear: number): RegionAges {
  const last = Math.max(...known.bands.flatMap(({ persons }) => Object.keys(persons).map(Number)))
  /** Persons of an age and over at a year's end. */
  const run = (start: RegionAges, withMigrants: boolean): ((fromAge: number, year: number) => number) => {
    const projection = projectPopulation(regionInput(start, vital, launchYear, last, withMigrants))
    return (fromAge, year) => {
      const row = (year - launchYear + 1) * stockCells
      let sum = 0
      for (let age = fromAge; age < ages; age++) sum += (projection.stock[row + age] ?? 0) + (projection.stock[row + ages + age] ?? 0)
      return sum
    }
  }
  const survivors = (age: number, year: number): number => {
    const only = (values: readonly number[]): readonly number[] => values.map((value, k) => (k === age ? value : 0))
    const cohort = { male: only(base.male), female: only(base.female) }
    return run(cohort, false)(age, year) / ((base.male[age] ?? 0) + (base.female[age] ?? 0))
  }
  return fitLaterBands(base, known.bands, launchYear, (start) => run(start, true), survivors)
}

/** The region as one leaf on the estimated paths. */
function regionInput(base: RegionAges, vital: VitalPaths, launchYear: number, horizonYear: number, withMigrants: boolean): ProjectionInput {
  const years = Array.from({ length: horizonYear - launchYear + 1 }, (_, k) => launchYear + k)
  const path = (of: Readonly<Record<number, number>>): Float64Array => Float64Array.from(years, (year) => of[year] ?? 0)
  return {
    launchYear,
    horizonYear,
    standardMale: Float64Array.from(vital.standardMale),
    standardFemale: Float64Array.from(vital.standardFemale),
    fertilityPattern: Float64Array.from(vital.fertilityPattern),
    migrationMale: Float64Array.from(vital.migrationMale),
    migrationFemale: Float64Array.from(vital.migrationFemale),
    rootUrbanShare: path(vital.urbanShare),
    leaves: [
      {
        male: Float64Array.from(base.male),
        female: Float64Array.from(base.female),
        baseUrbanShare: 0.5,
        paths: {
          tfr: path(vital.tfr),
          srb: path(vital.srb),
          e0Male: path(vital.e0Male),
          e0Female: path(vital.e0Female),
          migrationRate: withMigrants ? path(vital.migrationRate) : new Float64Array(years.length),
        },
      },
    ],
  }
}
