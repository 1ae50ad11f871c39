import type { Catalogue, Item } from '../../../models/catalogue/schema'
import type { Causes } from '../../../models/difference/causeTable'
import type { SimulationResult, UnitResult } from '../../../models/result'
import type { Scenario } from '../../../models/scenario/document'
import { runsOf, sensitivityOf, type Sensitivity } from '../../../models/sensitivity/table'
import type { LoadedCatalogue } from '../catalogue'
import { resultFingerprint, scenarioFingerprint } from '../fingerprint'
import type { SimulationRunner } from '../runner/runner'
import type { DiagnosedFlags } from '../runner/task'
import type { TextLanguage } from '../texts'
import { Speech } from './speech'

export interface ReportRequest {
  readonly loaded: LoadedCatalogue
  readonly scenarios: readonly Scenario[]
  readonly language: TextLanguage
  /** Name and version of the program. */
  readonly program: string
}

/** A scenario as it was run. */
export interface ReportRun {
  readonly scenario: Scenario
  readonly result: SimulationResult
  /** SHA-256 of what in the scenario moves figures, and of the figures themselves. */
  readonly fingerprint: string
  readonly resultFingerprint: string
}

export interface ReportGround {
  readonly catalogue: Catalogue
  readonly sha256: string
  readonly program: string
  readonly speech: Speech
  readonly runs: readonly ReportRun[]
  readonly root: string
}

/** What an assessment is made from: the scenario, the same without its changes, and what lies between them. */
export interface AssessmentGround extends ReportGround {
  readonly run: ReportRun
  readonly before: SimulationResult
  readonly diagnosed: DiagnosedFlags
  readonly causes: Causes
  readonly sensitivity: Sensitivity
  /** The scenario under every population outlook of the catalogue. */
  readonly outlooks: readonly { readonly id: string; readonly result: SimulationResult }[]
}

export interface ComparisonGround extends ReportGround {
  /** Causes of each scenario's difference from the first. */
  readonly causes: readonly Causes[]
  /** Each scenario without its changes. */
  readonly before: readonly SimulationResult[]
}

/** What a scenario would be without what it changes; actual figures and what was granted stay, they are facts. */
export function withoutChanges(scenario: Scenario): Scenario {
  const { outlook: _, ...rest } = scenario
  return { ...rest, overrides: [], populations: [] }
}

async function reportRun({ loaded }: ReportRequest, runner: SimulationRunner, scenario: Scenario): Promise<ReportRun> {
  const result = await runner.run(loaded.catalogue, scenario)
  return { scenario, result, fingerprint: scenarioFingerprint(scenario), resultFingerprint: resultFingerprint(result) }
}

async function commonGround(request: ReportRequest, runner: SimulationRunner): Promise<ReportGround> {
  const { loaded, scenarios, language, program } = request
  const runs: ReportRun[] = []
  for (const scenario of scenarios) runs.push(await reportRun(request, runner, scenario))
  const { catalogue, sha256 } = loaded
  const root = catalogue.regions.find(({ parent }) => parent === null)?.code ?? ''
  return { catalogue, sha256, program, speech: new Speech(language, catalogue), runs, root }
}

/** First year of which nothing is known. */
export const firstFree = ({ lastActualYear, layout }: SimulationResult): number =>
  Math.min(lastActualYear + 1, layout.years.at(-1) ?? lastActualYear)

/** An assumption after the other moved, and what becomes of a unit. */
export async function sensitivityIn(
  catalogue: Catalogue,
  scenario: Scenario,
  unit: string,
  runner: SimulationRunner,
): Promise<Sensitivity> {
  const root = catalogue.regions.find(({ parent }) => parent === null)?.code ?? ''
  const { layout, targetYear, ...result } = await runner.run(catalogue, scenario)
  const from = firstFree({ layout, targetYear, ...result })
  const summaries = await runner.batch(catalogue, runsOf(scenario, root, from))
  return sensitivityOf(summaries, layout, unit, targetYear, from)
}

export async function assessmentGround(request: ReportRequest, runner: SimulationRunner): Promise<AssessmentGround> {
  const common = await commonGround(request, runner)
  const [run] = common.runs
  if (run === undefined) throw new RangeError('an assessment needs a scenario')
  const { catalogue, root } = common
  const { scenario } = run
  const plain = withoutChanges(scenario)
  const outlooks = []
  for (const { id } of catalogue.population.outlooks)
    outlooks.push({ id, result: await runner.run(catalogue, { ...scenario, outlook: { id, reason: '', author: '', at: '' } }) })
  return {
    ...common,
    run,
    before: await runner.run(catalogue, plain),
    diagnosed: await runner.diagnose(catalogue, scenario, { unit: root }),
    causes: await runner.causes(catalogue, plain, scenario),
    sensitivity: await sensitivityIn(catalogue, scenario, root, runner),
    outlooks,
  }
}

export async function comparisonGround(request: ReportRequest, runner: SimulationRunner): Promise<ComparisonGround> {
  const common = await commonGround(request, runner)
  const [first, ...others] = common.runs
  if (first === undefined || others.length === 0) throw new RangeError('a comparison needs two scenarios')
  const causes: Causes[] = []
  for (const { scenario } of others) causes.push(await runner.causes(common.catalogue, first.scenario, scenario))
  const before: SimulationResult[] = []
  for (const { scenario } of common.runs) before.push(await runner.run(common.catalogue, withoutChanges(scenario)))
  return { ...common, causes, before }
}

/** Units of the first level below the region, then the region's own level: they add up to the whole. */
export const partsOf = ({ catalogue, root }: ReportGround): readonly string[] => [
  ...catalogue.regions.filter(({ parent }) => parent === root).map(({ code }) => code),
  `${root}-own`,
]

export function unitOf(result: SimulationResult, code: string): UnitResult {
  const found = result.units.find((unit) => unit.code === code)
  if (found === undefined) throw new RangeError(`no unit ${code}`)
  return found
}

/** Items whose standards, coverage or sharing a scenario changes. */
export function changedItems(catalogue: Catalogue, { overrides }: Scenario): readonly Item[] {
  const targets = overrides
    .filter(({ enabled, lever }) => enabled && ['standard', 'coverage', 'regionShare'].includes(lever))
    .map(({ target }) => target ?? '')
  return catalogue.items.filter(({ id, pool }) => targets.some((target) => target === id || target === pool || target.startsWith(`${id}.`)))
}
