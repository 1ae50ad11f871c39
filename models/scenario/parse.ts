import type * as z from 'zod'
import { parseJson } from '../shared/json'
import type { Fault } from '../shared/outcome'
import { hasInvisible } from '../shared/visible'
import { scenarioSchema, type ImportedPopulation, type Override, type Scenario } from './document'
import { scenarioFormat, scenarioSchemaVersion } from './format'
import { leverNamed } from './levers'
import { migrate } from './migrate/index'

export type ScenarioFailure = 'file-corrupt' | 'file-newer' | 'file-other-format' | 'file-invalid' | 'file-too-large'

export type ParsedScenario =
  | { readonly ok: true; readonly value: Scenario }
  | { readonly ok: false; readonly code: ScenarioFailure; readonly faults: readonly Fault[] }

/** Larger files are refused before they are parsed. */
export const maxScenarioLength = 20 * 1024 * 1024

/**
 * Read a scenario file: parse, migrate, validate. Nothing is repaired silently; a fault names file, place and remedy, and
 * a file of a newer version is refused as a whole. Names the catalogue does not know are kept (see `checkOverride`).
 */
export function parseScenario(text: string, file: string): ParsedScenario {
  const refuse = (code: ScenarioFailure, ...faults: readonly Omit<Fault, 'file'>[]): ParsedScenario => ({
    ok: false,
    code,
    faults: faults.map((fault) => ({ file, ...fault })),
  })
  if (text.length > maxScenarioLength)
    return refuse('file-too-large', {
      path: '',
      code: 'file-too-large',
      message: 'the file is larger than 20 MB; a scenario is a few kilobytes',
    })
  const read = parseJson(text)
  if (!read.ok) return refuse('file-corrupt', read.fault)
  const document = read.value
  if (
    typeof document !== 'object' ||
    document === null ||
    Array.isArray(document) ||
    (document as { format?: unknown }).format !== scenarioFormat
  ) {
    return refuse('file-other-format', {
      path: 'format',
      code: 'other-format',
      message: `not a Liangli scenario: "format" must be "${scenarioFormat}"`,
    })
  }
  const version = (document as { schemaVersion?: unknown }).schemaVersion
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return refuse('file-invalid', { path: 'schemaVersion', code: 'version', message: 'the version must be a whole number from 1' })
  }
  if (version > scenarioSchemaVersion) {
    const params = { version, known: scenarioSchemaVersion }
    return refuse('file-newer', {
      path: 'schemaVersion',
      code: 'newer',
      params,
      message: `the file has version ${String(version)}, this program knows ${String(scenarioSchemaVersion)}; open it with a newer Liangli`,
    })
  }
  const parsed = scenarioSchema.safeParse(migrate(document as Record<string, unknown>, version))
  if (!parsed.success) return refuse('file-invalid', ...parsed.error.issues.slice(0, 50).map((issue) => faultOf(issue, document)))
  const faults = ownFaults(parsed.data)
  return faults.length > 0 ? refuse('file-invalid', ...faults) : { ok: true, value: parsed.data }
}

function faultOf(issue: z.core.$ZodIssue, document: object): Omit<Fault, 'file'> {
  return { path: placeOf(issue.path, document), code: 'form', params: { reason: issue.message }, message: issue.message }
}

/** `overrides[3](o-17).value`: the position with the override's id. */
function placeOf(path: readonly PropertyKey[], document: object): string {
  let [text, here]: [string, unknown] = ['', document]
  for (const step of path) {
    here = typeof here === 'object' && here !== null ? (here as Record<PropertyKey, unknown>)[step] : undefined
    text += typeof step === 'number' ? `[${String(step)}]` : `${text === '' ? '' : '.'}${String(step)}`
    const id = typeof here === 'object' && here !== null ? (here as { id?: unknown }).id : undefined
    if (typeof step === 'number' && typeof id === 'string') text += `(${id.slice(0, 40)})`
  }
  return text
}

/** What the form alone cannot say: doubled ids, values no lever can take, invisible characters in names. */
function ownFaults(scenario: Scenario): readonly Omit<Fault, 'file'>[] {
  const faults: Omit<Fault, 'file'>[] = []
  const seen = new Set<string>()
  if (hasInvisible(scenario.name))
    faults.push({ path: 'name', code: 'invisible', message: 'the name holds control or direction characters' })
  scenario.populations.forEach((population, k) => faults.push(...populationFaults(population, k, scenario)))
  faults.push(...entryFaults(scenario))
  scenario.overrides.forEach((override, k) => {
    const place = `overrides[${String(k)}](${override.id})`
    if (seen.has(override.id)) faults.push({ path: `${place}.id`, code: 'id-twice', message: `the id ${override.id} is used twice` })
    seen.add(override.id)
    const lever = leverNamed(override.lever)
    if (
      override.mode === 'set' &&
      override.value !== undefined &&
      (override.value < lever.possible[0] || override.value > lever.possible[1])
    ) {
      const params = { value: override.value, low: lever.possible[0], high: lever.possible[1] }
      faults.push({
        path: `${place}.value`,
        code: 'impossible',
        params,
        message: `${String(override.value)} is outside ${String(lever.possible[0])} … ${String(lever.possible[1])}`,
      })
    }
    if (override.mode === 'scale' && override.value !== undefined && override.value < 0) {
      faults.push({ path: `${place}.value`, code: 'negative', message: 'a factor cannot be negative' })
    }
    faults.push(...phaseFaults(override, place), ...sharingFaults(override, place))
    if (override.mode === 'series' ? override.values === undefined : override.value === undefined) {
      faults.push({
        path: place,
        code: 'value-missing',
        message: `mode ${override.mode} needs ${override.mode === 'series' ? 'values' : 'a value'}`,
      })
    }
  })
  return faults
}

/** An increment that is shared by a lever that shares nothing, and a title that holds what cannot be seen. */
function sharingFaults({ lever, onlyIncrement, document }: Override, place: string): readonly Omit<Fault, 'file'>[] {
  const faults: Omit<Fault, 'file'>[] = []
  if (onlyIncrement !== undefined && lever !== 'regionShare')
    faults.push({
      path: `${place}.onlyIncrement`,
      code: 'increment-lever',
      message: 'only a change of regionShare can be of the increment alone',
    })
  if (document !== undefined && hasInvisible(document))
    faults.push({ path: `${place}.document`, code: 'invisible', message: 'the document holds control or direction characters' })
  return faults
}

/** A phase-in that ends before it starts, or whose shape is said without its end. */
function phaseFaults({ from, fullFrom, shape }: Override, place: string): readonly Omit<Fault, 'file'>[] {
  if (fullFrom === undefined)
    return shape === undefined
      ? []
      : [{ path: `${place}.shape`, code: 'phase-missing', message: 'a shape needs fullFrom, the year in which the change is whole' }]
  if (fullFrom >= from) return []
  const message = `the phase-in ends in ${String(fullFrom)}, before it starts in ${String(from)}`
  return [{ path: `${place}.fullFrom`, code: 'phase-ends', params: { from: String(from), to: String(fullFrom) }, message }]
}

/** Ids that an earlier population has too, and names of sources and files that hold what cannot be seen. */
function populationFaults(population: ImportedPopulation, k: number, scenario: Scenario): readonly Omit<Fault, 'file'>[] {
  const place = `populations[${String(k)}](${population.id})`
  const faults: Omit<Fault, 'file'>[] = []
  if (scenario.populations.findIndex(({ id }) => id === population.id) < k)
    faults.push({ path: `${place}.id`, code: 'id-twice', message: `the id ${population.id} is used twice` })
  for (const key of ['source', 'file'] as const)
    if (hasInvisible(population[key]))
      faults.push({ path: `${place}.${key}`, code: 'invisible', message: `the ${key} holds control or direction characters` })
  return faults
}

/** Ids that an earlier actual figure or granted policy has too, and names that hold what cannot be seen. */
function entryFaults({ actuals, granted }: Scenario): readonly Omit<Fault, 'file'>[] {
  const faults: Omit<Fault, 'file'>[] = []
  const seen = new Set<string>()
  const look = (list: 'actuals' | 'granted', k: number, id: string, texts: Readonly<Record<string, string>>): void => {
    const place = `${list}[${String(k)}](${id})`
    if (seen.has(id)) faults.push({ path: `${place}.id`, code: 'id-twice', message: `the id ${id} is used twice` })
    seen.add(id)
    for (const [key, text] of Object.entries(texts))
      if (hasInvisible(text))
        faults.push({ path: `${place}.${key}`, code: 'invisible', message: `the ${key} holds control or direction characters` })
  }
  actuals.forEach(({ id, source, file }, k) => {
    look('actuals', k, id, { source, file })
  })
  granted.forEach(({ id, name, document }, k) => {
    look('granted', k, id, { name, document })
  })
  return faults
}
