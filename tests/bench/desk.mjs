// Times the window under a user's hand, in Chromium.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { chromium } from 'playwright-core'
import { start } from './shell.mjs'

/** Do `work` with a page of the program on the screen; it is given the number of the service's process and the standing connections too. */
export async function withPage(root, executablePath, args, work) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] })
  try {
    return await start(root, [join(root, 'out/main/serve.js'), '--no-open', ...args], async (address, _, pid) => {
      const page = await (await browser.newContext({ viewport: { width: 1366, height: 650 }, locale: 'zh-CN' })).newPage()
      const wires = []
      page.on('websocket', (wire) => wires.push(wire))
      await page.goto(address)
      await page.waitForSelector('[data-testid=strip-required]')
      const tour = page.getByTestId('tour-leave')
      await tour.waitFor()
      await tour.click()
      return work(page, pid, wires)
    })
  } finally {
    await browser.close()
  }
}

/** A catalogue of 103 banners, for as long as `work` takes. */
export async function withBanners(root, work) {
  const folder = mkdtempSync(join(tmpdir(), 'liangli-banners-'))
  try {
    const made = spawnSync(process.execPath, [join(root, 'electron/start.mjs'), 'cli', 'synthesize', '--out', folder], { encoding: 'utf8' })
    if (made.status !== 0) throw new Error(`no catalogue of banners: ${made.stderr}`)
    return await work(['--catalogue', join(folder, 'catalogue.json')])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * A slider is dragged in `moves` steps, one after the other as a screen takes them. Each is timed from its event until the frame
 * that shows its figure was drawn: the strip's figure changed, then the next frame's message.
 * @returns {Promise<{ times: number[], runs: number, shown: number }>} milliseconds; runs asked for and figures shown meanwhile
 */
export const dragTimes = (root, executablePath, args, moves = 200) =>
  withPage(root, executablePath, args, async (page, _, wires) => {
    let runs = 0
    page.on('request', (request) => {
      if (request.url().endsWith('simulation:run')) runs += 1
    })
    for (const wire of wires)
      wire.on('framesent', ({ payload }) => {
        if (/^\d+ simulation:run\n/.test(String(payload))) runs += 1
      })
    await page.getByTestId('nav-standards').click()
    const slider = page.getByTestId('standard-lever').getByRole('slider').first()
    const box = await slider.boundingBox()
    if (box === null) throw new Error('no slider')
    await page.evaluate(() => {
      const [times, strip] = [[], document.querySelector('[data-testid=strip-required]')]
      const { port1, port2 } = new MessageChannel()
      /** The moves whose figures are not shown yet, by when they came. */
      let waiting = []
      let drawn = []
      // The hand's own event, as the system had it; the page's `pointermove` is of the same time and comes with a later frame.
      addEventListener('pointerrawupdate', ({ timeStamp }) => waiting.push(timeStamp), true)
      port1.onmessage = () => {
        const now = performance.now()
        times.push(...drawn.map((came) => now - came))
        drawn = []
      }
      new MutationObserver(() => {
        drawn.push(...waiting)
        waiting = []
        requestAnimationFrame(() => port2.postMessage(null))
      }).observe(strip, { subtree: true, childList: true, characterData: true })
      Object.assign(window, { drag: { times, shown: () => times.length } })
    })
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.waitForTimeout(300)
    await page.evaluate(() => (window.drag.times.length = 0))
    runs = 0
    for (let k = 0; k < moves; k++) {
      const seen = await page.evaluate(() => window.drag.shown())
      await page.mouse.move(x + 2 + (k % 2 === 0 ? k / 2 : (moves - k) / 2 + 1), y)
      await page.waitForFunction((before) => window.drag.shown() > before, seen, { polling: 'raf', timeout: 2000 }).catch(() => undefined)
    }
    await page.mouse.up()
    const times = await page.evaluate(() => [...window.drag.times])
    return { times, runs, shown: times.length }
  })

/** Gaps between frames while the largest table is scrolled from its top to its end by the wheel. @returns {Promise<number[]>} milliseconds */
export const scrollGaps = (root, executablePath, args) =>
  withPage(root, executablePath, args, async (page) => {
    await page.getByTestId('nav-costs').click()
    await page.getByTestId('rows-itemAreas').click()
    const grid = page.getByTestId('grid')
    await grid.waitFor()
    const rows = Number(await grid.getAttribute('aria-rowcount'))
    if (rows < 8343) throw new Error(`the table has ${String(rows)} rows`)
    const box = await grid.boundingBox()
    if (box === null) throw new Error('no table')
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.evaluate(() => {
      const gaps = []
      let last = performance.now()
      const frame = (now) => {
        gaps.push(now - last)
        last = now
        requestAnimationFrame(frame)
      }
      requestAnimationFrame((now) => {
        last = now
        requestAnimationFrame(frame)
      })
      Object.assign(window, { gaps })
    })
    for (let k = 0; k < 150; k++) await page.mouse.wheel(0, 600)
    const [gaps, top] = await page.evaluate(() => [[...window.gaps], document.querySelector('[data-testid=grid]').scrollTop])
    if (top === 0) throw new Error('nothing was scrolled')
    return gaps
  })
