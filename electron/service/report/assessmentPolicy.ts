import type { Item } from '../../../models/catalogue/schema'
import { fixed, percent, plain, signed } from '../../../models/shared/shownNumber'
import { roundedParts } from '../../../models/shared/rounding'
import type { ReportBlock } from '../../../models/report/document'
import { componentCost, keyYears, quantityAt } from './amounts'
import { standardAt } from '../../../models/scenario/leverPaths'
import { changeRows } from './changes'
import { changedItems, partsOf, type AssessmentGround } from './ground'
import { filled } from './speech'
import type { Writer } from './writer'

/** Items that are told of one by one; a scenario may change all of them. */
export const mostItems = 5

/** Items whose policy is changed, those that cost most more first; the rest is counted. */
export function toldItems({ catalogue, run, before }: AssessmentGround): { readonly items: readonly Item[]; readonly rest: number } {
  const changed = changedItems(catalogue, run.scenario)
  const { layout, targetYear } = run.result
  const k = layout.years.indexOf(targetYear)
  const move = (item: Item): number => {
    const row = layout.items.indexOf(item.id)
    const at = row * layout.areas.length * layout.years.length + k
    return Math.abs((run.result.borne[at] ?? 0) - (before.borne[at] ?? 0))
  }
  const sorted = changed.toSorted((a, b) => move(b) - move(a))
  return { items: sorted.slice(0, mostItems), rest: Math.max(0, sorted.length - mostItems) }
}

export function policySection(ground: AssessmentGround, writer: Writer): void {
  const { speech, run, before } = ground
  const { words } = speech
  const { items, rest } = toldItems(ground)
  const rows = changeRows(ground, run.scenario, before)
  writer.section(words.sections.policy, [
    writer.text(filled(words.policy.intro, { count: rows.length, name: run.scenario.name })),
    ...(run.scenario.note === '' ? [] : [writer.text(run.scenario.note)]),
    writer.table(words.policy.changes, {
      unit: '',
      head: words.policy.changeHeads,
      rows: rows.length === 0 ? [[words.none, '', '', '', '', '', '']] : rows,
      words: [0, 1, 2, 3, 4, 5, 6],
    }),
    ...items.map((item): ReportBlock => writer.text(itemSentence(ground, item))),
    ...standardsTable(ground, writer, items),
    ...(rest > 0 ? [writer.note(filled(words.policy.rest, { count: rest }))] : []),
    writer.note(words.policy.ground),
  ])
}

function itemSentence({ speech, catalogue }: AssessmentGround, item: Item): string {
  const { policy } = speech.words
  return filled(policy.item, {
    order: item.order,
    name: speech.of(item.name),
    domain: speech.of(catalogue.domains.find(({ id }) => id === item.domain)?.name),
    object: speech.of(item.beneficiary),
    department: item.department,
    discretion: speech.text(`standards.discretion.${item.discretion}`),
    guarantees: item.threeGuarantees.value ? policy.guaranteed : policy.notGuaranteed,
  })
}

/** Standards that move, beside what they would be, and the nation's where it alone sets them. */
function standardsTable(ground: AssessmentGround, writer: Writer, items: readonly Item[]): readonly ReportBlock[] {
  const { speech, run, before, root, catalogue } = ground
  const { policy } = speech.words
  const year = run.result.targetYear
  const ids = items.flatMap((item) => [
    ...item.components.flatMap(({ id, poolShare, unitCost, name }) =>
      poolShare === undefined && unitCost !== undefined
        ? [{ id: `${item.id}.${id}`, name: `${speech.of(item.name)} · ${speech.of(name)}`, unit: unitCost.unit, item }]
        : [],
    ),
    ...catalogue.pools
      .filter(({ id }) => id === item.pool)
      .map(({ id, name, standard }) => ({ id, name: speech.of(name), unit: standard.unit, item })),
  ])
  const rows = ids.flatMap(({ id, name, unit, item }) => {
    const [own, old] = [standardAt(run.result, id, root, year), standardAt(before, id, root, year)]
    if (own === null || old === null || Math.abs(own - old) < 1e-9) return []
    const floor = nationalWords(ground, item, id, year)
    return [[name, speech.unit(unit), plain(old), plain(own), floor, old > 0 ? percent(own / old - 1) : '—']]
  })
  return rows.length === 0
    ? []
    : [writer.table(filled(policy.standards, { year }), { unit: '', head: policy.standardHeads, rows, words: [0, 1] })]
}

/** What the nation pays on or asks for, where it is known apart; the whole standard where the nation alone sets it. */
function nationalWords({ speech, before }: AssessmentGround, item: Item, id: string, year: number): string {
  const { policy } = speech.words
  const { layout, national } = before
  const known = item.components.some((component) => `${item.id}.${component.id}` === id && component.national !== undefined)
  if (!known && item.discretion !== 'national') return item.discretion === 'regional' ? policy.noNational : policy.unknownNational
  return plain(national[layout.standards.indexOf(id) * layout.years.length + layout.years.indexOf(year)])
}

/** How many are served, where and when; the parts add up to the whole. */
export function peopleSection(ground: AssessmentGround, writer: Writer): void {
  const { speech, run, before } = ground
  const { words } = speech
  const years = keyYears(ground)
  const { items } = toldItems(ground)
  const parts = partsOf(ground)
  const served = items.flatMap((item) =>
    item.components.flatMap((component) => {
      const id = `${item.id}.${component.id}`
      const [own, old] = [
        componentCost(ground, run.result, id, run.result.targetYear),
        componentCost(ground, before, id, run.result.targetYear),
      ]
      const moves = own !== null && old !== null && Math.abs(own.amount - old.amount) > 1
      return moves ? [{ id, item, component, size: Math.abs(own.amount - old.amount) }] : []
    }),
  )
  const shown = served.toSorted((a, b) => b.size - a.size).slice(0, 3)
  const tables = shown.map(({ id, item, component }) => {
    const columns = years.map((year) => {
      const counts = parts.map((code) => quantityAt(run.result, id, code, year))
      const rounded = roundedParts(counts, 1, 0)
      return [...rounded, rounded.reduce((sum, count) => sum + count, 0)]
    })
    const name = item.components.length > 1 ? `${speech.of(item.name)} · ${speech.of(component.name)}` : speech.of(item.name)
    return writer.table(filled(words.people.table, { name }), {
      unit: filled(words.unit, { unit: speech.unit(component.quantity.unit) }),
      head: [words.people.area, ...years.map((year) => speech.year(year, run.result.targetYear))],
      rows: [...parts.map((code) => speech.area(code)), words.total].map((label, r) => [
        label,
        ...columns.map((column) => fixed(column[r], 0)),
      ]),
      words: [0],
      addsDown: true,
    })
  })
  writer.section(words.sections.people, [
    writer.text(tables.length === 0 ? words.people.none : filled(words.people.intro, { outlook: outlookName(ground) })),
    ...tables,
    ...(served.length > shown.length ? [writer.note(filled(words.people.rest, { count: served.length - shown.length }))] : []),
    ...variantTable(ground, writer, shown[0]?.id),
    writer.note(words.people.note),
  ])
}

const outlookName = ({ catalogue, speech, run }: AssessmentGround): string =>
  speech.of(catalogue.population.outlooks.find(({ id }) => id === run.result.outlook)?.name)

/** The same people under every outlook of the population. */
function variantTable(
  { catalogue, speech, outlooks, root, run }: AssessmentGround,
  writer: Writer,
  id: string | undefined,
): readonly ReportBlock[] {
  const { people, year: inYear, unit } = speech.words
  const { layout, targetYear } = run.result
  const years = [targetYear, Math.round((targetYear + (layout.years.at(-1) ?? targetYear)) / 2), layout.years.at(-1) ?? targetYear]
  const count = ({ population }: (typeof outlooks)[number]['result'], year: number): number =>
    population.find(({ region }) => region === root)?.total[layout.years.indexOf(year)] ?? 0
  const [own] = [run.result]
  const rows = outlooks.map(({ id: outlook, result }) => {
    const name = speech.of(catalogue.population.outlooks.find((known) => known.id === outlook)?.name)
    const residents = years.map((year) => fixed(count(result, year) / 1e4, 1))
    const served = id === undefined ? [] : years.map((year) => fixed(quantityAt(result, id, root, year), 0))
    const difference =
      id === undefined ? [] : [signed(quantityAt(result, id, root, years[2] ?? 0) - quantityAt(own, id, root, years[2] ?? 0), 0)]
    return [name, ...residents, ...served, ...difference]
  })
  const head = [
    people.outlook,
    ...years.map((year) => `${people.residents} ${filled(inYear, { year })}`),
    ...(id === undefined ? [] : [...years.map((year) => `${people.served} ${filled(inYear, { year })}`), people.difference]),
  ]
  return [writer.table(people.variants, { unit: filled(unit, { unit: people.variantUnits }), head, rows, words: [0] })]
}

/** Who pays how much of the items, by which document. */
export function sharingSection(ground: AssessmentGround, writer: Writer): void {
  const { speech } = ground
  const { words } = speech
  const { items } = toldItems(ground)
  const rows = items.map((item) => {
    const { shares } = item
    if (shares === null) return [speech.of(item.name), ...Array.from({ length: 4 }, () => '—'), words.sharing.fund, '']
    const parts = roundedParts([shares.central, shares.region, shares.league, shares.banner], 0.01, 1)
    return [
      speech.of(item.name),
      ...parts.map((part) => fixed(part, 1)),
      words.sharing.rules[shares.rule],
      `${speech.source(shares.source)} (${shares.grade})`,
    ]
  })
  writer.section(words.sections.sharing, [
    writer.text(words.sharing.intro),
    writer.table(words.sharing.table, {
      unit: filled(words.unit, { unit: '%' }),
      head: words.sharing.heads,
      rows: rows.length === 0 ? [[words.none, '', '', '', '', '', '']] : rows,
      words: [0, 5, 6],
    }),
    writer.note(words.sharing.note),
  ])
}
