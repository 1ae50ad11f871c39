import { accountLines, accountSides, besideLines, isUnbalanced, ownParts } from '../../../models/scenario/accountForm'
import type { ActualFigure } from '../../../models/scenario/entries'
import type { TableLog } from '../table/faults'
import { columnLetter } from '../table/grid'
import type { Line } from './heads'
import type { Known } from './known'
import type { Found } from './rows'

/** An account as it stands in a row: what each line holds. */
export interface AccountRow {
  readonly first: Found
  readonly lines: ReadonlyMap<Line, Found>
}

/** A final account that is whole. */
export interface WholeAccount {
  readonly draft: Extract<ActualFigure, { kind: 'account' }>
  readonly first: Found
  /** What comes in less what goes out, yuan; only where expenditure is given. */
  readonly remainder: number | undefined
}

/** Part of the larger side that an account may be out of balance by without a warning. */
const tolerance = 0.005
const inHundredMillions = (yuan: number): string => (yuan / 1e8).toFixed(2)

/** Cells by place, year and row. */
export function accountRows(found: readonly Found[]): readonly AccountRow[] {
  const rows = new Map<string, { first: Found; lines: Map<Line, Found> }>()
  for (const figure of found) {
    if (figure.kind !== 'account' || figure.line === undefined) continue
    const key = `${figure.sheet}\n${String(figure.row)} ${figure.area} ${String(figure.year)}`
    const row = rows.get(key) ?? { first: figure, lines: new Map<Line, Found>() }
    row.lines.set(figure.line, figure)
    rows.set(key, row)
  }
  return [...rows.values()]
}

/** Put the lines of each row together to a final account; what is missing, or does not agree with its sums, goes to the log. */
export function assembleAccount({ first, lines }: AccountRow, file: string, log: TableLog): WholeAccount | undefined {
  const at = (line: Line): number | undefined => lines.get(line)?.value
  if ([...lines.values()].some(({ value }) => Number.isNaN(value))) return undefined
  const parts = ownRevenue(first, lines, log)
  if (parts === undefined) return undefined
  const known = [...accountLines.in, ...accountLines.out].flatMap((line) => {
    const value = at(line)
    return value === undefined ? [] : [[line, value] as const]
  })
  const claims = [...lines].flatMap(([line, { value }]) => (line.startsWith('claim:') ? [[line.slice(6), value] as const] : []))
  const beside = besideLines.flatMap((line) => {
    const value = at(line)
    return value === undefined ? [] : [[line, value] as const]
  })
  const residents = at('residents')
  const draft = {
    kind: 'account' as const,
    area: first.area,
    year: first.year,
    file,
    ...parts,
    lines: Object.fromEntries(known),
    claims: Object.fromEntries(claims),
    ...(beside.length === 0 ? {} : { beside: Object.fromEntries(beside) }),
    ...(residents === undefined ? {} : { residents }),
  }
  const spent = claims.reduce((sum, [, yuan]) => sum + yuan, 0)
  const expenditure = at('expenditure')
  const place = { row: first.row }
  if (expenditure !== undefined && spent > expenditure * (1 + tolerance))
    log.remark(
      'claims-above',
      { area: first.area, year: first.year, claims: inHundredMillions(spent), all: inHundredMillions(expenditure) },
      place,
    )
  return { draft, first, remainder: balance(draft, log, first) }
}

/** The identity of a final account: what comes in less what goes out, yuan; undefined without its expenditure. */
function balance(draft: WholeAccount['draft'], log: TableLog, { area, year, row }: Found): number | undefined {
  const sides = accountSides(draft)
  if (sides === undefined) return undefined
  const remainder = sides.in - sides.out
  const share = Math.abs(remainder) / Math.max(Math.abs(sides.in), Math.abs(sides.out), 1)
  if (isUnbalanced(sides))
    log.remark('account-unbalanced', { area, year, money: inHundredMillions(remainder), percent: (share * 100).toFixed(1) }, { row })
  return remainder
}

/** The three parts of own revenue; one that is missing is worked out where a sum is given. */
function ownRevenue(first: Found, lines: ReadonlyMap<Line, Found>, log: TableLog): Record<(typeof ownParts)[number], number> | undefined {
  const at = (line: Line): number | undefined => lines.get(line)?.value
  const [all, resource] = [at('ownRevenue'), at('resourceTax')]
  const tax = at('tax') ?? (all !== undefined && at('nonTax') !== undefined ? all - (at('nonTax') ?? 0) : undefined)
  const ordinary = at('ordinaryTax') ?? (tax !== undefined && resource !== undefined ? tax - resource : undefined)
  const nonTax =
    at('nonTax') ??
    (all === undefined
      ? undefined
      : tax !== undefined
        ? all - tax
        : ordinary !== undefined && resource !== undefined
          ? all - ordinary - resource
          : undefined)
  const resourceTax = resource ?? (tax !== undefined && ordinary !== undefined ? tax - ordinary : undefined)
  const found = { ordinaryTax: ordinary, resourceTax, nonTax }
  const missing = ownParts.filter((part) => found[part] === undefined)
  const place = { row: first.row }
  if (missing.length > 0 || ordinary === undefined || resourceTax === undefined || nonTax === undefined) {
    for (const part of missing) log.refuse('account-part-missing', { area: first.area, year: first.year, part }, place)
    return undefined
  }
  for (const part of ownParts)
    if (at(part) === undefined) log.remark('account-part-derived', { area: first.area, year: first.year, part }, place)
  compare(lines.get('tax'), ordinary + resourceTax, log)
  compare(lines.get('ownRevenue'), ordinary + resourceTax + nonTax, log)
  return { ordinaryTax: ordinary, resourceTax, nonTax }
}

/** A sum that the table states against its parts. */
function compare(stated: Found | undefined, summed: number, log: TableLog): void {
  if (stated === undefined || Math.abs(stated.value - summed) <= Math.max(stated.half * 4, Math.abs(stated.value) * 1e-4)) return
  log.refuse(
    'account-sum-disagrees',
    { stated: inHundredMillions(stated.value), summed: inHundredMillions(summed), cell: columnLetter(stated.column) },
    { row: stated.row, column: stated.column },
  )
}

/**
 * Accounts of the whole region: where all its units have one of the year its revenue is only looked at, since moneys between
 * levels cancel in it; else it is taken, and the units without one share what is left.
 */
export function takenRegionRows(
  regions: readonly AccountRow[],
  accounts: readonly WholeAccount[],
  { cells }: Known,
  log: TableLog,
): readonly AccountRow[] {
  return regions.filter((row) => {
    const { first, lines } = row
    const units = accounts.filter(({ draft }) => draft.year === first.year)
    if (!cells.every((cell) => units.some(({ draft }) => draft.area === cell))) return true
    log.remark('account-region', { year: first.year }, { row: first.row })
    for (const part of ownParts) {
      const [stated, summed] = [lines.get(part), units.reduce((sum, { draft }) => sum + draft[part], 0)]
      if (stated !== undefined && Math.abs(stated.value - summed) > Math.max(stated.half * 2, Math.abs(stated.value) * tolerance))
        log.remark(
          'account-region-differs',
          { year: first.year, part, stated: inHundredMillions(stated.value), summed: inHundredMillions(summed) },
          { row: first.row, column: stated.column },
        )
    }
    // Its spending, claims and debts are no sum of the units'.
    return [...lines.keys()].some((line) => line.startsWith('claim:') || line === 'expenditure' || besideLines.some((one) => one === line))
  })
}
