import { compactArrays } from '../shared/jsonText'
import type { CatalogueFile } from './parse'
import type { Catalogue } from './schema'

/** Keys that stand in the manifest itself; every other key has a file of its own. */
const inManifest = new Set([
  'format',
  'schemaVersion',
  'id',
  'version',
  'title',
  'synthetic',
  'baseYear',
  'horizonYear',
  'targetYear',
  'domains',
  'expected',
])

const textOf = (document: object): string => `${compactArrays(JSON.stringify(document, null, 2))}\n`

/** A catalogue as one file that is whole by itself. */
export const catalogueToText = (catalogue: Catalogue): string => textOf(catalogue)

/** A catalogue as its files, the manifest first: what `parseCatalogue` reads back to the same catalogue. */
export function catalogueToFiles(catalogue: Catalogue): readonly CatalogueFile[] {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(catalogue)
  const parts = entries
    .filter(([key]) => !inManifest.has(key))
    .map(([key, value]): CatalogueFile => ({ name: `${key}.json`, text: textOf(Object.fromEntries([[key, value]])) }))
  const manifest = Object.fromEntries([...entries.filter(([key]) => inManifest.has(key)), ['parts', parts.map(({ name }) => name)]])
  return [{ name: 'catalogue.json', text: textOf(manifest) }, ...parts]
}
