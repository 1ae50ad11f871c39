import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { ages } from '../../models/population/lifeTable'
import { projectRates, type ProjectedYear, type YearInput } from '../../models/population/projectRates'
import type { Fault } from '../../models/shared/outcome'

/**
 * Runs the population kernel on a folder of rates that another program wrote: base_population_YYYY.csv, nMx.csv, asfr.csv,
 * srb.csv, net_migration.csv, each with columns time_start, (sex,) (age_start,) value.
 */
export type FolderProjection =
  | { readonly ok: true; readonly value: readonly ProjectedYear[] }
  | { readonly ok: false; readonly faults: readonly Fault[] }

const limitBytes = 64 * 1024 * 1024
type Sex = 'male' | 'female'
/** year → sex (or 'both') → age → value */
type Table = Map<number, Map<string, Map<number, number>>>

export async function projectFolder(folder: string): Promise<FolderProjection> {
  const faults: Fault[] = []
  const fault = (file: string, path: string, code: string, message: string): void => void faults.push({ file, path, code, message })
  const base = (await readdir(folder).catch(() => [])).filter((name) => /^base_population_\d{4}\.csv$/.test(name)).sort()[0]
  if (base === undefined) return { ok: false, faults: [{ file: folder, path: '', code: 'file-missing', message: 'no file base_population_YYYY.csv in this folder' }] }
  const read = (file: string, columns: readonly string[]): Promise<Table> => readTable(folder, file, columns, fault)
  const population = await read(base, ['sex', 'age_start'])
  const mx = await read('nMx.csv', ['sex', 'age_start'])
  const asfr = await read('asfr.csv', ['age_start'])
  const srb = await read('srb.csv', [])
  const migration = await read('net_migration.csv', ['sex', 'age_start'])
  if (faults.length > 0) return { ok: false, faults }
  const launchYear = Number(base.slice(16, 20))
  const years = [...mx.keys()].filter((year) => year >= launchYear).sort((a, b) => a - b)
  checkYears(years, launchYear, { asfr, srb, migration }, fault)
  const column = (table: Table, file: string, year: number, sex: string, complete: boolean, least = 0): Float64Array =>
    columnOf(table, file, year, sex, complete, least, fault)
  const inputs = years.map((year): YearInput => ({
    year,
    mxMale: column(mx, 'nMx.csv', year, 'male', true),
    mxFemale: column(mx, 'nMx.csv', year, 'female', true),
    asfr: column(asfr, 'asfr.csv', year, 'both', false),
    srb: srb.get(year)?.get('both')?.get(0) ?? 1,
    migrantsMale: column(migration, 'net_migration.csv', year, 'male', true, Number.NEGATIVE_INFINITY),
    migrantsFemale: column(migration, 'net_migration.csv', year, 'female', true, Number.NEGATIVE_INFINITY),
  }))
  const [male, female] = (['male', 'female'] as const).map((sex: Sex) => column(population, base, launchYear, sex, true))
  if (faults.length > 0 || male === undefined || female === undefined) return { ok: false, faults }
  return { ok: true, value: projectRates({ male, female, years: inputs }) }
}

type Report = (file: string, path: string, code: string, message: string) => void

async function readTable(folder: string, file: string, columns: readonly string[], fault: Report): Promise<Table> {
  const table: Table = new Map()
  const text = await readFile(join(folder, file), 'utf8').catch(() => undefined)
  if (text === undefined || text.length > limitBytes) {
    fault(file, '', text === undefined ? 'file-missing' : 'file-too-large', text === undefined ? 'file is missing or cannot be read' : 'file is larger than 64 MB')
    return table
  }
  const parsed = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), { header: true, skipEmptyLines: true })
  for (const name of ['time_start', ...columns, 'value']) {
    if (parsed.meta.fields?.includes(name) !== true) fault(file, 'header', 'column-missing', `column ${name} is missing`)
  }
  if (parsed.meta.fields === undefined || ['time_start', ...columns, 'value'].some((name) => parsed.meta.fields?.includes(name) !== true)) return table
  parsed.data.forEach((row, k) => {
    takeRow(table, file, k + 2, row, columns, fault)
  })
  return table
}

function takeRow(table: Table, file: string, line: number, row: Record<string, string>, columns: readonly string[], fault: Report): void {
  const numeric = (name: string): number => {
    const text = (row[name] ?? '').trim()
    const value = text === '' ? Number.NaN : Number(text)
    if (!Number.isFinite(value)) fault(file, `line ${String(line)}, column ${name}`, 'not-a-number', `"${text.slice(0, 40)}" is not a number`)
    return value
  }
  const [year, value] = [numeric('time_start'), numeric('value')]
  const sex = columns.includes('sex') ? (row['sex'] ?? '').trim() : 'both'
  const age = columns.includes('age_start') ? numeric('age_start') : 0
  if (!['male', 'female', 'both'].includes(sex)) fault(file, `line ${String(line)}, column sex`, 'unknown-sex', `"${sex.slice(0, 40)}" is neither male nor female`)
  if (columns.includes('age_start') && (!Number.isInteger(age) || age < 0 || age >= ages)) fault(file, `line ${String(line)}, column age_start`, 'age-out-of-range', `age must be a whole number from 0 to 100`)
  const bySex = table.get(year) ?? new Map<string, Map<number, number>>()
  const byAge = bySex.get(sex) ?? new Map<number, number>()
  if (byAge.has(age)) fault(file, `line ${String(line)}`, 'row-doubled', `year ${String(year)}, ${sex}, age ${String(age)} is given twice`)
  byAge.set(age, value)
  bySex.set(sex, byAge)
  table.set(year, bySex)
}

function checkYears(years: readonly number[], launchYear: number, others: Readonly<Record<'asfr' | 'srb' | 'migration', Table>>, fault: Report): void {
  if (years[0] !== launchYear) fault('nMx.csv', `year ${String(launchYear)}`, 'year-missing', 'the first year of the projection has no death rates')
  years.forEach((year, k) => {
    if (k > 0 && year !== (years[k - 1] ?? 0) + 1) fault('nMx.csv', `year ${String(year)}`, 'year-missing', 'a year is left out before this one')
    for (const [name, table] of Object.entries(others)) {
      if (!table.has(year)) fault(name === 'migration' ? 'net_migration.csv' : `${name}.csv`, `year ${String(year)}`, 'year-missing', `no values for ${String(year)}`)
    }
  })
}

/** `complete`: every age must be given; else ages that are left out are zero. */
function columnOf(table: Table, file: string, year: number, sex: string, complete: boolean, least: number, fault: Report): Float64Array {
  const values = new Float64Array(ages)
  const byAge = table.get(year)?.get(sex)
  for (let age = 0; age < ages; age++) {
    const value = byAge?.get(age)
    if (value === undefined) {
      if (complete) fault(file, `year ${String(year)}, ${sex}, age ${String(age)}`, 'age-missing', 'no value')
      continue
    }
    if (value < least) fault(file, `year ${String(year)}, ${sex}, age ${String(age)}`, 'negative', `${String(value)} is negative`)
    values[age] = value
  }
  return values
}

/** Stock on 1 January after each year, long form. */
export function projectionToCsv(projection: readonly ProjectedYear[]): string {
  const lines = ['year,sex,age,value']
  for (const { year, male, female } of projection) {
    male.forEach((value, age) => lines.push(`${String(year + 1)},male,${String(age)},${String(value)}`))
    female.forEach((value, age) => lines.push(`${String(year + 1)},female,${String(age)},${String(value)}`))
  }
  return `${lines.join('\n')}\n`
}

export function projectionToJson(projection: readonly ProjectedYear[]): string {
  const years = projection.map(({ year, male, female, births, deaths, netMigrants, clamped }) => ({ year, births, deaths, netMigrants, clamped, male: [...male], female: [...female] }))
  return `${JSON.stringify({ stockOn: '1 January after the year', years }, null, 1)}\n`
}
