import type { PopulationPreview } from '../../contract/commands'
import type { ChosenBytes } from '../files/chooser'
import { csvGrid, decodeTable, signsIn } from './csv'
import type { TableLog } from './faults'
import type { Grid } from './grid'
import { readWorkbook, type TooLarge } from './workbook'
import { listZip, type ZipListing } from './zipSize'

/** Bounds of what is unpacked and looked at: within them a table takes no more than some 400 MB and two seconds. */
const mostUnpacked = 160 * 1024 * 1024
const mostMarkup = 20 * 1024 * 1024
/** The archive is gone through again for each worksheet. */
const mostRead = 3 * mostMarkup
const mostSheets = 100
const bounds = { rows: 200_000, columns: 400, cells: 1_600_000 }
const mostQuotes = 2_000_000

export interface OpenedTable {
  readonly encoding: PopulationPreview['encoding']
  readonly grids: readonly Grid[]
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean => start.every((byte, k) => bytes[k] === byte)

/** Tables of a file, by what its bytes are and not by its name. What cannot be read goes to the log; then undefined. */
export async function openTable(file: ChosenBytes, log: TableLog): Promise<OpenedTable | undefined> {
  const { bytes } = file
  return startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ? openWorkbook(bytes, log) : openText(bytes, log)
}

function tellTooLarge({ sheet, rows, columns }: TooLarge, log: TableLog): undefined {
  log.sheet = sheet
  log.refuse('sheet-too-large', { rows, columns, mostRows: bounds.rows, mostColumns: bounds.columns, mostCells: bounds.cells })
}

function openText(bytes: Uint8Array, log: TableLog): OpenedTable | undefined {
  if (isCompound(bytes)) {
    log.refuse(isProtected(bytes) ? 'workbook-protected' : 'workbook-old')
    return undefined
  }
  const decoded = decodeTable(bytes)
  if (decoded === undefined) {
    log.refuse('encoding-unknown')
    return undefined
  }
  if (/^\s*<(!doctype|html|\?xml|table|meta|head)/i.test(decoded.text.slice(0, 500))) {
    log.refuse('table-html')
    return undefined
  }
  const { lines, separators, quotes } = signsIn(decoded.text)
  const columns = Math.ceil((separators + lines) / lines)
  if (lines > bounds.rows || separators + lines > bounds.cells || quotes > mostQuotes)
    return tellTooLarge({ sheet: '', rows: lines, columns }, log)
  const grid = csvGrid(decoded.text, log)
  const widest = grid.rows.reduce((most, row) => Math.max(most, row.length), 0)
  return widest > bounds.columns
    ? tellTooLarge({ sheet: '', rows: lines, columns: widest }, log)
    : { encoding: decoded.encoding, grids: [grid] }
}

/** Whether a file is a workbook that may be unpacked; what it is instead goes to the log. */
export function isWorkbook({ bytes }: ChosenBytes, log: TableLog): boolean {
  if (!startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) {
    if (isCompound(bytes)) log.refuse(isProtected(bytes) ? 'workbook-protected' : 'workbook-old')
    else log.refuse('workbook-corrupt')
    return false
  }
  return mayUnpack(bytes, mostUnpacked, log) !== undefined
}

const isCompound = (bytes: Uint8Array): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)
const isProtected = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'))

/** What a workbook says it holds, before a byte of it is unpacked. */
function mayUnpack(bytes: Uint8Array, markup: number, log: TableLog): ZipListing | undefined {
  const listing = listZip(bytes)
  if (listing === undefined || !listing.names.includes('xl/workbook.xml')) {
    log.refuse('workbook-corrupt')
    return undefined
  }
  if (listing.unpacked <= mostUnpacked && listing.markup <= markup) return listing
  tellUnpacked(markup, log)
  return undefined
}

const tellUnpacked = (most: number, log: TableLog): void => {
  log.refuse('workbook-too-large', { megabytes: most / 1024 / 1024 })
}

async function openWorkbook(bytes: Uint8Array, log: TableLog): Promise<OpenedTable | undefined> {
  const listing = mayUnpack(bytes, mostMarkup, log)
  if (listing === undefined) return undefined
  try {
    const sheets = Math.min(mostSheets, Math.floor(mostRead / Math.max(1, listing.markup)))
    const read = await readWorkbook(bytes, { ...bounds, sheets })
    if (read.tooLarge !== undefined) {
      if (read.tooLarge === 'sheets') tellUnpacked(mostMarkup, log)
      else tellTooLarge(read.tooLarge, log)
      return undefined
    }
    for (const sheet of read.hidden) log.remark('sheet-hidden', { sheet })
    return { encoding: 'xlsx', grids: read.sheets }
  } catch {
    log.refuse('workbook-corrupt')
    return undefined
  }
}
