import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import type { Catalogue } from '../../models/catalogue/schema'
import { compareResults } from '../../models/compare'
import { diagnose } from '../../models/diagnosis/diagnose'
import { causesOfDifference } from '../../models/difference/causes'
import type { Causes } from '../../models/difference/causeTable'
import { parseScenario } from '../../models/scenario/parse'
import type { Scenario } from '../../models/scenario/document'
import { modelOf, simulate } from '../../models/simulate'
import { readingEffects } from '../../models/target/readingEffects'
import { explainPath } from '../../models/explain/figure'
import { explanationText } from '../../models/explain/text'
import { overrideRefusals } from '../../models/scenario/checkOverride'
import { actualRefusals } from '../../models/scenario/actualRefusals'
import { populationRefusals } from '../../models/scenario/checkPopulation'
import type { RunNotice } from '../../models/result'
import type { Fault } from '../../models/shared/outcome'
import { loadCatalogue, type LoadedCatalogue } from '../service/catalogue'
import { readTextFile } from '../service/files/readText'
import { programPlaces } from '../service/places'
import { projectFolder, projectionToCsv, projectionToJson } from '../service/projectFolder'
import { comparisonDocument, simulationDocument } from './documents'
import { runEstimate } from './estimate'
import { backtestRows, backtestTable, equalityIn, equalityTable } from './judge'
import { catalogueAt, catalogueScenario, engineName, format, Refused, scenarioAt, type Command, type Context } from './inputs'
import { emit, exitCodes, faultLines, UsageError, type ExitCode } from './output'
import { writeSynthetic } from './synthesize'
import { wordsIn } from './words'
import { catalogueCommand } from './catalogueCommand'
import { exportCommand, importCommand } from './workbook'
import { reportCommand, sensitivityCommand } from './report'
import { verifyCommand } from './verify'
import { comparisonTable, simulationTable } from './tables'

export const usage = `usage:
  simulate [--catalogue FILE] [--scenario FILE] --format json|table [--out FILE]
  project  --inputs DIR --format csv|json [--out FILE]
  validate FILE...
  compare  A B [...] --format json|table [--catalogue FILE] [--out FILE]
  explain  --figure NAME/PLACE/... [--depth N] [--catalogue FILE] [--scenario FILE] [--other FILE] --format text|json [--language zh|en]
  backtest [--catalogue FILE] --format json|table [--out FILE]
  equality [--subject total|domain:ID|item:ID] [--year Y] [--grouping ID] [--recurrent] [--catalogue FILE] [--scenario FILE] --format json|table [--out FILE]
  export   [--scenario FILE] [--catalogue FILE] [--language zh|en] [--format xlsx|csv] --out FILE
  import   FILE.xlsx [--scenario FILE] [--catalogue FILE] [--out FILE]
  sensitivity [--unit CODE] [--catalogue FILE] [--scenario FILE] --format json|table [--out FILE]
  report   A [B ...] [--catalogue FILE] [--language zh|en] --out FILE.pdf|FILE.docx
  verify   FILE.pdf|FILE.docx|FILE.xlsx|SCENARIO [--catalogue FILE] [--scenario FILE ...]
  catalogue export [--catalogue FILE] [--language zh|en] --out FILE.xlsx
  catalogue import FILE.xlsx [--language zh|en] --out DIR
  estimate [--check]
  synthesize --out DIR [--seed N]
`

const simulateCommand: Command = async (args, context) => {
  const { values } = parseArgs({
    args: [...args],
    options: { catalogue: { type: 'string' }, scenario: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: false,
  })
  const wanted = format(values.format, ['json', 'table'])
  const loaded = await catalogueAt(values.catalogue, context)
  const scenario = values.scenario === undefined ? catalogueScenario(loaded, context) : await scenarioAt(values.scenario)
  const diagnosed = diagnose(loaded.catalogue, scenario)
  for (const notice of diagnosed.result.notices)
    context.streams.err(`${scenario.name}: ${notice.overrideId ?? ''}: ${notice.code} ${JSON.stringify(notice.params ?? {})}\n`)
  const text =
    wanted === 'json'
      ? `${JSON.stringify(simulationDocument(engineName(context), loaded, scenario, diagnosed, readingEffects(modelOf(loaded.catalogue, scenario), scenario)))}\n`
      : simulationTable(loaded.catalogue, scenario, diagnosed.result)
  return emit(text, values.out, context.streams)
}

const compareCommand: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { catalogue: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: true,
  })
  const wanted = format(values.format, ['json', 'table'])
  if (positionals.length < 2 || positionals.length > 6) throw new UsageError('compare needs two to six scenario files')
  const loaded = await catalogueAt(values.catalogue, context)
  const scenarios: Scenario[] = []
  for (const path of positionals) scenarios.push(await scenarioAt(path))
  const results = scenarios.map((scenario) => simulate(loaded.catalogue, scenario))
  const [base, ...others] = results
  if (base === undefined) throw new UsageError('compare needs two to six scenario files')
  const comparisons = others.map((other) => compareResults(base, other))
  const text =
    wanted === 'json'
      ? `${JSON.stringify(comparisonDocument(engineName(context), loaded, scenarios, comparisons, causesAgainst(loaded, scenarios)))}\n`
      : comparisonTable(loaded.catalogue, scenarios, results)
  return emit(text, values.out, context.streams)
}

/** Causes of each scenario's difference from the first. */
const causesAgainst = (loaded: LoadedCatalogue, [base, ...others]: readonly Scenario[]): readonly Causes[] =>
  base === undefined ? [] : others.map((other) => causesOfDifference(loaded.catalogue, base, other))

const projectCommand: Command = async (args, context) => {
  const { values } = parseArgs({
    args: [...args],
    options: { inputs: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: false,
  })
  const wanted = format(values.format, ['csv', 'json'])
  if (values.inputs === undefined) throw new UsageError('project needs --inputs DIR')
  const projected = await projectFolder(values.inputs)
  if (!projected.ok) throw new Refused(faultLines(projected.faults))
  return emit(wanted === 'csv' ? projectionToCsv(projected.value) : projectionToJson(projected.value), values.out, context.streams)
}

const validateCommand: Command = async (args, context) => {
  const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true })
  if (positionals.length === 0) throw new UsageError('validate needs a file')
  let lines = ''
  for (const path of positionals) lines += await faultsOfFile(path, context)
  context.streams.out(lines)
  return lines === '' ? exitCodes.done : exitCodes.badInput
}

/** A catalogue's manifest or a scenario, by what the file says it is. */
async function faultsOfFile(path: string, context: Context): Promise<string> {
  const read = await readTextFile(path, basename(path), 32 * 1024 * 1024)
  if (!read.ok) return faultLines(read.faults)
  if (/"format"\s*:\s*"liangli-catalogue"/.test(read.text)) {
    const loaded = await loadCatalogue(path)
    return loaded.ok ? '' : faultLines(loaded.faults)
  }
  const parsed = parseScenario(read.text, basename(path))
  if (!parsed.ok) return faultLines(parsed.faults)
  const { catalogue } = await catalogueAt(undefined, context)
  const said = saidOf(basename(path), parsed.value, catalogue)
  context.streams.err(faultLines(said.filter(({ isRefused }) => !isRefused).map(({ fault }) => fault)))
  return faultLines(said.filter(({ isRefused }) => isRefused).map(({ fault }) => fault))
}

const refusals: readonly RunNotice['code'][] = ['assessment-years', ...overrideRefusals, ...actualRefusals, ...populationRefusals]

/** What a run has to say of a scenario, each at its place: refusals are faults, the rest goes beside. */
function saidOf(file: string, scenario: Scenario, catalogue: Catalogue): readonly { readonly isRefused: boolean; readonly fault: Fault }[] {
  const placeOf = ({ code, overrideId }: RunNotice): string | undefined => {
    if (code === 'assessment-years') return 'assessment'
    for (const list of ['overrides', 'populations', 'actuals'] as const) {
      const place = scenario[list].findIndex(({ id }) => id === overrideId)
      if (place >= 0) return `${list}[${String(place)}](${overrideId ?? ''})`
    }
    return undefined
  }
  return simulate(catalogue, scenario).notices.flatMap((notice) => {
    const path = placeOf(notice)
    if (path === undefined) return []
    const { code, params = {} } = notice
    return [{ isRefused: refusals.includes(code), fault: { file, path, code, message: `${code} ${JSON.stringify(params)}` } }]
  })
}

const estimateCommand: Command = async (args, context) => {
  const { values } = parseArgs({ args: [...args], options: { check: { type: 'boolean' } }, allowPositionals: false })
  const folder = programPlaces(context.from).catalogue.replace(/[\\/]catalogue\.json$/, '')
  const code = await runEstimate({
    folder,
    check: values.check === true,
    say: (line) => {
      context.streams.out(`${line}\n`)
    },
  })
  return code === 0 ? exitCodes.done : exitCodes.badInput
}

const explainCommand: Command = async (args, context) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      figure: { type: 'string' },
      depth: { type: 'string' },
      catalogue: { type: 'string' },
      scenario: { type: 'string' },
      other: { type: 'string' },
      format: { type: 'string' },
      language: { type: 'string' },
      out: { type: 'string' },
    },
    allowPositionals: false,
  })
  const wanted = format(values.format, ['text', 'json'])
  if (values.figure === undefined) throw new UsageError('explain needs --figure NAME/PLACE/...')
  if (values.depth !== undefined && !/^\d$/.test(values.depth)) throw new UsageError('--depth needs a whole number from 0 to 9')
  const loaded = await catalogueAt(values.catalogue, context)
  const scenario = values.scenario === undefined ? catalogueScenario(loaded, context) : await scenarioAt(values.scenario)
  const other = values.other === undefined ? undefined : await scenarioAt(values.other)
  const words = wordsIn(values.language, context.from)
  const explained = explainPath(loaded.catalogue, scenario, values.figure, Number(values.depth ?? '1'), other)
  if (!explained.ok) {
    context.streams.err(`${values.figure}: ${explained.message}\n`)
    return exitCodes.badInput
  }
  return emit(
    wanted === 'json' ? `${JSON.stringify(explained.value)}\n` : explanationText(explained.value, words),
    values.out,
    context.streams,
  )
}

const backtestCommand: Command = async (args, context) => {
  const { values } = parseArgs({
    args: [...args],
    options: { catalogue: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: false,
  })
  const wanted = format(values.format, ['json', 'table'])
  const rows = backtestRows(await catalogueAt(values.catalogue, context))
  return emit(wanted === 'json' ? `${JSON.stringify(rows)}\n` : backtestTable(rows), values.out, context.streams)
}

const equalityCommand: Command = async (args, context) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      subject: { type: 'string' },
      year: { type: 'string' },
      grouping: { type: 'string' },
      recurrent: { type: 'boolean' },
      catalogue: { type: 'string' },
      scenario: { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string' },
    },
    allowPositionals: false,
  })
  const wanted = format(values.format, ['json', 'table'])
  const loaded = await catalogueAt(values.catalogue, context)
  const scenario = values.scenario === undefined ? catalogueScenario(loaded, context) : await scenarioAt(values.scenario)
  const found = equalityIn(loaded, scenario, values)
  return emit(wanted === 'json' ? `${JSON.stringify(found)}\n` : equalityTable(loaded, found), values.out, context.streams)
}

const synthesizeCommand: Command = async (args, context) => {
  const { values } = parseArgs({ args: [...args], options: { out: { type: 'string' }, seed: { type: 'string' } }, allowPositionals: false })
  if (values.out === undefined) throw new UsageError('synthesize needs --out DIR')
  if (values.seed !== undefined && !/^[1-9]\d{0,8}$/.test(values.seed))
    throw new UsageError('--seed needs a whole number from 1 to 999999999')
  const loaded = await catalogueAt(undefined, context)
  return writeSynthetic({
    source: loaded.catalogue,
    words: programPlaces(context.from).syntheticWords,
    folder: values.out,
    seed: Number(values.seed ?? '1'),
    say: context.streams.err,
  })
}

const commands: ReadonlyMap<string, Command> = new Map([
  ['simulate', simulateCommand],
  ['compare', compareCommand],
  ['project', projectCommand],
  ['validate', validateCommand],
  ['estimate', estimateCommand],
  ['synthesize', synthesizeCommand],
  ['explain', explainCommand],
  ['backtest', backtestCommand],
  ['equality', equalityCommand],
  ['export', exportCommand],
  ['import', importCommand],
  ['report', reportCommand],
  ['sensitivity', sensitivityCommand],
  ['verify', verifyCommand],
  ['catalogue', catalogueCommand],
])

/** Run one command line. Never throws for what a user or a file did; says it in one line and gives the exit code. */
export async function runCommandLine(args: readonly string[], context: Context): Promise<ExitCode> {
  const [name, ...rest] = args
  const command = commands.get(name ?? '')
  if (command === undefined) {
    context.streams.err(usage)
    return exitCodes.wrongUsage
  }
  try {
    return await command(rest, context)
  } catch (error) {
    if (error instanceof Refused) {
      context.streams.err(error.lines)
      return exitCodes.badInput
    }
    const message = error instanceof Error ? error.message : String(error)
    const wrongUse =
      error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    context.streams.err(wrongUse ? `${message}\n${usage}` : `${message}\n`)
    return wrongUse ? exitCodes.wrongUsage : exitCodes.badInput
  }
}
