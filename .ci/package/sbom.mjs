#!/usr/bin/env node
// Writes the bill of materials of what ships to out/sbom.cdx.json, in CycloneDX: npm's own, without what only builds or tests, and
// without time and chance, so that the same packages give the same bytes.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shippedPackages } from './shipped.mjs'

/** npm's bill of everything that is installed. */
function wholeBill(root) {
  const npm = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0) throw new Error(`npm sbom ended with ${String(npm.status)}: ${npm.stderr}`)
  return JSON.parse(npm.stdout)
}

/** A name made of the content, in the form of a UUID of version 8. */
function serialOf(text) {
  const hash = createHash('sha256').update(text).digest('hex')
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-a${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}

/** The part of a bill that ships. */
export function shippedBill(bill, packages, { name, version }) {
  const shipped = new Set(packages.map((one) => `${one.name}@${one.version}`))
  const own = { ...bill.metadata.component, 'bom-ref': `${name}@${version}`, type: 'application', name }
  const components = bill.components
    .filter((component) => shipped.has(component['bom-ref']))
    // Bundled, so "development" would be wrong: npm means how it was installed.
    .map((component) => ({ ...component, properties: component.properties?.filter((one) => one.name !== 'cdx:npm:package:development') }))
  const missing = [...shipped].filter((ref) => !components.some((component) => component['bom-ref'] === ref))
  if (missing.length > 0) throw new Error(`not in npm's bill of materials: ${missing.join(', ')}`)
  const dependencies = [
    { ref: own['bom-ref'], dependsOn: [...shipped].sort() },
    ...bill.dependencies
      .filter(({ ref }) => shipped.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: (dependsOn ?? []).filter((other) => shipped.has(other)) })),
  ]
  const { timestamp: _, ...metadata } = bill.metadata
  const made = { ...bill, metadata: { ...metadata, component: own }, components, dependencies }
  return { ...made, serialNumber: serialOf(JSON.stringify([components, dependencies, own])) }
}

export function writeBill(root) {
  const path = join(root, 'out/sbom.cdx.json')
  const program = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const bill = shippedBill(wholeBill(root), shippedPackages(root), program)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(bill, null, 2)}\n`)
  return { path, count: bill.components.length }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { path, count } = writeBill(join(import.meta.dirname, '../..'))
  process.stdout.write(`${String(count)} components: ${path}\n`)
}
