import type { Provenance } from '../../../models/provenance'
import type { ReportBlock } from '../../../models/report/document'
import { fixed, percent } from '../../../models/shared/shownNumber'
import { newBurden, newMoney, paying } from './amounts'
import { toldItems } from './assessmentPolicy'
import { enteredCount } from './changes'
import { partsOf, type AssessmentGround, type ReportGround } from './ground'
import { filled } from './speech'
import { addedUp, rowsOfColumns, type Writer } from './writer'

interface Sourced {
  readonly source: string
  readonly grade: string
  readonly basis?: Parameters<ReportGround['speech']['of']>[0]
}

/** Parameters that every run rests on, with source and grade. */
export function commonSources({ catalogue, speech, runs }: ReportGround): readonly (readonly string[])[] {
  const { fiscal, population, targetYear } = catalogue
  const last = <T extends { readonly year: number }>(points: readonly T[]): T | undefined =>
    points.findLast(({ year }) => year <= targetYear)
  const outlook = population.outlooks.find(({ id }) => id === runs[0]?.result.outlook)
  const rows = (['realGrowth', 'taxElasticity', 'nonTaxGrowth', 'generalTransferGrowth'] as const).flatMap((lever) => {
    const point = last(fiscal[lever].points)
    if (point === undefined) return []
    return [
      [
        speech.text(`lever.${lever}`),
        lever.endsWith('Growth') ? percent(point.value, 2) : fixed(point.value, 2),
        point.grade,
        sourceOf(speech, point),
      ],
    ]
  })
  const unit = runs[0]?.result.units[0]
  const benchmarkRow =
    unit === undefined
      ? []
      : [
          [
            speech.text('capacity.benchmark.inForce'),
            percent(unit.benchmark.inForce, 2),
            unit.grade,
            unit.benchmark.inForce === unit.benchmark.catalogue
              ? speech.text('capacity.benchmark.own')
              : speech.text('capacity.benchmark.moved', { catalogue: percent(unit.benchmark.catalogue, 2) }),
          ],
        ]
  return [
    ...(outlook === undefined
      ? []
      : [[speech.text('population.outlook'), speech.of(outlook.name), outlook.grade, speech.of(outlook.reasoning)]]),
    ...benchmarkRow,
    ...rows,
    ...fiscal.priorClaims.map(({ name, amount }) => [
      speech.of(name),
      `${fixed(amount.value / 1e8, 2)} ${speech.text('unit.yi')}`,
      amount.grade,
      sourceOf(speech, amount),
    ]),
  ]
}

const sourceOf = (speech: ReportGround['speech'], { source, basis }: Sourced): string =>
  [speech.source(source), speech.of(basis)].filter((part) => part !== '').join(speech.words.joint)

/** Where the figures come from, how far they can be trusted, and how to run them again. */
export function sourcesSection(ground: AssessmentGround, writer: Writer): void {
  const { speech, run, sha256, catalogue } = ground
  const { words } = speech
  const { evidence } = run.result
  const items = toldItems(ground).items.flatMap((item) =>
    item.components.flatMap((component): readonly (readonly string[])[] => {
      const name = item.components.length > 1 ? `${speech.of(item.name)} · ${speech.of(component.name)}` : speech.of(item.name)
      const { quantity, unitCost } = component
      const fact = (
        what: string,
        given: (Sourced & { readonly value: number; readonly unit: string }) | undefined,
      ): readonly (readonly string[])[] =>
        given === undefined
          ? []
          : [
              [
                `${name} ${what}`,
                `${fixed(given.value, given.value < 100 ? 2 : 0)} ${speech.unit(given.unit)}`,
                given.grade,
                sourceOf(speech, given),
              ],
            ]
      return [
        ...fact(words.sources.quantity, sourced(quantity)),
        ...fact(words.sources.standard, unitCost === undefined ? undefined : sourced(unitCost)),
      ]
    }),
  )
  writer.section(words.sections.sources, [
    writer.text(
      filled(words.sources.evidence, {
        A: percent(evidence.total.A, 0),
        B: percent(evidence.total.B, 0),
        C: percent(evidence.total.C, 0),
        D: percent(evidence.total.D, 0),
      }),
    ),
    writer.text(enteredCount(ground, run.scenario)),
    writer.table(words.sources.table, {
      unit: '',
      head: words.sources.heads,
      rows: [...items, ...commonSources(ground)],
      words: [0, 1, 2, 3],
    }),
    writer.note((['A', 'B', 'C', 'D'] as const).map((grade) => speech.text(`grade.${grade}`)).join('  ')),
    identityNote(
      ground,
      writer,
      [{ name: run.scenario.name, fingerprint: run.fingerprint, resultFingerprint: run.resultFingerprint }],
      sha256,
      catalogue.version,
    ),
  ])
}

const sourced = (fact: {
  readonly value: number
  readonly unit: string
  readonly source: string
  readonly grade: string
  readonly basis?: Provenance['basis']
}) => fact

/** How to prove the figures: fingerprints whole, and what re-runs them. */
export function identityNote(
  { speech, program }: ReportGround,
  writer: Writer,
  runs: readonly { readonly name: string; readonly fingerprint: string; readonly resultFingerprint: string }[],
  sha256: string,
  version: string,
): ReportBlock {
  const { sources } = speech.words
  const lines = runs.map((run) => filled(sources.identity, run))
  return writer.note([...lines, filled(sources.again, { version, sha256, program })].join(' '))
}

/** What people fill in: scores, experts, signatures. Never a name. */
export function formsSection({ speech }: AssessmentGround, writer: Writer): void {
  const { words } = speech
  const blank = (count: number): readonly string[] => Array.from({ length: count }, () => '')
  writer.section(words.sections.forms, [
    writer.table(words.forms.scores, {
      unit: '',
      head: words.forms.scoreHeads,
      rows: words.forms.tests.map((test) => [test, ...blank(4)]),
      words: [0, 1, 2, 3, 4],
      isForm: true,
    }),
    writer.table(words.forms.experts, {
      unit: '',
      head: words.forms.expertHeads,
      rows: Array.from({ length: 4 }, () => blank(5)),
      words: [0, 1, 2, 3, 4],
      isForm: true,
    }),
    writer.note(speech.text('print.watermark')),
    { kind: 'signing', lines: words.forms.signatures },
  ])
}

/** Every year, across the page: what each level and each unit pays more. */
export function annexSection(ground: AssessmentGround, writer: Writer): void {
  const { speech, run } = ground
  const { words } = speech
  const { years, targetYear, lastActualYear } = { ...run.result, years: run.result.layout.years }
  const shown = years.filter((year) => year > Math.min(lastActualYear, targetYear))
  const unit = filled(words.unit, { unit: speech.text('unit.wan') })
  const heads = [words.people.area, ...shown.map(String)]
  const parts = partsOf(ground)
  writer.section(
    words.sections.annex,
    [
      writer.table(words.annex.payers, {
        unit,
        head: [words.money.payer, ...shown.map(String)],
        rows: rowsOfColumns(
          [...paying.map((payer) => speech.text(`payer.${payer}`)), words.total],
          shown.map((year) => addedUp(newMoney(ground, year), 'wan')),
          'wan',
        ),
        words: [0],
        addsDown: true,
      }),
      writer.table(words.annex.units, {
        unit,
        head: heads,
        rows: rowsOfColumns(
          [...parts.map((code) => speech.area(code)), words.total],
          shown.map((year) =>
            addedUp(
              parts.map((code) => newBurden(ground, code, year)),
              'wan',
            ),
          ),
          'wan',
        ),
        words: [0],
        addsDown: true,
      }),
      writer.note(words.annex.note),
      writer.note(speech.text('print.scenarioYears', { year: targetYear })),
    ],
    true,
  )
}
