#!/usr/bin/env node
// Accepts today's figures as the golden ones, in a commit of its own with a line in models/CHANGELOG.md: puts the catalogue's
// fingerprint into the shipped scenarios, writes those of them that follow from the catalogue, and writes the results' fingerprints to tests/golden/expected/results.json.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const folder = join(root, 'models/scenario/shipped')
const out = join(root, 'out/test')
await build({
  root,
  logLevel: 'error',
  build: {
    ssr: join(root, 'tests/golden/fingerprints.ts'),
    outDir: out,
    emptyOutDir: false,
    rollupOptions: { output: { entryFileNames: 'fingerprints.mjs' } },
  },
  ssr: { noExternal: true },
})
const { catalogueFingerprint, generatedFiles, jsonSchemas, shippedFingerprints } = await import(join(out, 'fingerprints.mjs'))

const sha256 = await catalogueFingerprint(root)
for (const [name, text] of await generatedFiles(root)) writeFileSync(join(folder, name), text)
for (const name of readdirSync(folder)) {
  const text = readFileSync(join(folder, name), 'utf8')
  writeFileSync(join(folder, name), text.replace(/"sha256": "[0-9a-f]{64}"/, `"sha256": "${sha256}"`))
}
writeFileSync(join(root, 'tests/golden/expected/results.json'), `${JSON.stringify(await shippedFingerprints(root), null, 2)}\n`)

// The forms of the command line's outputs, for other programs.
mkdirSync(join(root, 'electron/cli/schema'), { recursive: true })
for (const [name, schema] of Object.entries(jsonSchemas()))
  writeFileSync(join(root, 'electron/cli/schema', name), `${JSON.stringify(schema, null, 2)}\n`)
