import { parseArgs } from 'node:util'
import type { Scenario } from '../../models/scenario/document'
import { scenarioFingerprint } from '../service/fingerprint'
import { inProcessRunner } from '../service/runner/inProcess'
import { catalogueAt, engineName, languageOf, Refused, scenarioAt, type Command } from './inputs'
import { emitFile, UsageError } from './output'

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
  const { makeReport } = await import('../service/report/report')
  const request = { loaded, scenarios, language, program: engineName(context) }
  const report = await makeReport(request, inProcessRunner)
  const { findChromium, printPage } = await import('../service/report/chromium')
  const chromium = findChromium(process.env, process.platform)
  if (chromium === undefined)
    throw new Refused(
      'no Chromium, Chrome or Edge was found to print with: install one, or name one by LIANGLI_CHROMIUM; .docx needs none\n',
    )
  const { reportPage } = await import('../service/report/page')
  const printed = await printPage(reportPage(report), chromium)
  if (!printed.ok) throw new Refused(`${chromium}: ${printed.message}\n`)
  const { sealedPdf, sealText } = await import('../service/report/seal')
  const fingerprints = scenarios.map(scenarioFingerprint)
  return emitFile(sealedPdf(printed.bytes, sealText(request, fingerprints), fingerprints.join(' ')), out, context.streams)
}
