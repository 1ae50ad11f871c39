import type { Catalogue, Driver, YearPath } from '../catalogue/schema'
import { fromEntry, pointEntry, type Provenance } from '../provenance'
import type { OpenRun } from './run'

/** Inputs of the equations that the population kernel gives; the last one without the scenario's levers. */
export const kernelInputs: ReadonlySet<string> = new Set(['driver', 'residents', 'plainResidents'])

const paths = ['e0Male', 'e0Female', 'tfr', 'srb', 'migrationRate', 'urbanShare'] as const

/**
 * What the population kernel starts from at a place: the base, the paths of births, deaths, migration and residence, and
 * the outlook that gave them. The kernel is a projection and no formula, so these answer for its figures.
 */
export function kernelEntries(
  { model: { structure }, run }: OpenRun,
  leaf: string | undefined,
  year: number,
  driver?: string,
): readonly Provenance[] {
  const { population, drivers } = structure.catalogue
  const outlook = population.outlooks.find(({ id }) => id === run.applied.population.outlook)
  const base = population.base.find(({ region }) => region === leaf)
  const own = drivers.find(({ id }) => id === driver)
  const found = [
    ...driverEntries(drivers, own, year),
    base === undefined ? null : fromEntry(`population.base(${base.region})`, base),
    ...paths.map((path) => {
      const given = outlook?.[path]
      return given === undefined
        ? pointEntry(`population.${placeOf(path)}`, pathOf(population, path), year)
        : pointEntry(`population.outlooks(${outlook?.id ?? ''}).${path}`, given, year)
    }),
    outlook === undefined ? null : fromEntry(`population.outlooks(${outlook.id})`, outlook),
  ]
  return found.filter((entry) => entry !== null)
}

/** What the catalogue says of a driver beside the population: its rate, its numbers, its stock and how long that lasts. */
function driverEntries(drivers: Catalogue['drivers'], driver: Driver | undefined, year: number): readonly (Provenance | null)[] {
  if (driver === undefined) return []
  const entry = `drivers(${driver.id})`
  switch (driver.kind) {
    case 'trend':
      return [fromEntry(`${entry}.rate`, driver.rate)]
    case 'project':
    case 'caseload':
      return [pointEntry(`${entry}.path`, driver.path, year)]
    case 'observed':
      return [pointEntry(`${entry}.counts`, driver.counts, year)]
    case 'capacity':
      return [pointEntry(`${entry}.stock.level`, driver.stock.level, year)]
    case 'construction':
      return [
        fromEntry(`${entry}.usefulLife`, driver.usefulLife),
        ...driverEntries(
          drivers,
          drivers.find(({ id }) => id === driver.of),
          year,
        ),
      ]
    default:
      return []
  }
}

const placeOf = (path: (typeof paths)[number]): string =>
  path === 'urbanShare'
    ? path
    : path === 'migrationRate'
      ? 'migration.rate'
      : path === 'tfr' || path === 'srb'
        ? `fertility.${path}`
        : `mortality.${path}`

function pathOf({ mortality, fertility, migration, urbanShare }: Catalogue['population'], path: (typeof paths)[number]): YearPath {
  switch (path) {
    case 'e0Male':
    case 'e0Female':
      return mortality[path]
    case 'tfr':
    case 'srb':
      return fertility[path]
    case 'migrationRate':
      return migration.rate
    case 'urbanShare':
      return urbanShare
  }
}
