import type { RunReply } from '../contract/commands'
import { packFrame } from '../contract/frame'
import { emptyScenario } from '../../models/scenario/canonical'
import type { Scenario } from '../../models/scenario/document'
import { modelOf } from '../../models/simulate'
import { createAnswer } from './answer'
import { createTimings } from './diagnostics'
import { createHandlers, type Services } from './handlers'

/** Milliseconds. */
export interface RehearsalPace {
  /** Without a command, before it begins or goes on. */
  readonly quiet: number
  /** Between two runs, for a command to come in. */
  readonly between: number
  readonly times: number
}

const usualPace: RehearsalPace = { quiet: 120, between: 4, times: 40 }

/**
 * Runs while nobody asks for anything, once after the start: code that has not run yet takes several times as long, and the first
 * moves of a hand would be the ones to wait for it.
 */
export class Rehearsal {
  private readonly run: (time: number) => Promise<void>
  private readonly pace: RehearsalPace
  private done = 0
  private commands = 0
  private timer: ReturnType<typeof setTimeout> | undefined

  /** @param run one of them; where it fails there are no more. */
  constructor(run: (time: number) => Promise<void>, pace = usualPace) {
    this.run = run
    this.pace = pace
  }

  /** A command was answered: wait until it is quiet. Before the first one nothing is rehearsed. */
  answered(): void {
    this.commands += 1
    this.after(this.pace.quiet)
  }

  private after(wait: number): void {
    clearTimeout(this.timer)
    if (this.done >= this.pace.times) return
    this.timer = setTimeout(() => {
      const { commands } = this
      this.run(this.done++).then(
        () => {
          this.after(this.commands === commands ? this.pace.between : this.pace.quiet)
        },
        () => {
          this.done = this.pace.times
        },
      )
    }, wait)
    this.timer.unref()
  }
}

/** Moves of one lever, up and down as a hand tries it, before the next is taken: what moves a standard is mostly that standard. */
const moves = [0.8, 1.3, 0.9, 1.1]
const standardsRehearsed = 9

/** Runs as a moving hand asks for them, by handlers of their own: what windows have, and what is told of their runs, is not touched. */
export function rehearsedRuns(services: Services): (time: number) => Promise<void> {
  const { loaded, keeping, appVersion } = services
  const diagnostics = { ...keeping.diagnostics, timings: createTimings() }
  const failed = (_command: string, error: unknown): never => {
    throw error
  }
  const answer = createAnswer(createHandlers({ ...services, keeping: { ...keeping, diagnostics } }), { failed })
  const { id, version, regions } = loaded.catalogue
  const root = regions.find(({ parent }) => parent === null)?.code ?? ''
  const plan = emptyScenario({ id, version, sha256: loaded.sha256 }, 'rehearsal', appVersion)
  let since = ''
  return async (time) => {
    // What a fund pays moves no budget.
    const standards = modelOf(loaded.catalogue, plan).structure.standards.filter(({ item }) => item?.funding !== 'fund')
    const [lever, value] = [Math.floor(time / moves.length), moves[time % moves.length] ?? 1]
    const change = { area: root, from: loaded.catalogue.baseYear + 1, enabled: true, reason: '', author: '', at: '' }
    // Levers of the population come last: they move everything, and take their time.
    const overrides: Scenario['overrides'] =
      lever < standardsRehearsed
        ? [{ ...change, id: 'standard', lever: 'standard', target: standards[lever % standards.length]?.id ?? '', mode: 'scale', value }]
        : [{ ...change, id: 'tfr', lever: 'tfr', mode: 'scale', value }]
    const reply = await answer('simulation:run', { document: { ...plan, overrides }, revision: time, since })
    if (!reply.ok) throw new Error(reply.error.code)
    since = (reply.value as RunReply).keptAs ?? ''
    packFrame(reply)
  }
}
