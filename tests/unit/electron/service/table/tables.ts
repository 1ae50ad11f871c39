import { writeXlsx, type WriteSheet } from 'hucre/xlsx'
import { readPopulation, type ReadOptions, type ReadPopulation } from '../../../../../electron/service/table/population'
import type { PopulationPreview } from '../../../../../electron/contract/commands'
import { shippedCatalogue } from '../../../../fixtures/catalogue'

export type Value = string | number | boolean | Date | null

/** Men and women by age, as many as a league has; women a few less, nobody heaped on any age. */
export const men = Array.from({ length: 101 }, (_, age) => (age < 100 ? 21_000 - 200 * age : 150))
export const women = Array.from({ length: 101 }, (_, age) => (age < 100 ? 20_000 - 190 * age : 250))

export const ages = Array.from({ length: 101 }, (_, age) => age)
export const head: readonly Value[] = ['年龄', '男', '女']
/** Rows of a small table: age, men, women. */
export const body = (): Value[][] => ages.map((age) => [age, men[age] ?? 0, women[age] ?? 0])
export const table = (): Value[][] => [[...head], ...body()]

export const csvOf = (rows: readonly (readonly Value[])[], separator = ','): string =>
  rows.map((row) => row.map((value) => (value === null ? '' : String(value))).join(separator)).join('\r\n')

export const xlsxOf = (
  rows: readonly (readonly Value[])[],
  sheet: Partial<WriteSheet> = {},
  more: readonly WriteSheet[] = [],
): Promise<Uint8Array> => writeXlsx({ sheets: [{ name: '人口', rows: rows.map((row) => [...row]), ...sheet }, ...more] })

const hohhot: ReadOptions = { kind: 'base', area: '150100' }

export const readBytes = (bytes: Uint8Array, options: ReadOptions = hohhot, name = '人口.csv'): Promise<ReadPopulation> =>
  readPopulation({ name, bytes }, options, shippedCatalogue())
export const readText = (text: string, options?: ReadOptions): Promise<ReadPopulation> => readBytes(new TextEncoder().encode(text), options)
export const readCsv = (rows: readonly (readonly Value[])[], options?: ReadOptions): Promise<ReadPopulation> =>
  readText(csvOf(rows), options)
export const readXlsx = async (
  rows: readonly (readonly Value[])[],
  sheet?: Partial<WriteSheet>,
  options?: ReadOptions,
): Promise<ReadPopulation> => readBytes(await xlsxOf(rows, sheet), options, '人口.xlsx')

/** The preview of a table that has to be readable. */
export async function preview(read: Promise<ReadPopulation>): Promise<PopulationPreview> {
  const found = await read
  if (!found.ok) throw new Error(found.faults.map(({ path, message }) => `${path} ${message}`).join('\n'))
  return found.preview
}

/** Faults of a table that has to be refused: code, place and the parameters. */
export async function faults(read: Promise<ReadPopulation>): Promise<readonly string[]> {
  const found = await read
  if (found.ok) throw new Error('the table was taken')
  return found.faults.map(({ code, path }) => `${code} ${path}`.trim())
}

/** Codes of the remarks, without those on the total against the catalogue. */
export const remarks = async (read: Promise<ReadPopulation>): Promise<readonly string[]> =>
  (await preview(read)).remarks.map(({ code, path }) => `${code} ${path}`.trim()).filter((line) => !line.startsWith('population-far'))

/** The first population, men and women. */
export async function figures(read: Promise<ReadPopulation>): Promise<{ male: readonly number[]; female: readonly number[] }> {
  const [first] = (await preview(read)).populations
  if (first?.kind !== 'base') throw new Error('no base')
  return { male: first.male, female: first.female }
}

/** The rows with one cell changed: 1-based row as shown, column by letter. */
export function changed(rows: readonly (readonly Value[])[], cell: string, value: Value): Value[][] {
  const column = cell.charCodeAt(0) - 65
  const row = Number(cell.slice(1)) - 1
  return rows.map((cells, r) => (r === row ? cells.map((old, c) => (c === column ? value : old)) : [...cells]))
}
