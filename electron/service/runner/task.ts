import { giveBackResult } from '../../../models/assemble'
import type { Catalogue } from '../../../models/catalogue/schema'
import { diagnose, type Diagnosis } from '../../../models/diagnosis/diagnose'
import { causesOfDifference } from '../../../models/difference/causes'
import type { Causes } from '../../../models/difference/causeTable'
import { explainPath, type ExplainOutcome } from '../../../models/explain/figure'
import { fiscalBacktest } from '../../../models/fiscal/backtest'
import type { FiscalBacktestRow } from '../../../models/fiscal/backtestRow'
import type { Flag } from '../../../models/result'
import type { Scenario } from '../../../models/scenario/document'
import { summaryOf, type RunSummary } from '../../../models/sensitivity/summary'
import { simulate } from '../../../models/simulate'
import { targetDetail, type TargetDetail } from '../../../models/target/detail'
import type { FigureQuestion, FlagChoice } from './runner'

/** Flags of a run and, in the same order, why each is raised. */
export interface DiagnosedFlags {
  readonly flags: readonly Flag[]
  readonly diagnoses: readonly Diagnosis[]
}

/** Work that takes more than one run, as it crosses to a worker. */
export interface Tasks {
  causes: { given: { readonly base: Scenario; readonly other: Scenario }; made: Causes }
  diagnose: { given: { readonly scenario: Scenario; readonly of: FlagChoice | undefined }; made: DiagnosedFlags }
  targets: { given: Scenario; made: TargetDetail }
  explain: { given: FigureQuestion & { readonly scenario: Scenario }; made: ExplainOutcome }
  backtest: { given: null; made: readonly FiscalBacktestRow[] }
  batch: { given: readonly Scenario[]; made: readonly RunSummary[] }
}
export type TaskName = keyof Tasks
export type Given<N extends TaskName> = Tasks[N]['given']
export type Made<N extends TaskName> = Tasks[N]['made']

const isChosen =
  (of: FlagChoice | undefined) =>
  ({ unit, test, subject }: Pick<Flag, 'unit' | 'test' | 'subject'>): boolean =>
    unit === of?.unit &&
    (of.test ?? test) === test &&
    (of.subject ?? subject).kind === subject.kind &&
    (of.subject ?? subject).id === subject.id

const work: { readonly [N in TaskName]: (catalogue: Catalogue, given: Given<N>) => Made<N> } = {
  causes: (catalogue, { base, other }) => causesOfDifference(catalogue, base, other),
  diagnose(catalogue, { scenario, of }) {
    const { result, diagnoses } = diagnose(catalogue, scenario, isChosen(of))
    return { flags: result.flags, diagnoses }
  },
  targets: (catalogue, scenario) => targetDetail(catalogue, scenario),
  explain: (catalogue, { scenario, figure, depth, other }) => explainPath(catalogue, scenario, figure, depth, other),
  backtest: (catalogue) => fiscalBacktest(catalogue, simulate),
  batch: (catalogue, scenarios) =>
    scenarios.map((scenario) => {
      const result = simulate(catalogue, scenario)
      const summary = summaryOf(result)
      giveBackResult(result)
      return summary
    }),
}

/** Do a task here and now, whichever thread this is. */
export const perform = <N extends TaskName>(catalogue: Catalogue, name: N, given: Given<N>): Made<N> => work[name](catalogue, given)
