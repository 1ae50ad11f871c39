import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge', 'chrome']
const installed = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe', 'Chromium/Application/chrome.exe']
const applications = ['Google Chrome', 'Microsoft Edge', 'Chromium']

/** An installed Chromium, Chrome or Edge: the one that LIANGLI_CHROMIUM names, else from the usual places; undefined where there is none. */
export function findChromium(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  isThere: (path: string) => boolean = existsSync,
): string | undefined {
  const given = env['LIANGLI_CHROMIUM']
  if (given !== undefined && given !== '') return isThere(given) ? given : undefined
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'].filter((folder) => folder !== '')
  const windows = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((folder) => folder !== undefined)
  const places =
    platform === 'win32'
      ? windows.flatMap((folder) => installed.map((name) => join(folder, name)))
      : [
          ...(platform === 'darwin' ? applications.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`) : []),
          ...folders.flatMap((folder) => commands.map((name) => join(folder, name))),
        ]
  return places.find(isThere)
}

export type Printed = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly message: string }

const patience = 60_000

/** Print a page that holds everything itself, by a browser without a window and with a profile of its own that is thrown away. */
export async function printPage(html: string, chromium: string): Promise<Printed> {
  const folder = await mkdtemp(join(tmpdir(), 'liangli-print-'))
  try {
    const [page, pdf] = [join(folder, 'report.html'), join(folder, 'report.pdf')]
    await writeFile(page, html)
    const failed = await run(chromium, [
      '--headless=new',
      '--disable-gpu',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-extensions',
      '--disable-background-networking',
      '--no-pdf-header-footer',
      // The page is ours and runs nothing; in containers and for root the sandbox keeps the browser from starting.
      ...(process.platform === 'linux' ? ['--no-sandbox'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      `--print-to-pdf=${pdf}`,
      pathToFileURL(page).href,
    ])
    const bytes = await readFile(pdf).catch(() => undefined)
    if (bytes !== undefined && bytes.subarray(0, 5).toString('latin1') === '%PDF-') return { ok: true, bytes }
    return { ok: false, message: failed ?? 'no PDF was made' }
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  }
}

/** @returns what went wrong, as far as the browser says. */
function run(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], timeout: patience, killSignal: 'SIGKILL' })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(-2000)
    })
    child.on('error', (error) => {
      resolve(error.message)
    })
    child.on('close', (code) => {
      resolve(code === 0 ? undefined : said.trim().split('\n').at(-1))
    })
  })
}

/** Whether a printed file is set in the font of official documents. */
export const hasOfficialFont = (pdf: Uint8Array): boolean =>
  /\/BaseFont \/[A-Z+]*(FangSong|STFangsong|SIMFANG)/i.test(Buffer.from(pdf).toString('latin1'))
