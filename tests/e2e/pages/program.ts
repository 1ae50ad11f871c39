import { expect } from 'vitest'
import type { Locator, Page } from 'playwright-core'

/** The program as a user sees it: what can be read and done, by what stands on the screen. */
export class Program {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  private at(id: string): Locator {
    return this.page.getByTestId(id)
  }

  async go(
    view: 'overview' | 'standards' | 'costs' | 'population' | 'fiscal' | 'targets' | 'equality' | 'flags' | 'comparison' | 'print',
  ): Promise<void> {
    await this.at(`nav-${view}`).click()
    // Pages take dozens of runs: they stand when they can be printed.
    if (view === 'print') await expect.poll(() => this.at('print-now').isEnabled(), { timeout: 20_000 }).toBe(true)
  }

  async figure(name: 'required' | 'capacity' | 'margin'): Promise<number> {
    return number(await this.at(`strip-${name}`).innerText())
  }

  /** Wait until the strip shows something else than before. */
  async changed(name: 'required' | 'capacity' | 'margin', before: number): Promise<number> {
    await expect.poll(() => this.figure(name)).not.toBe(before)
    return this.figure(name)
  }

  /** The figure once it stands still: every run that was asked for is done. */
  async settled(name: 'required' | 'capacity' | 'margin'): Promise<number> {
    for (;;) {
      const before = await this.figure(name)
      await this.page.waitForTimeout(150)
      if ((await this.figure(name)) === before) return before
    }
  }

  async findItem(words: string, id: string): Promise<void> {
    await this.at('item-search').fill(words)
    await this.at(`item-${id}`).click()
    await this.at('item-search').fill('')
  }

  /** Type a value into a lever's field. */
  async type(lever: string, value: string): Promise<void> {
    const field = this.at(lever).getByRole('textbox')
    await field.fill(value)
    await field.press('Enter')
  }

  field(lever: string): Promise<string> {
    return this.at(lever).getByRole('textbox').inputValue()
  }

  async from(year: number): Promise<void> {
    await this.at('from-year').selectOption(String(year))
  }

  async saveAs(name: string): Promise<void> {
    await this.menu('save-as')
    await this.at('save-name').fill(name)
    await this.at('save-confirm').click()
    await this.at('save-name').waitFor({ state: 'detached' })
  }

  async openFromShelf(name: string): Promise<void> {
    await this.at('open').click()
    await this.page.getByTestId('shelf').getByRole('button', { name, exact: true }).click()
    await this.page.getByTestId('shelf').waitFor({ state: 'detached' })
  }

  /** An entry of the scenario menu. */
  async menu(entry: 'save-as' | 'export' | 'print' | `menu-${string}`): Promise<void> {
    await this.at('file-menu').click()
    await this.at(entry).click()
  }

  /** Compare with a scenario of the shelf, or with the plan. */
  async compareWith(name: string): Promise<void> {
    await this.at('compare-with').click()
    await this.at('compare-shelf').click()
    await this.page.getByTestId('shelf').getByRole('button', { name, exact: true }).click()
    await this.page.getByTestId('shelf').waitFor({ state: 'detached' })
  }

  async total(row: 'required' | 'resources' | 'capacity' | 'margin'): Promise<readonly string[]> {
    return this.at(`total-${row}`).locator('td').allInnerTexts()
  }

  /** What is said under a field: of the lever with this name, or of the part of the screen. */
  said(within: string): Promise<readonly string[]> {
    return this.at(within).getByTestId('field-notice').allInnerTexts()
  }

  /** What is said anywhere on the screen of a change. */
  saidOnScreen(): Promise<readonly string[]> {
    return this.page.getByTestId('field-notice').allInnerTexts()
  }

  async language(): Promise<void> {
    await this.at('language').click()
  }

  /**
   * From now on every run fails, by the standing connection and by requests: as when the service is gone, or with a status as
   * where it does not understand them. `end` lets them through again.
   */
  async failRuns(status?: number): Promise<{ end(): Promise<void> }> {
    const runs = '**/api/simulation:run'
    await this.page.route(runs, (route) => route.fulfill(status === undefined ? { status: 200, body: 'nothing' } : { status, body: '' }))
    await this.page.evaluate((isUnderstood) => {
      const { send } = WebSocket.prototype
      WebSocket.prototype.send = function (message) {
        const [, head] = /^(\d+ simulation:run\n)/.exec(String(message)) ?? []
        if (head === undefined) send.call(this, message)
        else if (isUnderstood) this.close()
        else send.call(this, `${head}{`)
      }
      Object.assign(window, { sendAgain: () => Object.assign(WebSocket.prototype, { send }) })
    }, status === undefined)
    return {
      end: async () => {
        await this.page.evaluate(() => {
          ;(window as unknown as { sendAgain: () => void }).sendAgain()
        })
        await this.page.unroute(runs)
      },
    }
  }

  message(): Promise<string> {
    return this.at('message').innerText()
  }
}

export const number = (text: string): number => Number(text.replace(/[^\d.\u2212-]/g, '').replace('\u2212', '-'))
