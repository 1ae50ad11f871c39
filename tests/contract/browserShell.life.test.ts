import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { watchLastWindow } from '../../electron/browser/lastWindow'
import { openBrowser } from '../../electron/browser/openBrowser'

const serve = join(import.meta.dirname, '../../out/main/serve.js')

interface Program {
  readonly process: ChildProcess
  readonly out: () => string
  readonly err: () => string
  readonly ended: Promise<number | null>
}

describe('the program in the browser', () => {
  let home = ''
  const started: Program[] = []
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'liangli-life-'))
  })
  afterEach(async () => {
    for (const program of started.splice(0)) {
      program.process.kill('SIGKILL')
      await program.ended
    }
    rmSync(home, { recursive: true, force: true })
  })
  function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
    const child = spawn(process.execPath, [serve, '--no-open', ...args], { env: { ...process.env, LIANGLI_HOME: home, ...env } })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    const program = {
      process: child,
      out: () => out,
      err: () => err,
      ended: new Promise<number | null>((resolve) => child.once('close', resolve)),
    }
    started.push(program)
    return program
  }
  const address = async (program: Program): Promise<URL> => {
    await expect.poll(program.out, { timeout: 20_000 }).toMatch(/^http:\S+\n/)
    return new URL(program.out().trim())
  }
  const leases = (): readonly string[] => (existsSync(join(home, 'windows')) ? readdirSync(join(home, 'windows')) : [])
  /** A window as our page is one: its session, and its stream of events. */
  async function openWindow({ origin, hash }: URL) {
    const post = (path: string, body: string, session = '', signal: AbortSignal | null = null): Promise<Response> =>
      fetch(origin + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: origin, 'X-Liangli-Session': session },
        body,
        signal,
      })
    const session = await (await post('/session', hash.replace('#code=', ''))).text()
    const window = 'ab'.repeat(16)
    const stop = new AbortController()
    await post('/events', JSON.stringify({ window }), session, stop.signal)
    const ask = async (command: string, request: object): Promise<void> =>
      void (await (await post(`/api/${command}`, JSON.stringify(request), session)).arrayBuffer())
    await ask('window:hold', { window, tab: 1, entry: null })
    return {
      ask,
      window,
      close: () => {
        stop.abort()
      },
    }
  }

  test.each([
    ['zh_CN.UTF-8', /^端口 (\d+) 已被占用，可能已有一个量力在运行。.*npm start -- --port (\d+)；/],
    ['C', /^Port (\d+) is taken; perhaps Liangli is running already\..*npm start -- --port (\d+);/],
  ])('a port that is taken is told in the language of the system (%s), with one that is free, and works', async (language, words) => {
    const { port } = await address(start([]))
    const second = start(['--port', port], { LC_ALL: language })
    expect(await second.ended).toBe(1)
    const [, taken, free = ''] = words.exec(second.err()) ?? []
    expect(taken).toBe(port)
    expect(second.out()).toBe('')
    expect((await address(start(['--port', free]))).port).toBe(free)
  })

  test.each([
    ['x', 2],
    ['70000', 2],
    ['-1', 2],
  ])('%s is no port', async (port, code) => {
    const program = start([`--port=${port}`], { LC_ALL: 'C' })
    expect(await program.ended).toBe(code)
    expect(program.err()).toContain('--port needs a whole number')
  })

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s ends it at once, and its lease goes', async (signal) => {
    const program = start([])
    await openWindow(await address(program))
    expect(leases()).toHaveLength(1)
    program.process.kill(signal)
    expect(await program.ended).toBe(0)
    expect(leases()).toEqual([])
    expect(readFileSync(join(home, 'log', 'liangli.log'), 'utf8')).toContain(`"why":"${signal}"`)
  })

  test('it ends with its last window, some seconds after the goodbye, and not when the window is only loaded again', async () => {
    const program = start([])
    const at = await address(program)
    const first = await openWindow(at)
    await first.ask('window:leave', { window: first.window, isDone: true })
    const said = performance.now()
    first.close()
    expect(await program.ended).toBe(0)
    expect(performance.now() - said).toBeGreaterThan(9000)
    expect(readFileSync(join(home, 'log', 'liangli.log'), 'utf8')).toContain('"why":"last-window"')
  })

  test('a catalogue with faults is told with its places, and nothing is started', async () => {
    writeFileSync(join(home, 'broken.json'), '{"format": "liangli-catalogue",')
    const program = start(['--catalogue', join(home, 'broken.json')], { LC_ALL: 'zh_CN.UTF-8' })
    expect(await program.ended).toBe(1)
    expect(program.err()).toMatch(/^目录数据有误.*\nbroken\.json: line 1, column 32: not valid JSON/)
  })
})

describe('the end with the last window', () => {
  const end = vi.fn()
  beforeEach(() => {
    vi.useFakeTimers()
    end.mockClear()
  })
  afterEach(() => vi.useRealTimers())
  const watch = (): ReturnType<typeof watchLastWindow> => watchLastWindow(end, { afterGoodbye: 10, afterLoss: 1000 })

  test('before the first window it waits for good', () => {
    watch()
    vi.advanceTimersByTime(1e9)
    expect(end).not.toHaveBeenCalled()
  })
  test('soon after a goodbye, much later after a loss', () => {
    const last = watch()
    last.opened('a')
    last.closed('a')
    vi.advanceTimersByTime(999)
    expect(end).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(end).toHaveBeenCalledTimes(1)
    last.opened('b')
    last.goodbye('b')
    last.closed('b')
    vi.advanceTimersByTime(10)
    expect(end).toHaveBeenCalledTimes(2)
  })
  test('not while another window is open, and not when one comes back in time', () => {
    const last = watch()
    last.opened('a')
    last.opened('b')
    last.goodbye('a')
    last.closed('a')
    vi.advanceTimersByTime(5000)
    last.goodbye('b')
    last.closed('b')
    vi.advanceTimersByTime(9)
    last.opened('c')
    vi.advanceTimersByTime(5000)
    expect(end).not.toHaveBeenCalled()
  })
  test('a second stream of a window stands for it when the first is found broken', () => {
    const last = watch()
    last.opened('a')
    last.opened('a')
    last.closed('a')
    vi.advanceTimersByTime(5000)
    expect(end).not.toHaveBeenCalled()
  })
})

test('other users of the machine do not see the code: the browser is given a file that only its owner can read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'liangli-open-'))
  writeFileSync(join(folder, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$*" > ${join(folder, 'given')}\n`, { mode: 0o755 })
  vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`)
  const remove = await openBrowser('http://127.0.0.1:1234/#code=secret_7', 'linux')
  const given = (): string => (existsSync(join(folder, 'given')) ? readFileSync(join(folder, 'given'), 'utf8') : '')
  await expect.poll(given).toMatch(/^file:\/\/.*\.html$/)
  vi.unstubAllEnvs()
  expect(given()).not.toContain('secret')
  const file = fileURLToPath(given())
  expect(readFileSync(file, 'utf8')).toContain('url=http://127.0.0.1:1234/#code=secret_7"')
  expect([statSync(file).mode & 0o077, statSync(join(file, '..')).mode & 0o077]).toEqual([0, 0])
  await remove()
  expect(existsSync(join(file, '..'))).toBe(false)
})
