import type * as z from 'zod'
import { parseJson } from '../shared/json'
import type { Fault } from '../shared/outcome'
import { shownText } from '../shared/visible'
import { scenarioSchema, type Override, type Scenario } from './document'
import { scenarioFormat, scenarioSchemaVersion } from './format'
import { leverNamed } from './levers'
import { migrate } from './migrate/index'
import { hiddenFaults, withVisibleTexts } from './texts'

export type ScenarioFailure = 'file-corrupt' | 'file-newer' | 'file-other-format' | 'file-invalid' | 'file-too-large'

export type ParsedScenario =
  | {
      readonly ok: true
      readonly value: Scenario
      /** What was taken out while reading. */
      readonly notices: readonly Fault[]
    }
  | { readonly ok: false; readonly code: ScenarioFailure; readonly faults: readonly Fault[] }

type PlacedFault = Omit<Fault, 'file'>
type Form =
  | { readonly ok: true; readonly value: Scenario }
  | { readonly ok: false; readonly code: ScenarioFailure; readonly faults: readonly PlacedFault[] }

const refuse = (code: ScenarioFailure, ...faults: readonly PlacedFault[]): Form & { readonly ok: false } => ({ ok: false, code, faults })

/** Larger files are refused before they are parsed. */
export const maxScenarioLength = 20 * 1024 * 1024
/** Faults of one file that are told. */
const mostFaults = 50

/**
 * Read a scenario file: parse, migrate, validate. Nothing is repaired silently; a fault names file, place and remedy, and
 * a file of a newer version is refused as a whole. Names the catalogue does not know are kept (see `checkOverride`).
 */
export function parseScenario(text: string, file: string): ParsedScenario {
  const form = formOfText(text)
  const own = form.ok ? ownFaults(form.value) : []
  const sound = own.length === 0 ? form : refuse('file-invalid', ...own)
  if (!sound.ok) return { ...sound, faults: sound.faults.slice(0, mostFaults).map((fault) => ({ file, ...fault })) }
  const { value, places } = withVisibleTexts(sound.value)
  const notices = places.map((path): Fault => ({
    file,
    path,
    code: 'invisible-removed',
    message: 'characters that cannot be seen were taken out',
  }))
  return { ok: true, value, notices }
}

function formOfText(text: string): Form {
  if (text.length > maxScenarioLength)
    return refuse('file-too-large', {
      path: '',
      code: 'file-too-large',
      message: 'the file is larger than 20 MB; a scenario is a few kilobytes',
    })
  const read = parseJson(text)
  return read.ok ? scenarioForm(read.value) : refuse('file-corrupt', read.fault)
}

/** A document of any version in today's form. What the form alone cannot say is not looked at: work half done may be unsound. */
export function scenarioForm(document: unknown): Form {
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
  if (parsed.success) return { ok: true, value: parsed.data }
  return refuse('file-invalid', ...parsed.error.issues.slice(0, mostFaults).map((issue) => faultOf(issue, document)))
}

function faultOf(issue: z.core.$ZodIssue, document: object): PlacedFault {
  const reason = shownText(issue.message, 200)
  return { path: placeOf(issue.path, document), code: 'form', params: { reason }, message: reason }
}

/** `overrides[3](o-17).value`: the position with the override's id. */
function placeOf(path: readonly PropertyKey[], document: object): string {
  let [text, here]: [string, unknown] = ['', document]
  for (const step of path) {
    here = typeof here === 'object' && here !== null ? (here as Record<PropertyKey, unknown>)[step] : undefined
    text += typeof step === 'number' ? `[${String(step)}]` : `${text === '' ? '' : '.'}${shownText(String(step), 40)}`
    const id = typeof here === 'object' && here !== null ? (here as { id?: unknown }).id : undefined
    if (typeof step === 'number' && typeof id === 'string') text += `(${shownText(id, 40)})`
  }
  return text
}

/** What the form alone cannot say: doubled ids, values no lever can take, what cannot be seen in names and codes. */
function ownFaults(scenario: Scenario): readonly PlacedFault[] {
  const { overrides, populations, actuals, granted } = scenario
  return [
    ...idsTwice([['populations', populations]]),
    ...idsTwice([
      ['actuals', actuals],
      ['granted', granted],
    ]),
    ...idsTwice([['overrides', overrides]]),
    ...hiddenFaults(scenario),
    ...overrides.flatMap((override, k) => overrideFaults(override, `overrides[${String(k)}](${override.id})`)),
  ]
}

function overrideFaults(override: Override, place: string): readonly PlacedFault[] {
  const { mode, value, values } = override
  const faults: PlacedFault[] = []
  const [low, high] = leverNamed(override.lever).possible
  if (mode === 'set' && value !== undefined && (value < low || value > high)) {
    const message = `${String(value)} is outside ${String(low)} … ${String(high)}`
    faults.push({ path: `${place}.value`, code: 'impossible', params: { value, low, high }, message })
  }
  if (mode === 'scale' && value !== undefined && value < 0)
    faults.push({ path: `${place}.value`, code: 'negative', message: 'a factor cannot be negative' })
  faults.push(...phaseFaults(override, place), ...sharingFaults(override, place))
  if (mode === 'series' ? values === undefined : value === undefined)
    faults.push({ path: place, code: 'value-missing', message: `mode ${mode} needs ${mode === 'series' ? 'values' : 'a value'}` })
  return faults
}

/** An increment that is shared by a lever that shares nothing. */
function sharingFaults({ lever, onlyIncrement }: Override, place: string): readonly PlacedFault[] {
  if (onlyIncrement === undefined || lever === 'regionShare') return []
  const message = 'only a change of regionShare can be of the increment alone'
  return [{ path: `${place}.onlyIncrement`, code: 'increment-lever', message }]
}

/** A phase-in that ends before it starts, or whose shape is said without its end. */
function phaseFaults({ from, fullFrom, shape }: Override, place: string): readonly PlacedFault[] {
  if (fullFrom === undefined)
    return shape === undefined
      ? []
      : [{ path: `${place}.shape`, code: 'phase-missing', message: 'a shape needs fullFrom, the year in which the change is whole' }]
  if (fullFrom >= from) return []
  const message = `the phase-in ends in ${String(fullFrom)}, before it starts in ${String(from)}`
  return [{ path: `${place}.fullFrom`, code: 'phase-ends', params: { from: String(from), to: String(fullFrom) }, message }]
}

/** Ids that an earlier entry of the lists has too. */
function idsTwice(lists: readonly (readonly [name: string, entries: readonly { readonly id: string }[]])[]): readonly PlacedFault[] {
  const seen = new Set<string>()
  return lists.flatMap(([name, entries]) =>
    entries.flatMap(({ id }, k): readonly PlacedFault[] => {
      if (seen.has(id)) return [{ path: `${name}[${String(k)}](${id}).id`, code: 'id-twice', message: `the id ${id} is used twice` }]
      seen.add(id)
      return []
    }),
  )
}
