import { evidenceByPart } from './assembleEvidence'
import { memoResults } from './assembleMemos'
import { EvidenceBook } from './evidence/book'
import { peopleGrade } from './evidence/evidenceAt'
import { runGrades, type RunGrades } from './evidence/runGrades'
import { unitResults } from './assembleUnits'
import type { Block } from './equation/block'
import { unitFlags } from './fiscal/unitFlags'
import { Keeper, keptCopy } from './kept'
import type { Model, Run } from './model'
import type { Projection } from './population/project'
import { pyramidOf, summarise, type SummedArea } from './population/summary'
import type { ResultLayout, RunNotice, SimulationResult } from './result'
import { belowFloors } from './scenario/belowFloor'
import { farCounts } from './scenario/farCounts'
import { fundAccounts, fundNotices } from './service/fundAccounts'
import { outsideBorne, targetsOf, type TargetsResult } from './target/targets'
import type { Structure } from './structure'
import { giveBack } from './keptTable'
import type { Loan } from './loan'
import { lentNames, lentTables, readTables, type LentTable } from './tables'

/**
 * Put the figures of a run into the form that screens, print and command line read: the root's sums beside its parts.
 * @param withOutside bring what every unit bears of the costs outside the items too.
 */
export function assembleResult(model: Model, run: Run, { withOutside = false }: { readonly withOutside?: boolean } = {}): SimulationResult {
  const { structure } = model
  const { catalogue } = structure
  const grades = runGrades(structure, run)
  const layout = layoutOf(structure)
  const blocksOf = (names: readonly string[]): readonly Block[] => names.map((name) => model.compiled.block(name))
  const { from: assessedFrom, target: targetYear, lastActualYear } = run.applied.assessment
  const evidenceYear = targetYear - catalogue.baseYear
  const book = new EvidenceBook(model, grades)
  const { evidence, itemGrades } = evidenceByPart(model, book, grades, evidenceYear)
  const people = peopleOf(model, run.projection, grades)
  const targets = withOutside ? { ...targetsOf(model, run), borne: outsideBorne(model) } : targetsOf(model, run)
  const funds = run.applied.actuals.filter((entry) => entry.kind === 'fund')
  const partial = {
    layout,
    national: keptCopy(model.compiled, model.compiled.block('nationalStandard')),
    units: unitResults(model, run, grades),
    memos: memoResults(model, run),
    population: people.population,
    evidence,
    itemGrades,
    notices: noticesOf(model, run, targets),
    levers: run.applied.levers,
    outlook: run.applied.population.outlook,
    assessedFrom,
    lastActualYear,
    targetYear,
    targets,
    accounts: run.applied.actuals.filter((entry) => entry.kind === 'account'),
    funds: keptFunds.get(model.compiled, blocksOf(fundNames), [grades, JSON.stringify(funds)], () =>
      fundAccounts(model, itemGrades, funds),
    ),
  }
  const figures = { ...partial, ...readTables(model), book }
  return Object.assign(new MadeWhenRead(people, lentTables(model)), partial, unitFlags(model, figures, run.applied))
}

const given = new WeakSet<SimulationResult>()

/**
 * Let go of a result: later runs write into the room of its tables, so nothing of it, nor of any copy that shares them, may be
 * read any more. Results that are not given back stay as they are for as long as somebody has them.
 */
export function giveBackResult(result: SimulationResult): void {
  if (given.has(result)) return
  given.add(result)
  for (const name of lentNames) {
    if (result instanceof MadeWhenRead) result.loans[name].giveBack()
    else giveBack(result[name])
  }
}

function noticesOf(model: Model, run: Run, targets: TargetsResult): readonly RunNotice[] {
  const { leaves, catalogue } = model.structure
  const { actuals, notices, overrides } = run.applied
  return [
    ...notices,
    ...farCounts(model, actuals),
    ...fundNotices(model, actuals),
    ...belowFloors(model, overrides),
    ...unknownReadings(run, targets),
    ...clampNotices(
      run,
      leaves.map((leaf) => leaf.code),
      catalogue.baseYear,
    ),
  ]
}

const fundNames = ['fundBenefits', 'fundSubsidy', 'fundContributions', 'fundBalance', 'fundUncovered', 'fundLocalPart', 'fundLocalSubsidy']
const keptFunds = new Keeper<SimulationResult['funds']>()

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

/** What the result shows of a projection; most runs keep the population of the last. */
class People {
  readonly population: SimulationResult['population']
  private readonly projection: Projection
  private readonly areas: readonly SummedArea[]
  private made: Float64Array | undefined

  constructor({ structure }: Model, projection: Projection, grades: RunGrades) {
    this.projection = projection
    this.areas = structure.areas
      .filter(({ level }) => level !== 'own')
      .map(({ code }) => ({ code, leaves: structure.leavesIn.get(code) ?? [] }))
    this.population = summarise(projection, this.areas).map((area) => ({
      ...area,
      grade: peopleGrade(structure, grades, area.region, structure.catalogue.targetYear - structure.catalogue.baseYear),
    }))
  }

  pyramid(): Float64Array {
    return (this.made ??= pyramidOf(this.projection, this.areas))
  }
}

/** One of the tables that are lent: like any other field it is listed, copied and compared. */
const tableOf = (name: LentTable): PropertyDescriptor => ({
  enumerable: true,
  get(this: MadeWhenRead) {
    return this.loans[name].read()
  },
})
const tableFields = Object.fromEntries(lentNames.map((name) => [name, tableOf(name)]))

/**
 * What of a result is only made when it is first read: its tables, which stand in the model until then, and pyramids, the largest
 * of all and seldom looked at.
 */
class MadeWhenRead {
  declare readonly expenditure: Float64Array
  declare readonly fundPaid: Float64Array
  declare readonly borne: Float64Array
  declare readonly quantity: Float64Array
  declare readonly standard: Float64Array
  readonly #people: People
  readonly #loans: Readonly<Record<LentTable, Loan>>

  constructor(people: People, loans: Readonly<Record<LentTable, Loan>>) {
    this.#people = people
    this.#loans = loans
    Object.defineProperties(this, tableFields)
  }

  get pyramid(): Float64Array {
    return this.#people.pyramid()
  }

  get loans(): Readonly<Record<LentTable, Loan>> {
    return this.#loans
  }
}

const known = new WeakMap<Projection, { readonly grades: RunGrades; readonly people: People }>()

function peopleOf(model: Model, projection: Projection, grades: RunGrades): People {
  const found = known.get(projection)
  if (found?.grades === grades) return found.people
  const people = new People(model, projection, grades)
  known.set(projection, { grades, people })
  return people
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
