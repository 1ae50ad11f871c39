#!/usr/bin/env node
// Pictures of every view, for looking at: `node tests/e2e/screenshots.mjs [FOLDER] [WIDTHxHEIGHT] [zh-CN|en]`. Without a folder
// the README's pictures are made again.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const [folder = join(root, 'tests/e2e/screenshots'), size = '1366x720', language = 'zh-CN'] = process.argv.slice(2)
const [width, height] = size.split('x').map(Number)
mkdirSync(folder, { recursive: true })
const home = mkdtempSync(join(tmpdir(), 'liangli-shots-'))
const server = spawn(process.execPath, [join(root, 'out/main/serve.js'), '--no-open'], { env: { ...process.env, LIANGLI_HOME: home } })
const address = await new Promise((resolve) => server.stdout.once('data', (chunk) => resolve(chunk.toString().trim())))
const browser = await chromium.launch({
  executablePath: process.env.LIANGLI_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
})
try {
  const page = await browser.newPage({ viewport: { width, height } })
  await page.goto(address)
  await page.getByTestId('strip').waitFor()
  if (language === 'en') await page.getByTestId('language').click()
  await page.getByTestId('open').click()
  await page.getByTestId('shelf').getByRole('button', { name: '高龄津贴提至150元', exact: true }).click()
  for (const view of ['overview', 'standards', 'population', 'fiscal', 'targets', 'equality', 'flags', 'comparison', 'print']) {
    await page.getByTestId(`nav-${view}`).click()
    if (view === 'print') await page.locator('[data-testid=print-now]:enabled').waitFor()
    await page.waitForTimeout(400)
    await page.screenshot({ path: join(folder, `${view}.png`) })
  }
} finally {
  await browser.close()
  server.kill()
  rmSync(home, { recursive: true, force: true })
}
