import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bundle } from '../setup/bundle'
import { killOnce, type Killed, type Left } from './kill'

/** Kills of the long run, `LIANGLI_KILLS=10000`; else as many as a few seconds allow. */
const wanted = Number(process.env['LIANGLI_KILLS'] ?? 0)
const leastKills = 16
const seconds = 9
/** A save takes some milliseconds; the program is killed somewhere in the first dozen of them. */
const longestDelay = 60

/** Kill after kill on a shelf of its own, until it is enough. */
async function killAgain(saver: string, lane: number, isEnough: (kills: number) => boolean): Promise<readonly Killed[]> {
  const home = mkdtempSync(join(tmpdir(), 'liangli-kills-'))
  const all: Killed[] = []
  let left: Left = { stored: 0, begun: 0 }
  while (!isEnough(all.length)) {
    const window = `${String(lane)}${all.length.toString(16).padStart(31, '0')}`
    const killed = await killOnce(saver, home, left, window, Math.random() * longestDelay)
    all.push(killed)
    left = killed
  }
  rmSync(home, { recursive: true, force: true })
  return all
}

test(
  'killed at random moments, no file is torn, no saved version lost, and what was kept is offered',
  async () => {
    const saver = await bundle('tests/durability/saver.ts', 'saver')
    const end = performance.now() + seconds * 1000
    const isEnough = (kills: number): boolean => (wanted > 0 ? kills >= wanted / 2 : kills >= leastKills / 2 && performance.now() > end)
    const all = (await Promise.all([0, 1].map((lane) => killAgain(saver, lane, isEnough)))).flat()
    const during = (what: Killed['during']): number => all.filter((killed) => killed.during === what).length
    const lost = all.filter(({ faults }) => faults.length > 0).length
    const counts = { kills: all.length, duringSave: during('save'), duringKeep: during('keep'), between: during('between'), lost }
    process.stdout.write(`${JSON.stringify(counts)}\n`)
    expect(all.flatMap(({ faults }) => faults)).toEqual([])
    expect(all.length).toBeGreaterThanOrEqual(Math.max(wanted, leastKills))
    expect(counts.duringSave + counts.duringKeep, 'most kills fall into a write').toBeGreaterThan(all.length / 2)
  },
  Math.max(120_000, wanted * 2000),
)
