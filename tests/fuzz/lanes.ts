import { fork } from 'node:child_process'
import { join } from 'node:path'
import { bundle } from '../setup/bundle'
import type { Progress, Report } from './program'

const root = join(import.meta.dirname, '../..')
/** Silence after which an input is taken to hang; its own bound is two seconds of work. */
const hangsAfter = 30_000

/** Attack all readers with so many inputs, in several processes at a time. */
export async function fuzz(
  inputs: number,
  seed: number,
  lanes = 2,
  tell: (done: number) => void = () => undefined,
): Promise<readonly Report[]> {
  const program = await bundle('tests/fuzz/program.ts', 'fuzz')
  const done = Array<number>(lanes).fill(0)
  return Promise.all(
    done.map((_, lane) =>
      runLane(program, [root, String(lane), String(lanes), String(inputs), String(seed)], ({ index }) => {
        done[lane] = index
        tell(Math.min(...done))
      }),
    ),
  )
}

function runLane(program: string, args: readonly string[], tell: (progress: Progress) => void): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [...args], { execArgv: ['--max-old-space-size=512'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    let last: Progress = { index: -1, reader: 'start' }
    let report: Report | undefined
    const where = (): string => `at or after input ${String(last.index)} (${last.reader})`
    const hang = (): void => {
      child.kill('SIGKILL')
      reject(new Error(`hangs ${where()}`))
    }
    let timer = setTimeout(hang, 2 * hangsAfter)
    child.on('message', (message: Progress | Report) => {
      clearTimeout(timer)
      timer = setTimeout(hang, hangsAfter)
      if ('reader' in message) {
        last = message
        tell(message)
      } else report = message
    })
    child.on('exit', (code, signal) => {
      clearTimeout(timer)
      if (report !== undefined) resolve(report)
      else reject(new Error(`ended with ${String(code ?? signal)} ${where()}`))
    })
  })
}
