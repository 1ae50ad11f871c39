// Puts together what is packed: the built bundles, the catalogue, the shipped scenarios, words, notices. Nothing else is in the program.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** Folders that go whole. */
const folders = ['out/renderer', 'models/catalogue/data/inner-mongolia-2020', 'models/scenario/shipped']
const entries = ['out/main/main.js', 'out/main/worker.js', 'out/preload/preload.cjs']

/** Bundles that a bundle loads, at once or later, and itself. The browser shell and the command line are no part of the package. */
function loadedFrom(root, path, found = new Set()) {
  if (found.has(path)) return found
  found.add(path)
  const text = readFileSync(join(root, path), 'utf8')
  for (const [, name] of text.matchAll(/(?:from\s*|import\s*\(?\s*)["'](\.\.?\/[^"']+)["']/g))
    loadedFrom(root, join(dirname(path), name).replaceAll('\\', '/'), found)
  return found
}

const below = (root, folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => statSync(join(root, path)).isFile())

/** Every file that is packed, from the project's root; the manifest is made anew. */
export function packedFiles(root) {
  const bundles = entries.flatMap((entry) => [...loadedFrom(root, entry)])
  const words = readdirSync(join(root, 'renderer/i18n')).filter((name) => name.endsWith('.json'))
  return [
    ...new Set([
      ...bundles,
      ...folders.flatMap((folder) => below(root, folder)),
      ...words.map((name) => `renderer/i18n/${name}`),
      'LICENSE',
    ]),
  ].sort()
}

/** The program's manifest without what only builds and tests it. */
export function packedManifest({ name, productName, version, description, license, author, type, main }) {
  // A Debian package must name a home page; the program has none and asks no network for one.
  return { name, productName, version, description, license, author, homepage: 'https://liangli.invalid/', type, main }
}

/** Copy it all to an empty folder. @returns the files, relative to it. */
export function stage(root, target) {
  rmSync(target, { recursive: true, force: true })
  const made = ['out/notices.txt', 'out/sbom.cdx.json'].filter((path) => existsSync(join(root, path)))
  for (const path of [...packedFiles(root), ...made]) {
    const place = join(target, path.replace(/^out\/(notices\.txt|sbom\.cdx\.json)$/, '$1'))
    mkdirSync(dirname(place), { recursive: true })
    cpSync(join(root, path), place)
  }
  const manifest = packedManifest(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(target, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}
