import { parseArgs } from 'node:util'
import type { Scenario } from '../../models/scenario/document'
import { inProcessRunner } from '../service/runner/inProcess'
import { catalogueAt, catalogueScenario, engineName, format, languageOf, Refused, scenarioAt, type Command } from './inputs'
import { emit, emitFile, inYi, table, UsageError } from './output'

/** The assessment of one scenario, or the comparison of two to six, on paper or as a file for the office. */
export const reportCommand: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { catalogue: { type: 'string' }, language: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: true,
  })
  if (positionals.length < 1 || positionals.length > 6) throw new UsageError('report needs one to six scenario files')
  const { out } = values
  const kind = /\.(pdf|docx)$/i.exec(out ?? '')?.[1]?.toLowerCase()
  if (out === undefined || kind === undefined) throw new UsageError('report needs --out FILE.pdf or --out FILE.docx')
  const language = languageOf(values.language)
  const loaded = await catalogueAt(values.catalogue, context)
  const scenarios: Scenario[] = []
  for (const path of positionals) scenarios.push(await scenarioAt(path))
  const request = { loaded, scenarios, language, program: engineName(context) }
  const { docxOf, sealOf } = await import('../service/report/office')
  if (kind === 'docx') return emitFile(await docxOf(request, inProcessRunner), out, context.streams)
  const { findChromium, hasOfficialFont, printPage } = await import('../service/report/chromium')
  const chromium = findChromium(process.env, process.platform)
  if (chromium === undefined) throw new Refused(noBrowser)
  const { makeReport } = await import('../service/report/report')
  const { reportPage } = await import('../service/report/page')
  const printed = await printPage(reportPage(await makeReport(request, inProcessRunner)), chromium)
  if (!printed.ok) throw new Refused(`${chromium}: ${printed.message}\n`)
  if (!hasOfficialFont(printed.bytes)) context.streams.err('FangSong is not installed: another font stands in its place\n')
  const { sealedPdf } = await import('../service/report/seal')
  const { seal, fingerprints } = sealOf(request)
  return emitFile(sealedPdf(printed.bytes, seal, fingerprints), out, context.streams)
}

const noBrowser = 'no Chromium, Chrome or Edge was found to print with: install one, or name one by LIANGLI_CHROMIUM; a .docx needs none\n'

/** Assumptions moved one at a time, and what becomes of a unit's margin. */
export const sensitivityCommand: Command = async (args, context) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      unit: { type: 'string' },
      catalogue: { type: 'string' },
      scenario: { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string' },
    },
    allowPositionals: false,
  })
  const wanted = format(values.format, ['json', 'table'])
  const loaded = await catalogueAt(values.catalogue, context)
  const scenario = values.scenario === undefined ? catalogueScenario(loaded, context) : await scenarioAt(values.scenario)
  const { regions } = loaded.catalogue
  const unit = values.unit ?? regions.find(({ parent }) => parent === null)?.code ?? ''
  if (!regions.some(({ code }) => code === unit || (unit === `${code}-own` && regions[0]?.code === code)))
    throw new Refused(`no unit ${unit}\n`)
  const { sensitivityIn } = await import('../service/report/ground')
  const found = await sensitivityIn(loaded.catalogue, scenario, unit, inProcessRunner)
  if (wanted === 'json') return emit(`${JSON.stringify(found)}\n`, values.out, context.streams)
  const rows = found.rows.map(({ id, less, more }) => [
    id,
    ...[less, more].map(({ change, isRefused }) => (isRefused ? 'refused' : inYi(change))),
  ])
  const head = [`${unit} ${String(found.targetYear)}: margin ${inYi(found.base.margin)}`, 'first move', 'second move']
  return emit(table([head, ...rows]), values.out, context.streams)
}
