import * as z from 'zod'
import { noAnswers } from '../../models/fiscal/unitClaims'
import { targetsSchema } from './targetDocument'
import { overrideSchema } from '../../models/scenario/document'
import { targetStates } from '../../models/target/states'
import { remedyKinds } from '../../models/diagnosis/remedyMoves'
import { causeGroups } from '../../models/difference/causeTable'
import type { ExplainedFigure } from '../../models/explain/figure'
import type { ShownTerm, SumPart } from '../../models/explain/term'

/** Forms of the command line's JSON, for other programs; written out as JSON Schema in `schema/`. */
const money = z.array(z.number()).meta({ description: 'yuan at current prices, one per year' })
const known = z.array(z.number().nullable()).describe('one per year; null in years for which it is not known')
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

const severity = z.enum(['green', 'yellow', 'orange', 'red', 'grey'])
const nature = z.enum(['recurrent', 'one-off'])
const noAnswer = z.enum(noAnswers)
const multiples = z.array(z.number().nullable()).describe('room over request, one per year; null where nothing is asked')
const byNature = z.strictObject({ recurrent: money, oneOff: money })
const unitTests = z.strictObject({
  pace: z.strictObject({
    verdict: z.enum(['keeps-pace', 'outpaces', 'cannot-say']),
    severity,
    low: severity,
    high: severity,
    reason: z.enum(['target-passed', 'definitions-disagree', ...noAnswers]).nullable(),
  }),
  pay: z.strictObject({
    verdict: z.enum(['can-pay', 'cannot-pay', 'cannot-say']),
    level: z
      .enum(['matches', 'mismatch', 'cannot-say'])
      .nullable()
      .describe('whether the money is at the level that has to pay where the region together can; null for the region together'),
    severity,
    firstYear: z.int().nullable(),
    reason: noAnswer.nullable(),
  }),
  room: z.strictObject({
    verdict: z.enum(['has-room', 'little-room', 'no-room', 'nothing-asked', 'cannot-say']),
    severity: severity.nullable(),
    year: z.int().nullable(),
    multiple: z.number().nullable(),
    nature: nature.nullable(),
    reason: noAnswer.nullable(),
  }),
})

const residual = z.strictObject({ priorClaims: known, ratio: known, firstYear: z.int().nullable(), knownFrom: z.int() })
const evidenceShares = z
  .strictObject({ A: z.array(z.number()), B: z.array(z.number()), C: z.array(z.number()), D: z.array(z.number()) })
  .describe('shares of money, one per year; they add up to 1, or are nil where there is no money')
const evidence = z
  .strictObject({
    items: z.array(z.strictObject({ id: z.string(), spending: evidenceShares })),
    domains: z.array(z.strictObject({ id: z.string(), spending: evidenceShares })),
    areas: z.array(z.strictObject({ code: area, spending: evidenceShares })),
    units: z.array(
      z.strictObject({
        code: area,
        required: evidenceShares,
        resources: evidenceShares,
        capacity: evidenceShares,
        margin: evidenceShares,
        coverageRatio: evidenceShares,
      }),
    ),
  })
  .describe('how much of the money rests on each grade: A official, B secondary, C recalled, D derived or assumed')

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
      benchmark: z
        .strictObject({ inForce: z.number(), catalogue: z.number() })
        .describe('required ÷ resources of the base year; only facts of the base year set it apart from the catalogue’s'),
      coverageRatio: z.array(z.number()),
      grade,
      outside: z
        .strictObject({ borne: money, already: money, margin: money })
        .describe('targets outside the items: what the unit bears, what the base year paid for already, the margin with the rest'),
      residual: residual.optional().describe('absent where prior claims of the unit are not known'),
      lastActualYear: z.int().describe('last year known from accounts: its tests go on from it'),
      lowResources: money,
      highResources: money,
      room: z
        .strictObject({
          multiple: multiples,
          oneOff: multiples,
          headroom: money,
          oneOffHeadroom: money,
          granted: byNature,
          request: byNature,
        })
        .nullable()
        .describe('coverage multiple; null where the unit has no prior claims of its own'),
      tests: unitTests,
    }),
  ),
  memos: z
    .array(
      z.strictObject({
        code: area,
        parent: area,
        share: z.array(z.number()).describe('of the league’s residents'),
        knownFrom: z.int().nullable(),
        lastActualYear: z.int(),
        resources: known,
        required: money.describe('by residents, an estimate'),
        residual: residual.optional(),
        tests: unitTests,
        grade,
      }),
    )
    .describe('banners beside the leagues that have accounts: in no sum'),
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
      subject: z.strictObject({ kind: z.enum(['item', 'pool', 'domain', 'indicator', 'block', 'unit']), id: z.string() }),
      unit: area,
      payer,
      payers: z.array(payer),
      test: z.enum(['growth', 'residual', 'coverage', 'new-resources']),
      verdict: z.enum(['outpaces', 'contributes', 'cannot-pay', 'level-mismatch', 'little-room', 'no-room', 'takes-much']),
      severity,
      binding: z.array(z.string()).describe('binding indicators that rest on the item: one step worse'),
      standings: z
        .array(z.strictObject({ id: z.string(), state: z.enum(targetStates) }))
        .describe('indicators that rest on the subject, and how they stand'),
      sameAs: z
        .strictObject({ kind: z.enum(['item', 'pool']), id: z.string() })
        .nullable()
        .describe('the subject that counts the same money'),
      low: severity.optional(),
      high: severity.optional(),
      costs: z.strictObject({ low: severity, high: severity }).nullable().describe('at low and high unit costs'),
      taken: z
        .strictObject({ low: z.number().nullable(), share: z.number().nullable(), high: z.number().nullable() })
        .nullable()
        .describe('part of the new resources that targets outside the items take; null where there are none'),
      room: z.strictObject({ year: z.int(), multiple: z.number(), nature }).optional(),
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
                'standard: factor on the standards; coverage: the coverage, or points added to several; start: the year; sharing: points added to the region’s part; reach: the year; level: factor on the targets',
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
  evidence,
  targets: targetsSchema,
  funds: z
    .array(
      z.strictObject({
        id: z.string(),
        opening: known.nullable(),
        contributions: known.nullable(),
        subsidy: money,
        benefits: known.nullable(),
        closing: known.nullable().describe('opening + contributions + subsidy − benefits'),
        months: known.nullable().describe('of benefits that the closing balance lasts for'),
        uncovered: known.nullable().describe('what the balance falls by below zero'),
        localPart: known.nullable().describe('of a fund that the nation pools: what the levels below the centre agreed to pay'),
        localSubsidy: money.describe('their part of the subsidy'),
        exhaustedFrom: z.int().nullable(),
        knownFrom: z.int().nullable(),
        grade,
      }),
    )
    .describe('insurance funds of the region; null: not known. Never added to expenditure'),
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

const figurePath = z.string().describe('name and places: margin/consolidated/2025')
const term: z.ZodType<ShownTerm> = z.lazy(() =>
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('constant'), value: z.number() }),
    z.strictObject({ op: z.literal('figure'), figure: figurePath, value: z.number() }),
    z.strictObject({
      op: z.enum(['plus', 'minus', 'times', 'over', 'min', 'max', 'atLeast', 'atMost', 'below']),
      value: z.number(),
      left: term,
      right: term,
    }),
    z.strictObject({ op: z.enum(['root', 'log', 'abs']), value: z.number(), of: term }),
    z.strictObject({ op: z.literal('where'), value: z.number(), condition: term, branch: term }),
    z.strictObject({ op: z.enum(['sum', 'largest', 'smallest']), value: z.number(), over: z.string(), parts: z.array(sumPart) }),
    z.strictObject({ op: z.literal('growth'), value: z.number(), years: z.int(), first: term, last: term }),
    z.strictObject({ op: z.enum(['firstBelow', 'firstNil']), value: z.number(), parts: z.array(sumPart) }),
  ]),
)
const sumPart: z.ZodType<SumPart> = z.lazy(() => z.strictObject({ element: z.string(), term }))
const entry = z.strictObject({
  entry: z.string().describe('place in the catalogue'),
  source: z.string(),
  grade,
  year: z.int().exactOptional(),
  basis: z.strictObject({ zh: z.string(), en: z.string() }).exactOptional(),
})
export const explainedFigureSchema: z.ZodType<ExplainedFigure> = z.lazy(() =>
  z.strictObject({
    figure: figurePath,
    value: z.number(),
    unit: z.string().describe('dimensions; empty for a pure number'),
    catalogueUnit: z.string().nullable().describe('unit of the catalogue where the figure is of one standard or component'),
    unitName: z
      .strictObject({ zh: z.string(), en: z.string() })
      .nullable()
      .describe('unit in words where it is none of the catalogue’s list'),
    section: z.string().describe('section of models/METHOD.md'),
    formula: z.string().nullable().describe('null for an input and for what the population kernel gives'),
    term: term.nullable().describe('the formula part by part, with the value of each'),
    source: entry.nullable(),
    also: z.array(entry).describe('other entries that it rests on, where it lies between two'),
    kernel: z.array(entry).describe('what the population projection behind the figure starts from'),
    changes: z.array(z.strictObject({ id: z.string(), reason: z.string(), author: z.string(), at: z.string(), grade })),
    usedBy: z.array(z.strictObject({ name: z.string(), figure: figurePath.nullable() })),
    evidence: z
      .strictObject({ A: z.number(), B: z.number(), C: z.number(), D: z.number() })
      .nullable()
      .describe('how much of it rests on each grade; of the figure asked for, null where that cannot be told'),
    operands: z.array(explainedFigureSchema),
  }),
)

/** JSON Schemas (draft 2020-12) by file name. */
export const jsonSchemas = (): Readonly<Record<string, unknown>> => ({
  'simulate.schema.json': z.toJSONSchema(simulationDocumentSchema),
  'compare.schema.json': z.toJSONSchema(comparisonDocumentSchema),
  'explain.schema.json': z.toJSONSchema(explainedFigureSchema),
})
