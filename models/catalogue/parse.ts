import type * as z from 'zod'
import type { Fault } from '../shared/outcome'
import { parseJson } from '../shared/json'
import type { JsonLimits } from '../shared/jsonScan'
import { shownText } from '../shared/visible'
import { checkCatalogue } from './check'
import { catalogueSchema, type Catalogue } from './schema'

/** One file of a catalogue: the manifest first, then its parts. */
export interface CatalogueFile {
  readonly name: string
  readonly text: string
}

export type ParsedCatalogue = { readonly ok: true; readonly value: Catalogue } | { readonly ok: false; readonly faults: readonly Fault[] }

/** Keys whose arrays may come in several files and are joined in the files' order. */
const joined = new Set(['items', 'sources'])
const maxFileLength = 32 * 1024 * 1024
/** What one file may hold; the shipped ones together have 5,000 objects and lists. */
const fileLimits: JsonLimits = { depth: 20, containers: 60_000, keys: 250_000, entries: 400_000 }
const mostParts = 60
/** Faults that are told. */
const mostFaults = 200

/** Files a manifest names as its parts: plain names in its own folder, so that no catalogue reaches outside of it. */
export function partsOf(
  manifest: CatalogueFile,
): { readonly ok: true; readonly value: readonly string[] } | { readonly ok: false; readonly faults: readonly Fault[] } {
  const document = readObject(manifest)
  if (!document.ok) return document
  const parts = document.value['parts'] ?? []
  const names = Array.isArray(parts) ? parts : [parts]
  if (names.length > mostParts) {
    const message = `a catalogue has at most ${String(mostParts)} parts`
    return { ok: false, faults: [{ file: manifest.name, path: 'parts', code: 'part-name', message }] }
  }
  const faults = names.flatMap((name: unknown, k): readonly Fault[] =>
    typeof name === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.json$/.test(name) && !name.includes('..')
      ? []
      : [
          {
            file: manifest.name,
            path: `parts[${String(k)}]`,
            code: 'part-name',
            message: 'a part must be a plain file name ending in .json',
          },
        ],
  )
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: names as readonly string[] }
}

/**
 * Read a catalogue from its files. Every fault names the file, the place in it and what is wrong; a catalogue with a
 * fault is not used.
 */
export function parseCatalogue(files: readonly CatalogueFile[]): ParsedCatalogue {
  const merged = mergeFiles(files)
  if (!merged.ok) return merged
  const { document, origin } = merged
  const parsed = catalogueSchema.safeParse(document)
  if (!parsed.success)
    return { ok: false, faults: parsed.error.issues.slice(0, mostFaults).flatMap((issue) => faultsOf(issue, document, origin)) }
  const faults = checkCatalogue(parsed.data).map(({ path, code, message }): Fault => ({
    file: fileOf(path, origin),
    path: path.text,
    code,
    message,
  }))
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: parsed.data }
}

/** Which file a top-level key, or an entry of a joined array, came from. */
interface Origin {
  readonly keys: ReadonlyMap<string, string>
  readonly entries: ReadonlyMap<string, readonly string[]>
}

type Merged =
  | { readonly ok: true; readonly document: Record<string, unknown>; readonly origin: Origin }
  | { readonly ok: false; readonly faults: readonly Fault[] }

function mergeFiles(files: readonly CatalogueFile[]): Merged {
  const faults: Fault[] = []
  const document: Record<string, unknown> = {}
  const keys = new Map<string, string>()
  const entries = new Map<string, string[]>()
  for (const file of files) {
    const read = readObject(file)
    if (!read.ok) {
      faults.push(...read.faults)
      continue
    }
    for (const [key, value] of Object.entries(read.value)) {
      if (key === 'parts') continue
      const known = Object.hasOwn(document, key) ? document[key] : undefined
      if (joined.has(key) && Array.isArray(value)) {
        document[key] = [...(Array.isArray(known) ? (known as unknown[]) : []), ...(value as unknown[])]
        entries.set(key, [...(entries.get(key) ?? []), ...value.map(() => file.name)])
      } else if (known === undefined) {
        document[key] = value
        keys.set(key, file.name)
      } else
        faults.push({
          file: file.name,
          path: key,
          code: 'key-twice',
          message: `"${key}" is already given in ${keys.get(key) ?? 'another file'}`,
        })
    }
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, document, origin: { keys, entries } }
}

function readObject(
  file: CatalogueFile,
): { readonly ok: true; readonly value: Record<string, unknown> } | { readonly ok: false; readonly faults: readonly Fault[] } {
  if (file.text.length > maxFileLength)
    return { ok: false, faults: [{ file: file.name, path: '', code: 'file-too-large', message: 'the file is larger than 32 MB' }] }
  const read = parseJson(file.text, fileLimits)
  if (!read.ok) return { ok: false, faults: [{ file: file.name, ...read.fault }] }
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) {
    return { ok: false, faults: [{ file: file.name, path: '', code: 'not-an-object', message: 'the file must hold one JSON object' }] }
  }
  return { ok: true, value: read.value as Record<string, unknown> }
}

/** A place in the catalogue; `text` names entries by their id beside their position. */
export interface Place {
  readonly key: string
  readonly index: number | undefined
  readonly text: string
}

function fileOf(place: Pick<Place, 'key' | 'index'>, origin: Origin): string {
  return (
    (place.index === undefined ? undefined : origin.entries.get(place.key)?.[place.index]) ?? origin.keys.get(place.key) ?? 'catalogue.json'
  )
}

function faultsOf(issue: z.core.$ZodIssue, document: Record<string, unknown>, origin: Origin): readonly Fault[] {
  const [key, index] = issue.path
  const place = { key: String(key ?? ''), index: typeof index === 'number' ? index : undefined }
  return [{ file: fileOf(place, origin), path: pathText(issue.path, document), code: 'form', message: shownText(issue.message, 200) }]
}

/** `items[48](employee-pension).shares.central`: positions with the entry's id where it has one. */
export function pathText(path: readonly PropertyKey[], document: unknown): string {
  let text = ''
  let here: unknown = document
  for (const step of path) {
    here = typeof here === 'object' && here !== null ? (here as Record<PropertyKey, unknown>)[step] : undefined
    text += typeof step === 'number' ? `[${String(step)}]` : `${text === '' ? '' : '.'}${shownText(String(step), 40)}`
    const named = here as { readonly id?: unknown; readonly code?: unknown } | undefined | null
    const name =
      typeof here === 'object' && named !== null && named !== undefined && typeof step === 'number' ? (named.id ?? named.code) : undefined
    if (typeof name === 'string') text += `(${shownText(name, 80)})`
  }
  return text
}
