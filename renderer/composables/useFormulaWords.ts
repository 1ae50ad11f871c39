import type { ExplainedFigure } from '../../models/explain/figure'
import type { ShownTerm } from '../../models/explain/term'
import { plain, type MoneyUnit } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useFigureWords } from './useFigureWords'
import { useWords } from './useWords'

const signs = { plus: '+', minus: '−', times: '×', over: '÷', atLeast: '≥', atMost: '≤', below: '<' } as const
/** How many steps of a list of worlds or years are written out. */
const written = 4
type Figure = Extract<ShownTerm, { op: 'figure' }>

/** Formulas in words, with names or with values, and what stands below them. */
export function useFormulaWords(always?: MoneyUnit) {
  const { t, te, sourceLine } = useWords()
  const catalogue = useCatalogue()
  const { figureName, figurePlace, figureValue, exactValue, isMark } = useFigureWords(always)

  const yearOf = (figure: string): string => /\/(\d{4})$/.exec(figure)?.[1] ?? ''
  /** Sums below a product stand in brackets. */
  const bracketed = (term: ShownTerm, outer: ShownTerm['op'], show: (figure: Figure) => string): string => {
    const text = words(term, show)
    const isSum = term.op === 'plus' || term.op === 'minus'
    return (isSum && ['times', 'over', 'minus'].includes(outer)) || (term.op === 'over' && outer === 'over') ? `(${text})` : text
  }
  function words(term: ShownTerm, show: (figure: Figure) => string): string {
    const of = (part: ShownTerm): string => words(part, show)
    switch (term.op) {
      case 'constant':
        return plain(term.value)
      case 'figure':
        return show(term)
      case 'where':
        return of(term.branch)
      case 'root':
        return `√(${of(term.of)})`
      case 'log':
        return `ln(${of(term.of)})`
      case 'abs':
        return `|${of(term.of)}|`
      case 'largest':
      case 'smallest': {
        const [part] = term.parts
        return part === undefined ? '0' : t(`explain.${term.op}`, { over: overWord(term.over), term: of(part.term) })
      }
      case 'firstNil':
        return t('explain.firstNil', { steps: term.parts.map(({ element }) => element).join(', ') })
      case 'sum': {
        const part = term.parts.find(({ term: one }) => one.value !== 0) ?? term.parts[0]
        // Few worlds are written out with their weights: the weight is what tells them apart.
        if (term.over === 'world' && term.parts.length <= written) return term.parts.map((one) => of(one.term)).join(' + ')
        return part === undefined ? '0' : t('explain.sum', { over: overWord(term.over), term: of(withoutMarks(part.term)) })
      }
      case 'growth':
        return t('explain.growth', { first: of(term.first), last: of(term.last) })
      case 'firstBelow':
        return t('explain.firstBelow', { term: term.parts[0] === undefined ? '' : of(term.parts[0].term) })
      case 'min':
      case 'max':
        return t(`explain.${term.op}`, { a: of(term.left), b: of(term.right) })
      default:
        return `${words(term.left, show) === '' ? '' : bracketed(term.left, term.op === 'minus' ? 'plus' : term.op, show)} ${signs[term.op]} ${bracketed(term.right, term.op, show)}`
    }
  }
  const overWord = (over: string): string => (te(`explain.over.${over}`) ? t(`explain.over.${over}`) : over)
  /** Marks that choose what is summed say nothing to a reader. */
  const withoutMarks = (term: ShownTerm): ShownTerm => (isChosen(term) ? term.branch : term)
  const isChosen = (term: ShownTerm): term is Extract<ShownTerm, { op: 'where' }> =>
    term.op === 'where' && term.condition.op === 'figure' && isMark(term.condition.figure)

  /** The formula with names; another year than the figure's own is said. */
  function formulaNames(figure: ExplainedFigure): string {
    if (figure.term === null) return ''
    const own = yearOf(figure.figure)
    return words(figure.term, (part) => {
      const year = yearOf(part.figure)
      const name = figureName(part.figure)
      return year === '' || year === own ? name : `${name}[${year}]`
    })
  }
  /** The formula with values; of a sum its parts stand in the list of operands. */
  function formulaValues(figure: ExplainedFigure): string {
    const { term } = figure
    if (term === null || 'parts' in term) return ''
    const units = new Map(figure.operands.map((operand) => [operand.figure, operand]))
    const hasSum = (t: ShownTerm): boolean =>
      'parts' in t ||
      ('left' in t && (hasSum(t.left) || hasSum(t.right))) ||
      ('of' in t && hasSum(t.of)) ||
      (t.op === 'where' && hasSum(t.branch))
    if (hasSum(term)) return ''
    return words(term, (part) => {
      const operand = units.get(part.figure)
      return operand === undefined ? plain(part.value) : figureValue(operand)
    })
  }
  /** Figures to read of a formula: without marks of membership and what is nothing; how many are nothing is said. */
  function readable(term: ShownTerm): { readonly figures: readonly string[]; readonly zeros: number } {
    const figures = new Set<string>()
    let zeros = 0
    const visit = (t: ShownTerm): void => {
      if (t.op === 'figure') figures.add(t.figure)
      else if (t.op === 'where') [t.branch, t.condition].forEach(visit)
      else if (t.op === 'growth') [t.first, t.last].forEach(visit)
      else if ('left' in t) [t.left, t.right].forEach(visit)
      else if ('of' in t) visit(t.of)
      else if ('parts' in t && t.op !== 'sum') t.parts.forEach(({ term: part }) => visit(part))
      else if (t.op === 'sum')
        for (const { term: part } of t.parts) {
          if (part.value !== 0) visit(withoutMarks(part))
          // What is no member of the sum is not nothing, but not there.
          else if (!isChosen(part) || part.condition.value !== 0) zeros += 1
        }
    }
    visit(term)
    return { figures: [...figures], zeros }
  }
  /** Operands to read; those of a sum of one kind by size. */
  function operandsOf(figure: ExplainedFigure): { readonly shown: readonly ExplainedFigure[]; readonly zeros: number } {
    if (figure.term === null) return { shown: [], zeros: 0 }
    const { figures, zeros } = readable(figure.term)
    const known = new Map(figure.operands.map((operand) => [operand.figure, operand]))
    const shown = figures.flatMap((path) => known.get(path) ?? [])
    const sameKind = new Set(shown.map((operand) => operand.unit)).size === 1
    const bySize = figure.term.op === 'sum' && sameKind && shown.length > 4
    return { shown: bySize ? [...shown].sort((a, b) => Math.abs(b.value) - Math.abs(a.value)) : shown, zeros }
  }

  /** A figure with its formula, operands and sources as plain text, for the clipboard. */
  /** Where the method says it: a section by its number, or one by its name. */
  const methodWord = ({ section }: ExplainedFigure): string =>
    section === 'Equality' ? t('explain.methodEquality') : t('explain.method', { section })

  function textOf(figure: ExplainedFigure, depth = 0): string {
    const pad = '  '.repeat(depth)
    const line = (text: string): string => `${pad}${text}\n`
    const { shown } = operandsOf(figure)
    const entries = [...(figure.source === null ? [] : [figure.source]), ...figure.also, ...figure.kernel]
    return [
      line(`${figureName(figure.figure)} · ${figurePlace(figure.figure)} = ${figureValue(figure)} (${exactValue(figure)})`),
      figure.term === null ? '' : line(`  ${t('explain.formula')}: ${formulaNames(figure)}`),
      formulaValues(figure) === '' ? '' : line(`  ${t('explain.withValues')}: ${formulaValues(figure)}`),
      ...shown.map((operand) => line(`  - ${figureName(operand.figure)} · ${figurePlace(operand.figure)} = ${figureValue(operand)}`)),
      ...entries.map((entry) => line(`  ${t('explain.inputs')}: ${entry.entry} · ${sourceLine(entry)} · ${entry.grade}`)),
      ...figure.changes.map((change) =>
        line(
          `  ${t('explain.changes')}: ${[change.reason || t('explain.noReason'), change.author, change.at].filter(Boolean).join(' · ')}`,
        ),
      ),
      line(`  ${figure.figure} · ${methodWord(figure)} · ${catalogue.catalogue?.version ?? ''}`),
    ].join('')
  }

  return { methodWord, formulaNames, formulaValues, operandsOf, textOf }
}
