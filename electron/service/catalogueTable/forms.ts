import type * as z from 'zod'
import { catalogueSchema } from '../../../models/catalogue/schema'

/**
 * The form of a catalogue as tables, read off its schema: objects are columns, arrays of objects are tables of their own,
 * so that a field that is added to the schema has its column without anybody's doing.
 */

/** `either`: it may be missing, or be said to be unknown. */
export type Presence = 'required' | 'optional' | 'nullable' | 'either'

export interface TextForm {
  readonly is: 'text'
  readonly presence: Presence
  /** Words that fit, where only some do. */
  readonly choices?: readonly string[]
}
export interface FigureForm {
  readonly is: 'number' | 'truth'
  readonly presence: Presence
}
/** Several texts or figures in one cell; `mixed` is a single figure or several. */
export interface ListForm {
  readonly is: 'texts' | 'numbers' | 'mixed'
  readonly presence: Presence
}
/** A figure for each single age 0…100. */
export interface AgesForm {
  readonly is: 'ages'
}
export interface RowsForm {
  readonly is: 'rows'
  readonly presence: Presence
  readonly row: ObjectForm
}
export interface ObjectForm {
  readonly is: 'object'
  readonly presence: Presence
  readonly fields: ReadonlyMap<string, Form>
}
export type LeafForm = TextForm | FigureForm | ListForm
export type Form = LeafForm | AgesForm | RowsForm | ObjectForm

type Schema = z.core.$ZodType

const definition = (schema: Schema): z.core.$ZodTypeDef & Readonly<Record<string, unknown>> =>
  schema._zod.def as unknown as z.core.$ZodTypeDef & Readonly<Record<string, unknown>>

/** @throws RangeError for a kind of schema that tables do not know. */
function formOf(schema: Schema, presence: Presence = 'required'): Form {
  const found = definition(schema)
  switch (found.type) {
    case 'optional':
    case 'default':
      return formOf(found['innerType'] as Schema, 'optional')
    case 'nullable':
      return formOf(found['innerType'] as Schema, presence === 'optional' ? 'either' : 'nullable')
    case 'string':
      return { is: 'text', presence }
    case 'enum':
      return { is: 'text', presence, choices: Object.values(found['entries'] as Record<string, string>) }
    case 'literal': {
      const [value] = found['values'] as readonly unknown[]
      return typeof value === 'number' ? { is: 'number', presence } : { is: 'text', presence, choices: [String(value)] }
    }
    case 'number':
    case 'int':
      return { is: 'number', presence }
    case 'boolean':
      return { is: 'truth', presence }
    case 'tuple':
      return { is: 'numbers', presence }
    case 'array':
      return arrayForm(found, presence)
    case 'union':
      return unionForm(found['options'] as readonly Schema[], presence)
    case 'object':
      return objectForm([schema], presence)
    default:
      throw new RangeError(`tables know no ${found.type}`)
  }
}

function arrayForm(found: Readonly<Record<string, unknown>>, presence: Presence): Form {
  const element = formOf(found['element'] as Schema)
  if (element.is === 'object') return { is: 'rows', presence, row: element }
  if (element.is === 'text') return { is: 'texts', presence }
  const checks = (found['checks'] ?? []) as readonly { readonly _zod: { readonly def: { readonly check?: string } } }[]
  return checks.some(({ _zod }) => _zod.def.check === 'length_equals') ? { is: 'ages' } : { is: 'numbers', presence }
}

function unionForm(kinds: readonly Schema[], presence: Presence): Form {
  const options = kinds.flatMap(kindsOf)
  if (options.every((option) => definition(option).type === 'object')) return objectForm(options, presence)
  return { is: 'mixed', presence }
}

/** Kinds of kinds are kinds. */
const kindsOf = (schema: Schema): readonly Schema[] => {
  const { type, options } = definition(schema)
  return type === 'union' ? (options as readonly Schema[]).flatMap(kindsOf) : [schema]
}

/** The fields of objects of one or several kinds; what only some kinds have may be missing. */
function objectForm(kinds: readonly Schema[], presence: Presence): ObjectForm {
  const fields = new Map<string, Form>()
  const shapes = kinds.map((kind) => definition(kind)['shape'] as Readonly<Record<string, Schema>>)
  for (const shape of shapes)
    for (const [name, schema] of Object.entries(shape)) {
      const isEverywhere = shapes.every((other) => name in other)
      const form = formOf(schema)
      const own =
        isEverywhere || form.is === 'ages' || form.presence === 'nullable' || form.presence === 'either'
          ? form
          : { ...form, presence: 'optional' as const }
      fields.set(name, joined(fields.get(name), own))
    }
  return { is: 'object', presence, fields }
}

/** A field that several kinds of an object have: with the words and the fields of all. */
function joined(known: Form | undefined, form: Form): Form {
  if (known === undefined) return form
  if (known.is === 'text' && form.is === 'text' && known.choices !== undefined && form.choices !== undefined)
    return { ...known, choices: [...new Set([...known.choices, ...form.choices])] }
  if (known.is === 'object' && form.is === 'object') {
    const fields = new Map(known.fields)
    for (const [name, own] of form.fields) fields.set(name, joined(fields.get(name), own))
    return { ...known, fields }
  }
  return known
}

const made = formOf(catalogueSchema)
if (made.is !== 'object') throw new RangeError('a catalogue is an object')
export const catalogueForm: ObjectForm = made

/** Rows of a year and a value with where they come from, which all stand in one table, whosever they are. */
export const isPoint = ({ fields }: ObjectForm): boolean =>
  fields.has('year') && fields.has('value') && [...fields.keys()].every((name) => pointFields.has(name))
const pointFields = new Set(['year', 'value', 'unit', 'label', 'source', 'grade', 'basis'])
