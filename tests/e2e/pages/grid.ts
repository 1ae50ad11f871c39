import type { Locator, Page } from 'playwright-core'

/** A table as a user sees it: cells by the words of their row and column, keys, and the clipboard. */
export class Grid {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  get box(): Locator {
    return this.page.getByTestId('grid')
  }

  async focus(): Promise<void> {
    await this.box.focus()
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key)
  }

  /** Go to the first cell, then so many lines down and columns to the right. */
  async goTo(down: number, right: number): Promise<void> {
    await this.focus()
    await this.press('Control+Home', 'ArrowRight')
    for (let k = 0; k < down; k++) await this.press('ArrowDown')
    for (let k = 0; k < right; k++) await this.press('ArrowRight')
  }

  /** Texts of the lines in sight, the frozen ones first: name, then figures. */
  lines(): Promise<readonly (readonly string[])[]> {
    return this.box.locator('[role=row]').evaluateAll((rows) =>
      rows
        .slice(1)
        .sort((a, b) => Number(a.getAttribute('aria-rowindex')) - Number(b.getAttribute('aria-rowindex')))
        .map((row) => [...row.querySelectorAll('[role=rowheader] .label, [role=gridcell]')].map((cell) => cell.textContent.trim())),
    )
  }

  async line(name: string): Promise<readonly string[]> {
    return (await this.lines()).find(([label]) => label === name) ?? []
  }

  heads(): Promise<readonly string[]> {
    return this.box.locator('[role=columnheader]').allInnerTexts()
  }

  /** The cell that the keys are on, by what a screen reader is told. */
  active(): Promise<{ readonly text: string; readonly row: string; readonly column: string }> {
    return this.box.evaluate((box) => {
      const cell = document.getElementById(box.getAttribute('aria-activedescendant') ?? '')
      return {
        text: cell?.textContent.trim() ?? '',
        row: cell?.closest('[role=row]')?.getAttribute('aria-rowindex') ?? '',
        column: cell?.getAttribute('aria-colindex') ?? '',
      }
    })
  }

  said(): Promise<string> {
    return this.page.getByTestId('grid-said').innerText()
  }

  /** Type into the cell; what no key of a keyboard has comes through an input method, into the open field. */
  async type(text: string): Promise<void> {
    if (/^[ -~]+$/.test(text)) await this.page.keyboard.type(text)
    else {
      await this.press('F2', 'Control+a')
      await this.page.keyboard.insertText(text)
    }
    await this.press('Enter')
  }

  async copy(): Promise<string> {
    await this.press('Control+c')
    return this.page.evaluate(() => navigator.clipboard.readText())
  }

  copiedHtml(): Promise<string> {
    return this.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      return (await item?.getType('text/html'))?.text() ?? ''
    })
  }

  async paste(text: string): Promise<void> {
    await this.page.evaluate((given) => navigator.clipboard.writeText(given), text)
    await this.press('Control+v')
  }
}
