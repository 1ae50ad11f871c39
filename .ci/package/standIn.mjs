// A stand-in for Electron's distribution: what the packing looks at, and nothing that runs. With it everything but the installers
// themselves can be tried where Electron's own files cannot be had.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Marks the place of the fuses in Electron's program file; after it their form, their number and one sign each, as delivered. */
const fuseWire = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 8]), Buffer.from('10110001')])

/** A Windows program with version information, as one of the tools brings it; the fuses go where it holds nothing. */
function windowsProgram() {
  const folder = dirname(createRequire(import.meta.url).resolve('electron-winstaller/package.json'))
  const program = readFileSync(join(folder, 'vendor/7z-x64.exe'))
  // After the headers: among them the tools would take zeros for what they are.
  const place = program.indexOf(Buffer.alloc(fuseWire.length + 16), 4096)
  if (place < 0) throw new Error('no room for fuses in the stand-in program')
  fuseWire.copy(program, place + 8)
  return program
}

/** @param {'linux' | 'win32'} system */
export function writeStandIn(folder, system, version) {
  const files = {
    version: version,
    LICENSE: 'stand-in',
    'LICENSES.chromium.html': '<title>stand-in</title>',
    'resources/default_app.asar': '',
    'locales/zh-CN.pak': '',
    'locales/en-US.pak': '',
    'locales/de.pak': '',
    ...(system === 'linux'
      ? { electron: Buffer.concat([Buffer.from('\x7fELF'), fuseWire]), 'chrome-sandbox': '' }
      : { 'electron.exe': windowsProgram() }),
  }
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content, { mode: 0o755 })
  }
}
