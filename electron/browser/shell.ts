import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { WindowId } from '../contract/keeping'
import { packFrame } from '../contract/frame'
import { isCommand, type Answer } from '../service/answer'
import type { Asset } from '../service/assets'
import { pageHeaders, pagePolicy } from '../service/pagePolicy'
import { parseBody } from '../service/parsers'
import { createGuard, type Guard } from './guard'
import { takeWires } from './wire'

export const contentPolicy = pagePolicy("'self'")

/** The largest request: a table of 20 MB in base64, or several scenarios. */
const maxBody = 48 * 1024 * 1024
/** Requests that carry neither a document nor a file. */
const maxSmallBody = 64 * 1024
const small =
  /^(catalogue:(read|template|list|choose)|backtest:fiscal|shelf:list|scenario:(open|check|duplicate|delete)|window:|work:|recovery:(list|open|discard)|preferences:|program:|diagnostics:)/

export interface ShellOptions {
  readonly answer: Answer
  readonly assets: ReadonlyMap<string, Asset>
  /** 0 takes any free port. */
  readonly port: number
  /** A window is there for as long as its stream of events is open. */
  readonly windows: { opened(window: WindowId): void; closed(window: WindowId): void }
  readonly limits?: Partial<ShellLimits>
}

/** Milliseconds. */
export interface ShellLimits {
  /** In which the head of a request has to be there. */
  readonly head: number
  /** In which all of it has to be there. */
  readonly request: number
  /** Between two looks at who is late. */
  readonly check: number
  /** Between two signs of life to a window. */
  readonly pulse: number
}
const usualLimits: ShellLimits = { head: 10_000, request: 60_000, check: 2000, pulse: 15_000 }
const mostConnections = 256

export interface Shell {
  readonly server: Server
  readonly port: number
  /** With the one-use code in its fragment, which no server log and no other page sees. */
  readonly address: string
  end(): void
}

/** Serve the window to a browser on this machine: loopback only, one session, no other host or origin. */
export function startShell(options: ShellOptions): Promise<Shell> {
  const limits = { ...usualLimits, ...options.limits }
  let port = options.port
  const guard = createGuard(() => port)
  const server = createServer(
    { headersTimeout: limits.head, requestTimeout: limits.request, connectionsCheckingInterval: limits.check, requireHostHeader: true },
    (request, response) => {
      void handle(request, response, guard, options, limits).catch(() => {
        if (!response.headersSent) response.writeHead(500)
        response.end()
      })
    },
  )
  server.maxConnections = mostConnections
  const endWires = takeWires(server, {
    guard,
    answer: options.answer,
    headers: headers('text/plain; charset=utf-8'),
    most: maxBody,
    patience: limits.head,
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', () => {
      const address = server.address()
      port = typeof address === 'object' && address !== null ? address.port : options.port
      const end = (): void => {
        server.close()
        endWires()
        server.closeAllConnections()
      }
      resolve({ server, port, address: `http://127.0.0.1:${String(port)}/#code=${guard.code}`, end })
    })
  })
}

const headers = (mediaType: string): Record<string, string> => pageHeaders(contentPolicy, mediaType)

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status, { ...headers('text/plain; charset=utf-8'), Connection: 'close' })
  response.end()
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  guard: Guard,
  options: ShellOptions,
  limits: ShellLimits,
): Promise<void> {
  if (!guard.isOwnHost(request)) return refuse(response, 421)
  const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
  if (request.method === 'GET' || request.method === 'HEAD') return sendAsset(path, request, response, options.assets)
  if (request.method !== 'POST') return refuse(response, 405)
  if (!guard.isOwnOrigin(request) || request.headers['content-type'] !== 'application/json') return refuse(response, 403)
  if (path === '/session') return exchange(request, response, guard)
  const command = path.startsWith('/api/') ? path.slice(5) : undefined
  if (command === undefined && path !== '/events') return refuse(response, 404)
  if (!guard.hasSession(request)) return refuse(response, 401)
  if (command !== undefined && !isCommand(command)) return refuse(response, 404)
  const body = await readBody(request, command === undefined || small.test(command) ? maxSmallBody : maxBody)
  if (body === undefined) return refuse(response, 413)
  const raw = parseBody(body)
  if (raw === undefined) return refuse(response, 400)
  if (command === undefined) return sendEvents(raw.value, response, options.windows, limits.pulse)
  const bytes = packFrame(await options.answer(command, raw.value))
  response.writeHead(200, { ...headers('application/octet-stream'), 'Content-Length': String(bytes.length) })
  response.end(bytes)
}

/** Keeps a connection to a window open: when it breaks the window is gone. */
function sendEvents(value: unknown, response: ServerResponse, windows: ShellOptions['windows'], pulse: number): void {
  const window = typeof value === 'object' && value !== null && 'window' in value ? value.window : undefined
  if (typeof window !== 'string' || !/^[0-9a-f]{16,64}$/.test(window)) return refuse(response, 400)
  response.writeHead(200, headers('application/x-ndjson; charset=utf-8'))
  response.write('{}\n')
  windows.opened(window)
  const timer = setInterval(() => response.write('{}\n'), pulse)
  response.once('close', () => {
    clearInterval(timer)
    windows.closed(window)
  })
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
  const session = guard.exchange((await readBody(request, 1024)) ?? '')
  if (session === undefined) return refuse(response, 401)
  response.writeHead(200, headers('text/plain; charset=utf-8'))
  response.end(session)
}

/** The whole body, or undefined where it is too large or was cut off. */
async function readBody(request: IncomingMessage, limit: number): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return undefined
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > limit) return undefined
    chunks.push(chunk)
  }
  return request.complete ? Buffer.concat(chunks).toString('utf8') : undefined
}
