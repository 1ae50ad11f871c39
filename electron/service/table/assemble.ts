import type { PopulationDraft } from '../../../models/scenario/document'
import type { TableLog } from './faults'
import { columnOf, type FigureKind, type Heads } from './heads'
import { bySlice, keyOf, type Entry, type ReadRows, type TableUse } from './rows'
import { shown } from './totals'

const ages = 101
/** Years that the scenario's form takes. */
const mostYears = 80

type Vector = (number | undefined)[]
interface Slice {
  readonly area: string
  readonly year: number
  /** Row of each age, where there is one; the first where each sex has a row of its own. */
  readonly rows: Vector
  /** Row of each figure. */
  readonly places: Readonly<Record<Persons, Vector>>
  readonly figures: Readonly<Record<Persons, Vector>>
  readonly isBlank: boolean
}
const personKinds = ['male', 'female', 'urbanMale', 'urbanFemale'] as const
type Persons = Extract<FigureKind, (typeof personKinds)[number]>

/** Put the rows together to populations, one per area. Whatever is missing or doubled goes to the log. */
export function assemble(rows: ReadRows, heads: Heads, use: TableUse, fileName: string, log: TableLog): readonly PopulationDraft[] {
  const slices = slicesOf(rows.entries, heads, log)
  const filled = slices.filter(({ isBlank }) => !isBlank)
  if (filled.length === 0) {
    if (!log.isRefused) log.refuse('table-empty')
    return []
  }
  for (const slice of filled) checkGaps(slice, rows, heads, use, log)
  const areas = [...new Set(slices.map(({ area }) => area))]
  return areas.flatMap((area): readonly PopulationDraft[] => {
    const own = filled.filter((slice) => slice.area === area)
    if (own.length === 0) {
      log.remark('area-left-out', { area })
      return []
    }
    const draft = use.kind === 'base' ? baseOf(own, heads, fileName, log) : projectionOf(own, slices, use, fileName, log)
    return draft === undefined ? [] : [draft]
  })
}

/** Rows by area and year, in the order of the table; a second row for the same age is a fault. */
function slicesOf(entries: readonly Entry[], heads: Heads, log: TableLog): readonly Slice[] {
  return [...bySlice(entries).values()].map((group): Slice => {
    const rows: Vector = new Array<number | undefined>(ages).fill(undefined)
    const empty = (): Record<Persons, Vector> => ({ male: [...rows], female: [...rows], urbanMale: [...rows], urbanFemale: [...rows] })
    const [figures, places] = [empty(), empty()]
    for (const { area, year, age, row, values } of group) {
      const taken = personKinds.find((kind) => values[kind] !== undefined && figures[kind][age] !== undefined)
      const other = heads.columns.sex === undefined ? rows[age] : taken === undefined ? undefined : places[taken][age]
      if (other !== undefined)
        log.refuse('row-doubled', { area, year, age, other: other + 1 }, { row, column: heads.columns.age?.index ?? 0 })
      rows[age] ??= row
      for (const kind of personKinds) {
        if (values[kind] === undefined || figures[kind][age] !== undefined) continue
        figures[kind][age] = values[kind]
        places[kind][age] = row
      }
    }
    const isBlank = personKinds.every((kind) => figures[kind].every((value) => value === undefined))
    return { area: group[0]?.area ?? '', year: group[0]?.year ?? 0, rows, places, figures, isBlank }
  })
}

function checkGaps({ area, year, rows, figures }: Slice, { agesInDoubt }: ReadRows, heads: Heads, use: TableUse, log: TableLog): void {
  const missing = agesWhere((age) => rows[age] === undefined)
  // A row whose area or year could not be read either may be any of these.
  const doubted = [keyOf(area, year), keyOf('', year), keyOf(area, 0), keyOf('', 0)].some((key) => agesInDoubt.has(key))
  if (missing !== '' && !doubted) log.refuse('ages-missing', { area, year, ages: missing })
  const wanted: readonly Persons[] = use.kind === 'base' && hasUrban(figures) ? personKinds : ['male', 'female']
  for (const kind of wanted) {
    const column = columnOf(heads, kind)
    if (column === undefined) continue
    const blank = agesWhere((age) => rows[age] !== undefined && figures[kind][age] === undefined)
    if (blank === '') continue
    if (heads.columns.sex !== undefined) {
      if (doubted) continue
      log.refuse('sex-missing', { area, year, head: column.head, sex: /female/i.test(kind) ? 'female' : 'male', ages: blank })
      continue
    }
    const first = rows.find((row, age) => row !== undefined && figures[kind][age] === undefined)
    const place = { column: column.index, ...(first === undefined ? {} : { row: first }) }
    log.refuse('figures-missing', { area, year, head: column.head, ages: blank }, place)
  }
}

const isGiven = (values: Vector): boolean => values.some((value) => value !== undefined)
const hasUrban = (figures: Slice['figures']): boolean => isGiven(figures.urbanMale) && isGiven(figures.urbanFemale)

/** "3, 17–19" of the ages that fit; empty where none does. */
export function agesWhere(fits: (age: number) => boolean): string {
  const spans: string[] = []
  for (let age = 0; age < ages; age++) {
    if (!fits(age)) continue
    const from = age
    while (age + 1 < ages && fits(age + 1)) age++
    spans.push(from === age ? String(from) : `${String(from)}–${String(age)}`)
  }
  return spans.join(', ')
}

const numbers = (values: Vector): number[] => values.map((value) => value ?? Number.NaN)

function baseOf(own: readonly Slice[], heads: Heads, file: string, log: TableLog): PopulationDraft | undefined {
  const [slice] = own
  if (slice === undefined) return undefined
  const { area, figures } = slice
  const [male, female] = [numbers(figures.male), numbers(figures.female)]
  const base = { kind: 'base', area, file, male, female } as const
  if (isGiven(figures.urbanMale) !== isGiven(figures.urbanFemale)) log.refuse('urban-one-sex', { area })
  if (!hasUrban(figures)) return base
  for (const [urban, all] of [
    ['urbanMale', 'male'],
    ['urbanFemale', 'female'],
  ] as const)
    figures[urban].forEach((persons, age) => {
      const most = figures[all][age]
      const place = { row: slice.places[urban][age] ?? 0, column: columnOf(heads, urban)?.index ?? 0 }
      if (persons !== undefined && most !== undefined && persons > most)
        log.refuse('urban-above', { urban: shown(persons), all: shown(most) }, place)
    })
  return { ...base, urbanMale: numbers(figures.urbanMale), urbanFemale: numbers(figures.urbanFemale) }
}

function projectionOf(
  own: readonly Slice[],
  all: readonly Slice[],
  use: TableUse,
  file: string,
  log: TableLog,
): PopulationDraft | undefined {
  const sorted = [...own].sort((a, b) => a.year - b.year)
  const [firstYear, lastYear, area] = [sorted[0]?.year ?? 0, sorted.at(-1)?.year ?? 0, sorted[0]?.area ?? '']
  for (let year = firstYear; year <= lastYear; year++)
    if (!sorted.some((slice) => slice.year === year)) log.refuse('year-gap', { area, year })
  if (firstYear < use.baseYear || firstYear > use.baseYear + 1)
    log.refuse('projection-starts', { area, year: firstYear, first: use.baseYear, second: use.baseYear + 1 })
  if (sorted.length > mostYears) log.refuse('years-too-many', { area, years: sorted.length, most: mostYears })
  if (all.some((slice) => slice.area === area && slice.isBlank && slice.year > lastYear))
    log.remark('years-left-out', { area, year: lastYear })
  return {
    kind: 'projection',
    area,
    file,
    firstYear,
    male: sorted.map(({ figures }) => numbers(figures.male)),
    female: sorted.map(({ figures }) => numbers(figures.female)),
  }
}
