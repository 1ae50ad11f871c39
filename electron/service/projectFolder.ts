import { readdir } from 'node:fs/promises'
import { ages } from '../../models/population/lifeTable'
import { mortalityStandard, mortalityWork, survivalAtLifeExpectancy, type MortalityStandard } from '../../models/population/mortality'
import { projectRates, type ProjectedYear, type RatesInput, type YearInput } from '../../models/population/projectRates'
import type { Fault } from '../../models/shared/outcome'
import { faultList, readRates, type FaultList, type RatesTable, type RowSex } from './ratesTable'

export type FolderProjection =
  { readonly ok: true; readonly value: readonly ProjectedYear[] } | { readonly ok: false; readonly faults: readonly Fault[] }

/**
 * Runs the population kernel on a folder of rates that another program wrote (UN single-age layout): base_population_YYYY.csv,
 * nMx.csv, net_migration.csv (columns time_start, sex, age_start, value), asfr.csv (without sex), srb.csv (without sex and age).
 * YYYY is the first year lived through: its population stands on 1 January. Years go on as far as any of the files does.
 * Fertility of ages that are not listed is nil; everything else must be there for every year, sex and age 0…100.
 *
 * Levels may stand in for rates: with e0.csv (time_start, sex, value: years of life expectancy at birth, 35…95) nMx.csv is a
 * standard, its rates of one year, that is shifted to them in Brass logits; with tfr.csv (time_start, value: children per
 * woman) asfr.csv is a pattern, its rates of one year, that is scaled to them.
 *
 * @returns stock and flows by year, or every fault found, at most 40 of one file.
 */
export async function projectFolder(folder: string): Promise<FolderProjection> {
  const faults = faultList()
  const input = await readFolder(folder, faults)
  return input === undefined || faults.any() ? { ok: false, faults: faults.all() } : { ok: true, value: projectRates(input) }
}

async function readFolder(folder: string, faults: FaultList): Promise<RatesInput | undefined> {
  const base = await baseFile(folder, faults)
  if (base === undefined) return undefined
  const population = await readRates(folder, base, ['sex', 'age_start'], faults)
  const mx = await readRates(folder, 'nMx.csv', ['sex', 'age_start'], faults)
  const e0 = await optionalRates(folder, 'e0.csv', ['sex'], faults)
  const asfr = await readRates(folder, 'asfr.csv', ['age_start'], faults)
  const tfr = await optionalRates(folder, 'tfr.csv', [], faults)
  const srb = await readRates(folder, 'srb.csv', [], faults)
  const migration = await readRates(folder, 'net_migration.csv', ['sex', 'age_start'], faults)
  // What a broken row hides would be reported a second time as missing.
  if (faults.any()) return undefined
  const first = Number(base.slice(16, 20))
  const yearly = [e0 ?? mx, tfr ?? asfr, srb, migration]
  const last = Math.max(first, ...yearly.flatMap((table) => [...table.years]))
  if (!hasYears(population, first, first, faults)) return undefined
  const complete = yearly.map((table) => hasYears(table, first, last, faults))
  if (complete.includes(false)) return undefined
  const mortality = e0 === undefined ? undefined : shiftedMortality(mx, e0, faults)
  const fertility = tfr === undefined ? undefined : scaledFertility(asfr, tfr, faults)
  const years = Array.from({ length: last - first + 1 }, (_, k): YearInput => {
    const year = first + k
    return {
      year,
      ...(mortality?.(year) ?? { mxMale: deathRates(mx, year, 'male', faults), mxFemale: deathRates(mx, year, 'female', faults) }),
      asfr: fertility?.(year) ?? fertilityRates(asfr, year, faults),
      srb: positive(srb, year, 'both', 0, srb.at(year, 'both', 0), faults),
      migrantsMale: column(migration, year, 'male', faults),
      migrantsFemale: column(migration, year, 'female', faults),
    }
  })
  const persons = (sex: RowSex): Float64Array => notNegative(population, first, sex, column(population, first, sex, faults), faults)
  return { male: persons('male'), female: persons('female'), years }
}

/** A file that may be missing. */
async function optionalRates(
  folder: string,
  file: string,
  columns: Parameters<typeof readRates>[2],
  faults: FaultList,
): Promise<RatesTable | undefined> {
  const names: readonly string[] = await readdir(folder).catch(() => [])
  return names.includes(file) ? readRates(folder, file, columns, faults) : undefined
}

/** The year of a file that gives one pattern for all years; the first where there are several. */
const patternYear = (table: RatesTable): number => Math.min(...table.years)

/** Survival ratios of each year: the standard of nMx.csv shifted to the life expectancies of e0.csv. */
function shiftedMortality(mx: RatesTable, e0: RatesTable, faults: FaultList): (year: number) => Pick<YearInput, 'survival'> {
  const of = (sex: 'male' | 'female'): MortalityStandard => mortalityStandard(deathRates(mx, patternYear(mx), sex, faults), sex)
  const [male, female, work] = [of('male'), of('female'), mortalityWork()]
  const at = (year: number, sex: 'male' | 'female'): number => {
    const value = e0.at(year, sex, 0)
    if (value !== undefined && value >= 35 && value <= 95) return value
    const params = { year, sex, age: 0, value: value ?? 0 }
    faults.report({
      file: e0.file,
      path: place(year, sex, '0'),
      code: 'e0-outside',
      params,
      message: `${String(value)} is not between 35 and 95 years`,
    })
    return 70
  }
  return (year) => {
    const survival = new Float64Array(2 * ages)
    survivalAtLifeExpectancy(male, at(year, 'male'), work, survival, 0)
    survivalAtLifeExpectancy(female, at(year, 'female'), work, survival, ages)
    return { survival }
  }
}

/** Births per woman of each year: the pattern of asfr.csv scaled to the level of tfr.csv. */
function scaledFertility(asfr: RatesTable, tfr: RatesTable, faults: FaultList): (year: number) => Float64Array {
  const pattern = fertilityRates(asfr, patternYear(asfr), faults)
  const sum = pattern.reduce((all, rate) => all + rate, 0)
  positive(asfr, patternYear(asfr), 'both', 0, sum, faults)
  return (year) => {
    const level = notNegative(tfr, year, 'both', Float64Array.of(tfr.at(year, 'both', 0) ?? 0), faults)[0] ?? 0
    return pattern.map((rate) => (sum > 0 ? (rate / sum) * level : 0))
  }
}

async function baseFile(folder: string, faults: FaultList): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => undefined)
  if (names === undefined) {
    faults.report({ file: folder, path: '', code: 'folder-missing', message: 'there is no such folder, or it cannot be read' })
    return undefined
  }
  const found = names.filter((name) => /^base_population_\d{4}\.csv$/.test(name)).sort()
  if (found.length === 1) return found[0]
  const file = 'base_population_YYYY.csv'
  if (found.length === 0) faults.report({ file, path: '', code: 'file-missing', message: 'the file is missing' })
  else
    faults.report({
      file,
      path: '',
      code: 'file-several',
      params: { files: found.join(', ') },
      message: `only one can be the start: ${found.join(', ')}`,
    })
  return undefined
}

function hasYears(table: RatesTable, first: number, last: number, faults: FaultList): boolean {
  const missing: number[] = []
  for (let year = first; year <= last; year++) if (!table.years.has(year)) missing.push(year)
  if (missing.length === 0) return true
  const years = ranges(missing)
  faults.report({
    file: table.file,
    path: `years ${years}`,
    code: 'years-missing',
    params: { years },
    message: 'no values for these years',
  })
  return false
}

/** Values of all ages; every one must be there. */
function column(table: RatesTable, year: number, sex: RowSex, faults: FaultList): Float64Array {
  const values = new Float64Array(ages)
  const missing: number[] = []
  for (let age = 0; age < ages; age++) {
    const value = table.at(year, sex, age)
    if (value === undefined) missing.push(age)
    else values[age] = value
  }
  if (missing.length > 0) {
    const params = { year, sex, ages: ranges(missing) }
    faults.report({
      file: table.file,
      path: place(year, sex, params.ages),
      code: 'ages-missing',
      params,
      message: 'no values for these ages',
    })
  }
  return values
}

function deathRates(table: RatesTable, year: number, sex: RowSex, faults: FaultList): Float64Array {
  const rates = notNegative(table, year, sex, column(table, year, sex, faults), faults)
  // Nobody would ever die in the open group, and its person-years would be infinite.
  const oldest = table.at(year, sex, ages - 1)
  if (oldest === 0) positive(table, year, sex, ages - 1, oldest, faults)
  return rates
}

/** Ages that are not listed are nil: published files leave out single ages with no births, even between others. */
function fertilityRates(table: RatesTable, year: number, faults: FaultList): Float64Array {
  const rates = Float64Array.from({ length: ages }, (_, age) => table.at(year, 'both', age) ?? 0)
  return notNegative(table, year, 'both', rates, faults)
}

function notNegative(table: RatesTable, year: number, sex: RowSex, values: Float64Array, faults: FaultList): Float64Array {
  values.forEach((value, age) => {
    if (value >= 0) return
    const params = { year, sex, age, value }
    faults.report({
      file: table.file,
      path: place(year, sex, String(age)),
      code: 'negative',
      params,
      message: `${String(value)} is negative`,
    })
  })
  return values
}

function positive(table: RatesTable, year: number, sex: RowSex, age: number, value: number | undefined, faults: FaultList): number {
  if (value !== undefined && value > 0) return value
  const params = { year, sex, age, value: value ?? 0 }
  faults.report({
    file: table.file,
    path: place(year, sex, String(age)),
    code: 'not-positive',
    params,
    message: `${String(value)} is not above zero`,
  })
  return 1
}

const place = (year: number, sex: RowSex, age: string): string => `year ${String(year)}, ${sex}, age ${age}`

/** Ascending whole numbers, runs drawn together: 3, 5–7. */
function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run !== undefined && run[1] === number - 1) run[1] = number
    else runs.push([number, number])
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${String(from)}–${String(to)}`)).join(', ')
}

/** One row of the printed table: persons on 1 January. */
export interface StockRow {
  readonly year: number
  readonly sex: 'male' | 'female'
  readonly age: number
  readonly value: number
}

/** Stock on 1 January after each year, by year, sex and age. */
export function stockRows(projection: readonly ProjectedYear[]): readonly StockRow[] {
  return projection.flatMap((lived) =>
    (['male', 'female'] as const).flatMap((sex) => Array.from(lived[sex], (value, age) => ({ year: lived.year + 1, sex, age, value }))),
  )
}

/** The stock as CSV with the columns year, sex, age, value; numbers in full. */
export function projectionToCsv(projection: readonly ProjectedYear[]): string {
  const lines = stockRows(projection).map(({ year, sex, age, value }) => `${String(year)},${sex},${String(age)},${String(value)}`)
  return ['year,sex,age,value', ...lines, ''].join('\n')
}

/** The stock as a JSON array of {year, sex, age, value}, one to a line. */
export function projectionToJson(projection: readonly ProjectedYear[]): string {
  return `[\n${stockRows(projection)
    .map((row) => JSON.stringify(row))
    .join(',\n')}\n]\n`
}

/** Years in which more persons were to leave than there were, with the persons that were added to come to zero. */
export function clampedYears(projection: readonly ProjectedYear[]): readonly { readonly year: number; readonly persons: number }[] {
  return projection.filter(({ clamped }) => clamped > 0).map(({ year, clamped }) => ({ year, persons: clamped }))
}
