import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shippedCatalogue } from '../fixtures/catalogue'
import { bytesOf, filledSheets, fillInSmallRegion, templateOf } from '../fixtures/smallRegion'
import { shellKind, startSession, type Session } from './harness'
import { Exchange } from './pages/exchange'
import { Keeping } from './pages/keeping'
import { Program } from './pages/program'

/** Catalogues are read whole to be listed; a machine may have other work. */
const patient = { timeout: 20_000 }

describe.skipIf(shellKind !== 'browser')('the catalogue is changed in the window', () => {
  let session: Session
  const folder = mkdtempSync(join(tmpdir(), 'liangli 目录 '))
  beforeAll(async () => {
    session = await startSession()
  })
  afterAll(async () => {
    await session.end()
    rmSync(folder, { recursive: true, force: true })
  })
  const at = (id: string) => session.page.getByTestId(id)
  const known = (): Promise<readonly string[]> => at('known-catalogue').allInnerTexts()
  const name = (): Promise<string> => at('scenario-name').innerText()
  /** The window is there again. */
  const loadedAgain = (then: () => Promise<void>): Promise<unknown> =>
    Promise.all([session.page.waitForEvent('load'), then()]).then(() => at('strip-required').waitFor())

  test('at first the shipped one is open, and no other is known', async () => {
    await new Exchange(session.page).open('catalogue')
    await expect.poll(known, patient).toHaveLength(1)
    expect((await known())[0]).toMatch(/nmg-2020[\s\S]*随程序提供[\s\S]*当前使用/)
  })

  test('an imported one is offered; with unsaved work it is asked first, and given up nothing happens', async () => {
    await new Exchange(session.page).close()
    const program = new Program(session.page)
    await program.go('population')
    await program.type('lever-tfr', '1.9')
    await at('unsaved').waitFor()
    const exchange = new Exchange(session.page)
    await exchange.open('catalogue')
    const template = templateOf(shippedCatalogue())
    fillInSmallRegion(template)
    const file = join(folder, '小地区.xlsx')
    writeFileSync(file, await bytesOf(filledSheets(template)))
    await exchange.turnInto(file)
    expect(await exchange.next()).toContain('已收入本程序')
    await expect.poll(known, patient).toHaveLength(2)
    await at('catalogue-open-imported').click()
    expect(await at('catalogue-ask').innerText()).toContain('内蒙古自治区')
    await at('catalogue-stay').click()
    expect(await at('catalogue-ask').count()).toBe(0)
    expect(await name()).toContain('内蒙古自治区')
  })

  test('gone on, the window is loaded again on it, and the unsaved work is offered', async () => {
    await at('catalogue-open-imported').click()
    await loadedAgain(() => at('catalogue-go-on').click())
    await expect.poll(name, patient).toContain('虚构地区')
    expect(await new Keeping(session.page).offered()).toMatchObject([expect.stringMatching(/内蒙古自治区[\s\S]*1 处更改/)])
    await at('recovery-later').click()
    const program = new Program(session.page)
    await program.go('equality')
    await program.go('print')
    expect(await at('paper').innerText()).toContain('虚构地区')
  })

  test('the next start opens it again', async () => {
    await session.restart()
    await expect.poll(name, patient).toContain('虚构地区')
    await at('recovery-later').click()
  })

  test('where the file is damaged the shipped one stands in, and the window says so with the place', async () => {
    writeFileSync(join(session.home, 'catalogues', 'small-region 1.catalogue.json'), '{"format":')
    await session.restart()
    await expect
      .poll(() => at('message').innerText(), patient)
      .toMatch(/small-region 1\.catalogue\.json[\s\S]*已损坏[\s\S]*已改用随程序提供的目录/)
    expect(await name()).not.toContain('虚构地区')
    await at('recovery-later').click()
    await new Exchange(session.page).open('catalogue')
    await expect.poll(known, patient).toHaveLength(2)
    const [shipped = '', damaged = ''] = await known()
    expect([shipped.includes('当前使用'), damaged.includes('已损坏'), damaged.includes('用此目录打开')]).toEqual([true, true, false])
  })

  test('nothing went to the console, and nothing left the machine', () => {
    expect(session.troubles).toEqual([])
    expect(session.foreign).toEqual([])
  })
})
