import type { Locator, Page } from 'playwright-core'
import { figureText } from '../../../renderer/format/csv'

/** The list of items as it stands in the page: some of its rows, and where they are. */
export class Items {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get table(): Locator {
    return this.page.getByTestId('items')
  }

  /** The part of the page that the list is scrolled in. */
  get box(): Locator {
    return this.page.locator('.list .scroll')
  }

  /** Positions of the rows that are drawn, as a screen reader is told: the head is the first. */
  drawn(): Promise<readonly number[]> {
    return this.table.locator('tr[aria-rowindex]').evaluateAll((rows) => rows.map((row) => Number(row.getAttribute('aria-rowindex'))))
  }

  /** Items whose rows can be seen whole, by their ids, from above. */
  inSight(): Promise<readonly string[]> {
    return this.box.evaluate((box) => {
      const edge = box.getBoundingClientRect()
      const head = box.querySelector('thead th')?.getBoundingClientRect().bottom ?? edge.top
      return [...box.querySelectorAll<HTMLElement>('tr.link')]
        .filter((row) => {
          const { top, bottom } = row.getBoundingClientRect()
          return top >= head - 1 && bottom <= edge.bottom + 1
        })
        .map((row) => row.dataset['testid']?.replace('item-', '') ?? '')
    })
  }

  async chosen(): Promise<string> {
    return (await this.table.locator('tr.chosen').getAttribute('data-testid'))?.replace('item-', '') ?? ''
  }

  async scrollTo(top: number): Promise<void> {
    await this.box.evaluate((box, to) => (box.scrollTop = to), top)
    // Rows are drawn with the frame that shows them.
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))))
  }

  height(): Promise<number> {
    return this.box.evaluate((box) => box.scrollHeight)
  }

  /** Left edges of the heads, and of the cells of every drawn row that has one for each. */
  edges(): Promise<readonly string[]> {
    return this.table.locator('tr[aria-rowindex]').evaluateAll((rows) => {
      const all = rows.map((row) => [...row.children].map((cell) => cell.getBoundingClientRect().left))
      return [...new Set(all.filter(({ length }) => length === 7).map((lefts) => lefts.join()))]
    })
  }

  /** Everything that the list shows, by the position of its rows, as it is passed by. Figures as in files. */
  async passedBy(): Promise<ReadonlyMap<number, readonly string[]>> {
    const rows = new Map<number, readonly string[]>()
    for (let top = 0; top < (await this.height()); top += 300) {
      await this.scrollTo(top)
      const seen = await this.table.locator('tbody tr[aria-rowindex]').evaluateAll((all) =>
        all.map((row) => ({
          position: Number(row.getAttribute('aria-rowindex')),
          cells: [...row.children].map((cell) => (cell instanceof HTMLElement ? cell.innerText.trim() : '')),
        })),
      )
      for (const { position, cells } of seen) rows.set(position, cells.map(figureText))
    }
    return rows
  }
}
