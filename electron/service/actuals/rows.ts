import type { ActualKind, ReadActual } from '../../contract/commands'
import type { Grade } from '../../../models/catalogue/schema'
import { visibleText } from '../../../models/shared/visible'
import { readAmount, shortened, type AmountRules } from '../table/amount'
import { areaNamed } from '../table/areaNames'
import { readYear } from '../table/cells'
import { faultLimit, type TableLog } from '../table/faults'
import { cellAt, isBlankRow, shownAt, squeezed, type Cell, type Grid } from '../table/grid'
import { reportLoose } from '../table/headRows'
import type { ActualHeads, KeyName, Line, ValueColumn } from './heads'
import { bareName, targetIndex, type Known, type Target } from './known'
import { nearest } from './nearest'
import { moneyNamed, saysUnknown, unitFactor, unitNames } from './words'

/** A figure of a cell, with all that is known of what it is of. */
export interface Found {
  readonly kind: ActualKind
  /** Code of an area, or `all` for a sum over areas. */
  readonly area: string
  readonly year: number
  /** Component, standard or indicator; empty for accounts. */
  readonly target: string
  readonly line: Line | undefined
  /** In the scenario's unit: yuan, deliveries, the standard's or the indicator's own. */
  readonly value: number
  /** Half of the last digit that it is given to. */
  readonly half: number
  readonly sheet: string
  readonly row: number
  readonly column: number
  readonly source: string
  readonly grade: Grade | undefined
}

interface Reading {
  readonly grid: Grid
  readonly heads: ActualHeads
  readonly known: Known
  readonly log: TableLog
  readonly targets: ReturnType<typeof targetIndex>
  readonly counts: { formulas: number; unknown: number; assumed: number; guesses: number }
  readonly told: Set<string>
}

const residentUnits = unitNames('person')
const emptyTargets = { ids: new Map<string, Target>(), names: new Map<string, Target>() }

/** Read the figures below the heads of a sheet; what is wrong with any cell goes to the log. */
export function readActualRows(grid: Grid, heads: ActualHeads, known: Known, log: TableLog): readonly Found[] {
  const reading: Reading = {
    grid,
    heads,
    known,
    log,
    targets: heads.kind === 'account' ? emptyTargets : targetIndex(known.targets[heads.kind]),
    counts: { formulas: 0, unknown: 0, assumed: 0, guesses: 0 },
    told: new Set(),
  }
  const texts = Array.from(
    { length: Math.max(0, ...grid.rows.map((row) => row.length)) },
    (_, column) => shownAt(grid, heads.headRow, column).text,
  )
  reportLoose(grid, heads.headRow, grid.sheet === '' ? texts.slice(0, grid.rows[heads.headRow]?.length ?? 0) : headsOf(heads, texts), log)
  const found: Found[] = []
  for (let row = heads.bodyRow; row < grid.rows.length; row++) if (!isBlankRow(grid.rows[row] ?? [])) found.push(...readRow(reading, row))
  const { formulas, unknown, assumed } = reading.counts
  if (formulas > 0) log.remark('formulas', { count: formulas })
  if (unknown > 0) log.remark('cells-unknown', { count: unknown })
  if (assumed > 0) log.remark('unit-assumed', { count: assumed })
  return found
}

/** Heads by column; a column whose head stands in the row above has one too. */
const headsOf = ({ keys, values }: ActualHeads, texts: readonly string[]): readonly string[] => {
  const named = new Set([...Object.values(keys), ...values.map(({ index }) => index)])
  return texts.map((text, column) => (text === '' && named.has(column) ? '.' : text))
}

const keyText = ({ grid, heads }: Reading, row: number, key: KeyName): Cell | undefined => {
  const column = heads.keys[key]
  return column === undefined ? undefined : shownAt(grid, row, column)
}
const textOf = (reading: Reading, row: number, key: KeyName): string => keyText(reading, row, key)?.text ?? ''

function refuse(
  reading: Reading,
  code: string,
  params: Readonly<Record<string, string | number>>,
  row: number,
  column: number | undefined,
): undefined {
  reading.log.refuse(code, params, { row, ...(column === undefined ? {} : { column }) })
}

function readRow(reading: Reading, row: number): readonly Found[] {
  const { heads, grid } = reading
  const filled = heads.values.filter(({ index }) => isFilled(reading, cellAt(grid, row, index)))
  if (filled.length === 0) return []
  const kind = heads.kind
  const target = kind === 'account' ? undefined : targetOf(reading, row)
  const unit = target === undefined ? undefined : rowUnit(reading, row, target)
  const said = provenanceOf(reading, row)
  const [area, year] = [rowArea(reading, row, filled), rowYear(reading, row, filled)]
  const { sheet } = grid
  const found = filled.flatMap((column): readonly Found[] => {
    const read = valueOf(reading, row, column, target, unit)
    const [ofArea, ofYear] = [column.area ?? area, column.year ?? year]
    if (read === undefined || said === undefined || ofArea === undefined || ofYear === undefined) return []
    if (!isInTime(reading, ofYear, row, column)) return []
    return [
      { kind, area: ofArea, year: ofYear, target: target?.id ?? '', line: column.line, ...read, sheet, row, column: column.index, ...said },
    ]
  })
  return kind !== 'account' && (target === undefined || unit === undefined) ? [] : found
}

/** Whether a cell says a figure; what says that it is not known counts as empty. */
function isFilled({ counts }: Reading, cell: Cell): boolean {
  if (cell.kind === 'text' && saysUnknown(cell.text)) {
    counts.unknown++
    return false
  }
  return cell.kind !== 'empty' || cell.formula
}

function valueOf(
  reading: Reading,
  row: number,
  { index, head, factor, line }: ValueColumn,
  target: Target | undefined,
  unit: number | undefined,
): Pick<Found, 'value' | 'half'> | undefined {
  const cell = cellAt(reading.grid, row, index)
  const { kind } = reading.heads
  // Who lives in a banner stands among the money of its account.
  const isMoney = kind === 'account' && line !== 'residents'
  const isFund = kind === 'fund'
  const names = line === 'residents' ? residentUnits : (target?.unitNames ?? [])
  const rules: AmountRules = {
    factor: (isMoney ? factor : unit) ?? 1,
    unit: isMoney || isFund ? moneyNamed : (text) => unitFactor(text, names),
    codes: 'amount',
    most: isMoney || isFund ? 1e15 : 1e12,
    negative: isMoney || isFund || kind === 'indicator',
    perCent: kind === 'indicator' && target?.unitNames.some((name) => name.startsWith('%')) === true,
  }
  const read = readAmount(cell, rules)
  if (read === undefined) return undefined
  if (!read.ok) {
    refuse(reading, read.code, read.params, row, index)
    // What depends on the cell is not told a second time.
    return { value: Number.NaN, half: 0 }
  }
  if (isMoney && factor === undefined && read.factor === undefined && read.value !== 0) {
    if (!reading.told.has(`unit ${String(index)}`)) refuse(reading, 'unit-missing', { head: shortened(head) }, reading.heads.headRow, index)
    reading.told.add(`unit ${String(index)}`)
    return { value: Number.NaN, half: 0 }
  }
  if (cell.formula) reading.counts.formulas++
  if (line !== undefined && read.value < 0) reading.log.remark('account-negative', { text: shortened(cell.text) }, { row, column: index })
  const half = ((read.factor ?? rules.factor) / 2) * Number(`1e-${String(read.decimals)}`)
  return { value: read.value, half }
}

function isInTime({ known: { catalogue }, log, told }: Reading, year: number, row: number, column: ValueColumn): boolean {
  const { baseYear, horizonYear } = catalogue
  if (year >= baseYear && year <= horizonYear) return true
  const key = `year ${String(year)} ${String(column.year === undefined ? row : -column.index)}`
  if (!told.has(key)) log.refuse('year-outside', { year, from: baseYear, to: horizonYear }, { row, column: column.index })
  told.add(key)
  return false
}

/** The component, standard or indicator of a row, by its id or its name. */
function targetOf(reading: Reading, row: number): Target | undefined {
  const { heads, targets, told } = reading
  const id = textOf(reading, row, 'id')
  const name = [textOf(reading, row, 'item') || textOf(reading, row, 'indicator'), textOf(reading, row, 'part')]
    .filter((text) => text !== '')
    .join('')
  const column = id !== '' ? heads.keys.id : (heads.keys.item ?? heads.keys.indicator ?? heads.keys.part)
  const [byId, byName] = [targets.ids.get(squeezed(id)), targets.names.get(bareName(name))]
  if (id !== '' && byId !== undefined) {
    if (byName === undefined || byName === byId) return byId
    return refuse(reading, 'target-disagrees', { id, name: shortened(name) }, row, column)
  }
  if (id === '' && byName !== undefined) return byName
  const written = id === '' ? name : id
  if (written === '') return refuse(reading, 'target-blank', {}, row, heads.keys.id ?? heads.keys.item ?? heads.keys.indicator)
  if (told.has(written)) return undefined
  told.add(written)
  const ids = [...targets.ids.values()].map((target) => target.id)
  const guess =
    id === ''
      ? nameOf(targets.names.get(guessOf(reading, bareName(name), targets.names.keys())), /^[\x20-\x7e]*$/.test(name) ? 'en' : 'zh')
      : guessOf(reading, id, ids)
  return refuse(reading, guess === '' ? 'target-unknown' : 'target-unknown-near', { text: shortened(written), guess }, row, column)
}

/** The nearest known name, for as many faults as are listed. */
const guessOf = ({ counts }: Reading, text: string, names: Iterable<string>): string =>
  counts.guesses++ < faultLimit ? nearest(text, names) : ''

const nameOf = (target: Target | undefined, language: 'zh' | 'en'): string =>
  target === undefined ? '' : target.names[language].filter((part) => part !== '').join('\u00B7')

/** What one of the row's unit is in the target's own; the target's own where the row says none. */
function rowUnit(reading: Reading, row: number, target: Target): number | undefined {
  const stated = textOf(reading, row, 'unit')
  if (reading.heads.kind === 'fund') {
    // Money is never taken to be in a unit that nobody stated.
    const yuan = moneyNamed(stated)
    return (
      yuan ??
      refuse(
        reading,
        stated === '' ? 'row-unit-missing' : 'unit-other',
        { text: shortened(stated), known: target.unit.zh },
        row,
        reading.heads.keys.unit,
      )
    )
  }
  if (stated === '') {
    reading.counts.assumed++
    return 1
  }
  const factor = unitFactor(stated, target.unitNames)
  if (factor !== undefined) return factor
  return refuse(reading, 'unit-other', { text: shortened(stated), known: target.unit.zh }, row, reading.heads.keys.unit)
}

/** Area of a row whose columns do not say it; the whole region where nothing does. */
function rowArea(reading: Reading, row: number, filled: readonly ValueColumn[]): string | undefined {
  const { heads, known } = reading
  const names = heads.keys.area
  const codes = heads.keys.code ?? (heads.kind === 'account' ? heads.keys.id : undefined)
  const [code, name] = [codes === undefined ? '' : shownAt(reading.grid, row, codes).text, textOf(reading, row, 'area')]
  if (heads.kind !== 'account' && code === '' && name === '') return known.root
  if (heads.kind !== 'account' && filled.every(({ area }) => area !== undefined)) return known.root
  const areas = heads.kind === 'account' ? known.accountNames : known.names
  const read = areaNamed(areas, code, name)
  if (read.ok) return read.area === 'all' ? known.root : read.area
  const guess = read.code === 'area-unknown' ? guessOf(reading, squeezed(name), areas.byName.keys()) : ''
  return refuse(
    reading,
    guess === '' ? read.code : 'area-unknown-near',
    { ...read.params, guess },
    row,
    read.in === 'name' ? names : (codes ?? names),
  )
}

/** Year of a row whose columns do not say it. */
function rowYear(reading: Reading, row: number, filled: readonly ValueColumn[]): number | undefined {
  const { heads, told, log } = reading
  if (filled.every(({ year }) => year !== undefined)) return 0
  const cell = keyText(reading, row, 'year')
  if (cell === undefined || cell.kind === 'empty') {
    if (cell === undefined && heads.year !== undefined) {
      if (!told.has('year')) log.remark('year-from-title', { year: heads.year })
      told.add('year')
      return heads.year
    }
    return refuse(reading, 'year-blank', {}, row, heads.keys.year)
  }
  const read = readYear(cell)
  return read.ok ? read.year : refuse(reading, read.code, read.params, row, heads.keys.year)
}

const grades: Readonly<Record<string, Grade>> = { a: 'A', b: 'B', c: 'C', d: 'D' }

function provenanceOf(reading: Reading, row: number): Pick<Found, 'source' | 'grade'> | undefined {
  const source = visibleText(textOf(reading, row, 'source'))
  if (source.length > 300) return refuse(reading, 'source-too-long', { most: 300 }, row, reading.heads.keys.source)
  const letter = textOf(reading, row, 'grade')
  if (letter === '') return { source, grade: undefined }
  const grade = grades[squeezed(letter).slice(0, 1)]
  if (grade === undefined || (squeezed(letter).length > 1 && /^[a-z0-9]/.test(squeezed(letter).slice(1))))
    return refuse(reading, 'grade-unreadable', { text: shortened(letter) }, row, reading.heads.keys.grade)
  return { source, grade }
}

/** Where a figure stands, and what its row says of where it is from. */
export const provenance = ({ source, grade, sheet, row }: Found): Pick<ReadActual, 'source' | 'grade' | 'sheet' | 'row'> => ({
  sheet,
  row: row + 1,
  ...(source === '' ? {} : { source }),
  ...(grade === undefined ? {} : { grade }),
})
