import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { differingNumbers } from '../../../../../electron/service/report/difference'
import { readSeal, sealedPdf } from '../../../../../electron/service/report/seal'
import { numbersIn } from '../../../../../electron/service/report/tokens'
import { changesSince } from '../../../../../electron/service/report/verify'
import { PdfObjects } from '../../../../../electron/service/pdf/objects'
import { printedText } from '../../../../../electron/service/pdf/text'
import { runProgram, shippedFolder } from '../../../../setup/reports'

const folder = mkdtempSync(join(tmpdir(), 'liangli-verify-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
const allowance = join(shippedFolder, readdirSync(shippedFolder).sort()[1] ?? '')
const numbered = (...numbers: readonly string[]) => numbers.map((number, k) => ({ number, place: `cell ${String(k)}` }))

describe('numbers that should be printed and are not', () => {
  test('nothing differs where everything is there, however often heads are printed again', () =>
    expect(differingNumbers(numbered('2025', '1', '2'), ['2025', '1', '2025', '2'])).toEqual([]))
  test('a changed number is named with what stands there instead', () =>
    expect(differingNumbers(numbered('7', '1', '8'), ['7', '3', '8'])).toEqual([{ number: '1', place: 'cell 1', printed: '3' }]))
  test('a number that is gone has nothing in its place', () =>
    expect(differingNumbers(numbered('7', '1', '8'), ['7', '8'])).toEqual([{ number: '1', place: 'cell 1', printed: null }]))
  test('a number that is broken over two lines is there all the same', () =>
    expect(differingNumbers(numbered('7', '1234', '8'), ['7', '12', '34', '8'])).toEqual([]))
  test('two numbers changed places: that is a difference', () => expect(differingNumbers(numbered('1', '2'), ['2', '1'])).toHaveLength(1))
  test('another paper altogether is told as such', () => {
    const many = Array.from({ length: 3000 }, (_, k) => String(k))
    expect(
      differingNumbers(
        numbered(...many),
        many.map((number) => `-${number}`),
      ),
    ).toBeNull()
  })
  test('numbers are found with sign, groups, decimals and per cent, whatever minus is printed', () =>
    expect(numbersIn('2025年余缺\u221211.26亿元，+1,234（9.6%）')).toEqual(['2025', '-11.26', '+1,234', '9.6%']))
})

describe('what goes along in a file', () => {
  test('anything that is no seal is none', () => {
    for (const text of ['', 'AAAA', Buffer.from('{}').toString('base64')]) expect(readSeal(text)).toBeUndefined()
  })
  test('a file of another form stays as it is', () => {
    const bytes = Buffer.from('%PDF-1.7\nno table\n%%EOF\n')
    expect(sealedPdf(bytes, 'AAAA', 'x')).toBe(bytes)
  })
  test('a file whose tables lead to each other in a ring comes to an end, and values that lie too deep are refused', () => {
    const ring = 'xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1 /Root 1 0 R /Prev 0>>\nstartxref\n0\n%%EOF\n'
    expect(printedText(Buffer.from(ring))).toEqual({ texts: [], sizes: [] })
    const deep = `1 0 obj\n${'['.repeat(500)}\nendobj\n`
    const table = `xref\n0 2\n0000000000 65535 f \n0000000000 00000 n \ntrailer\n<</Size 2 /Root 1 0 R>>\nstartxref\n${String(deep.length)}\n%%EOF\n`
    expect(() => printedText(Buffer.from(deep + table))).toThrow(RangeError)
    expect(() => new PdfObjects(Buffer.from('nothing'))).toThrow(RangeError)
  })
})

describe('why figures differ', () => {
  const changelog = '# Head\n\n## Unreleased\n\nnew\n\n## 0.2.0 · 2026\n\nsecond\n\n## 0.1.0\n\nfirst\n'
  test('all that moved after the version that wrote it', () => {
    expect(changesSince(changelog, 'liangli 0.1.0')).toEqual(['Unreleased\n\nnew', '0.2.0 · 2026\n\nsecond'])
    expect(changesSince(changelog, 'liangli 0.2.0')).toEqual(['Unreleased\n\nnew'])
    expect(changesSince(changelog, 'liangli 0.0.1')).toHaveLength(3)
  })
})

describe('verify on the command line', () => {
  test('a scenario has its fingerprints told', async () => {
    const { code, out } = await runProgram(['verify', allowance])
    expect(code, out).toBe(0)
    expect(out).toMatch(
      /^scenario [0-9a-f]{64} 高龄津贴提至150元\nresult [0-9a-f]{64}\ncatalogue 2026\.11\.1 [0-9a-f]{64}\nprogram liangli /,
    )
  })

  test('a workbook’s cells are the program’s', async () => {
    const book = join(folder, '工作 簿.xlsx')
    expect(await runProgram(['export', '--scenario', allowance, '--out', book])).toMatchObject({ code: 0 })
    const { code, out } = await runProgram(['verify', book])
    expect(code, out).toBe(0)
    expect(out).toContain("all cells are the program's")
  })

  test('what is neither is refused with its name', async () => {
    const other = join(folder, 'a.xlsx')
    writeFileSync(other, 'x')
    for (const file of [other, join(folder, 'missing.pdf'), join(folder, 'missing.json')])
      expect(await runProgram(['verify', file])).toMatchObject({ code: 1, out: '' })
    expect((await runProgram(['verify'])).code).toBe(2)
  })

  test('sensitivity gives every assumption for a unit, the widest swing first, and knows no other units', async () => {
    const { code, out } = await runProgram(['sensitivity', '--unit', '150100', '--scenario', allowance, '--format', 'json'])
    expect(code).toBe(0)
    const found = JSON.parse(out) as { unit: string; rows: readonly { less: { change: number }; more: { change: number } }[] }
    expect(found.unit).toBe('150100')
    const swings = found.rows.map(({ less, more }) => Math.max(Math.abs(less.change), Math.abs(more.change)))
    expect(swings.length).toBeGreaterThanOrEqual(12)
    expect(swings).toEqual(swings.toSorted((a, b) => b - a))
    expect(await runProgram(['sensitivity', '--unit', '999999', '--format', 'table'])).toMatchObject({ code: 1, out: '' })
  })
})
