import * as z from 'zod'
import { unitCodes } from '../shared/unit'

/** Forms that every part of a catalogue is made of. */

export const id = z
  .string()
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/)
  .max(80)
export const plainText = z.string().max(2000)
export const bilingualSchema = z.strictObject({ zh: plainText.min(1), en: plainText.min(1) })
export const gradeSchema = z.enum(['A', 'B', 'C', 'D'])
export const yearSchema = z.int().min(1950).max(2100)
export const regionCode = z.string().regex(/^\d{6}$/)
export const unitSchema = z.enum(unitCodes)
export const finite = z.number()

/** Where a value comes from and how far it can be trusted. C and D say in `basis` how the value was had. */
export const provenance = {
  source: id,
  grade: gradeSchema,
  basis: bilingualSchema.optional(),
}

/** One number with its unit, year, source and grade. */
export const factSchema = z.strictObject({ value: finite, unit: unitSchema, year: yearSchema, ...provenance })

/** A path over the years: points that are given; between them held or linear; held after the last. */
export const pathSchema = z.strictObject({
  unit: unitSchema,
  between: z.enum(['hold', 'linear']),
  points: z.array(z.strictObject({ year: yearSchema, value: finite, ...provenance })).min(1),
})
