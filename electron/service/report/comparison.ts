import { causeGroups, causeIndex } from '../../../models/difference/causeTable'
import { expenditureIndex } from '../../../models/layout'
import type { ReportBlock, ReportDocument } from '../../../models/report/document'
import type { SimulationResult } from '../../../models/result'
import { fixed } from '../../../models/shared/shownNumber'
import { paidBy, paying } from './amounts'
import { commonSources, identityNote } from './assessmentSources'
import { answersOf, thresholdTable } from './assessmentTests'
import { changeRows } from './changes'
import { partsOf, unitOf, type ComparisonGround, type ReportRun } from './ground'
import { runningLines } from './running'
import { filled } from './speech'
import { addedUp, paperUnits, rowsOfColumns, Writer } from './writer'

/** A scenario with the letter that stands for it in every table, and what it would be without its changes. */
interface ComparedRun extends ReportRun {
  readonly letter: string
  readonly before: SimulationResult
}

/** Two to six scenarios side by side: what they change, what they come to, who pays, what breaks, and why they differ. */
export function comparisonReport(ground: ComparisonGround): ReportDocument {
  const { speech, runs, catalogue, root } = ground
  const { words } = speech
  const writer = new Writer(speech)
  const compared = runs.map((run, k): ComparedRun => ({ ...run, letter: words.letters[k] ?? '', before: ground.before[k] ?? run.result }))
  writer.section(words.sections.comparison, summaryBlocks(ground, writer, compared))
  writer.section(words.sections.changes, changesBlocks(ground, writer, compared))
  writer.section(words.sections.results, resultBlocks(ground, writer, compared))
  writer.section(words.sections.tests, testBlocks(ground, writer, compared))
  writer.section(words.sections.why, causeBlocks(ground, writer, compared))
  writer.section(words.sections.sources, [
    writer.table(words.sources.table, { unit: '', head: words.sources.heads, rows: commonSources(ground), words: [0, 1, 2, 3] }),
    writer.note((['A', 'B', 'C', 'D'] as const).map((grade) => speech.text(`grade.${grade}`)).join('  ')),
    identityNote(
      ground,
      writer,
      compared.map(({ letter, fingerprint, resultFingerprint }) => ({ name: letter, fingerprint, resultFingerprint })),
      ground.sha256,
      catalogue.version,
    ),
  ])
  const { cover } = words
  return {
    kind: 'comparison',
    language: speech.language,
    title: filled(words.title.comparison, { region: speech.area(root) }),
    cover: [
      ...compared.map(({ letter, scenario }) => ({ label: `${cover.scenario} ${letter}`, value: short(scenario.name, 36) })),
      { label: cover.author, value: compared[0]?.scenario.author ?? '' },
      { label: cover.date, value: '' },
      { label: cover.catalogue, value: `${speech.of(catalogue.title)} ${catalogue.version}` },
      { label: cover.program, value: ground.program },
    ],
    running: runningLines(ground),
    sections: writer.sections,
  }
}

const lettersOf = (compared: readonly ComparedRun[]): readonly string[] => compared.map(({ letter }) => letter)
const yiOf = ({ speech }: ComparisonGround): string => filled(speech.words.unit, { unit: speech.text('unit.yi') })

function summaryBlocks(ground: ComparisonGround, writer: Writer, compared: readonly ComparedRun[]): readonly ReportBlock[] {
  const { speech, root } = ground
  const { words } = speech
  const { targetYear, layout } = compared[0]?.result ?? {}
  const k = layout?.years.indexOf(targetYear ?? 0) ?? 0
  const yi = (amount: number | undefined): string => fixed((amount ?? 0) / paperUnits.yi.divisor, paperUnits.yi.decimals)
  const rows = compared.map(({ letter, scenario, result, fingerprint }) => {
    const unit = unitOf(result, root)
    return [
      letter,
      scenario.name,
      fingerprint.slice(0, 16),
      yi(unit.required[k]),
      yi(unit.capacity[k]),
      String(result.flags.filter((flag) => flag.unit === root).length),
    ]
  })
  return [
    ...compared.slice(1).map((run) => writer.text(headline(ground, run, compared[0] ?? run))),
    writer.table(filled(words.comparison.scenarios, { year: targetYear ?? '' }), {
      unit: yiOf(ground),
      head: words.comparison.scenarioHeads,
      rows,
      words: [0, 1, 2],
    }),
    writer.note(words.comparison.note),
  ]
}

/** A scenario's required spending beside the first one's, rounded before the difference is taken. */
function headline({ speech, root }: ComparisonGround, { letter, result }: ComparedRun, first: ComparedRun): string {
  const { comparison } = speech.words
  const year = result.targetYear
  const hundredths = (of: SimulationResult): number => Math.round((unitOf(of, root).required[of.layout.years.indexOf(year)] ?? 0) / 1e6)
  const [own, there] = [hundredths(result), hundredths(first.result)]
  const values = {
    year,
    letter,
    first: first.letter,
    own: fixed(own / 100, 2),
    there: fixed(there / 100, 2),
    sign: own > there ? comparison.more : comparison.less,
    change: fixed(Math.abs(own - there) / 100, 2),
  }
  return filled(own === there ? comparison.equal : comparison.headline, values)
}

/** Changes of a scenario that are told one by one; a scenario may move every standard. */
const mostChanges = 12

function changesBlocks(ground: ComparisonGround, writer: Writer, compared: readonly ComparedRun[]): readonly ReportBlock[] {
  const { words } = ground.speech
  const rows = compared.flatMap(({ letter, scenario, before }) => {
    const own = changeRows(ground, scenario, before).map((row) => [letter, ...row])
    const line = (text: string): readonly string[] => [letter, text, '', '', '', '', '', '']
    if (own.length === 0) return [line(words.comparison.unchanged)]
    const rest = own.length - mostChanges
    return rest > 0 ? [...own.slice(0, mostChanges), line(filled(words.comparison.moreChanges, { count: rest }))] : own
  })
  return [
    writer.table(words.policy.changes, {
      unit: '',
      head: [words.comparison.letter, ...words.policy.changeHeads],
      rows,
      words: [0, 1, 2, 3, 4, 5, 6, 7],
    }),
  ]
}

function resultBlocks(ground: ComparisonGround, writer: Writer, compared: readonly ComparedRun[]): readonly ReportBlock[] {
  const { speech, catalogue, root } = ground
  const { words } = speech
  const [first] = compared
  if (first === undefined) return []
  const { layout, targetYear } = first.result
  const unit = yiOf(ground)
  const letters = lettersOf(compared)
  const yearly = (figure: 'required' | 'capacity' | 'margin'): ReportBlock =>
    writer.table(speech.text(`figure.${figure}`), {
      unit,
      head: [speech.text('figure.year'), ...letters],
      rows: layout.years.map((year, k) => [
        speech.year(year, targetYear),
        ...compared.map(({ result }) => fixed((unitOf(result, root)[figure][k] ?? 0) / 1e8, 2)),
      ]),
      words: [0],
    })
  const down = (
    title: string,
    head: string,
    labels: readonly string[],
    parts: (result: SimulationResult) => readonly number[],
  ): ReportBlock =>
    writer.table(filled(title, { year: targetYear }), {
      unit,
      head: [head, ...letters],
      rows: rowsOfColumns(
        [...labels, words.total],
        compared.map(({ result }) => addedUp(parts(result), 'yi')),
        'yi',
      ),
      words: [0],
      addsDown: true,
    })
  const units = partsOf(ground)
  const k = layout.years.indexOf(targetYear)
  return [
    writer.note(speech.text('print.scenarioYears', { year: targetYear })),
    yearly('required'),
    yearly('margin'),
    writer.chart(words.comparison.chart, {
      unit: speech.text('unit.yi'),
      years: layout.years,
      lines: compared.map(({ letter, scenario, result }) => ({
        label: `${letter} ${short(scenario.name)}`,
        values: [...unitOf(result, root).margin].map((yuan) => yuan / 1e8),
      })),
    }),
    down(
      words.comparison.domains,
      words.comparison.domain,
      catalogue.domains.map(({ name }) => speech.of(name)),
      (result) => domainsOf(ground, result),
    ),
    down(
      words.comparison.payers,
      words.money.payer,
      paying.map((payer) => speech.text(`payer.${payer}`)),
      (result) => paidBy(result, root, targetYear),
    ),
    down(
      words.comparison.units,
      words.people.area,
      units.map((code) => speech.area(code)),
      (result) => units.map((code) => unitOf(result, code).required[k] ?? 0),
    ),
    writer.note(speech.text('leagues.estimate')),
  ]
}

const short = (name: string, most = 16): string => ([...name].length > most ? `${[...name].slice(0, most - 1).join('')}…` : name)

/** What all levels spend on each domain in the target year, yuan. */
function domainsOf({ catalogue, root }: ComparisonGround, { layout, expenditure, targetYear }: SimulationResult): readonly number[] {
  const [area, k, total] = [layout.areas.indexOf(root), layout.years.indexOf(targetYear), layout.payers.length - 1]
  return catalogue.domains.map(({ id }) =>
    catalogue.items.reduce(
      (sum, item, i) => (item.domain === id ? sum + (expenditure[expenditureIndex(layout, i, area, total, k)] ?? 0) : sum),
      0,
    ),
  )
}

function testBlocks(ground: ComparisonGround, writer: Writer, compared: readonly ComparedRun[]): readonly ReportBlock[] {
  const { speech, root } = ground
  const { words } = speech
  const answers = compared.map(({ result }) => answersOf(speech, unitOf(result, root).tests))
  const tests = ['pace', 'pay', 'room'] as const
  const severities = ['red', 'orange', 'yellow', 'grey'] as const
  const flags = compared.map(({ result }) => {
    const counts = severities.map((severity) => result.flags.filter((flag) => flag.severity === severity).length)
    return [...counts, counts.reduce((sum, count) => sum + count, 0)]
  })
  const subjects = compared.flatMap(({ letter, result }) =>
    result.flags
      .filter(({ unit }) => unit === root)
      .map((flag) => [
        letter,
        speech.text(`severity.${flag.severity}`),
        speech.subject(flag),
        speech.flag(flag),
        fixed(flag.size / 1e8, 2),
        flag.grade,
      ]),
  )
  return [
    writer.table(words.comparison.tests, {
      unit: '',
      head: [words.comparison.test, ...lettersOf(compared)],
      rows: tests.map((test, t) => [speech.text(`capacity.question.${test}`), ...answers.map((answer) => answer[t] ?? '')]),
      words: [0, ...compared.map((_, k) => k + 1)],
    }),
    thresholdTable(ground, writer),
    writer.table(words.comparison.flagCounts, {
      unit: filled(words.unit, { unit: words.comparison.flagUnit }),
      head: [words.comparison.severity, ...lettersOf(compared)],
      rows: [...severities.map((severity) => speech.text(`severity.${severity}`)), words.total].map((label, r) => [
        label,
        ...flags.map((counts) => fixed(counts[r], 0)),
      ]),
      words: [0],
      addsDown: true,
    }),
    writer.table(words.tests.flags, {
      unit: yiOf(ground),
      head: [words.comparison.letter, ...words.tests.flagHeads],
      rows: subjects.length === 0 ? [[words.none, '', '', '', '', '']] : subjects,
      words: [0, 1, 2, 3, 5],
    }),
  ]
}

/** Why each differs from the first, in the target year; the causes add up. */
function causeBlocks(ground: ComparisonGround, writer: Writer, compared: readonly ComparedRun[]): readonly ReportBlock[] {
  const { speech, causes, root } = ground
  const { words } = speech
  const groups = causeGroups.filter((group) => causes.some((each) => each.groups.includes(group)))
  const year = compared[0]?.result.targetYear ?? 0
  if (groups.length === 0) return [writer.text(words.comparison.same)]
  const columns = (figure: 'required' | 'margin'): readonly (readonly number[])[] =>
    causes.map((each) => {
      const [area, k] = [each.areas.indexOf(root), each.years.indexOf(year)]
      return addedUp(
        groups.map((group) => each.parts[each.groups.indexOf(group)]?.[causeIndex(each, figure, area, k)] ?? 0),
        'yi',
      )
    })
  return (['required', 'margin'] as const).map((figure) =>
    writer.table(filled(words.comparison.causes, { figure: speech.text(`figure.${figure}`), year, first: words.letters[0] ?? '' }), {
      unit: yiOf(ground),
      head: [words.comparison.cause, ...lettersOf(compared).slice(1)],
      rows: rowsOfColumns(
        [...groups.map((group) => speech.text(`cause.${group}`)), words.comparison.difference],
        columns(figure),
        'yi',
        'signed',
      ),
      words: [0],
      addsDown: true,
    }),
  )
}
