import { countRows, Integers, type Arena } from './block'
import type { DimensionName, Space } from './expression'

/** Where the position in a dimension of what is read comes from: a dimension of the reader, by itself or through a mapping, or a fixed element. */
export type Source = { readonly dimension: DimensionName; readonly index?: Int32Array; readonly key: string } | { readonly element: number }

/** Sources of the dimensions that do not stand for themselves. */
export type Routes = ReadonlyMap<DimensionName, Source>
export const noRoutes: Routes = new Map()

const itself = (dimension: DimensionName): Source => ({ dimension, key: dimension })
export const sourceOf = (routes: Routes, dimension: DimensionName): Source => routes.get(dimension) ?? itself(dimension)

/** Through a mapping from a dimension that itself comes from somewhere. @param name of the mapping. */
export function throughMapping(source: Source, name: string, index: Int32Array): Source {
  if ('element' in source) return { element: index[source.element] ?? -1 }
  const { dimension, index: before } = source
  return {
    dimension,
    index: before === undefined ? index : before.map((k) => (k < 0 ? -1 : (index[k] ?? -1))),
    key: `${source.key}>${name}`,
  }
}

/** Whether a source leads somewhere from every element. */
export const isTotal = (source: Source): boolean =>
  'element' in source ? source.element >= 0 : source.index === undefined || source.index.every((k) => k >= 0)

/** The row that is read for each row of a reader. */
export type RowAccess =
  /** Its own. */
  | { readonly kind: 'same' }
  /** One row for all. */
  | { readonly kind: 'one'; readonly row: number }
  | { readonly kind: 'mapped'; readonly map: RowMap }

/** Row read for each row of the reader; the row behind the last where none is. */
export interface RowMap {
  readonly key: string
  /** In the memory of the model. */
  readonly table: Integers
  /** Whether every row of the reader reads one. */
  readonly isTotal: boolean
}

/** The maps of one model; what leads the same way is one map. */
export class RowMaps {
  private readonly known = new Map<string, RowMap>()
  private readonly space: Space
  private readonly arena: Arena

  constructor(space: Space, arena: Arena) {
    this.space = space
    this.arena = arena
  }

  /** @param reader what the reader runs over. @param read what the block that is read runs over. */
  access(reader: readonly DimensionName[], read: readonly DimensionName[], routes: Routes): RowAccess {
    const [own, inner] = [withoutYear(reader), withoutYear(read)]
    const sources = inner.map((dimension) => sourceOf(routes, dimension))
    if (sources.every((source) => 'element' in source)) return { kind: 'one', row: fixedRow(inner, sources, this.space) }
    const isSame = own.length === inner.length && sources.every((source, k) => 'dimension' in source && source.key === own[k])
    if (isSame) return { kind: 'same' }
    const key = `${own.join()} ${sources.map((source, k) => ('element' in source ? `${inner[k] ?? ''}=${String(source.element)}` : source.key)).join()}`
    const known = this.known.get(key)
    if (known !== undefined) return { kind: 'mapped', map: known }
    const rows = rowsByParts(own, inner, sources, this.space)
    const none = countRows(inner, this.space)
    const map: RowMap = { key, table: new Integers(this.arena, rows.length, rows), isTotal: rows.every((row) => row < none) }
    this.known.set(key, map)
    return { kind: 'mapped', map }
  }
}

/** For each row of the reader the row that is read; the one behind the last where none is. */
export function rowsBetween(reader: readonly DimensionName[], read: readonly DimensionName[], routes: Routes, space: Space): Int32Array {
  const inner = withoutYear(read)
  return rowsByParts(
    withoutYear(reader),
    inner,
    inner.map((dimension) => sourceOf(routes, dimension)),
    space,
  )
}

const withoutYear = (dimensions: readonly DimensionName[]): readonly DimensionName[] => dimensions.filter((d) => d !== 'year')

function fixedRow(inner: readonly DimensionName[], sources: readonly Source[], space: Space): number {
  let row = 0
  for (const [k, dimension] of inner.entries()) {
    const source = sources[k]
    const element = source !== undefined && 'element' in source ? source.element : -1
    if (element < 0) return countRows(inner, space)
    row = row * space.elements[dimension].length + element
  }
  return row
}

/** What a position adds that leads nowhere: so little that nothing brings it back. */
const nowhere = -1_073_741_824

/** Every dimension of the reader adds its part to the row that is read. */
function rowsByParts(own: readonly DimensionName[], inner: readonly DimensionName[], sources: readonly Source[], space: Space): Int32Array {
  const parts = own.map((dimension) => new Int32Array(space.elements[dimension].length))
  let fixed = 0
  let stride = 1
  for (let k = inner.length - 1; k >= 0; k--) {
    const source = sources[k]
    if (source === undefined) continue
    if ('element' in source) fixed += source.element < 0 ? nowhere : source.element * stride
    else {
      const part = parts[own.indexOf(source.dimension)] ?? new Int32Array()
      for (let at = 0; at < part.length; at++) {
        const element = source.index === undefined ? at : (source.index[at] ?? -1)
        part[at] = element < 0 ? nowhere : (part[at] ?? 0) + element * stride
      }
    }
    stride *= space.elements[inner[k] ?? 'year'].length
  }
  return combined(parts, fixed).map((row) => (row < 0 ? stride : row))
}

/** All sums of one number of every part, the last part fastest. */
function combined(parts: readonly Int32Array[], start: number): Int32Array {
  let sums = Int32Array.of(start)
  for (const part of parts) {
    const next = new Int32Array(sums.length * part.length)
    let at = 0
    for (const sum of sums) for (const more of part) next[at++] = Math.max(nowhere, sum + more)
    sums = next
  }
  return sums
}
