import type { Flag, Payer, Severity, UnitResult } from '../result'
import { withBinding } from './flag'
import type { Group } from './groups'
import { heaviestPayer, knownOf, standingsOf, type Books } from './subjects'

/**
 * The test of new resources (METHOD section 6): which part of what a unit's resources have grown by is taken by what the
 * plan asks for outside the items. There is nothing to compare its growth with, since the base year knew next to none of
 * it. Amounts are new money: what the base year's money paid for already is taken off.
 */
export interface NewResourcesTest {
  readonly books: Books
  readonly unit: Pick<UnitResult, 'code' | 'grade' | 'resources'>
  /** Row of the unit. */
  readonly row: number
  readonly payers: readonly Payer[]
  readonly thresholds: { readonly outsideYellow: number; readonly outsideOrange: number }
  /** Under which a part does not matter, yuan. */
  readonly least: number
}

const tolerance = 1e-9

const addedResources = ({ unit: { resources }, books: { ends } }: NewResourcesTest): number =>
  (resources[ends.target] ?? 0) - (resources[ends.from] ?? 0)

function severityOf(share: number | null, { outsideYellow, outsideOrange }: NewResourcesTest['thresholds']): Severity {
  if (share === null || share > outsideOrange * (1 + tolerance)) return 'orange'
  return share > outsideYellow * (1 + tolerance) ? 'yellow' : 'green'
}

/** New money of a group between the years, at low, central or high unit costs. */
function grown({ books, row }: NewResourcesTest, { targets }: Group, of: 'low' | 'central' | 'high' = 'central'): number {
  return books.outside.fresh(targets, row, of, 1) - books.outside.fresh(targets, row, of, 0)
}

/** Part of the new resources that is taken; null where they do not grow, so that nothing could be taken of them. */
function takenBy(test: NewResourcesTest, block: Group, of: 'low' | 'central' | 'high'): number | null {
  const [money, added] = [grown(test, block, of), addedResources(test)]
  return added > 0 ? money / added : money > 0 ? null : 0
}

/** Flags of what is outside the items, with the bounds on materiality, yuan, between which they are the same flags: `leastFrom` ≤ least < `leastBelow`. */
export interface OutsideFlags {
  readonly flags: readonly Flag[]
  /** The largest part that does not matter. */
  readonly leastFrom: number
  /** The smallest that does. */
  readonly leastBelow: number
}

const none: OutsideFlags = { flags: [], leastFrom: Number.NEGATIVE_INFINITY, leastBelow: Number.POSITIVE_INFINITY }

/**
 * The flags of the block and of its parts: what takes more of the new resources than the bound, grey where low and high
 * unit costs disagree.
 */
export function newResourcesFlags(test: NewResourcesTest, block: Group, parts: readonly Group[]): OutsideFlags {
  const share = takenBy(test, block, 'central')
  const own = severityOf(share, test.thresholds)
  if (own === 'green') return none
  const taken = { low: takenBy(test, block, 'low'), share, high: takenBy(test, block, 'high') }
  const costs = { low: severityOf(taken.low, test.thresholds), high: severityOf(taken.high, test.thresholds) }
  const severity = (costs.low === 'green') !== (costs.high === 'green') ? 'grey' : own
  const bound = test.thresholds.outsideYellow * Math.max(0, addedResources(test))
  const whole = { verdict: 'takes-much', severity, size: grown(test, block) - bound, taken, costs } as const
  const flags = [flagOf(test, block, whole)]
  let { leastFrom, leastBelow } = none
  for (const part of parts) {
    const size = grown(test, part)
    if (size > test.least) {
      leastBelow = Math.min(leastBelow, size)
      flags.push(flagOf(test, part, { verdict: 'contributes', severity: withBinding(part, severity), size, taken, costs }))
    } else leastFrom = Math.max(leastFrom, size)
  }
  return { flags, leastFrom, leastBelow }
}

type Said = Pick<Flag, 'verdict' | 'severity' | 'size' | 'taken' | 'costs'>

function flagOf({ books, unit, row, payers }: NewResourcesTest, group: Group, said: Said): Flag {
  const { verdict, severity, size, taken, costs } = said
  const { figures } = books
  const { grade, evidence } = knownOf(books, group, row)
  return {
    subject: { kind: group.kind, id: group.id },
    unit: unit.code,
    payer: heaviestPayer(books, group, row, payers),
    payers,
    test: 'new-resources',
    verdict,
    severity,
    binding: group.binding,
    standings: standingsOf(books, group),
    sameAs: null,
    costs,
    taken,
    firstYear: null,
    size,
    growth: 0,
    resourcesGrowth: 0,
    baseYear: figures.assessedFrom,
    targetYear: figures.targetYear,
    amount: books.outside.fresh(group.targets, row, 'central', 1),
    baseAmount: books.outside.fresh(group.targets, row, 'central', 0),
    grade: grade > unit.grade ? grade : unit.grade,
    evidence,
  }
}
