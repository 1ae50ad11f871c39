import type { Locator, Page } from 'playwright-core'

/** The frame around every view: scenario tabs, search, help, tour and how the window looks. */
export class Desk {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  private at(id: string): Locator {
    return this.page.getByTestId(id)
  }

  /** Names of the open scenarios in their order; what is not saved has a dot, the one on the screen a star. */
  tabs(): Promise<readonly string[]> {
    return this.page.locator('nav.tabs li').evaluateAll((tabs) =>
      tabs.map((tab) => {
        const name = tab.querySelector('.text')?.textContent.trim() ?? ''
        return `${name}${tab.querySelector('.dot') === null ? '' : '·'}${tab.querySelector('[aria-current]') === null ? '' : '*'}`
      }),
    )
  }

  async select(name: string): Promise<void> {
    await this.at(`tab-${name}`).click()
  }

  async close(name: string): Promise<void> {
    await this.at(`close-${name}`).click()
  }

  /** Search by keys alone, and go to the first result. */
  async find(query: string): Promise<readonly string[]> {
    await this.page.keyboard.press('Control+k')
    await this.at('search-field').waitFor()
    await this.page.keyboard.insertText(query)
    await this.page.waitForTimeout(120)
    return this.page.locator('#found .name').allInnerTexts()
  }

  async goFirst(): Promise<void> {
    await this.page.keyboard.press('Enter')
    await this.at('search-field').waitFor({ state: 'detached' })
  }

  async theme(choice: 'system' | 'light' | 'dark' | 'contrast'): Promise<void> {
    await this.at('theme').selectOption(choice)
  }

  shownTheme(): Promise<string | null> {
    return this.page.locator('html').getAttribute('data-theme')
  }

  /** What is compared with. */
  other(): Promise<string> {
    return this.at('compare-with').locator('.name').innerText()
  }
}
