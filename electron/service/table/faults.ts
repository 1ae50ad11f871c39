import type { Fault } from '../../../models/shared/outcome'
import { shownText } from '../../../models/shared/visible'
import { faultList } from '../ratesTable'
import { actualFaults } from '../actuals/faults'
import { templateFaults } from '../catalogueTable/faults'
import { workbookFaults } from '../workbook/faults'
import { columnLetter } from './grid'

/** Faults of one table that are listed; of the rest only the number is told. */
export const faultLimit = 200

/** English sentences for logs and pipes; the interface has its own (`fault.<code>`). */
export const tableFaults = {
  ...actualFaults,
  ...workbookFaults,
  ...templateFaults,
  'workbook-protected': 'the workbook is protected by a password: open it, remove the password and save it again',
  'workbook-old': 'this is an .xls file of an old format: open it and save it as .xlsx',
  'workbook-corrupt': 'this is no readable .xlsx workbook: open it in Excel or WPS and save it as .xlsx',
  'workbook-too-large': 'unpacked, the workbook has more than {megabytes} MB',
  'sheet-too-large':
    'the table has {rows} rows and {columns} columns; at most {mostRows} and {mostColumns} are read, and {mostCells} cells',
  'table-html': 'this is a web page, not a table: open it in Excel or WPS and save it as .xlsx',
  'encoding-unknown': 'the text is neither UTF-8, UTF-16 nor GBK',
  'quotes-broken': 'a quotation mark is opened or closed wrongly',
  'head-missing': 'no row with the heads of age, male and female was found among the first {rows}',
  'column-missing': 'the column {wanted} is missing',
  'column-twice': 'the column "{head}" is there twice, also in column {other}',
  'sex-unreadable': '"{text}" is neither male nor female',
  'sex-missing': 'area {area}, year {year}, {sex}: no figures of "{head}" at ages {ages}',
  'column-percent': 'the column "{head}" holds percentages; persons are needed',
  'cell-error': 'the cell holds the error {text}',
  'not-a-number': '"{text}" is not a number',
  'figure-percent': '"{text}" is a percentage; persons are needed',
  'figure-date': 'the cell holds a date ({text}); persons are needed',
  'figure-negative': '"{text}" is negative',
  'figure-too-large': '"{text}" is more than ten thousand million persons',
  'formula-without-value': 'the formula has no result: open the file, let it calculate and save it',
  'age-blank': 'figures without an age',
  'age-open': '"{text}" is an open age group: single ages up to 100 are needed; ages from {age} on have to be broken down first',
  'age-group': '"{text}" is an age group: single ages are needed; break it down first',
  'age-date': 'the age became a date ({text}), probably typed as "{guess}": set the cell to text and type the age again',
  'age-serial': 'the age {text} looks like a date turned into a number: set the cell to text and type the age again',
  'age-outside': 'the age {text} is not a whole number from 0 to 100; add persons older than 100 to 100',
  'age-unreadable': '"{text}" is not an age',
  'code-unknown': 'there is no area with the code "{text}"',
  'area-unknown': 'there is no area called "{text}"',
  'area-blank': 'figures without an area',
  'area-disagrees': 'the code {code} and the name "{name}" are not of the same area',
  'area-missing': 'the table does not say which area it is of: choose the area, or add a column of codes',
  'year-blank': 'figures without a year',
  'year-unreadable': '"{text}" is not a year',
  'year-other': 'the year {year} is not the base year {base}',
  'row-doubled': 'area {area}, year {year}, age {age} already stands in row {other}',
  'row-too-long': 'there are more values than heads (a comma in a number?)',
  'totals-too-many': 'there are {count} rows of totals; leave out those that nobody needs',
  'total-disagrees': 'the total {stated} is not the sum of its parts {summed}',
  'row-total-disagrees': 'the total {stated} is not men and women together {summed}',
  'urban-above': '{urban} live in towns, but only {all} live there at all',
  'urban-one-sex': 'area {area}: urban persons are given for one sex only',
  'ages-missing': 'area {area}, year {year}: these ages are missing: {ages}',
  'figures-missing': 'area {area}, year {year}: no figures of "{head}" at ages {ages}',
  'table-empty': 'the table has no figures: fill it in first',
  'year-gap': 'area {area}: the year {year} is missing',
  'years-too-many': 'area {area} has {years} years; at most {most} are read',
  'projection-starts': 'area {area}: the projection begins in {year}; it has to begin in {first} or {second}',
  'population-area': 'there is no area {area}',
  'population-sexes': 'men and women do not cover the same years',
  'population-empty': 'area {area} has no inhabitants',
  'population-urban': 'area {area}: more live in towns than live there at all, at age {age}',
  'sheet-hidden': 'the hidden worksheet "{sheet}" was not read',
  'sheet-not-read': 'the worksheet "{sheet}" has the heads too and was not read',
  'column-unknown': 'the column "{head}" is not known and was not read',
  'column-without-head': 'the column has values but no head and was not read',
  formulas: '{count} cells hold formulas: the results of the last calculation were taken',
  'unit-scaled': 'the figures of "{head}" were multiplied by {factor} to give persons',
  'unit-unknown': 'the unit "{text}" is not known; the figures were taken as persons',
  'cells-scaled': '{count} cells name their own unit and were turned into persons',
  'row-left-out': 'the row "{text}" has no figures and was left out',
  'area-left-out': 'area {area} has no figures and was left out',
  'years-left-out': 'area {area} has no figures after {year}',
  'totals-checked': '{count} totals agree with their parts; they are not taken as data',
  'population-far': 'area {area}: {persons} persons, the catalogue has {known}',
  'projection-ends': 'area {area}: the projection ends in {last}, before {horizon}',
  heaping: 'area {area}, {sex}: Whipple index {index} (over 105): ages ending in 0 and 5 stand out',
  'heaping-strong': 'area {area}, {sex}: Whipple index {index} (over 125): ages ending in 0 and 5 stand out strongly',
  'sex-ratio-birth': 'area {area}: {ratio} boys to 100 girls at ages 0 to 4 (usual: 95 to 125)',
  'sex-ratio': 'area {area}: {ratio} men to 100 women at ages {from} to {to} (usual: 60 to 160)',
  'age-jump': 'area {area}, {sex}: {persons} at age {age}, but {mean} on average at the ages beside it',
  'cohort-grows': 'area {area}, {sex}: those aged {age} in {year} are {percent} % more than the year before',
  'parts-differ': 'the leagues sum up to {parts}, area {area} has {own}',
} as const

export type TableFault = keyof typeof tableFaults
type Params = Readonly<Record<string, string | number>>

const longestParam = 400

/** Where something stands, 0-based; shown as spreadsheets do. */
export interface Place {
  readonly row?: number
  readonly column?: number
}

const isTableFault = (code: string): code is TableFault => code in tableFaults

/** One fault or remark of a table. Row and column go along as the user sees them, so that any language can name them. */
export function tableFault(file: string, sheet: string, code: string, params: Params = {}, { row, column }: Place = {}): Fault {
  const cell = `${column === undefined ? '' : columnLetter(column)}${row === undefined ? '' : String(row + 1)}`
  // Cells of any content stand in messages: nothing in them may turn or hide what stands beside.
  const shown = Object.entries(params).map(
    ([key, value]) => [key, typeof value === 'string' ? shownText(value, longestParam) : value] as const,
  )
  const placed = {
    ...Object.fromEntries(shown),
    ...(row === undefined ? {} : { row: row + 1 }),
    ...(column === undefined ? {} : { column: columnLetter(column) }),
  }
  const words = isTableFault(code) ? tableFaults[code] : code
  return {
    file,
    path: [shownText(sheet), cell].filter((part) => part !== '').join('!'),
    code,
    params: placed,
    message: words.replace(/\{(\w+)\}/g, (_, name: string) => String(placed[name as keyof typeof placed] ?? '')),
  }
}

/** Collects what is wrong with a table, and what has to be said about it. */
export class TableLog {
  readonly file: string
  sheet = ''
  private readonly faults = faultList(faultLimit)
  private readonly remarks = faultList(faultLimit)

  constructor(file: string) {
    this.file = file
  }

  refuse(code: string, params: Params = {}, place: Place = {}): void {
    this.faults.report(tableFault(this.file, this.sheet, code, params, place))
  }

  remark(code: string, params: Params = {}, place: Place = {}): void {
    this.remarks.report(tableFault(this.file, this.sheet, code, params, place))
  }

  get isRefused(): boolean {
    return this.faults.any()
  }

  allFaults(): readonly Fault[] {
    return inOrder(this.faults.all())
  }

  allRemarks(): readonly Fault[] {
    return inOrder(this.remarks.all())
  }
}

/** From top to bottom of the table; what has no row comes last. */
const inOrder = (faults: readonly Fault[]): readonly Fault[] => {
  const rowOf = ({ params }: Fault): number => Number(params?.['row'] ?? Number.POSITIVE_INFINITY)
  return [...faults].sort((a, b) => (rowOf(a) === rowOf(b) ? 0 : rowOf(a) - rowOf(b)))
}
