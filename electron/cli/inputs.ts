import { basename } from 'node:path'
import { emptyScenario } from '../../models/scenario/canonical'
import type { Scenario } from '../../models/scenario/document'
import { maxScenarioLength, parseScenario } from '../../models/scenario/parse'
import { loadCatalogue, type LoadedCatalogue } from '../service/catalogue'
import { readTextFile } from '../service/files/readText'
import { programPlaces } from '../service/places'
import { versionAt } from '../service/start'
import { faultLines, UsageError, type ExitCode, type Streams } from './output'

/** What commands have in common: where they run, the catalogue and scenario they are given, what refuses a file. */

export interface Context {
  readonly from: string
  readonly streams: Streams
}

export type Command = (args: readonly string[], context: Context) => Promise<ExitCode>

/** A user's file was refused; the lines say why. */
export class Refused extends Error {
  readonly lines: string
  constructor(lines: string) {
    super('refused')
    this.lines = lines
  }
}

export async function catalogueAt(path: string | undefined, context: Context): Promise<LoadedCatalogue> {
  const loaded = await loadCatalogue(path ?? programPlaces(context.from).catalogue)
  if (!loaded.ok) throw new Refused(faultLines(loaded.faults))
  return loaded.value
}

export async function scenarioAt(path: string): Promise<Scenario> {
  const name = basename(path)
  const read = await readTextFile(path, name, maxScenarioLength)
  if (!read.ok) throw new Refused(faultLines(read.faults))
  const parsed = parseScenario(read.text, name)
  if (!parsed.ok) throw new Refused(faultLines(parsed.faults))
  return parsed.value
}

/** One of the formats that a command knows. */
export const format = <F extends string>(value: string | undefined, allowed: readonly F[]): F => {
  const found = allowed.find((name) => name === value)
  if (found === undefined) throw new UsageError(`--format needs ${allowed.join(' or ')}`)
  return found
}

/** Name and version of the program. */
export const engineName = (context: Context): string => `liangli ${versionAt(context.from)}`

/** The catalogue as it is, under its own title. */
export const catalogueScenario = (loaded: LoadedCatalogue, context: Context): Scenario =>
  emptyScenario(
    { id: loaded.catalogue.id, version: loaded.catalogue.version, sha256: loaded.sha256 },
    loaded.catalogue.title.zh,
    versionAt(context.from),
  )

/** Bytes of a workbook that are read at most. */
export const largestWorkbook = 64 * 1024 * 1024

const languages = ['zh', 'en'] as const

/** Language of what is written for people; Chinese unless another one is asked for. */
export function languageOf(value: string | undefined): (typeof languages)[number] {
  const found = languages.find((known) => known === (value ?? 'zh'))
  if (found === undefined) throw new UsageError(`--language needs ${languages.join(' or ')}`)
  return found
}
