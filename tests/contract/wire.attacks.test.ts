import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { contentPolicy, startShell, type Shell } from '../../electron/browser/shell'
import { unpackFrame } from '../../electron/contract/frame'

let shell: Shell
let session = ''
const asked: unknown[] = []
const origin = (): string => `http://127.0.0.1:${String(shell.port)}`

beforeAll(async () => {
  shell = await startShell({
    answer: (command, raw) => {
      asked.push([command, raw])
      return Promise.resolve({ ok: false, error: { code: 'internal' } })
    },
    assets: new Map(),
    port: 0,
    windows: { opened: () => undefined, closed: () => undefined },
    limits: { head: 400, request: 800, check: 100, pulse: 50 },
  })
  const code = /#code=(.+)$/.exec(shell.address)?.[1] ?? ''
  const headers = { 'Content-Type': 'application/json', Origin: origin() }
  session = await (await fetch(`${origin()}/session`, { method: 'POST', headers, body: code })).text()
})
afterAll(() => {
  shell.end()
})

/** A connection as our own page makes it, unless the headers say otherwise. */
class Caller {
  readonly replies: unknown[] = []
  /** How it ended: the status of a refusal, or the code of the close. */
  readonly ended: Promise<number>
  private readonly socket: WebSocket

  constructor(headers: Readonly<Record<string, string>> = {}, path = '/wire') {
    this.socket = new WebSocket(`ws://127.0.0.1:${String(shell.port)}${path}`, { headers: { Origin: origin(), ...headers } })
    this.socket.binaryType = 'arraybuffer'
    this.socket.on('message', (data) => this.replies.push(unpackFrame(data as ArrayBuffer)))
    this.socket.on('error', () => undefined)
    this.ended = new Promise((resolve) => {
      this.socket.on('unexpected-response', (request, { statusCode = 0 }) => {
        resolve(statusCode)
        request.destroy()
      })
      this.socket.on('close', resolve)
    })
  }

  async say(...messages: readonly (string | Buffer)[]): Promise<this> {
    if (this.socket.readyState === WebSocket.CONNECTING) await new Promise((resolve) => this.socket.once('open', resolve))
    for (const message of messages) this.socket.send(message)
    return this
  }

  end(): void {
    this.socket.terminate()
  }
}

const run = '1 simulation:run\n{"a":1}'

test('our own page with its session is answered, each request by its number', async () => {
  const before = asked.length
  const caller = await new Caller().say(session, run, '2 simulation:run\nnull')
  const reply = { ok: false, error: { code: 'internal' } }
  await expect
    .poll(() => caller.replies)
    .toEqual([
      { number: 1, reply },
      { number: 2, reply },
    ])
  expect(asked.slice(before)).toEqual([
    ['simulation:run', { a: 1 }],
    ['simulation:run', null],
  ])
  caller.end()
})

describe('who may open one', () => {
  test.each([
    ['another host name that leads here (DNS rebinding)', () => ({ Host: 'evil.example' }), 421],
    ['our host name with another port', () => ({ Host: '127.0.0.1:1' }), 421],
    ['another site', () => ({ Origin: 'http://evil.example' }), 403],
    ['another site that is called like us', () => ({ Origin: `http://127.0.0.1.evil.example:${String(shell.port)}` }), 403],
    ['another port of this machine: another user’s page', () => ({ Origin: 'http://127.0.0.1:1' }), 403],
    ['a page without an origin', () => ({ Origin: 'null' }), 403],
    ['a cross-site page', () => ({ 'Sec-Fetch-Site': 'cross-site' }), 403],
  ] as const)('%s is refused', async (_, headers, status) => {
    const before = asked.length
    expect(await new Caller(headers()).ended).toBe(status)
    expect(asked.length).toBe(before)
  })
  test.each(['/', '/wire/', '/wire?x', '/events', '/api/simulation:run'])('there is none at %s', async (path) => {
    expect(await new Caller({}, path).ended).toBe(404)
  })
  test('a refusal is locked down like every reply', async () => {
    const text = await new Promise<string>((resolve) => {
      let back = ''
      const socket = connect(shell.port, '127.0.0.1', () =>
        socket.write(`GET /wire HTTP/1.1\r\nHost: evil.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`),
      )
      socket.on('data', (chunk: Buffer) => (back += chunk.toString()))
      socket.on('close', () => {
        resolve(back)
      })
    })
    expect(text).toMatch(/^HTTP\/1\.1 421 /)
    expect(text).toContain(`Content-Security-Policy: ${contentPolicy}`)
  })
})

describe('what it may say first', () => {
  test.each([
    ['nothing of use', () => ''],
    ['a guess', () => 'A'.repeat(43)],
    ['a session that is longer', () => `${session}A`],
    ['a session without its end', () => session.slice(1)],
    ['a request', () => run],
    ['something of the size of a request', () => 'x'.repeat(1_000_000)],
    ['the session as bytes', () => Buffer.from(session)],
  ])('%s closes it, and nothing is asked', async (_, first) => {
    const before = asked.length
    const caller = await new Caller().say(first(), run)
    expect(await caller.ended).toBe(1008)
    expect(asked.length).toBe(before)
  })
  test('whoever says nothing is cut off', async () => {
    expect(await (await new Caller().say()).ended).toBe(1006)
  })
})

describe('what it may ask', () => {
  test.each([
    ['no request', 'x'],
    ['a command of the shell that goes by requests', '1 scenario:delete\n{}'],
    ['no command', '1 __proto__\n{}'],
    ['bytes', Buffer.from(run)],
  ])('%s closes it', async (_, message) => {
    const before = asked.length
    expect(await (await new Caller().say(session, message)).ended).toBe(1008)
    expect(asked.length).toBe(before)
  })
  test.each([
    ['a key that reaches a prototype', '{"__proto__":{"a":1}}'],
    ['cut off', '{"cut":'],
    ['deeper than anything of ours', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['a number beyond all numbers', '{"a":1e999}'],
  ])('a body that is %s is answered with a refusal, and the next request is heard', async (_, body) => {
    const before = asked.length
    const caller = await new Caller().say(session, `1 simulation:run\n${body}`, run.replace('1', '2'))
    await expect.poll(() => caller.replies).toHaveLength(2)
    expect(caller.replies[0]).toEqual({ number: 1, reply: { ok: false, error: { code: 'bad-request' } } })
    expect(asked.length).toBe(before + 1)
    caller.end()
  })
  test('a message beyond the largest request closes it', async () => {
    const before = asked.length
    const caller = await new Caller().say(session, `${run}${' '.repeat(48 * 1024 * 1024)}`)
    // Cut while it still speaks, it may not hear why.
    expect([1006, 1009]).toContain(await caller.ended)
    expect(asked.length).toBe(before)
  })
})

test('the end of the shell ends what is open', async () => {
  const other = await startShell({
    answer: () => Promise.resolve({ ok: false, error: { code: 'internal' } }),
    assets: new Map(),
    port: 0,
    windows: { opened: () => undefined, closed: () => undefined },
  })
  const socket = new WebSocket(`ws://127.0.0.1:${String(other.port)}/wire`, {
    headers: { Origin: `http://127.0.0.1:${String(other.port)}` },
  })
  await new Promise((resolve) => socket.once('open', resolve))
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => undefined)
  other.end()
  expect(await closed).toBe(1006)
})
