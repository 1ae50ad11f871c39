import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { packWireReply, unpackWireRequest, wirePath } from '../contract/wire'
import type { Answer } from '../service/answer'
import { parseBody } from '../service/parsers'
import type { Guard } from './guard'

export interface WireOptions {
  readonly guard: Guard
  readonly answer: Answer
  /** Headers of a refusal. */
  readonly headers: Readonly<Record<string, string>>
  /** The largest message, bytes. */
  readonly most: number
  /** Milliseconds in which the session has to be there. */
  readonly patience: number
}

/** What a connection is closed with that has no session, or says what nobody understands (RFC 6455, section 7.4.1). */
const policyViolation = 1008
/** No session is longer, so that nothing of the size of a request is taken from who has none. */
const longestSession = 64

/** Take standing connections of our own page. @returns what ends them all. */
export function takeWires(server: Server, options: WireOptions): () => void {
  const wires = new WebSocketServer({ noServer: true, clientTracking: true, perMessageDeflate: false, maxPayload: options.most })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const status = refusalOf(request, options.guard)
    if (status === undefined) wires.handleUpgrade(request, socket, head, (wire) => serve(wire, options))
    else refuse(socket, status, options.headers)
  })
  return () => {
    for (const wire of wires.clients) wire.terminate()
    wires.close()
  }
}

/** The first half of the checks of a request; no browser lets a page send the session along here, so it comes as the first message. */
function refusalOf(request: IncomingMessage, guard: Guard): string | undefined {
  if (!guard.isOwnHost(request)) return '421 Misdirected Request'
  if (request.url !== wirePath) return '404 Not Found'
  return guard.isOwnOrigin(request) ? undefined : '403 Forbidden'
}

function refuse(socket: Duplex, status: string, headers: Readonly<Record<string, string>>): void {
  const lines = Object.entries({ ...headers, 'Content-Length': '0', Connection: 'close' }).map(([name, value]) => `${name}: ${value}`)
  socket.end(`HTTP/1.1 ${[status, ...lines].join('\r\n')}\r\n\r\n`)
}

function serve(wire: WebSocket, { guard, answer, patience }: WireOptions): void {
  let isKnown = false
  const timer = setTimeout(() => wire.terminate(), patience)
  wire.on('close', () => clearTimeout(timer))
  // What is too large, or no message at all, closes the connection by itself.
  wire.on('error', () => undefined)
  wire.on('message', (data, isBinary) => {
    if (!isKnown) {
      isKnown = !isBinary && sizeOf(data) <= longestSession && guard.isSession(textOf(data))
      if (isKnown) clearTimeout(timer)
      else wire.close(policyViolation)
      return
    }
    const request = isBinary ? undefined : unpackWireRequest(textOf(data))
    if (request === undefined) {
      wire.close(policyViolation)
      return
    }
    const { number, command, body } = request
    const raw = parseBody(body)
    void (raw === undefined ? Promise.resolve({ ok: false, error: { code: 'bad-request' } } as const) : answer(command, raw.value)).then(
      (reply) => {
        wire.send(packWireReply({ number, reply }))
      },
    )
  })
}

const bytesOf = (data: RawData): Buffer => (Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data))
const sizeOf = (data: RawData): number => bytesOf(data).length
const textOf = (data: RawData): string => bytesOf(data).toString('utf8')
