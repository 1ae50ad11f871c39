import type { Page } from 'playwright-core'

/** A number on the screen, and the path under which it opens, if it does. */
export interface ShownNumber {
  /** Where it stands: the table or card that it is in, by its test id. */
  readonly within: string
  readonly text: string
  readonly figure: string | null
}

/** Numbers in the cells of tables on the screen, whether they open or not; fields that are typed into are none. */
export const numbersShown = (page: Page): Promise<readonly ShownNumber[]> =>
  page.evaluate(() => {
    const cells = [...document.querySelectorAll('main td.num, main td [data-figure], main dd, main [role=gridcell]')]
    return cells.flatMap((cell) => {
      const own = cell as HTMLElement
      if (own.querySelector('input, select, button:not([data-figure])') !== null) return []
      const text = own.innerText.trim()
      if (!/\d/.test(text) || own.getClientRects().length === 0) return []
      const opened = own.closest('[data-figure]') ?? own.querySelector('[data-figure]')
      const within = own.closest('[data-testid]')?.getAttribute('data-testid') ?? ''
      return [{ within, text, figure: opened?.getAttribute('data-figure') ?? null }]
    })
  })

/** Figures whose first place says what they are, not where they stand. */
const ofMany =
  /^(league|equality|population|fundsLine|accountRatio|growthOf|since|sinceShare|spent\w+|targetMoney|targetPaid|cause|excess|growth)$/

/** What a path is a figure of, whatever its places and years: one of each kind is enough to open. */
export function shapeOf(path: string): string {
  const [name = '', first = '', second = ''] = path.split('/')
  if (!ofMany.test(name)) return name
  return /^\d{4}$/.test(first) ? `${name}/${second}` : `${name}/${first}`
}
