import type { ReportBlock } from '../../../models/report/document'
import { causeGroups, causeIndex } from '../../../models/difference/causeTable'
import { fixed, plain } from '../../../models/shared/shownNumber'
import { componentCost, keyYears, newMoney, paying, type ComponentCost } from './amounts'
import { toldItems } from './assessmentPolicy'
import { unitOf, type AssessmentGround } from './ground'
import { filled } from './speech'
import { addedUp, paperUnits, rowsOfColumns, type Writer } from './writer'

/** Nothing is new in the base year. */
const laterYears = (ground: AssessmentGround): readonly number[] => keyYears(ground).filter((year) => year > ground.catalogue.baseYear)

/** What it costs: the formula in numbers, the new money by level and by cause, what stands and what is built. */
export function moneySection(ground: AssessmentGround, writer: Writer): void {
  const { speech, run } = ground
  const { words } = speech
  const years = laterYears(ground)
  const heads = [words.money.payer, ...years.map((year) => speech.year(year, run.result.targetYear))]
  const labels = [...paying.map((payer) => speech.text(`payer.${payer}`)), words.total]
  const all = run.result.layout.years
  writer.section(words.sections.money, [
    writer.text(words.money.formula),
    ...formulaTable(ground, writer),
    writer.table(words.money.byPayer, {
      unit: filled(words.unit, { unit: speech.text('unit.wan') }),
      head: heads,
      rows: rowsOfColumns(
        labels,
        years.map((year) => addedUp(newMoney(ground, year), 'wan')),
        'wan',
        'signed',
      ),
      words: [0],
      addsDown: true,
    }),
    writer.chart(words.money.chart, {
      unit: speech.text('unit.wan'),
      years: all,
      lines: paying.map((payer, p) => ({
        label: speech.text(`payer.${payer}`),
        values: all.map((year) => (newMoney(ground, year)[p] ?? 0) / 1e4),
      })),
    }),
    ...natureTable(ground, writer),
    ...causeTable(ground, writer),
    writer.note(words.money.note),
  ])
}

/** Deliveries × standard × payments × part of the budget, before and after. */
function formulaTable(ground: AssessmentGround, writer: Writer): readonly ReportBlock[] {
  const { speech, run, before } = ground
  const { words } = speech
  const year = run.result.targetYear
  const line = (name: string, side: string, cost: ComponentCost): readonly string[] => [
    name,
    side,
    fixed(cost.quantity, 0),
    plain(cost.standard),
    plain(cost.payments),
    plain(cost.fiscalShare),
    fixed(cost.amount / 1e4, 0),
  ]
  const rows = toldItems(ground).items.flatMap((item) =>
    item.components.flatMap((component) => {
      const id = `${item.id}.${component.id}`
      const [own, old] = [componentCost(ground, run.result, id, year), componentCost(ground, before, id, year)]
      if (own === null || old === null || Math.abs(own.amount - old.amount) < 1) return []
      const name = item.components.length > 1 ? `${speech.of(item.name)} · ${speech.of(component.name)}` : speech.of(item.name)
      return [line(name, words.money.old, old), line(name, words.money.own, own)]
    }),
  )
  return rows.length === 0
    ? []
    : [
        writer.table(filled(words.money.inNumbers, { year }), {
          unit: filled(words.unit, { unit: words.money.inNumbersUnit }),
          head: words.money.formulaHeads,
          rows,
          words: [0, 1],
        }),
      ]
}

/** What stands for good and what is paid once; of the local levels. */
function natureTable(ground: AssessmentGround, writer: Writer): readonly ReportBlock[] {
  const { speech, run } = ground
  const { words } = speech
  const room = run.result.units[0]?.room ?? null
  if (room === null) return []
  const years = laterYears(ground)
  const columns = years.map((year) => {
    const k = run.result.layout.years.indexOf(year)
    return addedUp([room.request.recurrent[k] ?? 0, room.request.oneOff[k] ?? 0], 'wan')
  })
  const labels = [speech.text('capacity.kind.recurrent'), speech.text('capacity.kind.one-off'), words.total]
  return [
    writer.table(words.money.nature, {
      unit: filled(words.unit, { unit: speech.text('unit.wan') }),
      head: [words.money.kind, ...years.map((year) => speech.year(year, run.result.targetYear))],
      rows: rowsOfColumns(labels, columns, 'wan', 'signed'),
      words: [0],
      addsDown: true,
    }),
  ]
}

/** Why the local levels have to spend more; the causes add up in every row. */
function causeTable({ speech, causes, root, run }: AssessmentGround, writer: Writer): readonly ReportBlock[] {
  const { words } = speech
  if (causes.groups.length === 0) return []
  const groups = causeGroups.filter((group) => causes.groups.includes(group))
  const years = run.result.layout.years.filter(
    (year) => year > run.result.lastActualYear && (year <= run.result.targetYear || year % 5 === 0),
  )
  const area = causes.areas.indexOf(root)
  const rows = years.map((year) => {
    const k = causes.years.indexOf(year)
    const parts = groups.map((group) => causes.parts[causes.groups.indexOf(group)]?.[causeIndex(causes, 'required', area, k)] ?? 0)
    return [speech.year(year, run.result.targetYear), ...addedUp(parts, 'wan').map((part) => fixed(part, 0))]
  })
  return [
    writer.table(words.money.causes, {
      unit: filled(words.unit, { unit: speech.text('unit.wan') }),
      head: [speech.text('figure.year'), ...groups.map((group) => speech.text(`cause.${group}`)), words.total],
      rows,
      words: [0],
      addsAcross: true,
    }),
  ]
}

/** Where the money comes from and where it goes; both tables come to the same resources. */
export function fundsSection(ground: AssessmentGround, writer: Writer): void {
  const { speech, run, root, catalogue, before } = ground
  const { words } = speech
  const years = keyYears(ground)
  const { layout } = run.result
  const unit = unitOf(run.result, root)
  const { divisor } = paperUnits.yi
  const heads = [words.funds.line, ...years.map((year) => speech.year(year, run.result.targetYear))]
  const yi = filled(words.unit, { unit: speech.text('unit.yi') })
  const at = (values: Readonly<Float64Array> | undefined, year: number): number => values?.[layout.years.indexOf(year)] ?? 0
  const sources = years.map((year) => addedUp([at(unit.ownRevenue, year), at(unit.generalTransfers, year)], 'yi'))
  const blocks: ReportBlock[] = [
    writer.text(words.funds.intro),
    writer.table(words.funds.sources, {
      unit: yi,
      head: heads,
      rows: rowsOfColumns([speech.text('figure.ownRevenue'), speech.text('figure.generalTransfers'), words.funds.resources], sources, 'yi'),
      words: [0],
      addsDown: true,
    }),
  ]
  const { residual } = unit
  if (residual !== null) {
    const claims = catalogue.fiscal.priorClaims
    const uses = years.map((year) => {
      const taken = [...claims.map((_, c) => at(residual.byClaim[c], year)), at(unit.required, year)]
      return addedUp([...taken, at(unit.resources, year) - taken.reduce((sum, amount) => sum + amount, 0)], 'yi')
    })
    const labels = [...claims.map(({ name }) => speech.of(name)), speech.text('figure.required'), words.funds.left, words.funds.resources]
    blocks.push(
      writer.table(words.funds.uses, { unit: yi, head: heads, rows: rowsOfColumns(labels, uses, 'yi'), words: [0], addsDown: true }),
    )
  }
  const claimed = (result: typeof before): readonly number[] => {
    const of = unitOf(result, root)
    return layout.years.map((_, k) => ((of.residual?.priorClaims[k] ?? 0) + (of.required[k] ?? 0)) / divisor)
  }
  blocks.push(
    writer.chart(residual === null ? words.funds.chartWithoutClaims : words.funds.chart, {
      unit: speech.text('unit.yi'),
      years: layout.years,
      lines: [
        { label: words.funds.resources, values: layout.years.map((_, k) => (unit.resources[k] ?? 0) / divisor) },
        { label: words.funds.claimedOwn, values: claimed(run.result) },
        { label: words.funds.claimedOld, values: claimed(before) },
      ],
    }),
    writer.note(words.funds.note),
  )
  writer.section(words.sections.funds, blocks)
}
