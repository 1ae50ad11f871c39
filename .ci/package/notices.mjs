#!/usr/bin/env node
// Writes the licence notices of everything that ships to out/notices.txt; fails where a licence is missing or not allowed.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { shippedPackages } from './shipped.mjs'

const rule = '='.repeat(78)

/** The notices as one text, the same for the same packages. */
export function noticesText(packages) {
  const heads = packages.map(({ name, version, license }) => `${name} ${version} (${license})`)
  const parts = packages.map(({ texts }, k) => [rule, heads[k], rule, '', ...texts].join('\n'))
  const chromium = 'The notices of Chromium and all that it holds are in LICENSES.chromium.html beside the program.'
  return ['Liangli holds the following software of others.', '', ...heads, '', chromium, '', ...parts, ''].join('\n')
}

export function writeNotices(root) {
  const path = join(root, 'out/notices.txt')
  const packages = shippedPackages(root)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, noticesText(packages))
  return { path, count: packages.length }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { path, count } = writeNotices(join(import.meta.dirname, '../..'))
  process.stdout.write(`${String(count)} packages: ${path}\n`)
}
