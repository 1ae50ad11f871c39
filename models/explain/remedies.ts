import { remediesOf, withChanges } from '../diagnosis/remedies'
import { movesFor, remedyKinds, type Move } from '../diagnosis/remedyMoves'
import { judgedYear } from '../diagnosis/flagCauses'
import type { Flag } from '../result'
import type { Scenario } from '../scenario/document'
import { findFlag, flagNamed, flagPath, resultOf, takenPath } from './flags'
import type { ResultFigure } from './resultFigure'
import { Answers, UnknownFigure, type OpenRun } from './run'
import { constant, whereOf, type ShownTerm } from './term'

/**
 * Remedies (METHOD section 6.2): what was tried step by step until the flag was gone. Every step is a run of its own beside
 * the open one, and its figures open there.
 */
const parameter = '~'
const sideName = 'after'

/** The run after some steps of a move: `after~standard~3~growth~item~ID~UNIT`. */
const stepSide = (kind: string, step: number, flag: Flag): string =>
  [sideName, kind, String(step), ...flagPath(flag).split('/')].join(parameter)

const moves = new Answers<readonly Move[]>()
function moveOf(open: OpenRun, flag: Flag, kind: string): Move {
  const all = moves.of(open, flagPath(flag), () => {
    const result = resultOf(open)
    open.wake()
    return movesFor(open.model, open.scenario, result, flag)
  })
  const found = all.find((move) => move.kind === kind)
  if (found === undefined)
    throw new UnknownFigure(
      `the unit can do nothing of the kind ${kind}; it can move ${all.map((move) => move.kind).join(', ') || 'nothing'}`,
    )
  return found
}

/** The scenario of a step; undefined where the side is none of a remedy. */
export function scenarioOfStep(open: OpenRun, side: string): Scenario | undefined {
  const [head, kind = '', step = '', ...flag] = side.split(parameter)
  if (head !== sideName) return undefined
  if (!/^\d{1,3}$/.test(step) || flag.length !== 4)
    throw new UnknownFigure(`a step is ${[sideName, remedyKinds.join('|'), 'STEP', 'TEST', 'KIND', 'ID', 'UNIT'].join(parameter)}`)
  const move = moveOf(open, flagNamed(open, flag), kind)
  if (Number(step) > move.steps) throw new UnknownFigure(`there are only ${String(move.steps)} steps`)
  return Number(step) === 0 ? open.scenario : withChanges(open.scenario, move.changes(Number(step)))
}

/** The step whose remedy is proposed. */
const steps = new Answers<number>()
function stepOf(open: OpenRun, flag: Flag, kind: string): number {
  return steps.of(open, `${kind}/${flagPath(flag)}`, () => {
    const move = moveOf(open, flag, kind)
    const result = resultOf(open)
    open.wake()
    const relief = remediesOf(open.model, open.scenario, result, flag)
    const remedy = 'remedies' in relief ? relief.remedies.find((one) => one.kind === kind) : undefined
    const step = Array.from({ length: move.steps }, (_, k) => k + 1).find((k) => move.value(k) === remedy?.value)
    if (step === undefined) throw new UnknownFigure(`no ${kind} within the law clears this flag`)
    return step
  })
}

/** The figure that the test of a flag is held against. */
function testedPath(flag: Flag): string {
  const year = String(judgedYear(flag))
  const subject = [flag.subject.kind, flag.subject.id, flag.unit].join('/')
  if (flag.test === 'growth') return `lead/${subject}/${year}`
  if (flag.test === 'new-resources') return takenPath(flag, year)
  return [flag.test === 'residual' ? 'shortfall' : 'headroom', flag.unit, year].join('/')
}

const ofFlag = ['test', 'group', 'subject', 'unit'] as const

export const remedyFigures: Readonly<Record<string, ResultFigure>> = {
  /** The value of a remedy: a factor on standards, points of coverage or of the region's part, or the year of the start. */
  remedy: {
    places: ['remedy', ...ofFlag],
    unit: (_, [kind]) => ({ unit: kind === 'start' || kind === 'reach' ? 'year' : '', catalogueUnit: null }),
    section: '6.2',
    term: (open, [kind = '', ...places], ask) => {
      const flag = flagNamed(open, places)
      const [move, step] = [moveOf(open, flag, kind), stepOf(open, flag, kind)]
      const tried = (k: number): ShownTerm => {
        const side = stepSide(kind, k, flag)
        const isFlagged = ask(`${side}:isFlagged/${flagPath(flag)}`)
        return isFlagged.value === 0 ? isFlagged : whereOf(isFlagged, ask(`${side}:${testedPath(flag)}`))
      }
      const parts = [step - 1, step].map((k) => ({ element: String(move.value(k)), term: tried(k) }))
      return { op: 'firstNil', value: move.value(step), parts }
    },
  },
  isFlagged: {
    places: ofFlag,
    unit: '',
    section: '6',
    term: (open, places) => constant(findFlag(open, places) === undefined ? 0 : 1),
  },
}
