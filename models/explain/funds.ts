import type { ResultFigure } from './resultFigure'
import { UnknownFigure } from './run'
import { constant, pairOf } from './term'

/** Insurance funds as accounts (METHOD section 3.4), beyond their equations. */

export const fundFigures: Readonly<Record<string, ResultFigure>> = {
  /** For how many months of benefits the closing balance lasts. */
  fundMonths: {
    places: ['fund', 'year'],
    unit: () => ({ unit: '', catalogueUnit: 'month' }),
    section: '3.4',
    term: (_, [id = '', year = ''], ask) => {
      const [balance, benefits] = [ask(`fundBalance/${id}/${year}`), ask(`fundBenefits/${id}/${year}`)]
      if (benefits.value === 0) throw new UnknownFigure(`${id} pays nothing in ${year}`)
      return pairOf('over', pairOf('max', constant(0), balance), pairOf('over', benefits, constant(12)))
    },
  },
}
