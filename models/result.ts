import type { Grade } from './catalogue/schema'
import type { ResultTable } from './partedTable'
import type { Room } from './fiscal/coverageMultiple'
import type { KnownClaims, NoAnswer } from './fiscal/unitClaims'
import type { ActualRemark } from './scenario/checkActual'
import type { OverrideRemark } from './scenario/checkOverride'
import type { PopulationRemark } from './scenario/checkPopulation'
import type { LeverId } from './scenario/document'
import type { EnteredAccount } from './scenario/entries'
import type { FundAccount } from './service/fundAccounts'
import type { TargetState } from './target/states'
import type { TargetsResult } from './target/targets'

/**
 * What a run gives back. Numbers stand in flat Float64Arrays, year last and contiguous; `layout` names the rows.
 * Money is yuan at current prices of the year, persons are persons, shares are fractions.
 */

export const payers = ['central', 'region', 'league', 'banner'] as const
export type Payer = (typeof payers)[number]

/** One code per fiscal cell: the leaves of the region tree in catalogue order, then `<root>-own`. */
export type CellCode = string

export interface ResultLayout {
  readonly years: readonly number[]
  /** Root first, then cells: leaves in catalogue order, last the region's own level. Rows of `expenditure`, `units`. */
  readonly areas: readonly string[]
  readonly items: readonly string[]
  readonly components: readonly string[]
  /** Standards: components that are no slice of a pool, then pools. */
  readonly standards: readonly string[]
  readonly payers: readonly ['central', 'region', 'league', 'banner', 'total']
}

/** Population of one area at the end of each year, persons; shares 0…1. Arrays are as long as `years`. */
export interface PopulationSummary {
  readonly region: string
  readonly total: Float64Array
  readonly age0to14: Float64Array
  readonly age15to59: Float64Array
  readonly age60plus: Float64Array
  readonly age65plus: Float64Array
  readonly age80plus: Float64Array
  readonly urbanShare: Float64Array
  readonly births: Float64Array
  readonly deaths: Float64Array
  readonly netMigrants: Float64Array
  /** Persons added where more would have left than there were. */
  readonly clamped: Float64Array
  /** Worst grade of the base and of the paths behind it. */
  readonly grade: Grade
}

export interface UnitResult {
  /** Root code (consolidated), `<root>-own`, or a league's code. */
  readonly code: string
  readonly level: 'consolidated' | 'own' | 'league' | 'banner'
  /** Yuan per year. */
  readonly resources: Float64Array
  readonly required: Float64Array
  /** phi × resources: what would keep this spending's part of the resources at the base year's. */
  readonly capacity: Float64Array
  readonly margin: Float64Array
  /** φ: the base year's required spending over its resources, as it is in force, and as the catalogue has it. */
  readonly benchmark: { readonly inForce: number; readonly catalogue: number }
  /** capacity / required; 1 in the base year where that is the catalogue's or has facts of its own. */
  readonly coverageRatio: Float64Array
  readonly ownRevenue: Float64Array
  /** Own revenue by part, yuan. */
  readonly revenue: { readonly ordinaryTax: Float64Array; readonly resourceTax: Float64Array; readonly nonTax: Float64Array }
  readonly generalTransfers: Float64Array
  /** Residual test, for units whose prior claims are known; null where the test cannot be made. Not a number in years before they are. */
  readonly residual: (KnownClaims & { readonly firstYear: number | null }) | null
  /** Resources with general transfers growing slower and faster by the catalogue's band. Yuan. */
  readonly lowResources: Float64Array
  readonly highResources: Float64Array
  /**
   * Targets outside the items: what the unit's levels bear of them, the part of it that the base year's money paid for
   * already, and the margin that is left when the rest is paid out of the same part of the resources. Yuan.
   */
  readonly outside: { readonly borne: Float64Array; readonly already: Float64Array; readonly margin: Float64Array }
  /** Coverage multiple, where the unit's prior claims are known; NaN in a year in which nothing is asked. */
  readonly room: Room | null
  /** The three questions, each with its own answer. */
  readonly tests: UnitTests
  readonly grade: Grade
  /** Last year known from an account of the unit or of all its parts, or the run's last actual year: tests go on from it. */
  readonly lastActualYear: number
  /** Last year of which a part is known from an account: up to it the residual test raises no flag. */
  readonly partlyActualYear: number
}

/**
 * A banner beside the leaves that has an account: a unit of its own in no sum. What it has to pay is its residents' share of what
 * the banners of its league pay, an estimate. ResultTable are not numbers in years for which they are not known.
 */
export interface MemoUnit extends Omit<UnitResult, 'capacity' | 'margin' | 'coverageRatio' | 'benchmark' | 'outside'> {
  /** Code of its league. */
  readonly parent: string
  /** Its residents as a part of the league's, by year. */
  readonly share: Float64Array
  /** First year for which its resources are known; null where its accounts leave out general transfers. */
  readonly knownFrom: number | null
}

/** Answers of the three tests of a unit; severity is null where nothing is asked. */
export interface UnitTests {
  /** Does it keep pace? The growth test: no level, no first year. */
  readonly pace: {
    readonly verdict: 'keeps-pace' | 'outpaces' | 'cannot-say'
    readonly severity: Severity
    /** Under the low and the high definition of resources. */
    readonly low: Severity
    readonly high: Severity
    readonly reason: 'target-passed' | 'definitions-disagree' | NoAnswer | null
  }
  /** Can it pay, and from which year not? The residual test. */
  readonly pay: {
    readonly verdict: 'can-pay' | 'cannot-pay' | 'cannot-say'
    /** Whether the money is at the level that has to pay, where the region together can; null for the region together. */
    readonly level: 'matches' | 'mismatch' | 'cannot-say' | null
    readonly severity: Severity
    readonly firstYear: number | null
    readonly reason: NoAnswer | null
  }
  /** Is there room for what is asked? The coverage multiple, of the tightest year up to the target year. */
  readonly room: {
    readonly verdict: 'has-room' | 'little-room' | 'no-room' | 'nothing-asked' | 'cannot-say'
    readonly severity: Severity | null
    readonly year: number | null
    readonly multiple: number | null
    readonly nature: 'recurrent' | 'one-off' | null
    readonly reason: NoAnswer | null
  }
}

/** Part of a figure that rests on each grade, by money; sums to 1 (all zero where the figure is zero). */
export type Evidence = Readonly<Record<Grade, number>>

export type Severity = 'green' | 'yellow' | 'orange' | 'red' | 'grey'
export type FlagTest = 'growth' | 'residual' | 'coverage' | 'new-resources'

/** An indicator that rests on a flag's subject, and how it stands. */
export interface FlagStanding {
  readonly id: string
  readonly state: TargetState
}

export interface Flag {
  /** `block`: everything that the plan asks for outside the items. */
  readonly subject: { readonly kind: 'item' | 'pool' | 'domain' | 'indicator' | 'block' | 'unit'; readonly id: string }
  /** Area code of the fiscal unit. */
  readonly unit: string
  /** The level of government that bears the largest part of the subject's growth in this unit. */
  readonly payer: Payer
  /** All payers the unit answers for. */
  readonly payers: readonly Payer[]
  readonly test: FlagTest
  readonly verdict: 'outpaces' | 'contributes' | 'cannot-pay' | 'level-mismatch' | 'little-room' | 'no-room' | 'takes-much'
  readonly severity: Severity
  /** Binding indicators of the plan that rest on an item: they make the severity one step worse. */
  readonly binding: readonly string[]
  /** Indicators that rest on the subject, with how they stand. */
  readonly standings: readonly FlagStanding[]
  /** The subject whose money this is, or is a part of: it is counted there. */
  readonly sameAs: { readonly kind: 'item' | 'pool'; readonly id: string } | null
  /** Growth test: severity under the low and the high definition of resources; where they disagree the flag is grey. */
  readonly low?: Severity
  readonly high?: Severity
  /** Of what costs money outside the items: severity at low and high unit costs; where they disagree the flag is grey. */
  readonly costs: { readonly low: Severity; readonly high: Severity } | null
  /** Test of new resources: the part of them that is taken, at low, central and high unit costs; null where they do not grow. */
  readonly taken: { readonly low: number | null; readonly share: number | null; readonly high: number | null } | null
  /** Coverage test: the tightest year, its multiple, and whether a standing or a one-off request is meant. */
  readonly room?: { readonly year: number; readonly multiple: number; readonly nature: 'recurrent' | 'one-off' }
  /** Only the residual test knows a first year. */
  readonly firstYear: number | null
  /**
   * Growth test: excess over what kept pace in the target year; residual test: shortfall of the first year; coverage: what is
   * lacking to the green bound; new resources: what is taken above the bound, of a part of the block its new money. Yuan.
   */
  readonly size: number
  /** Compound growth of the subject and of the unit's resources, share per year, base year to target year. */
  readonly growth: number
  readonly resourcesGrowth: number
  readonly baseYear: number
  readonly targetYear: number
  /** Yuan in the target year and in the base year; coverage test: what is asked in the tightest year, and nothing before. */
  readonly amount: number
  readonly baseAmount: number
  readonly grade: Grade
  readonly evidence: Evidence
}

/** Something the run did or met that the user has to know; `code` becomes a sentence in the interface. */
export interface RunNotice {
  readonly code:
    | 'population-clamped'
    | 'catalogue-differs'
    | 'outlook-unknown'
    | 'reading-unknown'
    | 'assessment-years'
    | 'fund-subsidy'
    | PopulationRemark['code']
    | OverrideRemark['code']
    | ActualRemark['code']
  readonly overrideId?: string
  readonly params?: Readonly<Record<string, string | number>>
}

/** @typeParam T its large tables: one array each where it was worked out, parts in a window. */
export interface SimulationResult<T extends ResultTable = Float64Array> {
  readonly layout: ResultLayout
  /** [item][payer, total last][area][year], yuan; `expenditureIndex`. */
  readonly expenditure: T
  /** Paid by insurance funds: [item][area][year], yuan; never added to `expenditure`. */
  readonly fundPaid: T
  /** What each unit has to bear of each item: [item][unit in order of areas][year], yuan. */
  readonly borne: T
  /** [component][area][year], deliveries a year in the component's own unit. */
  readonly quantity: T
  /** [standard][area][year], yuan per delivery or person in the standard's own unit; the root's row is the spending-weighted mean. */
  readonly standard: T
  /** [standard][year], yuan: what the nation pays on; the whole standard's path where no national amount is known apart. */
  readonly national: Float64Array
  readonly units: readonly UnitResult[]
  /** Banners beside the leaves, in the catalogue's order; none in a catalogue that goes down to banners itself. */
  readonly memos: readonly MemoUnit[]
  readonly population: readonly PopulationSummary[]
  /** [area without own level][sex: male, female][age 0…100][year], persons at year end. No part of a copy: empty where it was not asked for. */
  readonly pyramid: Float64Array
  readonly flags: readonly Flag[]
  /** Of the target year's fiscal cost; domains in catalogue order, areas as in `layout`: what is delivered there. */
  readonly evidence: {
    readonly total: Evidence
    readonly byItem: readonly Evidence[]
    readonly byDomain: readonly Evidence[]
    readonly byArea: readonly Evidence[]
  }
  /** Worst grade that carries any part of the item. */
  readonly itemGrades: readonly Grade[]
  readonly notices: readonly RunNotice[]
  readonly levers: readonly LeverId[]
  /** Population outlook of the run. */
  readonly outlook: string
  /** Growth is counted from this year: the base year, or the last actual year that the scenario names. */
  readonly assessedFrom: number
  /** Last year with published accounts, or the scenario's last actual year: years up to it carry no flag. */
  readonly lastActualYear: number
  readonly targetYear: number
  /** Indicators and commitments: how they stand, what they cost beside the items, what contradicts itself. */
  readonly targets: TargetsResult
  /** Insurance funds of the region as accounts; never added to expenditure. */
  readonly funds: readonly FundAccount[]
  /** Final accounts of the scenario that act: what was refused is not among them. */
  readonly accounts: readonly EnteredAccount[]
}

/** A result, wherever it is read. */
export type ReadableResult = SimulationResult<ResultTable>
