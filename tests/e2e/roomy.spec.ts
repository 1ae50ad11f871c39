import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shellKind, startSession, type Session } from './harness'
import { Program } from './pages/program'

/** What an office screen of 1366×650 has to show whole, in the longer of the two languages. */
describe.skipIf(shellKind === undefined)('on a low screen, in English', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession({ width: 1366, height: 650 })
    program = new Program(session.page)
    session.page.setDefaultTimeout(8_000)
    await program.language()
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  /** How far below its card's own window the last row of a table ends, in pixels; at most 0 where it is seen whole. */
  const hidden = (table: string): Promise<number> =>
    session.page.locator(table).evaluate((scroll) => {
      const last = [...scroll.querySelectorAll('tr')].at(-1)
      if (last === undefined) throw new Error('no rows')
      return last.getBoundingClientRect().bottom - scroll.getBoundingClientRect().bottom
    })

  test.each(['.domains .scroll', '.payers .scroll'])('the last row of %s stands without scrolling', async (table) => {
    await program.go('overview')
    expect(await hidden(table)).toBeLessThanOrEqual(0.5)
  })

  test('the answer stands in one line', async () => {
    const box = await session.page.getByTestId('answer').boundingBox()
    expect(box?.height).toBeLessThan(30)
  })

  test('names of leagues above the flags do not touch', async () => {
    await program.go('flags')
    const gaps = await session.page.getByTestId('flag-matrix').evaluate((table) => {
      const boxes = [...table.querySelectorAll('thead th.unit')].map((head) => {
        const range = document.createRange()
        range.selectNodeContents(head)
        return range.getBoundingClientRect()
      })
      return boxes.slice(1).map((box, k) => box.left - (boxes[k]?.right ?? 0))
    })
    expect(gaps.length).toBeGreaterThan(10)
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2)
  })

  test('the first indicator that is shown has a path; one without says why there is none', async () => {
    await program.go('targets')
    const detail = session.page.getByTestId('indicator-detail')
    expect(await detail.getByTestId('chart').count()).toBe(1)
    expect(await session.page.getByTestId('known-values').locator('tbody tr').first().innerText()).toMatch(/^20\d\d/)
    await session.page.getByTestId('indicators').locator('tbody tr').first().click()
    expect(await detail.getByTestId('no-path').innerText()).toMatch(/no path to draw/)
    expect(await detail.getByTestId('chart').count()).toBe(0)
  })

  test.each([
    ['costs', 'costs-xlsx', 'rows-items'],
    ['standards', 'area-evidence', 'standards-list'],
  ] as const)('the tools of %s stand in one line within the window', async (view, last, first) => {
    await program.go(view)
    const [end, begin] = await Promise.all(
      [session.page.getByTestId(last).locator('.num').or(session.page.getByTestId(last)).last(), session.page.getByTestId(first)].map(
        (each) => each.boundingBox(),
      ),
    )
    expect((end?.x ?? 0) + (end?.width ?? 0)).toBeLessThanOrEqual(1354.5)
    expect(Math.abs((end?.y ?? 0) + (end?.height ?? 0) / 2 - (begin?.y ?? 99) - (begin?.height ?? 0) / 2)).toBeLessThan(8)
  })
})
