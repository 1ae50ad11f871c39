import * as z from 'zod'
import { actualSchema, assessmentSchema, grantedSchema, readingsSchema } from './entries'
import { scenarioFormat, scenarioSchemaVersion } from './format'

/** Every lever a scenario may move. `levers.ts` says of each what it acts on, its unit and its ranges. */
export const leverIds = [
  'standard',
  'coverage',
  'tfr',
  'lifeExpectancy',
  'netMigration',
  'urbanShare',
  'sexRatioAtBirth',
  'basisRatio',
  'priceIndex',
  'realGrowth',
  'producerPrice',
  'taxElasticity',
  'resourceVolumeGrowth',
  'nonTaxGrowth',
  'generalTransferGrowth',
  'priorClaimsGrowth',
  'fundContributionGrowth',
  'fundBenefitGrowth',
  'pooledGrowth',
  'regionShare',
  'targetLevel',
  'targetUnitCost',
  'sharingClass',
  'threshold',
] as const
export type LeverId = (typeof leverIds)[number]

/**
 * How an override changes the catalogue's path:
 * `set` replaces it from `from` on (and after that it grows by the catalogue's rule, or is held: `after`);
 * `scale` multiplies it; `add` adds to it; `series` gives single years (years between are taken from the catalogue).
 */
export const overrideModes = ['set', 'scale', 'add', 'series'] as const

/** A change that is phased in rises in a straight line, or slowly, fast and slowly again. */
export const phaseShapes = ['linear', 'logistic'] as const
export type PhaseShape = (typeof phaseShapes)[number]

const text = (max: number) => z.string().max(max)
const year = z.int().min(1950).max(2100)

export const overrideSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  lever: z.enum(leverIds),
  /** Standard (component or pool id), item id, index id, claim id, target cost id or threshold id; absent where the lever needs none. */
  target: text(80).optional(),
  /** Six-digit code; the root's code means everywhere. */
  area: z.string().regex(/^\d{6}$/),
  mode: z.enum(overrideModes),
  from: year,
  /** Last year of the change; absent: to the horizon. */
  to: year.optional(),
  value: z.number().optional(),
  values: z.record(z.string().regex(/^\d{4}$/), z.number()).optional(),
  after: z.enum(['rule', 'hold']).optional(),
  /** Years over which the change is phased in, the full change being reached in this year. */
  fullFrom: year.optional(),
  /** How it is phased in; absent: linearly. */
  shape: z.enum(phaseShapes).optional(),
  /** Of `regionShare`: the part is that of what is borne beyond the catalogue's path alone. */
  onlyIncrement: z.boolean().optional(),
  enabled: z.boolean().default(true),
  reason: text(2000).default(''),
  /** Number or title of the decision behind the change. */
  document: text(300).optional(),
  author: text(120).default(''),
  /** ISO 8601 date and time of the edit. */
  at: text(40).default(''),
  /** How far the change can be trusted; absent: D, an assumption. */
  grade: z.enum(['A', 'B', 'C', 'D']).optional(),
})

const personsByAge = z.array(z.number().min(0).max(1e10)).length(101)
const imported = {
  id: z.string().regex(/^[A-Za-z0-9-]{1,40}$/),
  /** Six-digit code; a region above leaves spreads over them in proportion to what they have. */
  area: z.string().regex(/^\d{6}$/),
  /** Where the figures come from, and how far they can be trusted. */
  source: text(300).min(1),
  grade: z.enum(['A', 'B', 'C', 'D']),
  /** Name of the file they were read from. */
  file: text(300).default(''),
  enabled: z.boolean().default(true),
  reason: text(2000).default(''),
  author: text(120).default(''),
  at: text(40).default(''),
}

/** A population of the user's own, persons by single age 0…100+, in place of the catalogue's. */
export const importedPopulationSchema = z.discriminatedUnion('kind', [
  /** Persons on 31 December of the base year; urban persons where they are known by age. */
  z.strictObject({
    ...imported,
    kind: z.literal('base'),
    male: personsByAge,
    female: personsByAge,
    urbanMale: personsByAge.optional(),
    urbanFemale: personsByAge.optional(),
  }),
  /** A finished projection, one row of ages for each year's 31 December from `firstYear` on, instead of the kernel's. */
  z.strictObject({
    ...imported,
    kind: z.literal('projection'),
    firstYear: year,
    male: z.array(personsByAge).min(1).max(80),
    female: z.array(personsByAge).min(1).max(80),
  }),
])

/** A scenario stores only its differences from the catalogue, each with its reason. */
export const scenarioSchema = z.strictObject({
  format: z.literal(scenarioFormat),
  schemaVersion: z.literal(scenarioSchemaVersion),
  appVersion: text(40),
  catalogue: z.strictObject({ id: text(80), version: text(40), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  name: text(120).min(1),
  author: text(120).default(''),
  note: text(4000).default(''),
  /** Population outlook of the catalogue; absent: its first. */
  outlook: z
    .strictObject({ id: text(80).min(1), reason: text(2000).default(''), author: text(120).default(''), at: text(40).default('') })
    .optional(),
  overrides: z.array(overrideSchema).max(5000),
  populations: z.array(importedPopulationSchema).max(400).default([]),
  actuals: z.array(actualSchema).max(20000).default([]),
  granted: z.array(grantedSchema).max(2000).default([]),
  assessment: assessmentSchema.optional(),
  readings: readingsSchema.default({}),
})

export type Override = z.infer<typeof overrideSchema>
/** What overrides change, without who, when and why: the same text means the same inputs. */
export const movesOf = (overrides: readonly Override[]): string =>
  JSON.stringify(overrides.map((override) => ({ ...override, reason: '', document: '', author: '', at: '', grade: undefined })))

export type OverrideMode = (typeof overrideModes)[number]
export type ImportedPopulation = z.infer<typeof importedPopulationSchema>
type WithoutProvenance<P> = P extends ImportedPopulation
  ? Omit<P, 'id' | 'source' | 'grade' | 'enabled' | 'reason' | 'author' | 'at'>
  : never
/** The figures of an imported population, before anybody said what they are worth and why they are used. */
export type PopulationDraft = WithoutProvenance<ImportedPopulation>
export type Scenario = z.infer<typeof scenarioSchema>
