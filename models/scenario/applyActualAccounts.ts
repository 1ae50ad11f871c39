import { ownLevelCode, type Structure } from '../structure'
import type { Say } from './applyActuals'
import type { Patches } from './applyStandards'
import type { Actual } from './entries'
import { accountedYears, type Inputs } from './fiscalInputs'
import { give, overlay } from './overlay'

type Account = Extract<Actual, { kind: 'account' }>

const titles = ['OrdinaryTax', 'ResourceTax', 'NonTax', 'GeneralTransfers'] as const
type Title = (typeof titles)[number]

/**
 * General transfers of a unit, yuan: returns and general transfers received less what is remitted up, without those for
 * shared matters. Of what the region's own level passes down, the part that general money has in all it receives goes off.
 * Undefined where the account does not give them.
 */
export function generalTransfersOf({ lines, area }: Account, root: string): number | undefined {
  const { generalTransfers, taxReturns = 0, remittedUp = 0, transferredDown = 0, sharedMatterTransfers = 0, specialTransfers = 0 } = lines
  if (generalTransfers === undefined) return undefined
  const received = taxReturns + generalTransfers
  const all = received + sharedMatterTransfers + specialTransfers
  const passedDown = area === ownLevelCode(root) && all > 0 ? (transferredDown * received) / all : 0
  return received - remittedUp - passedDown
}

/** The four figures of an account that the model reads. */
const figuresOf = (account: Account, root: string): Readonly<Record<Title, number | undefined>> => ({
  OrdinaryTax: account.ordinaryTax,
  ResourceTax: account.resourceTax,
  NonTax: account.nonTax,
  GeneralTransfers: generalTransfersOf(account, root),
})

/** Accounts in place of the catalogue's, place by place and year by year; the whole region's spread over its units. */
export function applyAccounts(structure: Structure, actuals: readonly Actual[], inputs: Inputs, say: Say): void {
  const accounts = actuals.filter((actual) => actual.kind === 'account')
  if (accounts.length === 0) return
  const { cells, root, catalogue } = structure
  const rows = titles.map((title) => rowsOf(structure, title))
  for (const account of accounts.filter(({ area }) => area !== root.code)) {
    const [cell, k] = [cells.indexOf(account.area), account.year - catalogue.baseYear]
    const figures = figuresOf(account, root.code)
    rows.forEach(({ title, is, of }) => {
      const value = figures[title]
      if (value === undefined) return
      is.row(cell)[k] = 1
      of.row(cell)[k] = value
    })
  }
  for (const account of accounts.filter(({ area }) => area === root.code)) {
    const k = account.year - catalogue.baseYear
    const own = new Set(accounts.flatMap(({ area, year }) => (year === account.year ? [area] : [])))
    const figures = figuresOf(account, root.code)
    for (const row of rows) {
      const value = figures[row.title]
      if (value !== undefined)
        spread(structure, row, { value, k, own, isKnown: k < (row.title === 'GeneralTransfers' ? 1 : accountedYears(structure)) })
    }
    say(account, 'warn', 'actual-spread', { area: account.area, year: String(account.year) })
  }
  for (const { title, is, of, isTotal, total } of rows) {
    const name = title === 'GeneralTransfers' ? 'isTransferAccounted' : 'isAccounted'
    give(inputs, { [name]: is, [`account${title}`]: of, [`${name}InTotal`]: isTotal, [`total${title}`]: total })
  }
}

interface Rows {
  readonly title: Title
  readonly is: Patches
  readonly of: Patches
  readonly isTotal: Patches
  readonly total: Patches
}

function rowsOf(structure: Structure, title: Title): Rows {
  const name = title === 'GeneralTransfers' ? 'isTransferAccounted' : 'isAccounted'
  return {
    title,
    is: overlay(structure, name),
    of: overlay(structure, `account${title}`),
    isTotal: overlay(structure, `${name}InTotal`),
    total: overlay(structure, `total${title}`),
  }
}

interface Total {
  readonly value: number
  readonly k: number
  /** Areas with an account of their own of the year. */
  readonly own: ReadonlySet<string>
  /** Whether the catalogue has accounts of the year: then the shares are theirs, else the equations'. */
  readonly isKnown: boolean
}

function spread({ cells, years }: Structure, { of, isTotal, total }: Rows, { value, k, own, isKnown }: Total): void {
  if (!isKnown) {
    isTotal.row(0)[k] = 1
    total.row(0)[k] = value
    return
  }
  const at = (cell: number): number => (of.rows.get(cell) ?? of.base.subarray(cell * years.length))[k] ?? 0
  const others = cells.flatMap((code, cell) => (own.has(code) ? [] : [cell]))
  const theirs = others.reduce((sum, cell) => sum + at(cell), 0)
  const given = cells.reduce((sum, code, cell) => (own.has(code) ? sum + at(cell) : sum), 0)
  if (theirs === 0) return
  for (const cell of others) of.row(cell)[k] = (at(cell) * (value - given)) / theirs
}
