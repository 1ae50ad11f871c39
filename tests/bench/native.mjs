// Plain loops in C++ -O3 on the model's own inputs, compiled by the bench; a time counts only if the results agree.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const compilers = ['g++', 'c++', 'clang++']

/** Compile a program of ours. @returns how to run it, or nothing where there is no compiler. */
export function nativeProgram(name) {
  const folder = mkdtempSync(join(tmpdir(), 'liangli-bench-'))
  const program = join(folder, process.platform === 'win32' ? `${name}.exe` : name)
  const source = join(import.meta.dirname, `${name}.cpp`)
  const compiler = compilers.find((one) => spawnSync(one, ['-O3', '-std=c++17', '-o', program, source]).status === 0)
  const end = () => rmSync(folder, { recursive: true, force: true })
  if (compiler === undefined) {
    end()
    return undefined
  }
  return {
    compiler,
    end,
    /** @param {Float64Array} row what it is given. @returns {{ times: number[], found: Float64Array }} milliseconds of each time, and what it made. */
    run(row, times) {
      const [given, made] = [join(folder, 'input'), join(folder, 'output')]
      writeFileSync(given, new Uint8Array(row.buffer, row.byteOffset, row.byteLength))
      const run = spawnSync(program, [given, made, String(times)], { encoding: 'utf8' })
      if (run.status !== 0) throw new Error(`the C++ loops ended with ${String(run.status)}`)
      const bytes = readFileSync(made)
      const found = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
      const lines = run.stdout.trim().split('\n')
      return { times: lines.map((nanoseconds) => Number(nanoseconds) / 1e6), found }
    },
  }
}

/** @throws Error where two figures differ by more than 1e-9 of them. */
export function demandEqual(found, figure, what) {
  if (!(Math.abs((found ?? Number.NaN) - figure) <= 1e-9 * Math.max(1, Math.abs(figure))))
    throw new Error(`the C++ loops differ in ${what}`)
}
