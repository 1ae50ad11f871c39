import * as z from 'zod'
import { actualKinds, populationKinds, type CommandName, type Request } from '../contract/commands'
import { scenarioSchema } from '../../models/scenario/document'
import { jsonLimits, parseJson } from '../../models/shared/json'
import { largestUpload } from './files/chooser'
import { preferencesSchema } from './preferences'

const nothing = z.null()
const shelfId = z.string().regex(/^[0-9a-f]{1,64}$/)
const windowId = z.string().regex(/^[0-9a-f]{16,64}$/)
const tab = z.int().min(0).max(99_999)
const workId = z.string().regex(/^[0-9a-f]{16,64}-\d{1,5}$/)
const stamp = z.string().max(100)
const name = z.string().min(1).max(200)
const language = z.enum(['zh-CN', 'en'])
const area = z.string().regex(/^\d{6}$/)
const populationKind = z.enum(populationKinds)
/** Base64 of one byte more than is read, so that what is too large is told as such and not as an unknown request. */
const longestBase64 = Math.ceil((largestUpload + 1) / 3) * 4

const upload = z.strictObject({ name: z.string().max(300), base64: z.string().max(longestBase64) })
const year = z.int().min(1950).max(2100)

/** A table of the screen, of a size that a screen may have. */
const shownText = z.string().max(2000)
const shownTable = z.strictObject({
  title: z.string().min(1).max(300),
  notes: z.array(shownText).max(10),
  head: z.array(shownText).max(400),
  rows: z
    .array(
      z
        .array(
          z.union([
            shownText,
            z.strictObject({ figure: z.number(), decimals: z.int().min(0).max(12), form: z.enum(['plain', 'grouped', 'share']) }),
          ]),
        )
        .max(400),
    )
    .max(20_000),
})

/** Whose evidence is looked at. */
const place = { area: z.string().regex(/^\d{6}(-own)?$/), year: z.int().min(1950).max(2100) }

/** What is put on paper. */
const reportChoice = z.strictObject({ documents: z.array(scenarioSchema).min(1).max(6), language })

const requestSchemas = {
  'catalogue:read': nothing,
  'simulation:run': z.strictObject({
    document: scenarioSchema,
    revision: z.int().min(0),
    pyramids: z.boolean().optional(),
    evidence: z.strictObject(place).optional(),
    since: z.string().max(40).optional(),
  }),
  'evidence:at': z.strictObject({ document: scenarioSchema, ...place }),
  'flags:diagnose': z.strictObject({
    document: scenarioSchema,
    of: z
      .strictObject({
        unit: z.string().max(40),
        test: z.enum(['growth', 'residual', 'coverage', 'new-resources']).optional(),
        subject: z
          .strictObject({ kind: z.enum(['item', 'pool', 'domain', 'indicator', 'block', 'unit']), id: z.string().max(80) })
          .optional(),
      })
      .optional(),
  }),
  'comparison:causes': z.strictObject({ base: scenarioSchema, other: scenarioSchema }),
  'targets:detail': z.strictObject({ document: scenarioSchema }),
  'backtest:fiscal': nothing,
  'figure:explain': z.strictObject({
    document: scenarioSchema,
    figure: z.string().min(1).max(300),
    depth: z.int().min(0).max(3),
    other: scenarioSchema.optional(),
  }),
  'help:equations': nothing,
  'shelf:list': nothing,
  'scenario:open': z.strictObject({ entry: shelfId }),
  'scenario:save': z.strictObject({ document: scenarioSchema, entry: shelfId.optional(), stamp: stamp.optional() }),
  'scenario:duplicate': z.strictObject({ entry: shelfId, name }),
  'scenario:delete': z.strictObject({ entry: shelfId }),
  'scenario:check': z.strictObject({ entry: shelfId, stamp }),
  'window:hold': z.strictObject({ window: windowId, tab, entry: shelfId.nullable() }),
  'window:leave': z.strictObject({ window: windowId, isDone: z.boolean() }),
  'recovery:list': nothing,
  'recovery:write': z.strictObject({
    window: windowId,
    tab,
    document: scenarioSchema,
    saved: scenarioSchema,
    entry: shelfId.optional(),
    stamp: stamp.optional(),
  }),
  'recovery:open': z.strictObject({ id: workId }),
  'recovery:discard': z.strictObject({ id: workId }),
  'scenario:import': z.strictObject({ upload: upload.optional() }),
  'scenario:export': z.strictObject({ document: scenarioSchema }),
  'population:template': z.strictObject({
    kind: populationKind,
    format: z.enum(['xlsx', 'csv']),
    areas: z.array(area).min(1).max(400),
    language,
  }),
  'population:read': z.strictObject({
    kind: populationKind,
    area: area.optional(),
    upload: upload.optional(),
  }),
  'actuals:template': z.strictObject({
    format: z.enum(['xlsx', 'csv']),
    kind: z.enum(actualKinds).optional(),
    from: year,
    to: year,
    language,
    document: scenarioSchema,
  }),
  'actuals:read': z.strictObject({ document: scenarioSchema, upload: upload.optional() }),
  'workbook:export': z.strictObject({ document: scenarioSchema, format: z.enum(['xlsx', 'csv']), language, work: windowId.optional() }),
  'work:progress': z.strictObject({ work: windowId }),
  'work:stop': z.strictObject({ work: windowId }),
  'workbook:read': z.strictObject({ document: scenarioSchema, upload: upload.optional() }),
  'table:export': shownTable,
  'catalogue:template': z.strictObject({ language }),
  'catalogue:import': z.strictObject({ language, upload: upload.optional() }),
  'catalogue:list': nothing,
  'catalogue:choose': z.strictObject({ key: shelfId.nullable(), window: windowId }),
  'report:make': reportChoice,
  'report:docx': reportChoice,
  'sensitivity:table': z.strictObject({ document: scenarioSchema, unit: place.area }),
  'print:pdf': reportChoice,
  'print:paper': reportChoice,
  'preferences:read': nothing,
  'preferences:write': preferencesSchema.partial(),
  'program:notices': nothing,
  'program:report': z.strictObject({ name: z.string().max(200), message: z.string().max(5000), stack: z.string().max(20_000) }),
  'diagnostics:read': nothing,
  'diagnostics:save': nothing,
} as const satisfies { readonly [N in CommandName]: z.ZodType }

/** Turn what came over the border into a request, or refuse it. */
export function parseRequest<N extends CommandName>(command: N, raw: unknown): { readonly request: Request<N> } | undefined {
  const parsed = requestSchemas[command].safeParse(raw)
  return parsed.success ? { request: parsed.data as Request<N> } : undefined
}

/** A request may carry several scenarios. */
const bodyLimits = {
  depth: jsonLimits.depth + 2,
  containers: 3 * jsonLimits.containers,
  keys: 3 * jsonLimits.keys,
  entries: 3 * jsonLimits.entries,
}

/** The text of a request that came over loopback, within the bounds of what is read; undefined where it is no such text. */
export function parseBody(body: string): { readonly value: unknown } | undefined {
  const parsed = parseJson(body, bodyLimits)
  return parsed.ok ? { value: parsed.value } : undefined
}
