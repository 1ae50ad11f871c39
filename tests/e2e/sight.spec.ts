import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fiscalTabs, populationTabs, targetTabs, views } from '../../renderer/stores/screen'
import { shellKind, startSession, type Session } from './harness'
import { Program } from './pages/program'
import { cutTexts, watchShifts } from './pages/sight'

const sizes = [
  [1366, 650],
  [1920, 1080],
] as const

describe.skipIf(shellKind === undefined)('what stands on the screen can be read', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    session.page.setDefaultTimeout(8_000)
    await program.openFromShelf('高龄津贴提至150元')
  })
  afterAll(async () => {
    await session.end()
  })
  const at = (id: string) => program.page.getByTestId(id)
  const press = (key: string): Promise<void> => program.page.keyboard.press(key)
  async function look(): Promise<void> {
    await program.page.mouse.move(0, 0)
    await program.page.waitForTimeout(150)
    expect(await cutTexts(program.page)).toEqual([])
  }

  describe.each(['zh-CN', 'en'] as const)('in %s', (language) => {
    beforeAll(async () => {
      if ((await program.page.locator('html').getAttribute('lang')) !== language) await at('language').click()
    })
    describe.each(sizes)('at %i × %i', (width, height) => {
      beforeAll(() => program.page.setViewportSize({ width, height }))
      test.each(views)('nothing is cut off in the view %s', async (view) => {
        await program.go(view)
        await look()
      })
      test.each([
        ...fiscalTabs.map((tab) => ['fiscal', `fiscal-${tab}`] as const),
        ...populationTabs.map((tab) => ['population', `tab-${tab}`] as const),
        ...targetTabs.map((tab) => ['targets', `targets-${tab}`] as const),
        ['standards', 'standards-years'] as const,
        ['costs', 'rows-itemAreas'] as const,
      ])('nor in %s · %s', async (view, tab) => {
        await program.go(view)
        await at(tab).click()
        await look()
      })
      test.each([
        ['search', 'Control+k'],
        ['help', 'F1'],
        ['keys', 'Shift+F1'],
        ['changes', 'Alt+c'],
        ['shelf', 'Control+o'],
        ['save', 'Control+Shift+s'],
      ])('nor in the dialog: %s', async (_, key) => {
        await program.go('overview')
        await press(key)
        await look().finally(() => press('Escape'))
      })
    })
  })
})

describe.skipIf(shellKind === undefined)('nothing moves while numbers change', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    session.page.setDefaultTimeout(8_000)
  })
  afterAll(async () => {
    await session.end()
  })

  test.each([
    ['standards', 'standard-lever'],
    ['population', 'lever-tfr'],
  ] as const)('in the view %s, under a hand that drags %s', async (view, lever) => {
    await program.go(view)
    const before = await program.settled('required')
    const track = await program.page.getByTestId(lever).getByRole('slider').first().boundingBox()
    if (track === null) throw new Error('no slider')
    const [x, y] = [track.x + track.width / 2, track.y + track.height / 2]
    const shifts = await watchShifts(program.page)
    await program.page.mouse.move(x, y)
    await program.page.mouse.down()
    for (let k = 0; k < 40; k++) {
      await program.page.mouse.move(x + (k % 20) * 3, y)
      await program.page.waitForTimeout(25)
    }
    await program.changed('required', before)
    await program.page.mouse.up()
    // The hand's own mark follows it.
    expect((await shifts()).filter((name) => !/thumb|handle|slider/i.test(name))).toEqual([])
  })

  test('and the watch sees what does move', async () => {
    const shifts = await watchShifts(program.page)
    await program.page.evaluate(() => {
      const main = document.querySelector('main')
      if (main !== null) main.style.marginTop = '30px'
    })
    await expect.poll(shifts).not.toEqual([])
  })
})
