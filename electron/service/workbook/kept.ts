import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { scenarioToText } from '../../../models/scenario/canonical'
import type { Scenario } from '../../../models/scenario/document'
import { maxScenarioLength, parseScenario } from '../../../models/scenario/parse'
import type { CellSheet } from '../table/cellWorkbook'
import type { WorkbookRead } from '../table/readCells'

/**
 * The scenario that a workbook was made from goes along in it, out of sight: what is brought back is held against it, and
 * whoever gets the workbook can run the scenario again.
 */
const sheetName = '_scenario'
/** Letters of a cell's text at most, with some room to spare. */
const mostLetters = 30_000
/** The largest scenario in its file's letters, each of four bytes at most. */
const mostBytes = maxScenarioLength * 4

/** The scenario's file, packed, a piece to a cell: no program changes anything in such letters. */
export function scenarioSheet(scenario: Scenario): CellSheet {
  const text = deflateRawSync(scenarioToText(scenario)).toString('base64')
  const pieces = Array.from({ length: Math.ceil(text.length / mostLetters) }, (_, k) => text.slice(k * mostLetters, (k + 1) * mostLetters))
  return { name: sheetName, widths: [20], isHidden: true, rows: pieces.map((value) => [{ column: 0, value }]) }
}

/** The scenario that went along; undefined where it is gone or damaged. */
export function keptScenario({ sheets }: WorkbookRead): Scenario | undefined {
  const sheet = sheets.find(({ name }) => name === sheetName)
  if (sheet === undefined) return undefined
  const pieces = Array.from({ length: sheet.rowCount }, (_, row) => sheet.cell(row, 0).text)
  try {
    const text = inflateRawSync(Buffer.from(pieces.join(''), 'base64'), { maxOutputLength: mostBytes }).toString('utf8')
    const parsed = parseScenario(text, sheetName)
    return parsed.ok ? parsed.value : undefined
  } catch {
    return undefined
  }
}
