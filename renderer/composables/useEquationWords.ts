import type { Expression, Variable } from '../../models/equation/expression'
import { plain } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useWords } from './useWords'

const signs = { plus: '+', minus: '−', times: '×', over: '÷' } as const
type Sign = keyof typeof signs
const isSign = (op: string): op is Sign => op in signs

/** Equations of the model in words: as the method document has them, for no place and year in particular. */
export function useEquationWords() {
  const { t, te, name } = useWords()
  const catalogue = useCatalogue()
  const nameOf = (name: string): string => (te(`equation.${name}`) ? t(`equation.${name}`) : name)

  const elementName = (dimension: string, element: string): string => {
    if (dimension === 'payer') return t(`payer.${element}`)
    if (dimension === 'index') return name(catalogue.catalogue?.indices.find(({ id }) => id === element)?.name) || element
    return t(element === 'consolidated' ? 'area.whole' : 'area.own')
  }

  /** A sum below a product, and a quotient below a quotient, stand in brackets. */
  function bracketed(part: Expression, outer: Sign, isRight: boolean): string {
    const inner = through(part)
    const text = words(inner)
    const isSum = inner.op === 'plus' || inner.op === 'minus'
    const binds =
      (isSum && (outer === 'times' || outer === 'over')) || (isRight && (outer === 'minus' ? isSum : outer === 'over' && isSign(inner.op)))
    return binds ? `(${text})` : text
  }
  /** A value read through a mapping is the value itself: the reader knows which item a component belongs to. */
  const through = (e: Expression): Expression => (e.op === 'through' ? through(e.of) : e)

  function words(e: Expression): string {
    switch (e.op) {
      case 'constant':
        return plain(e.value)
      case 'ref':
        return nameOf(e.name)
      case 'previous':
        return t('help.previous', { name: nameOf(e.name) })
      case 'through':
        return words(e.of)
      case 'where':
        return t('help.where', { condition: words(e.condition), then: words(e.then), otherwise: words(e.otherwise) })
      case 'sumOver':
        return t('explain.sum', {
          over: te(`explain.over.${e.dimension}`) ? t(`explain.over.${e.dimension}`) : t(`help.dimension.${e.dimension}`),
          term: words(e.of),
        })
      case 'rollUp':
        return t('help.rollUp', { term: words(e.of) })
      case 'at':
        return e.dimension === 'year'
          ? t('help.atBase', { term: words(e.of) })
          : t('help.at', { term: words(e.of), element: elementName(e.dimension, e.element) })
      case 'min':
      case 'max':
        return t(`explain.${e.op}`, { a: words(e.left), b: words(e.right) })
      default:
        return `${bracketed(e.left, e.op, false)} ${signs[e.op]} ${bracketed(e.right, e.op, true)}`
    }
  }

  /** The unit from its base quantities: yuan / person · year. */
  function unitWords({ unit }: Pick<Variable, 'unit'>): string {
    const part = (isAbove: boolean): string =>
      Object.entries(unit)
        .filter(([, power]) => power > 0 === isAbove)
        .map(([base, power]) => t(`help.base.${base}`) + (Math.abs(power) > 1 ? String(Math.abs(power)) : ''))
        .join('·')
    const [above, below] = [part(true), part(false)]
    if (above === '' && below === '') return t('help.pure')
    return below === '' ? above : `${above === '' ? '1' : above}/${below}`
  }
  const dimensionWords = ({ dimensions }: Pick<Variable, 'dimensions'>): string =>
    dimensions.length === 0 ? t('help.single') : dimensions.map((dimension) => t(`help.dimension.${dimension}`)).join(' × ')

  return { nameOf, formula: words, unitWords, dimensionWords }
}
