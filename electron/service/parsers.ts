import * as z from 'zod'
import type { CommandName, Request } from '../contract/commands'
import { scenarioSchema } from '../../models/scenario/document'
import { maxScenarioLength } from '../../models/scenario/parse'
import { preferencesSchema } from './preferences'

const nothing = z.null()
const shelfId = z.string().regex(/^[0-9a-f]{1,64}$/)
const name = z.string().min(1).max(200)
const language = z.enum(['zh-CN', 'en'])

const requestSchemas = {
  'catalogue:read': nothing,
  'simulation:run': z.strictObject({ document: scenarioSchema, revision: z.int().min(0) }),
  'comparison:causes': z.strictObject({ base: scenarioSchema, other: scenarioSchema }),
  'shelf:list': nothing,
  'scenario:open': z.strictObject({ entry: shelfId }),
  'scenario:save': z.strictObject({ document: scenarioSchema, entry: shelfId.optional(), stamp: z.string().max(100).optional() }),
  'scenario:duplicate': z.strictObject({ entry: shelfId, name }),
  'scenario:delete': z.strictObject({ entry: shelfId }),
  'scenario:import': z.strictObject({
    upload: z.strictObject({ name: z.string().max(300), text: z.string().max(maxScenarioLength + 1) }).optional(),
  }),
  'scenario:export': z.strictObject({ document: scenarioSchema }),
  'print:pdf': z.strictObject({ documents: z.array(scenarioSchema).min(1).max(6), language }),
  'preferences:read': nothing,
  'preferences:write': preferencesSchema.partial(),
} as const satisfies { readonly [N in CommandName]: z.ZodType }

/** Turn what came over the border into a request, or refuse it. */
export function parseRequest<N extends CommandName>(command: N, raw: unknown): { readonly request: Request<N> } | undefined {
  const parsed = requestSchemas[command].safeParse(raw)
  return parsed.success ? { request: parsed.data as Request<N> } : undefined
}
