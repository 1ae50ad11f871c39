import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { shellKind, startSession, type Session } from './harness'
import { Desk } from './pages/desk'
import { contentOf } from './pages/exchange'
import { Items } from './pages/items'
import { Program } from './pages/program'

const catalogue = { items: 81, domains: 9 }
const lines = catalogue.items + catalogue.domains

/** Only rows in sight are drawn, and nobody is to notice. */
describe.skipIf(shellKind !== 'browser')('the list of items', () => {
  let session: Session
  let program: Program
  let items: Items
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    items = new Items(session.page)
    session.page.setDefaultTimeout(8_000)
    await program.go('standards')
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  const press = (key: string): Promise<void> => session.page.keyboard.press(key)
  const idOf = (locator: string): Promise<string | null> => items.table.locator(locator).getAttribute('data-testid')
  async function saved(kind: 'csv' | 'xlsx') {
    const save = session.page.locator('.tools').getByTestId(`save-${kind}`)
    const [download] = await Promise.all([session.page.waitForEvent('download'), save.click()])
    return contentOf(download)
  }
  async function savedRows(): Promise<readonly (readonly string[])[]> {
    const { bytes } = await saved('csv')
    const text = new TextDecoder().decode(bytes).trimEnd()
    return text.split('\r\n').map((line) => line.split(','))
  }

  describe('wherever it stands', () => {
    beforeEach(() => items.scrollTo(0))
    test('draws the rows in sight and a few around them, and says how many there are', async () => {
      const drawn = await items.drawn()
      expect(drawn.length).toBeGreaterThan((await items.inSight()).length)
      expect(drawn.length).toBeLessThan(36)
      expect(drawn[0]).toBe(1)
      expect(await items.table.getAttribute('aria-rowcount')).toBe(String(lines + 1))
      expect(await items.table.locator('tr').count()).toBeLessThan(45)
    })
    test('is as high as with all rows, each 29 points', async () => {
      expect(await items.height()).toBe((lines + 1) * 29)
      await items.scrollTo(1000)
      const heights = await items.table
        .locator('tr[aria-rowindex]')
        .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height))
      expect(new Set(heights)).toEqual(new Set([29]))
      expect(await items.height()).toBe((lines + 1) * 29)
    })
    test('its end shows the last item', async () => {
      await items.scrollTo(await items.height())
      expect(await items.drawn()).toContain(lines + 1)
      const last = await idOf(`tr[aria-rowindex="${String(lines + 1)}"]`)
      expect((await items.inSight()).at(-1)).toBe(last?.replace('item-', ''))
    })
    test('the wheel leads there too, and the head stays', async () => {
      const before = await items.table.locator('thead th').first().boundingBox()
      await items.box.hover()
      await session.page.mouse.wheel(0, 10_000)
      await expect.poll(() => items.drawn()).toContain(lines + 1)
      expect(await items.table.locator('thead th').first().boundingBox()).toEqual(before)
    })
    test.each(['zh-CN', 'en'])('columns keep their places: %s', async (language) => {
      if ((await session.page.locator('html').getAttribute('lang')) !== language) await program.language()
      const edges = await items.edges()
      expect(edges.length).toBe(1)
      for (const top of [700, 1500, 10_000]) {
        await items.scrollTo(top)
        expect(await items.edges()).toEqual(edges)
      }
      await session.page.getByTestId('item-search').fill('a')
      expect(await items.edges()).toEqual(edges)
      await session.page.getByTestId('item-search').fill('')
      if (language === 'en') await program.language()
    })
  })

  describe('the chosen row', () => {
    const isInSight = () => expect.poll(async () => (await items.inSight()).includes(await items.chosen())).toBe(true)

    test('down goes on to rows that were not drawn, and up comes back', async () => {
      await items.scrollTo(0)
      await items.table.locator('tr.link').first().click()
      const first = await items.chosen()
      const last = (await items.drawn()).at(-1) ?? 0
      await items.box.focus()
      for (let k = 0; k < 60; k++) await press('ArrowDown')
      await isInSight()
      const far = await items.chosen()
      expect(Number(await items.table.locator('tr.chosen').getAttribute('aria-rowindex'))).toBeGreaterThan(last)
      expect(await items.drawn()).not.toContain(3)
      for (let k = 0; k < 60; k++) await press('ArrowUp')
      await isInSight()
      expect(await items.chosen()).toBe(first)
      expect(far).not.toBe(first)
    })
    test('keys go on where a number of a row that is left has the focus', async () => {
      await items.scrollTo(0)
      await items.table.locator('tr.link').first().click()
      await items.table.locator('tr.chosen [data-figure]').first().focus()
      for (let k = 0; k < 50; k++) await press('ArrowDown')
      await isInSight()
      expect(Number(await items.table.locator('tr.chosen').getAttribute('aria-rowindex'))).toBeGreaterThan(50)
    })
    test('is reached by Tab however far it was scrolled away', async () => {
      await program.findItem('老年人福利', 'elderly-welfare-subsidy')
      await items.scrollTo(0)
      expect(await items.inSight()).not.toContain('elderly-welfare-subsidy')
      await items.box.focus()
      await press('Tab')
      await isInSight()
      expect(await items.chosen()).toBe('elderly-welfare-subsidy')
    })
    test('is in sight when the words that found it are gone', async () => {
      await items.scrollTo(0)
      await program.findItem('公租房', 'public-rental-housing')
      await isInSight()
      expect(await items.chosen()).toBe('public-rental-housing')
    })
    test('is in sight when the search over everything leads to it, from here and from another view', async () => {
      const desk = new Desk(session.page)
      await items.scrollTo(0)
      await desk.find('老年人福利')
      await desk.goFirst()
      await isInSight()
      expect(await items.chosen()).toBe('elderly-welfare-subsidy')
      await program.go('overview')
      await desk.find('公租房')
      await desk.goFirst()
      await isInSight()
      expect(await items.chosen()).toBe('public-rental-housing')
      await program.go('costs')
      await program.go('standards')
      await isInSight()
    })
  })

  describe('its files', () => {
    test('hold every item and every sum as they are shown, though few are drawn', async () => {
      await items.scrollTo(0)
      const [head, ...rows] = await savedRows()
      expect((await items.drawn()).length).toBeLessThan(36)
      expect(head?.length).toBe(7)
      expect(rows.length).toBe(lines)
      expect(rows.filter(([, standard]) => standard !== '').length).toBe(catalogue.items)
      const shown = await items.passedBy()
      expect(shown.size).toBe(lines)
      for (const [position, cells] of shown) {
        const row = rows[position - 2] ?? []
        const [name = '', ...others] = cells
        // In the name there is a mark besides, in the last cell the meaning of the grade.
        const isFund = others.length === 5
        const words = (text: string): string => text.replace(/\s+/g, ' ')
        expect(row[0], name).not.toBe('')
        expect(words(name).endsWith(row[0] ?? '-'), name).toBe(true)
        expect(row.slice(1, 6), name).toEqual(isFund ? [...others.slice(0, 3), '', others[3]] : others.slice(0, 5))
        expect(others.at(-1)?.slice(0, 1), name).toBe(row[6])
      }
    })
    test('hold what is looked for, where something is', async () => {
      await session.page.getByTestId('item-search').fill('老年人')
      const shown = await items.table.locator('tbody tr[aria-rowindex]').count()
      const rows = await savedRows()
      expect(rows.length).toBe(shown + 1)
      await session.page.getByTestId('item-search').fill('')
    })
    test('as a workbook too', async () => {
      const { bytes } = await saved('xlsx')
      const rows = (await readXlsx(bytes)).sheets[0]?.rows ?? []
      // Its title stands above the head.
      expect(rows.filter((row) => row.filter((cell) => cell !== null && cell !== '').length > 1).length).toBe(lines + 1)
    })
  })
})
