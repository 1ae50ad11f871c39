import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builderConfig, electronZips, fuses, targets } from '../../.ci/package/config.mjs'
import { noticesText } from '../../.ci/package/notices.mjs'
import { writeBill, type Bill } from '../../.ci/package/sbom.mjs'
import { packageIn, shippedFolders, shippedPackages } from '../../.ci/package/shipped.mjs'
import { stage } from '../../.ci/package/stage.mjs'
import { windowPolicy } from '../../electron/main/page'
import { runDesktop } from './runDesktop'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'liangli-packaging-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'))

describe('the configuration', () => {
  const config = builderConfig({ root, app: '/app', electronVersion: '1.2.3', electronDist: '/electron' })
  test('makes an installer and a portable program for Windows, an AppImage and a Debian package for Linux on two processors', () => {
    expect(targets).toEqual({
      win: [
        { target: 'nsis', arch: ['x64'] },
        { target: 'portable', arch: ['x64'] },
      ],
      linux: [
        { target: 'AppImage', arch: ['x64', 'arm64'] },
        { target: 'deb', arch: ['x64', 'arm64'] },
      ],
    })
    expect(config).toMatchObject({ win: { target: targets.win }, linux: { target: targets.linux } })
  })
  test('takes Electron from a folder and looks for no update', () => {
    expect(config).toMatchObject({ electronDist: '/electron', electronVersion: '1.2.3', publish: null, npmRebuild: false })
    expect(electronZips('1.2.3')).toEqual([
      'electron-v1.2.3-win32-x64.zip',
      'electron-v1.2.3-linux-x64.zip',
      'electron-v1.2.3-linux-arm64.zip',
    ])
  })
  test('the fuses: no Node, no debugger, the archive alone and whole, no powers for files', () => {
    expect(config).toMatchObject({ asar: true, electronFuses: fuses })
    expect(fuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
  })
  test('Electron is one version, fixed, of a supported major', () => {
    const lock = read('package-lock.json') as { packages: Record<string, { version: string }> }
    const copies = Object.entries(lock.packages).filter(([path]) => /(^|\/)node_modules\/electron$/.test(path))
    expect(copies).toHaveLength(1)
    expect(Number(copies[0]?.[1].version.split('.')[0])).toBeGreaterThanOrEqual(42)
  })
})

describe('what is packed', () => {
  let files: readonly string[]
  const app = join(folder, 'app')
  beforeAll(() => {
    files = stage(root, app)
  })
  test('is the built bundles, the catalogue, the shipped scenarios, words and notices, and nothing else', () => {
    const shape = [...new Set(files.map((path) => path.replace(/[^/]+$/, '')))]
    expect(shape).toEqual([
      '',
      'models/catalogue/data/inner-mongolia-2020/',
      'models/catalogue/data/inner-mongolia-2020/raw/',
      'models/scenario/shipped/',
      'out/main/chunks/',
      'out/main/',
      'out/preload/',
      'out/renderer/assets/',
      'out/renderer/',
      'renderer/i18n/',
    ])
    expect(files.filter((path) => /\.(ts|vue|map)$|node_modules|serve\.js|cli\.js/.test(path))).toEqual([])
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'package.json', 'out/main/worker.js', 'out/preload/preload.cjs']))
  })
  test('names nothing that would be installed or run', () => {
    const manifest = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as Record<string, unknown>
    const { version, main } = read('package.json') as { version: string; main: string }
    expect(manifest).toMatchObject({ version, main, type: 'module' })
    for (const name of ['scripts', 'dependencies', 'devDependencies']) expect(manifest).not.toHaveProperty(name)
  })
  test('is enough: the program runs from it as it does from the project', () => {
    const journal = runDesktop(app)
    expect(journal.commands).toMatchObject({ catalogue: 'ok' })
    expect(journal.network).toEqual([])
    expect(journal.replies['app://liangli/index.html']).toEqual({ status: 200, policy: windowPolicy, isEmpty: false })
  })
})

describe('what of others’ ships', () => {
  test('is every package in the bundles, and Electron, each under a licence that allows it, with its text', () => {
    const packages = shippedPackages(root)
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['vue', 'pinia', 'chart.js', 'zod', 'electron']))
    const notices = noticesText(packages)
    for (const { name, version, license, texts } of packages) {
      expect(notices).toContain(`${name} ${version} (${license})`)
      for (const text of texts) expect(notices).toContain(text)
    }
    expect(packages.map(({ name }) => name)).not.toContain('vitest')
    expect(noticesText(shippedPackages(root))).toBe(notices)
  })
  const made = (name: string, manifest: object, licence?: string): string => {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...manifest }))
    if (licence !== undefined) writeFileSync(join(folder, name, 'LICENSE'), licence)
    return name
  }
  test.each([
    ['copyleft', { license: 'GPL-3.0-only' }, 'text', 'under which nothing may ship'],
    ['lesser', { license: 'LGPL-2.1' }, 'text', 'under which nothing may ship'],
    ['both', { license: 'MIT AND GPL-2.0' }, 'text', 'under which nothing may ship'],
    ['without', {}, 'text', 'states no licence'],
    ['unsaid', { license: 'SEE LICENSE IN LICENSE' }, 'text', 'under which nothing may ship'],
    ['textless', { license: 'MIT' }, undefined, 'has no licence text'],
  ])('a package is refused: %s', (name, manifest, licence, why) => {
    expect(() => packageIn(folder, made(name, manifest, licence))).toThrow(why)
  })
  test('a choice of licences is one if either will do', () => {
    expect(packageIn(folder, made('choice', { license: '(MIT OR GPL-3.0-or-later)' }, 'text'))).toMatchObject({ texts: ['text'] })
  })
  test('stands in a bill of materials that says nothing of the hour it was made', () => {
    const first = writeBill(root)
    const text = readFileSync(first.path, 'utf8')
    const bill = JSON.parse(text) as Bill
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'liangli', type: 'application' } } })
    expect(bill.components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(
      shippedPackages(root)
        .map(({ name, version }) => `${name}@${version}`)
        .sort(),
    )
    expect(bill.components).toHaveLength(shippedFolders(root).length)
    expect(bill.components.every(({ purl, licenses }) => purl.startsWith('pkg:npm/') && (licenses?.length ?? 0) > 0)).toBe(true)
    expect(bill.serialNumber).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
    writeBill(root)
    expect(readFileSync(first.path, 'utf8')).toBe(text)
  })
})
