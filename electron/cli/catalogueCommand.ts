import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readBytes } from '../service/files/readText'
import { catalogueAt, languageOf, largestWorkbook, Refused, type Command } from './inputs'
import { emitFile, faultLines, UsageError } from './output'
import { writeCatalogueFolder } from './synthesize'

/** A catalogue as a workbook that a bureau fills in, and back. */
export const catalogueCommand: Command = async ([action, ...args], context) => {
  if (action === 'export') return exportTemplate(args, context)
  if (action === 'import') return importTemplate(args, context)
  throw new UsageError('catalogue needs export or import')
}

const exportTemplate: Command = async (args, context) => {
  const { values } = parseArgs({
    args: [...args],
    options: { catalogue: { type: 'string' }, language: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: false,
  })
  if (values.out === undefined || values.out === '') throw new UsageError('catalogue export needs --out FILE.xlsx')
  const language = languageOf(values.language)
  const { catalogue } = await catalogueAt(values.catalogue, context)
  const { writeCatalogueTemplate } = await import('../service/catalogueTable/write')
  return emitFile(await writeCatalogueTemplate(catalogue, language, new Date()), values.out, context.streams)
}

const importTemplate: Command = async (args, context) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { language: { type: 'string' }, out: { type: 'string' } },
    allowPositionals: true,
  })
  const [path, ...more] = positionals
  if (path === undefined || more.length > 0) throw new UsageError('catalogue import needs one workbook')
  if (values.out === undefined || values.out === '') throw new UsageError('catalogue import needs --out DIR')
  const name = basename(path)
  const file = await readBytes(path, name, largestWorkbook)
  if (!file.ok) throw new Refused(faultLines(file.faults))
  const { readCatalogueTemplate } = await import('../service/catalogueTable/read')
  const read = await readCatalogueTemplate({ name, bytes: file.bytes }, languageOf(values.language))
  if (!read.ok) throw new Refused(faultLines(read.faults))
  context.streams.err(faultLines(read.remarks))
  return writeCatalogueFolder(read.catalogue, values.out, context.streams.err)
}
