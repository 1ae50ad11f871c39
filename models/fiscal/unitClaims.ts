import type { Actual } from '../scenario/entries'
import type { Structure } from '../structure'

/** Why a unit's prior claims, and with them the second and third test, cannot be had. */
export type NoClaims = 'no-accounts' | 'claims-missing'

/** Prior claims of a unit by claim of the catalogue and year, yuan: [claim][year]. */
export type UnitClaims =
  { readonly ok: true; readonly byClaim: readonly Readonly<Float64Array>[] } | { readonly ok: false; readonly reason: NoClaims }

/**
 * Prior claims of a unit other than the consolidated region: those of its last entered account that is not younger than the
 * last year with accounts, moved to the other years by the growth of each claim. Every claim has to be given: one that is
 * left out would make the unit look richer than it is.
 *
 * @param claimGrowth [claim][year], share per year.
 */
export function unitClaims(
  { catalogue, years }: Pick<Structure, 'catalogue' | 'years'>,
  actuals: readonly Actual[],
  claimGrowth: Readonly<Float64Array>,
  unit: string,
  lastActualYear: number,
): UnitClaims {
  const account = actuals
    .filter((entry) => entry.kind === 'account')
    .filter(({ enabled, area, year, claims }) => enabled && area === unit && year <= lastActualYear && Object.keys(claims).length > 0)
    .reduce<Extract<Actual, { kind: 'account' }> | null>((last, entry) => (last === null || entry.year > last.year ? entry : last), null)
  const start = account === null ? -1 : years.indexOf(account.year)
  if (account === null || start < 0) return { ok: false, reason: 'no-accounts' }
  const amounts = catalogue.fiscal.priorClaims.map(({ id }) => account.claims[id])
  const byClaim: Float64Array[] = []
  for (const [claim, amount] of amounts.entries()) {
    if (amount === undefined) return { ok: false, reason: 'claims-missing' }
    byClaim.push(moved(amount, start, claimGrowth.subarray(claim * years.length, (claim + 1) * years.length)))
  }
  return { ok: true, byClaim }
}

function moved(amount: number, start: number, growth: Readonly<Float64Array>): Float64Array {
  const out = new Float64Array(growth.length)
  out[start] = amount
  for (let k = start + 1; k < out.length; k++) out[k] = (out[k - 1] ?? 0) * (1 + (growth[k] ?? 0))
  for (let k = start - 1; k >= 0; k--) out[k] = (out[k + 1] ?? 0) / (1 + (growth[k + 1] ?? 0))
  return out
}

/** Sum over claims, by year. */
export function sumOfClaims(byClaim: readonly Readonly<Float64Array>[], years: number): Float64Array {
  const sum = new Float64Array(years)
  for (const claim of byClaim) for (let k = 0; k < years; k++) sum[k] = (sum[k] ?? 0) + (claim[k] ?? 0)
  return sum
}
