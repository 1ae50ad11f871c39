import type { ShownTable } from '../../electron/contract/exchange'
import { useBridge } from '../bridge/current'
import { downloadFile } from '../bridge/download'
import { csvOf, type CsvTable } from '../format/csv'
import { fileName } from '../format/fileName'
import { shownValue } from '../format/shownValue'
import { useFiles } from './useFiles'

/** A table that is saved: as it stands on the screen, with its title and what stands below it. */
export interface SavedTable extends CsvTable {
  readonly title: string
  /** Area, year and the like, for the file's name. */
  readonly about: readonly string[]
  readonly notes: readonly string[]
}

/** Tables of the screen as files, all in the same way: CSV by the window itself, workbooks by the service. */
export function useTableSave() {
  const bridge = useBridge()
  const files = useFiles()

  /** Where the columns have no common unit, what is said of the table stands with the first head. */
  const headOf = ({ head: [first = '', ...others], unit, notes }: SavedTable): readonly string[] =>
    unit === '' && notes.some((note) => note !== '')
      ? [`${first} (${notes.filter((note) => note !== '').join('; ')})`.trim(), ...others]
      : [first, ...others]

  function csv(table: SavedTable): void {
    downloadFile(
      new Blob([csvOf({ ...table, head: headOf(table) })], { type: 'text/csv;charset=utf-8' }),
      fileName([table.title, ...table.about], 'csv'),
    )
  }

  async function xlsx({ title, about, notes, head, rows }: SavedTable): Promise<void> {
    const shown: ShownTable = {
      title: fileName([title, ...about], '').slice(0, -1),
      notes: notes.filter((note) => note !== ''),
      head,
      rows: rows.map((row) => row.map(shownValue)),
    }
    const reply = await bridge.invoke('table:export', shown)
    if (reply.ok) bridge.deliver(reply.value)
    else files.tell(reply.error)
  }

  return { csv, xlsx }
}
