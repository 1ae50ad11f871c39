import type { CommandName, Reply } from './commands'
import { packFrame, unpackFrame } from './frame'

/**
 * The standing connection between a browser's window and the service, for what is asked while a hand moves: a request of its own
 * takes a browser longer than the run that it asks for. The window's first message is its session. A request is a text, its
 * number and command in the first line and JSON below; a reply is one frame with the same number.
 */
export const wirePath = '/wire'

/** Commands that go by it while it is open. Everything else, and everything while it is not, goes by a request of its own. */
const byWire: ReadonlySet<string> = new Set<CommandName>(['simulation:run'])
export const goesByWire = (command: string): boolean => byWire.has(command)

export interface WireRequest {
  readonly number: number
  readonly command: string
  /** JSON, as it came. */
  readonly body: string
}

export const packWireRequest = ({ number, command, body }: WireRequest): string => `${String(number)} ${command}\n${body}`

/** @returns undefined for what is no request, or asks for what does not go by wire. */
export function unpackWireRequest(text: string): WireRequest | undefined {
  const end = text.indexOf('\n')
  const [, number, command] = /^(\d{1,9}) ([a-z:]{1,40})$/.exec(text.slice(0, Math.max(0, Math.min(end, 60)))) ?? []
  return command === undefined || !goesByWire(command) ? undefined : { number: Number(number), command, body: text.slice(end + 1) }
}

export interface WireReply {
  readonly number: number
  readonly reply: Reply<CommandName>
}

export const packWireReply = (reply: WireReply): Uint8Array => packFrame(reply)

/** @throws RangeError when the bytes are no frame or are cut off. */
export const unpackWireReply = (bytes: ArrayBuffer): WireReply => unpackFrame(bytes) as WireReply
