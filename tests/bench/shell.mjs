// Times the shells as a user meets them: processes started, figures waited for.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

/** Start a program of ours on an empty shelf; `address` is the line it prints, `pid` the number of its process. Ends with everything it started. */
export async function start(root, args, work) {
  const home = mkdtempSync(join(tmpdir(), 'liangli-bench-'))
  const begin = performance.now()
  const program = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, LIANGLI_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    return await work(await addressOf(program), begin, program.pid)
  } finally {
    const ended = once(program, 'exit')
    program.kill('SIGTERM')
    if (program.exitCode === null && program.signalCode === null) await ended
    rmSync(home, { recursive: true, force: true })
  }
}

const addressOf = (program) =>
  new Promise((resolve, reject) => {
    let text = ''
    program.stdout.on('data', (chunk) => {
      text += chunk
      const address = /^http:\S+$/m.exec(text)?.[0]
      if (address !== undefined && text.endsWith('\n')) resolve(address)
    })
    program.once('exit', (code) => reject(new Error(`the shell ended with ${String(code)}`)))
  })

/**
 * From the start of the browser shell's process to its first result, then `documents` one after the other, each saved and opened again.
 * @param unpack a reply's frame, as the window does it.
 * @returns {Promise<{ first: number, replies: number[], saves: number[], opens: number[] }>} milliseconds
 */
export const shellTimes = (root, unpack, plan, documents) =>
  start(root, [join(root, 'out/main/serve.js'), '--no-open'], async (address, begin) => {
    const { origin, hash } = new URL(address)
    const post = async (path, body, session = '') => {
      const headers = { 'Content-Type': 'application/json', Origin: origin, 'X-Liangli-Session': session }
      const reply = await fetch(origin + path, { method: 'POST', headers, body })
      if (!reply.ok) throw new Error(`${path}: ${String(reply.status)}`)
      return reply.arrayBuffer()
    }
    const session = Buffer.from(await post('/session', hash.replace('#code=', ''))).toString()
    /** What a command gives, and how long it took until it was understood. */
    const ask = async (command, request) => {
      const before = performance.now()
      const reply = unpack(await post(`/api/${command}`, JSON.stringify(request), session))
      if (!reply.ok) throw new Error(`${command}: ${reply.error.code}`)
      return { value: reply.value, spent: performance.now() - before }
    }
    await ask('catalogue:read', null)
    await ask('simulation:run', { document: plan, revision: 1 })
    const first = performance.now() - begin
    const [replies, saves, opens] = [[], [], []]
    let saved = {}
    for (const [k, document] of documents.entries()) {
      replies.push((await ask('simulation:run', { document, revision: k + 2 })).spent)
      const save = await ask('scenario:save', { document, ...saved })
      saves.push(save.spent)
      saved = { entry: save.value.entry, stamp: save.value.stamp }
      opens.push((await ask('scenario:open', { entry: saved.entry })).spent)
    }
    return { first, replies, saves, opens }
  })

/** From `npm start` (built, in the browser) to figures on the screen; the browser itself is up. @returns {Promise<number[]>} milliseconds */
export async function startTimes(root, executablePath, times) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] })
  const found = []
  try {
    for (let k = 0; k < times; k++) {
      const spent = await start(root, [join(root, 'electron/start.mjs'), '--browser', '--no-open'], async (address, begin) => {
        const page = await (await browser.newContext({ viewport: { width: 1366, height: 650 } })).newPage()
        await page.goto(address)
        await page.waitForSelector('[data-testid=strip-required]')
        const shown = performance.now() - begin
        await page.context().close()
        return shown
      })
      found.push(spent)
    }
  } finally {
    await browser.close()
  }
  return found
}
