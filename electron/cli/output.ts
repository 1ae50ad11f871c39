import { writeAtomically } from '../service/files/atomicWrite'
import type { Fault } from '../../models/shared/outcome'

/** Exit codes of the command line: done, bad input, wrong usage. */
export const exitCodes = { done: 0, badInput: 1, wrongUsage: 2 } as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Where a command writes: the result alone goes to `out`, everything else to `err`. */
export interface Streams {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Put a result on standard output, or whole into a file. */
export async function emit(text: string, file: string | undefined, streams: Streams): Promise<ExitCode> {
  if (file === undefined) {
    streams.out(text)
    return exitCodes.done
  }
  return emitFile(text, file, streams)
}

/** Put a result into a file, whole or not at all. */
export async function emitFile(content: string | Uint8Array, file: string, streams: Streams): Promise<ExitCode> {
  const written = await writeAtomically(file, content)
  if (written.ok) return exitCodes.done
  streams.err(`${file}: ${written.code}\n`)
  return exitCodes.badInput
}

/** One line per fault, `file: path: message`, without line breaks of their own. */
export const faultLines = (faults: readonly Fault[]): string =>
  faults
    .map((fault) => `${[fault.file, fault.path === '' ? '.' : fault.path, fault.message].join(': ').replace(/[\r\n]+/g, ' ')}\n`)
    .join('')

/** Columns a text takes on a terminal: ideographs and full-width forms take two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    width +=
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6)
        ? 2
        : 1
  }
  return width
}

/** Rows as an aligned table: the first column to the left, figures to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length))
  const widths = Array.from({ length: columns }, (_, k) => Math.max(...rows.map((row) => displayWidth(row[k] ?? ''))))
  return rows
    .map((row) =>
      row
        .map((cell, k) => {
          const gap = ' '.repeat((widths[k] ?? 0) - displayWidth(cell))
          return k === 0 ? cell + gap : gap + cell
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('')
}

/** Yuan in 100 million, two decimals. */
export const inYi = (yuan: number): string => (yuan / 1e8).toFixed(2)
