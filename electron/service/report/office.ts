import type { SimulationRunner } from '../runner/runner'
import { scenarioFingerprint } from '../fingerprint'
import type { ReportRequest } from './ground'
import { makeReport } from './report'
import { sealText } from './seal'

/** The seal of a report's scenarios, and their fingerprints. */
export function sealOf(request: ReportRequest): { readonly seal: string; readonly fingerprints: string } {
  const fingerprints = request.scenarios.map(scenarioFingerprint)
  return { seal: sealText(request, fingerprints), fingerprints: fingerprints.join(' ') }
}

/** Under these names a .docx says of itself what a PDF says by its seal. */
export const docxMarks = { fingerprints: 'liangli.fingerprints', seal: 'liangli.seal' } as const

/** The report as a file for the office. */
export async function docxOf(request: ReportRequest, runner: SimulationRunner): Promise<Uint8Array> {
  const { reportDocx } = await import('./docx')
  const { seal, fingerprints } = sealOf(request)
  const report = await makeReport(request, runner)
  const custom = { [docxMarks.fingerprints]: fingerprints, [docxMarks.seal]: seal }
  return reportDocx(report, custom, request.scenarios[0]?.author ?? '')
}
