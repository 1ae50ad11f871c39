import { copyOut } from '../bridge/clipboard'
import { copied, copiedCell, type CopiedTable } from '../table/copied'
import type { GridCell, GridColumn, GridLine } from '../table/grid'
import { sizeOf, type Range } from '../table/selection'
import type { useGridCursor } from './useGridCursor'
import type { useGridTyping } from './useGridTyping'

interface Grid {
  readonly cursor: ReturnType<typeof useGridCursor>
  readonly typing: ReturnType<typeof useGridTyping>
  readonly corner: () => string
  readonly unit: () => string
  readonly columns: () => readonly GridColumn[]
  readonly lines: () => readonly GridLine[]
  readonly cell: (line: number, column: number) => GridCell
}

/** What leaves a grid and comes into it by the clipboard: a single cell as it is, more of them with their heads. */
export function useGridClipboard(grid: Grid) {
  const lineName = (line: number): string => {
    const { label, fullName, note } = grid.lines()[line] ?? { label: '' }
    return [fullName ?? label, note].filter((part) => part !== undefined && part !== '').join(' ')
  }
  const tableOf = ({ top, bottom, left, right }: Range): CopiedTable => {
    const first = Math.max(0, left)
    const columns = grid.columns().slice(first, right + 1)
    return {
      head: [grid.corner(), ...columns.map(({ head, unit }) => (unit === undefined ? head : `${head} (${unit})`))],
      rows: Array.from({ length: bottom - top + 1 }, (_, k) => [
        lineName(top + k),
        ...columns.map((_column, n) => grid.cell(top + k, first + n).text),
      ]),
      unit: grid.unit(),
    }
  }
  const textOfActive = (): string => {
    const { line, column } = grid.cursor.active.value
    if (line < 0) return grid.columns()[column]?.head ?? grid.corner()
    return column < 0 ? lineName(line) : grid.cell(line, column).text
  }
  function onCopy(event: ClipboardEvent): void {
    if (grid.typing.isTyping.value || event.clipboardData === null) return
    const range = grid.cursor.range.value
    const clip = sizeOf(range) === 1 ? copiedCell(textOfActive()) : copied(tableOf(range))
    event.preventDefault()
    event.clipboardData.setData('text/plain', clip.text)
    event.clipboardData.setData('text/html', clip.html)
  }
  function onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    // A single value goes into the field that is being typed in.
    if (grid.typing.isTyping.value && !/[\t\n]/.test(text.trim())) return
    if (grid.typing.paste(text, grid.cursor.range.value)) event.preventDefault()
  }
  /** The whole table, with its heads. */
  const everything = (): CopiedTable => tableOf({ top: 0, bottom: grid.lines().length - 1, left: 0, right: grid.columns().length - 1 })
  const copyAll = (): boolean => copyOut(copied(everything()))
  return { onCopy, onPaste, everything, copyAll }
}
