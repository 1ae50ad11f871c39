import type { Locator, Page } from 'playwright-core'

export type ComparisonPane = 'results' | 'levers' | 'causes'

/** Two to six scenarios beside one another. */
export class Comparison {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  private at(id: string): Locator {
    return this.page.getByTestId(id)
  }

  async pane(name: ComparisonPane): Promise<void> {
    await this.at(`comparison-${name}`).click()
  }

  /** Names at the heads, the reference with a star. */
  columns(): Promise<readonly string[]> {
    return this.at('column').evaluateAll((heads) =>
      heads.map((head) => {
        const button = head.querySelector('button')
        return `${button?.textContent.trim() ?? ''}${button?.getAttribute('aria-pressed') === 'true' ? '*' : ''}`
      }),
    )
  }

  async addFromShelf(name: string): Promise<void> {
    await this.at('add-column').click()
    await this.at('add-shelf').click()
    await this.at('shelf').getByRole('button', { name, exact: true }).click()
    await this.at('shelf').waitFor({ state: 'detached' })
  }

  async addOpen(name: string): Promise<void> {
    await this.at('add-column').click()
    await this.at(`add-tab-${name}`).click()
  }

  /** Make the column with this name the reference. */
  async refer(name: string): Promise<void> {
    await this.at('column').getByRole('button', { name, exact: true }).click()
  }

  async remove(name: string): Promise<void> {
    await this.at('column').filter({ hasText: name }).getByText('✕').click()
  }

  /** Texts of a row: the reference has its value alone, all others value, difference and per cent. */
  row(id: string): Promise<readonly string[]> {
    return this.at(id).locator('td').allInnerTexts()
  }

  /** Names of the rows of a block, in their order, the total last. */
  rowsOf(block: 'domain' | 'payer' | 'area' | 'item'): Promise<readonly string[]> {
    return this.page.locator(`[data-testid^="${block}-"]`).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-testid') ?? ''))
  }

  levers(): Promise<readonly (readonly string[])[]> {
    return this.at('levers-beside')
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())))
  }

  /** Begin to put the changes of the scenario with this name on top of one's own. */
  async stack(name: string): Promise<void> {
    await this.at('column').filter({ hasText: name }).locator('[data-testid^="stack-"]').click()
    await this.at('stack-confirm').waitFor()
  }

  coming(by: 'conflict' | 'theirs'): Promise<readonly string[]> {
    return this.at('stack').getByTestId(`merge-${by}`).allInnerTexts()
  }

  async take(choice: 'mine' | 'theirs' | 'both', k = 0): Promise<void> {
    await this.at(`merge-take-${choice}`).nth(k).check()
  }

  canConfirm(): Promise<boolean> {
    return this.at('stack-confirm').isEnabled()
  }

  async confirm(): Promise<void> {
    await this.at('stack-confirm').click()
    await this.at('stack-confirm').waitFor({ state: 'detached' })
  }
}
