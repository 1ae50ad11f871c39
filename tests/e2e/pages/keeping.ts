import type { Locator, Page } from 'playwright-core'

/** What the program says and asks about work that is kept, shared or left over. */
export class Keeping {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  private at(id: string): Locator {
    return this.page.getByTestId(id)
  }

  /** The entries of unsaved work that are offered. */
  async offered(): Promise<readonly string[]> {
    await this.at('recovery').waitFor()
    return this.at('recovery-entry').allInnerTexts()
  }

  async restore(): Promise<void> {
    await this.at('recovery-restore').first().click()
    await this.at('recovery').waitFor({ state: 'detached' })
  }

  /** Bring back the first of several; then look at the others. */
  async restoreFirst(): Promise<void> {
    await this.restore()
    await this.at('open').click()
    await this.at('shelf-recovery').click()
  }

  async discard(): Promise<void> {
    this.page.once('dialog', (dialog) => void dialog.accept())
    await this.at('recovery-discard').first().click()
    await this.at('recovery').waitFor({ state: 'detached' })
  }

  banner(id: 'lost' | 'unkept' | 'changed' | 'gone' | 'held' | 'older'): Locator {
    return this.at(`banner-${id}`)
  }

  /** Rows of the merge by who changed them. */
  async rows(by: 'conflict' | 'mine' | 'theirs' | 'both'): Promise<readonly string[]> {
    await this.at('merge').waitFor()
    return this.at(`merge-${by}`).allInnerTexts()
  }

  async take(side: 'mine' | 'theirs'): Promise<void> {
    await this.at(`merge-take-${side}`).first().check()
  }

  async merge(): Promise<void> {
    await this.at('merge-confirm').click()
    await this.at('merge').waitFor({ state: 'detached' })
  }

  /** As if the user came back from another program. */
  async comeBack(): Promise<void> {
    await this.page.evaluate(() => window.dispatchEvent(new Event('focus')))
  }
}
