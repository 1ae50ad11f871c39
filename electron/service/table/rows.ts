import type { PopulationKind } from '../../contract/commands'
import type { Refused } from './amount'
import { readAge, readFigure, readSex, readYear, type ReadAge } from './cells'
import type { Place, TableLog } from './faults'
import { areaNamed, type AreaNames } from './areaNames'
import { isBlankRow, type Grid } from './grid'
import { figureCell, figureKinds, keyCell, type FigureKind, type Heads } from './heads'
import { saysTotal } from './words'

/** What a table is read for. */
export interface TableUse {
  readonly kind: PopulationKind
  /** Areas that may be named, by code and by any of their names. */
  readonly names: AreaNames
  /** Whose figures they are where the table has no column that says so. */
  readonly area: string | undefined
  readonly baseYear: number
  readonly horizonYear: number
}

/** A row of figures: persons, NaN where the cell was refused, absent where it is empty. */
interface RowFigures {
  readonly row: number
  readonly values: Readonly<Partial<Record<FigureKind, number>>>
}

export interface Entry extends RowFigures {
  readonly area: string
  readonly year: number
  readonly age: number
}

/** A row that sums others up; no area or year: all of those in the table. */
export interface TotalRow extends RowFigures {
  readonly area: string | undefined
  readonly year: number | undefined
  readonly ages: readonly [from: number, to: number]
}

export interface ReadRows {
  readonly entries: readonly Entry[]
  readonly totals: readonly TotalRow[]
  /** Half of the last digit that any figure of a column is given to, in persons; half a person where they are counted. */
  readonly halfDigit: Readonly<Partial<Record<FigureKind, number>>>
  /** `area year` of rows whose keys could not all be read: what is missing there is not told a second time. */
  readonly agesInDoubt: ReadonlySet<string>
}

/** A row of a group of ages, which is a total if the single ages are in the table too. */
interface AgeGroup {
  readonly total: TotalRow
  readonly refused: Refused
}

interface Reading {
  readonly grid: Grid
  readonly heads: Heads
  readonly use: TableUse
  readonly log: TableLog
  readonly entries: Entry[]
  readonly totals: TotalRow[]
  readonly groups: AgeGroup[]
  readonly halfDigit: Partial<Record<FigureKind, number>>
  readonly agesInDoubt: Set<string>
  /** Faults of areas and years that were told: a block of rows with the same wrong code is one mistake. */
  readonly told: Set<string>
  readonly counts: { formulas: number; firstFormula: number; ownUnits: number; firstOwnUnit: number }
}

export const keyOf = (area: string, year: number): string => `${area} ${String(year)}`

/** Rows of each area and year, in the order of the table. */
export function bySlice(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const slices = new Map<string, Entry[]>()
  for (const entry of entries) {
    const key = keyOf(entry.area, entry.year)
    const known = slices.get(key)
    if (known === undefined) slices.set(key, [entry])
    else known.push(entry)
  }
  return slices
}

/** Read the rows below the heads. What is wrong with single cells goes to the log, all of it. */
export function readRows(grid: Grid, heads: Heads, use: TableUse, log: TableLog): ReadRows {
  const reading: Reading = {
    grid,
    heads,
    use,
    log,
    entries: [],
    totals: [],
    groups: [],
    halfDigit: {},
    agesInDoubt: new Set(),
    told: new Set(),
    counts: { formulas: 0, firstFormula: 0, ownUnits: 0, firstOwnUnit: 0 },
  }
  const { code, area } = heads.columns
  if (code === undefined && area === undefined && use.area === undefined) log.refuse('area-missing')
  else for (let row = heads.bodyRow; row < grid.rows.length; row++) if (!isBlankRow(grid.rows[row] ?? [])) readRow(reading, row)
  settleGroups(reading)
  if (heads.columns.sex !== undefined) shareDigits(reading.halfDigit)
  const { formulas, firstFormula, ownUnits, firstOwnUnit } = reading.counts
  if (formulas > 0) log.remark('formulas', { count: formulas }, { row: firstFormula })
  if (ownUnits > 0) log.remark('cells-scaled', { count: ownUnits }, { row: firstOwnUnit })
  return reading
}

/** Where men and women stand in one column their figures are given to the same digit. */
function shareDigits(half: Reading['halfDigit']): void {
  for (const [kind, shared] of Object.entries({
    male: half.total,
    female: half.total,
    urbanMale: half.urbanTotal,
    urbanFemale: half.urbanTotal,
  }))
    if (shared !== undefined) Object.assign(half, { [kind]: shared })
}

function readRow(reading: Reading, row: number): void {
  const { grid, heads, log } = reading
  const found = figuresOf(reading, row)
  const isEmpty = Object.keys(found).length === 0
  const silent = isEmpty ? undefined : log
  const area = areaOf(reading, row, silent)
  const year = yearOf(reading, row, silent)
  const cell = keyCell(grid, row, heads.columns.age)
  // "Total" may stand in the column of areas, with no age beside it.
  const read: ReadAge = cell === undefined || (cell.kind === 'empty' && area === 'all') ? { ok: true, total: [0, 100] } : readAge(cell)
  const sex = sexOf(reading, row, silent)
  const place = { area: area === 'all' ? undefined : area, year: year === 'all' ? undefined : year }
  const values = ofSex(found, sex)
  if (area === undefined || year === undefined || sex === undefined || (!read.ok && read.group === undefined)) {
    if (isEmpty) leaveOut(reading, row)
    else reading.agesInDoubt.add(keyOf(place.area ?? '', place.year ?? 0))
    if (!isEmpty && !read.ok) log.refuse(read.code, read.params, { row, column: heads.columns.age?.index ?? 0 })
  } else if (!read.ok) {
    if (isEmpty) leaveOut(reading, row)
    else reading.groups.push({ total: { row, values, ...place, ages: read.group ?? [0, 100] }, refused: read })
  } else if ('age' in read && place.area !== undefined && place.year !== undefined && sex !== 'all')
    reading.entries.push({ row, values, area: place.area, year: place.year, age: read.age })
  else if (!isEmpty) reading.totals.push({ row, values, ...place, ages: 'age' in read ? [read.age, read.age] : read.total })
}

/** Sex of the row: `both` where men and women have columns of their own, `all` for a total of both. */
function sexOf(reading: Reading, row: number, log: TableLog | undefined): 'both' | 'male' | 'female' | 'all' | undefined {
  const column = reading.heads.columns.sex
  const cell = keyCell(reading.grid, row, column)
  if (column === undefined || cell === undefined) return 'both'
  const read = readSex(cell)
  if (read.ok) return read.sex
  tellOnce(reading, log, read.code, read.params, { row, column: column.index })
  return undefined
}

/** Figures of a row that is of one sex, under the name of that sex. */
function ofSex(values: RowFigures['values'], sex: ReturnType<typeof sexOf>): RowFigures['values'] {
  if (sex !== 'male' && sex !== 'female') return values
  const { total, urbanTotal } = values
  return {
    ...(total === undefined ? {} : { [sex]: total }),
    ...(urbanTotal === undefined ? {} : { [sex === 'male' ? 'urbanMale' : 'urbanFemale']: urbanTotal }),
  }
}

/** Groups of ages whose single ages are all there are totals, as census tables print them between the ages; others are refused. */
function settleGroups({ groups, entries, totals, agesInDoubt, heads, log }: Reading): void {
  if (groups.length === 0) return
  const known = new Set(entries.map(({ area, year, age }) => `${keyOf(area, year)} ${String(age)}`))
  for (const { total, refused } of groups) {
    const [from, to] = total.ages
    const singles = Array.from(
      { length: Math.max(0, to - from + 1) },
      (_, k) => `${keyOf(total.area ?? '', total.year ?? 0)} ${String(from + k)}`,
    )
    if (singles.length > 0 && singles.every((key) => known.has(key))) totals.push(total)
    else {
      log.refuse(refused.code, refused.params, { row: total.row, column: heads.columns.age?.index ?? 0 })
      agesInDoubt.add(keyOf(total.area ?? '', total.year ?? 0))
    }
  }
}

/** A row without figures that is no row of the table: a note below it, say. */
function leaveOut({ grid, log }: Reading, row: number): void {
  const text = (grid.rows[row] ?? []).find(({ kind }) => kind !== 'empty')?.text ?? ''
  log.remark('row-left-out', { text: text.length > 40 ? `${text.slice(0, 40)}…` : text }, { row })
}

function figuresOf(reading: Reading, row: number): RowFigures['values'] {
  const values: Partial<Record<FigureKind, number>> = {}
  for (const kind of figureKinds) {
    const column = reading.heads.columns[kind]
    if (column === undefined) continue
    const cell = figureCell(reading.grid, row, column)
    const figure = readFigure(cell, column.factor)
    if (figure === undefined) continue
    if (!figure.ok) {
      reading.log.refuse(figure.code, figure.params, { row, column: column.index })
      values[kind] = Number.NaN
      continue
    }
    values[kind] = figure.persons
    const unit = figure.factor ?? column.factor
    const half = (unit / 2) * Number(`1e-${String(figure.decimals)}`)
    reading.halfDigit[kind] = Math.min(reading.halfDigit[kind] ?? half, half)
    const { counts } = reading
    if (cell.formula && counts.formulas++ === 0) counts.firstFormula = row
    if (figure.factor !== undefined && figure.factor !== column.factor && counts.ownUnits++ === 0) counts.firstOwnUnit = row
  }
  return values
}

function tellOnce({ told }: Reading, log: TableLog | undefined, code: string, params: Refused['params'], place: Place): void {
  const key = `${code} ${JSON.stringify(params)}`
  if (log === undefined || told.has(key)) return
  told.add(key)
  log.refuse(code, params, place)
}

/** Code of the row's area, `all` for a total over areas; undefined, and told to the log if there is one, where it is not known. */
function areaOf(reading: Reading, row: number, log: TableLog | undefined): string | undefined {
  const { grid, heads, use } = reading
  const { code: codes, area: names } = heads.columns
  if (codes === undefined && names === undefined) return use.area
  const [code, name] = [keyCell(grid, row, codes)?.text ?? '', keyCell(grid, row, names)?.text ?? '']
  const read = areaNamed(use.names, code, name)
  if (read.ok) return read.area
  const column = read.in === 'name' ? names?.index : (codes?.index ?? names?.index)
  tellOnce(reading, log, read.code, read.params, { row, ...(column === undefined ? {} : { column }) })
  return undefined
}

/** The row's year, `all` for a total over years; a base without a column of years is of the base year. */
function yearOf(reading: Reading, row: number, log: TableLog | undefined): number | 'all' | undefined {
  const { grid, heads, use } = reading
  const column = heads.columns.year
  const cell = keyCell(grid, row, column)
  if (column === undefined || cell === undefined) return use.baseYear
  if (saysTotal(cell.text)) return 'all'
  const read = readYear(cell)
  if (!read.ok) {
    tellOnce(reading, log, read.code, read.params, { row, column: column.index })
    return undefined
  }
  if (use.kind === 'base' && read.year !== use.baseYear) {
    tellOnce(reading, log, 'year-other', { year: read.year, base: use.baseYear }, { row, column: column.index })
    return undefined
  }
  return read.year
}
