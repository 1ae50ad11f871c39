import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseScenario } from '../../models/scenario/parse'
import { simulate } from '../../models/simulate'
import { loadCatalogue } from '../../electron/service/catalogue'
import { generatedShelf } from './shelfScenarios'
import { resultFingerprint, scenarioFingerprint } from '../../electron/service/fingerprint'

export interface Fingerprint {
  readonly scenario: string
  readonly result: string
}

const manifest = (root: string): string => join(root, 'models/catalogue/data/inner-mongolia-2020/catalogue.json')

export async function catalogueFingerprint(root: string): Promise<string> {
  const loaded = await loadCatalogue(manifest(root))
  if (!loaded.ok) throw new Error(loaded.faults.map((fault) => `${fault.file} ${fault.path} ${fault.message}`).join('\n'))
  return loaded.value.sha256
}

/** Fingerprints of every shipped scenario and of what the model makes of it, by file name. */
export async function shippedFingerprints(root: string): Promise<Readonly<Record<string, Fingerprint>>> {
  const loaded = await loadCatalogue(manifest(root))
  if (!loaded.ok) throw new Error('the catalogue has faults')
  const folder = join(root, 'models/scenario/shipped')
  const found: Record<string, Fingerprint> = {}
  for (const name of (await readdir(folder)).sort()) {
    const parsed = parseScenario(await readFile(join(folder, name), 'utf8'), name)
    if (!parsed.ok) throw new Error(`${name}: ${parsed.faults.map((fault) => `${fault.path} ${fault.message}`).join('; ')}`)
    found[name] = { scenario: scenarioFingerprint(parsed.value), result: resultFingerprint(simulate(loaded.value.catalogue, parsed.value)) }
  }
  return found
}

/** Shipped scenarios that follow from the catalogue, as they have to be written. */
export async function generatedFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const loaded = await loadCatalogue(manifest(root))
  if (!loaded.ok) throw new Error('the catalogue has faults')
  return generatedShelf(loaded.value.catalogue, loaded.value.sha256)
}

export { jsonSchemas } from '../../electron/cli/outputSchemas'
