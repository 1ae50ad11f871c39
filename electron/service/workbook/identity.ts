import type { LoadedCatalogue } from '../catalogue'
import type { TableLog } from '../table/faults'
import type { WorkbookRead } from '../table/readCells'
import { identityKeys, identityMark, workbookFormat, type Identity } from './about'

/** What a workbook says of itself: on its first sheet beside the marks, else in its properties. */
export function identityOf(read: WorkbookRead): Identity | undefined {
  const found: Partial<Record<keyof Identity, string>> = {}
  for (const key of identityKeys) {
    const value = besideMark(read, identityMark(key)) ?? read.custom.get(identityMark(key))
    if (value === undefined) return undefined
    found[key] = value
  }
  const { format = '', program = '', language = '', catalogue = '', catalogueVersion = '', catalogueSha256 = '' } = found
  const { fingerprint = '', resultFingerprint = '', scenario = '' } = found
  return { format, program, language, catalogue, catalogueVersion, catalogueSha256, fingerprint, resultFingerprint, scenario }
}

/** Lines of a sheet among which its marks stand. */
const mostLines = 200

function besideMark({ sheets }: WorkbookRead, mark: string): string | undefined {
  for (const sheet of sheets)
    for (let line = 0; line < Math.min(sheet.rowCount, mostLines); line++)
      for (let column = 1; column < Math.min(sheet.columnsOf(line), 10); column++)
        if (sheet.cell(line, column).text === mark) return sheet.cell(line, column - 1).text
  return undefined
}

/** Refuse what is no workbook of ours, or of another catalogue; the difference is told. @returns whether it is refused. */
export function refuseOther(identity: Identity | undefined, { catalogue, sha256 }: LoadedCatalogue, log: TableLog): boolean {
  if (identity === undefined) log.refuse('workbook-foreign')
  else if (identity.format !== workbookFormat) log.refuse('workbook-format', { format: identity.format, known: workbookFormat })
  else if (identity.catalogue !== catalogue.id || identity.catalogueSha256 !== sha256)
    log.refuse('workbook-catalogue', {
      id: identity.catalogue,
      version: identity.catalogueVersion,
      sha: identity.catalogueSha256.slice(0, 8),
      knownId: catalogue.id,
      knownVersion: catalogue.version,
      knownSha: sha256.slice(0, 8),
    })
  return log.isRefused
}
