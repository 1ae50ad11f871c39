import type { FormulaPool, Row } from '../equation/formula/formula'
import type { ReadFigure } from '../equation/formula/evaluate'
import { tidy } from '../equation/formula/tidy'
import { Tracer } from '../equation/formula/trace'
import type { Variable } from '../equation/expression'
import type { Model, Run } from '../model'
import { workbookEquations } from './equations'
import { figuresOfRun } from './figures'
import { isLeverVariable, partiesOf } from './levers'
import { inlinedVariables, roleOf, shownVariables } from './roles'

/** A run as rows of formulas. */
export interface RunRows {
  readonly rows: readonly Row[]
  /** Makes formulas over the rows. */
  readonly pool: FormulaPool
  readonly variables: ReadonlyMap<string, Variable>
  /** Figures of the run, by what a row is called after. */
  readonly read: ReadFigure
}

/** The last run of a model as rows of formulas, as far as figures that are shown need them. */
export function rowsOfRun(model: Model, { scenario }: Run): RunRows {
  const { structure, compiled } = model
  const variables = new Map(workbookEquations.map((variable) => [variable.name, variable]))
  const tracer = new Tracer({
    variables,
    space: structure.space,
    values: (name) => compiled.block(name).data,
    roleOf,
    overwritten: new Set(['standard', 'basisRatio']),
    shown: new Set(shownVariables),
    same: new Map([['leaderStandard', { name: 'standard', mapping: 'standardOfLeader' }]]),
    parties: (name, target, isAlike) => {
      if (!isLeverVariable(name)) throw new RangeError(`no lever moves ${name}`)
      return partiesOf(structure, scenario, name, target, isAlike)
    },
  })
  const shown = shownVariables.flatMap((name) => tracer.rowsOf(name))
  const rows = tidy({ pool: tracer.pool, rows: tracer.rows, shown, inlined: inlinedVariables })
  tracer.pool.forget()
  return { rows, pool: tracer.pool, variables, read: figuresOfRun(model, rows) }
}
