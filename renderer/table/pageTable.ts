/** A table of the page as rows of texts: what is seen in it, and nothing that is only a mark or said to screen readers twice. */
export interface PageTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The table that a control belongs to: the first one after it in its card, or in its view or dialog where it stands in no card. */
export function tableAfter(control: Element): HTMLTableElement | undefined {
  const around = control.closest('.card') ?? control.closest('.view, [role=dialog]')
  return [...(around?.querySelectorAll('table') ?? [])].find(
    (table) => (control.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
  )
}

export function readTable(table: HTMLTableElement): PageTable {
  const rows = [...table.rows]
  const isHead = (row: HTMLTableRowElement): boolean => row.parentElement === table.tHead
  const grid = gridOf(rows)
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0)
  const whole = (row: readonly string[]): readonly string[] => Array.from({ length: width }, (_, k) => row[k] ?? '')
  const heads = grid.filter((_, k) => rows[k] !== undefined && isHead(rows[k]))
  return {
    // Heads that stand above one another are one.
    head: Array.from({ length: heads.length === 0 ? 0 : width }, (_, k) =>
      [...new Set(heads.map((row) => row[k] ?? ''))].filter((text) => text !== '').join(' '),
    ),
    rows: grid.filter((_, k) => rows[k] !== undefined && !isHead(rows[k])).map(whole),
  }
}

/** Cells by row and column; what spans several columns of a head stands in each, elsewhere in the first, down the rows in each. */
function gridOf(rows: readonly HTMLTableRowElement[]): readonly (readonly string[])[] {
  const grid: string[][] = rows.map(() => [])
  rows.forEach((row, r) => {
    let column = 0
    for (const cell of row.cells) {
      while (grid[r]?.[column] !== undefined) column++
      const text = seen(cell)
      const isRepeated = row.parentElement?.tagName === 'THEAD'
      for (let down = 0; down < cell.rowSpan; down++)
        for (let right = 0; right < cell.colSpan; right++) {
          const line = grid[r + down]
          if (line !== undefined) line[column + right] = right === 0 || isRepeated ? text : ''
        }
      column += cell.colSpan
    }
  })
  return grid.map((row) => Array.from(row, (text) => text as string | undefined).map((text) => text ?? ''))
}

/** What is seen in a cell: values of fields, texts; a grade only where there is nothing else. */
function seen(cell: HTMLTableCellElement): string {
  const fields = [...cell.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input[type=text], input:not([type]), select')]
  if (fields.length > 0) return fields.map((field) => ('options' in field ? field.selectedOptions[0]?.text : field.value) ?? '').join(' ')
  const copy = cell.cloneNode(true) as HTMLElement
  const grades = [...copy.querySelectorAll('.grade')].map((grade) => grade.querySelector('[aria-hidden]')?.textContent.trim() ?? '')
  for (const mark of copy.querySelectorAll('.grade, [aria-hidden=true], svg')) mark.remove()
  const text = textOf(copy)
  return text === '' ? grades.join(' ') : text
}

/** Parts that stand below one another are parted by a space. */
const textOf = (element: HTMLElement): string =>
  [...element.childNodes]
    .map((node) => (node instanceof HTMLElement ? textOf(node) : (node.textContent ?? '')))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
