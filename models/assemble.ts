import { unitResults } from './assembleUnits'
import { unitFlags } from './fiscal/unitFlags'
import { evidenceOf } from './fiscal/evidence'
import type { Model, Run } from './model'
import type { Projection } from './population/project'
import { summarise } from './population/summary'
import type { Evidence, ResultLayout, RunNotice, SimulationResult } from './result'
import { belowFloors } from './scenario/belowFloor'
import { farCounts } from './scenario/farCounts'
import { fundAccounts } from './service/fundAccounts'
import { targetsOf, type TargetsResult } from './target/targets'
import type { Structure } from './structure'
import { payersTable, standardsTable, withSums } from './tables'

/** Put the figures of a run into the form that screens, print and command line read: the root's sums beside its parts. */
export function assembleResult(model: Model, run: Run): SimulationResult {
  const { structure, compiled, grades } = model
  const { catalogue } = structure
  const layout = layoutOf(structure)
  const expenditure = payersTable(model)
  const { from: assessedFrom, target: targetYear, lastActualYear } = run.applied.assessment
  const evidence = evidenceByPart(model, targetYear - catalogue.baseYear)
  const quantity = withSums(structure, compiled.block('quantity').data, layout.components.length)
  const { population, pyramid } = peopleOf(model, run.projection)
  const targets = targetsOf(model, run)
  const partial = {
    layout,
    expenditure,
    fundPaid: withSums(structure, compiled.block('fundPaid').data, layout.items.length),
    borne: withSums(structure, compiled.block('borne').data, layout.items.length),
    quantity,
    standard: standardsTable(model),
    units: unitResults(model, run, lastActualYear),
    population,
    pyramid,
    evidence,
    itemGrades: grades.items,
    notices: [
      ...run.applied.notices,
      ...farCounts(model, run.applied.actuals),
      ...belowFloors(model, run.scenario),
      ...unknownReadings(run, targets),
      ...clampNotices(
        run,
        structure.leaves.map((leaf) => leaf.code),
        catalogue.baseYear,
      ),
    ],
    levers: run.applied.levers,
    outlook: run.applied.population.outlook,
    assessedFrom,
    lastActualYear,
    targetYear,
    targets,
    funds: fundAccounts(model),
  }
  const { units, flags } = unitFlags(structure, partial, run.applied.thresholds)
  return { ...partial, units, flags }
}

const layouts = new WeakMap<Structure, ResultLayout>()

function layoutOf(structure: Structure): ResultLayout {
  const known = layouts.get(structure)
  if (known !== undefined) return known
  const made: ResultLayout = {
    years: structure.years,
    areas: structure.areas.map(({ code }) => code),
    items: structure.catalogue.items.map((item) => item.id),
    components: structure.components.map((entry) => entry.id),
    standards: structure.standards.map((entry) => entry.id),
    payers: ['central', 'region', 'league', 'banner', 'total'],
  }
  layouts.set(structure, made)
  return made
}

type People = Pick<SimulationResult, 'population' | 'pyramid'>
const people = new WeakMap<Projection, People>()

/** What the result shows of a projection; most runs keep the population of the last. */
function peopleOf({ structure, grades }: Model, projection: Projection): People {
  const known = people.get(projection)
  if (known !== undefined) return known
  const summary = summarise(
    projection,
    structure.areas.filter(({ level }) => level !== 'own').map(({ code }) => ({ code, leaves: structure.leavesIn.get(code) ?? [] })),
  )
  const made: People = {
    population: summary.population.map((area) => ({ ...area, grade: grades.population.get(area.region) ?? 'D' })),
    pyramid: summary.pyramid,
  }
  people.set(projection, made)
  return made
}

function evidenceByPart({ structure, compiled, grades }: Model, year: number): SimulationResult['evidence'] {
  const [cells, years] = [structure.cells.length, structure.years.length]
  const cost = compiled.block('fiscalCost').data
  const parts = structure.components.map((entry, k) => {
    let amount = 0
    for (let cell = 0; cell < cells; cell++) amount += cost[(k * cells + cell) * years + year] ?? 0
    return { item: entry.item, grade: grades.components[k] ?? ('D' as const), amount }
  })
  const inArea = (within: readonly number[]): Evidence =>
    evidenceOf(
      parts.map(({ grade }, k) => {
        let amount = 0
        for (const cell of within) amount += cost[(k * cells + cell) * years + year] ?? 0
        return { grade, amount }
      }),
    )
  return {
    byItem: structure.catalogue.items.map((item) => evidenceOf(parts.filter((part) => part.item === item))),
    byDomain: structure.catalogue.domains.map(({ id }) => evidenceOf(parts.filter((part) => part.item.domain === id))),
    byArea: structure.areas.map((area) => inArea(area.cells)),
    total: evidenceOf(parts),
  }
}

/** Readings that no contradiction of the plan offers: kept in the file, without effect. */
const unknownReadings = ({ scenario }: Run, { contradictions }: TargetsResult): readonly RunNotice[] =>
  Object.entries(scenario.readings).flatMap(([id, reading]) =>
    contradictions.some((entry) => entry.id === id && entry.readings.includes(reading))
      ? []
      : [{ code: 'reading-unknown' as const, params: { id, reading } }],
  )

function clampNotices(run: Run, leaves: readonly string[], firstYear: number): readonly RunNotice[] {
  const years = run.projection.clamped.length / leaves.length
  return leaves.flatMap((code, leaf) => {
    const rows = run.projection.clamped.subarray(leaf * years, (leaf + 1) * years)
    const persons = rows.reduce((sum, value) => sum + value, 0)
    const first = rows.findIndex((value) => value > 0)
    return persons > 0 ? [{ code: 'population-clamped' as const, params: { area: code, persons, year: firstYear + first } }] : []
  })
}
