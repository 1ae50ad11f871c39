import type { Fault } from '../../../models/shared/outcome'
import { TableLog } from '../table/faults'

/** Faults and remarks of a workbook, sheet by sheet. */
export class SheetLogs {
  readonly whole: TableLog
  private readonly file: string
  private readonly known = new Map<string, TableLog>()

  constructor(file: string) {
    this.file = file
    this.whole = new TableLog(file)
  }

  of(sheet: string): TableLog {
    const known = this.known.get(sheet) ?? new TableLog(this.file)
    known.sheet = sheet
    this.known.set(sheet, known)
    return known
  }

  get faults(): readonly Fault[] {
    return this.all().flatMap((log) => log.allFaults())
  }

  get remarks(): readonly Fault[] {
    return this.all().flatMap((log) => log.allRemarks())
  }

  private all(): readonly TableLog[] {
    return [this.whole, ...this.known.values()]
  }
}
