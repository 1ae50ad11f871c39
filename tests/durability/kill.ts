import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { workId } from '../../electron/contract/keeping'
import { Recovery } from '../../electron/service/files/recovery'
import { Windows } from '../../electron/service/files/windows'
import { scenarioToText } from '../../models/scenario/canonical'
import { version } from './versions'

/** What one kill came to. */
export interface Killed {
  /** What was lost or torn; nothing is as it should be. */
  readonly faults: readonly string[]
  /** What was being done. */
  readonly during: 'save' | 'keep' | 'between'
  /** The version that is in the file now; 0 where there is none. */
  readonly stored: number
  /** The last version that was begun. */
  readonly begun: number
  /** Temporary files that were left behind. */
  readonly leftovers: number
}

const killedScenario = 'killed.liangli.json'
const textOf = (n: number): string => scenarioToText(version(n))
const versionIn = (path: string): number => Number(/"note": "(\d+)"/.exec(readFileSync(path, 'utf8'))?.[1] ?? Number.NaN)

/** What was left by the kills before. */
export type Left = Pick<Killed, 'stored' | 'begun'>

/** Start a saver, kill it a random moment after it is ready, and look at what it left. */
export async function killOnce(saver: string, home: string, left: Left, window: string, delay: number): Promise<Killed> {
  const said = await runAndKill(saver, [home, String(left.begun + 1), window], delay)
  const last = (word: string): number =>
    Math.max(0, ...said.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.split(' ')[1])))
  const [saving, saved, keeping, kept] = [last('saving'), last('saved'), last('keeping'), last('kept')]
  const faults: string[] = []
  const demand = (holds: boolean, words: string): void => {
    if (!holds)
      faults.push(`${words} (before ${String(left.stored)}, saving ${String(saving)}, saved ${String(saved)}, kept ${String(kept)})`)
  }
  const path = join(home, 'scenarios', killedScenario)
  const stored = existsSync(path) ? versionIn(path) : 0
  demand(stored >= Math.max(left.stored, saved) && stored <= Math.max(left.stored, saving), `the file is version ${String(stored)}`)
  if (stored > 0) demand(readFileSync(path, 'utf8') === textOf(stored), 'the file is torn')
  if (existsSync(`${path}.bak`)) {
    const before = versionIn(`${path}.bak`)
    demand(before <= stored, `the backup is version ${String(before)} of ${String(stored)}`)
    demand(readFileSync(`${path}.bak`, 'utf8') === textOf(before), 'the backup is torn')
  }
  await lookAtRecovery(home, window, kept, keeping, demand)
  const during = saving > saved ? 'save' : keeping > kept ? 'keep' : 'between'
  const leftovers = ['scenarios', 'recovery', 'windows']
    .flatMap((folder) => (existsSync(join(home, folder)) ? readdirSync(join(home, folder)) : []))
    .filter((name) => name.endsWith('.tmp'))
  return { faults, during, stored, begun: Math.max(left.begun, saving, keeping), leftovers: leftovers.length }
}

/** The next program offers what was kept: whole, and not older than was promised. */
async function lookAtRecovery(
  home: string,
  window: string,
  kept: number,
  keeping: number,
  demand: (holds: boolean, words: string) => void,
): Promise<void> {
  const windows = new Windows(join(home, 'windows'))
  const recovery = new Recovery({
    folders: [join(home, 'recovery')],
    windows,
    shelf: { stateOf: () => Promise.resolve('same') },
    notice: ({ code }) => {
      demand(false, code)
    },
  })
  const offered = (await recovery.list()).filter(({ id }) => id === workId(window, 1))
  const opened = await recovery.open(workId(window, 1))
  if (opened.ok) {
    const n = Number(opened.value.document.note)
    demand(offered.length === 1, 'kept work is not offered')
    demand(n >= kept && n <= keeping, `version ${String(n)} is offered, kept were ${String(kept)} to ${String(keeping)}`)
    demand(scenarioToText(opened.value.document) === textOf(n), 'kept work is torn')
  } else demand(kept === 0, 'kept work is gone')
  await windows.end()
}

function runAndKill(saver: string, args: readonly string[], delay: number): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [saver, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let [out, trouble] = ['', '']
    let isKilled = false
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString()
      if (isKilled || !out.includes('ready')) return
      isKilled = true
      setTimeout(() => child.kill('SIGKILL'), delay)
    })
    child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString()))
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(out.split('\n').filter((line) => /^\w+ \d+$/.test(line)))
      else reject(new Error(`the saver ended by itself: ${trouble}`))
    })
  })
}
