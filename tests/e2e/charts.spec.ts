import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { palettes } from '../../renderer/chart/palette'
import { shellKind, startSession, type Session } from './harness'
import { Program } from './pages/program'

describe.skipIf(shellKind === undefined)('charts in a real window', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    session.page.setDefaultTimeout(8_000)
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  const title = '应支出与可承受财力'
  const card = (heading = title) =>
    program.page.locator('section.card', { has: program.page.getByRole('heading', { name: heading, exact: true }) })
  const save = async (kind: 'CSV' | 'PNG' | 'SVG', heading = title) => {
    const [download] = await Promise.all([
      program.page.waitForEvent('download'),
      (kind === 'CSV'
        ? card(heading).getByTestId('save-csv').first()
        : card(heading).getByRole('button', { name: `${kind} ${heading}` })
      ).click(),
    ])
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
  }
  const press = (key: string): Promise<void> => program.page.keyboard.press(key)
  /** Where the first chart's canvas has another colour than before, at the height of its lines: the mark of a year. */
  const picture = (): Promise<string> =>
    card()
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())

  test('leave as CSV with units in the heads', async () => {
    const { name, bytes } = await save('CSV')
    expect(name).toBe('应支出与可承受财力.csv')
    const lines = bytes.toString('utf8').split('\r\n')
    expect(lines[0]).toContain('可承受 (亿元 · 当年价 · 地方三级)')
    expect(lines.length).toBe(1 + 16 + 1)
  })
  test('as PNG, with title, unit and source around the chart', async () => {
    const { name, bytes } = await save('PNG')
    expect([name, bytes.subarray(0, 4).toString('latin1')]).toEqual(['应支出与可承受财力.png', '\x89PNG'])
    const canvas = await card().locator('canvas').boundingBox()
    // Twice as many points as on the screen, and room for three texts.
    expect(bytes.readUInt32BE(16)).toBeGreaterThan(2 * (canvas?.width ?? 0))
    expect(bytes.readUInt32BE(20)).toBeGreaterThan(2 * (canvas?.height ?? 0) + 80)
  })
  test('as SVG: lines and letters that can be read, title, unit, source and every series', async () => {
    const { name, bytes } = await save('SVG')
    expect(name).toBe('应支出与可承受财力.svg')
    const svg = bytes.toString('utf8')
    const read = await program.page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml')
      return {
        fault: parsed.querySelector('parsererror')?.textContent ?? '',
        texts: [...parsed.querySelectorAll('text')].map((each) => each.textContent),
        strokes: [...parsed.querySelectorAll('path')].map((path) => ({
          colour: path.getAttribute('stroke') ?? '',
          corners: (path.getAttribute('d') ?? '').split('L').length,
        })),
        fonts: [...parsed.querySelectorAll('text')].filter((each) => !/^[\d.]+(px)?$/.test(each.getAttribute('font-size') ?? '')).length,
        pictures: parsed.querySelectorAll('image').length,
      }
    }, svg)
    expect(read.fault).toBe('')
    expect([read.pictures, read.fonts]).toEqual([0, 0])
    for (const colour of [palettes.light.required, palettes.light.capacity, palettes.light.comparison])
      expect(
        read.strokes.some((stroke) => stroke.colour === colour && stroke.corners >= 16),
        colour,
      ).toBe(true)
    for (const text of [title, '亿元 · 当年价 · 地方三级', '应支出（地方）', '可承受', '2020', '2034']) expect(read.texts).toContain(text)
    expect(read.texts.join('')).toContain('估计等级D')
  })
  test('pictures are for paper: the same from the dark screen, which stays dark', async () => {
    const light = (await save('SVG')).bytes.toString('utf8')
    await program.page.getByTestId('theme').selectOption('dark')
    const before = await picture()
    const { bytes } = await save('SVG')
    const dark = bytes.toString('utf8')
    const plain = (svg: string): string => svg.replace(/"[A-Za-z]{12}"|#[A-Za-z]{12}\b/g, '')
    expect(plain(dark)).toBe(plain(light))
    expect((await save('PNG')).bytes.length).toBeGreaterThan(5000)
    expect(await picture()).toBe(before)
    await program.page.getByTestId('theme').selectOption('light')
  })
  test('bars and the pyramid leave as SVG too', async () => {
    await program.go('population')
    const svg = (await save('SVG', '人口金字塔')).bytes.toString('utf8')
    expect(svg).toContain('100+')
    await program.go('overview')
  })

  test('the year under the hand is marked in every chart of the page', async () => {
    await program.go('fiscal')
    const canvases = program.page.locator('canvas')
    const shots = () => canvases.evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()))
    const before = await shots()
    expect(before.length).toBe(2)
    const box = await canvases.first().boundingBox()
    if (box === null) throw new Error('no chart')
    await program.page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5)
    await expect.poll(async () => (await shots()).map((shot, k) => shot !== before[k])).toEqual([true, true])
    await program.page.mouse.move(5, 5)
    await expect.poll(async () => (await shots()).map((shot, k) => shot !== before[k])).toEqual([false, false])
    await program.go('overview')
  })
  test('a click on a point opens its figure', async () => {
    const box = await card().locator('canvas').boundingBox()
    if (box === null) throw new Error('no chart')
    // The last year stands at the right edge; the upper line is what has to be spent.
    await program.page.mouse.click(box.x + box.width - 14, box.y + 34)
    await program.page.getByTestId('explain').waitFor()
    const text = await program.page.getByTestId('explain').innerText()
    expect(text).toContain('应支出（地方）')
    expect(text).toContain('2035')
    await press('Escape')
  })
  test('keys move along years and series, say what they are on, and open it', async () => {
    await program.page.mouse.move(5, 5)
    await card().getByTestId('chart').focus()
    const said = () => card().locator('[role=status]').innerText()
    await press('ArrowRight')
    expect(await said()).toMatch(/^2025 应支出（地方） \d{3}\.\d\d$/)
    await press('ArrowRight')
    expect(await said()).toMatch(/^2026 应支出（地方） \d{3}\.\d\d$/)
    await press('ArrowDown')
    expect(await said()).toMatch(/^2026 可承受 \d{3}\.\d\d$/)
    await press('Home')
    expect(await said()).toMatch(/^2020 可承受/)
    await press('End')
    await press('Alt+Enter')
    await program.page.getByTestId('explain').waitFor()
    const text = await program.page.getByTestId('explain').innerText()
    expect(text).toMatch(/^可承受\s+内蒙古自治区 · 2035/)
    await press('Escape')
    await program.page.getByTestId('explain').waitFor({ state: 'detached' })
    // The focus comes back to where it was.
    await expect.poll(() => program.page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('chart')
  })
  test('the other scenario’s point opens the other scenario’s figure', async () => {
    await program.openFromShelf('高龄津贴提至150元')
    await program.page.mouse.move(5, 5)
    await card().getByTestId('chart').focus()
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'Alt+Enter']) await press(key)
    await program.page.getByTestId('explain').waitFor()
    expect(await program.page.getByTestId('explain').innerText()).toContain('对照方案')
    await press('Escape')
  })
  test('the same figures stand in a table', async () => {
    await card().getByRole('button', { name: '表格', exact: true }).click()
    const row = await card().getByRole('row', { name: /^2025/ }).innerText()
    expect(row).toContain(String(await program.figure('required')))
    await card().getByRole('button', { name: '图形' }).click()
  })
})
