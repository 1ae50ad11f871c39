import type { EqualitySubject } from '../../models/equality/measure'
import type { Flag } from '../../models/result'

/** Paths under which figures of a flag open: its own unit's, from its own base year on. */
const places = (flag: Flag, year: string): string => [flag.subject.kind, flag.subject.id, flag.unit, year].join('/')
const judged = (flag: Flag): string => String(flag.firstYear ?? flag.targetYear)
const span = (flag: Flag): string => `${String(flag.baseYear)}-${judged(flag)}`

export function sizePath(flag: Flag): string {
  if (flag.test === 'residual') return `shortfall/${flag.unit}/${judged(flag)}`
  if (flag.test !== 'new-resources') return `excess/${places(flag, judged(flag))}`
  return flag.subject.kind === 'block' ? `takenExcess/${flag.unit}/${judged(flag)}` : `newMoneySince/${places(flag, judged(flag))}`
}
/** A flag by its test, subject and unit: behind `change/`, or a cause and `cause/`. */
export const flagPath = ({ test, subject, unit }: Flag): string => [test, subject.kind, subject.id, unit].join('/')
export const growthPath = (flag: Flag): string => `growth/${places(flag, span(flag))}`
export const resourcesGrowthPath = (flag: Flag): string => `resourcesGrowth/${flag.unit}/${span(flag)}`
export const firstYearPath = (flag: Flag): string => `firstYear/${flag.unit}`

/** What equality is asked for: of which spending, without works where so said, against which standard, in which groups. */
export interface EqualityQuestion {
  readonly subject: EqualitySubject
  readonly recurrentOnly: boolean
  /** Yuan per resident; absent: the mean. */
  readonly standard: number | undefined
  readonly grouping: string | undefined
}

/** Paths of the figures that answer it. A single item is works or none of it: without works it is what it is, or nothing. */
export function equalityPaths({ subject: { kind, id }, recurrentOnly, standard, grouping }: EqualityQuestion) {
  const of = !recurrentOnly || kind === 'item' ? (kind === 'total' ? 'total/all' : `${kind}/${id}`) : recurrentSubject(kind, id)
  const at = standard === undefined ? 'mean' : String(standard)
  const whole = kind === 'total' ? 'all/total' : `domain/${id}/total`
  const spending = kind === 'item' ? `expenditure/${id}` : recurrentOnly ? `recurrentSpending/${of}` : whole
  return {
    spending: (code: string, year: number) => `${spending}/${code}/${String(year)}`,
    perHead: (code: string, year: number) => `perHead/${of}/${code}/${String(year)}`,
    gap: (code: string, year: number) => `equalityGap/${of}/${code}/${String(year)}/${at}`,
    all: (name: 'equalitySpending' | 'equalityMean', year: number) => `${name}/${of}/${String(year)}`,
    measure(name: string, year: number): string {
      const grouped = (name === 'between' || name === 'within') && grouping !== undefined ? `${name}@${grouping}` : name
      return `equality/${grouped}/${of}/${String(year)}/${at}`
    },
  }
}
export type EqualityPaths = ReturnType<typeof equalityPaths>

const recurrentSubject = (kind: 'total' | 'domain', id: string): string => (kind === 'total' ? 'recurrent/all' : `recurrentDomain/${id}`)

/** Path of the growth a year of a figure since the base year; there is none in the base year itself. */
export const sinceBase = (baseYear: number | undefined, path: string, year: number): string | undefined =>
  baseYear === undefined || year <= baseYear ? undefined : `growthOf/${String(baseYear)}/${path}/${String(year)}`

/** Paths of a figure in every year: NAME/PLACE/YEAR. */
export const yearly = (name: string, place: string, years: readonly number[]): readonly string[] =>
  years.map((year) => `${name}/${place === '' ? '' : `${place}/`}${String(year)}`)
