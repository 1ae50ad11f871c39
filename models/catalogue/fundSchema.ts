import * as z from 'zod'
import { bilingualSchema, factSchema, id, yearSchema } from './schemaParts'

/** Money of a year that grows with a driver group and with an index or at a rate of its own. */
const flowSchema = z.strictObject({ amount: factSchema, driver: id, index: id.optional(), rate: factSchema.optional() })

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
  note: bilingualSchema,
})
export type Fund = z.infer<typeof fundSchema>
