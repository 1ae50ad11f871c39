import { computed, ref, shallowRef } from 'vue'
import { figureText } from '../format/csv'
import { readBlock } from '../table/block'
import type { GridEditing } from '../table/grid'
import { pasted } from '../table/paste'
import type { Bounds, Cell, Range } from '../table/selection'
import { useWords } from './useWords'

interface Grid {
  readonly editing: () => GridEditing | undefined
  readonly bounds: () => Bounds
  /** What a cell is called in a message. */
  readonly nameOf: (cell: Cell) => string
}

/** Typing and pasting into a grid: what cannot be taken is refused with its cell, and the last good value stays. */
export function useGridTyping({ editing, bounds, nameOf }: Grid) {
  const { t } = useWords()
  const cell = shallowRef<Cell>()
  const text = ref('')
  /** Begun by a letter: then every arrow ends it, as in a spreadsheet. */
  const isReplacing = ref(false)
  const refusal = ref('')
  const isTyping = computed(() => cell.value !== undefined)

  function begin(at: Cell, first?: string): boolean {
    const grid = editing()
    if (grid === undefined || at.line < 0 || at.column < 0) return false
    if (grid.isLocked(at)) {
      refusal.value = t('grid.refused', { cell: nameOf(at), why: t('grid.locked') })
      return false
    }
    cell.value = at
    isReplacing.value = first !== undefined
    text.value = first ?? grid.textOf(at)
    refusal.value = ''
    return true
  }
  const cancel = (): void => {
    cell.value = undefined
  }
  const whyNot = (grid: GridEditing, at: Cell, reason: string): string => {
    if (reason === 'range') return t('input.range', { ...grid.boundsOf(at) })
    return t(['locked', 'too-many-rows', 'too-many-columns'].includes(reason) ? `grid.${reason}` : `input.${reason}`)
  }
  /** Take what was typed, or say why not; either way the typing is over. */
  function commit(): void {
    const [grid, at] = [editing(), cell.value]
    cancel()
    if (grid === undefined || at === undefined || figureText(text.value) === figureText(grid.textOf(at))) return
    const entry = grid.read(at, text.value)
    if (entry.ok) {
      refusal.value = ''
      grid.apply([{ ...at, value: entry.value }])
    } else refusal.value = t('grid.refused', { cell: nameOf(at), why: whyNot(grid, at, entry.reason) })
  }
  /** @returns false where there is nothing to paste into. */
  function paste(given: string, selected: Range): boolean {
    const grid = editing()
    if (grid === undefined || given === '') return false
    cancel()
    const outcome = pasted(readBlock(given), selected, bounds(), grid)
    if (outcome.ok) {
      refusal.value = ''
      if (outcome.edits.length > 0) grid.apply(outcome.edits)
      return true
    }
    const isOutside = outcome.reason === 'too-many-rows' || outcome.reason === 'too-many-columns'
    const why = whyNot(grid, outcome, outcome.reason)
    refusal.value = isOutside ? why : t('grid.pasteRefused', { cell: nameOf(outcome), text: outcome.text.slice(0, 30), why })
    return true
  }
  function clear(selected: Range): void {
    refusal.value = ''
    editing()?.clear(selected)
  }
  return { cell, text, isTyping, isReplacing, refusal, begin, cancel, commit, paste, clear }
}
