import type { Page } from 'playwright-core'

/** Texts on the screen that a reader cannot read whole, each with where it stands; a tip that tells the rest makes up for it. */
export const cutTexts = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const slack = 1.5
    /** Letters are taller than their lines: a text is cut when more of it than this is gone. */
    const mostHidden = 0.3
    const isClosed = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip'
    const isOpen = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll'
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()}${[...element.classList].map((name) => `.${name}`).join('')}`

    function cutBy(text: DOMRect, from: Element): string | undefined {
      let [seeX, seeY] = [true, true]
      let isFirst = true
      for (let at: Element | null = from; at !== null; at = at.parentElement) {
        const { overflowX, overflowY, display } = getComputedStyle(at)
        if (display === 'inline' || display === 'contents') continue
        const edge = at.getBoundingClientRect()
        const isWide = text.right > edge.right + slack || text.left < edge.left - slack
        // Of its own box no text may hang out, whether or not anything cuts it there.
        if (seeX && isWide && (isFirst || isClosed(overflowX))) return nameOf(at)
        const hidden = Math.max(text.bottom - edge.bottom, edge.top - text.top) / text.height
        if (seeY && isClosed(overflowY) && hidden > mostHidden) return nameOf(at)
        isFirst = false
        seeX &&= !isOpen(overflowX)
        seeY &&= !isOpen(overflowY)
      }
      const isOut =
        (seeX && (text.right > innerWidth + slack || text.left < -slack)) || (seeY && text.bottom > innerHeight + text.height * mostHidden)
      return isOut ? 'the window' : undefined
    }

    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const [text, element] = [node.textContent?.trim() ?? '', node.parentElement]
      if (text === '' || element === null || element.closest('select, script, style, .visually-hidden') !== null) continue
      if (!element.checkVisibility({ visibilityProperty: true })) continue
      range.selectNodeContents(node)
      // Spaces at its end are no letters.
      range.setEnd(node, (node.textContent ?? '').trimEnd().length)
      const box = range.getBoundingClientRect()
      if (box.width === 0 || element.closest('[title]')?.getAttribute('title')?.includes(text) === true) continue
      const by = cutBy(box, element)
      if (by !== undefined) found.push(`"${text.slice(0, 60)}" in ${nameOf(element)} by ${by}`)
    }
    return [...new Set(found)]
  })

/** Watch for parts of the page that move by themselves, from now on. */
export async function watchShifts(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen: string[] = []
    const nameOf = (node: Node | undefined): string => {
      const element = node instanceof Element ? node : node?.parentElement
      return `${element?.tagName.toLowerCase() ?? '?'}.${element?.getAttribute('class') ?? ''} "${(node?.textContent ?? '').trim().slice(0, 30)}"`
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as { value: number; sources: readonly { node?: Node }[] }[])
        seen.push(...entry.sources.map(({ node }) => nameOf(node)))
    }).observe({ type: 'layout-shift' })
    Object.assign(window, { shiftsSeen: seen })
  })
  return () => page.evaluate(() => [...new Set((window as unknown as { shiftsSeen: string[] }).shiftsSeen)])
}
