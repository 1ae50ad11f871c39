import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { scenarioToText } from '../../models/scenario/canonical'
import type { Override, Scenario } from '../../models/scenario/document'
import type { WorkbookChange } from '../contract/exchange'
import { readBytes } from '../service/files/readText'
import {
  catalogueAt,
  catalogueScenario,
  engineName,
  format,
  languageOf,
  largestWorkbook,
  Refused,
  scenarioAt,
  type Command,
} from './inputs'
import { emit, emitFile, faultLines, UsageError } from './output'

/** A scenario's run as a workbook of live formulas, or its figures as one long table. */
export const exportCommand: Command = async (args, context) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenario: { type: 'string' },
      catalogue: { type: 'string' },
      language: { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string' },
    },
    allowPositionals: false,
  })
  const { out } = values
  if (out === undefined || out === '') throw new UsageError('export needs --out FILE.xlsx or --out FILE.csv')
  const wanted = format(values.format ?? (out.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx'), ['xlsx', 'csv'])
  const language = languageOf(values.language)
  const loaded = await catalogueAt(values.catalogue, context)
  const scenario = values.scenario === undefined ? catalogueScenario(loaded, context) : await scenarioAt(values.scenario)
  if (wanted === 'csv') {
    const { longTable } = await import('../service/workbook/longTable')
    return emitFile([...longTable({ loaded, scenario, language })].join(''), out, context.streams)
  }
  const { writeLiveWorkbook } = await import('../service/workbook/export')
  const content = await writeLiveWorkbook({ loaded, scenario, language, program: engineName(context), written: new Date() })
  return emitFile(content, out, context.streams)
}

/** Cells of a live workbook that were changed, as changes of the scenario that it was made from, or of another one. */
export const importCommand: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { scenario: { type: 'string' }, catalogue: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: true,
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new UsageError('import needs one workbook')
  const name = basename(path)
  const file = await readBytes(path, name, largestWorkbook)
  if (!file.ok) throw new Refused(faultLines(file.faults))
  const loaded = await catalogueAt(values.catalogue, context)
  const { readWorkbookChanges } = await import('../service/workbook/read')
  const ground = { loaded, program: engineName(context), now: new Date().toISOString() }
  const read = await readWorkbookChanges({ name, bytes: file.bytes }, ground)
  if (!read.ok) throw new Refused(faultLines(read.faults))
  const { changes, remarks } = read.preview
  context.streams.err(faultLines(remarks))
  const scenario = values.scenario === undefined ? read.scenario : await scenarioAt(values.scenario)
  for (const { sheet, cell, subject, area, year, before, after } of changes)
    context.streams.err(`${sheet}!${cell}: ${subject} ${area} ${String(year)}: ${String(before)} -> ${String(after)}\n`)
  return emit(scenarioToText(withChanges(scenario, changes)), values.out, context.streams)
}

/** The scenario with the changes behind its own, so that they act on top of them. */
export function withChanges(scenario: Scenario, changes: readonly WorkbookChange[]): Scenario {
  const taken = new Set(scenario.overrides.map(({ id }) => id))
  let next = 0
  const fresh = (): string => {
    do next++
    while (taken.has(`w-${String(next)}`))
    return `w-${String(next)}`
  }
  const added = changes.map(({ override }): Override => ({ ...override, id: fresh() }))
  return { ...scenario, overrides: [...scenario.overrides, ...added] }
}
