// An analyst's hour in short: every view, drags, undo, scenarios and drawers opened and closed, over and over. Memory of the window
// and of the service is read after the first minute and at the end, each time after a collection.
import { readFileSync } from 'node:fs'
import { withPage } from './desk.mjs'

const views = ['overview', 'standards', 'costs', 'population', 'fiscal', 'targets', 'equality', 'flags', 'comparison']
const scenarios = ['高龄津贴提至150元', '煤价下跌', '低生育展望']
const drawers = [
  ['Alt+c', 'Escape'],
  ['Control+k', 'Escape'],
  ['F1', 'Escape'],
]

/** One round of everything, some seconds long. */
async function round(page, k) {
  const at = (id) => page.getByTestId(id)
  for (const view of views) {
    await at(`nav-${view}`).click()
    await page.waitForTimeout(60)
  }
  for (const [open, shut] of drawers) {
    await page.keyboard.press(open)
    await page.waitForTimeout(60)
    await page.keyboard.press(shut)
  }
  await at('nav-standards').click()
  const box = await at('standard-lever').getByRole('slider').first().boundingBox()
  if (box === null) throw new Error('no slider')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let move = 0; move < 12; move++) await page.mouse.move(x + ((k + move) % 9) * 5 - 20, y)
  await page.mouse.up()
  await page.waitForTimeout(120)
  if (await at('undo').isEnabled()) await at('undo').click()
  // A figure opens, and closes again.
  await at('strip-required').getByRole('button').click()
  await at('explain-value').waitFor()
  await page.keyboard.press('Escape')
  // A scenario comes and goes in a tab of its own.
  await at('open').click()
  await at('shelf')
    .getByRole('button', { name: scenarios[k % scenarios.length], exact: true })
    .click()
  await at('shelf').waitFor({ state: 'detached' })
  await page.waitForTimeout(120)
  await at(`close-${scenarios[k % scenarios.length]}`).click()
}

const megabytes = (bytes) => bytes / 1024 / 1024
/** Memory that a process has to itself and with others, by the kernel's own count. */
function residentOf(pid) {
  const pages = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]
  return Number(pages ?? Number.NaN) / 1024
}

/**
 * @param minutes how long in all, at least two.
 * @returns {Promise<{ first: number, last: number, heap: number, service: number, rounds: number }>} megabytes of the window's heap and
 *   the service's resident memory together after the first minute and at the end, and each of them at the end.
 */
export const soak = (root, executablePath, args, minutes) =>
  withPage(root, executablePath, args, async (page, pid) => {
    const session = await page.context().newCDPSession(page)
    const measure = async () => {
      await page.getByTestId('nav-overview').click()
      await page.waitForTimeout(500)
      await session.send('HeapProfiler.collectGarbage')
      await session.send('HeapProfiler.collectGarbage')
      const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage')
      return { heap: megabytes(usedSize + backingStorageSize), service: residentOf(pid) }
    }
    const begin = performance.now()
    const spent = () => (performance.now() - begin) / 60_000
    let rounds = 0
    while (spent() < 1) await round(page, rounds++)
    const first = await measure()
    while (spent() < minutes) await round(page, rounds++)
    const last = await measure()
    return { first: first.heap + first.service, last: last.heap + last.service, ...last, rounds, begun: first }
  })
