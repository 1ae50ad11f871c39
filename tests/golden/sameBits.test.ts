import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import { beforeAll, describe, expect, test } from 'vitest'
import { startShell } from '../../electron/browser/shell'
import { findChromium } from '../setup/chromium'
import { catalogueFiles } from '../fixtures/catalogue'
import expected from './expected/results.json'

const root = join(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/nodes')
const shipped = join(root, 'models/scenario/shipped')

/** Program file of another Node; npm carries them as packages. Undefined where the registry cannot be reached. */
function otherNode(major: number): string | undefined {
  const folder = join(cache, String(major))
  const binary = join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true })
    try {
      execFileSync(
        'npm',
        [
          'install',
          '--no-save',
          '--no-audit',
          '--no-fund',
          '--silent',
          '--prefix',
          folder,
          `node-${process.platform}-${process.arch}@${String(major)}`,
        ],
        { stdio: 'ignore', timeout: 300_000 },
      )
    } catch {
      return undefined
    }
  }
  return existsSync(binary) ? binary : undefined
}

const running = Number(process.versions.node.split('.')[0])
const nodes = [20, 22, 24].map((major) => ({ major, binary: major === running ? process.execPath : otherNode(major) }))
const browser = findChromium()

/** Where and when a run may happen: another language's letters and digits, the ends of the day, of the year and of leap days. */
const surroundings = [
  { locale: 'tr-TR', zone: 'America/New_York', year: 1970 },
  { locale: 'ar-EG', zone: 'Pacific/Kiritimati', year: 2096 },
  { locale: 'zh-CN', zone: 'Asia/Shanghai', year: 2024 },
] as const
type Surrounding = (typeof surroundings)[number]

/** Sets the clock of whatever runs after it to the leap day of a year, or its first of March. */
const clockOf = ({ year }: Surrounding): string => `{
  const [Real, at] = [Date, ${String(Date.UTC(year, 1, 29, 23, 59, 59))}]
  globalThis.Date = class extends Real {
    constructor(...given) { given.length === 0 ? super(at) : super(...given) }
    static now() { return at }
  }
}`
/** What the engine believes, so that a surrounding that does not take is seen. */
const believed = `({ locale: Intl.DateTimeFormat().resolvedOptions().locale, zone: Intl.DateTimeFormat().resolvedOptions().timeZone, year: new Date().getUTCFullYear() })`

async function bundle(name: string, ssr: boolean): Promise<string> {
  const outDir = join(root, 'out/test')
  const output = { entryFileNames: `${name}.mjs` }
  const entry = join(root, 'tests/golden', `${name}.ts`)
  if (ssr)
    await build({
      root,
      logLevel: 'error',
      build: { ssr: entry, outDir, emptyOutDir: false, rollupOptions: { output } },
      ssr: { noExternal: true },
    })
  else
    await build({
      root,
      logLevel: 'error',
      build: { outDir, emptyOutDir: false, lib: { entry, formats: ['es'], fileName: () => `${name}.mjs` } },
    })
  return join(outDir, `${name}.mjs`)
}

describe('the same bits everywhere', () => {
  beforeAll(async () => {
    await bundle('fingerprints', true)
    await bundle('inBrowser', false)
  })

  const everywhere = nodes.flatMap(({ major, binary }) => surroundings.map((surrounding) => ({ major, binary, surrounding })))
  for (const { major, binary, surrounding } of everywhere) {
    const { locale, zone, year } = surrounding
    const name = `Node ${String(major)} gives the accepted results in ${locale}, ${zone}, ${String(year)}`
    test.skipIf(binary === undefined)(name, () => {
      const script = `${clockOf(surrounding)}
        const { shippedFingerprints } = await import(${JSON.stringify(join(root, 'out/test/fingerprints.mjs'))})
        const results = await shippedFingerprints(${JSON.stringify(root)})
        process.stdout.write(JSON.stringify({ version: process.version, believed: ${believed}, results }))`
      const language = `${locale.replace('-', '_')}.UTF-8`
      const found = JSON.parse(
        execFileSync(binary ?? '', ['--input-type=module', '-e', script], {
          encoding: 'utf8',
          env: { ...process.env, TZ: zone, LANG: language, LC_ALL: language },
        }),
      ) as { version: string; believed: unknown; results: unknown }
      expect(found.version).toMatch(new RegExp(`^v${String(major)}\\.`))
      expect(found.believed).toEqual(surrounding)
      expect(found.results).toEqual(expected)
    })
  }

  test.skipIf(browser === undefined)('Chromium gives the accepted results, wherever and whenever', async () => {
    const text = (path: string): Uint8Array => readFileSync(path)
    const assets = new Map([
      ['/', { mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode('<!doctype html><title>bits</title>') }],
      ['/model.mjs', { mediaType: 'text/javascript; charset=utf-8', bytes: text(join(root, 'out/test/inBrowser.mjs')) }],
      [
        '/input.json',
        {
          mediaType: 'application/json',
          bytes: new TextEncoder().encode(
            JSON.stringify({
              files: catalogueFiles(),
              scenarios: Object.fromEntries(readdirSync(shipped).map((name) => [name, readFileSync(join(shipped, name), 'utf8')])),
            }),
          ),
        },
      ],
    ])
    const shell = await startShell({
      answer: () => Promise.resolve({ ok: false, error: { code: 'internal' } }),
      assets,
      port: 0,
      windows: { opened: () => undefined, closed: () => undefined },
    })
    const program = await chromium.launch({ executablePath: browser ?? '', args: ['--no-sandbox', '--disable-background-networking'] })
    try {
      const hashes = Object.fromEntries(Object.entries(expected).map(([name, { result }]) => [name, result]))
      for (const surrounding of surroundings) {
        // The window never runs the model, and its policy forbids WebAssembly: only this page is let through.
        const page = await program.newPage({ bypassCSP: true, locale: surrounding.locale, timezoneId: surrounding.zone })
        await page.addInitScript(clockOf(surrounding))
        await page.goto(`http://127.0.0.1:${String(shell.port)}/`)
        expect(await page.evaluate(believed)).toEqual(surrounding)
        expect(await page.evaluate(`import('/model.mjs').then((model) => model.resultHashes())`)).toEqual(hashes)
        await page.close()
      }
    } finally {
      await program.close()
      shell.server.close()
      shell.server.closeAllConnections()
    }
  })
})
