import { following, type Bounds, type Cell } from '../table/selection'
import type { useGridCursor } from './useGridCursor'
import type { useGridTyping } from './useGridTyping'

/** What a grid does when a key asks for it; each says whether there was something to do. */
export interface GridActions {
  sortBy(column: number): boolean
  openFigure(cell: Cell): boolean
  fold(cell: Cell): boolean
  choose(cell: Cell): boolean
  focus(): void
}

interface Grid {
  readonly cursor: ReturnType<typeof useGridCursor>
  readonly typing: ReturnType<typeof useGridTyping>
  readonly bounds: () => Bounds
  readonly isEditable: () => boolean
  readonly actions: GridActions
}

/** Keys of a grid, as in a spreadsheet. */
export function useGridKeys({ cursor, typing, bounds, isEditable, actions }: Grid) {
  /** After Escape the next Tab leaves a grid that is typed in. */
  let isLeaving = false
  const active = (): Cell => cursor.active.value
  const down = (by: 1 | -1): void => {
    cursor.go({ ...active(), line: Math.min(bounds().lines - 1, Math.max(0, active().line + by)) })
  }
  const across = (by: 1 | -1): boolean => {
    const next = following(active(), by, bounds())
    if (next !== undefined) cursor.go(next)
    return next !== undefined
  }

  function onTypingKey(event: KeyboardEvent): void {
    // While a word is being composed the keys belong to the input method.
    if (event.isComposing) return
    const { key, shiftKey } = event
    const endsTyping = ['ArrowUp', 'ArrowDown', ...(typing.isReplacing.value ? ['ArrowLeft', 'ArrowRight'] : [])].includes(key)
    if (!endsTyping && !['Escape', 'Enter', 'Tab'].includes(key)) return
    event.preventDefault()
    if (key === 'Escape') typing.cancel()
    else typing.commit()
    if (key === 'Enter') down(shiftKey ? -1 : 1)
    else if (key === 'Tab') across(shiftKey ? -1 : 1)
    else if (endsTyping) cursor.follow(event)
    actions.focus()
  }

  /** Enter and Space: sort at the head, fold at a group, type where that is possible, else choose or go on. */
  function enter(isEnter: boolean): boolean {
    const cell = active()
    if (cell.line < 0) return actions.sortBy(cell.column)
    if (actions.fold(cell)) return true
    if (!isEnter) return isEditable() && typing.begin(cell, ' ')
    if (isEditable()) typing.begin(cell)
    else if (!actions.choose(cell)) down(1)
    return true
  }
  function edit(event: KeyboardEvent): boolean {
    const { key, shiftKey } = event
    if (key === 'Delete' || key === 'Backspace') {
      typing.clear(cursor.range.value)
      return true
    }
    if (key === 'Tab') return !isLeaving && across(shiftKey ? -1 : 1)
    // An input method begins with a key that has no sign yet: the field has to be there before its first letter.
    if (key === 'Process') {
      typing.begin(active(), '')
      return false
    }
    return key.length === 1 && typing.begin(active(), key)
  }
  function act(event: KeyboardEvent): boolean {
    const { key, altKey } = event
    const isCommand = event.ctrlKey || event.metaKey
    if (key === 'Enter' && altKey) return actions.openFigure(active())
    if (altKey) return false
    if (isCommand && key.toLowerCase() === 'a') {
      cursor.all()
      return true
    }
    if (isCommand) return false
    if (key === 'Enter' || key === ' ') return enter(key === 'Enter')
    if (key === 'F2') {
      typing.begin(active())
      return isEditable()
    }
    return isEditable() && edit(event)
  }
  function onKey(event: KeyboardEvent): void {
    if (typing.isTyping.value) return
    const isOurs = (!event.altKey && cursor.follow(event)) || act(event)
    isLeaving = event.key === 'Escape'
    if (!isOurs) return
    event.preventDefault()
    event.stopPropagation()
  }
  return { onKey, onTypingKey }
}
