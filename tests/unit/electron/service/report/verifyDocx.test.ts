import { deflateRawSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { docxOf } from '../../../../../electron/service/report/office'
import { readDocx } from '../../../../../electron/service/report/readDocx'
import { makeReport } from '../../../../../electron/service/report/report'
import { verifyDocx, type VerifyGround } from '../../../../../electron/service/report/verify'
import { inProcessRunner } from '../../../../../electron/service/runner/inProcess'
import { packText, partsOfZip, textOfPart, zipOf } from '../../../../../electron/service/table/zipParts'
import { tablesOf, type ReportDocument } from '../../../../../models/report/document'
import { plan, shippedCatalogue } from '../../../../fixtures/catalogue'
import { shippedScenarios } from '../../../../fixtures/shipped'

const loaded = { catalogue: shippedCatalogue(), sha256: 'a'.repeat(64) }
const scenario = shippedScenarios()[1] ?? plan
const request = { loaded, scenarios: [scenario], language: 'zh' as const, program: 'liangli 0.0.0' }
const ground: VerifyGround = { loaded, runner: inProcessRunner, program: 'liangli 0.0.0', known: [], now: '' }

let docx: Uint8Array
let report: ReportDocument
beforeAll(async () => {
  docx = await docxOf(request, inProcessRunner)
  report = await makeReport(request, inProcessRunner)
})

/** The file as the office saves it after having edited one of its parts; without the part where nothing is left of it. */
async function edited(name: string, edit: (text: string) => string): Promise<Uint8Array> {
  const parts = partsOfZip(docx).map(async (part) => (part.name === name ? packText(name, [edit(textOfPart(part))]) : part))
  return zipOf(await Promise.all(parts))
}
const body = 'word/document.xml'
const custom = 'docProps/custom.xml'
/** The sum of the table of new expenditure in the last year, as a cell of the file. */
const sum = '+34,426'
const inCell = (xml: string, number: string, to: string): string => {
  expect(xml).toContain(`${number}</w:t>`)
  return xml.replace(`${number}</w:t>`, to)
}

describe('a report that comes back from the office', () => {
  test('as it was made: every figure of its tables is the program’s', async () => {
    const verified = await verifyDocx(docx, ground)
    expect(verified).toMatchObject({ is: 'compared', program: 'liangli 0.0.0', differing: [], scenarios: [{ name: scenario.name }] })
    expect(verified.is === 'compared' ? verified.figures : 0).toBeGreaterThan(700)
    expect(readDocx(docx)?.tables).toEqual(tablesOf(report).map(({ head, rows }) => [head, ...rows]))
  })
  test('with its sentences edited: still so', async () => {
    const file = await edited(body, (xml) => xml.replace(/(<w:t[^>]*>)([^<]*结论)/, '$1我局研究认为，2999年将增加99亿元。$2'))
    expect(await verifyDocx(file, ground)).toMatchObject({ is: 'compared', differing: [] })
  })
  test('with a number edited: it is named with table, row, column, and both figures', async () => {
    const file = await edited(body, (xml) => inCell(xml, sum, '+34,425</w:t>'))
    const verified = await verifyDocx(file, ground)
    expect(verified).toMatchObject({ is: 'compared', differing: [{ number: sum, printed: '+34,425' }] })
    const [differing] = verified.is === 'compared' ? (verified.differing ?? []) : []
    expect(differing?.place).toMatch(/^表\d+ 新增支出：各级财政分担 · 合计 · 2035（情景）$/)
  })
  test('with a number struck out under tracked changes and another set beside it: the other one is what stands there', async () => {
    const struck =
      '</w:t></w:r><w:del w:id="1" w:author="x"><w:r><w:delText>34,426</w:delText></w:r></w:del><w:ins w:id="2" w:author="x"><w:r><w:t>34,427</w:t>'
    const file = await edited(body, (xml) => inCell(xml, sum, `+${struck}`).replace('34,427</w:t></w:r>', '34,427</w:t></w:r></w:ins>'))
    expect(await verifyDocx(file, ground)).toMatchObject({ is: 'compared', differing: [{ number: sum, printed: '+34,427' }] })
  })
  test('with a number set in pieces, as word processors do: it is the same number', async () => {
    const file = await edited(body, (xml) =>
      inCell(xml, sum, '+34</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">,426</w:t>'),
    )
    expect(await verifyDocx(file, ground)).toMatchObject({ is: 'compared', differing: [] })
  })
  test('with a row taken out: its figures are told to be missing', async () => {
    const file = await edited(body, (xml) => {
      const at = xml.indexOf(`${sum}</w:t>`)
      const [start, end] = [xml.lastIndexOf('<w:tr>', at), xml.indexOf('</w:tr>', at) + 7]
      return xml.slice(0, start) + xml.slice(end)
    })
    const verified = await verifyDocx(file, ground)
    const differing = verified.is === 'compared' ? (verified.differing ?? []) : []
    expect(differing.length).toBeGreaterThan(1)
    expect(differing.every(({ printed }) => printed === null)).toBe(true)
  })
})

describe('whose report it is', () => {
  test('without the scenario in it, it is found by the fingerprint that its pages carry', async () => {
    const file = await edited(custom, (xml) => xml.replace(/<property [^]*<\/property>/, ''))
    expect(await verifyDocx(file, ground)).toMatchObject({ is: 'unknown-scenario' })
    const sameCatalogue = { ...ground, known: [scenario] }
    expect(await verifyDocx(file, sameCatalogue)).toMatchObject({ is: 'compared', differing: [] })
  })
  test('of another catalogue it is refused with that one’s version', async () => {
    const other = { ...ground, loaded: { ...loaded, sha256: 'b'.repeat(64) } }
    expect(await verifyDocx(docx, other)).toMatchObject({ is: 'other-catalogue', sha256: 'a'.repeat(64) })
  })
  test('without any fingerprint it is none of ours', async () => {
    const bare = await packText(body, ['<w:document><w:body><w:p><w:r><w:t>1</w:t></w:r></w:p></w:body></w:document>'])
    expect(await verifyDocx(zipOf([bare]), ground)).toEqual({ is: 'foreign' })
  })
})

describe('what is no such file', () => {
  test('is told as such', async () => {
    for (const bytes of [new Uint8Array(), Buffer.from('PK\u0003\u0004 nothing'), docx.subarray(0, docx.length >> 1), zipOf([])])
      expect(await verifyDocx(bytes, ground)).toEqual({ is: 'unreadable' })
  })
  test('and one that would unpack to more than is ever read is not unpacked', async () => {
    const bytes = Buffer.alloc(40 * 1024 * 1024, 'x')
    const bomb = zipOf([{ name: body, method: 8, crc: 0, size: 10, packed: deflateRawSync(bytes) }])
    expect(bomb.length).toBeLessThan(200_000)
    expect(await verifyDocx(bomb, ground)).toEqual({ is: 'unreadable' })
  })
  test('tables that lie in each other without end are read to the end', () => {
    const nested = '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p>'.repeat(20_000)
    const part = { name: body, method: 0, crc: 0, size: nested.length, packed: Buffer.from(nested) }
    expect(readDocx(zipOf([part]))?.tables).toHaveLength(1)
  })
})
