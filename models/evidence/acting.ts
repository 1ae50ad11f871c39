import type { ImportedPopulation, LeverId, Override } from '../scenario/document'
import type { Actual } from '../scenario/entries'
import type { AppliedScenario } from '../scenario/apply'

/** What of a scenario acts in a run: what was refused moves nothing and makes nothing better known. */
export interface Acting {
  readonly overrides: readonly Override[]
  readonly actuals: readonly Actual[]
  readonly populations: readonly ImportedPopulation[]
}

export const actingIn = ({ overrides, actuals, population }: AppliedScenario): Acting => ({
  overrides,
  actuals,
  populations: population.populations,
})

/** What of a scenario some grades rest on. */
export interface Grounds {
  readonly levers: readonly LeverId[]
  readonly actuals: readonly Actual['kind'][]
  readonly populations?: true
}

/** As much of a scenario as some grades rest on. */
export const actingOn = ({ overrides, actuals, populations }: Acting, grounds: Grounds): Acting => ({
  overrides: overrides.filter(({ lever }) => grounds.levers.includes(lever)),
  actuals: actuals.filter(({ kind }) => grounds.actuals.includes(kind)),
  populations: grounds.populations === true ? populations : [],
})

/** What of a scenario moves any grade, as text: values do not, so that most edits keep the grades of the last run. */
export function gradesKey(outlook: string, { overrides, actuals, populations }: Acting): string {
  const moved = overrides.map(({ lever, target = '', area, mode, from, to = '', fullFrom = '', after = '', grade = '', values }) =>
    [lever, target, area, mode, from, to, fullFrom, after, grade, values === undefined ? '' : Object.keys(values).join()].join(' '),
  )
  const known = actuals.map((actual) =>
    [
      actual.kind,
      'target' in actual ? actual.target : '',
      actual.area,
      actual.year,
      actual.grade,
      actual.kind === 'account' ? linesOf(actual) : '',
    ].join(' '),
  )
  const people = populations.map((entry) =>
    [entry.kind, entry.area, entry.grade, entry.kind === 'base' ? '' : `${String(entry.firstYear)}+${String(entry.male.length)}`].join(' '),
  )
  return [outlook, ...moved, '|', ...known, '|', ...people].join(';')
}

const linesOf = ({ lines, claims }: Extract<Actual, { kind: 'account' }>): string => [...Object.keys(lines), ...Object.keys(claims)].join()
