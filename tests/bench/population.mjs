// The population kernel beside the same loops in C++ -O3, on the same inputs.
import { demandEqual, nativeProgram } from './native.mjs'

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

/** @returns how to time the loops, or nothing where there is no compiler. */
export function nativeKernel() {
  const program = nativeProgram('population')
  if (program === undefined) return undefined
  return {
    compiler: program.compiler,
    end: program.end,
    /** Milliseconds of each run. @throws Error where a figure differs from `projection`. */
    times(input, projection, runs, warm) {
      const { times, found } = program.run(inputRow(input), warm + runs)
      const own = [projection.stock, projection.urbanShare, projection.births, undefined, projection.clamped]
      const lengths = [projection.stock, projection.urbanShare, ...Array(3).fill(projection.births)].map(({ length }) => length)
      let at = 0
      own.forEach((figures, table) => {
        figures?.forEach((figure, k) => {
          // The launch year's flows are read off its stock; the loops leave them out.
          if (table > 1 && k % (projection.births.length / input.leaves.length) === 0) return
          demandEqual(found[at + k], figure, `figure ${String(k)} of table ${String(table)}`)
        })
        at += lengths[table] ?? 0
      })
      return times.slice(warm)
    },
  }
}
