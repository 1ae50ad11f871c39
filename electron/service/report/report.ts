import type { ReportDocument } from '../../../models/report/document'
import type { SimulationRunner } from '../runner/runner'
import { assessmentReport } from './assessment'
import { comparisonReport } from './comparison'
import { assessmentGround, comparisonGround, type ReportRequest } from './ground'

/** The report of scenarios: the assessment of one, the comparison of two to six. */
export async function makeReport(request: ReportRequest, runner: SimulationRunner): Promise<ReportDocument> {
  const [first, ...others] = request.scenarios
  if (first === undefined) throw new RangeError('a report needs a scenario')
  if (others.length === 0) return assessmentReport(await assessmentGround(request, runner))
  return comparisonReport(await comparisonGround(request, runner))
}
