import type { Structure } from '../structure'
import { applyClaims } from './applyActualClaims'
import type { Say } from './applyActuals'
import type { Patches } from './applyStandards'
import type { Actual } from './entries'
import { accountedYears, type Inputs } from './fiscalInputs'
import { give, overlay } from './overlay'
import { transferLines } from './transferLines'

type Account = Extract<Actual, { kind: 'account' }>

const titles = ['OrdinaryTax', 'ResourceTax', 'NonTax', 'GeneralTransfers'] as const
type Title = (typeof titles)[number]

/** The four figures of an account that the model reads. */
const figuresOf = (account: Account, root: string): Readonly<Record<Title, number | undefined>> => ({
  OrdinaryTax: account.ordinaryTax,
  ResourceTax: account.resourceTax,
  NonTax: account.nonTax,
  GeneralTransfers: transferLines(account, root)?.net,
})

/**
 * Accounts in place of the catalogue's, place by place and year by year: of cells first, then of leagues above leaves and of
 * the whole region, whose money is spread over the cells without one. Banners beside the leaves keep theirs to themselves.
 */
export function applyAccounts(structure: Structure, actuals: readonly Actual[], inputs: Inputs, say: Say): void {
  const accounts = actuals.filter((actual) => actual.kind === 'account')
  if (accounts.length === 0) return
  applyClaims(structure, accounts, inputs)
  applyMemos(structure, accounts, inputs)
  const books = titles.map((title) => booksOf(structure, title))
  enterCells(structure, accounts, books)
  enterSums(structure, accounts, books, say)
  for (const { title, is, of, isLeague, league, isTotal, total } of books) {
    const name = nameOf(title)
    give(inputs, {
      [name]: is,
      [`account${title}`]: of,
      [`${name}InLeague`]: isLeague,
      [`league${title}`]: league,
      [`${name}InTotal`]: isTotal,
      [`total${title}`]: total,
    })
  }
}

const nameOf = (title: Title): string => (title === 'GeneralTransfers' ? 'isTransferAccounted' : 'isAccounted')

/** Accounts of leaves and of the region's own level stand as they are. */
function enterCells({ cells, root, catalogue }: Structure, accounts: readonly Account[], books: readonly Books[]): void {
  for (const account of accounts) {
    const [cell, k] = [cells.indexOf(account.area), account.year - catalogue.baseYear]
    if (cell < 0) continue
    enter(account, root.code, books, ({ is, of }, value) => {
      is.row(cell)[k] = 1
      of.row(cell)[k] = value
    })
  }
}

/** Accounts of leagues above leaves, then of the whole region, go to the cells that have none and whose leagues have none. */
function enterSums(structure: Structure, accounts: readonly Account[], books: readonly Books[], say: Say): void {
  const { cells, root, between, leavesIn, catalogue } = structure
  const fixed = new Set(accounts.map(({ area, year }) => `${area} ${String(year)}`))
  const isFixed = (cell: number, year: number): boolean => fixed.has(`${cells[cell] ?? ''} ${String(year)}`)
  const leagues = new Map(between.map(({ code }, row) => [code, row]))
  const leagueOf = new Map(between.flatMap(({ code }) => (leavesIn.get(code) ?? []).map((leaf) => [leaf, code] as const)))
  const put = (
    account: Account,
    members: readonly number[],
    others: readonly number[],
    write: (book: Books, value: number, k: number) => void,
  ) => {
    const k = account.year - catalogue.baseYear
    enter(account, root.code, books, (book, value) => {
      // In years for which the catalogue has accounts the shares are theirs, else the equations'.
      if (k >= (book.title === 'GeneralTransfers' ? 1 : accountedYears(structure))) write(book, value, k)
      else spread(structure, book, { value, k, members, others })
    })
    say(account, 'warn', 'actual-spread', { area: account.area, year: String(account.year) })
  }
  for (const account of accounts) {
    const row = leagues.get(account.area)
    if (row === undefined) continue
    const members = leavesIn.get(account.area) ?? []
    const others = members.filter((cell) => !isFixed(cell, account.year))
    put(account, members, others, ({ isLeague, league }, value, k) => {
      isLeague.row(row)[k] = 1
      league.row(row)[k] = value
    })
  }
  for (const account of accounts) {
    if (account.area !== root.code) continue
    const all = [...cells.keys()]
    const others = all.filter((cell) => !isFixed(cell, account.year) && !fixed.has(`${leagueOf.get(cell) ?? ''} ${String(account.year)}`))
    put(account, all, others, ({ isTotal, total }, value, k) => {
      isTotal.row(0)[k] = 1
      total.row(0)[k] = value
    })
  }
}

/** Write down each figure that an account gives. */
function enter<B extends { readonly title: Title }>(
  account: Account,
  root: string,
  books: readonly B[],
  write: (book: B, value: number) => void,
): void {
  const figures = figuresOf(account, root)
  for (const book of books) {
    const value = figures[book.title]
    if (value !== undefined) write(book, value)
  }
}

/** Where the accounts of one title are written: by cell, by league above leaves, of the whole region. */
interface Books {
  readonly title: Title
  readonly is: Patches
  readonly of: Patches
  readonly isLeague: Patches
  readonly league: Patches
  readonly isTotal: Patches
  readonly total: Patches
}

function booksOf(structure: Structure, title: Title): Books {
  const name = nameOf(title)
  return {
    title,
    is: overlay(structure, name),
    of: overlay(structure, `account${title}`),
    isLeague: overlay(structure, `${name}InLeague`),
    league: overlay(structure, `league${title}`),
    isTotal: overlay(structure, `${name}InTotal`),
    total: overlay(structure, `total${title}`),
  }
}

/** Accounts of banners beside the leaves, and how many live there where the account says so. */
function applyMemos(structure: Structure, accounts: readonly Account[], inputs: Inputs): void {
  const { space, root, catalogue } = structure
  const memos = space.elements.memo
  const books = titles.map((title) => ({
    title,
    name: title === 'GeneralTransfers' ? 'isMemoTransferAccounted' : 'isMemoAccounted',
    is: overlay(structure, title === 'GeneralTransfers' ? 'isMemoTransferAccounted' : 'isMemoAccounted'),
    of: overlay(structure, `memoAccount${title}`),
  }))
  const [isCounted, residents] = [overlay(structure, 'isMemoCounted'), overlay(structure, 'memoResidents')]
  for (const account of accounts) {
    const [memo, k] = [memos.indexOf(account.area), account.year - catalogue.baseYear]
    if (memo < 0) continue
    enter(account, root.code, books, ({ is, of }, value) => {
      is.row(memo)[k] = 1
      of.row(memo)[k] = value
    })
    if (account.residents === undefined) continue
    isCounted.row(memo)[k] = 1
    residents.row(memo)[k] = account.residents
  }
  for (const { title, name, is, of } of books) give(inputs, { [name]: is, [`memoAccount${title}`]: of })
  give(inputs, { isMemoCounted: isCounted, memoResidents: residents })
}

interface Sum {
  readonly value: number
  /** Position of the year. */
  readonly k: number
  /** Cells that it is the sum of, and those of them that share what is left of it. */
  readonly members: readonly number[]
  readonly others: readonly number[]
}

function spread({ years }: Structure, { of }: Books, { value, k, members, others }: Sum): void {
  const at = (cell: number): number => of.rows.get(cell)?.[k] ?? of.base.at(cell * years.length + k) ?? 0
  const sum = (cells: readonly number[]): number => cells.reduce((all, cell) => all + at(cell), 0)
  const theirs = sum(others)
  const given = sum(members.filter((cell) => !others.includes(cell)))
  if (theirs === 0) return
  for (const cell of others) of.row(cell)[k] = (at(cell) * (value - given)) / theirs
}
