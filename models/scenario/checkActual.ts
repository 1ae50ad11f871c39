import type { Catalogue, Driver } from '../catalogue/schema'
import { accountSides, fundLines, isUnbalanced } from './accountForm'
import type { Actual } from './entries'
import { basisCounted, basisTarget, countedBases, ownLevelCode, standardId } from '../structure'

/** What is wrong or doubtful about an actual figure. `refuse` keeps it out of the run; `warn` is said and computed. */
export interface ActualRemark {
  readonly level: 'refuse' | 'warn'
  readonly code:
    | 'actual-unknown'
    | 'actual-area'
    | 'actual-nowhere'
    | 'actual-year'
    | 'actual-late'
    | 'actual-negative'
    | 'actual-empty'
    | 'actual-unbalanced'
    | 'actual-claim'
    | 'actual-far'
    | 'actual-twice'
    | 'actual-spread'
    | 'counts-over'
    | 'counts-total'
    | 'basis-base'
  readonly params: Readonly<Record<string, string | number>>
}

const remark = (level: ActualRemark['level'], code: ActualRemark['code'], params: ActualRemark['params']): ActualRemark => ({
  level,
  code,
  params,
})

/** Years after the catalogue's last accounts up to which figures are expected to be known. */
const ahead = 6
/** Times by which a count may differ from what the model has. */
const far = 3

/** Names that an actual may give, of one catalogue. */
interface Names {
  readonly root: string
  /** Cells: leaves of the region tree and the region's own level. */
  readonly cells: ReadonlySet<string>
  /** What else may have an account: leagues above leaves, banners beside them. */
  readonly accountable: ReadonlySet<string>
  /** Kind of driver by component; registered and insured persons are counted like a group. */
  readonly components: ReadonlyMap<string, Driver['kind'] | undefined>
  readonly standards: ReadonlySet<string>
  readonly indicators: ReadonlySet<string>
  readonly claims: ReadonlySet<string>
  readonly funds: ReadonlySet<string>
  readonly lastAccounts: number
}
const known = new WeakMap<Catalogue, Names>()

function namesOf(catalogue: Catalogue): Names {
  const found = known.get(catalogue)
  if (found !== undefined) return found
  const { regions, banners, funds, items, pools, drivers, indicators, fiscal } = catalogue
  const root = regions.find(({ parent }) => parent === null)?.code ?? ''
  const above = new Set(regions.map(({ parent }) => parent))
  const components = items.flatMap((item) => item.components.map((component) => ({ id: standardId(item, component), component })))
  const made = {
    root,
    cells: new Set([...regions.flatMap(({ code }) => (above.has(code) ? [] : [code])), ownLevelCode(root)]),
    accountable: new Set([...regions.map(({ code }) => code), ...banners.map(({ code }) => code)]),
    components: new Map([
      ...components.map(({ id, component }) => [id, drivers.find((driver) => driver.id === component.driver)?.kind] as const),
      ...countedBases.map((basis) => [basisTarget(basis), 'population'] as const),
    ]),
    standards: new Set([
      ...components.flatMap(({ id, component }) => (component.poolShare === undefined ? [id] : [])),
      ...pools.map(({ id }) => id),
    ]),
    indicators: new Set(indicators.map(({ id }) => id)),
    claims: new Set(fiscal.priorClaims.map(({ id }) => id)),
    funds: new Set(funds.map(({ id }) => id)),
    lastAccounts: Math.min(...fiscal.accounts.map(({ years }) => Math.max(...years.map(({ year }) => year)))),
  }
  known.set(catalogue, made)
  return made
}

/** Check one actual figure against the catalogue it is to be used with. An empty list means all is well. */
export function checkActual(actual: Actual, catalogue: Catalogue): readonly ActualRemark[] {
  const names = namesOf(catalogue)
  const found = [...checkPlace(actual, names), ...checkYear(actual, catalogue, names)]
  if (actual.kind === 'fund') return [...found, ...checkFund(actual)]
  return actual.kind === 'account' ? [...found, ...checkAccount(actual, names)] : found
}

function checkPlace(actual: Actual, names: Names): readonly ActualRemark[] {
  const { area, kind } = actual
  const isKnown = area === names.root || names.cells.has(area) || (kind === 'account' && names.accountable.has(area))
  if (!isKnown) return [remark('refuse', 'actual-area', { area })]
  if (kind === 'account') return []
  // Funds are the whole region's.
  if (kind === 'fund' && area !== names.root) return [remark('refuse', 'actual-area', { area })]
  const list = { count: names.components, standard: names.standards, indicator: names.indicators, fund: names.funds }[kind]
  if (!list.has(actual.target)) return [remark('refuse', 'actual-unknown', { target: actual.target })]
  // A ratio is a league's: what the whole region has registered says nothing of a league.
  if (kind === 'count' && area === names.root && basisCounted(actual.target) !== undefined)
    return [remark('refuse', 'actual-nowhere', { area, component: actual.target })]
  if (kind !== 'count' || area === names.root) return []
  // Programmes sit on the region's own level, everything else in the leagues.
  const isOwn = area === ownLevelCode(names.root)
  return (names.components.get(actual.target) === 'programme') === isOwn
    ? []
    : [remark('refuse', 'actual-nowhere', { area, component: actual.target })]
}

function checkYear({ year }: Actual, { baseYear, horizonYear }: Catalogue, { lastAccounts }: Names): readonly ActualRemark[] {
  if (year < baseYear || year > horizonYear)
    return [remark('refuse', 'actual-year', { year: String(year), first: String(baseYear), last: String(horizonYear) })]
  return year > lastAccounts + ahead ? [remark('warn', 'actual-late', { year: String(year), last: String(lastAccounts) })] : []
}

type Account = Extract<Actual, { kind: 'account' }>

function checkAccount(account: Account, names: Names): readonly ActualRemark[] {
  const remarks: ActualRemark[] = []
  for (const part of ['ordinaryTax', 'resourceTax', 'nonTax'] as const)
    if (account[part] < 0) remarks.push(remark('refuse', 'actual-negative', { part, yuan: account[part] }))
  for (const claim of Object.keys(account.claims))
    if (!names.claims.has(claim)) remarks.push(remark('warn', 'actual-claim', { target: claim }))
  const sides = accountSides(account)
  if (sides === undefined) return remarks
  if (isUnbalanced(sides)) remarks.push(remark('warn', 'actual-unbalanced', { in: sides.in, out: sides.out, yuan: sides.in - sides.out }))
  return remarks
}

/** What comes in and what is paid is not negative, and something is said at all. */
function checkFund(fund: Extract<Actual, { kind: 'fund' }>): readonly ActualRemark[] {
  if (fundLines.every((line) => fund[line] === undefined)) return [remark('refuse', 'actual-empty', { target: fund.target })]
  return fundLines.flatMap((line) => {
    const yuan = fund[line]
    // A fund may begin the year in the red.
    return line !== 'opening' && yuan !== undefined && yuan < 0 ? [remark('refuse', 'actual-negative', { part: line, yuan })] : []
  })
}

/** Remark on a count that is far from what the model has for the same place and year without it. */
export function checkCount(actual: Extract<Actual, { kind: 'count' }>, has: number): readonly ActualRemark[] {
  const { value, area, year, target } = actual
  if (!(has > 0) || (value <= has * far && value * far >= has)) return []
  return [remark('warn', 'actual-far', { area, component: target, year: String(year), value, known: has })]
}
