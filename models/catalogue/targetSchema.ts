import * as z from 'zod'
import { bilingualSchema, finite, id, plainText, provenance, yearSchema } from './schemaParts'

/** What targets cost outside the items, and what the plan is checked against itself with. */

/** A place in the plan. */
export const placeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('table'), table: z.int().min(1), row: z.int().min(1).optional() }),
  z.strictObject({ kind: z.literal('box'), box: z.int().min(1) }),
  z.strictObject({ kind: z.literal('section'), chapter: z.int().min(1), section: z.int().min(1) }),
  z.strictObject({ kind: z.literal('chapter'), chapter: z.int().min(1) }),
])

/** Who pays a yuan of it: the levels of government, and others (fees, owners, lottery funds); they add up to 1. */
const payersSchema = z.strictObject({
  central: finite.min(0).max(1),
  region: finite.min(0).max(1),
  league: finite.min(0).max(1),
  banner: finite.min(0).max(1),
  others: finite.min(0).max(1),
  ...provenance,
})

/** One kind of money of a target: the unit cost with its range at prices of `year`, null where nobody knows it; it moves with an index. */
const partSchema = z.strictObject({
  cost: z.strictObject({ low: finite.min(0), central: finite.min(0), high: finite.min(0), ...provenance }).nullable(),
  year: yearSchema,
  index: id,
  payers: payersSchema,
})

/** What a target is counted in: places for residents, persons of an age, a share of a count, units delivered between two years, births. */
const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('residents'), per: finite.positive() }),
  /** `share` of the persons, the same in every year; absent: the indicator's path × scale. */
  z.strictObject({
    kind: z.literal('ages'),
    from: z.int().min(0).max(100),
    to: z.int().min(0).max(100),
    share: z.strictObject({ value: finite.positive(), year: yearSchema, ...provenance }).optional(),
  }),
  z.strictObject({ kind: z.literal('count'), count: z.strictObject({ value: finite.positive(), year: yearSchema, ...provenance }) }),
  /** `amount` in units, null where nobody knows it; absent: the indicator's target × scale. */
  z.strictObject({
    kind: z.literal('total'),
    from: yearSchema,
    to: yearSchema,
    amount: z
      .strictObject({ value: finite.positive(), year: yearSchema, ...provenance })
      .nullable()
      .optional(),
  }),
  z.strictObject({ kind: z.literal('births'), share: finite.positive(), from: yearSchema }),
  /** Residents who are not registered, at what the named items spend on each of the registered. */
  z.strictObject({ kind: z.literal('unregistered'), items: z.array(id).min(1) }),
])

export const targetCostSchema = z.strictObject({
  id,
  name: bilingualSchema,
  /** What one unit is, as in "12 centres". */
  unit: bilingualSchema,
  /** Exactly one of both. */
  indicator: id.optional(),
  commitment: id.optional(),
  measure: measureSchema,
  /** Only where a scenario reads the plan so: id of the contradiction, id of the reading. */
  onlyUnder: z.strictObject({ contradiction: plainText, reading: plainText }).optional(),
  /** Units per unit of the indicator: 0.01 for per cent, 10,000 for tens of thousands. */
  scale: finite.positive(),
  /** Null where there is no such money; its cost is null where there is, and nobody knows it. */
  capital: partSchema.nullable(),
  running: partSchema.nullable(),
  /** Years until what was built is renewed. */
  usefulLife: finite.positive().nullable(),
  /** Why the budget renews nothing of it; absent: it does, after the useful life. */
  notRenewed: bilingualSchema.optional(),
  /** The driver group by whose share it is spread over the leagues. */
  spread: id,
  payer: bilingualSchema,
  note: bilingualSchema,
  /** Units that the base year already paid for, of a flow. */
  baseFlow: z.strictObject({ value: finite, year: yearSchema, ...provenance }).optional(),
})

/** Where something is said: in the plan, or in another document. */
const whereSchema = z.union([placeSchema, z.strictObject({ kind: z.literal('document'), source: id })])
/** What a place says; `printed` as it is printed, empty where nothing is. */
const saidSchema = z.strictObject({ where: whereSchema, printed: plainText })
const stated = { indicator: id, value: finite, ...provenance }
/** How many there are of what a share is a share of. */
const ofSchema = z.strictObject({ value: finite.positive(), year: yearSchema, ...provenance })

/** What the plan is held against itself with: places that speak of the same, and what is known beside it. */
export const planChecksSchema = z.strictObject({
  /** The source that is the plan, and where it says what the base year had. */
  plan: id,
  baselinePlace: placeSchema,
  /**
   * An indicator and a commitment that speak of the same: of the same quantity, of the same target, or of the same thing by
   * another yardstick (`of`: how many there are of what that is a share of).
   */
  pairs: z.array(
    z.strictObject({
      indicator: id,
      commitment: id,
      kind: z.enum(['same-quantity', 'same-target', 'other-yardstick']),
      of: ofSchema.optional(),
    }),
  ),
  /** Other documents that set another number for an indicator, in its unit. */
  documents: z.array(z.strictObject({ ...stated, printed: plainText })),
  /** Figures of another statistic that stand where a baseline is expected. */
  otherStatistics: z.array(z.strictObject({ ...stated, year: yearSchema, statistic: bilingualSchema, where: whereSchema })),
  /** What an indicator is called where its baseline is said. */
  names: z.array(z.strictObject({ indicator: id, ...saidSchema.shape })),
  /** What a cumulative indicator reached in the period before. */
  previousPeriods: z.array(z.strictObject({ ...stated, from: yearSchema, to: yearSchema })),
  /** What an earlier plan had promised for a year. */
  previousTargets: z.array(z.strictObject({ ...stated, year: yearSchema })),
  /** Another document that counts the same number over other years; what one of them costs is the standard of an item, `scale` of them to a unit. */
  spans: z.array(
    z.strictObject({
      ...stated,
      printed: plainText,
      from: yearSchema,
      to: yearSchema,
      priced: z.strictObject({ standard: id, scale: finite.positive() }).optional(),
    }),
  ),
  /** Years in which a series is likely to have changed its definition, with the reason to think so. */
  breaks: z.array(z.strictObject({ indicator: id, year: yearSchema, reason: bilingualSchema, ...provenance })),
  /** Insured persons where the indicator, or a statement, is a rate. */
  insured: z.array(
    z.strictObject({
      indicator: id.optional(),
      statement: id.optional(),
      persons: finite.positive(),
      printed: plainText,
      ageFrom: z.int().min(0).max(100),
      year: yearSchema,
      ...provenance,
    }),
  ),
  /** Shares that are also met by closing what they are shares of. */
  closable: z.array(id),
  /** Rates of so few cases that one of them moves the rate. */
  rareCases: z.array(z.strictObject({ indicator: id, per: finite.positive() })),
  /** What the plan's text says beside indicators and commitments. */
  statements: z.array(
    z.strictObject({
      id,
      name: bilingualSchema,
      ...saidSchema.shape,
      value: finite.nullable(),
      unit: bilingualSchema,
      /** Why it is looked at by itself: a share above 100, a service that Table 2 does not list, a rise without a figure. */
      role: z.enum(['above-hundred', 'unlisted', 'unquantified']).optional(),
    }),
  ),
  /** Two places that say for whom, of whom, or how far differently; `factor` is how much more the second is than the first. */
  scopes: z.array(
    z.strictObject({
      id,
      kind: z.enum(['scope', 'denominator', 'yardstick']),
      item: id.optional(),
      indicator: id.optional(),
      commitment: id.optional(),
      statement: id.optional(),
      one: saidSchema,
      other: saidSchema,
      factor: z.strictObject({ value: finite.positive(), year: yearSchema, ...provenance }).optional(),
    }),
  ),
  /** Two counts of the same. */
  counts: z.array(
    z.strictObject({
      id,
      statement: id,
      one: saidSchema.extend({ value: finite }),
      other: saidSchema.extend({ value: finite }),
    }),
  ),
})
/** A catalogue without a plan to check. */
export const noChecks: z.infer<typeof planChecksSchema> = {
  plan: 'plan',
  baselinePlace: { kind: 'chapter', chapter: 1 },
  pairs: [],
  documents: [],
  otherStatistics: [],
  names: [],
  previousPeriods: [],
  previousTargets: [],
  spans: [],
  breaks: [],
  insured: [],
  closable: [],
  rareCases: [],
  statements: [],
  scopes: [],
  counts: [],
}

export type PlanPlace = z.infer<typeof placeSchema>
export type TargetCost = z.infer<typeof targetCostSchema>
export type PlanChecks = z.infer<typeof planChecksSchema>
