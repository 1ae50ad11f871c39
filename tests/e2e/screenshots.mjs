#!/usr/bin/env node
// Pictures of every view, for looking at: `npm run screenshots` makes them in Chinese and English, at 1366x650 and 1920x1080, light,
// dark and in high contrast, into out/screenshots. `--readme` makes the README's pictures again. Narrowed by --language=en,
// --size=1366x650, --theme=dark, --view=costs,search; another folder by --out=FOLDER, another program by --catalogue=FILE.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const given = new Map(process.argv.slice(2).map((argument) => argument.replace(/^--/, '').split('=', 2)))
const isReadme = given.has('readme')
const list = (name, all) => given.get(name)?.split(',') ?? all
const languages = isReadme ? ['zh-CN'] : list('language', ['zh-CN', 'en'])
const sizes = isReadme ? ['1366x720'] : list('size', ['1366x650', '1920x1080'])
const themes = isReadme ? ['light'] : list('theme', ['light', 'dark', 'contrast'])
const folder = given.get('out') ?? join(root, isReadme ? 'tests/e2e/screenshots' : 'out/screenshots')
mkdirSync(folder, { recursive: true })

const go = (view) => (page) => page.getByTestId(`nav-${view}`).click()
const press = (key) => async (page) => {
  await go('overview')(page)
  await page.keyboard.press(key)
}
/** What is pictured, and the way there. */
const scenes = {
  ...Object.fromEntries(
    ['overview', 'standards', 'costs', 'population', 'fiscal', 'targets', 'equality', 'flags', 'comparison', 'print'].map((view) => [
      view,
      go(view),
    ]),
  ),
  'standards-years': async (page) => {
    await go('standards')(page)
    await page.getByTestId('standards-years').click()
  },
  'fiscal-years': async (page) => {
    await go('fiscal')(page)
    await page.getByTestId('fiscal-years').click()
  },
  'costs-areas': async (page) => {
    await go('costs')(page)
    await page.getByTestId('rows-itemAreas').click()
    await page.getByTestId('columns-payers').click()
  },
  search: async (page) => {
    await press('Control+k')(page)
    await page.getByTestId('search-field').fill('ylbx')
  },
  changes: press('Alt+c'),
  help: press('F1'),
  shortcuts: press('Shift+F1'),
  tour: async (page) => {
    await go('overview')(page)
    await page.getByTestId('file-menu').click()
    await page.getByTestId('menu-tour').click()
    await page.getByTestId('tour-next').click()
  },
}
const chosen = list(
  'view',
  isReadme
    ? ['overview', 'standards', 'costs', 'population', 'fiscal', 'targets', 'equality', 'flags', 'comparison', 'print']
    : Object.keys(scenes),
)

const home = mkdtempSync(join(tmpdir(), 'liangli-shots-'))
writeFileSync(join(home, 'preferences.json'), JSON.stringify({ isToured: true }))
const catalogue = given.has('catalogue') ? ['--catalogue', given.get('catalogue')] : []
const server = spawn(process.execPath, [join(root, 'out/main/serve.js'), '--no-open', ...catalogue], {
  env: { ...process.env, LIANGLI_HOME: home },
})
const address = await new Promise((resolve) => server.stdout.once('data', (chunk) => resolve(chunk.toString().trim())))
const browser = await chromium.launch({
  executablePath: process.env.LIANGLI_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
})
let count = 0
try {
  const page = await browser.newPage()
  await page.goto(address)
  await page.getByTestId('strip').waitFor()
  if (!given.has('catalogue')) {
    await page.getByTestId('open').click()
    await page.getByTestId('shelf').getByRole('button', { name: '高龄津贴提至150元', exact: true }).click()
    await page.getByTestId('shelf').waitFor({ state: 'detached' })
  }
  for (const language of languages) {
    if ((await page.locator('html').getAttribute('lang')) !== language) await page.getByTestId('language').click()
    for (const theme of themes) {
      await page.getByTestId('theme').selectOption(theme)
      for (const size of sizes) {
        const [width, height] = size.split('x').map(Number)
        await page.setViewportSize({ width, height })
        for (const name of chosen) {
          await scenes[name](page)
          if (name === 'print') await page.locator('[data-testid=print-now]:enabled').waitFor()
          await page.mouse.move(0, 0)
          await page.waitForTimeout(350)
          await page.screenshot({ path: join(folder, isReadme ? `${name}.png` : `${name}-${language}-${size}-${theme}.png`) })
          count += 1
          await page.keyboard.press('Escape')
          if (name.startsWith('standards-')) await page.getByTestId('standards-list').click()
          if (name.startsWith('fiscal-')) await page.getByTestId('fiscal-paths').click()
          if (name === 'costs-areas') {
            await page.getByTestId('rows-items').click()
            await page.getByTestId('columns-years').click()
          }
        }
      }
    }
  }
  process.stdout.write(`${String(count)} pictures in ${folder}\n`)
} finally {
  await browser.close()
  // It writes a last line of its log.
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill()
  await ended
  rmSync(home, { recursive: true, force: true })
}
