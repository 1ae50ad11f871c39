import * as z from 'zod'
import { accountLines, besideLines } from './accountForm'

/** Forms of what a scenario brings beside its overrides: actual figures, policies already granted, how a run is assessed. */

const text = (max: number) => z.string().max(max)
const year = z.int().min(1950).max(2100)
const money = z.number().min(-1e15).max(1e15)
const fundMoney = money.optional()
/** Six-digit code of a region, or `<root>-own`: the region's own level. */
const cellOrRegion = z.string().regex(/^\d{6}(-own)?$/)

const edit = {
  enabled: z.boolean().default(true),
  reason: text(2000).default(''),
  author: text(120).default(''),
  /** ISO 8601 date and time of the edit. */
  at: text(40).default(''),
}

const entered = {
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  area: cellOrRegion,
  year,
  /** Where the figure comes from, and how far it can be trusted. */
  source: text(300).min(1),
  grade: z.enum(['A', 'B', 'C', 'D']),
  /** Name of the file it was read from. */
  file: text(300).default(''),
  ...edit,
}

/**
 * What was counted or booked in a year: it stands in place of the catalogue's estimate for that place and year, and later
 * years go on from it.
 */
export const actualSchema = z.discriminatedUnion('kind', [
  /** A final account, yuan. Own revenue in its three parts; the other lines where they are known. */
  z.strictObject({
    ...entered,
    kind: z.literal('account'),
    ordinaryTax: money,
    resourceTax: money,
    nonTax: money,
    lines: z.partialRecord(z.enum([...accountLines.in, ...accountLines.out]), money).default({}),
    /** Spending outside the 81 by prior claim of the catalogue, yuan. */
    claims: z.record(text(80), money).default({}),
    beside: z.partialRecord(z.enum(besideLines), money).optional(),
    /** Residents of the area, persons; for banners of which the catalogue has no figure. */
    residents: z.number().min(0).max(1e10).optional(),
  }),
  /** Deliveries of a component (`item.component`) in the year, in the component's own unit. */
  z.strictObject({ ...entered, kind: z.literal('count'), target: text(80), value: z.number().min(0).max(1e12) }),
  /** The standard in force, in the standard's own unit. */
  z.strictObject({ ...entered, kind: z.literal('standard'), target: text(80), value: z.number().min(0).max(1e12) }),
  /** Account of an insurance fund of the whole region, yuan, as far as it is known. */
  z.strictObject({
    ...entered,
    kind: z.literal('fund'),
    /** Id of the fund. */
    target: text(80),
    /** At the end of the year before. */
    opening: fundMoney,
    contributions: fundMoney,
    subsidy: fundMoney,
    benefits: fundMoney,
    /** Of a fund that the nation pools: what the levels below the centre paid into it. */
    localPart: fundMoney,
  }),
  /** Value of an indicator at the end of the year, in the indicator's own unit. */
  z.strictObject({ ...entered, kind: z.literal('indicator'), target: text(80), value: z.number().min(-1e12).max(1e12) }),
])

/** A policy already accepted: it uses up room before a new request is looked at. */
export const grantedSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  name: text(200).min(1),
  /** Number or title of the decision. */
  document: text(300).default(''),
  /** The unit that pays. */
  area: cellOrRegion,
  kind: z.enum(['recurrent', 'one-off']),
  from: year,
  /** Last year of payment; absent: to the horizon. */
  to: year.optional(),
  /** Yuan a year. */
  amount: z.number().min(0).max(1e15),
  ...edit,
})

/** Years between which a run is assessed; absent: as the catalogue has them. */
export const assessmentSchema = z.strictObject({
  /** Last year taken as it was: growth is counted from it, and later years go on from its figures. */
  from: year.optional(),
  target: year.optional(),
})

/** Which of two readings the run uses where the plan contradicts itself: id of the contradiction, id of the reading. */
export const readingsSchema = z.record(text(80), text(80))

export type Actual = z.infer<typeof actualSchema>
export type EnteredAccount = Extract<Actual, { kind: 'account' }>
export type Granted = z.infer<typeof grantedSchema>
type WithoutProvenance<A> = A extends Actual ? Omit<A, 'id' | 'source' | 'grade' | 'enabled' | 'reason' | 'author' | 'at'> : never
/** An actual figure before anybody said where it comes from and why it is used. */
export type ActualFigure = WithoutProvenance<Actual>
