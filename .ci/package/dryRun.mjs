// Packs the program around a stand-in for Electron, for every system and processor, and looks at what came out.
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getRawHeader, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { Arch, build, Platform } from 'electron-builder'
import { builderConfig, fuses, targets } from './config.mjs'
import { writeStandIn } from './standIn.mjs'

const systems = {
  linux: { platform: Platform.LINUX, electron: 'linux', program: 'liangli' },
  win: { platform: Platform.WINDOWS, electron: 'win32', program: 'Liangli.exe' },
}
/** Their names in Electron's program file. */
const wireNames = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  loadBrowserProcessSpecificV8Snapshot: FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges,
}

const demand = (is, what) => {
  if (!is) throw new Error(`packed wrongly: ${what}`)
}

/** Pack for one system and processor into a folder of its own. @returns the SHA-256 of the archive. */
async function pack(system, arch, { root, app, staged, electronVersion }) {
  const folder = mkdtempSync(join(tmpdir(), 'liangli-package-'))
  const { platform, electron, program } = systems[system]
  try {
    const electronDist = join(folder, 'electron')
    writeStandIn(electronDist, electron, electronVersion)
    const config = { ...builderConfig({ root, app, electronVersion, electronDist }), directories: { app, output: join(folder, 'dist') } }
    await build({ projectDir: root, targets: platform.createTarget('dir', Arch[arch]), config, publish: 'never' })
    const [made] = readdirSync(join(folder, 'dist'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const place = join(folder, 'dist', made.name)
    const archive = join(place, 'resources/app.asar')
    await look({ place, archive, program, staged, system })
    return createHash('sha256').update(readFileSync(archive)).digest('hex')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function look({ place, archive, program, staged, system }) {
  const packed = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1))
  const folders = new Set(staged.flatMap((path) => path.split('/').map((_, k, parts) => parts.slice(0, k).join('/'))))
  const files = packed.filter((path) => !folders.has(path)).sort()
  demand(JSON.stringify(files) === JSON.stringify(staged), `files are ${files.join(', ')}`)
  const wire = await getCurrentFuseWire(join(place, program))
  for (const [name, is] of Object.entries(fuses))
    demand(wire[wireNames[name]] === (is ? 0x31 : 0x30), `fuse ${name} is ${String.fromCharCode(wire[wireNames[name]])}`)
  const locales = readdirSync(join(place, 'locales')).sort()
  demand(JSON.stringify(locales) === JSON.stringify(['en-US.pak', 'zh-CN.pak']), `languages are ${locales.join(', ')}`)
  // Windows compares the archive with what is written in the program file; on Linux Electron does not look yet.
  if (system === 'win') {
    const hash = createHash('sha256').update(getRawHeader(archive).headerString).digest('hex')
    demand(readFileSync(join(place, program)).includes(hash), 'the program file does not hold the hash of its archive')
  }
}

/** Every system and processor of the targets, the first of them twice. @returns one line for each. */
export async function dryRun(places) {
  const lines = []
  for (const [system, list] of Object.entries(targets))
    for (const arch of new Set(list.flatMap((one) => one.arch))) {
      const hash = await pack(system, arch, places)
      if (lines.length === 0) demand((await pack(system, arch, places)) === hash, 'a second packing gives other bytes')
      lines.push(`${system} ${arch}: ${String(places.staged.length)} files, fuses and languages as configured, archive ${hash}`)
    }
  return lines
}
