import * as z from 'zod'
import { contradictionKinds } from '../../models/target/contradiction'
import { targetStates } from '../../models/target/states'
import { commitmentCosts, type TargetsResult } from '../../models/target/targets'

const yearly = z.array(z.number())
const known = z.strictObject({ year: z.int(), value: z.number() }).nullable()
const place = z.strictObject({
  kind: z.enum(['indicator', 'commitment', 'baseline', 'national', 'statistic', 'period', 'population', 'item']),
  id: z.string(),
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
      target: z.number().describe('by the reading that the run uses'),
      path: yearly.nullable().describe('in the unit of the indicator, one per year'),
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
        capital: yearly.nullable().describe('yuan at current prices, one per year; null: no unit cost is known'),
        running: yearly.nullable().describe('yuan at current prices, one per year; null: no unit cost is known'),
        capitalRange: z.tuple([z.number(), z.number()]).describe('low and high over the central case'),
        runningRange: z.tuple([z.number(), z.number()]),
        grade: z.enum(['A', 'B', 'C', 'D']),
      }),
    )
    .describe('outside the 81 items, never added to them'),
  outside: z.strictObject({
    total: yearly.describe('yuan, sum of the costs'),
    already: yearly.describe('yuan, the part that the base year’s money paid for already'),
    newResources: yearly.describe('yuan: resources of the region above those of the base year'),
  }),
  contradictions: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(contradictionKinds),
      places: z.tuple([place, place]),
      values: z.tuple([z.number().nullable(), z.number().nullable()]),
      readings: z.array(z.string()).describe('what "readings" of a scenario may name; the first is the plan’s'),
    }),
  ),
})

export const targetsDocument = ({
  indicators,
  commitments,
  costs,
  outside,
  contradictions,
}: TargetsResult): z.infer<typeof targetsSchema> => ({
  indicators: indicators.map((entry) => ({ ...entry, path: entry.path === null ? null : [...entry.path] })),
  commitments: commitments.map((entry) => ({ ...entry })),
  costs: costs.map((entry) => ({
    ...entry,
    units: [...entry.units],
    added: [...entry.added],
    capital: entry.capital === null ? null : [...entry.capital],
    running: entry.running === null ? null : [...entry.running],
    capitalRange: [...entry.capitalRange],
    runningRange: [...entry.runningRange],
  })),
  outside: { total: [...outside.total], already: [...outside.already], newResources: [...outside.newResources] },
  contradictions: contradictions.map((entry) => ({
    ...entry,
    places: [{ ...entry.places[0] }, { ...entry.places[1] }],
    values: [...entry.values],
    readings: [...entry.readings],
  })),
})
