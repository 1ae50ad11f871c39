import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { number } from './program'

/** The population screen as a user sees it. */
export class Population {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  private at(id: string): Locator {
    return this.page.getByTestId(id)
  }

  async choose(outlook: string): Promise<void> {
    await this.at('outlook').selectOption(outlook)
  }

  async area(code: string): Promise<void> {
    await this.page.locator('.editor .head select').selectOption(code)
  }

  async tab(name: 'pyramid' | 'change' | 'dependency' | 'groups' | 'urban' | 'backtest'): Promise<void> {
    await this.at(`tab-${name}`).click()
  }

  /** A figure of the line above the pictures. */
  async key(name: 'total' | 'births' | 'deaths'): Promise<number> {
    return number(await this.at(`key-${name}`).innerText())
  }

  year(year: number): Locator {
    return this.at('year-fields').locator(`input[data-year="${String(year)}"]`)
  }

  async type(year: number, text: string): Promise<void> {
    await this.year(year).fill(text)
    await this.year(year).press('Enter')
  }

  value(year: number): Promise<string> {
    return this.year(year).inputValue()
  }

  point(year: number): Locator {
    return this.at('curve').locator(`[data-year="${String(year)}"]`)
  }

  /** Drag a point of the curve by so many pixels down, in many small moves. */
  async drag(year: number, down: number): Promise<void> {
    const box = await this.point(year).boundingBox()
    if (box === null) throw new Error(`no point ${String(year)}`)
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await this.page.mouse.move(x, y)
    await this.page.mouse.down()
    for (let k = 1; k <= 10; k++) await this.page.mouse.move(x, y + (down * k) / 10)
    await this.page.mouse.up()
  }

  /** What a card's CSV button gives: name and text. */
  async csv(title: string): Promise<{ readonly name: string; readonly text: string }> {
    const card = this.page.locator('section.card', { has: this.page.getByRole('heading', { name: title }) })
    const [download] = await Promise.all([this.page.waitForEvent('download'), card.getByRole('button', { name: 'CSV' }).click()])
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
  }

  /** What a card's PNG button gives: name and first bytes. */
  async png(title: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
    const card = this.page.locator('section.card', { has: this.page.getByRole('heading', { name: title }) })
    const [download] = await Promise.all([this.page.waitForEvent('download'), card.getByRole('button', { name: 'PNG' }).click()])
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
  }
}
