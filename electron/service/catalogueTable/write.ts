import type { Catalogue } from '../../../models/catalogue/schema'
import { writeCells, type CellSheet, type NewCell } from '../table/cellWorkbook'
import type { TextLanguage } from '../texts'
import { looks } from '../workbook/looks'
import type { LeafForm } from './forms'
import {
  agesOfAll,
  catalogueSettings,
  catalogueTables,
  fieldsOf,
  pointColumns,
  settingColumns,
  unknownMark,
  type CatalogueTable,
} from './tables'
import { catalogueForm, type ObjectForm } from './forms'
import { fieldWords, sheetName, templateWords } from './words'

type Value = string | number | null
type Tree = Readonly<Record<string, unknown>>

export const ages = Array.from({ length: 101 }, (_, age) => age)

/** What lies at a dotted path; undefined where nothing does. */
export const at = (tree: unknown, path: string): unknown =>
  path === ''
    ? tree
    : path.split('.').reduce<unknown>((here, step) => (typeof here === 'object' && here !== null ? (here as Tree)[step] : undefined), tree)

/** A leaf as a cell holds it; several things are parted by semicolons, a single one of several ends with one. */
function cellValue(value: unknown, form: LeafForm): Value {
  if (value === undefined || value === null) return null
  if (Array.isArray(value)) return value.map(String).join('; ') + (form.is === 'mixed' && value.length === 1 ? ';' : '')
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  return typeof value === 'number' ? value : String(value as string)
}

/** A table as it is written: names of columns, then rows. */
interface WrittenTable {
  readonly id: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}

/** What tells a row from the others of its table. */
export const rowKey = (row: unknown, { keys }: CatalogueTable): string => keys.map((key) => String(at(row, key))).join('/')

/** Rows of a table, with those that they are part of. */
function rowsOf(table: CatalogueTable, catalogue: Catalogue): readonly { readonly row: unknown; readonly parent: unknown }[] {
  const { parent, id } = table
  const own = (tree: unknown, path: string): readonly unknown[] => {
    const list = at(tree, path)
    return Array.isArray(list) ? (list as readonly unknown[]) : []
  }
  if (parent === undefined) return own(catalogue, id).map((row) => ({ row, parent: undefined }))
  const path = id.slice(parent.id.length + 1)
  return rowsOf(parent, catalogue).flatMap(({ row }) => own(row, path).map((inner) => ({ row: inner, parent: row })))
}

/** Name under which the points of a row's field stand: `items(aid).components(meals).history`. */
function ownerOf(table: CatalogueTable, row: unknown, parent: unknown): string {
  const own = table.parent === undefined ? table.id : table.id.slice(table.parent.id.length + 1)
  const before = table.parent === undefined ? '' : `${ownerOf(table.parent, parent, undefined)}.`
  return `${before}${own}(${rowKey(row, table)})`
}

function tableRows(table: CatalogueTable, catalogue: Catalogue): WrittenTable {
  const { columns, parent } = table
  const parents = parent?.keys ?? []
  return {
    id: table.id,
    columns: [...parents.map((key) => `../${key}`), ...columns.map(({ path }) => path)],
    rows: rowsOf(table, catalogue).map(({ row, parent: of }) => [
      ...parents.map((key): Value => String(at(of, key))),
      ...columns.map(({ path, form, unknownOf }) =>
        unknownOf !== undefined && at(row, unknownOf) === null ? unknownMark : cellValue(at(row, path), form),
      ),
    ]),
  }
}

/** Figures by age: of the rows of a table, a row for each age. */
function agesRows(table: CatalogueTable, catalogue: Catalogue): WrittenTable {
  return {
    id: `${table.id}.ages`,
    columns: [...table.keys.map((key) => `../${key}`), 'age', ...table.ages],
    rows: rowsOf(table, catalogue).flatMap(({ row }) =>
      ages.map((age): readonly Value[] => [
        ...table.keys.map((key): Value => String(at(row, key))),
        age,
        ...table.ages.map((field): Value => figureAt(at(row, field), age)),
      ]),
    ),
  }
}

const figureAt = (list: unknown, age: number): Value => {
  const value: unknown = Array.isArray(list) ? list[age] : undefined
  return typeof value === 'number' ? value : null
}

function settingRows(catalogue: Catalogue): WrittenTable {
  return {
    id: 'settings',
    columns: ['path', ...settingColumns],
    rows: catalogueSettings.map(({ path, form }) => {
      if (form.is !== 'object') return [path, cellValue(at(catalogue, path), form), ...settingColumns.slice(1).map(() => null)]
      return [path, ...settingColumns.map((column) => leafValue(at(catalogue, path), column, form))]
    }),
  }
}

function leafValue(tree: unknown, path: string, form: ObjectForm): Value {
  const leaf = path.split('.').reduce<ObjectForm | LeafForm | undefined>((here, step) => {
    const next = here?.is === 'object' ? here.fields.get(step) : undefined
    return next === undefined || next.is === 'rows' || next.is === 'ages' ? undefined : next
  }, form)
  return leaf === undefined || leaf.is === 'object' ? null : cellValue(at(tree, path), leaf)
}

/** Points of everything that has any: of rows of tables, and of the catalogue itself. */
function pointRows(catalogue: Catalogue): WrittenTable {
  const rows: (readonly Value[])[] = []
  const add = (tree: unknown, form: ObjectForm, owner: string): void => {
    for (const { path, form: field } of fieldsOf(form, 'rows')) {
      if (field.is !== 'rows' || !isPointList(field.row)) continue
      const points = at(tree, path)
      const name = owner === '' ? path : `${owner}.${path}`
      for (const point of Array.isArray(points) ? (points as readonly unknown[]) : [])
        rows.push([name, ...pointColumns.map((column) => leafValue(point, column, field.row))])
    }
  }
  add(catalogue, catalogueForm, '')
  for (const table of catalogueTables)
    for (const { row, parent } of rowsOf(table, catalogue)) add(row, table.row, ownerOf(table, row, parent))
  return { id: 'points', columns: ['owner', ...pointColumns], rows }
}

/** Points are the rows that are no table. */
const isPointList = (row: ObjectForm): boolean => catalogueTables.every((table) => table.row !== row)

function agesOfAllRows(catalogue: Catalogue): WrittenTable {
  return {
    id: 'ages',
    columns: ['age', ...agesOfAll],
    rows: ages.map((age) => [age, ...agesOfAll.map((path) => figureAt(at(catalogue, path), age))]),
  }
}

/** Sheets that a bureau fills in first, before the others. */
const first = [
  'settings',
  'sources',
  'domains',
  'regions',
  'fiscal.accounts',
  'fiscal.accounts.years',
  'population.base',
  'population.base.ages',
]
const second = ['items', 'items.components', 'points', 'indicators']

/** The sheets of a template: notes, then the tables, those first that a bureau fills in first. */
export function templateSheets(catalogue: Catalogue, language: TextLanguage): readonly CellSheet[] {
  const tables = [
    settingRows(catalogue),
    ...catalogueTables.flatMap((table) => [tableRows(table, catalogue), ...(table.ages.length > 0 ? [agesRows(table, catalogue)] : [])]),
    pointRows(catalogue),
    agesOfAllRows(catalogue),
  ]
  const rank = ({ id }: WrittenTable): number => {
    const place = [...first, ...second].indexOf(id)
    return place < 0 ? first.length + second.length : place
  }
  return [notesSheet(language), ...[...tables].sort((a, b) => rank(a) - rank(b)).map((table) => sheetOf(table, language))]
}

/** A catalogue as a workbook that can be filled in and brought back. */
export const writeCatalogueTemplate = (catalogue: Catalogue, language: TextLanguage, written: Date): Promise<Uint8Array> =>
  writeCells(templateSheets(catalogue, language), {
    title: templateWords(language).file,
    author: '',
    created: written,
    custom: { 'liangli.format': 'liangli-catalogue-template-1' },
  })

function notesSheet(language: TextLanguage): CellSheet {
  const { notes, notesSheet: name } = templateWords(language)
  return {
    name,
    widths: [18, 120],
    tab: '2B6C7A',
    rows: notes.map((line) => line.map((value, column) => ({ column, value, look: column === 0 ? looks.strong : looks.wrapped }))),
  }
}

/** Names of columns for the program: the table before the first colon. */
export const columnMark = (table: string, column: string): string => `${table}:${column}`

function sheetOf({ id, columns, rows }: WrittenTable, language: TextLanguage): CellSheet {
  const filled = (cells: readonly Value[]): readonly NewCell[] =>
    cells.flatMap((value, column) => (value === null ? [] : [{ column, value, look: looks.text }]))
  return {
    name: sheetName(id, language),
    widths: columns.map((column) => (/zh$|en$|title|summary|owner|^path$/.test(column) ? 32 : 14)),
    frozen: { rows: 2, columns: 1 },
    ...(first.includes(id) ? { tab: 'E3B341' } : second.includes(id) ? { tab: '5B8C5A' } : {}),
    rows: [
      columns.map((column, k) => ({ column: k, value: fieldWords(column, language), look: looks.head })),
      columns.map((column, k) => ({ column: k, value: columnMark(id, column), look: looks.soft })),
      ...rows.map(filled),
    ],
  }
}
