import * as z from 'zod'
import { bilingualSchema, factSchema, finite, id, pathSchema, provenance, regionCode, yearSchema } from './schemaParts'

/** Persons by single age 0…100+ on 31 December of the base year, per leaf region and sex. */
const populationBaseSchema = z.strictObject({
  region: regionCode,
  male: z.array(finite.nonnegative()).length(101),
  female: z.array(finite.nonnegative()).length(101),
  /** Urban share of the leaf in the base year; the same at every age until a source says otherwise. */
  urbanShare: factSchema,
  ...provenance,
})

export const populationSchema = z.strictObject({
  base: z.array(populationBaseSchema).min(1),
  mortality: z.strictObject({
    /** Central death rates by single age 0…100+, per sex: the standard that life expectancy paths shift. */
    standard: z.strictObject({
      male: z.array(finite.positive()).length(101),
      female: z.array(finite.positive()).length(101),
      year: yearSchema,
      ...provenance,
    }),
    e0Male: pathSchema,
    e0Female: pathSchema,
  }),
  fertility: z.strictObject({
    /** Share of the total fertility rate at each age 0…100; sums to 1. */
    pattern: z.strictObject({ values: z.array(finite.nonnegative()).length(101), year: yearSchema, ...provenance }),
    tfr: pathSchema,
    srb: pathSchema,
  }),
  migration: z.strictObject({
    /** Net migrants per resident of the year's start. */
    rate: pathSchema,
    /** Shares by sex and age; both arrays together sum to 1. */
    pattern: z.strictObject({
      male: z.array(finite.nonnegative()).length(101),
      female: z.array(finite.nonnegative()).length(101),
      year: yearSchema,
      ...provenance,
    }),
  }),
  urbanShare: pathSchema,
  /**
   * Named outlooks; the first is the default and takes every path from above. A path that an outlook gives replaces the
   * one above, one that it does not give stays.
   */
  outlooks: z
    .array(
      z.strictObject({
        id,
        name: bilingualSchema,
        /** Why this is a reasonable outlook and what it was built from. */
        reasoning: bilingualSchema,
        tfr: pathSchema.optional(),
        srb: pathSchema.optional(),
        e0Male: pathSchema.optional(),
        e0Female: pathSchema.optional(),
        migrationRate: pathSchema.optional(),
        urbanShare: pathSchema.optional(),
        ...provenance,
      }),
    )
    .min(1),
  /** Published series that a projection is held against, by age group. */
  observed: z.array(
    z.strictObject({
      series: id,
      ageFrom: z.int().min(0).max(100),
      ageTo: z.int().min(0).max(100),
      measure: z.enum(['persons', 'share']),
      /** Persons (or the fraction) that one unit of the series stands for: 10000 where it counts tens of thousands, 0.01 for per cent. */
      scale: finite.positive(),
      /** Last year whose figure was used to estimate the base or the paths; later ones are a test. */
      usedUntil: yearSchema.nullable(),
    }),
  ),
})

export type PopulationInputs = z.infer<typeof populationSchema>
export type Outlook = PopulationInputs['outlooks'][number]
