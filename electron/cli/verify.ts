import { readFile, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseScenario } from '../../models/scenario/parse'
import type { Scenario } from '../../models/scenario/document'
import { scenarioSuffix } from '../service/files/names'
import { readBytes } from '../service/files/readText'
import { resultFingerprint, scenarioFingerprint } from '../service/fingerprint'
import { homeFolder, programPlaces } from '../service/places'
import type { Verified, VerifyGround } from '../service/report/verify'
import { inProcessRunner } from '../service/runner/inProcess'
import { catalogueAt, engineName, largestWorkbook, Refused, scenarioAt, type Command, type Context } from './inputs'
import { exitCodes, faultLines, UsageError, type ExitCode } from './output'

/** Differing figures that are named one by one. */
const mostNamed = 50

/** Whether a printed report, a workbook or a scenario's figures are the program's: runs again, and names what differs and why. */
export const verifyCommand: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { catalogue: { type: 'string' }, scenario: { type: 'string', multiple: true } },
    allowPositionals: true,
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new UsageError('verify needs one report (.pdf or .docx), workbook or scenario')
  const loaded = await catalogueAt(values.catalogue, context)
  const ground = {
    loaded,
    runner: inProcessRunner,
    program: engineName(context),
    known: await knownScenarios(values.scenario ?? [], context),
    now: new Date().toISOString(),
  }
  if (/\.xlsx$/i.test(path)) return verifyCells(path, ground, context)
  if (/\.(pdf|docx)$/i.test(path)) return verifyPaper(path, ground, context)
  return verifyScenario(path, ground, context)
}

/** Scenarios that were named, of the user's folder, and shipped ones. What cannot be read is none of them. */
async function knownScenarios(named: readonly string[], context: Context): Promise<readonly Scenario[]> {
  const known: Scenario[] = []
  for (const path of named) known.push(await scenarioAt(path))
  for (const folder of [join(homeFolder(process.env, process.platform), 'scenarios'), programPlaces(context.from).shipped])
    for (const name of await readdir(folder).catch(() => [])) {
      if (!name.endsWith(scenarioSuffix)) continue
      const text = await readFile(join(folder, name), 'utf8').catch(() => '')
      const parsed = parseScenario(text, name)
      if (parsed.ok) known.push(parsed.value)
    }
  return known
}

async function verifyPaper(path: string, ground: VerifyGround, context: Context): Promise<ExitCode> {
  const { verifyDocx, verifyPdf } = await import('../service/report/verify')
  const file = await readBytes(path, basename(path), largestWorkbook)
  if (!file.ok) throw new Refused(faultLines(file.faults))
  const isOffice = /\.docx$/i.test(path)
  const verified = await (isOffice ? verifyDocx : verifyPdf)(file.bytes, ground)
  if (verified.is !== 'compared') throw new Refused(`${basename(path)}: ${refusal(verified, ground, isOffice)}\n`)
  const { scenarios, program, figures, differing } = verified
  const { out } = context.streams
  for (const { name, fingerprint } of scenarios) out(`scenario ${fingerprint} ${name}\n`)
  out(`catalogue ${ground.loaded.catalogue.version} ${ground.loaded.sha256}\nwritten by ${program}, checked by ${ground.program}\n`)
  if (isOffice) out('the figures of its tables are compared; its sentences may be edited\n')
  if (differing?.length === 0) {
    out(`all ${String(figures)} figures are the program's\n`)
    return exitCodes.done
  }
  if (differing === null) out(`next to none of ${String(figures)} figures is the program's\n`)
  else {
    out(`${String(differing.length)} of ${String(figures)} figures differ\n`)
    for (const { place, number, printed } of differing.slice(0, mostNamed))
      out(`${place}: printed ${printed ?? 'nothing'}, the program has ${number}\n`)
    if (differing.length > mostNamed) out(`... and ${String(differing.length - mostNamed)} more\n`)
  }
  await tellWhy(program, ground, context)
  return exitCodes.badInput
}

function refusal(verified: Exclude<Verified, { is: 'compared' }>, { loaded }: VerifyGround, isOffice: boolean): string {
  switch (verified.is) {
    case 'unreadable':
      return isOffice ? 'no .docx that can be read: save it again as .docx, without a password' : 'no PDF as browsers print it'
    case 'foreign':
      return 'carries no fingerprint of a scenario'
    case 'other-catalogue':
      return `made with catalogue ${verified.version} ${verified.sha256}, this is ${loaded.catalogue.version} ${loaded.sha256}; name that one by --catalogue`
    case 'unknown-scenario':
      return `does not carry its scenarios, and ${verified.fingerprints.join(', ')} are not all on the shelf; name their files by --scenario`
    case 'tampered':
      return `the scenario that it carries is not the one of its fingerprint ${verified.fingerprints.join(', ')}`
  }
}

/** Another version of the program has other figures for reasons that are written down; else the paper was changed. */
async function tellWhy(program: string, ground: VerifyGround, context: Context): Promise<void> {
  const { changesSince } = await import('../service/report/verify')
  const { out } = context.streams
  const changelog = await readFile(programPlaces(context.from).changelog, 'utf8').catch(() => '')
  const changes = changesSince(changelog, program)
  if (program === ground.program)
    out('the same version of the program wrote it: the file was changed afterwards, or figures moved before a release\n')
  if (changes.length > 0) out(`what moved figures since ${program}:\n${changes.map((change) => `## ${change}\n`).join('\n')}`)
}

async function verifyCells(path: string, ground: VerifyGround, context: Context): Promise<ExitCode> {
  const { verifyWorkbook } = await import('../service/report/verify')
  const name = basename(path)
  const file = await readBytes(path, name, largestWorkbook)
  if (!file.ok) throw new Refused(faultLines(file.faults))
  const verified = await verifyWorkbook({ name, bytes: file.bytes }, ground)
  if (!verified.ok) throw new Refused(faultLines(verified.faults))
  const { scenario, differing } = verified
  context.streams.out(`scenario ${scenarioFingerprint(scenario)} ${scenario.name}\n`)
  if (differing.length === 0) {
    context.streams.out("all cells are the program's\n")
    return exitCodes.done
  }
  context.streams.out(`${String(differing.length)} cells differ\n${faultLines(differing.slice(0, mostNamed))}`)
  return exitCodes.badInput
}

/** A scenario has no figures of its own: its fingerprints are told, and whether it is of this catalogue. */
async function verifyScenario(path: string, { loaded, runner, program }: VerifyGround, context: Context): Promise<ExitCode> {
  const scenario = await scenarioAt(path)
  const result = await runner.run(loaded.catalogue, scenario)
  const { out } = context.streams
  out(`scenario ${scenarioFingerprint(scenario)} ${scenario.name}\nresult ${resultFingerprint(result)}\n`)
  out(`catalogue ${loaded.catalogue.version} ${loaded.sha256}\nprogram ${program}\n`)
  if (scenario.catalogue.sha256 === loaded.sha256) return exitCodes.done
  out(`made with catalogue ${scenario.catalogue.version} ${scenario.catalogue.sha256}: its figures may have been others\n`)
  await tellWhy(`liangli ${scenario.appVersion}`, { loaded, runner, program, known: [], now: '' }, context)
  return exitCodes.badInput
}
