import { actualKinds, type ActualKind, type Request } from '../../contract/commands'
import { accountLines, besideLines, fundLines, ownParts } from '../../../models/scenario/accountForm'
import { csvTemplate, xlsxTemplate, type WrittenTemplate } from '../table/written'
import { writeWorkbook, type NewSheet } from '../table/workbook'
import type { Known, Target } from './known'
import { actualWords } from './words'

type TemplateRequest = Pick<Request<'actuals:template'>, 'format' | 'kind' | 'from' | 'to' | 'language'>
type Cell = string | number | null

/** A sheet of the template: columns that are filled in, columns of figures, columns for comparison. */
interface Form {
  readonly keys: readonly string[]
  readonly figures: readonly string[]
  readonly model: readonly string[]
  readonly rows: readonly { readonly keys: readonly Cell[]; readonly model: readonly (number | null)[] }[]
  readonly widths: readonly number[]
}

interface Language {
  readonly code: 'zh' | 'en'
  readonly words: (typeof actualWords.template)[TemplateRequest['language']]
}

const rounded = (value: number | null, decimals: number): number | null => (value === null ? null : Number(value.toFixed(decimals)))

const areaName = ({ catalogue }: Known, code: string, { code: language, words }: Language): string =>
  catalogue.regions.find((region) => region.code === code)?.name[language] ?? words.own

/** First name of a line in the template's language: the list has Chinese first, English after. */
function lineName(line: keyof typeof actualWords.lines, { code }: Language): string {
  const names = actualWords.lines[line]
  const isEnglish = (text: string): boolean => /^[\x20-\x7e]+$/.test(text)
  const found = names.find((text) => isEnglish(text) === (code === 'en')) ?? ''
  return code === 'en' ? found.slice(0, 1).toUpperCase() + found.slice(1) : found
}

function accountForm(known: Known, years: readonly number[], language: Language): Form {
  const { words, code } = language
  const money = (lines: readonly (keyof typeof actualWords.lines)[]): readonly string[] => lines.map((line) => lineName(line, language))
  const claims = known.claims.map((claim) => claim[code])
  const inTenThousands = (yuan: number | null): number | null => rounded(yuan === null ? null : yuan / 1e4, 0)
  return {
    keys: [words.columns.code, words.columns.area, words.columns.year],
    figures: [
      ...[...money([...ownParts, ...accountLines.in, ...accountLines.out]), ...claims, ...money(besideLines)].map(
        (name) => name + words.money,
      ),
      lineName('residents', language) + words.persons,
    ],
    model: (['ownRevenue', 'generalTransfers'] as const).map((line) => words.model + lineName(line, language) + words.money),
    rows: known.cells.flatMap((cell) =>
      years.map((year) => ({
        keys: [/^\d+$/.test(cell) ? Number(cell) : cell, areaName(known, cell, language), year],
        model: [inTenThousands(known.value('account', cell, year, '')), inTenThousands(known.generalTransfers(cell, year))],
      })),
    ),
    widths: [13, 16, 7],
  }
}

const named = ({ id, names, unit }: Target, { code }: Language): readonly [string, string, string, string] => [
  id,
  ...names[code],
  unit[code],
]

function countForm(known: Known, years: readonly number[], language: Language): Form {
  const { columns, model } = language.words
  const leaves = known.cells.filter((cell) => !cell.endsWith('-own'))
  const areas = [known.root, ...leaves]
  const heads = [columns.total, ...leaves.map((leaf) => areaName(known, leaf, language))]
  return {
    keys: [columns.id, columns.itemCount, columns.part, columns.unit, columns.year],
    figures: heads,
    model: heads.map((head) => model + head),
    rows: known.targets.count.flatMap((target) =>
      years.map((year) => ({
        keys: [...named(target, language), year],
        model: areas.map((area) => rounded(known.value('count', area, year, target.id), 0)),
      })),
    ),
    widths: [34, 30, 18, 9, 7],
  }
}

function standardForm(known: Known, years: readonly number[], language: Language): Form {
  const { columns, model, yearMark } = language.words
  const heads = years.map((year) => String(year) + yearMark)
  return {
    keys: [columns.id, columns.itemStandard, columns.part, columns.unit, columns.area],
    figures: heads,
    model: heads.map((head) => model + head),
    rows: known.targets.standard.map((target) => ({
      keys: [...named(target, language), null],
      model: years.map((year) => rounded(known.value('standard', known.root, year, target.id), 4)),
    })),
    widths: [34, 30, 18, 12, 12],
  }
}

function indicatorForm(known: Known, years: readonly number[], language: Language): Form {
  const { columns, yearMark, lastKnown } = language.words
  return {
    keys: [columns.id, columns.indicator, columns.unit],
    figures: years.map((year) => String(year) + yearMark),
    model: [lastKnown],
    rows: known.targets.indicator.map((target) => {
      const [id, name, , unit] = named(target, language)
      return { keys: [id, name, unit], model: [known.value('indicator', known.root, years.at(-1) ?? 0, target.id)] }
    }),
    widths: [22, 44, 14],
  }
}

function fundForm(known: Known, years: readonly number[], language: Language): Form {
  const { columns, model, yearMark } = language.words
  const heads = years.map((year) => String(year) + yearMark)
  const pooled = new Set(known.catalogue.funds.flatMap(({ id, pooledFrom }) => (pooledFrom === null ? [] : [`${id}.localPart`])))
  const isOfFund = ({ id }: Target): boolean => fundLines.some((line) => line !== 'localPart' && id.endsWith(`.${line}`)) || pooled.has(id)
  return {
    keys: [columns.id, columns.fund, columns.part, columns.unit],
    figures: heads,
    model: heads.map((head) => model + head),
    rows: known.targets.fund.filter(isOfFund).map((target) => ({
      keys: [...named(target, language)],
      model: years.map((year) => {
        const yuan = known.value('fund', known.root, year, target.id)
        return rounded(yuan === null ? null : yuan / 1e4, 0)
      }),
    })),
    widths: [36, 30, 18, 12],
  }
}

const forms: Readonly<Record<ActualKind, (known: Known, years: readonly number[], language: Language) => Form>> = {
  account: accountForm,
  count: countForm,
  standard: standardForm,
  indicator: indicatorForm,
  fund: fundForm,
}

/** Heads, then rows with their figures left blank. */
function tableOf({ keys, figures, model, rows }: Form, { columns }: Language['words']): readonly (readonly Cell[])[] {
  const blanks: readonly Cell[] = [...figures, columns.source, columns.grade].map(() => null)
  return [[...keys, ...figures, columns.source, columns.grade, ...model], ...rows.map((row) => [...row.keys, ...blanks, ...row.model])]
}

function sheetOf(kind: ActualKind, form: Form, { words }: Language): NewSheet {
  const { keys, figures, model } = form
  const isSigned = kind === 'account' || kind === 'indicator' || kind === 'fund'
  return {
    name: words.sheets[kind],
    rows: tableOf(form, words),
    widths: [
      ...form.widths,
      ...figures.map((head) => Math.max(11, Math.min(22, head.length * 1.6))),
      24,
      6,
      ...model.map((head) => Math.max(11, head.length * 1.5)),
    ],
    figures: { from: keys.length, to: keys.length + figures.length - 1, message: words.invalid, ...(isSigned ? { least: -1e15 } : {}) },
    greyFrom: keys.length + figures.length + 2,
  }
}

/** Tables to fill in for the years asked for, beside what the model has: all kinds with a sheet of notes, or one as CSV. */
export async function writeActualsTemplate({ format, kind, from, to, language }: TemplateRequest, known: Known): Promise<WrittenTemplate> {
  const words = actualWords.template[language]
  const spoken: Language = { code: language === 'en' ? 'en' : 'zh', words }
  const years = Array.from({ length: to - from + 1 }, (_, k) => from + k)
  if (format === 'csv' && kind !== undefined)
    return csvTemplate(`${words.file}-${words.sheets[kind]}`, tableOf(forms[kind](known, years, spoken), words))
  const { baseYear, horizonYear } = known.catalogue
  const notes = words.notes.map((line) => line.map((text) => text.replace('{from}', String(baseYear)).replace('{to}', String(horizonYear))))
  const sheets = actualKinds.map((of) => sheetOf(of, forms[of](known, years, spoken), spoken))
  const content = await writeWorkbook([
    ...sheets,
    { name: words.notesSheet, rows: [words.notesHead, ...notes], widths: [22, 100], wrap: true },
  ])
  return xlsxTemplate(words.file, content)
}
