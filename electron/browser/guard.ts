import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Name of the header that carries the session. No page of another origin can send it, and no browser sends it by itself. */
export const sessionHeader = 'x-liangli-session'

/** Who may talk to the loopback shell: this machine's own page, with the session that the one-use code was exchanged for. */
export interface Guard {
  /** Part of the printed address; good for one exchange. */
  readonly code: string
  /** Address as this shell knows itself: no other host name leads here, whatever DNS says. */
  isOwnHost(request: IncomingMessage): boolean
  /** Sent by our own page, not by another site's form or script. */
  isOwnOrigin(request: IncomingMessage): boolean
  hasSession(request: IncomingMessage): boolean
  /** Whether this text is the session, from who cannot send it in a header. */
  isSession(given: string): boolean
  /** Exchanges the one-use code for the session; undefined when it is wrong or used. */
  exchange(code: string): string | undefined
}

/** Of fixed length, so that the time it takes says nothing. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))

/**
 * The session is no cookie: cookies know no ports, and another user of this computer could have the browser bring ours to a
 * server of his own.
 */
export function createGuard(port: () => number): Guard {
  const code = randomBytes(24).toString('base64url')
  const session = randomBytes(32).toString('base64url')
  let used = false
  const hosts = (): readonly string[] => [`127.0.0.1:${String(port())}`, `localhost:${String(port())}`]
  return {
    code,
    isOwnHost: (request) => hosts().includes(request.headers.host ?? ''),
    isOwnOrigin: (request) =>
      hosts().some((host) => request.headers.origin === `http://${host}`) &&
      [undefined, 'same-origin'].includes(request.headers['sec-fetch-site'] as string | undefined),
    hasSession: (request) => {
      const given = request.headers[sessionHeader]
      return typeof given === 'string' && same(given, session)
    },
    isSession: (given) => same(given, session),
    exchange(given) {
      if (used || !same(given, code)) return undefined
      used = true
      return session
    },
  }
}
