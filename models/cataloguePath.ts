import type { CompiledModel } from './equation/compile'
import type { InputValues } from './equation/inputs'
import type { Inputs } from './scenario/fiscalInputs'
import { isOneOff, type Structure } from './structure'

/**
 * What a scenario's people and economy cost with standards, coverage and sharing as the catalogue has them (METHOD section
 * 5.6). Of every run only what is asked of it is copied: whole variables are megabytes, and fresh memory costs more than
 * the arithmetic.
 */
export interface CataloguePath {
  /** [unit][year], yuan. */
  readonly unitRequired: Float64Array
  /** What units bear of one-off items, in the order of `oneOffItems`: [item][cell][year], yuan. */
  readonly oneOffBorne: Float64Array
  /** Local money, [item][cell][year], yuan; null where no scenario asked for it. */
  readonly local: Float64Array | null
  /** [memo unit][year], yuan. */
  readonly memoOnce: Float64Array
}

const oneOffs = new WeakMap<Structure, readonly number[]>()

/** Positions of the items whose every component is a project. */
export function oneOffItems(structure: Structure): readonly number[] {
  const known = oneOffs.get(structure)
  if (known !== undefined) return known
  const { drivers, items } = structure.catalogue
  const projects = new Set(drivers.filter(isOneOff).map(({ id }) => id))
  const made = items.flatMap(({ components }, item) => (components.every(({ driver }) => projects.has(driver)) ? [item] : []))
  oneOffs.set(structure, made)
  return made
}

const lastPaths = new WeakMap<CompiledModel, { readonly under: Inputs; readonly path: CataloguePath }>()

/** The catalogue's path under the inputs that no policy moves; the last one where these are the same. */
export function pathOf(structure: Structure, compiled: CompiledModel, inputs: Inputs, policies: Inputs): CataloguePath {
  const isLocalAsked = sharedIncrements(inputs) !== null
  const last = lastPaths.get(compiled)
  if (last !== undefined && (last.path.local !== null || !isLocalAsked) && isUnder(last.under, inputs, policies)) return last.path
  const under = new Map(inputs)
  const all = new Map(inputs)
  for (const [name, values] of policies) {
    under.delete(name)
    all.set(name, values)
  }
  compiled.run(all)
  const of = (name: string): Float64Array => compiled.block(name).data.slice()
  const path = {
    unitRequired: of('unitRequired'),
    oneOffBorne: rowsOfItems(structure, compiled.block('borne').data, oneOffItems(structure)),
    local: isLocalAsked ? of('local') : null,
    memoOnce: of('memoOnce'),
  }
  lastPaths.set(compiled, { under, path })
  return path
}

/** Some items of [item][cell][year]. */
function rowsOfItems({ cells, years }: Structure, data: Readonly<Float64Array>, items: readonly number[]): Float64Array {
  const size = cells.length * years.length
  const rows = new Float64Array(items.length * size)
  for (const [place, item] of items.entries()) rows.set(data.subarray(item * size, (item + 1) * size), place * size)
  return rows
}

function isUnder(under: Inputs, inputs: Inputs, policies: Inputs): boolean {
  let count = 0
  for (const [name, values] of inputs) {
    if (policies.has(name)) continue
    if (under.get(name) !== values) return false
    count++
  }
  return count === under.size
}

/** Rows, [item][cell], of what is borne more than on the catalogue's path where a scenario shares it in another way; null where none does. */
function sharedIncrements(inputs: Inputs): readonly number[] | null {
  const marks = inputs.get('isIncrementShared')
  if (marks === undefined) throw new RangeError('increments are no inputs')
  return 'base' in marks ? [...marks.rows.keys()] : null
}

/** The catalogue's local money where a scenario shares what is borne more in another way; nothing elsewhere. */
export function besideIncrements({ years }: Structure, inputs: Inputs, { local }: CataloguePath): InputValues {
  const [none, shared] = [inputs.get('catalogueLocal'), sharedIncrements(inputs)]
  if (none === undefined || 'base' in none) throw new RangeError('increments are no inputs')
  if (shared === null || local === null) return none
  const rows = shared.map((row) => [row, local.subarray(row * years.length, (row + 1) * years.length)] as const)
  return { base: none, rows: new Map(rows) }
}
