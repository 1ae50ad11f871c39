import type { Block } from './equation/block'
import type { CompiledModel } from './equation/compile'

/** A table made from blocks of a model, and the run of which it is. */
interface Kept {
  readonly table: Float64Array
  readonly run: number
}
const kept = new WeakMap<CompiledModel, Map<string, Kept>>()

/** Rows of a block. */
export interface Stretch {
  readonly block: Block
  readonly first: number
  readonly count: number
}

/** What a table is made from. */
export interface Recipe {
  readonly length: number
  readonly blocks: readonly Block[]
  /** Parts that are written one by one, each from some rows of the blocks. */
  readonly parts: number
  reads(part: number): readonly Stretch[]
  /** Writes every number of a part. */
  write(table: Float64Array, part: number): void
}

/**
 * A table of the last run. What did not move since it was last asked for is the same array; else a new one, in which only
 * the parts that moved are written again. A table that was given away is never written to.
 */
export function keptTable(compiled: CompiledModel, name: string, { length, blocks, parts, reads, write }: Recipe): Float64Array {
  const tables = kept.get(compiled) ?? new Map<string, Kept>()
  kept.set(compiled, tables)
  const last = tables.get(name)
  const since = last?.run ?? 0
  if (last !== undefined && blocks.every(({ moved }) => moved.any <= since)) return last.table
  const isNew = last === undefined || blocks.some(({ moved }) => moved.all > since)
  const table = isNew ? new Float64Array(length) : last.table.slice()
  for (let part = 0; part < parts; part++) if (isNew || reads(part).some((rows) => hasMoved(rows, since))) write(table, part)
  tables.set(name, { table, run: compiled.runs })
  return table
}

/** A copy of a variable of the last run; the same one as long as nothing of it moved. */
export function keptCopy(compiled: CompiledModel, name: string): Float64Array {
  const block = compiled.block(name)
  return keptTable(compiled, `copy of ${name}`, {
    length: block.data.length,
    blocks: [block],
    parts: 1,
    reads: () => [{ block, first: 0, count: block.rows }],
    write: (table) => {
      table.set(block.data)
    },
  })
}

/** What was made of some variables of a model: the same as last time as long as none of them moved. */
export class Keeper<T> {
  private readonly last = new WeakMap<CompiledModel, { readonly run: number; readonly of: readonly unknown[]; readonly made: T }>()
  private readonly names: readonly string[]

  /** @param names variables it is made of. */
  constructor(...names: readonly string[]) {
    this.names = names
  }

  /** @param of what else it is made of; each is compared as it is. */
  get(compiled: CompiledModel, of: readonly unknown[], make: () => T): T {
    const last = this.last.get(compiled)
    const isSame =
      last !== undefined &&
      of.every((value, k) => value === last.of[k]) &&
      this.names.every((name) => compiled.block(name).moved.any <= last.run)
    if (isSame) return last.made
    const made = make()
    this.last.set(compiled, { run: compiled.runs, of, made })
    return made
  }
}

function hasMoved({ block: { moved }, first, count }: Stretch, since: number): boolean {
  if (moved.any <= since) return false
  for (let row = first, end = first + count; row < end; row++) if (moved.isAfter(since, row)) return true
  return false
}
