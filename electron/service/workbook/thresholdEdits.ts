import type { WorkbookChange } from '../../contract/exchange'
import { targetsOf } from '../../../models/scenario/checkOverride'
import { leverNamed } from '../../../models/scenario/levers'
import type { Structure } from '../../../models/structure'
import { columnLetter } from '../table/grid'
import type { WorkbookRead } from '../table/readCells'
import { provenance, subjectOf, type Editor } from './changeOf'
import { figureIn, isNear } from './edits'
import type { SheetLogs } from './sheetLogs'

/** Key behind the cell of a threshold. */
export const thresholdKey = (id: string): string => `threshold/${id}`

/** Thresholds that were changed; they stand right before their keys. */
export function thresholdChanges(
  { sheets }: WorkbookRead,
  known: Readonly<Record<string, number>>,
  structure: Structure,
  editor: Editor,
  logs: SheetLogs,
): readonly WorkbookChange[] {
  const ids = new Map(targetsOf(leverNamed('threshold'), structure.catalogue).map((id) => [thresholdKey(id), id]))
  return sheets.flatMap((sheet) =>
    Array.from({ length: sheet.rowCount }, (_, line) => line).flatMap((line) =>
      Array.from({ length: sheet.columnsOf(line) }, (_, column) => column).flatMap((column): readonly WorkbookChange[] => {
        const id = column === 0 ? undefined : ids.get(sheet.cell(line, column).text)
        if (id === undefined) return []
        const cell = sheet.cell(line, column - 1)
        const place = { row: line, column: column - 1 }
        const before = known[id] ?? 0
        const after = figureIn(cell)
        if (cell.kind === 'empty') logs.of(sheet.name).remark('workbook-emptied', { value: before }, place)
        else if (after === undefined) logs.of(sheet.name).refuse('workbook-unreadable', { text: cell.text }, place)
        if (after === undefined || isNear(before, after)) return []
        const edit = {
          before,
          after,
          sheet: sheet.name,
          cell: `${columnLetter(column - 1)}${String(line + 1)}`,
          note: sheet.note(line, column - 1)?.trim() ?? '',
        }
        const from = structure.catalogue.baseYear + 1
        return [
          {
            ...edit,
            override: {
              lever: 'threshold',
              target: id,
              area: structure.root.code,
              mode: 'set',
              from,
              value: after,
              ...provenance(edit, 'threshold', editor),
            },
            subject: subjectOf('threshold', id, structure, editor.language),
            area: structure.root.code,
            year: from,
            unit: '',
            isShare: false,
          },
        ]
      }),
    ),
  )
}
