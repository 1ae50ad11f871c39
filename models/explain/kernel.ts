import type { Catalogue, YearPath } from '../catalogue/schema'
import { fromEntry, pointEntry, type Provenance } from '../provenance'
import type { OpenRun } from './run'

/** Inputs of the equations that the population kernel gives; the last one without the scenario's levers. */
export const kernelInputs: ReadonlySet<string> = new Set(['driver', 'residents', 'plainResidents'])

const paths = ['e0Male', 'e0Female', 'tfr', 'srb', 'migrationRate', 'urbanShare'] as const

/**
 * What the population kernel starts from at a place: the base, the paths of births, deaths, migration and residence, and
 * the outlook that gave them. The kernel is a projection and no formula, so these answer for its figures.
 */
export function kernelEntries(open: OpenRun, leaf: string | undefined, year: number): readonly Provenance[] {
  const { structure } = open.model
  const { population } = structure.catalogue
  const { run } = open
  const outlook = population.outlooks.find(({ id }) => id === run.applied.population.outlook)
  const base = population.base.find(({ region }) => region === leaf)
  const found = [
    importedAt(open, leaf ?? '', year) ?? (base === undefined ? null : fromEntry(`population.base(${base.region})`, base)),
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

/** A population of the scenario's own in place of the catalogue's base, or of the whole projection in the year; the nearest one. */
function importedAt({ model: { structure }, scenario }: OpenRun, leaf: string, year: number): Provenance | null {
  const place = structure.leaves.findIndex(({ code }) => code === leaf)
  const found = scenario.populations
    .filter(({ enabled, area }) => enabled && (structure.leavesIn.get(area) ?? []).includes(place))
    .filter((one) => one.kind === 'base' || (one.firstYear <= year && year < one.firstYear + one.male.length))
    .sort((a, b) => (structure.leavesIn.get(b.area)?.length ?? 0) - (structure.leavesIn.get(a.area)?.length ?? 0))
    .at(-1)
  return found === undefined ? null : { entry: `populations(${found.id})`, source: found.source, grade: found.grade }
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
