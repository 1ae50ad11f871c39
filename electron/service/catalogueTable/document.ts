import { figureIn } from '../workbook/edits'
import type { SheetLogs } from '../workbook/sheetLogs'
import { catalogueForm, isPoint, type Form, type LeafForm, type ObjectForm, type RowsForm } from './forms'
import type { PlacedCell, TemplateRow, TemplateTable } from './sheets'
import { catalogueTables, columnsOf, unknownMark, type CatalogueTable } from './tables'

/** Where something of the catalogue stands in the workbook, by its place in the catalogue: `items[3].shares.central`. */
export type Origins = ReadonlyMap<string, { readonly sheet: string; readonly row: number; readonly column?: number }>

export interface BuiltDocument {
  readonly document: Readonly<Record<string, unknown>>
  readonly origins: Origins
}

type Built = Record<string, unknown>
/** Cells of one object by the paths within it. */
type CellAt = (path: string) => PlacedCell | undefined

/** Put the tables of a template together to the document of a catalogue. What cannot be read goes to the logs. */
export class DocumentBuilder {
  private readonly tables: ReadonlyMap<string, TemplateTable>
  private readonly logs: SheetLogs
  private readonly origins = new Map<string, { readonly sheet: string; readonly row: number; readonly column?: number }>()
  private readonly settings: ReadonlyMap<string, TemplateRow>
  private readonly points: ReadonlyMap<string, readonly TemplateRow[]>
  private readonly children = new Map<string, ReadonlyMap<string, readonly TemplateRow[]>>()
  private readonly used = new Set<TemplateRow>()

  constructor(tables: ReadonlyMap<string, TemplateTable>, logs: SheetLogs) {
    this.tables = tables
    this.logs = logs
    this.settings = new Map(this.rows('settings').map((row) => [textOf(row.at('path')), row]))
    this.points = grouped(this.rows('points'), (row) => textOf(row.at('owner')))
  }

  build(): BuiltDocument {
    const document = this.object(
      catalogueForm,
      { cells: (path) => this.settingCell(path), place: '', owner: '', table: undefined, key: '' },
      '',
    )
    this.tellUnused()
    return { document, origins: this.origins }
  }

  private rows(table: string): readonly TemplateRow[] {
    return this.tables.get(table)?.rows ?? []
  }

  /** A setting's cell: of a single value its own, of an object the column's. */
  private settingCell(path: string): PlacedCell | undefined {
    const own = this.settings.get(path)
    if (own !== undefined) {
      this.used.add(own)
      return own.at('value')
    }
    const steps = path.split('.')
    // Settings are named by the object; the column is what is left of the path.
    for (let length = steps.length - 1; length > 0; length--) {
      const row = this.settings.get(steps.slice(0, length).join('.'))
      if (row === undefined) continue
      this.used.add(row)
      return row.at(steps.slice(length).join('.'))
    }
    return undefined
  }

  /** An object of the catalogue. @param within path of the object within what its cells are called by. */
  private object({ fields }: ObjectForm, of: Setting, within: string): Built {
    const made: Built = {}
    for (const [name, form] of fields) {
      const path = within === '' ? name : `${within}.${name}`
      const value = this.field(form, of, path)
      if (value !== undefined) made[name] = value
    }
    return made
  }

  private field(form: Form, of: Setting, path: string): unknown {
    switch (form.is) {
      case 'object': {
        if (form.presence === 'either' && this.isUnknown(form, of, path)) return null
        const made = this.object(form, of, path)
        if (form.presence === 'required' || !isEmpty(made)) return made
        return form.presence === 'nullable' ? null : undefined
      }
      case 'rows':
        return this.list(form, of, path)
      case 'ages':
        return this.ages(of, path)
      default:
        return this.leaf(form, of, path)
    }
  }

  private isUnknown(form: ObjectForm, { cells }: Setting, path: string): boolean {
    const [first] = columnsOf(form, `${path}.`)
    return first !== undefined && textOf(cells(first.path)) === unknownMark
  }

  private leaf(form: LeafForm, of: Setting, path: string): unknown {
    const placed = of.cells(path)
    if (placed !== undefined) this.origins.set(join(of.place, path), placed)
    if (placed === undefined || placed.cell.kind === 'empty') {
      if (form.presence === 'nullable') return null
      if (form.presence === 'optional') return undefined
      return form.is === 'text' && form.choices === undefined ? '' : form.is === 'texts' || form.is === 'numbers' ? [] : undefined
    }
    return this.value(form, placed)
  }

  private value(form: LeafForm, placed: PlacedCell): unknown {
    const { cell } = placed
    switch (form.is) {
      case 'text':
        return textOf(placed)
      case 'number':
        return this.figure(placed)
      case 'truth':
        return truths.get(textOf(placed).toLowerCase()) ?? this.refused('template-truth', placed)
      case 'texts':
        return textOf(placed)
          .split(separators)
          .filter((text) => text !== '')
      case 'numbers':
      case 'mixed': {
        const text = textOf(placed)
        if (form.is === 'mixed' && !/[;\uFF1B]/.test(text)) return this.figure(placed)
        if (cell.kind === 'number') return [cell.value]
        const figures = text
          .split(separators)
          .filter((part) => part !== '')
          .map(Number)
        return figures.some(Number.isNaN) ? this.refused('template-number', placed) : figures
      }
    }
  }

  private figure(placed: PlacedCell): number | undefined {
    return figureIn(placed.cell) ?? this.refused('template-number', placed)
  }

  private refused(code: string, { cell, sheet, row, column }: PlacedCell): undefined {
    this.logs.of(sheet).refuse(cell.kind === 'error' ? 'cell-error' : code, { text: cell.text }, { row, column })
    return undefined
  }

  private list({ row, presence }: RowsForm, of: Setting, path: string): readonly unknown[] | undefined {
    const made = isPoint(row) ? this.pointsOf(row, of, path) : this.rowsOfTable(of, path)
    return made.length === 0 && presence === 'optional' ? undefined : made
  }

  private pointsOf(form: ObjectForm, of: Setting, path: string): readonly unknown[] {
    return (this.points.get(join(of.owner, path)) ?? []).map((row, k) => {
      this.used.add(row)
      return this.object(form, { ...of, cells: (column) => row.at(column), place: this.placed(join(of.place, path), k, row) }, '')
    })
  }

  private rowsOfTable(of: Setting, path: string): readonly unknown[] {
    const id = of.table === undefined ? path : `${of.table.id}.${path}`
    const table = catalogueTables.find((known) => known.id === id)
    if (table === undefined) throw new RangeError(`no table ${id}`)
    const rows = of.table === undefined ? this.rows(id) : (this.childrenOf(table).get(of.key) ?? [])
    return rows.map((row, k) => {
      this.used.add(row)
      const key = table.keys.map((name) => textOf(row.at(name))).join('/')
      const place = this.placed(join(of.place, path), k, row)
      return this.object(table.row, { cells: (column) => row.at(column), place, owner: `${join(of.owner, path)}(${key})`, table, key }, '')
    })
  }

  private placed(list: string, k: number, { sheet, line }: TemplateRow): string {
    const place = `${list}[${String(k)}]`
    this.origins.set(place, { sheet, row: line })
    return place
  }

  private childrenOf(table: CatalogueTable): ReadonlyMap<string, readonly TemplateRow[]> {
    const known = this.children.get(table.id)
    if (known !== undefined) return known
    const keys = table.parent?.keys ?? []
    const made = grouped(this.rows(table.id), (row) => keys.map((key) => textOf(row.at(`../${key}`))).join('/'))
    this.children.set(table.id, made)
    return made
  }

  /** Figures for every age: of the catalogue from their own table, of a row from the table of its kind. */
  private ages({ table, key, place }: Setting, path: string): readonly (number | undefined)[] {
    const id = table === undefined ? 'ages' : `${table.id}.ages`
    const mine = table === undefined ? this.rows(id) : (this.agesBy(table).get(key) ?? [])
    const figures: (number | undefined)[] = Array.from({ length: 101 }, () => undefined)
    for (const row of mine) {
      this.used.add(row)
      const [age, value] = [row.at('age'), row.at(path)]
      const of = age === undefined ? undefined : figureIn(age.cell)
      if (age !== undefined && (of === undefined || !(of in figures))) this.refused('template-age', age)
      else if (of !== undefined && value !== undefined) {
        this.origins.set(`${join(place, path)}[${String(of)}]`, value)
        figures[of] = this.figure(value)
      }
    }
    return figures
  }

  private agesBy(table: CatalogueTable): ReadonlyMap<string, readonly TemplateRow[]> {
    const id = `${table.id}.ages`
    const known = this.children.get(id)
    if (known !== undefined) return known
    const made = grouped(this.rows(id), (row) => table.keys.map((key) => textOf(row.at(`../${key}`))).join('/'))
    this.children.set(id, made)
    return made
  }

  /** Rows that belong to nothing. */
  private tellUnused(): void {
    for (const [id, { rows }] of this.tables)
      for (const row of rows) {
        if (this.used.has(row)) continue
        const [code, path] =
          id === 'points'
            ? (['template-owner', 'owner'] as const)
            : id === 'settings'
              ? (['template-setting', 'path'] as const)
              : (['template-parent', ''] as const)
        const cell = path === '' ? firstCell(row, id) : row.at(path)
        const text = textOf(cell)
        this.logs
          .of(row.sheet)
          .refuse(
            code,
            { text, wanted: id.split('.').slice(0, -1).join('.') },
            { row: row.line, ...(cell === undefined ? {} : { column: cell.column }) },
          )
      }
  }
}

/** What an object of the catalogue is put together from. */
interface Setting {
  readonly cells: CellAt
  /** Of the object in the catalogue. */
  readonly place: string
  /** Name under which its points stand. */
  readonly owner: string
  readonly table: CatalogueTable | undefined
  /** Of the row in its table. */
  readonly key: string
}

const firstCell = (row: TemplateRow, id: string): PlacedCell | undefined => {
  const table = catalogueTables.find((known) => known.id === id || `${known.id}.ages` === id)
  const keys = (id.endsWith('.ages') ? table?.keys : table?.parent?.keys) ?? []
  return row.at(`../${keys[0] ?? ''}`)
}

const separators = /\s*[;\uFF1B]\s*/
const truths = new Map([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
  ['\u662F', true],
  ['\u5426', false],
  ['yes', true],
  ['no', false],
])

const textOf = (placed: PlacedCell | undefined): string => placed?.cell.text ?? ''
const join = (before: string, path: string): string => (before === '' ? path : `${before}.${path}`)

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

/** Nothing was filled in of it. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value)) return value.every(isEmpty)
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}
