#!/usr/bin/env node
// Starts Liangli: builds what is out of date, then opens the desktop program, or, where Electron's binary is missing, the
// browser shell. `cli …` runs the command line, `build` only builds. Plain JavaScript, because it runs before the build.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const stamp = join(root, 'out', '.built')
const sources = ['electron', 'renderer', 'models', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/** Newest change below a path; data files are read at run time and need no build. */
function newest(path) {
  const info = statSync(path, { throwIfNoEntry: false })
  if (info === undefined) return 0
  if (!info.isDirectory()) return /\.(ts|vue|css|html|json|mjs)$/.test(path) ? info.mtimeMs : 0
  if (path.endsWith(join('catalogue', 'data'))) return 0
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

const isStale = () => !existsSync(stamp) || Math.max(...sources.map((name) => newest(join(root, name)))) > statSync(stamp).mtimeMs

function build() {
  const tool = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const run = spawnSync(process.execPath, [tool, 'build', '--logLevel', 'error'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (run.status !== 0) {
    process.stderr.write(`${run.stdout ?? ''}${run.stderr ?? ''}\nbuild failed\n`)
    process.exit(1)
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, '')
}

/** Electron's program file, found by looking: requiring the package would start a download. */
function electronBinary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(root, 'node_modules', 'electron', 'dist')
  const names = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }
  const path = join(folder, names[process.platform] ?? 'electron')
  return existsSync(path) ? path : undefined
}

function launch(command, args) {
  const child = spawn(command, args, { cwd: process.cwd(), stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 0)))
}

const [first, ...rest] = process.argv.slice(2)
if (isStale() || (first === 'build' && !rest.includes('--if-stale'))) build()
if (first === 'cli') {
  launch(process.execPath, [join(root, 'out', 'main', 'cli.js'), ...rest])
} else if (first !== 'build') {
  const args = process.argv.slice(2)
  const binary = args.includes('--browser') ? undefined : electronBinary()
  if (binary !== undefined) launch(binary, [root, ...args])
  else {
    const words = JSON.parse(readFileSync(join(root, 'renderer', 'i18n', 'shell.json'), 'utf8'))
    const language = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'zh-CN' : 'en'
    process.stdout.write(`${words[language].noElectron}\n`)
    launch(process.execPath, [join(root, 'out', 'main', 'serve.js'), ...args.filter((arg) => arg !== '--browser')])
  }
}
