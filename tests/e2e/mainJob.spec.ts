import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Program } from './pages/program'
import { shellKind, startSession, type Session } from './harness'

describe.skipIf(shellKind === undefined)('the main job in a real window', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
  })
  afterAll(async () => {
    await session.end()
  })

  test('the answer stands on the first screen, in Chinese', async () => {
    expect(await program.page.getByTestId('answer').innerText()).toMatch(/至2025年.*财力/)
    expect(await program.figure('required')).toBeCloseTo(277.41, 1)
    expect(await program.page.locator('html').getAttribute('lang')).toBe('zh-CN')
  })

  test('raising a standard from a year redraws at once, and undo takes it back', async () => {
    await program.go('standards')
    await program.findItem('老年人福利', 'elderly-welfare-subsidy')
    const before = await program.figure('required')
    await program.from(2023)
    await program.type('standard-lever', '150')
    const after = await program.changed('required', before)
    expect(after).toBeGreaterThan(before)
    await program.page.getByTestId('undo').click()
    expect(await program.changed('required', after)).toBe(before)
    await program.page.getByTestId('redo').click()
    expect(await program.changed('required', before)).toBe(after)
  })

  test('arithmetic is taken, nonsense is not, and the last good value stays', async () => {
    await program.type('standard-lever', '+10%')
    await expect.poll(() => program.field('standard-lever')).toBe('165')
    await program.type('standard-lever', '很多')
    await expect.poll(() => program.field('standard-lever')).toBe('165')
    await program.type('standard-lever', '１５０')
    await expect.poll(() => program.field('standard-lever')).toBe('150')
  })

  test('a drag is one step, however many values it passes', async () => {
    const thumb = program.page.getByTestId('standard-lever').getByRole('slider')
    const box = await thumb.boundingBox()
    if (box === null) throw new Error('no slider')
    const before = await program.settled('required')
    await program.page.mouse.move(box.x + 7, box.y + 7)
    await program.page.mouse.down()
    for (let k = 1; k <= 20; k++) await program.page.mouse.move(box.x + 7 + k * 2, box.y + 7)
    await program.page.mouse.up()
    const after = await program.settled('required')
    expect(after).not.toBe(before)
    await program.page.getByTestId('undo').click()
    await expect.poll(() => program.figure('required')).toBe(before)
  })

  test('a reason is kept with the change', async () => {
    await program.page.getByTestId('reason').fill('民政厅请示')
    await program.page.getByTestId('reason').press('Tab')
    await program.page.getByTestId('changes').click()
    await expect.poll(() => program.page.locator('[data-testid=changes] >> nth=-1').locator('input.reason').inputValue()).toBe('民政厅请示')
    await program.page.keyboard.press('Escape')
  })

  test('the flag of the raised item says which, where and by how much', async () => {
    await program.go('flags')
    await program.page.getByTestId('flags-list').click()
    const text = await program.page.getByTestId('flags').innerText()
    expect(text).toContain('老年人福利补贴')
    expect(text).toMatch(/年均增长.*快于财力/)
  })

  test('save, restart, and the scenario is there again with its change and its reason', async () => {
    await program.saveAs('高龄津贴150元')
    expect(await program.page.getByTestId('unsaved').count()).toBe(0)
    const before = await program.figure('required')
    program = new Program(await session.restart())
    expect(await program.page.getByTestId('scenario-name').innerText()).toContain('高龄津贴150元')
    expect(await program.figure('required')).toBe(before)
  })

  test('compared with the plan, the difference is the change; compared with itself it is nothing', async () => {
    await program.go('comparison')
    const required = await program.total('required')
    expect(required[1]).toMatch(/^\+\d/)
    await program.compareWith('高龄津贴150元')
    await expect.poll(async () => (await program.total('required'))[1]).toBe('0.00')
    expect(await program.page.getByTestId('no-difference').count()).toBe(1)
    await program.compareWith('规划基准')
    await expect.poll(async () => (await program.total('required'))[1]).toMatch(/^\+\d/)
  })

  test.skipIf(shellKind === 'electron')('the comparison prints to A4 with page numbers and the fingerprint', async () => {
    await program.go('print')
    await expect.poll(() => program.page.getByTestId('appendix').innerText()).toContain('可承受 −')
    const pdf = join(mkdtempSync(join(tmpdir(), 'liangli-pdf-')), 'comparison.pdf')
    writeFileSync(pdf, await program.page.pdf({ preferCSSPageSize: true, printBackground: true }))
    const info = execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })
    expect(info).toMatch(/Page size:\s+59[45]\.\d+ x 84[12]\.\d+ pts \(A4\)/)
    const text = execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
    const fingerprint = /([0-9a-f]{16})/.exec(text)?.[1] ?? ''
    const pages = Number(/Pages:\s+(\d+)/.exec(info)?.[1])
    expect(pages).toBeGreaterThanOrEqual(3)
    const sheets = text.split('\f').slice(0, pages)
    sheets.forEach((sheet, k) => {
      expect(sheet, `page ${String(k + 1)} carries its number`).toMatch(new RegExp(`—\\s*${String(k + 1)}\\s*—`))
      expect(sheet, `page ${String(k + 1)} carries the fingerprint`).toContain(fingerprint)
      // The page that is filled in and signed by hand is mostly lines.
      if (sheet.includes('评分表')) expect(sheet).toContain('日期')
      else expect(sheet.replace(/\s/g, '').length, `page ${String(k + 1)} is not blank`).toBeGreaterThan(150)
    })
    // Charts are lines and letters, not pictures of them.
    expect(execFileSync('pdfimages', ['-list', pdf], { encoding: 'utf8' }).trim().split('\n').length).toBeLessThanOrEqual(2)
  })

  test('a league may differ from the region', async () => {
    await program.go('population')
    await program.page.getByLabel('选择地区').selectOption('150400')
    const before = await program.figure('required')
    await program.type('lever-tfr', '2')
    expect(await program.changed('required', before)).toBeGreaterThanOrEqual(0)
    await program.page.getByTestId('undo').click()
    await program.page.getByLabel('选择地区').selectOption('150000')
  })

  test('fiscal levers move capacity, and a prior claim moves the residual test', async () => {
    await program.go('fiscal')
    const before = await program.figure('capacity')
    await program.type('lever-generalTransferGrowth', '6')
    expect(await program.changed('capacity', before)).toBeGreaterThan(before)
    await program.page.getByTestId('undo').click()
    await program.type('lever-priorClaimsGrowth-pay', '9')
    await expect.poll(() => program.page.getByTestId('strip').innerText()).toMatch(/余力比\s*\n?\s*1\.0/)
    await program.page.getByTestId('undo').click()
  })

  test('the same in English, with no Chinese left on the frame', async () => {
    await program.page.getByTestId('language').click()
    await program.go('overview')
    expect(await program.page.locator('html').getAttribute('lang')).toBe('en')
    const text = await program.page.locator('main').innerText()
    expect(text.match(/\p{Script=Han}+/gu) ?? []).toEqual([])
    await program.page.getByTestId('language').click()
  })

  test.skipIf(shellKind === 'electron')(
    'a scenario goes out to a file and comes in again; a broken one is refused and nothing changes',
    async () => {
      const [download] = await Promise.all([program.page.waitForEvent('download'), program.menu('export')])
      expect(download.suggestedFilename()).toBe('高龄津贴150元.liangli.json')
      const text = readFileSync(await download.path(), 'utf8')
      const name = await program.page.getByTestId('scenario-name').innerText()
      const load = async (content: string): Promise<void> => {
        const file = join(mkdtempSync(join(tmpdir(), 'liangli-in-')), '方案.json')
        writeFileSync(file, content)
        await program.page.getByTestId('open').click()
        const [chooser] = await Promise.all([
          program.page.waitForEvent('filechooser'),
          program.page.getByRole('button', { name: '从文件导入…' }).click(),
        ])
        await chooser.setFiles(file)
      }
      for (const [content, words] of [
        [text.slice(0, 300), '不完整或已损坏'],
        [text.replace('"schemaVersion": 3', '"schemaVersion": 9'), '更新版本'],
        ['{"format":"other"}', '不是量力方案'],
        [text.replace('"value": 150', '"value": "150"'), '不能采用'],
      ] as const) {
        await load(content)
        await expect.poll(() => program.message()).toContain(words)
        expect(await program.page.getByTestId('scenario-name').innerText()).toBe(name)
        await program.page.keyboard.press('Escape')
      }
      await load(text)
      await expect.poll(() => program.page.getByTestId('shelf').count()).toBe(0)
      expect(await program.page.getByTestId('scenario-name').innerText()).toContain('高龄津贴150元')
    },
  )

  test('nothing went to the console, and nothing left the machine', () => {
    expect(session.troubles).toEqual([])
    expect(session.foreign).toEqual([])
  })
})
