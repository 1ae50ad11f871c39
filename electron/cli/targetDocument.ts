import * as z from 'zod'
import { commitmentCosts } from '../../models/target/commitments'
import { contradictionKinds, type ReadingEffects, type Said } from '../../models/target/contradiction'
import { targetStates } from '../../models/target/states'
import type { OutsideBorne, TargetsResult } from '../../models/target/targets'

const yearly = z.array(z.number())
const money = yearly.nullable().describe('yuan at current prices, one per year; null: no unit cost is known')
const grade = z.enum(['A', 'B', 'C', 'D'])
const known = z.strictObject({ year: z.int(), value: z.number() }).nullable()
const knownValue = z.strictObject({
  year: z.int(),
  value: z.number(),
  grade,
  source: z.string().describe('id of a source of the catalogue, or what was entered with the value'),
  isEntered: z.boolean(),
})
const part = z.enum(['known', 'unknown', 'none'])
const shares = z.strictObject({ region: z.number(), league: z.number(), banner: z.number() })
const where = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('table'), table: z.int(), row: z.int().optional() }),
  z.strictObject({ kind: z.literal('box'), box: z.int() }),
  z.strictObject({ kind: z.literal('section'), chapter: z.int(), section: z.int() }),
  z.strictObject({ kind: z.literal('chapter'), chapter: z.int() }),
  z.strictObject({ kind: z.literal('document'), source: z.string() }),
  z.strictObject({ kind: z.literal('run') }),
])
const said = z.strictObject({ where, printed: z.string().nullable().describe('the figure as printed; null: none is, or the run gives it') })
const effect = z.strictObject({
  reading: z.string(),
  cost: z.number().nullable().describe('yuan in the target year'),
  state: z.enum(targetStates).nullable(),
  target: z.number().nullable(),
  asked: z.number().nullable(),
})

/** Indicators and commitments in the command line's JSON. */
export const targetsSchema = z.strictObject({
  indicators: z.array(
    z.strictObject({
      id: z.string(),
      state: z.enum(targetStates),
      reason: z.enum(['no-baseline', 'no-actual']).nullable(),
      last: known.describe('last value known after the base year; what has been added up, for a cumulative target'),
      asked: z.number().nullable().describe('what the path asks for in that year'),
      target: z.number().describe('by the reading that the run uses and the scenario’s changes'),
      aimYear: z.int().describe('the year by which the run aims at it'),
      path: yearly.nullable().describe('in the unit of the indicator, one per year'),
      baseline: knownValue.nullable(),
      known: z.array(knownValue),
    }),
  ),
  commitments: z.array(z.strictObject({ id: z.string(), cost: z.enum(commitmentCosts) })),
  costs: z
    .array(
      z.strictObject({
        id: z.string(),
        indicator: z.string().nullable(),
        commitment: z.string().nullable(),
        units: yearly,
        added: yearly,
        renewed: yearly,
        capital: money.describe('what is added; yuan at current prices, one per year; null: no unit cost is known'),
        renewal: money.describe('what was built since the base year, again after its useful life'),
        running: money,
        already: yearly.describe('yuan of the capital that the base year’s money paid for already'),
        parts: z.strictObject({ capital: part, running: part }),
        isCounted: z.boolean().describe('whether anybody knows how many units are meant'),
        isOneOff: z.boolean().describe('works, and what is delivered once and for all'),
        localShares: z.strictObject({ capital: shares, running: shares }),
        capitalRange: z.tuple([z.number(), z.number()]).describe('low and high over the central case'),
        runningRange: z.tuple([z.number(), z.number()]),
        grade,
      }),
    )
    .describe('outside the 81 items, never added to them'),
  borne: z
    .array(z.strictObject({ id: z.string(), unit: z.string(), capital: yearly, running: yearly, already: yearly }))
    .describe('what each unit bears of each cost, yuan; renewal is in capital'),
  outside: z.strictObject({
    total: yearly.describe('yuan, sum of the costs, of all who pay'),
    already: yearly.describe('yuan, the part that the base year’s money paid for already'),
    newResources: yearly.describe('yuan: resources of the region above those of the base year'),
  }),
  contradictions: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(contradictionKinds),
      subject: z.strictObject({ kind: z.enum(['indicator', 'commitment', 'item', 'statement']), id: z.string() }),
      places: z.tuple([said, said]),
      values: z.tuple([z.number().nullable(), z.number().nullable()]),
      readings: z.array(z.string()).describe('what "readings" of a scenario may name; the first is the plan’s'),
      effects: z.array(effect).describe('what follows from each reading'),
    }),
  ),
})

/** @param areas rows of what is borne. */
export const targetsDocument = (
  { indicators, commitments, costs, borne, outside, contradictions }: TargetsResult,
  areas: readonly string[],
  effects: readonly ReadingEffects[],
): z.infer<typeof targetsSchema> => ({
  indicators: indicators.map((entry) => ({ ...entry, path: maybe(entry.path), known: entry.known.map((value) => ({ ...value })) })),
  commitments: commitments.map((entry) => ({ ...entry })),
  costs: costs.map((entry) => ({
    ...entry,
    units: list(entry.units),
    added: list(entry.added),
    renewed: list(entry.renewed),
    capital: maybe(entry.capital),
    renewal: maybe(entry.renewal),
    running: maybe(entry.running),
    already: list(entry.already),
    capitalRange: [...entry.capitalRange],
    runningRange: [...entry.runningRange],
  })),
  borne: borne === null ? [] : borneRows(costs, areas, borne, outside.total.length),
  outside: { total: list(outside.total), already: list(outside.already), newResources: list(outside.newResources) },
  contradictions: contradictions.map((entry) => ({
    ...entry,
    places: [saidBy(entry.places[0]), saidBy(entry.places[1])],
    values: [...entry.values],
    readings: [...entry.readings],
    effects: (effects.find(({ id }) => id === entry.id)?.effects ?? []).map((one) => ({ ...one })),
  })),
})

const list = (values: Float64Array): number[] => [...values]
const maybe = (values: Float64Array | null): number[] | null => (values === null ? null : list(values))
const saidBy = ({ where, printed }: Said): z.infer<typeof said> => ({ where: { ...where }, printed })

const borneRows = (
  costs: TargetsResult['costs'],
  areas: readonly string[],
  borne: OutsideBorne,
  years: number,
): z.infer<typeof targetsSchema>['borne'] =>
  costs.flatMap(({ id }, row) =>
    areas.map((unit, area) => {
      const start = (row * areas.length + area) * years
      const at = (table: Float64Array): number[] => list(table.subarray(start, start + years))
      return { id, unit, capital: at(borne.capital), running: at(borne.running), already: at(borne.already) }
    }),
  )
