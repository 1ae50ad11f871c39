import * as z from 'zod'
import { targetsSchema } from './targetDocument'
import { overrideSchema } from '../../models/scenario/document'
import { remedyKinds } from '../../models/diagnosis/remedyMoves'
import { causeGroups } from '../../models/difference/causeTable'

/** Forms of the command line's JSON, for other programs; written out as JSON Schema in `schema/`. */
const money = z.array(z.number()).meta({ description: 'yuan at current prices, one per year' })
const persons = z.array(z.number()).meta({ description: 'persons on 31 December, one per year' })
const flow = z.array(z.number()).describe('persons in the year: total[t] = total[t-1] + births - deaths + netMigrants + clamped')
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const grade = z.enum(['A', 'B', 'C', 'D'])
const area = z
  .string()
  .regex(/^\d{6}(-own)?$/)
  .meta({ description: 'six-digit code; <root>-own is the region’s own level' })
const payer = z.enum(['central', 'region', 'league', 'banner'])
const identified = { engine: z.string(), catalogue: z.strictObject({ id: z.string(), version: z.string(), sha256 }) }
const named = z.strictObject({ name: z.string(), sha256 })

export const simulationDocumentSchema = z.strictObject({
  ...identified,
  scenario: named,
  outlook: z.string().describe('population outlook of the catalogue'),
  years: z.array(z.int()),
  items: z.array(
    z.strictObject({
      id: z.string(),
      domain: z.string(),
      region: area,
      payer: z.enum([...payer.options, 'total']),
      expenditure: money,
      grade,
    }),
  ),
  units: z.array(
    z.strictObject({
      code: area,
      level: z.enum(['consolidated', 'own', 'league', 'banner']),
      resources: money,
      required: money,
      capacity: money,
      margin: money,
      coverageRatio: z.array(z.number()),
      grade,
      residual: z.strictObject({ priorClaims: money, ratio: z.array(z.number()), firstYear: z.int().nullable() }).optional(),
    }),
  ),
  population: z.array(
    z.strictObject({
      region: area,
      total: persons,
      age0to14: persons,
      age15to59: persons,
      age60plus: persons,
      age65plus: persons,
      age80plus: persons,
      urbanShare: z.array(z.number()),
      births: flow,
      deaths: flow,
      netMigrants: flow,
      clamped: flow,
      grade,
    }),
  ),
  flags: z.array(
    z.strictObject({
      subject: z.strictObject({ kind: z.enum(['item', 'pool', 'domain', 'unit']), id: z.string() }),
      unit: area,
      payer,
      payers: z.array(payer),
      test: z.enum(['growth', 'residual']),
      verdict: z.enum(['outpaces', 'contributes', 'cannot-pay']),
      severity: z.enum(['green', 'yellow', 'orange', 'red', 'grey']),
      binding: z.array(z.string()).describe('binding indicators that rest on the item: one step worse'),
      firstYear: z.int().nullable(),
      size: z.number(),
      growth: z.number(),
      resourcesGrowth: z.number(),
      baseYear: z.int(),
      targetYear: z.int(),
      amount: z.number(),
      baseAmount: z.number(),
      grade,
      evidence: z.strictObject({ A: z.number(), B: z.number(), C: z.number(), D: z.number() }),
      change: z
        .number()
        .describe(
          'yuan by which the tested figure moved since baseYear: the excess of the growth test, else what is missing (negative: what is left)',
        ),
      causes: z
        .strictObject({
          population: z.number(),
          price: z.number(),
          standard: z.number(),
          coverage: z.number(),
          sharing: z.number(),
          revenue: z.number(),
        })
        .describe('yuan; they add up to change. revenue: what resources, less prior claims, took off it'),
      remedies: z
        .array(
          z.strictObject({
            kind: z.enum(remedyKinds),
            value: z
              .number()
              .describe(
                'standard: factor on the standards; coverage: the coverage, or points added to several; start: the year; sharing: points added to the region’s part',
              ),
            year: z.int().describe('year from which it is in full force'),
            changes: z.array(overrideSchema).describe('changes of the scenario; one with the id of a change stands in its place'),
            raises: z.int().describe('flags that it raises elsewhere because somebody has to bear more'),
          }),
        )
        .optional()
        .describe('each was run again and clears the flag; one step less does not'),
      noRemedy: z.strictObject({ who: payer }).optional().describe('nothing at this level clears it: who could'),
    }),
  ),
  targets: targetsSchema,
  notices: z.array(
    z.strictObject({
      code: z.string(),
      overrideId: z.string().optional(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    }),
  ),
})

const sides = z.strictObject({ base: money, other: money, change: money })
export const comparisonDocumentSchema = z.strictObject({
  ...identified,
  base: named,
  years: z.array(z.int()),
  against: z.array(
    z.strictObject({
      scenario: named,
      items: z.array(
        z.strictObject({
          id: z.string(),
          region: area,
          payer: z.enum([...payer.options, 'total']),
          base: money,
          other: money,
          change: money,
        }),
      ),
      units: z.array(z.strictObject({ code: area, required: sides, resources: sides, margin: sides })),
      causes: z
        .array(
          z.strictObject({
            group: z.enum(causeGroups),
            region: area,
            expenditure: money,
            required: money,
            resources: money,
            margin: money,
          }),
        )
        .describe('what each group of changed inputs does; the groups add up to the change in every region and year'),
      flagsGone: z.array(z.string()),
      flagsNew: z.array(z.string()),
    }),
  ),
})

export type SimulationDocument = z.infer<typeof simulationDocumentSchema>
export type ComparisonDocument = z.infer<typeof comparisonDocumentSchema>

/** JSON Schemas (draft 2020-12) by file name. */
export const jsonSchemas = (): Readonly<Record<string, unknown>> => ({
  'simulate.schema.json': z.toJSONSchema(simulationDocumentSchema),
  'compare.schema.json': z.toJSONSchema(comparisonDocumentSchema),
})
