#!/usr/bin/env node
// Packs the program: `npm run package` makes installers and archives in dist/, from Electron's zips in the folder that
// LIANGLI_ELECTRON_DIST names; `-- --dry-run` tries everything but those with a stand-in; `-- --win`, `-- --linux` choose.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { builderConfig, electronZips, targets } from './config.mjs'
import { writeNotices } from './notices.mjs'
import { writeBill } from './sbom.mjs'
import { stage } from './stage.mjs'

const own = import.meta.dirname
const root = dirname(dirname(own))
const options = process.argv.slice(2)
const version = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version
const systems = Object.keys(targets).filter((system) => options.includes(`--${system}`))

function run(command, args, cwd) {
  if (spawnSync(command, args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' }).status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed`)
}

/** The folder with Electron's zips. @throws Error saying what is missing: the packing would else take anything for Electron. */
function electronFolder(chosen) {
  const folder = process.env.LIANGLI_ELECTRON_DIST
  const wanted = electronZips(version).filter((name) => chosen.some((system) => name.includes(system === 'win' ? 'win32' : system)))
  const missing = wanted.filter((name) => folder === undefined || !existsSync(join(folder, name)))
  if (missing.length > 0) throw new Error(`LIANGLI_ELECTRON_DIST has to name a folder with ${missing.join(', ')}`)
  return folder
}

async function main() {
  const chosen = systems.length === 0 ? Object.keys(targets) : systems
  const isDry = options.includes('--dry-run')
  const electronDist = isDry ? '' : electronFolder(chosen)
  if (!existsSync(join(own, 'node_modules'))) run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], own)
  run(process.execPath, [join(root, 'electron/start.mjs'), 'build'], root)
  writeNotices(root)
  writeBill(root)
  const app = join(root, 'out/package')
  const staged = stage(root, app)
  if (isDry) {
    const { dryRun } = await import('./dryRun.mjs')
    for (const line of await dryRun({ root, app, staged, electronVersion: version })) process.stdout.write(`${line}\n`)
    return
  }
  const { build, Platform } = await import('electron-builder')
  const config = builderConfig({ root, app, electronVersion: version, electronDist })
  // By system, since each has processors of its own.
  for (const system of chosen)
    await build({
      projectDir: root,
      targets: (system === 'win' ? Platform.WINDOWS : Platform.LINUX).createTarget(),
      config,
      publish: 'never',
    })
}

await main().catch((error) => {
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 1
})
