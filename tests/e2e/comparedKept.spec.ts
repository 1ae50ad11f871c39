import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shellKind, startSession, type Session } from './harness'
import { Comparison } from './pages/comparison'
import { Program } from './pages/program'

describe.skipIf(shellKind === undefined)('what was put beside the compared scenarios', () => {
  let session: Session
  let program: Program
  let comparison: Comparison
  const [held, births] = ['标准停在2020年', '低生育展望']
  const use = (): void => {
    session.page.setDefaultTimeout(8_000)
    program = new Program(session.page)
    comparison = new Comparison(session.page)
  }
  beforeAll(async () => {
    session = await startSession()
    use()
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  const columns = async (): Promise<readonly string[]> => {
    await program.go('comparison')
    return comparison.columns()
  }
  const chips = (): Promise<readonly string[]> => session.page.getByTestId('report-added').allInnerTexts()

  test('is there again after a restart, with its figures', async () => {
    await program.go('comparison')
    await comparison.addFromShelf(held)
    await comparison.addFromShelf(births)
    const before = await comparison.columns()
    expect(before.slice(2)).toEqual([held, births])
    await session.restart()
    use()
    expect(await columns()).toEqual(before)
    await expect.poll(async () => (await comparison.row('total-required'))[4]).toMatch(/\d/)
  })

  test('goes onto the paper, and what is taken off it there leaves the comparison for good', async () => {
    await program.go('print')
    expect(await session.page.getByTestId('report-comparison').isChecked()).toBe(true)
    expect(await chips()).toEqual([`${held} ✕`, `${births} ✕`])
    for (const name of [held, births]) await expect.poll(() => session.page.getByTestId('paper').innerText()).toContain(name)
    await session.page.getByTestId('report-added').first().click()
    await expect.poll(chips).toEqual([`${births} ✕`])
    expect((await columns()).slice(2)).toEqual([births])
    await session.restart()
    use()
    expect((await columns()).slice(2)).toEqual([births])
  })
})
