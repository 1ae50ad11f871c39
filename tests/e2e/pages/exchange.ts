import { readFileSync } from 'node:fs'
import type { Download, Locator, Page } from 'playwright-core'

/** What goes out to spreadsheets and comes back, as a user sees it. */
export class Exchange {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }

  private at(id: string): Locator {
    return this.page.getByTestId(id)
  }

  async open(mode: 'workbook' | 'catalogue' = 'workbook'): Promise<void> {
    await this.at('file-menu').click()
    await this.at('menu-workbook').click()
    if (mode === 'catalogue') await this.at('exchange-mode-catalogue').click()
  }

  /** A file that a button hands over. */
  async fetch(button: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    const [download] = await Promise.all([this.page.waitForEvent('download', { timeout: 60_000 }), this.at(button).click()])
    return contentOf(download)
  }

  async choose(kind: 'workbook' | 'catalogue', file: string): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.at(`${kind}-choose`).click()])
    await chooser.setFiles(file)
  }

  /** A file that is handed over once another one was chosen. */
  async turnInto(file: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    const [download] = await Promise.all([this.page.waitForEvent('download', { timeout: 60_000 }), this.choose('catalogue', file)])
    return contentOf(download)
  }

  faults(kind: 'workbook' | 'catalogue'): Promise<string> {
    return this.at(`${kind}-faults`).innerText({ timeout: 60_000 })
  }

  remarks(): Promise<string> {
    return this.at('workbook-remarks').innerText()
  }

  /** Rows of the preview, cell by cell. */
  async changes(): Promise<readonly (readonly string[])[]> {
    await this.at('workbook-found').waitFor({ timeout: 60_000 })
    const rows = await this.at('workbook-changes').locator('tbody tr').all()
    return Promise.all(rows.map((row) => row.locator('td').allInnerTexts()))
  }

  async use(): Promise<void> {
    await this.at('workbook-use').click()
    await this.at('workbook-exchange').waitFor({ state: 'detached' })
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape')
  }

  next(): Promise<string> {
    return this.at('catalogue-next').innerText()
  }
}

export async function contentOf(download: Download): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) }
}
