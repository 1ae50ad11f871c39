import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, chromium, type Page } from 'playwright-core'
import { findChromium } from '../setup/chromium'

export const root = join(import.meta.dirname, '../..')
const electronBinary = join(
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules/electron/dist'),
  process.platform === 'win32' ? 'electron.exe' : 'electron',
)

/** Where the specs run: the desktop program where its binary is, else a real Chromium on the browser shell. */
export const shellKind: 'electron' | 'browser' | undefined =
  process.env['LIANGLI_E2E'] === 'electron' && existsSync(electronBinary)
    ? 'electron'
    : findChromium() === undefined
      ? undefined
      : 'browser'

export interface Session {
  readonly page: Page
  /** Folder of the user's scenarios and preferences. */
  readonly home: string
  /** Console errors and warnings, failed requests and exceptions of the page. */
  readonly troubles: readonly string[]
  /** Requests that left this machine's own address. */
  readonly foreign: readonly string[]
  /** Put a scenario of the user's own onto the shelf. */
  addScenario(fileName: string, text: string): void
  /** End the program and start it again on the same shelf. */
  restart(): Promise<Page>
  /** Kill program and window without a word, as a power failure would, and start again on the same shelf. */
  crash(): Promise<Page>
  /** Kill the program alone, without a word; the window stays. */
  killProgram(): Promise<void>
  end(): Promise<void>
}

export interface SessionOptions {
  /** As somebody meets the program who has never opened it: with its tour. */
  readonly isFirst?: boolean
  /** Another catalogue than the one that comes with the program. */
  readonly catalogue?: string
  /** A shelf that somebody has already, who also takes it away; else an empty one. */
  readonly home?: string
  readonly env?: Readonly<Record<string, string>>
  /** What the program is started with besides. */
  readonly args?: readonly string[]
  /** Number of the user that the program runs as, where it may choose. */
  readonly uid?: number
}

/** Start the program on an empty shelf and wait for its first figures. */
export async function startSession(viewport = { width: 1366, height: 650 }, options: SessionOptions = {}): Promise<Session> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'liangli-e2e-'))
  const preferences = join(home, 'preferences.json')
  if (options.isFirst !== true && !existsSync(preferences)) writeFileSync(preferences, '{"isToured":true}')
  const troubles: string[] = []
  const foreign: string[] = []
  const start = (): Promise<Running> => launch(home, viewport, troubles, foreign, options)
  let running = await start()
  return {
    home,
    get page() {
      return running.page
    },
    troubles,
    foreign,
    addScenario(fileName, text) {
      mkdirSync(join(home, 'scenarios'), { recursive: true })
      writeFileSync(join(home, 'scenarios', fileName), text)
    },
    async restart() {
      await running.close()
      running = await start()
      return running.page
    },
    async crash() {
      await running.kill()
      await running.close()
      running = await start()
      return running.page
    },
    killProgram: () => running.kill(),
    async end() {
      await running.close()
      if (options.home === undefined) rmSync(home, { recursive: true, force: true })
      // Whatever a spec is about: the program asks nobody but itself for anything.
      if (foreign.length > 0) throw new Error(`requests left this machine: ${foreign.join(', ')}`)
    },
  }
}

interface Running {
  readonly page: Page
  close(): Promise<void>
  kill(): Promise<void>
}

async function launch(
  home: string,
  viewport: { width: number; height: number },
  troubles: string[],
  foreign: string[],
  options: SessionOptions,
): Promise<Running> {
  const env = { ...process.env, LIANGLI_HOME: home, ...options.env } as Record<string, string>
  if (shellKind === 'electron') {
    const app = await _electron.launch({ executablePath: electronBinary, args: [root, '--no-sandbox', ...(options.args ?? [])], env })
    const page = await app.firstWindow()
    await ready(page, troubles, foreign)
    return { page, close: () => app.close(), kill: () => ended(app.process(), 'SIGKILL') }
  }
  const catalogue = options.catalogue === undefined ? [] : ['--catalogue', options.catalogue]
  const server = spawn(process.execPath, [join(root, 'out/main/serve.js'), '--no-open', ...catalogue, ...(options.args ?? [])], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  })
  const address = await firstLine(server)
  const browser = await chromium.launch({
    executablePath: findChromium() ?? '',
    // What the page might ask of another machine is written down (below), and leads nowhere.
    args: ['--no-sandbox', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
    // Without a UTF-8 locale Chromium gives downloads no Chinese names.
    env: { ...env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
  })
  const page = await browser.newPage({ viewport, locale: 'zh-CN', acceptDownloads: true })
  listen(page, troubles, foreign)
  await page.goto(address)
  await ready(page, [], [])
  return {
    page,
    async close() {
      await browser.close()
      await ended(server, 'SIGTERM')
    },
    kill: () => ended(server, 'SIGKILL'),
  }
}

async function ended(program: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (program.exitCode !== null || program.signalCode !== null) return
  const exit = new Promise((resolve) => program.once('exit', resolve))
  program.kill(signal)
  await exit
}

const isOwn = (url: string): boolean => /^((http|ws):\/\/127\.0\.0\.1:\d+\/|app:\/\/liangli\/|data:|blob:)/.test(url)

function listen(page: Page, troubles: string[], foreign: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) troubles.push(`${message.type()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => troubles.push(`exception: ${error.message}`))
  page.on('request', (request) => {
    if (!isOwn(request.url())) foreign.push(request.url())
  })
  page.on('websocket', (socket) => {
    if (!isOwn(socket.url())) foreign.push(socket.url())
  })
}

async function ready(page: Page, troubles: string[], foreign: string[]): Promise<void> {
  if (shellKind === 'electron') listen(page, troubles, foreign)
  await page.waitForSelector('[data-testid=strip-required]', { timeout: 30_000 })
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    server.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8')
      if (text.includes('\n')) resolve(text.split('\n', 1)[0] ?? '')
    })
    server.once('exit', (code) => {
      reject(new Error(`the shell ended with ${String(code)}`))
    })
  })
}
