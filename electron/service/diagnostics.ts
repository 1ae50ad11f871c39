import { cpus, freemem, release, totalmem } from 'node:os'
import type { Diagnostics } from '../contract/keeping'
import type { LoadedCatalogue } from './catalogue'
import type { Log } from './log'
import type { Notices } from './notices'

/** How long runs took, the newest of them. */
export interface Timings {
  add(milliseconds: number): void
  summary(): string
}

export function createTimings(most = 200): Timings {
  const times: number[] = []
  let count = 0
  return {
    add(milliseconds) {
      count++
      times.push(milliseconds)
      if (times.length > most) times.shift()
    },
    summary() {
      const sorted = [...times].sort((a, b) => a - b)
      const at = (share: number): string => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1)
      return count === 0 ? 'none' : `${String(count)}, median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest of the last ${at(1)} ms`
    },
  }
}

export interface DiagnosticParts {
  readonly appVersion: string
  readonly shell: 'electron' | 'browser'
  /** The catalogue that is open now. */
  readonly loaded: () => LoadedCatalogue
  readonly log: Log
  readonly notices: Notices
  readonly timings: Timings
  /** Milliseconds from the start of the services until they were ready. */
  readonly startedIn: number
  readonly counts: () => Promise<Readonly<Record<string, number | string>>>
}

const logLines = 200
const megabytes = (bytes: number): string => `${String(Math.round(bytes / 1_048_576))} MB`

/** Everything that helps to find a fault and is nobody's business to keep: versions, sizes, times, the end of the log. */
export async function collectDiagnostics(parts: DiagnosticParts): Promise<Diagnostics> {
  const { loaded, log, notices, timings } = parts
  const { catalogue, sha256 } = loaded()
  const rows: readonly (readonly [string, string])[] = [
    ['liangli', parts.appVersion],
    ['shell', parts.shell],
    ['time', new Date().toISOString()],
    ['platform', `${process.platform} ${process.arch}, ${release()}`],
    ['versions', ['node', 'v8', 'electron', 'chrome'].flatMap((key) => versionOf(key)).join(', ')],
    ['processors', String(cpus().length)],
    ['memory', `${megabytes(totalmem())}, free ${megabytes(freemem())}, used by the program ${megabytes(process.memoryUsage.rss())}`],
    ['catalogue', `${catalogue.id} ${catalogue.version}, ${sha256}`],
    ['started in', `${parts.startedIn.toFixed(0)} ms, running for ${process.uptime().toFixed(0)} s`],
    ['runs', timings.summary()],
    ...Object.entries(await parts.counts()).map(([key, value]) => [key, String(value)] as const),
    [
      'noticed',
      notices
        .all()
        .map(({ code }) => code)
        .join(', ') || 'nothing',
    ],
  ]
  const width = Math.max(...rows.map(([key]) => key.length))
  const head = rows.map(([key, value]) => `${key.padEnd(width)}  ${value}`).join('\n')
  const lines = await log.tail(logLines)
  return { fileName: 'liangli-diagnostics.txt', text: `${head}\n\nlog, last ${String(lines.length)} lines\n${lines.join('\n')}\n` }
}

const versionOf = (key: string): readonly string[] => {
  const version = process.versions[key]
  return version === undefined ? [] : [`${key} ${version}`]
}
