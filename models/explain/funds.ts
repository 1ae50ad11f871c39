import { fundAccounts } from '../service/fundAccounts'
import type { ResultFigure } from './resultFigure'
import { UnknownFigure, type OpenRun } from './run'
import { constant, pairOf, sumOf, type ShownTerm } from './term'

/** Insurance funds as accounts (METHOD section 3.4), beyond their equations. */

const fundAt = (open: OpenRun, id: string) => {
  open.wake()
  const found = fundAccounts(open.model, []).find((account) => account.id === id)
  if (found === undefined) throw new UnknownFigure(`there is no fund ${id}`)
  if (found.closing === null) throw new UnknownFigure(`the balance of ${id} is not known`)
  return found
}

const money = { unit: 'CNY/year', section: '3.4' } as const

export const fundFigures: Readonly<Record<string, ResultFigure>> = {
  /** What stood there when the year began. */
  fundOpening: {
    ...money,
    places: ['fund', 'year'],
    term: (open, [id = '', year = ''], ask) => {
      fundAt(open, id)
      return Number(year) === open.model.structure.catalogue.baseYear
        ? ask(`fundOpeningBalance/${id}`)
        : ask(['fundBalance', id, String(Number(year) - 1)].join('/'))
    },
  },
  /** For how many months of benefits the closing balance lasts. */
  fundMonths: {
    places: ['fund', 'year'],
    unit: () => ({ unit: '', catalogueUnit: 'month' }),
    section: '3.4',
    term: (open, [id = '', year = ''], ask) => {
      fundAt(open, id)
      const [balance, benefits] = [ask(`fundBalance/${id}/${year}`), ask(`fundBenefits/${id}/${year}`)]
      if (benefits.value === 0) throw new UnknownFigure(`${id} pays nothing in ${year}`)
      return pairOf('over', pairOf('max', constant(0), balance), pairOf('over', benefits, constant(12)))
    },
  },
  /** What the balances of all funds fall by below zero: in no total. */
  uncovered: {
    ...money,
    places: ['year'],
    term: (open, [year = ''], ask): ShownTerm => {
      open.wake()
      const known = fundAccounts(open.model, []).filter(({ uncovered }) => uncovered !== null)
      return sumOf(
        'fund',
        known.map(({ id }) => ({ element: id, term: ask(`fundUncovered/${id}/${year}`) })),
      )
    },
  },
}
