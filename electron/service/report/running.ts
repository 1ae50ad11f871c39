import type { ReportGround, ReportRun } from './ground'
import { filled } from './speech'

/** Letters of a scenario's name that a page carries at its top; the whole name stands on the cover. */
const longest = 30
const shortened = (name: string): string => ([...name].length > longest ? `${[...name].slice(0, longest - 1).join('')}…` : name)

/** As much of a fingerprint as a page carries: enough to find the scenario again. */
export const shortFingerprint = (fingerprint: string): string => fingerprint.slice(0, 16)

/** What every page carries. The fingerprints are in letters that every reader of such files gets right. */
export function runningLines({ speech, catalogue, sha256, program, runs }: ReportGround): readonly string[] {
  const { words } = speech
  const named = ({ scenario, fingerprint }: ReportRun, k: number): string =>
    [...(runs.length > 1 ? [words.letters[k] ?? ''] : []), shortened(scenario.name), shortFingerprint(fingerprint)].join(' ')
  const versions = filled(words.running, { catalogue: catalogue.version, sha: sha256.slice(0, 8), program })
  return [
    ...(catalogue.synthetic ? [speech.text('status.synthetic')] : []),
    ...runs.map(named),
    `${versions} · ${speech.text('print.watermark')}`,
  ]
}
