import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may talk to the loopback shell: this machine's own page, with the session that the one-use code was exchanged for. */
export interface Guard {
  /** Part of the printed address; good for one exchange. */
  readonly code: string
  /** Address as this shell knows itself: no other host name leads here, whatever DNS says. */
  isOwnHost(request: IncomingMessage): boolean
  /** Sent by our own page, not by another site's form or script. */
  isOwnOrigin(request: IncomingMessage): boolean
  hasSession(request: IncomingMessage): boolean
  /** Exchanges the one-use code for the session cookie; undefined when it is wrong or used. */
  exchange(code: string): string | undefined
  /** A code for opening the same session in another window, made by the page that has it. */
  readonly cookieName: string
}

const same = (a: string, b: string): boolean => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

export function createGuard(port: () => number): Guard {
  const code = randomBytes(24).toString('base64url')
  const session = randomBytes(32).toString('base64url')
  let used = false
  const cookieName = `liangli-${randomBytes(4).toString('hex')}`
  const hosts = (): readonly string[] => [`127.0.0.1:${String(port())}`, `localhost:${String(port())}`]
  return {
    code,
    cookieName,
    isOwnHost: (request) => hosts().includes(request.headers.host ?? ''),
    isOwnOrigin: (request) =>
      hosts().some((host) => request.headers.origin === `http://${host}`) && request.headers['sec-fetch-site'] !== 'cross-site',
    hasSession: (request) =>
      (request.headers.cookie ?? '').split(';').some((part) => {
        const [name, value] = part.trim().split('=')
        return name === cookieName && value !== undefined && same(value, session)
      }),
    exchange(given) {
      if (used || !same(given, code)) return undefined
      used = true
      return session
    },
  }
}
