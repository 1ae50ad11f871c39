import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shellKind, startSession, type Session } from './harness'
import { Program } from './pages/program'

/** How a drag is drawn; how fast, the bench says. */
describe.skipIf(shellKind !== 'browser')('a slider under the hand', () => {
  let session: Session
  let program: Program
  /** Middle of the slider, on the screen. */
  let place: { readonly x: number; readonly y: number }
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    session.page.setDefaultTimeout(8_000)
    await program.go('standards')
    const box = await session.page.getByTestId('standard-lever').getByRole('slider').first().boundingBox()
    if (box === null) throw new Error('no slider')
    place = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  const mouse = () => session.page.mouse
  const cells = (id: string): Promise<readonly string[]> => session.page.getByTestId(id).locator('td').allInnerTexts()

  test('the first move of a frame is taken before the frame, and only what differs comes back', async () => {
    const before = await program.settled('required')
    await mouse().move(place.x, place.y)
    await mouse().down()
    await mouse().move(place.x + 6, place.y)
    const first = await program.changed('required', before)
    await session.page.evaluate(() => {
      const order: string[] = []
      const replies: number[] = []
      const { send } = WebSocket.prototype
      addEventListener('pointermove', ({ isTrusted }) => isTrusted && order.push('move'), true)
      WebSocket.prototype.send = function (message) {
        order.push(/^\d+ (\S+)\n/.exec(String(message))?.[1] ?? 'nothing known')
        this.addEventListener('message', ({ data }) => replies.push((data as ArrayBuffer).byteLength), { once: true })
        send.call(this, message)
      }
      Object.assign(window, { order, replies })
    })
    await mouse().move(place.x + 12, place.y)
    await program.changed('required', first)
    const seen = () =>
      session.page.evaluate(() => {
        const { order, replies } = window as unknown as { readonly order: readonly string[]; readonly replies: readonly number[] }
        return { order, replies }
      })
    await expect.poll(async () => (await seen()).order).toEqual(['simulation:run', 'move'])
    const { replies } = await seen()
    expect(replies).toHaveLength(1)
    expect(replies[0]).toBeLessThan(200_000)
  })

  test('rows whose figures stay are not drawn again', async () => {
    await session.page.evaluate(() => {
      const rows = new Set<string>()
      const table = document.querySelector('[data-testid=items]')
      if (table === null) throw new Error('no list')
      new MutationObserver((all) => {
        for (const { target } of all)
          rows.add((target instanceof Element ? target : target.parentElement)?.closest('tr')?.dataset['testid'] ?? 'domain')
      }).observe(table, { subtree: true, childList: true, characterData: true, attributes: true })
      Object.assign(window, { rows })
    })
    const before = await program.figure('required')
    await mouse().move(place.x + 20, place.y)
    await program.changed('required', before)
    const rows = await session.page.evaluate(() => [...(window as unknown as { rows: Set<string> }).rows])
    expect(rows.sort()).toEqual(['domain', 'item-elderly-welfare-subsidy'])
    await mouse().up()
  })

  test('what a drag has left on the screen is what a run from nothing gives', async () => {
    const shown = await cells('item-elderly-welfare-subsidy')
    const strip = await program.settled('required')
    const value = await program.field('standard-lever')
    const page = await session.restart()
    program = new Program(page)
    await program.go('standards')
    const before = await program.settled('required')
    await program.type('standard-lever', value)
    expect(await program.changed('required', before)).toBe(strip)
    expect(await cells('item-elderly-welfare-subsidy')).toEqual(shown)
  })

  test('rows follow the unit and the language, though no figure moved', async () => {
    const inChinese = await cells('item-elderly-welfare-subsidy')
    await session.page.getByTestId('money-unit').click()
    await expect.poll(() => cells('item-elderly-welfare-subsidy')).not.toEqual(inChinese)
    await session.page.getByTestId('money-unit').click()
    await program.language()
    await expect.poll(async () => (await cells('item-elderly-welfare-subsidy'))[0]).toContain('Welfare subsidies')
    await program.language()
    await expect.poll(() => cells('item-elderly-welfare-subsidy')).toEqual(inChinese)
  })
})
