import { catalogueForm, isPoint, type Form, type LeafForm, type ObjectForm } from './forms'

/** A column of a table: a field of its rows, dotted where it lies deeper. */
export interface Column {
  readonly path: string
  readonly form: LeafForm
  /** What is unknown where the mark stands in this column, and not merely missing. */
  readonly unknownOf?: string
}

/** Stands in the first column of what may be missing, where it is unknown. */
export const unknownMark = '?'

/** A table of a catalogue: the rows of an array of objects. */
export interface CatalogueTable {
  /** Such as `items.components`: arrays of objects by their fields. */
  readonly id: string
  readonly row: ObjectForm
  readonly columns: readonly Column[]
  /** Fields that tell a row from the others. */
  readonly keys: readonly string[]
  /** The table whose rows these are part of. */
  readonly parent?: CatalogueTable
  /** Fields with a figure for each age, which stand in a table of their own. */
  readonly ages: readonly string[]
}

/** Leaves of an object, without what stands in other tables. */
export function columnsOf(form: ObjectForm, before = ''): readonly Column[] {
  return [...form.fields].flatMap(([name, field]): readonly Column[] => {
    const path = before + name
    if (field.is === 'object') {
      const columns = columnsOf(field, `${path}.`)
      return field.presence === 'either' ? columns.map((column, k) => (k === 0 ? { ...column, unknownOf: path } : column)) : columns
    }
    return field.is === 'rows' || field.is === 'ages' ? [] : [{ path, form: field }]
  })
}

/** Fields of an object that are of a kind, wherever in it they lie. */
export function fieldsOf(form: ObjectForm, is: 'rows' | 'ages', before = ''): readonly { readonly path: string; readonly form: Form }[] {
  return [...form.fields].flatMap(([name, field]) => {
    const path = before + name
    if (field.is === 'object') return fieldsOf(field, is, `${path}.`)
    return field.is === is ? [{ path, form: field }] : []
  })
}

const keysOf = (row: ObjectForm): readonly string[] => {
  const single = ['id', 'code', 'cell', 'series'].find((name) => row.fields.has(name))
  if (single !== undefined) return [single]
  return ['basis', 'region'].filter((name) => row.fields.get(name)?.is === 'text')
}

function tablesIn(form: ObjectForm, before: string, parent: CatalogueTable | undefined): readonly CatalogueTable[] {
  return fieldsOf(form, 'rows').flatMap(({ path, form: rows }): readonly CatalogueTable[] => {
    if (rows.is !== 'rows' || isPoint(rows.row)) return []
    const table: CatalogueTable = {
      id: before + path,
      row: rows.row,
      columns: columnsOf(rows.row),
      keys: keysOf(rows.row),
      ages: fieldsOf(rows.row, 'ages').map(({ path: field }) => field),
      ...(parent === undefined ? {} : { parent }),
    }
    return [table, ...tablesIn(rows.row, `${before}${path}.`, table)]
  })
}

/** Every table of a catalogue, in the schema's order. */
export const catalogueTables: readonly CatalogueTable[] = tablesIn(catalogueForm, '', undefined)

/** Columns of single facts, paths and settings of the catalogue, which stand in rows named by their place. */
export const settingColumns = ['value', 'unit', 'between', 'year', 'source', 'grade', 'basis.zh', 'basis.en'] as const
/** Columns of what was observed or decided in a year. */
export const pointColumns = ['year', 'value', 'unit', 'label.zh', 'label.en', 'source', 'grade', 'basis.zh', 'basis.en'] as const

/** A single thing of the catalogue beside its tables: a value alone, or an object of the columns above. */
export interface Setting {
  readonly path: string
  readonly form: LeafForm | ObjectForm
}

const isSettingObject = ({ fields }: ObjectForm): boolean =>
  columnsOf({ is: 'object', presence: 'required', fields }).every(({ path }) => settingColumns.some((known) => known === path))

function settingsIn(form: ObjectForm, before: string): readonly Setting[] {
  return [...form.fields].flatMap(([name, field]): readonly Setting[] => {
    const path = before + name
    if (field.is === 'rows' || field.is === 'ages') return []
    if (field.is !== 'object') return [{ path, form: field }]
    return isSettingObject(field) && columnsOf(field).length > 0 ? [{ path, form: field }] : settingsIn(field, `${path}.`)
  })
}

export const catalogueSettings: readonly Setting[] = settingsIn(catalogueForm, '')

/** Figures by single age of the catalogue as a whole. */
export const agesOfAll: readonly string[] = fieldsOf(catalogueForm, 'ages').map(({ path }) => path)
