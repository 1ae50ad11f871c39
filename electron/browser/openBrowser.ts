import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** How long the file that leads to the address is there; the browser has read it by then. */
const leadsFor = 60_000

/**
 * Open an address of ours in the user's default browser; no shell stands between, so nothing in it can be a command. Other
 * users of a Unix machine see the words of a command, and so the code of the address: there the browser is given a file that
 * only its owner can read, and that leads on to the address.
 * @returns takes the file away.
 */
export async function openBrowser(address: string, platform: NodeJS.Platform): Promise<() => Promise<void>> {
  if (platform === 'win32') {
    start('rundll32', ['url.dll,FileProtocolHandler', address])
    return () => Promise.resolve()
  }
  const folder = await mkdtemp(join(tmpdir(), 'liangli-start-'))
  const file = join(folder, 'liangli.html')
  await writeFile(file, leadingPage(address), { mode: 0o600 })
  start(platform === 'darwin' ? 'open' : 'xdg-open', [pathToFileURL(file).href])
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true })
  setTimeout(() => void remove(), leadsFor).unref()
  return remove
}

/** The address is made of digits, letters and the signs of an address alone. */
export const leadingPage = (address: string): string =>
  `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0;url=${address}">\n`

function start(command: string, args: readonly string[]): void {
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
