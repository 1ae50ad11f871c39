import type { ReportBlock } from '../../../models/report/document'
import { raisedFlags, type Conclusion } from '../../../models/report/conclusion'
import { equalityOf } from '../../../models/equality/measure'
import { byParent, groupingsOf } from '../../../models/equality/places'
import type { UnitResult, UnitTests } from '../../../models/result'
import type { Outcome } from '../../../models/sensitivity/table'
import { roundedParts } from '../../../models/shared/rounding'
import { fixed, percent, plain, signed } from '../../../models/shared/shownNumber'
import { newBurden } from './amounts'
import { partsOf, unitOf, type AssessmentGround, type ReportGround } from './ground'
import { filled, type Speech } from './speech'
import { addedUp, type Writer } from './writer'

/** A unit's answers to the three tests, in words. */
export function answersOf(speech: Speech, { pace, pay, room }: UnitTests): readonly [string, string, string] {
  const verdict = (of: string): string => speech.text(`capacity.verdict.${of}`)
  const graded = (words: string, severity: string | null): string =>
    severity === null || severity === 'green' || severity === 'grey' ? words : `${words}（${speech.text(`severity.${severity}`)}）`
  const brackets = (text: string): string => (speech.language === 'zh' ? text : text.replace('（', ' (').replace('）', ')'))
  const payWord = verdict(pay.level === 'mismatch' ? 'level-mismatch' : pay.verdict)
  const since = pay.firstYear === null ? payWord : filled(speech.words.tests.from, { verdict: payWord, year: pay.firstYear })
  const roomWord =
    room.multiple === null
      ? verdict(room.verdict)
      : filled(speech.words.tests.multiple, { verdict: verdict(room.verdict), multiple: fixed(room.multiple, 2) })
  return [
    brackets(graded(verdict(pace.verdict), pace.severity)),
    brackets(graded(since, pay.severity)),
    brackets(graded(roomWord, room.severity)),
  ]
}

/** The bounds of the tests as this run used them. */
export function thresholdTable({ catalogue, speech, runs }: ReportGround, writer: Writer): ReportBlock {
  const { words } = speech
  const set = runs[0]?.scenario.overrides ?? []
  const rows = Object.entries(catalogue.fiscal.thresholds).map(([id, fact]) => {
    const own = set.findLast(({ enabled, lever, target }) => enabled && lever === 'threshold' && target === id)?.value
    const isRatio = id.startsWith('residual') || id.startsWith('coverage')
    const shown = (value: number): string => (isRatio ? fixed(value, 2) : percent(value, 2))
    return [
      speech.text(`threshold.${id}`),
      shown(fact.value),
      own === undefined ? words.tests.asCatalogue : shown(own),
      fact.grade,
      speech.of(fact.basis),
    ]
  })
  return writer.table(words.tests.thresholds, { unit: '', head: words.tests.thresholdHeads, rows, words: [0, 2, 3, 4] })
}

export function testsSection(ground: AssessmentGround, writer: Writer): void {
  const { speech, run, before, root } = ground
  const { words } = speech
  const { targetYear, layout } = run.result
  const k = layout.years.indexOf(targetYear)
  const parts = partsOf(ground)
  const burdens = addedUp(
    parts.map((code) => newBurden(ground, code, targetYear)),
    'wan',
  )
  const line = (code: string, burden: number, unit: UnitResult, label = speech.area(code)): readonly string[] => [
    label,
    fixed(burden, 0),
    ...[unit.resources, unit.required].map((whole) => percent(burden === 0 ? 0 : newBurden(ground, code, targetYear) / (whole[k] ?? 1), 2)),
    ...answersOf(speech, unit.tests),
  ]
  const rows = [
    ...parts.map((code, p) => line(code, burdens[p] ?? 0, unitOf(run.result, code))),
    line(root, burdens.at(-1) ?? 0, unitOf(run.result, root), words.total),
  ]
  const [pace, pay, room] = (['pace', 'pay', 'room'] as const).map((test) => speech.text(`capacity.short.${test}`))
  const raised = raisedFlags(before, run.result)
  writer.section(words.sections.tests, [
    writer.text(filled(words.tests.intro, { year: targetYear })),
    ...(['pace', 'pay', 'room'] as const).map((test) =>
      writer.note(`${speech.text(`capacity.question.${test}`)} ${speech.text(`capacity.formula.${test}`)}`),
    ),
    writer.table(filled(words.tests.units, { year: targetYear }), {
      unit: filled(words.unit, { unit: words.tests.unitsUnit }),
      head: [words.people.area, words.tests.burden, words.tests.ofResources, words.tests.ofRequired, pace ?? '', pay ?? '', room ?? ''],
      rows,
      words: [0, 4, 5, 6],
    }),
    thresholdTable(ground, writer),
    flagTable(ground, writer),
    writer.text(
      raised.length === 0
        ? words.tests.noneRaised
        : filled(words.tests.raised, {
            count: raised.length,
            names: [...new Set(raised.map((flag) => `${speech.area(flag.unit)} ${speech.subject(flag)}`))]
              .slice(0, 6)
              .join(words.enumeration),
          }),
    ),
    writer.note(speech.text('leagues.estimate')),
  ])
}

function flagTable({ speech, run, root }: AssessmentGround, writer: Writer): ReportBlock {
  const { words } = speech
  const rows = run.result.flags
    .filter(({ unit }) => unit === root)
    .map((flag) => [
      speech.text(`severity.${flag.severity}`),
      speech.subject(flag),
      speech.flag(flag),
      fixed(flag.size / 1e8, 2),
      flag.grade,
    ])
  return writer.table(words.tests.flags, {
    unit: filled(words.unit, { unit: speech.text('unit.yi') }),
    head: words.tests.flagHeads,
    rows: rows.length === 0 ? [[words.none, '', '', '', '']] : rows,
    words: [0, 1, 2, 4],
  })
}

export function equalitySection(ground: AssessmentGround, writer: Writer): void {
  const { speech, run, before, catalogue } = ground
  const { words } = speech
  const { targetYear } = run.result
  const [own, old] = [run.result, before].map((result) =>
    equalityOf(result, catalogue, run.scenario, { kind: 'total', id: '' }, targetYear),
  )
  if (own === undefined || old === undefined) return
  const share = (value: number | null | undefined): string => (value === null || value === undefined ? '—' : fixed(value, 4))
  const measures = ['variationWeighted', 'variationPlain', 'gini', 'largestToSmallest', 'topToBottom'] as const
  const rows = [
    ...measures.map((id) => [speech.text(`equality.name.${id}`), share(old.measures[id]), share(own.measures[id])]),
    [words.equality.mean, fixed(old.mean, 1), fixed(own.mean, 1)],
    [speech.text('equality.name.lowest'), fixed(old.lowest?.perHead, 1), fixed(own.lowest?.perHead, 1)],
    [words.equality.close, fixed((old.measures.at?.money ?? 0) / 1e4, 0), fixed((own.measures.at?.money ?? 0) / 1e4, 0)],
  ]
  writer.section(words.sections.equality, [
    writer.text(filled(words.equality.intro, { year: targetYear })),
    writer.table(filled(words.equality.table, { year: targetYear }), { unit: '', head: words.equality.heads, rows, words: [0] }),
    ...groupingBlocks(ground, writer),
    writer.note(speech.text(`equality.${own.basis}.reason`, { share: percent(own.counted, 0) })),
    writer.note(speech.text('equality.payers')),
  ])
}

/** Theil's index split by every grouping of the places, before and after; whom each group holds. Nothing where places have no groups. */
function groupingBlocks({ speech, run, before, catalogue }: AssessmentGround, writer: Writer): readonly ReportBlock[] {
  const { words } = speech
  const { targetYear } = run.result
  const nameOf = (id: string): string =>
    id === byParent ? speech.text('equality.byLeague') : speech.of(catalogue.groupings.find((one) => one.id === id)?.name)
  const rows = groupingsOf(catalogue).flatMap((grouping): readonly (readonly string[])[] => {
    const splits = [before, run.result].map(
      (result) => equalityOf(result, catalogue, run.scenario, { kind: 'total', id: '' }, targetYear, { grouping }).measures.theil?.split,
    )
    if (splits.some((split) => split === undefined || split === null)) return []
    const figures = splits.flatMap((split) => {
      const parts = roundedParts([split?.between ?? 0, split?.within ?? 0], 1, theilDecimals)
      return [...parts, parts.reduce((sum, part) => sum + part, 0)]
    })
    return [[nameOf(grouping), ...figures.map((value) => fixed(value, theilDecimals))]]
  })
  if (rows.length === 0) return []
  const members = catalogue.groupings.map(({ name, groups, grade }) => {
    const each = groups.map(
      (group) => `${speech.of(group.name)}${words.equality.of}${group.regions.map((code) => speech.area(code)).join(words.enumeration)}`,
    )
    return `${speech.of(name)} ${grade}${words.equality.of}${each.join(words.joint)}`
  })
  return [
    writer.table(filled(words.equality.groups, { year: targetYear }), { unit: '', head: words.equality.groupHeads, rows, words: [0] }),
    ...members.map((line) => writer.note(line)),
  ]
}
/** Of Theil's index on paper. */
const theilDecimals = 6

export function riskSection(ground: AssessmentGround, writer: Writer): void {
  const { speech, sensitivity, run } = ground
  const { words } = speech
  const changes = ({ change, isRefused }: Outcome): string => (isRefused ? words.risk.refused : signed(change / 1e8, 2))
  const first = ({ firstYear, isRefused }: Outcome): string => (isRefused || firstYear === null ? '—' : String(firstYear))
  const rows = sensitivity.rows.map(({ id, less, more }) => {
    const name = Object.entries(words.risk.assumptions).find(([known]) => known === id)?.[1] ?? id
    return [name, changes(less), changes(more), first(less), first(more), `${String(less.outpacing)} / ${String(more.outpacing)}`]
  })
  const { margin, outpacing, firstYear } = sensitivity.base
  const worst = sensitivity.rows[0]
  writer.section(words.sections.risk, [
    writer.text(
      filled(words.risk.intro, {
        year: sensitivity.targetYear,
        margin: fixed(margin / 1e8, 2),
        first: firstYear === null ? words.risk.never : filled(words.year, { year: firstYear }),
        outpacing,
        worst: Object.entries(words.risk.assumptions).find(([known]) => known === worst?.id)?.[1] ?? '',
      }),
    ),
    writer.table(filled(words.risk.table, { year: sensitivity.targetYear }), {
      unit: filled(words.unit, { unit: speech.text('unit.yi') }),
      head: words.risk.heads,
      rows,
      words: [0],
    }),
    writer.note(filled(words.risk.note, { from: sensitivity.from, last: run.result.layout.years.at(-1) ?? '' })),
  ])
}

/** What would clear the flags, when to look again, and what the office may advise. */
export function exitSection(ground: AssessmentGround, writer: Writer, conclusion: Conclusion): void {
  const { speech, diagnosed, root, run } = ground
  const { words } = speech
  const rows = diagnosed.flags.flatMap((flag, k): readonly (readonly string[])[] => {
    const relief = diagnosed.diagnoses[k]?.relief ?? null
    if (flag.unit !== root || relief === null) return []
    if ('noRemedy' in relief) return [[speech.subject(flag), speech.text(`remedy.none.${relief.noRemedy.who}`)]]
    return relief.remedies.map((remedy) => [speech.subject(flag), speech.remedy(remedy)])
  })
  const { thresholds } = ground.catalogue.fiscal
  writer.section(words.sections.exit, [
    writer.text(
      filled(words.exit.review, {
        year: run.result.targetYear,
        multiple: plain(thresholds.coverageYellow.value),
        ratio: fixed(thresholds.residualGreen.value, 2),
      }),
    ),
    writer.table(words.exit.table, {
      unit: '',
      head: words.exit.heads,
      rows: rows.length === 0 ? [[words.none, words.exit.noFlag]] : rows,
      words: [0, 1],
    }),
    writer.note(speech.text('remedy.note')),
    writer.text(words.exit.advice[conclusion]),
    writer.text(words.exit.own),
  ])
}
