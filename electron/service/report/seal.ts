import { deflateSync, inflateSync } from 'node:zlib'
import * as z from 'zod'
import { reportKinds } from '../../../models/report/document'
import { scenarioToText } from '../../../models/scenario/canonical'
import { maxScenarioLength, parseScenario } from '../../../models/scenario/parse'
import type { Scenario } from '../../../models/scenario/document'
import type { ReportRequest } from './ground'

/** Form of what goes along in a file, so that its figures can be made again. */
const sealFormat = 'liangli-report-1'

const sealSchema = z.object({
  format: z.literal(sealFormat),
  kind: z.enum(reportKinds),
  program: z.string().max(100),
  language: z.enum(['zh', 'en']),
  catalogue: z.object({ id: z.string().max(80), version: z.string().max(40), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  fingerprints: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .min(1)
    .max(6),
  scenarios: z.array(z.string().max(maxScenarioLength)).min(1).max(6),
})

/** What a report says of itself to the program, out of sight: of which catalogue and scenarios it is, and these whole. */
export type Seal = Omit<z.infer<typeof sealSchema>, 'scenarios'> & { readonly scenarios: readonly Scenario[] }

/** The seal as letters that no program changes. */
export function sealText({ loaded, scenarios, language, program }: ReportRequest, fingerprints: readonly string[]): string {
  const { id, version } = loaded.catalogue
  const seal = {
    format: sealFormat,
    kind: scenarios.length === 1 ? 'assessment' : 'comparison',
    program,
    language,
    catalogue: { id, version, sha256: loaded.sha256 },
    fingerprints,
    scenarios: scenarios.map(scenarioToText),
  }
  return deflateSync(JSON.stringify(seal)).toString('base64')
}

const mostBytes = 6 * maxScenarioLength * 4

/** The seal that went along; undefined where it is gone or damaged. */
export function readSeal(text: string): Seal | undefined {
  try {
    const parsed = sealSchema.safeParse(
      JSON.parse(inflateSync(Buffer.from(text, 'base64'), { maxOutputLength: mostBytes }).toString('utf8')),
    )
    if (!parsed.success) return undefined
    const scenarios = parsed.data.scenarios.flatMap((scenario) => {
      const read = parseScenario(scenario, sealFormat)
      return read.ok ? [read.value] : []
    })
    return scenarios.length === parsed.data.scenarios.length ? { ...parsed.data, scenarios } : undefined
  } catch {
    return undefined
  }
}

const key = 'LiangliSeal'

/**
 * A PDF with the seal among what it says of itself, by an update at its end: nothing that was printed is touched.
 * @returns the file as it was where its end is not of the usual form.
 */
export function sealedPdf(bytes: Uint8Array, seal: string, keywords: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  const trailer = /trailer\s*<<([\s\S]*?)>>\s*startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)
  const [, entries = '', previous = ''] = trailer ?? []
  const [size, root, info] = [/\/Size (\d+)/, /\/Root (\d+ \d+ R)/, /\/Info (\d+) 0 R/].map((form) => form.exec(entries)?.[1])
  const known = info === undefined ? undefined : new RegExp(`(?:^|[\\r\\n])${info} 0 obj\\s*<<([\\s\\S]*?)>>\\s*endobj`).exec(text)?.[1]
  if (size === undefined || root === undefined || info === undefined || known === undefined) return bytes
  const object = `${info} 0 obj\n<<${known}\n/Keywords (${keywords})\n/${key} (${seal})>>\nendobj\n`
  const at = bytes.length + 1
  const table = `xref\n${info} 1\n${String(at).padStart(10, '0')} 00000 n \ntrailer\n<</Size ${size}\n/Root ${root}\n/Info ${info} 0 R\n/Prev ${previous}>>\n`
  const tail = `\n${object}${table}startxref\n${String(at + object.length)}\n%%EOF\n`
  return Buffer.concat([bytes, Buffer.from(tail, 'latin1')])
}

/** The seal of a PDF, the last one written; undefined where there is none. */
export function sealOfPdf(bytes: Uint8Array): Seal | undefined {
  const text = Buffer.from(bytes).toString('latin1')
  const found = [...text.matchAll(new RegExp(`/${key} \\(([A-Za-z0-9+/=]+)\\)`, 'g'))].at(-1)?.[1]
  return found === undefined ? undefined : readSeal(found)
}
