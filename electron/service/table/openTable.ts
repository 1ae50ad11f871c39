import type { PopulationPreview } from '../../contract/commands'
import type { ChosenBytes } from '../files/chooser'
import { csvGrid, decodeTable } from './csv'
import type { TableLog } from './faults'
import type { Grid } from './grid'
import { readWorkbook, type ReadSheet } from './workbook'
import { listZip } from './zipSize'

/** Bounds of what is unpacked and looked at. */
const mostUnpacked = 160 * 1024 * 1024
const mostRows = 200_000
const mostColumns = 400
const mostSheets = 100

export interface OpenedTable {
  readonly encoding: PopulationPreview['encoding']
  readonly grids: readonly Grid[]
}

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean => start.every((byte, k) => bytes[k] === byte)

/** Tables of a file, by what its bytes are and not by its name. What cannot be read goes to the log; then undefined. */
export async function openTable(file: ChosenBytes, log: TableLog): Promise<OpenedTable | undefined> {
  const { bytes } = file
  const opened = startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ? await openWorkbook(bytes, log) : openText(bytes, log)
  for (const { sheet, rows } of opened?.grids ?? []) {
    const columns = rows.reduce((most, row) => Math.max(most, row.length), 0)
    if (rows.length <= mostRows && columns <= mostColumns) continue
    log.sheet = sheet
    log.refuse('sheet-too-large', { rows: rows.length, columns, mostRows, mostColumns })
    return undefined
  }
  return opened
}

function openText(bytes: Uint8Array, log: TableLog): OpenedTable | undefined {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    log.refuse(Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'workbook-protected' : 'workbook-old')
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
  return { encoding: decoded.encoding, grids: [csvGrid(decoded.text, log)] }
}

async function openWorkbook(bytes: Uint8Array, log: TableLog): Promise<OpenedTable | undefined> {
  const listing = listZip(bytes)
  if (listing === undefined || !listing.names.includes('xl/workbook.xml')) {
    log.refuse('workbook-corrupt')
    return undefined
  }
  const sheetCount = listing.names.filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name)).length
  if (listing.unpacked > mostUnpacked || sheetCount > mostSheets) {
    log.refuse('workbook-too-large', { megabytes: mostUnpacked / 1024 / 1024 })
    return undefined
  }
  let sheets: readonly ReadSheet[]
  try {
    sheets = await readWorkbook(bytes)
  } catch {
    log.refuse('workbook-corrupt')
    return undefined
  }
  for (const { sheet } of sheets.filter(({ hidden }) => hidden)) log.remark('sheet-hidden', { sheet })
  return { encoding: 'xlsx', grids: sheets.filter(({ hidden }) => !hidden) }
}
