import * as z from 'zod'
import { bilingualSchema, factSchema, id, pathSchema, yearSchema } from './schemaParts'

/**
 * Money of a year that grows with a driver group and with an index or at a rate of its own. Where the amount is null it is not
 * known in the base year; what is entered of a later year grows in this way.
 */
const flowSchema = z.strictObject({ amount: factSchema.nullable(), driver: id, index: id.optional(), rate: factSchema.optional() })

/** An insurance fund as an account; what is not known is null, and then no balance is worked out. */
export const fundSchema = z.strictObject({
  id,
  name: bilingualSchema,
  /** Items whose fiscal money is the fund's statutory subsidy. */
  subsidised: z.array(id),
  /** Items whose cost outside the budget is the fund's benefits. */
  pays: z.array(id),
  /** Balance at the end of the year before the base year, or before that. */
  opening: factSchema.nullable(),
  contributions: flowSchema.nullable(),
  /** Benefits beside those of `pays`. */
  benefits: flowSchema.nullable(),
  /** From this year on gaps are met from a pool of the nation. */
  pooledFrom: yearSchema.nullable(),
  /** How the local part that was agreed on grows from then on. */
  pooledGrowth: pathSchema.nullable().default(null),
  note: bilingualSchema,
})
export type Fund = z.infer<typeof fundSchema>
