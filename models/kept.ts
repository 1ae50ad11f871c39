import type { Block } from './equation/block'
import type { CompiledModel } from './equation/compile'

/** What was made of some blocks of a model, as long as none of them moves; what was given away is never written to. */
export class Keeper<T> {
  private readonly last = new WeakMap<CompiledModel, { readonly run: number; readonly of: readonly unknown[]; readonly made: T }>()

  /** @param blocks it is made of. @param of what else; each is compared as it is. */
  get(compiled: CompiledModel, blocks: readonly Pick<Block, 'moved'>[], of: readonly unknown[], make: () => T): T {
    const last = this.last.get(compiled)
    const isSame = last !== undefined && of.every((value, k) => value === last.of[k]) && blocks.every(({ moved }) => moved.any <= last.run)
    if (isSame) return last.made
    // What is left of the last run goes before the new is made: of a large catalogue there is no room for both.
    this.last.delete(compiled)
    const made = make()
    this.last.set(compiled, { run: compiled.runs, of, made })
    return made
  }
}

const copies = new WeakMap<Block, Keeper<Float64Array>>()

/** A copy of a block of the last run; the same one as long as nothing of it moved. */
export function keptCopy(compiled: CompiledModel, block: Block): Float64Array {
  let keeper = copies.get(block)
  if (keeper === undefined) copies.set(block, (keeper = new Keeper()))
  return keeper.get(compiled, [block], [], () => block.data.slice())
}

const rowsOfTables = new WeakMap<Float64Array, readonly Float64Array[]>()

/** The rows of a table as views of it, each of so many numbers; made once for each table, since views cost more than what is read by them. */
export function rowViews(table: Float64Array, length: number): readonly Float64Array[] {
  const known = rowsOfTables.get(table)
  if (known !== undefined && (known[0]?.length ?? length) === length) return known
  const made = Array.from(
    { length: table.length / length },
    (_, row) => new Float64Array(table.buffer, table.byteOffset + row * length * 8, length),
  )
  rowsOfTables.set(table, made)
  return made
}
