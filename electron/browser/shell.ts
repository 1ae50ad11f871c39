import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { packFrame } from '../contract/frame'
import { isCommand, type Answer } from '../service/answer'
import type { Asset } from './assets'
import { createGuard, type Guard } from './guard'

/** Everything from here, nothing from elsewhere; styles of components are set inline. */
export const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const maxBody = 48 * 1024 * 1024

export interface ShellOptions {
  readonly answer: Answer
  readonly assets: ReadonlyMap<string, Asset>
  /** 0 takes any free port. */
  readonly port: number
}

export interface Shell {
  readonly server: Server
  readonly port: number
  /** With the one-use code in its fragment, which no server log and no other page sees. */
  readonly address: string
}

/** Serve the window to a browser on this machine: loopback only, one session, no other host or origin. */
export function startShell(options: ShellOptions): Promise<Shell> {
  let port = options.port
  const guard = createGuard(() => port)
  const server = createServer((request, response) => {
    void handle(request, response, guard, options).catch(() => {
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  })
  server.requestTimeout = 60_000
  server.headersTimeout = 10_000
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address()
      port = typeof address === 'object' && address !== null ? address.port : options.port
      resolve({ server, port, address: `http://127.0.0.1:${String(port)}/#code=${guard.code}` })
    })
  })
}

const headers = (mediaType: string): Record<string, string> => ({
  'Content-Type': mediaType,
  'Content-Security-Policy': contentPolicy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
})

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { ...headers('text/plain; charset=utf-8'), Connection: 'close' })
  response.end()
}

async function handle(request: IncomingMessage, response: ServerResponse, guard: Guard, options: ShellOptions): Promise<void> {
  if (!guard.isOwnHost(request)) return refuse(response, 421)
  const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
  if (request.method === 'GET' || request.method === 'HEAD') return sendAsset(path, request, response, options.assets)
  if (request.method !== 'POST') return refuse(response, 405)
  if (!guard.isOwnOrigin(request) || request.headers['content-type'] !== 'application/json') return refuse(response, 403)
  if (path === '/session') return exchange(request, response, guard)
  if (!path.startsWith('/api/')) return refuse(response, 404)
  const command = path.slice(5)
  if (!guard.hasSession(request)) return refuse(response, 401)
  if (!isCommand(command)) return refuse(response, 404)
  const body = await readBody(request)
  if (body === undefined) return refuse(response, 413)
  await reply(response, options.answer, command, body)
}

async function reply(response: ServerResponse, answer: Answer, command: string, body: string): Promise<void> {
  let raw: unknown
  try {
    raw = JSON.parse(body, (key, value: unknown) => {
      if (key === '__proto__') throw new SyntaxError('forbidden key')
      return value
    })
  } catch {
    return refuse(response, 400)
  }
  const bytes = packFrame(await answer(command, raw))
  response.writeHead(200, { ...headers('application/octet-stream'), 'Content-Length': String(bytes.length) })
  response.end(bytes)
}

function sendAsset(path: string, request: IncomingMessage, response: ServerResponse, assets: ReadonlyMap<string, Asset>): void {
  const asset = assets.get(path)
  if (asset === undefined) {
    // Browsers ask for it unbidden; a missing one would be an error on the console.
    if (path !== '/favicon.ico') return refuse(response, 404)
    response.writeHead(204, headers('image/x-icon'))
    response.end()
    return
  }
  response.writeHead(200, { ...headers(asset.mediaType), 'Content-Length': String(asset.bytes.length) })
  response.end(request.method === 'HEAD' ? undefined : asset.bytes)
}

async function exchange(request: IncomingMessage, response: ServerResponse, guard: Guard): Promise<void> {
  // A page that already has the session (opened again, reloaded) needs no code.
  if (!guard.hasSession(request)) {
    const session = guard.exchange((await readBody(request)) ?? '')
    if (session === undefined) return refuse(response, 401)
    response.setHeader('Set-Cookie', `${guard.cookieName}=${session}; HttpOnly; SameSite=Strict; Path=/`)
  }
  response.writeHead(204, headers('text/plain'))
  response.end()
}

/** The whole body, or undefined where it is too large or was cut off. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > maxBody) return undefined
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBody) return undefined
    chunks.push(chunk)
  }
  return request.complete ? Buffer.concat(chunks).toString('utf8') : undefined
}
