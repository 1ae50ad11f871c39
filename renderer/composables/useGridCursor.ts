import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { moved, rangeOf, type Bounds, type Cell } from '../table/selection'

/** The cell that the keys are on, and the rectangle from where a selection began. */
export function useGridCursor(bounds: Readonly<Ref<Bounds>>, bring: (cell: Cell) => void) {
  const active = shallowRef<Cell>({ line: 0, column: 0 })
  const anchor = shallowRef<Cell>({ line: 0, column: 0 })
  const isDragging = ref(false)
  const range = computed(() => rangeOf(anchor.value, active.value))

  function go(cell: Cell, isExtending = false): void {
    active.value = cell
    if (!isExtending) anchor.value = cell
    bring(cell)
  }
  /** Follow a key; false where it leads nowhere. */
  function follow(event: KeyboardEvent): boolean {
    const next = moved(active.value, event, bounds.value)
    if (next === undefined) return false
    go(next, event.shiftKey && next.line >= 0)
    return true
  }
  function all(): void {
    anchor.value = { line: 0, column: -1 }
    active.value = { line: bounds.value.lines - 1, column: bounds.value.columns - 1 }
  }
  // Fewer lines than before: the cell stays within.
  watch(bounds, ({ lines, columns }) => {
    const within = ({ line, column }: Cell): Cell => ({ line: Math.min(line, lines - 1), column: Math.min(column, columns - 1) })
    active.value = within(active.value)
    anchor.value = within(anchor.value)
  })
  return { active, anchor, range, isDragging, go, follow, all }
}
