import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shellKind, startSession, type Session } from './harness'
import { contentOf } from './pages/exchange'
import { Program } from './pages/program'

/** Screens with the number of tables that can be saved on each, charts among them. */
const screens: readonly [screen: Parameters<Program['go']>[0], least: number, pane: string | undefined][] = [
  ['overview', 3, undefined],
  ['standards', 2, undefined],
  ['standards', 1, 'standards-years'],
  ['population', 2, undefined],
  ['fiscal', 2, undefined],
  ['fiscal', 1, 'fiscal-years'],
  ['targets', 2, undefined],
  ['equality', 1, undefined],
  ['equality', 2, 'leagues-equality'],
  ['flags', 1, 'flags-list'],
  ['comparison', 1, undefined],
]

describe.skipIf(shellKind !== 'browser')('tables of every screen as files', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
  })
  afterAll(async () => {
    await session.end()
  })

  const save = async (kind: 'csv' | 'xlsx', k: number) => {
    const [download] = await Promise.all([session.page.waitForEvent('download'), session.page.getByTestId(`save-${kind}`).nth(k).click()])
    return contentOf(download)
  }

  test.each(screens)('%s: each table leaves as a workbook whose figures are figures', async (screen, least, pane) => {
    await program.go(screen)
    if (pane !== undefined) await session.page.getByTestId(pane).click()
    await session.page.getByTestId('save-xlsx').first().waitFor()
    await expect.poll(() => session.page.getByTestId('save-xlsx').count()).toBeGreaterThanOrEqual(least)
    for (let k = 0; k < (await session.page.getByTestId('save-xlsx').count()); k++) {
      const { name, bytes } = await save('xlsx', k)
      const [sheet] = (await readXlsx(bytes)).sheets
      const rows = sheet?.rows ?? []
      expect(name, String(k)).toMatch(/\.xlsx$/)
      expect(rows.length, name).toBeGreaterThan(2)
      expect(rows.flat().filter((cell) => typeof cell === 'number').length, name).toBeGreaterThan(0)
    }
  })

  test('the whole of the costs, folded or not, is in its workbook, figures as figures', async () => {
    await program.go('costs')
    const [download] = await Promise.all([session.page.waitForEvent('download'), session.page.getByTestId('costs-xlsx').click()])
    const { name, bytes } = await contentOf(download)
    const rows = (await readXlsx(bytes)).sheets[0]?.rows ?? []
    expect(name).toMatch(/支出明细.*\.xlsx$/)
    expect(rows.length).toBeGreaterThan(81)
    expect(rows.flat()).toContain(636.41)
  })

  test('a grid of years leaves with all its lines and their units, and not with others that are not shown', async () => {
    await program.go('standards')
    await session.page.getByTestId('standards-years').click()
    const grid = session.page.getByTestId('grid')
    await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeGreaterThan(90)
    const { name, bytes } = await save('csv', 0)
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n')
    expect(name).toMatch(/逐年标准.*\.csv$/)
    expect(lines.length).toBe(Number(await grid.getAttribute('aria-rowcount')))
    expect(lines[0]).toMatch(/^\uFEFF?标准,2020,2021/)
    expect(lines.filter((line) => line.includes('元/人·月')).length).toBeGreaterThan(10)
    expect(await session.page.getByTestId('save-csv').count()).toBe(1)
    await session.page.getByTestId('standards-list').click()
  })

  test('what the comparison shows is what its CSV and its workbook hold', async () => {
    await program.go('comparison')
    const shown = await program.total('required')
    const { name, bytes } = await save('csv', 0)
    expect(name).toBe('结果.csv')
    const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\r\n')
    expect(lines[0]).toMatch(/^\uFEFF.*亿元/)
    const line = lines.find((text) => text.startsWith('应支出（地方）'))
    expect(line?.split(',').slice(1)).toEqual(shown.map((cell) => cell.replaceAll(',', '')))
    const workbook = await save('xlsx', 0)
    const rows = (await readXlsx(workbook.bytes)).sheets[0]?.rows ?? []
    const row = rows.find(([first]) => first === '应支出（地方）')
    expect(row?.[1]).toBe(Number(shown[0]?.replaceAll(',', '')))
    expect(rows[0]?.[0]).toBe('结果')
    expect(rows[1]?.[0]).toContain('亿元')
  })

  test('nothing went to the console', () => expect(session.troubles).toEqual([]))
})
