import type { ReportDocument } from '../../../models/report/document'
import type { Scenario } from '../../../models/scenario/document'
import type { Fault } from '../../../models/shared/outcome'
import type { LoadedCatalogue } from '../catalogue'
import { scenarioFingerprint } from '../fingerprint'
import { printedText, type PrintedPages } from '../pdf/text'
import type { SimulationRunner } from '../runner/runner'
import { readWorkbookChanges } from '../workbook/read'
import { differingNumbers, type DifferingNumber } from './difference'
import { makeReport } from './report'
import { readDocx } from './readDocx'
import { readSeal, sealOfPdf, type Seal } from './seal'
import { numbersIn, numbersOf, numbersOfTables, printedLines, runningText, type PrintedNumber } from './tokens'

export interface VerifyGround {
  readonly loaded: LoadedCatalogue
  readonly runner: SimulationRunner
  /** Name and version of the program. */
  readonly program: string
  /** Scenarios among which those of a paper are looked for that does not carry them itself. */
  readonly known: readonly Scenario[]
  readonly now: string
}

/** What a file was found to be worth. */
export type Verified =
  | { readonly is: 'unreadable' }
  | { readonly is: 'foreign' }
  /** Of another catalogue than the one at hand. */
  | { readonly is: 'other-catalogue'; readonly version: string; readonly sha256: string }
  /** The scenario is not in the file and was not found. */
  | { readonly is: 'unknown-scenario'; readonly fingerprints: readonly string[] }
  /** The file's scenario is not the one whose fingerprint it carries. */
  | { readonly is: 'tampered'; readonly fingerprints: readonly string[] }
  | Compared

export interface Compared {
  readonly is: 'compared'
  readonly scenarios: readonly { readonly name: string; readonly fingerprint: string }[]
  /** The program that wrote the file. */
  readonly program: string
  /** Figures that were looked at. */
  readonly figures: number
  /** Figures that are not the program's; null where next to nothing agrees. */
  readonly differing: readonly DifferingNumber[] | null
}

interface Found {
  readonly scenarios: readonly Scenario[]
  readonly language: 'zh' | 'en'
  readonly program: string
}

/** Whether the figures of a printed report are the program's: the scenarios are run again and the report is made again. */
export async function verifyPdf(bytes: Uint8Array, ground: VerifyGround): Promise<Verified> {
  let pages: PrintedPages
  try {
    pages = printedText(bytes)
  } catch (error) {
    if (error instanceof RangeError) return { is: 'unreadable' }
    throw error
  }
  const found = scenariosOf(sealOfPdf(bytes), runningText(pages.texts, pages.sizes), ground)
  if ('is' in found) return found
  return compared(found, ground, numbersOf, printedLines(pages.texts, pages.sizes).flatMap(numbersIn))
}

/**
 * Whether the tables of a report that came back from the office hold the program's figures. Its sentences are the office's to edit
 * and are not looked at.
 */
export async function verifyDocx(bytes: Uint8Array, ground: VerifyGround): Promise<Verified> {
  const file = readDocx(bytes)
  if (file === undefined) return { is: 'unreadable' }
  const found = scenariosOf(file.seal === '' ? undefined : readSeal(file.seal), file.running, ground)
  if ('is' in found) return found
  return compared(found, ground, numbersOfTables, file.tables.flat(2).flatMap(numbersIn))
}

/** Make the report again, and hold what was read against it. @param numbers of the report that are looked at. */
async function compared(
  { scenarios, language, program }: Found,
  { loaded, runner }: VerifyGround,
  numbers: (report: ReportDocument) => readonly PrintedNumber[],
  printed: readonly string[],
): Promise<Compared> {
  const expected = numbers(await makeReport({ loaded, scenarios, language, program }, runner))
  return {
    is: 'compared',
    scenarios: scenarios.map((scenario) => ({ name: scenario.name, fingerprint: scenarioFingerprint(scenario) })),
    program,
    figures: expected.length,
    differing: differingNumbers(expected, printed),
  }
}

/** The scenarios of a paper: those that went along with it, else those whose fingerprints stand on its pages. */
function scenariosOf(seal: Seal | undefined, running: string, { loaded, known }: VerifyGround): Found | Verified {
  if (seal !== undefined) {
    const { catalogue, scenarios, fingerprints, language, program } = seal
    if (catalogue.sha256 !== loaded.sha256) return { is: 'other-catalogue', ...catalogue }
    const isOwn = scenarios.every((scenario, k) => scenarioFingerprint(scenario) === fingerprints[k])
    return isOwn ? { scenarios, language, program } : { is: 'tampered', fingerprints }
  }
  const fingerprints = [...running.matchAll(/[0-9a-f]{16}/g)].map(([found]) => found)
  if (fingerprints.length === 0) return { is: 'foreign' }
  const sha = /[（(]([0-9a-f]{8})[）)]/.exec(running)?.[1]
  if (sha !== undefined && !loaded.sha256.startsWith(sha)) return { is: 'other-catalogue', version: '', sha256: sha }
  const scenarios = fingerprints.flatMap((wanted) => known.find((scenario) => scenarioFingerprint(scenario).startsWith(wanted)) ?? [])
  if (scenarios.length < fingerprints.length) return { is: 'unknown-scenario', fingerprints }
  return { scenarios, language: /catalogue/i.test(running) ? 'en' : 'zh', program: /liangli [\d.]+/.exec(running)?.[0] ?? '' }
}

/** Whether the cells of a live workbook are the program's; what it holds otherwise is named cell by cell. */
export async function verifyWorkbook(
  file: { readonly name: string; readonly bytes: Uint8Array },
  { loaded, program, now }: VerifyGround,
): Promise<
  | { readonly ok: true; readonly scenario: Scenario; readonly differing: readonly Fault[] }
  | { readonly ok: false; readonly faults: readonly Fault[] }
> {
  const read = await readWorkbookChanges(file, { loaded, program, now })
  if (!read.ok) return read
  const { changes, remarks } = read.preview
  const changed = changes.map(({ sheet, cell, subject, area, year, before, after }) => ({
    file: file.name,
    path: `${sheet}!${cell}`,
    code: 'workbook-changed',
    params: { before, after },
    message: `${subject} ${area} ${String(year)}: ${String(after)}, the program has ${String(before)}`,
  }))
  const said = remarks.filter(({ code }) => code !== 'workbook-no-changes' && code !== 'workbook-program')
  return { ok: true, scenario: read.scenario, differing: [...changed, ...said] }
}

/** What changed in the model after a version, from its list of changes; all that is not released where the version is the last. */
export function changesSince(changelog: string, program: string): readonly string[] {
  const version = program.split(' ').at(-1) ?? ''
  const parts = changelog.split(/^## /m).slice(1)
  const own = parts.findIndex((part) => part.startsWith(version))
  return parts.slice(0, own < 0 ? parts.length : own).map((part) => part.trim())
}
