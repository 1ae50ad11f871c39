import type { Variable } from './expression'
import { isInPassing, type Program } from './lower'
import { leavesIn } from './tree'

/** An equation with the programs that write it. */
export interface Equation {
  readonly variable: Variable
  readonly programs: readonly Program[]
}

/**
 * Variables that nobody reads but such as have no rows in this space, or are idle themselves: what banners pay, say, where no
 * banner has accounts. They are worked out when they are asked for. What no equation reads is a result, and never idle.
 * @param totals programs that read variables too.
 */
export function idleVariables(equations: readonly Equation[], totals: readonly Program[]): ReadonlySet<string> {
  const writerOf = new Map(equations.flatMap((equation) => equation.programs.map(({ out }) => [out, equation] as const)))
  /** What they read that has any rows, of other equations. */
  const sourcesOf = (programs: readonly Program[], but?: Equation): readonly Equation[] =>
    programs
      .flatMap(({ tree, wanted }) => [...leavesIn(tree), ...wanted.map(({ leaf }) => leaf)])
      .flatMap(({ block }) => writerOf.get(block) ?? [])
      .filter((equation) => equation !== but && hasRows(equation))
  const read = new Set(equations.flatMap((equation) => sourcesOf(equation.programs, equation)))
  const needed = new Set(equations.filter((equation) => hasRows(equation) && (!read.has(equation) || isInPassing(equation.variable))))
  for (const equation of sourcesOf(totals)) needed.add(equation)
  for (const equation of needed) for (const source of sourcesOf(equation.programs, equation)) needed.add(source)
  return new Set(equations.filter((equation) => !needed.has(equation)).map(({ variable }) => variable.name))
}

/** Whether its variable has any. */
const hasRows = ({ programs }: Equation): boolean => (programs.at(-1)?.out.rows ?? 0) > 0
