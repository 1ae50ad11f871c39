import type { Bilingual, Catalogue } from '../catalogue/schema'
import type { Scenario } from '../scenario/document'
import { modelOf } from '../simulate'
import { evidenceOfFigure } from './figureEvidence'
import { figureOf, valueOf, type Figure } from './open'
import { openRun, UnknownFigure, type OpenRun } from './run'
import { figuresIn, termText, type ShownTerm } from './term'
import type { FigureChange } from './changes'
import type { Provenance } from '../provenance'
import type { Evidence } from '../result'
import type { Reader } from './usedBy'

/** A figure with the formula that gives it, and its operands in turn down to the catalogue's entries. */
export interface ExplainedFigure {
  /** Name and a place in each of its dimensions: `margin/consolidated/2025`; before a colon the run beside that it is of. */
  readonly figure: string
  readonly value: number
  /** Dimensions of the value, such as `CNY/year`; empty for a pure number. */
  readonly unit: string
  /** Unit of the catalogue where the figure is of one standard or component, such as `CNY/person/month`. */
  readonly catalogueUnit: string | null
  /** Unit in words where it is none of the catalogue's list. */
  readonly unitName: Bilingual | null
  /** Section of models/METHOD.md. */
  readonly section: string
  readonly formula: string | null
  /** The same formula part by part; null for an input and for what the population kernel gives. */
  readonly term: ShownTerm | null
  readonly source: Provenance | null
  /** Other entries that it rests on, where it lies between two. */
  readonly also: readonly Provenance[]
  /** What the population kernel starts from, where the figure is one of the kernel's. */
  readonly kernel: readonly Provenance[]
  /** Changes of the scenario that act on an input at this place. */
  readonly changes: readonly FigureChange[]
  /** Figures that read it; of the figure asked for only. */
  readonly usedBy: readonly Reader[]
  /** How much of it rests on each grade, by money; of the figure asked for only, null where that cannot be told. */
  readonly evidence: Evidence | null
  readonly operands: readonly ExplainedFigure[]
}

export type ExplainOutcome = { readonly ok: true; readonly value: ExplainedFigure } | { readonly ok: false; readonly message: string }

/**
 * Open a figure of a scenario's run.
 * @param depth how many times operands open in turn; 0 is the figure alone.
 * @param other the scenario that this one is compared with, for figures of both.
 */
export function explainPath(catalogue: Catalogue, scenario: Scenario, path: string, depth: number, other?: Scenario): ExplainOutcome {
  try {
    return {
      ok: true,
      value: opened(
        openRun(modelOf(catalogue, { actuals: [...scenario.actuals, ...(other?.actuals ?? [])] }), scenario, other),
        path,
        depth,
        true,
      ),
    }
  } catch (error) {
    if (error instanceof UnknownFigure) return { ok: false, message: error.message }
    throw error
  }
}

/** The value of a figure of a run. @throws UnknownFigure */
export const figureValue = (open: OpenRun, path: string): number => valueOf(open, path).value

/** A figure with its formula. @throws UnknownFigure */
export const figureTerm = (open: OpenRun, path: string): ShownTerm | null => figureOf(open, path).term

function opened(open: OpenRun, path: string, left: number, isAsked: boolean): ExplainedFigure {
  const { readers, unit, ...figure }: Figure = figureOf(open, path)
  const { term } = figure
  return {
    ...figure,
    unit: unit.unit,
    catalogueUnit: unit.catalogueUnit,
    unitName: unit.unitName ?? null,
    formula: term === null ? null : termText(term),
    usedBy: isAsked ? readers() : [],
    evidence: isAsked ? evidenceOfFigure(open, figure.figure) : null,
    operands: left === 0 || term === null ? [] : figuresIn(term).map((operand) => opened(open, operand, left - 1, false)),
  }
}
