import { createHash } from 'node:crypto'
import { dirname, join } from 'node:path'
import { parseCatalogue, partsOf, type CatalogueFile } from '../../models/catalogue/parse'
import type { Catalogue } from '../../models/catalogue/schema'
import type { Fault } from '../../models/shared/outcome'
import { basename } from 'node:path'
import { readTextFile } from './files/readText'

export interface LoadedCatalogue {
  readonly catalogue: Catalogue
  /** Over the bytes of the manifest and its parts in order, each preceded by its name and length. */
  readonly sha256: string
}

const maxBytes = 32 * 1024 * 1024

/** Load a catalogue from its manifest file; its parts lie beside it. Faults name file, place and what is wrong. */
export async function loadCatalogue(
  manifestPath: string,
): Promise<{ readonly ok: true; readonly value: LoadedCatalogue } | { readonly ok: false; readonly faults: readonly Fault[] }> {
  const hash = createHash('sha256')
  const read = async (path: string): Promise<CatalogueFile | readonly Fault[]> => {
    const name = basename(path)
    const file = await readTextFile(path, name, maxBytes)
    if (!file.ok) return file.faults
    hash.update(`${name}\n${String(file.bytes.length)}\n`).update(file.bytes)
    return { name, text: file.text }
  }
  const manifest = await read(manifestPath)
  if (!('text' in manifest)) return { ok: false, faults: manifest }
  const parts = partsOf(manifest)
  if (!parts.ok) return parts
  const files: CatalogueFile[] = [manifest]
  for (const name of parts.value) {
    const part = await read(join(dirname(manifestPath), name))
    if (!('text' in part)) return { ok: false, faults: part }
    files.push(part)
  }
  const parsed = parseCatalogue(files)
  return parsed.ok ? { ok: true, value: { catalogue: parsed.value, sha256: hash.digest('hex') } } : parsed
}
