import type { PopulationKind, Request } from '../../contract/commands'
import type { Catalogue } from '../../../models/catalogue/schema'
import { csvTemplate, xlsxTemplate, type WrittenTemplate } from './written'
import { tableWords } from './words'
import { writeWorkbook, type NewSheet } from './workbook'

type TemplateRequest = Request<'population:template'>
type Words = (typeof tableWords.template)[TemplateRequest['language']]

/** Columns of a template; a projection has a year and no residence. */
const columnsOf = (kind: PopulationKind): readonly (keyof Words['columns'])[] =>
  kind === 'base'
    ? ['code', 'area', 'age', 'male', 'female', 'urbanMale', 'urbanFemale']
    : ['code', 'area', 'year', 'age', 'male', 'female']

/** Heads, and a row for each area, year and age with the figures left blank. */
function templateRows({ kind, areas, language }: TemplateRequest, catalogue: Catalogue): (string | number | null)[][] {
  const words = tableWords.template[language]
  const columns = columnsOf(kind)
  const years =
    kind === 'base' ? [null] : Array.from({ length: catalogue.horizonYear - catalogue.baseYear + 1 }, (_, k) => catalogue.baseYear + k)
  const rows: (string | number | null)[][] = [columns.map((column) => words.columns[column])]
  for (const code of areas) {
    const name = catalogue.regions.find((region) => region.code === code)?.name
    const shown = name === undefined ? '' : language === 'en' ? name.en : name.zh
    for (const year of years)
      for (let age = 0; age <= 100; age++)
        rows.push([
          // As a number: a code kept as text gets a mark of warning in every row.
          Number(code),
          shown,
          ...(year === null ? [] : [year]),
          age === 100 ? words.openAge : age,
          ...columns.filter(isFigure).map(() => null),
        ])
  }
  return rows
}

const isFigure = (column: keyof Words['columns']): boolean => !['code', 'area', 'year', 'age'].includes(column)

function notesSheet(kind: PopulationKind, words: Words, { baseYear, horizonYear }: Catalogue): NewSheet {
  const { notes } = words
  const used =
    kind === 'base'
      ? [notes.date, notes.code, notes.age, notes.persons, notes.urban, notes.totals, notes.source]
      : [notes.dateProjection, notes.code, notes.year, notes.age, notes.persons, notes.totals, notes.source]
  const filled = (text: string): string =>
    text
      .replaceAll('{year}', String(baseYear))
      .replaceAll('{next}', String(baseYear + 1))
      .replaceAll('{horizon}', String(horizonYear))
  return { name: words.notesSheet, rows: [words.notesHead, ...used.map((line) => line.map(filled))], widths: [22, 90], wrap: true }
}

/** A table to fill in, as a workbook with a sheet of notes or as CSV that Excel opens without garbling (UTF-8 with its mark). */
export async function writeTemplate(request: TemplateRequest, catalogue: Catalogue): Promise<WrittenTemplate> {
  const words = tableWords.template[request.language]
  const rows = templateRows(request, catalogue)
  const base = request.kind === 'base' ? words.fileBase : words.fileProjection
  if (request.format === 'csv') {
    return csvTemplate(base, rows)
  }
  const columns = columnsOf(request.kind)
  const table: NewSheet = {
    name: words.sheet,
    rows,
    widths: columns.map((column) => (column === 'area' ? 24 : 13)),
    figures: { from: columns.indexOf('male'), to: columns.length - 1, message: words.invalid },
  }
  const content = await writeWorkbook([table, notesSheet(request.kind, words, catalogue)])
  return xlsxTemplate(base, content)
}
