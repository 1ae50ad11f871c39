import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentPolicy, startShell, type Shell } from '../../electron/browser/shell'
import { unpackFrame } from '../../electron/contract/frame'

interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

let shell: Shell
let session = ''
const asked: string[] = []
const windows: string[] = []
const origin = (): string => `http://127.0.0.1:${String(shell.port)}`
const codeOf = (): string => /#code=(.+)$/.exec(shell.address)?.[1] ?? ''

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
  send('POST', path, { 'Content-Type': 'application/json', Origin: origin(), 'X-Liangli-Session': session, ...headers }, body)

/** Send bytes as they are; resolves with what came back when the other side closes, or after some time. */
function raw(text: string, within = 3000): Promise<string> {
  return new Promise((resolve) => {
    let back = ''
    const socket = connect(shell.port, '127.0.0.1', () => socket.write(text))
    const timer = setTimeout(() => socket.destroy(), within)
    socket.on('data', (chunk: Buffer) => (back += chunk.toString('latin1')))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(back)
    })
  })
}

beforeAll(async () => {
  shell = await startShell({
    answer: (command) => {
      asked.push(command)
      return Promise.resolve({ ok: false, error: { code: 'internal' } })
    },
    assets: new Map([['/', { mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode('<!doctype html>') }]]),
    port: 0,
    windows: { opened: (window) => windows.push(`+${window}`), closed: (window) => windows.push(`-${window}`) },
    limits: { head: 400, request: 800, check: 100, pulse: 50 },
  })
})
afterAll(() => {
  shell.end()
})

describe('the code of the address', () => {
  test('a wrong one opens nothing, and does not use up the right one', async () => {
    for (const wrong of ['', 'A'.repeat(32), `${codeOf()}A`, codeOf().slice(1), codeOf().toUpperCase()])
      expect((await post('/session', wrong)).status).toBe(401)
  })
  test('is unguessable: 24 random bytes, as the session is 32', async () => {
    expect(Buffer.from(codeOf(), 'base64url').length).toBe(24)
    const answered = await send('POST', '/session', { 'Content-Type': 'application/json', Origin: origin() }, codeOf())
    session = answered.body.toString()
    expect([answered.status, Buffer.from(session, 'base64url').length]).toEqual([200, 32])
    expect(answered.headers['set-cookie'], 'cookies know no ports').toBeUndefined()
  })
  test('is good for one exchange', async () => {
    expect((await post('/session', codeOf())).status).toBe(401)
  })
})

test('our own page with its session is let in', async () => {
  const answered = await post('/api/shelf:list', 'null')
  expect(answered.status).toBe(200)
  const { buffer, byteOffset, length } = answered.body
  expect(unpackFrame(buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer)).toEqual({ ok: false, error: { code: 'internal' } })
})

describe('who may ask', () => {
  const attacks: readonly (readonly [name: string, headers: () => Record<string, string>, status: number])[] = [
    ['another host name that leads here (DNS rebinding)', () => ({ Host: 'evil.example' }), 421],
    ['another host name with our port', () => ({ Host: `evil.example:${String(shell.port)}` }), 421],
    ['our host name with another port', () => ({ Host: '127.0.0.1:1' }), 421],
    ['the address of every network card', () => ({ Host: `0.0.0.0:${String(shell.port)}` }), 421],
    ['another site', () => ({ Origin: 'http://evil.example' }), 403],
    ['another site that is called like us', () => ({ Origin: `http://127.0.0.1.evil.example:${String(shell.port)}` }), 403],
    ['another port of this machine: another user’s page', () => ({ Origin: 'http://127.0.0.1:1' }), 403],
    ['our address over https', () => ({ Origin: `https://127.0.0.1:${String(shell.port)}` }), 403],
    ['a page without an origin', () => ({ Origin: 'null' }), 403],
    ['a request without an origin', () => ({ Origin: '' }), 403],
    ['a cross-site fetch', () => ({ 'Sec-Fetch-Site': 'cross-site' }), 403],
    ['a fetch from another port of this machine', () => ({ 'Sec-Fetch-Site': 'same-site' }), 403],
    ['no session', () => ({ 'X-Liangli-Session': '' }), 401],
    ['a guessed session', () => ({ 'X-Liangli-Session': 'A'.repeat(43) }), 401],
    ['a session in a cookie', () => ({ 'X-Liangli-Session': '', Cookie: `liangli-session=${session}` }), 401],
    ['a session that is longer', () => ({ 'X-Liangli-Session': `${session}A` }), 401],
    ['a form', () => ({ 'Content-Type': 'application/x-www-form-urlencoded' }), 403],
    ['a form with a file', () => ({ 'Content-Type': 'multipart/form-data; boundary=x' }), 403],
    ['a form that pretends', () => ({ 'Content-Type': 'text/plain' }), 403],
    ['a beacon', () => ({ 'Content-Type': 'text/plain;charset=UTF-8' }), 403],
  ]
  test.each(attacks)('%s is refused, and nothing is asked', async (_, headers, status) => {
    for (const path of ['/api/shelf:list', '/events']) {
      const before = [asked.length, windows.length]
      expect((await post(path, '{"window":"0123456789abcdef"}', headers())).status).toBe(status)
      expect([asked.length, windows.length]).toEqual(before)
    }
  })
  test('a preflight of another site is answered with no permission', async () => {
    const preflight = {
      Origin: 'http://evil.example',
      'Access-Control-Request-Method': 'POST',
      'Access-Control-Request-Headers': 'x-liangli-session',
    }
    const answered = await send('OPTIONS', '/api/shelf:list', preflight)
    expect(answered.status).toBe(405)
    expect(Object.keys(answered.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  })
  test('no other network card is listened on', async () => {
    const others = Object.values(networkInterfaces()).flatMap((list) =>
      (list ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
    )
    for (const { address } of others)
      await new Promise<void>((resolve, reject) => {
        const socket = connect(shell.port, address, () => {
          socket.destroy()
          reject(new Error(`${address} answers`))
        })
        socket.on('error', () => {
          resolve()
        })
      })
    expect((shell.server.address() as { address: string }).address).toBe('127.0.0.1')
  })
})

describe('what may be asked', () => {
  test.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%5cpackage.json',
    '/..\\package.json',
    '//etc/passwd',
    '/index.html/../../x',
    '/.git/config',
    '/%00',
    '/constructor',
    '/__proto__',
    'http://evil.example/',
    '/\u00e9',
  ])('no path leads out: %s', async (path) => {
    expect((await send('GET', encodeURI(decodeURI(path)))).status).toBe(404)
  })
  test.each(['fs:write', '__proto__', 'constructor', 'shelf:list/..', 'shelf%3Alist', ''])('no such command: %s', async (command) => {
    expect((await post(`/api/${command}`, 'null')).status).toBe(404)
  })
  test.each(['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])('no such method: %s', async (method) => {
    expect((await send(method, '/api/shelf:list', { Origin: origin(), 'X-Liangli-Session': session })).status).toBe(405)
  })
  test.each([
    ['a key that reaches a prototype', '{"__proto__":{"a":1}}'],
    ['the same inside', '{"a":[{"constructor":{"prototype":{"b":1}}}]}'],
    ['cut off', '{"cut":'],
    ['no text at all', ''],
    ['deeper than anything of ours', `${'['.repeat(5000)}${']'.repeat(5000)}`],
    ['a number beyond all numbers', '{"a":1e999}'],
    ['not JSON', 'null null'],
  ])('a body that is %s', async (_, body) => {
    const before = asked.length
    expect((await post('/api/shelf:list', body)).status).toBe(400)
    expect(asked.length).toBe(before)
  })
  test.each([
    ['no window', 'null'],
    ['a path', '{"window":"../../x"}'],
    ['a list', '["0123456789abcdef"]'],
  ])('a stream for %s', async (_, body) => {
    expect((await post('/events', body)).status).toBe(400)
  })
})

describe('how much and how slowly', () => {
  test('a body that says it is huge is refused before it is read', async () => {
    expect((await post('/api/scenario:save', '', { 'Content-Length': String(1e9) }).catch(() => ({ status: 413 }))).status).toBe(413)
  })
  test('a command that needs no document takes none', async () => {
    expect((await post('/api/shelf:list', `"${'x'.repeat(70_000)}"`).catch(() => ({ status: 413 }))).status).toBe(413)
    expect((await post('/session', 'x'.repeat(70_000)).catch(() => ({ status: 401 }))).status).toBe(401)
  })
  test('a body in pieces that never says how long it is, is cut', async () => {
    const head = `POST /api/shelf:list HTTP/1.1\r\nHost: 127.0.0.1:${String(shell.port)}\r\nOrigin: ${origin()}\r\nX-Liangli-Session: ${session}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`
    expect(await raw(`${head}${`8000\r\n${' '.repeat(0x8000)}\r\n`.repeat(4)}`)).toMatch(/^HTTP\/1\.1 413 /)
  })
  test('a body that is cut off harms nothing', async () => {
    await raw(
      `POST /api/shelf:list HTTP/1.1\r\nHost: 127.0.0.1:${String(shell.port)}\r\nOrigin: ${origin()}\r\nX-Liangli-Session: ${session}\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"a":`,
      50,
    )
    expect((await post('/api/shelf:list', 'null')).status).toBe(200)
  })
  test('whoever sends his head drop by drop, or nothing at all, is cut off (slow loris)', async () => {
    const begun = performance.now()
    const dripping = [
      raw(''),
      raw('GET / HTTP/1.1\r\nHost: 127'),
      raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${String(shell.port)}\r\nX-A: b\r\n`),
    ]
    for (const answer of await Promise.all(dripping)) expect(answer === '' || answer.startsWith('HTTP/1.1 408')).toBe(true)
    expect(performance.now() - begun).toBeLessThan(2500)
  })
  test('whoever sends his body drop by drop is cut off', async () => {
    const head = `POST /session HTTP/1.1\r\nHost: 127.0.0.1:${String(shell.port)}\r\nOrigin: ${origin()}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\nx`
    const begun = performance.now()
    expect(await raw(head)).toMatch(/^HTTP\/1\.1 408 /)
    expect(performance.now() - begun).toBeLessThan(2500)
  })
  test('a head without end is refused', async () => {
    expect(await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${String(shell.port)}\r\nX-Long: ${'a'.repeat(100_000)}`)).toMatch(
      /^HTTP\/1\.1 431 /,
    )
  })
  test('two requests in one (smuggling) are not two', async () => {
    const before = asked.length
    const smuggled = `POST /api/shelf:list HTTP/1.1\r\nHost: 127.0.0.1:${String(shell.port)}\r\nOrigin: ${origin()}\r\nX-Liangli-Session: ${session}\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nPOST /api/preferences:read HTTP/1.1\r\n\r\n`
    expect(await raw(smuggled)).toMatch(/^HTTP\/1\.1 400 /)
    expect(asked.length).toBe(before)
  })
  test.each([
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['an old protocol', 'GET / HTTP/1.0\r\n\r\n', 421],
    ['a protocol of another kind', 'SSH-2.0-evil\r\n\r\n', 400],
  ])('%s is refused', async (_, text, status) => {
    expect(await raw(text)).toMatch(new RegExp(`^HTTP/1\\.1 ${String(status)} `))
  })
})

test('a window is known by its stream, and gone when it breaks', async () => {
  const seen = windows.length
  const stream = request({
    host: '127.0.0.1',
    port: shell.port,
    method: 'POST',
    path: '/events',
    headers: { 'Content-Type': 'application/json', Origin: origin(), 'X-Liangli-Session': session },
  })
  const pulses: string[] = []
  stream.on('response', (response) => response.on('data', (chunk: Buffer) => pulses.push(chunk.toString())))
  stream.on('error', () => undefined)
  stream.end('{"window":"00112233445566778899aabbccddeeff"}')
  await expect.poll(() => pulses.join('')).toBe('{}\n{}\n{}\n')
  expect(windows.slice(seen)).toEqual(['+00112233445566778899aabbccddeeff'])
  stream.destroy()
  await expect.poll(() => windows.slice(seen)).toEqual(['+00112233445566778899aabbccddeeff', '-00112233445566778899aabbccddeeff'])
})

test('every reply is locked down, and no other origin is let in', async () => {
  for (const answered of [
    await send('GET', '/'),
    await post('/api/shelf:list', 'null'),
    await send('GET', '/nothing'),
    await post('/session', 'x'),
  ]) {
    expect(answered.headers['content-security-policy']).toBe(contentPolicy)
    expect(answered.headers['x-content-type-options']).toBe('nosniff')
    expect(answered.headers['x-frame-options']).toBe('DENY')
    expect(answered.headers['referrer-policy']).toBe('no-referrer')
    expect(answered.headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(answered.headers['cache-control']).toBe('no-store')
    expect(Object.keys(answered.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  }
  expect(contentPolicy).not.toMatch(/unsafe|https?:|\*/)
  expect(contentPolicy).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
  expect((await send('GET', '/favicon.ico')).status).toBe(204)
})
