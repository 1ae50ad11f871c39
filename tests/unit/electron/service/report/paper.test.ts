import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scenarioToText } from '../../../../../models/scenario/canonical'
import { findChromium as findInstalled } from '../../../../../electron/service/report/chromium'
import { printedText, type PrintedPages, type PrintedText } from '../../../../../electron/service/pdf/text'
import { sealOfPdf } from '../../../../../electron/service/report/seal'
import { makeReport } from '../../../../../electron/service/report/report'
import { numbersIn, numbersOf, printedLines } from '../../../../../electron/service/report/tokens'
import { differingNumbers } from '../../../../../electron/service/report/difference'
import { inProcessRunner } from '../../../../../electron/service/runner/inProcess'
import { loadCatalogue } from '../../../../../electron/service/catalogue'
import { catalogueFolder } from '../../../../fixtures/catalogue'
import { shippedScenarios } from '../../../../fixtures/shipped'
import { findChromium } from '../../../../setup/chromium'
import { runProgram, shippedFolder } from '../../../../setup/reports'

const folder = mkdtempSync(join(tmpdir(), 'liangli 报告 '))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
const files = readdirSync(shippedFolder)
  .sort()
  .map((name) => join(shippedFolder, name))
const allowance = files[1] ?? ''
const points = (millimetres: number): number => (millimetres * 72) / 25.4
const poppler = (command: string, ...args: string[]): string => execFileSync(command, args, { encoding: 'utf8' })

describe('without a browser', () => {
  test('none installed: said in one line with what helps, and no file is written', async () => {
    const out = join(folder, 'none.pdf')
    const { code, err } = await runProgram(['report', allowance, '--out', out], { LIANGLI_CHROMIUM: join(folder, 'nowhere') })
    expect([code, existsSync(out)]).toEqual([1, false])
    expect(err).toBe(
      'no Chromium, Chrome or Edge was found to print with: install one, or name one by LIANGLI_CHROMIUM; a .docx needs none\n',
    )
  })

  test('a browser that is none: what went wrong is said, and no file is written', async () => {
    const [out, fake] = [join(folder, 'fake.pdf'), join(folder, 'fake')]
    writeFileSync(fake, '#!/bin/sh\necho no screen >&2\nexit 3\n')
    chmodSync(fake, 0o755)
    const { code, err } = await runProgram(['report', allowance, '--out', out], { LIANGLI_CHROMIUM: fake })
    expect([code, existsSync(out)]).toEqual([1, false])
    expect(err).toBe(`${fake}: no screen\n`)
  })

  test('it is looked for by its usual names on every system', () => {
    const at =
      (...there: string[]) =>
      (path: string): boolean =>
        there.includes(path)
    expect(findInstalled({ PATH: '/opt/bin' }, 'linux', at('/opt/bin/google-chrome'))).toBe('/opt/bin/google-chrome')
    expect(findInstalled({}, 'darwin', at('/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge'))).toMatch(/Edge$/)
    expect(findInstalled({ PROGRAMFILES: 'C' }, 'win32', at(join('C', 'Microsoft/Edge/Application/msedge.exe')))).toMatch(/msedge\.exe$/)
    expect(findInstalled({ LIANGLI_CHROMIUM: '/own' }, 'linux', at('/usr/bin/chromium'))).toBeUndefined()
  })

  test.each([[[]], [['--out', 'a.pdf']], [['a', '--out', 'a.txt']], [['a', 'b', 'c', 'd', 'e', 'f', 'g', '--out', 'a.pdf']]])(
    'wrong usage: report %j',
    async (args) => expect((await runProgram(['report', ...args])).code).toBe(2),
  )
})

describe.skipIf(findChromium() === undefined)('on paper', () => {
  const [one, six] = [join(folder, '评估 报告.pdf'), join(folder, '六个 情景.pdf')]
  let pages: PrintedPages
  const bytesOf = (path: string): Uint8Array => new Uint8Array(readFileSync(path))
  beforeAll(async () => {
    expect(await runProgram(['report', allowance, '--out', one])).toMatchObject({ code: 0, out: '' })
    expect(await runProgram(['report', ...files.slice(0, 6), '--out', six])).toMatchObject({ code: 0 })
    pages = printedText(bytesOf(one))
  }, 180_000)
  /** Texts of a page that belong to the report itself. */
  const ownOf = (page: number): readonly PrintedText[] => {
    const [, height] = pages.sizes[page - 1] ?? [0, 0]
    return pages.texts.filter((text) => text.page === page && text.y < height - points(30) && text.y > points(28))
  }

  test.each(['one scenario', 'six scenarios'])('of %s: A4, every font embedded, Chinese extractable, no picture', (which) => {
    const file = which === 'one scenario' ? one : six
    expect(poppler('pdfinfo', file)).toMatch(/Page size:\s+594\.\d+ x 841\.\d+ pts \(A4\)/)
    const fonts = poppler('pdffonts', file).trim().split('\n').slice(2)
    expect(fonts.length).toBeGreaterThan(0)
    for (const font of fonts) expect(font).toMatch(/\byes\s+(?:yes|no)\s+yes\s+\d+\s+\d+$/)
    expect(poppler('pdftotext', file, '-')).toContain(which === 'one scenario' ? '评估结论' : '情景')
    expect(poppler('pdfimages', '-list', file).trim().split('\n')).toHaveLength(2)
  })

  test.each(['one scenario', 'six scenarios'])(
    'of %s: every page carries names, fingerprints, versions, number and reservation, and is not blank',
    (which) => {
      const file = which === 'one scenario' ? one : six
      const sheets = poppler('pdftotext', '-layout', file, '-').split('\f').slice(0, -1)
      const seal = sealOfPdf(bytesOf(file))
      expect(seal?.fingerprints).toHaveLength(which === 'one scenario' ? 1 : 6)
      sheets.forEach((sheet, k) => {
        expect(sheet).toMatch(new RegExp(`—\\s*${String(k + 1)}\\s*—`))
        for (const fingerprint of seal?.fingerprints ?? []) expect(sheet, `page ${String(k + 1)}`).toContain(fingerprint.slice(0, 16))
        expect(sheet).toMatch(/2026\.11\.1[\s\S]*liangli \d+\.\d+\.\d+/)
        expect(sheet.replace(/\s/g, '').length, `page ${String(k + 1)}`).toBeGreaterThan(150)
      })
    },
  )

  test('the type area is that of official documents, within a millimetre', () => {
    pages.sizes.forEach(([width, height], k) => {
      const isWide = width > height
      const xs = ownOf(k + 1).map(({ x }) => x)
      const left = points(isWide ? 37 : 28)
      const right = width - points(isWide ? 35 : 26)
      expect(Math.min(...xs), `page ${String(k + 1)}`).toBeGreaterThan(left - points(1))
      expect(Math.max(...xs), `page ${String(k + 1)}`).toBeLessThan(right + points(1))
    })
  })

  test('the body is set in 15.75 points, 28 letters to a line, 22 lines to the page', () => {
    const body = ownOf(2).filter(({ size }) => Math.abs(size - 15.75) < 0.05)
    const left = Math.min(...body.map(({ x }) => x))
    expect(Math.abs(left - points(28))).toBeLessThan(points(1))
    const ideographs = body.flatMap((text, k) => {
      const next = body[k + 1]
      return next !== undefined && next.y === text.y && /[\u2e80-\u9fff]/.test(text.text + next.text) ? [next.x - text.x] : []
    })
    const pitch = ideographs.sort((a, b) => a - b)[Math.floor(ideographs.length / 2)] ?? 0
    expect(Math.round(points(156) / pitch)).toBe(28)
    // Browsers set lines on whole pixels, three quarters of a point: single steps vary by that, their mean does not.
    const heights = [...new Set(body.map(({ y }) => y))].sort((a, b) => b - a)
    const steps = heights.slice(1).map((y, k) => (heights[k] ?? 0) - y)
    const usual = steps.filter((step) => Math.abs(step - points(225 / 22)) < 0.76)
    expect(usual.length).toBeGreaterThan(12)
    expect(usual.reduce((sum, step) => sum + step, 0) / usual.length).toBeCloseTo(points(225 / 22), 0)
    // The baseline of the first line lies within the first of 22 lines below 37 mm.
    const [, height] = pages.sizes[1] ?? [0, 0]
    const first = height - points(37) - (heights[0] ?? 0)
    expect(first).toBeGreaterThan(0)
    expect(first).toBeLessThan(points(225 / 22) + points(1))
  })

  test('no heading stands at the foot of a page without what it heads', () => {
    for (let page = 2; page <= pages.sizes.length; page++) {
      const own = ownOf(page)
      const lowest = Math.min(...own.map(({ y }) => y))
      const last = own
        .filter(({ y }) => Math.abs(y - lowest) < 2)
        .map(({ text }) => text)
        .join('')
      expect(last, `page ${String(page)}`).not.toMatch(/^[一二三四五六七八九十]+、/)
      expect(last, `page ${String(page)}`).not.toMatch(/^[表图]\d+ /)
    }
  })

  test('wide tables lie across, and heads are repeated over page breaks', () => {
    expect(pages.sizes.filter(([width, height]) => width > height).length).toBeGreaterThanOrEqual(1)
    const sheets = poppler('pdftotext', '-layout', six, '-').split('\f')
    const heads = sheets.filter((sheet) => /表\d+\s*全区预警/.test(sheet.normalize('NFKC')))
    expect(heads.length).toBeGreaterThan(1)
  })

  test('every number of the report is on the pages, in its order', async () => {
    const loaded = await loadCatalogue(join(catalogueFolder, 'catalogue.json'))
    if (!loaded.ok) throw new Error('the catalogue has faults')
    const seal = sealOfPdf(bytesOf(one))
    const report = await makeReport(
      { loaded: loaded.value, scenarios: seal?.scenarios ?? [], language: 'zh', program: seal?.program ?? '' },
      inProcessRunner,
    )
    const expected = numbersOf(report)
    expect(expected.length).toBeGreaterThan(800)
    expect(differingNumbers(expected, printedLines(pages.texts, pages.sizes).flatMap(numbersIn))).toEqual([])
  })

  test('verify says that the figures are the program’s', async () => {
    for (const [file, count] of [
      [one, 1],
      [six, 6],
    ] as const) {
      const { code, out } = await runProgram(['verify', file])
      expect(code, out).toBe(0)
      expect(out).toMatch(/all \d+ figures are the program's/)
      expect(out.match(/^scenario /gm)).toHaveLength(count)
    }
  })

  test('a paper without the scenario in it is found by its fingerprint on the shelf, or in a file that is named', async () => {
    const bare = join(folder, 'bare.pdf')
    const bytes = readFileSync(one)
    writeFileSync(bare, bytes.subarray(0, bytes.lastIndexOf('%%EOF', bytes.length - 10) + 6))
    expect(sealOfPdf(bytesOf(bare))).toBeUndefined()
    expect(await runProgram(['verify', bare])).toMatchObject({ code: 0 })
    const own = { ...(shippedScenarios()[1] ?? shippedScenarios()[0]), name: '另一个' } as ReturnType<typeof shippedScenarios>[number]
    const moved = { ...own, overrides: own.overrides.map((override) => ({ ...override, value: 151 })) }
    const [scenario, paper] = [join(folder, '另 一个.json'), join(folder, 'own.pdf')]
    writeFileSync(scenario, scenarioToText(moved))
    expect(await runProgram(['report', scenario, '--out', paper])).toMatchObject({ code: 0 })
    const sealed = readFileSync(paper)
    writeFileSync(bare, sealed.subarray(0, sealed.lastIndexOf('%%EOF', sealed.length - 10) + 6))
    const unknown = await runProgram(['verify', bare])
    expect(unknown.code).toBe(1)
    expect(unknown.err).toMatch(/does not carry its scenarios.*--scenario/)
    expect(await runProgram(['verify', bare, '--scenario', scenario])).toMatchObject({ code: 0 })
  })

  test('a figure that was changed is named with its table, row and column', async () => {
    const loaded = await loadCatalogue(join(catalogueFolder, 'catalogue.json'))
    if (!loaded.ok) throw new Error('the catalogue has faults')
    const { scenarios = [], program = '' } = sealOfPdf(bytesOf(one)) ?? {}
    const report = await makeReport({ loaded: loaded.value, scenarios, language: 'zh', program }, inProcessRunner)
    const printed = printedLines(pages.texts, pages.sizes).flatMap(numbersIn)
    const at = printed.indexOf('+34,426')
    const forged = printed.map((number, k) => (k === at ? '+34,425' : number))
    const [differing, ...others] = differingNumbers(numbersOf(report), forged) ?? []
    expect(others).toEqual([])
    expect(differing).toMatchObject({ number: '+34,426', printed: '+34,425' })
    expect(differing?.place).toMatch(/^表\d+ 新增支出：各级财政分担 · 合计 · 2035（情景）$/)
  })

  test('another scenario’s paper under this one’s fingerprint is found out, figure by figure and by its seal', async () => {
    const text = readFileSync(one).toString('latin1')
    const forged = join(folder, 'forged.pdf')
    const resealed = (seal: string): void => {
      const [, known = ''] = /\/LiangliSeal \(([^)]*)\)/.exec(text) ?? []
      writeFileSync(
        forged,
        Buffer.from(text.replace(known, seal.padEnd(known.length).slice(0, Math.max(known.length, seal.length))), 'latin1'),
      )
    }
    // A damaged seal is none: the scenario is looked for by its fingerprint.
    resealed('AAAA')
    expect(await runProgram(['verify', forged])).toMatchObject({ code: 0 })
    writeFileSync(forged, 'no PDF at all')
    const none = await runProgram(['verify', forged])
    expect(none).toMatchObject({ code: 1, out: '' })
    expect(none.err).toContain('no PDF as browsers print it')
  })

  test('a folder that cannot be written to: said, and nothing is left there', async () => {
    const isRoot = process.getuid?.() === 0
    // The administrator may write everywhere but where nobody may.
    const locked = isRoot ? '/proc' : join(folder, 'locked')
    if (!isRoot) {
      mkdirSync(locked)
      chmodSync(locked, 0o555)
    }
    const target = join(locked, 'liangli.pdf')
    const { code, err } = await runProgram(['report', allowance, '--out', target])
    expect([code, existsSync(target)]).toEqual([1, false])
    expect(err).toContain(isRoot ? target : 'folder-read-only')
    if (!isRoot) expect(readdirSync(locked)).toEqual([])
  })

  test('a target that is a folder: said, and nothing is written', async () => {
    const { code } = await runProgram(['report', allowance, '--out', join(folder, 'is-a.pdf', '..', 'locked.pdf', 'x.pdf')])
    expect(code).toBe(1)
  })
})
