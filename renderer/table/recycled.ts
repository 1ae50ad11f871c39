/** A drawn row of a long table: its own number, and the position of the line that it shows. */
export interface DrawnRow {
  readonly slot: number
  readonly position: number
}

/** Rows beyond what is in sight that are kept for the next frame, whose count is one more or less. */
const spare = 6

/**
 * Which row shows which line. While a table is scrolled, rows that went out of sight show the lines that come in, where they stand:
 * making rows anew, or moving them, costs several times as much. At rest they stand in the order of their lines, as they are read.
 * @param wanted positions of the lines to draw, in their order.
 * @param isMoving the table is being scrolled.
 */
export function recycle(before: readonly DrawnRow[], wanted: readonly number[], isMoving: boolean): readonly DrawnRow[] {
  const missing = new Set(wanted)
  for (const { position } of before) missing.delete(position)
  const inSight = new Set(wanted)
  const due = [...missing]
  let last = before.reduce((most, { slot }) => Math.max(most, slot), -1)
  let spares = 0
  const rows: DrawnRow[] = []
  for (const row of before) {
    const next = inSight.has(row.position) ? row.position : due.shift()
    if (next !== undefined) rows.push(next === row.position ? row : { slot: row.slot, position: next })
    else if (isMoving && spares++ < spare) rows.push(row)
  }
  for (const position of due) rows.push({ slot: ++last, position })
  return isMoving ? rows : rows.sort((a, b) => a.position - b.position)
}
