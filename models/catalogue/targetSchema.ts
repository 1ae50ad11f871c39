import * as z from 'zod'
import { bilingualSchema, finite, id, provenance, yearSchema } from './schemaParts'

/** What targets cost outside the items, and what the plan is checked against itself with. */

/** One unit cost with its range, yuan, at prices of `year`; it moves with an index. */
const rangeSchema = z.strictObject({
  low: finite.min(0),
  central: finite.min(0),
  high: finite.min(0),
  year: yearSchema,
  index: id,
  ...provenance,
})

/** What a target is counted in: places for residents, students of an age, a share of a count, units delivered between two years, births. */
const measureSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('residents'), per: finite.positive() }),
  z.strictObject({ kind: z.literal('ages'), from: z.int().min(0).max(100), to: z.int().min(0).max(100) }),
  z.strictObject({ kind: z.literal('count'), count: z.strictObject({ value: finite.positive(), year: yearSchema, ...provenance }) }),
  /** `amount` in units; absent: the indicator's target × scale. */
  z.strictObject({ kind: z.literal('total'), from: yearSchema, to: yearSchema, amount: finite.positive().optional() }),
  z.strictObject({ kind: z.literal('births'), share: finite.positive(), from: yearSchema }),
])

export const targetCostSchema = z.strictObject({
  id,
  name: bilingualSchema,
  /** Exactly one of both. */
  indicator: id.optional(),
  commitment: id.optional(),
  measure: measureSchema,
  /** Units per unit of the indicator: 0.01 for per cent, 10,000 for tens of thousands. */
  scale: finite.positive(),
  capital: rangeSchema.nullable(),
  running: rangeSchema.nullable(),
  /** Years until it is renewed; what is renewed is not counted. */
  usefulLife: finite.positive().nullable(),
  payer: bilingualSchema,
  note: bilingualSchema,
  /** Units that the base year already paid for, of a flow. */
  baseFlow: z.strictObject({ value: finite, year: yearSchema, ...provenance }).optional(),
})

const statedSchema = { indicator: id, value: finite, ...provenance }
export const planChecksSchema = z.strictObject({
  /** An indicator and a commitment that speak of the same: of the same quantity, or of the same thing by another yardstick. */
  pairs: z.array(z.strictObject({ indicator: id, commitment: id, kind: z.enum(['same-quantity', 'other-yardstick']) })),
  /** Figures of another statistic that stand where a baseline is expected. */
  otherStatistics: z.array(z.strictObject({ ...statedSchema, year: yearSchema, statistic: bilingualSchema })),
  /** What a cumulative indicator reached in the period before. */
  previousPeriods: z.array(z.strictObject({ ...statedSchema, from: yearSchema, to: yearSchema })),
  /** Insured persons where the indicator is a rate. */
  insured: z.array(z.strictObject({ indicator: id, persons: finite, ageFrom: z.int().min(0).max(100), year: yearSchema, ...provenance })),
})
export const noChecks = { pairs: [], otherStatistics: [], previousPeriods: [], insured: [] }

export type TargetCost = z.infer<typeof targetCostSchema>
export type PlanChecks = z.infer<typeof planChecksSchema>
