import { Integers, type Arena } from './block'
import { digitsOf, joined, merged, never, type Digit, type Place, type Reach, type ReachedLists } from './reach'
import { inverse, inverseOf, listsOf, type Lists } from './lists'
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

/** What a position of the reader's row adds to the number of the row that is read. */
export interface Part {
  readonly digit: Digit
  /** So much for each position, or a number of its own for every one of them. */
  readonly adds: number | Integers
}

/**
 * How the row that is read follows from the reader's: a sum of what its positions add, and a part that is always the same.
 * It is worked out, not kept: a number for every row of every reader would be a good part of a large model's memory.
 */
export interface RowMap {
  readonly key: string
  readonly fixed: number
  readonly parts: readonly Part[]
  /** The row behind the last, which is read where a sum is below 0. */
  readonly none: number
  /** Whether every row of the reader reads one. */
  readonly isTotal: boolean
  /** From a row that is read to its readers. */
  readonly readers: Reach
}

/** The row that is read for a row of the reader; the one behind the last where none is. */
export function rowRead(access: RowAccess, row: number): number {
  if (access.kind !== 'mapped') return access.kind === 'one' ? access.row : row
  const { fixed, parts, none } = access.map
  let sum = fixed
  for (const { digit, adds } of parts) {
    const position = Math.floor(row / digit.stride) % digit.size
    sum += typeof adds === 'number' ? adds * position : (adds.given[position] ?? nowhere)
  }
  return sum < 0 ? none : sum
}

/** Both ways between the rows of a sum and those that are added up in them. */
export interface Spread {
  /** From a sum to its members, ascending. */
  readonly members: Reach
  /** From a member to the sums in which it is. */
  readonly sums: Reach
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
    const map: RowMap = {
      key,
      ...this.partsOf(own, inner, sources),
      isTotal: sources.every(isTotal),
      readers: this.back(own, inner, sources),
    }
    this.known.set(key, map)
    return { kind: 'mapped', map }
  }

  /** Between the rows of a sum and its members'. @param members what these run over. @param routes how a member leads to its sum. */
  spread(members: readonly DimensionName[], sums: readonly DimensionName[], routes: Routes): Spread {
    const [own, inner] = [withoutYear(members), withoutYear(sums)]
    const sources = inner.map((dimension) => sourceOf(routes, dimension))
    return { members: this.back(own, inner, sources), sums: this.forth(own, inner, sources) }
  }

  /**
   * Between sums over chosen elements of the last dimension and the elements.
   * @param outer how many rows there are of the dimensions before it. @param chosen positions of the elements of each sum.
   */
  spreadOf(outer: number, elements: number, chosen: Lists): Spread {
    const sums = chosen.starts.length - 1
    const way = (from: number, to: number, lists: Lists): Reach => {
      const [first, last] = [joined(outer, from), { stride: 1, size: from, isLeading: outer === 1 }]
      return { only: [], places: [{ size: outer, by: 'same', digit: first }, this.listed(to, last, lists)] }
    }
    return {
      members: way(sums, elements, chosen),
      sums: way(
        elements,
        sums,
        inverseOf(chosen, (element) => element, elements),
      ),
    }
  }

  private listed(size: number, digit: Digit, lists: Lists): Place {
    return { size, by: 'lists', digit, lists: this.kept(lists) }
  }

  private kept({ starts, rows }: Lists): ReachedLists {
    return { starts: new Integers(this.arena, starts.length, starts), rows: new Integers(this.arena, rows.length, rows) }
  }

  private sizes(dimensions: readonly DimensionName[]): readonly number[] {
    return dimensions.map((dimension) => this.space.elements[dimension].length)
  }

  /** From a row of a reader to the one that is read. */
  private forth(own: readonly DimensionName[], inner: readonly DimensionName[], sources: readonly Source[]): Reach {
    const [digits, sizes] = [digitsOf(this.sizes(own)), this.sizes(inner)]
    if (sources.some((source) => 'element' in source && source.element < 0)) return never
    const places = sources.map((source, k): Place => {
      const size = sizes[k] ?? 1
      if ('element' in source) return { size, by: 'one', position: source.element }
      const digit = at(digits, own.indexOf(source.dimension))
      return source.index === undefined ? { size, by: 'same', digit } : this.listed(size, digit, singles(source.index))
    })
    return { only: [], places: merged(places) }
  }

  /** From a row that is read to those of the reader that read it. */
  private back(own: readonly DimensionName[], inner: readonly DimensionName[], sources: readonly Source[]): Reach {
    const [digits, sizes] = [digitsOf(this.sizes(inner)), this.sizes(own)]
    if (sources.some((source) => 'element' in source && source.element < 0)) return never
    const only = sources.flatMap((source, k) => ('element' in source ? [{ digit: at(digits, k), position: source.element }] : []))
    const places = own.map((dimension, k): Place => {
      const size = sizes[k] ?? 1
      const uses = sources.flatMap((source, j) =>
        'dimension' in source && source.dimension === dimension ? [{ digit: at(digits, j), index: source.index }] : [],
      )
      const [first, ...others] = uses.sort((a, b) => Number(a.index !== undefined) - Number(b.index !== undefined))
      if (first === undefined) return { size, by: 'all' }
      const also = others.map(({ digit, index = Int32Array.from({ length: size }, (_, position) => position) }) => ({
        digit,
        index: new Integers(this.arena, index.length, index),
      }))
      const place: Place =
        first.index === undefined
          ? { size, by: 'same', digit: first.digit }
          : this.listed(size, first.digit, inverse(first.index, first.digit.size))
      return also.length === 0 ? place : { ...place, also }
    })
    return { only, places: merged(places) }
  }

  /** What each position of the reader's row adds. Positions that stand side by side in both rows add as one. */
  private partsOf(
    own: readonly DimensionName[],
    inner: readonly DimensionName[],
    sources: readonly Source[],
  ): Pick<RowMap, 'fixed' | 'parts' | 'none'> {
    const strides = digitsOf(this.sizes(inner))
    const adding = digitsOf(this.sizes(own)).map((digit, k) => {
      const uses = sources.flatMap((source, j) =>
        'dimension' in source && source.dimension === own[k] ? [{ index: source.index, stride: at(strides, j).stride }] : [],
      )
      const [first] = uses
      if (first === undefined) return { digit, adds: 0 }
      if (uses.length === 1 && first.index === undefined) return { digit, adds: first.stride }
      return { digit, adds: sumsOf(digit.size, uses) }
    })
    const parts: { digit: Digit; adds: number | Int32Array }[] = []
    for (const part of adding) {
      const last = parts.at(-1)
      const { size, stride } = part.digit
      if (typeof part.adds === 'number' && typeof last?.adds === 'number' && last.adds === part.adds * size)
        parts[parts.length - 1] = { adds: part.adds, digit: { ...last.digit, stride, size: last.digit.size * size } }
      else parts.push(part)
    }
    const fixed = sources.reduce(
      (sum, source, k) => ('element' in source ? sum + (source.element < 0 ? nowhere : source.element * at(strides, k).stride) : sum),
      0,
    )
    return {
      fixed,
      parts: parts
        .filter(({ adds }) => adds !== 0)
        .map(({ digit, adds }) => ({ digit, adds: typeof adds === 'number' ? adds : new Integers(this.arena, adds.length, adds) })),
      none: this.sizes(inner).reduce((product, size) => product * size, 1),
    }
  }
}

const at = (digits: readonly Digit[], place: number): Digit => {
  const found = digits[place]
  if (found === undefined) throw new RangeError('a dimension is read that the reader does not run over')
  return found
}

const withoutYear = (dimensions: readonly DimensionName[]): readonly DimensionName[] => dimensions.filter((d) => d !== 'year')

function fixedRow(inner: readonly DimensionName[], sources: readonly Source[], space: Space): number {
  let row = 0
  for (const [k, dimension] of inner.entries()) {
    const source = sources[k]
    const element = source !== undefined && 'element' in source ? source.element : -1
    if (element < 0) return inner.reduce((product, d) => product * space.elements[d].length, 1)
    row = row * space.elements[dimension].length + element
  }
  return row
}

/** What a position adds that leads nowhere: so little that nothing brings it back, and several of them still are a whole number of 32 bits. */
const nowhere = -134_217_728

/** What the positions of a dimension add that is read more than once, or through a mapping. */
function sumsOf(size: number, uses: readonly { readonly index: Int32Array | undefined; readonly stride: number }[]): Int32Array {
  return Int32Array.from({ length: size }, (_, position) => {
    const elements = uses.map(({ index }) => (index === undefined ? position : (index[position] ?? -1)))
    return elements.some((element) => element < 0) ? nowhere : uses.reduce((sum, { stride }, k) => sum + (elements[k] ?? 0) * stride, 0)
  })
}

/** Lists of the one element to which each leads, or of none. */
const singles = (index: Int32Array): Lists => listsOf(Array.from(index, (element) => (element < 0 ? [] : [element])))
