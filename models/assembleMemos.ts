import { afterTarget, bookedIn, testedBy } from './assembleUnits'
import { claimsOfUnit, type NoAnswer } from './fiscal/unitClaims'
import type { UntestedMemo } from './fiscal/unitFlags'
import type { Model, Run } from './model'

/** Banners beside the leaves that have an account which acts (METHOD section 5.1). */
export function memoResults(model: Model, run: Run): readonly UntestedMemo[] {
  const { banners, areas } = model.structure
  if (banners.length === 0) return []
  const entered = new Set(run.applied.actuals.flatMap((entry) => (entry.kind === 'account' ? [entry.area] : [])))
  const booked = bookedIn(model, run)
  return banners.flatMap(({ code, parent }, memo): readonly UntestedMemo[] => {
    const unit = areas.length + memo
    const years = booked[unit]
    if (!entered.has(code) || years === undefined) return []
    const of = rowsFrom(model, memo)
    const { from, noPace } = knownOf(model, memo)
    const resources = of('memoResources', from)
    const known = claimsOfUnit(model, unit)
    const tested = known === null ? { residual: null, room: null } : testedBy(model, run, { unit, years, known, resources })
    const { assessment } = run.applied
    const row = model.structure.years[from] ?? null
    return [
      {
        unit: {
          code,
          level: 'banner',
          parent,
          share: of('memoShare', 0),
          knownFrom: row,
          resources,
          required: of('memoRequired', 0),
          ownRevenue: of('memoOwnRevenue', from),
          revenue: { ordinaryTax: of('memoOrdinaryTax', from), resourceTax: of('memoResourceTax', from), nonTax: of('memoNonTax', from) },
          generalTransfers: of('memoGeneralTransfers', from),
          lowResources: of('memoLowResources', from),
          highResources: of('memoHighResources', from),
          // What it has to pay is an estimate, whatever its account is worth.
          grade: 'D',
          lastActualYear: years.whole,
          partlyActualYear: years.partly,
          ...tested,
        },
        noPace: noPace ?? (row !== null && row > assessment.from ? 'account-later' : null),
        noAnswer: noPace ?? (known === null ? 'claims-missing' : afterTarget(run, years)),
      },
    ]
  })
}

/** Rows of a banner in the last run, as numbers only from the year on from which they are known. */
const rowsFrom =
  ({ structure, compiled }: Model, memo: number) =>
  (name: string, from: number): Float64Array => {
    const { length } = structure.years
    const row = compiled.block(name).data.slice(memo * length, (memo + 1) * length)
    return from === 0 ? row : row.map((value, k) => (from < 0 || k < from ? Number.NaN : value))
  }

/** Position of the first year for which revenue and transfers are known, or what is missing; nothing stands in for either. */
function knownOf({ structure, compiled }: Model, memo: number): { readonly from: number; readonly noPace: NoAnswer | null } {
  const { length } = structure.years
  const first = (name: string): number =>
    compiled
      .block(name)
      .data.subarray(memo * length, (memo + 1) * length)
      .indexOf(1)
  const [revenue, transfers] = [first('isMemoAccounted'), first('isMemoTransferAccounted')]
  if (transfers < 0) return { from: -1, noPace: 'transfers-missing' }
  return { from: Math.max(revenue, transfers), noPace: first('isMemoCounted') < 0 ? 'residents-missing' : null }
}
