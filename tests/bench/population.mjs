// The population kernel beside the same loops in C++ -O3, on the same inputs; a time counts only if the results agree.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = join(dirname(fileURLToPath(import.meta.url)), 'population.cpp')
const compilers = ['g++', 'c++', 'clang++']

/** The inputs as one row of doubles, in the order in which the C++ program takes them. */
function inputRow(input) {
  const tables = []
  const tableOf = ({ paths }) => {
    const same = tables.findIndex((one) => one.e0Male === paths.e0Male && one.e0Female === paths.e0Female)
    return same >= 0 ? same : tables.push(paths) - 1
  }
  const leaves = input.leaves.flatMap((leaf) => [
    tableOf(leaf),
    leaf.baseUrbanShare,
    ...leaf.male,
    ...leaf.female,
    ...leaf.paths.tfr,
    ...leaf.paths.e0Male,
    ...leaf.paths.e0Female,
    ...leaf.paths.srb,
    ...leaf.paths.migrationRate,
  ])
  const years = input.horizonYear - input.launchYear + 1
  const shared = [input.standardMale, input.standardFemale, input.fertilityPattern, input.migrationMale, input.migrationFemale]
  return Float64Array.from([
    input.leaves.length,
    years,
    tables.length,
    ...shared.flatMap((row) => [...row]),
    ...input.rootUrbanShare,
    ...leaves,
  ])
}

/** Compile the loops. @returns how to run them, or nothing where there is no compiler. */
export function nativeKernel() {
  const folder = mkdtempSync(join(tmpdir(), 'liangli-bench-'))
  const program = join(folder, process.platform === 'win32' ? 'population.exe' : 'population')
  const compiler = compilers.find((name) => spawnSync(name, ['-O3', '-std=c++17', '-o', program, source]).status === 0)
  const end = () => rmSync(folder, { recursive: true, force: true })
  if (compiler === undefined) {
    end()
    return undefined
  }
  return {
    compiler,
    end,
    /** Milliseconds of each run. @throws Error where a figure differs from `projection` by more than 1e-9 of it. */
    times(input, projection, runs, warm) {
      const [given, made] = [join(folder, 'input'), join(folder, 'output')]
      writeFileSync(given, new Uint8Array(inputRow(input).buffer))
      const run = spawnSync(program, [given, made, String(warm + runs)], { encoding: 'utf8' })
      if (run.status !== 0) throw new Error(`the C++ loops ended with ${String(run.status)}`)
      const bytes = readFileSync(made)
      const found = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
      const own = [projection.stock, projection.urbanShare, projection.births, undefined, projection.clamped]
      const lengths = [projection.stock, projection.urbanShare, ...Array(3).fill(projection.births)].map(({ length }) => length)
      let at = 0
      own.forEach((figures, table) => {
        figures?.forEach((figure, k) => {
          // The launch year's flows are read off its stock; the loops leave them out.
          if (table > 1 && k % (projection.births.length / input.leaves.length) === 0) return
          if (!(Math.abs((found[at + k] ?? Number.NaN) - figure) <= 1e-9 * Math.max(1, Math.abs(figure))))
            throw new Error(`the C++ loops differ in figure ${String(k)} of table ${String(table)}`)
        })
        at += lengths[table] ?? 0
      })
      return run.stdout
        .trim()
        .split('\n')
        .slice(warm)
        .map((nanoseconds) => Number(nanoseconds) / 1e6)
    },
  }
}
