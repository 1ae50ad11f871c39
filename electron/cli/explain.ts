import { explainFigure, type Coordinates, type Explanation, type Term } from '../../models/equation/explain'
import { provenanceOf, type Provenance } from '../../models/provenance'
import { runModel } from '../../models/model'
import { enteredProvenance } from '../../models/scenario/entered'
import type { Scenario } from '../../models/scenario/document'
import { modelOf } from '../../models/simulate'
import type { LoadedCatalogue } from '../service/catalogue'

/** A figure with the formula that gives it, and its operands in turn down to the catalogue's entries. */
export interface ExplainedFigure {
  /** Name and a place in each of its dimensions: `margin/consolidated/2025`. */
  readonly figure: string
  readonly value: number
  /** Dimensions of the value, such as `CNY/year`; empty for a pure number. */
  readonly unit: string
  /** Section of models/METHOD.md. */
  readonly section: string
  readonly formula: string | null
  readonly source: Provenance | null
  /** Changes of the scenario that act on an input at this place. */
  readonly changes: readonly { readonly id: string; readonly reason: string; readonly author: string; readonly at: string }[]
  readonly operands: readonly ExplainedFigure[]
}

export type ExplainOutcome = { readonly ok: true; readonly value: ExplainedFigure } | { readonly ok: false; readonly message: string }

/** Open a figure of a scenario's run. @param depth how many times operands open in turn; 0 is the figure alone. */
export function explainPath(loaded: LoadedCatalogue, scenario: Scenario, path: string, depth: number): ExplainOutcome {
  const model = modelOf(loaded.catalogue)
  runModel(model, scenario)
  const { compiled, structure } = model
  const { elements } = compiled.space
  const [name = '', ...places] = path.split('/')
  const variable = compiled.variables.get(name)
  if (variable === undefined)
    return { ok: false, message: `there is no figure ${name}; one of: ${[...compiled.variables.keys()].join(', ')}` }
  if (places.length !== variable.dimensions.length)
    return { ok: false, message: `${name} needs ${[name, ...variable.dimensions].join('/')}` }
  const position: Record<string, number> = {}
  for (const [k, dimension] of variable.dimensions.entries()) {
    const index = elements[dimension].indexOf(places[k] ?? '')
    if (index < 0) return { ok: false, message: `there is no ${dimension} ${places[k] ?? ''}; one of: ${elements[dimension].join(', ')}` }
    position[dimension] = index
  }

  const nameAt = (of: string, at: Coordinates): string =>
    [of, ...(compiled.variables.get(of)?.dimensions ?? []).map((dimension) => elements[dimension][at[dimension] ?? 0] ?? '')].join('/')
  const unitOf = (of: string): string => unitText(compiled.variables.get(of)?.unit ?? {})
  const open = (of: string, at: Coordinates, left: number): ExplainedFigure => {
    const found: Explanation = explainFigure(compiled, of, at)
    const operands = found.formula === null ? [] : figuresIn(found.formula)
    return {
      figure: nameAt(of, at),
      value: found.value,
      unit: unitOf(of),
      section: found.section,
      formula: found.formula === null ? null : formulaText(found.formula, nameAt),
      source: found.formula === null ? (enteredProvenance(structure, scenario, of, at) ?? provenanceOf(structure, of, at)) : null,
      changes: found.formula === null ? changesAt(scenario, of, at) : [],
      operands: left === 0 ? [] : operands.map((operand) => open(operand.name, operand.position, left - 1)),
    }
  }
  /** Enabled changes behind an input; people are moved by the kernel as a whole. */
  const changesAt = (document: Scenario, of: string, at: Coordinates): ExplainedFigure['changes'] => {
    const levers = leversOf(of)
    const target =
      elements.standard[at.standard ?? -1] ??
      elements.item[at.item ?? -1] ??
      elements.index[at.index ?? -1] ??
      elements.claim[at.claim ?? -1]
    return document.overrides
      .filter((o) => o.enabled && levers.includes(o.lever) && (o.target === undefined || o.target === target))
      .filter((o) => at.cell === undefined || o.area === structure.root.code || (structure.leavesIn.get(o.area) ?? []).includes(at.cell))
      .map(({ id, reason, author, at: when }) => ({ id, reason, author, at: when }))
  }
  return { ok: true, value: open(name, position, depth) }
}

/** Levers that act on an input of the equations. */
function leversOf(name: string): readonly string[] {
  if (['isReplaced', 'replacement', 'isHeld', 'phase', 'standardScale', 'standardShift'].includes(name)) return ['standard']
  if (name === 'indexGrowth') return ['priceIndex']
  if (name === 'claimGrowth') return ['priorClaimsGrowth']
  if (name === 'localShare') return ['regionShare']
  if (name === 'driver' || name === 'residents') return ['tfr', 'lifeExpectancy', 'netMigration', 'urbanShare', 'sexRatioAtBirth']
  return [name]
}

function unitText(unit: Readonly<Record<string, number | undefined>>): string {
  const of = (sign: 1 | -1): string =>
    Object.entries(unit)
      .filter(([, power]) => (power ?? 0) * sign > 0)
      .map(([base, power]) => (Math.abs(power ?? 1) === 1 ? base : `${base}^${String(Math.abs(power ?? 1))}`))
      .join('·')
  const [above, below] = [of(1), of(-1)]
  return below === '' ? above : `${above === '' ? '1' : above}/${below}`
}

type FigureTerm = Extract<Term, { op: 'figure' }>

/** Figures that a formula names, each once, in the order of the formula. */
function figuresIn(term: Term): readonly FigureTerm[] {
  const found = new Map<string, FigureTerm>()
  const visit = (t: Term): void => {
    if (t.op === 'figure') found.set(`${t.name} ${JSON.stringify(t.position)}`, t)
    else if (t.op === 'sum') for (const part of t.parts) visit(part.term)
    else if (t.op === 'where') [t.condition, t.branch].forEach(visit)
    else if (t.op !== 'constant') [t.left, t.right].forEach(visit)
  }
  visit(term)
  return [...found.values()]
}

const signs = { plus: '+', minus: '−', times: '×', over: '÷' } as const

function formulaText(term: Term, nameAt: (name: string, position: Coordinates) => string): string {
  switch (term.op) {
    case 'constant':
      return String(term.value)
    case 'figure':
      return `${nameAt(term.name, term.position)} [${String(term.value)}]`
    case 'where':
      return `${formulaText(term.branch, nameAt)} {because ${formulaText(term.condition, nameAt)}}`
    case 'sum':
      return `Σ ${term.over} (${term.parts.map((part) => formulaText(part.term, nameAt)).join(' + ')})`
    case 'min':
    case 'max':
      return `${term.op}(${formulaText(term.left, nameAt)}, ${formulaText(term.right, nameAt)})`
    default:
      return `(${formulaText(term.left, nameAt)} ${signs[term.op]} ${formulaText(term.right, nameAt)})`
  }
}

/** The figure as indented lines: value and unit, formula, source, operands. */
export function explanationText(figure: ExplainedFigure, indent = ''): string {
  const lines = [
    `${indent}${figure.figure} = ${String(figure.value)}${figure.unit === '' ? '' : ` ${figure.unit}`}  (METHOD ${figure.section})`,
  ]
  if (figure.formula !== null)
    lines.push(`${indent}  = ${figure.formula.length > 400 ? `${figure.formula.slice(0, 400)} …` : figure.formula}`)
  if (figure.source !== null) {
    const { entry, source, grade, year, basis } = figure.source
    lines.push(
      `${indent}  ${entry}: ${[source, grade, year === undefined ? '' : String(year), basis?.en ?? ''].filter((part) => part !== '').join(', ')}`,
    )
  }
  for (const { id, reason, author } of figure.changes)
    lines.push(`${indent}  changed by ${[id, reason, author].filter((part) => part !== '').join(', ')}`)
  return `${lines.join('\n')}\n${figure.operands.map((operand) => explanationText(operand, `${indent}  `)).join('')}`
}
