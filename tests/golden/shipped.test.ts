import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jsonSchemas } from '../../electron/cli/outputSchemas'
import { parseScenario } from '../../models/scenario/parse'
import { scenarioToText } from '../../models/scenario/canonical'
import expected from './expected/results.json'
import { catalogueFingerprint, shippedFingerprints } from './fingerprints'

const root = join(import.meta.dirname, '../..')
const folder = join(root, 'models/scenario/shipped')
const names = readdirSync(folder)

test('the shipped scenarios give the accepted results (npm run golden:accept, in a commit of its own)', async () => {
  expect(await shippedFingerprints(root)).toEqual(expected)
})

test.each(names)('%s is made for the shipped catalogue and is written as the program writes', async (name) => {
  const text = readFileSync(join(folder, name), 'utf8')
  const parsed = parseScenario(text, name)
  if (!parsed.ok) throw new Error(parsed.faults.map((fault) => fault.message).join())
  expect(parsed.value.catalogue.sha256).toBe(await catalogueFingerprint(root))
  expect(scenarioToText(parsed.value)).toBe(text)
})

test('the JSON Schemas in the repository are those of the program', () => {
  for (const [name, schema] of Object.entries(jsonSchemas())) {
    expect(JSON.parse(readFileSync(join(root, 'electron/cli/schema', name), 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)))
  }
})
