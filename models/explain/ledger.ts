import type { Granted } from '../scenario/entries'
import type { Ask, ResultFigure } from './resultFigure'
import { UnknownFigure, type OpenRun } from './run'
import { constant, sumOf, type ShownTerm } from './term'

/** Policies granted already: each an entry of the scenario's ledger with its document, reason and author. */

/** What a unit has granted of a kind that is paid in a year, entry by entry. */
export const grantedTerm = ({ scenario }: OpenRun, kind: Granted['kind'], unit: string, year: number, ask: Ask): ShownTerm =>
  sumOf(
    'entry',
    scenario.granted
      .filter((entry) => entry.enabled && entry.area === unit && entry.kind === kind)
      .filter(({ from, to }) => from <= year && year <= (to ?? year))
      .map(({ id }) => ({ element: id, term: ask(`ledger/${id}`) })),
  )

function entryOf({ scenario }: OpenRun, id = ''): Granted {
  const found = scenario.granted.find((entry) => entry.id === id)
  if (found === undefined) throw new UnknownFigure(`there is no entry ${id} in the ledger of what was granted`)
  return found
}

export const ledgerFigures: Readonly<Record<string, ResultFigure>> = {
  /** Yuan a year of one entry. */
  ledger: {
    places: ['entry'],
    unit: 'CNY/year',
    section: '5.6',
    term: (open, [id]) => constant(entryOf(open, id).amount),
    leaf: (open, [id]) => {
      const { name, document, reason, author, at, from, ...entry } = entryOf(open, id)
      const source = document === '' ? name : document
      return {
        source: { entry: `granted(${entry.id})`, source, grade: 'D', year: from, basis: { zh: name, en: name } },
        changes: [{ id: `granted.${entry.id}`, reason, author, at, grade: 'D' }],
      }
    },
  },
}
