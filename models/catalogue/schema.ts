import * as z from 'zod'
import { basisRatioSchema, driverSchema } from './driverSchema'
import { fundSchema } from './fundSchema'
import { populationSchema } from './populationSchema'
import { noChecks, placeSchema, planChecksSchema, targetCostSchema } from './targetSchema'
import {
  bilingualSchema,
  factSchema,
  finite,
  gradeSchema,
  id,
  pathSchema,
  plainText,
  provenance,
  regionCode,
  unitSchema,
  yearSchema,
} from './schemaParts'

/**
 * The form of a catalogue: what every file must hold before anything is computed from it.
 * Cross references (sources, drivers, regions, units that must fit) are checked in `check.ts`.
 */

const sourceSchema = z.strictObject({
  id,
  title: plainText.min(1),
  url: z.string().max(500).optional(),
  licence: plainText.optional(),
})

const regionSchema = z.strictObject({
  code: regionCode,
  name: bilingualSchema,
  level: z.enum(['region', 'league', 'banner']),
  parent: regionCode.nullable(),
  /** Counties, banners, cities and districts below (Σ 103). */
  counties: factSchema.optional(),
  /** Sharing class I, II or III: which part of the local money the region pays. */
  sharingClass: z.strictObject({ value: z.enum(['I', 'II', 'III']), year: yearSchema, ...provenance }).optional(),
  /** Place on the tile map, column and row. */
  tile: z.tuple([z.int(), z.int()]).optional(),
})

/** One way to put the leagues into groups, such as by where they lie; every league is in one of them. */
const groupingSchema = z.strictObject({
  id,
  name: bilingualSchema,
  groups: z.array(z.strictObject({ id, name: bilingualSchema, regions: z.array(regionCode).min(1) })).min(2),
  ...provenance,
})

/** A banner below a league that is a leaf: it may have accounts of its own, and stands in no sum. */
const bannerSchema = z.strictObject({
  code: regionCode,
  name: bilingualSchema,
  parent: regionCode,
  /** Residents in the base year; absent where no figure can be used. */
  residents: factSchema.optional(),
  ...provenance,
})

const historyPoint = z.strictObject({ year: yearSchema, value: finite, ...provenance })

/** Rules that need nothing but the amount itself and an index. Rates are fractions per year. */
const ownRules = [
  z.strictObject({ kind: z.literal('fixed'), ...provenance }),
  z.strictObject({ kind: z.literal('rate'), rate: finite.min(-0.5).max(1), ...provenance }),
  /** A fixed amount a year, in the unit of the standard. */
  z.strictObject({ kind: z.literal('step'), step: finite, ...provenance }),
  /** Follows an index with a pass-through: rate = passThrough × the index's growth. */
  z.strictObject({ kind: z.literal('index'), index: id, passThrough: finite.min(-5).max(5), ...provenance }),
] as const

/** How a standard moves after the last published year. */
export const growthRuleSchema = z.discriminatedUnion('kind', [
  ...ownRules,
  /** Follows the standard of another component or pool with a pass-through. */
  z.strictObject({ kind: z.literal('linked'), standard: id, passThrough: finite.min(-5).max(5), ...provenance }),
  /** Steps that are already decided: each value holds from its year to the next, the last one for good. */
  z.strictObject({ kind: z.literal('schedule'), points: z.array(historyPoint).min(1), ...provenance }),
])

/**
 * What the nation pays on and asks for, where it is known apart from what the region adds: the base year's amount, later ones
 * as facts, then its own rule. It is the floor under the standard.
 */
const nationalSchema = z.strictObject({
  value: finite.positive(),
  unit: unitSchema,
  year: yearSchema,
  ...provenance,
  history: z.array(historyPoint),
  growth: z.discriminatedUnion('kind', ownRules),
})

const componentSchema = z.strictObject({
  id,
  name: bilingualSchema,
  driver: id,
  quantity: factSchema,
  /** Absent for a slice of a pool: the pool's standard × `poolShare` is its unit cost. */
  unitCost: factSchema.optional(),
  poolShare: z.strictObject({ value: finite.positive().max(1), year: yearSchema, ...provenance }).optional(),
  /** Payments per year (12 for a monthly standard), or 1. */
  factor: z.strictObject({ value: finite.positive(), unit: z.enum(['share', 'month/year']) }),
  /** Part of the cost that the general budget pays, 0…1; the rest is paid by an insurance fund. */
  fiscalShare: finite.min(0).max(1),
  /** Published standards of this very component and unit: facts for their years. */
  history: z.array(historyPoint),
  growth: growthRuleSchema.optional(),
  /** Absent: not known apart. Then the centre pays on the whole path of the standard. */
  national: nationalSchema.optional(),
})

const sharesSchema = z.strictObject({
  central: finite.min(0).max(1),
  region: finite.min(0).max(1),
  league: finite.min(0).max(1),
  banner: finite.min(0).max(1),
  /** `by-class`: the region's part of the local money follows the league's class; `fixed`: as printed here. */
  rule: z.enum(['by-class', 'fixed']),
  year: yearSchema,
  ...provenance,
  gradeByLevel: z.strictObject({ central: gradeSchema, region: gradeSchema, league: gradeSchema, banner: gradeSchema }),
})

const itemSchema = z.strictObject({
  id,
  /** Number in Table 2 of the plan, 1…81. */
  order: z.int().min(1),
  domain: id,
  /** `zh` exactly as printed in the plan. */
  name: bilingualSchema,
  beneficiary: bilingualSchema,
  department: plainText.min(1),
  budgetFunction: z.strictObject({ code: z.string().max(10), name: plainText, grade: gradeSchema }),
  basis: z.enum(['resident', 'registered', 'insured', 'enrolled']),
  /** Who may move the standard: the nation alone, the region on top of a national floor, the region alone (D). */
  discretion: z.enum(['national', 'regional-on-top', 'regional']),
  threeGuarantees: z.strictObject({ value: z.boolean(), grade: gradeSchema }),
  centralPays: z.enum(['by-head', 'by-factor', 'none']),
  /** The central grant that pays by factors, shared with other items. */
  grant: id.optional(),
  pool: id.optional(),
  /** This item is part of another; its own quantity is already taken out of that item's. */
  subsetOf: id.optional(),
  funding: z.enum(['general-budget', 'fund']),
  /** Null exactly for items of an insurance fund. */
  shares: sharesSchema.nullable(),
  /** `rate`: part of the entitled that is reached; `relative`: 1 is the base year's caseload. */
  coverage: z.strictObject({
    value: finite.positive(),
    kind: z.enum(['rate', 'relative']),
    max: finite.positive(),
    year: yearSchema,
    ...provenance,
  }),
  growth: growthRuleSchema,
  components: z.array(componentSchema).min(1),
  /** Published figures in another unit than the component: for reading, never computed with. */
  notes: z.array(z.strictObject({ year: yearSchema, value: finite, label: bilingualSchema, ...provenance })),
  /** Suggested half-width of the base cost, share. */
  uncertainty: z.strictObject({ value: finite.min(0).max(1), grade: gradeSchema }),
})

const poolSchema = z.strictObject({
  id,
  name: bilingualSchema,
  standard: factSchema,
  history: z.array(historyPoint),
  growth: growthRuleSchema,
})

const grantSchema = z.strictObject({ id, name: bilingualSchema, growth: pathSchema, ...provenance })

const indexSchema = z.strictObject({
  id,
  name: bilingualSchema,
  /** Growth by year: published where known, the default after. */
  growth: pathSchema,
  /** The default growth that the items' own rates are measured against. */
  defaultRate: factSchema,
})

const indicatorSchema = z.strictObject({
  id,
  order: z.int().min(1),
  domain: id,
  name: bilingualSchema,
  unit: bilingualSchema,
  target: z.strictObject({ value: finite, sign: plainText, asPrinted: plainText, kind: plainText, year: yearSchema, ...provenance }),
  nature: z.enum(['binding', 'anticipatory']),
  betterWhen: z.enum(['higher', 'lower']),
  baselines: z.array(z.strictObject({ year: yearSchema, value: finite, unit: plainText, ...provenance })),
  actuals: z.array(z.strictObject({ year: yearSchema, value: finite, unit: plainText, ...provenance })),
  costable: z.boolean(),
  linkedItems: z.array(id),
  nationalTarget: z.strictObject({ year: yearSchema, value: finite, unit: plainText, ...provenance }).nullable(),
})

const commitmentSchema = z.strictObject({
  id,
  /** Where in the plan it stands. */
  places: z.array(placeSchema).min(1),
  summary: bilingualSchema,
  target: z.union([finite, z.array(finite)]).nullable(),
  sign: plainText,
  /** The figure as the plan prints it; empty where it prints none. */
  asPrinted: plainText,
  unit: bilingualSchema,
  deadline: z.enum(['plan', '2025', 'continuous']),
  costable: z.boolean(),
  linkedItems: z.array(id),
  linkedIndicators: z.array(id),
  /** The item or indicator whose money pays for it whole: it is counted there. */
  within: z.union([z.strictObject({ item: id }), z.strictObject({ indicator: id })]).optional(),
  /** What is known of it, in the unit of its target. */
  known: z.array(z.strictObject({ year: yearSchema, value: finite, ...provenance })).default([]),
  ...provenance,
})

/** Own revenue in its three parts and general transfers of one fiscal cell (a leaf, or `<root>-own`), per year. */
const accountSchema = z.strictObject({
  cell: z.string().regex(/^\d{6}(-own)?$/),
  years: z
    .array(
      z.strictObject({
        year: yearSchema,
        ordinaryTax: finite,
        resourceTax: finite,
        nonTax: finite,
        ...provenance,
      }),
    )
    .min(1),
  generalTransfers: factSchema,
})

const claimSchema = z.strictObject({
  id,
  name: bilingualSchema,
  threeGuarantees: z.strictObject({ value: z.boolean(), grade: gradeSchema }),
  amount: factSchema,
  growth: pathSchema,
  /** The claim is the interest on general debt. */
  ofDebt: z.boolean().default(false),
})

const fiscalSchema = z.strictObject({
  accounts: z.array(accountSchema).min(1),
  /** Real growth of GDP, weight of the producer price in the deflator. */
  realGrowth: pathSchema,
  producerPriceWeight: factSchema,
  producerPrice: pathSchema,
  taxElasticity: pathSchema,
  resourceVolumeGrowth: pathSchema,
  resourcePriceElasticity: pathSchema,
  nonTaxGrowth: pathSchema,
  generalTransferGrowth: pathSchema,
  /** How much slower and faster general transfers grow in the low and the high definition of resources. */
  generalTransferBand: factSchema,
  /** Spending outside the 81 that resources must carry first, of the whole region in the base year. */
  priorClaims: z.array(claimSchema).min(1),
  /** What a yuan of general debt costs a year, where an account gives the debt and not the interest. */
  debtRate: factSchema.optional(),
  /** Part of the local money that the region pays, by class. */
  classShares: z.strictObject({ I: factSchema, II: factSchema, III: factSchema }),
  thresholds: z.strictObject({
    outpacesYellow: factSchema,
    outpacesOrange: factSchema,
    materiality: factSchema,
    rolling: factSchema,
    residualGreen: factSchema,
    residualYellow: factSchema,
    residualOrange: factSchema,
    /** Bounds of the coverage multiple, and what is added to each for a league of class III. */
    coverageGreen: factSchema,
    coverageYellow: factSchema,
    coverageOrange: factSchema,
    coverageWeaker: factSchema,
    /** Part of the new resources that targets outside the items may take. */
    outsideYellow: factSchema,
    outsideOrange: factSchema,
  }),
})

/** A published series that is shown beside the results (GDP, revenue, expenditure by function…). */
const seriesSchema = z.strictObject({
  id,
  name: bilingualSchema,
  region: regionCode,
  group: z.enum(['macro', 'revenue', 'expenditure', 'transfer', 'debt', 'population']),
  unit: plainText,
  values: z.array(z.strictObject({ year: yearSchema, value: finite, ...provenance })).min(1),
})

export const catalogueSchema = z.strictObject({
  format: z.literal('liangli-catalogue'),
  schemaVersion: z.literal(1),
  id,
  version: z.string().max(40),
  title: bilingualSchema,
  /** True for made-up catalogues: said on every screen and page. */
  synthetic: z.boolean().default(false),
  baseYear: yearSchema,
  horizonYear: yearSchema,
  targetYear: yearSchema,
  domains: z.array(z.strictObject({ id, name: bilingualSchema })).min(1),
  expected: z
    .strictObject({
      items: z.int(),
      itemsByDomain: z.array(z.int()),
      indicators: z.int(),
      commitments: z.int(),
      leagues: z.int(),
      population: finite,
    })
    .optional(),
  sources: z.array(sourceSchema).min(1),
  regions: z.array(regionSchema).min(2),
  groupings: z.array(groupingSchema).default([]),
  banners: z.array(bannerSchema).default([]),
  population: populationSchema,
  drivers: z.array(driverSchema).min(1),
  basisRatios: z.array(basisRatioSchema).default([]),
  pools: z.array(poolSchema),
  grants: z.array(grantSchema),
  indices: z.array(indexSchema).min(1),
  items: z.array(itemSchema).min(1),
  indicators: z.array(indicatorSchema),
  commitments: z.array(commitmentSchema),
  targetCosts: z.array(targetCostSchema).default([]),
  planChecks: planChecksSchema.default(noChecks),
  funds: z.array(fundSchema).default([]),
  fiscal: fiscalSchema,
  series: z.array(seriesSchema),
})

export type Catalogue = z.infer<typeof catalogueSchema>
export type Bilingual = z.infer<typeof bilingualSchema>
export type Grade = z.infer<typeof gradeSchema>
export type Fact = z.infer<typeof factSchema>
export type YearPath = z.infer<typeof pathSchema>
export type Region = z.infer<typeof regionSchema>
export type Grouping = z.infer<typeof groupingSchema>
export type Banner = z.infer<typeof bannerSchema>
export type { Outlook, PopulationInputs } from './populationSchema'
export type { BasisRatio, Driver } from './driverSchema'
export type GrowthRule = z.infer<typeof growthRuleSchema>
export type Component = z.infer<typeof componentSchema>
export type NationalAmount = z.infer<typeof nationalSchema>
export type Item = z.infer<typeof itemSchema>
export type Pool = z.infer<typeof poolSchema>
export type Indicator = z.infer<typeof indicatorSchema>
export type Commitment = z.infer<typeof commitmentSchema>
export type { Fund } from './fundSchema'
export type { PlanChecks, PlanPlace, TargetCost } from './targetSchema'
export type FiscalInputs = z.infer<typeof fiscalSchema>
export type Source = z.infer<typeof sourceSchema>
