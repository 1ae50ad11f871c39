import type { ReportBlock, ReportDocument } from '../../../models/report/document'
import { concludedFrom, raisedFlags, type Concluded } from '../../../models/report/conclusion'
import { fixed } from '../../../models/shared/shownNumber'
import { keyYears, newMoney } from './amounts'
import { fundsSection, moneySection } from './assessmentMoney'
import { peopleSection, policySection, sharingSection } from './assessmentPolicy'
import { equalitySection, exitSection, riskSection, testsSection } from './assessmentTests'
import { annexSection, formsSection, sourcesSection } from './assessmentSources'
import type { AssessmentGround } from './ground'
import { runningLines, shortFingerprint } from './running'
import { filled } from './speech'
import { addedUp, Writer } from './writer'

/** The fiscal affordability assessment of a scenario's changes, in the order in which an office reads it. */
export function assessmentReport(ground: AssessmentGround): ReportDocument {
  const { speech, run, catalogue } = ground
  const { words } = speech
  const writer = new Writer(speech)
  const concluded = concludedFrom(ground.before, run.result)
  writer.section(words.sections.conclusion, conclusionBlocks(ground, concluded))
  policySection(ground, writer)
  peopleSection(ground, writer)
  sharingSection(ground, writer)
  moneySection(ground, writer)
  fundsSection(ground, writer)
  testsSection(ground, writer)
  equalitySection(ground, writer)
  riskSection(ground, writer)
  exitSection(ground, writer, concluded.conclusion)
  sourcesSection(ground, writer)
  formsSection(ground, writer)
  annexSection(ground, writer)
  const { cover } = words
  return {
    kind: 'assessment',
    language: speech.language,
    title: filled(words.title.assessment, { name: run.scenario.name }),
    cover: [
      { label: cover.number, value: '' },
      { label: cover.proposer, value: '' },
      { label: cover.assessor, value: '' },
      { label: cover.author, value: run.scenario.author },
      { label: cover.baseYear, value: filled(cover.baseYearValue, { year: run.result.assessedFrom, target: run.result.targetYear }) },
      { label: cover.date, value: '' },
      { label: cover.scenario, value: shortFingerprint(run.fingerprint) },
      { label: cover.catalogue, value: `${speech.of(catalogue.title)} ${catalogue.version}` },
      { label: cover.program, value: ground.program },
    ],
    running: runningLines(ground),
    sections: writer.sections,
  }
}

/** Half a page: the answer, why, and what it costs. */
function conclusionBlocks(ground: AssessmentGround, { conclusion, reasons }: Concluded): readonly ReportBlock[] {
  const { speech, run, before } = ground
  const { words } = speech
  const { layout, targetYear } = run.result
  const sums = layout.years.map((year) => addedUp(newMoney(ground, year), 'wan').at(-1) ?? 0)
  const peak = sums.reduce((top, sum, k) => (Math.abs(sum) > Math.abs(sums[top] ?? 0) ? k : top), 0)
  const wan = (amount: number | undefined): string => fixed(amount, 0)
  const years = keyYears(ground).slice(1)
  const byYear = years
    .map((year) => filled(words.conclusion.inYear, { year, amount: wan(sums[layout.years.indexOf(year)]) }))
    .join(words.enumeration)
  const raised = raisedFlags(before, run.result)
  const worst = raised.filter(({ severity }) => severity === 'red' || severity === 'orange')
  return [
    { kind: 'verdict', text: filled(words.conclusion.verdict, { verdict: words.conclusion.verdicts[conclusion] }) },
    ...reasons.map(({ code, unit, year = 0, multiple = 0, count = 0 }): ReportBlock => ({
      kind: 'text',
      text: filled(words.conclusion.reasons[code], {
        unit: speech.area(unit),
        year,
        multiple: fixed(multiple, 2),
        count,
        target: targetYear,
      }),
    })),
    { kind: 'text', text: filled(words.conclusion.money, { years: byYear, peakYear: layout.years[peak] ?? '', peak: wan(sums[peak]) }) },
    {
      kind: 'text',
      text:
        worst.length === 0
          ? words.conclusion.noRed
          : filled(words.conclusion.red, {
              count: worst.length,
              names: [...new Set(worst.map((flag) => `${speech.area(flag.unit)} ${speech.subject(flag)}`))]
                .slice(0, 4)
                .join(words.enumeration),
            }),
    },
    { kind: 'note', text: words.conclusion.rule },
  ]
}
