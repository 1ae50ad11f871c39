import { inflateRawSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { tablesOf, type ReportDocument } from '../../../../../models/report/document'
import { inProcessPapers } from '../../../../../electron/service/papers/maker'
import { reportHandlers } from '../../../../../electron/service/report/handlers'
import { docxOf } from '../../../../../electron/service/report/office'
import { makeReport } from '../../../../../electron/service/report/report'
import { readSeal } from '../../../../../electron/service/report/seal'
import { inProcessRunner } from '../../../../../electron/service/runner/inProcess'
import { plan, shippedCatalogue } from '../../../../fixtures/catalogue'
import { shippedScenarios } from '../../../../fixtures/shipped'

/** Files of an archive by name, read as the format says, by nothing of the program's. */
function unpacked(bytes: Uint8Array): ReadonlyMap<string, string> {
  const file = Buffer.from(bytes)
  const files = new Map<string, string>()
  let at = file.readUInt32LE(file.lastIndexOf(Buffer.from('PK\u0005\u0006')) + 16)
  while (file.readUInt32LE(at) === 0x02014b50) {
    const [method, size, nameLength, extra, comment, local] = [
      file.readUInt16LE(at + 10),
      file.readUInt32LE(at + 20),
      file.readUInt16LE(at + 28),
      file.readUInt16LE(at + 30),
      file.readUInt16LE(at + 32),
      file.readUInt32LE(at + 42),
    ]
    const name = file.toString('utf8', at + 46, at + 46 + nameLength)
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
    const packed = file.subarray(start, start + size)
    files.set(name, (method === 8 ? inflateRawSync(packed) : packed).toString('utf8'))
    at += 46 + nameLength + extra + comment
  }
  return files
}

const plainText = (xml: string): string =>
  xml
    .replace(/<[^>]+>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')

const loaded = { catalogue: shippedCatalogue(), sha256: 'a'.repeat(64) }
const hostile = { ...(shippedScenarios()[1] ?? plan), name: '=cmd|"<b>&\u0027名', author: '<作者>' }
const request = { loaded, scenarios: [hostile], language: 'zh' as const, program: 'liangli 0.0.0' }

describe('a report as a file for the office', () => {
  let files: ReadonlyMap<string, string>
  let report: ReportDocument
  beforeAll(async () => {
    files = unpacked(await docxOf(request, inProcessRunner))
    report = await makeReport(request, inProcessRunner)
  })
  const documentXml = (): string => files.get('word/document.xml') ?? ''

  test('holds every table of the report, cell by cell, in its order', () => {
    const tables = [...documentXml().matchAll(/<w:tbl>([\s\S]*?)<\/w:tbl>/g)].map(([, table = '']) =>
      [...table.matchAll(/<w:tr[ >]([\s\S]*?)<\/w:tr>/g)].map(([, row = '']) =>
        [...row.matchAll(/<w:tc>([\s\S]*?)<\/w:tc>/g)].map(([, cell = '']) => plainText(cell)),
      ),
    )
    expect(tables).toEqual(tablesOf(report).map(({ head, rows }) => [head, ...rows]))
  })

  test('holds every sentence, in the words of the printed pages', () => {
    const text = plainText(documentXml())
    for (const { title, blocks } of report.sections) {
      expect(text).toContain(title)
      for (const block of blocks) if ('text' in block) expect(text).toContain(block.text)
    }
  })

  test('is set as official documents are: paper, margins, type, page number, heads that are repeated', () => {
    const xml = documentXml()
    expect(xml).toMatch(/<w:pgSz w:w="11906" w:h="16838"/)
    expect(xml).toMatch(/<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/)
    const [, top, right, bottom, left] = /<w:pgMar w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/.exec(xml) ?? []
    const millimetres = [top, right, bottom, left].map((twips) => Math.round((Number(twips) * 254) / 14400))
    expect(millimetres).toEqual([37, 26, 35, 28])
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(tablesOf(report).length)
    expect(files.get('word/styles.xml')).toMatch(/w:eastAsia="仿宋"[\s\S]*<w:sz w:val="32"\/>/)
    const footers = [...files].filter(([name]) => /^word\/footer\d+\.xml$/.test(name)).map(([, text]) => text)
    expect(footers.length).toBeGreaterThan(0)
    for (const footer of footers) expect(footer).toMatch(/— [\s\S]*PAGE[\s\S]* —/)
    for (const [name, header] of files)
      if (/^word\/header\d+\.xml$/.test(name)) for (const line of report.running) expect(plainText(header)).toContain(line)
  })

  test('shows every chart as a picture of vectors, with its title below and its lines named for those who cannot see it', () => {
    const charts = report.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'chart' ? [block] : [])))
    expect(charts.length).toBeGreaterThan(1)
    const xml = documentXml()
    const ids = [...xml.matchAll(/<a:blip[^>]* r:embed="([^"]+)"/g)].map(([, id]) => id)
    const targets = new Map(
      [...(files.get('word/_rels/document.xml.rels') ?? '').matchAll(/Id="([^"]+)"[^>]*Target="([^"]+)"/g)].map(
        ([, id = '', target = '']) => [id, target],
      ),
    )
    const pictures = ids.map((id = '') => targets.get(id) ?? '')
    expect(new Set(pictures).size).toBe(charts.length)
    for (const target of pictures) {
      expect(target).toMatch(/^media\/[^/]+\.emf$/)
      expect(files.get(`word/${target}`)?.slice(40, 44)).toBe(' EMF')
    }
    expect([...files.keys()].filter((name) => name.startsWith('word/media/'))).toHaveLength(charts.length)
    expect(files.get('[Content_Types].xml')).toContain('<Default ContentType="image/x-emf" Extension="emf"/>')
    for (const { title, lines } of charts) {
      expect(plainText(xml)).toContain(title)
      expect(xml).toContain(`descr="${lines.map(({ label }) => label).join(' · ')}"`)
    }
    // Lines of a fixed height would cut the picture off.
    for (const [paragraph] of xml.matchAll(/<w:p>(?:(?!<\/w:p>)[\s\S])*<w:drawing>/g)) expect(paragraph).toContain('w:lineRule="auto"')
  })

  test('carries the scenario and its fingerprint, so that its figures can be made again', () => {
    const seal = /name="liangli\.seal"><vt:lpwstr>([^<]+)</.exec(files.get('docProps/custom.xml') ?? '')?.[1] ?? ''
    expect(readSeal(seal)?.scenarios).toEqual([hostile])
    expect(plainText(files.get('docProps/core.xml') ?? '')).toContain('<作者>')
  })

  test('goes where the user says, under a name that is a name', async () => {
    const saved: { name: string; size: number }[] = []
    const handlers = reportHandlers({
      loaded,
      runner: inProcessRunner,
      papers: inProcessPapers,
      printer: undefined,
      engine: 'liangli 0.0.0',
      chooser: {
        open: () => Promise.resolve({ ok: false, code: 'cancelled' }),
        save: (name, _, content) => {
          saved.push({ name, size: content.length })
          return Promise.resolve({ ok: true, value: { fileName: name } })
        },
      },
    })
    expect(await handlers['report:docx']({ documents: [{ ...hostile, name: '../a/b' }], language: 'zh-CN' })).toMatchObject({ ok: true })
    expect(saved[0]?.name).toBe('b.docx')
    expect(saved[0]?.size).toBeGreaterThan(10_000)
    expect(await handlers['print:pdf']({ documents: [hostile], language: 'en' })).toEqual({
      ok: false,
      error: { code: 'print-unavailable' },
    })
    expect(await handlers['print:paper']({ documents: [hostile], language: 'en' })).toEqual({
      ok: false,
      error: { code: 'print-unavailable' },
    })
    expect(await handlers['sensitivity:table']({ document: hostile, unit: '999999' })).toEqual({
      ok: false,
      error: { code: 'bad-request' },
    })
  })
})
