// Costing alone as a plain loop in C++ -O3, on the inputs of a run of the model.
import { demandEqual, nativeProgram } from './native.mjs'

/** @returns the compiler and milliseconds of each run, or nothing where there is no compiler. @throws Error where the loop comes to another figure. */
export function nativeCosting({ row, expenditure, paid }, runs, warm) {
  const program = nativeProgram('costing')
  if (program === undefined) return undefined
  try {
    const { times, found } = program.run(row, warm + runs)
    expenditure.forEach((figure, k) => demandEqual(found[k], figure, `expenditure ${String(k)}`))
    paid.forEach((figure, k) => demandEqual(found[expenditure.length + k], figure, `payment ${String(k)}`))
    return { compiler: program.compiler, times: times.slice(warm) }
  } finally {
    program.end()
  }
}
