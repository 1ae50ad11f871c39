import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentPolicy, startShell, type Shell } from '../../electron/browser/shell'
import { unpackFrame } from '../../electron/contract/frame'

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

let shell: Shell
let cookie = ''
const asked: string[] = []
const origin = (): string => `http://127.0.0.1:${String(shell.port)}`

function send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const out = request({ host: '127.0.0.1', port: shell.port, method, path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) })
      })
    })
    out.on('error', reject)
    out.end(body)
  })
}
const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Answered> =>
  send('POST', path, { 'Content-Type': 'application/json', Origin: origin(), Cookie: cookie, ...headers }, body)

beforeAll(async () => {
  shell = await startShell({
    answer: (command) => {
      asked.push(command)
      return Promise.resolve({ ok: false, error: { code: 'internal' } })
    },
    assets: new Map([['/', { mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode('<!doctype html>') }]]),
    port: 0,
  })
  const code = /#code=(.+)$/.exec(shell.address)?.[1] ?? ''
  const answered = await send('POST', '/session', { 'Content-Type': 'application/json', Origin: origin() }, code)
  cookie = (answered.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? ''
  expect(answered.status).toBe(204)
  expect(answered.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/)
})
afterAll(() => {
  shell.server.close()
  shell.server.closeAllConnections()
})

describe('who may ask', () => {
  test('our own page with its session', async () => {
    const answered = await post('/api/shelf:list', 'null')
    expect(answered.status).toBe(200)
    expect(
      unpackFrame(answered.body.buffer.slice(answered.body.byteOffset, answered.body.byteOffset + answered.body.length) as ArrayBuffer),
    ).toEqual({ ok: false, error: { code: 'internal' } })
  })
  test.each([
    ['another host name that leads here (DNS rebinding)', { Host: 'evil.example' }, 421],
    ['another site', { Origin: 'http://evil.example' }, 403],
    ['another port of this machine', { Origin: 'http://127.0.0.1:1' }, 403],
    ['a page without an origin', { Origin: 'null' }, 403],
    ['a cross-site fetch', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['no session', { Cookie: '' }, 401],
    ['a guessed session', { Cookie: 'liangli-00000000=AAAA' }, 401],
    ['a form', { 'Content-Type': 'application/x-www-form-urlencoded' }, 403],
    ['a form that pretends', { 'Content-Type': 'text/plain' }, 403],
  ])('%s is refused', async (_, headers, status) => {
    const before = asked.length
    expect((await post('/api/shelf:list', 'null', headers)).status).toBe(status)
    expect(asked.length, 'nothing was asked').toBe(before)
  })
  test('the code of the address is good for one exchange', async () => {
    const code = /#code=(.+)$/.exec(shell.address)?.[1] ?? ''
    expect((await send('POST', '/session', { 'Content-Type': 'application/json', Origin: origin() }, code)).status).toBe(401)
  })
})

describe('what may be asked', () => {
  test.each(['/../package.json', '/%2e%2e/package.json', '/..%5cpackage.json', '//etc/passwd', '/index.html/../../x', '/.git/config'])(
    'no path leads out: %s',
    async (path) => {
      expect((await send('GET', path)).status).toBe(404)
    },
  )
  test('unknown commands, other methods and __proto__ are refused', async () => {
    expect((await post('/api/fs:write', 'null')).status).toBe(404)
    expect((await post('/api/__proto__', 'null')).status).toBe(404)
    expect((await send('PUT', '/api/shelf:list', { Origin: origin(), Cookie: cookie })).status).toBe(405)
    expect((await send('OPTIONS', '/api/shelf:list', { Origin: 'http://evil.example' })).status).toBe(405)
    expect((await post('/api/shelf:list', '{"__proto__":{"a":1}}')).status).toBe(400)
    expect((await post('/api/shelf:list', '{"cut":')).status).toBe(400)
  })
  test('a body that says it is huge is refused before it is read', async () => {
    expect((await post('/api/shelf:list', '', { 'Content-Length': String(1e9) }).catch(() => ({ status: 413 }))).status).toBe(413)
  })
  test('a body that is cut off harms nothing', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(shell.port, '127.0.0.1', () => {
        socket.write(
          `POST /api/shelf:list HTTP/1.1\r\nHost: 127.0.0.1:${String(shell.port)}\r\nOrigin: ${origin()}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"a":`,
        )
        setTimeout(() => {
          socket.destroy()
          resolve()
        }, 50)
      })
    })
    expect((await post('/api/shelf:list', 'null')).status).toBe(200)
  })
})

test('every reply is locked down, and no other origin is let in', async () => {
  for (const answered of [await send('GET', '/'), await post('/api/shelf:list', 'null'), await send('GET', '/nothing')]) {
    expect(answered.headers['content-security-policy']).toBe(contentPolicy)
    expect(answered.headers['x-content-type-options']).toBe('nosniff')
    expect(Object.keys(answered.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  }
  expect(contentPolicy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:|\*/)
  expect((await send('GET', '/favicon.ico')).status).toBe(204)
})
