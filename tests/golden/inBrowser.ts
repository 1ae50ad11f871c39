import { parseCatalogue, type CatalogueFile } from '../../models/catalogue/parse'
import { resultBytes } from '../../models/resultBytes'
import { parseScenario } from '../../models/scenario/parse'
import { simulate } from '../../models/simulate'

/** Runs in the page: SHA-256 of what this engine makes of every shipped scenario. */
export async function resultHashes(): Promise<Record<string, string>> {
  const input = (await (await fetch('/input.json')).json()) as { files: CatalogueFile[]; scenarios: Record<string, string> }
  const parsed = parseCatalogue(input.files)
  if (!parsed.ok) throw new Error('the catalogue has faults')
  const hashes: Record<string, string> = {}
  for (const [name, text] of Object.entries(input.scenarios)) {
    const scenario = parseScenario(text, name)
    if (!scenario.ok) throw new Error(`${name} has faults`)
    const digest = await crypto.subtle.digest('SHA-256', resultBytes(simulate(parsed.value, scenario.value)).slice().buffer)
    hashes[name] = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  }
  return hashes
}
