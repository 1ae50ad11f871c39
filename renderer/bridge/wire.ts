import type { CommandName, Reply } from '../../electron/contract/commands'
import { packWireRequest, unpackWireReply, wirePath } from '../../electron/contract/wire'

/** Between two attempts to open it, milliseconds: meanwhile everything goes by requests of its own. */
const pause = 5000

interface Waiting {
  readonly resolve: (reply: Reply<CommandName>) => void
  readonly reject: (reason: Error) => void
}

/** The standing connection to the service, opened when it is first asked for and again after it broke. */
export class Wire {
  private readonly session: string
  private socket: WebSocket | undefined
  private tried = Number.NEGATIVE_INFINITY
  private last = 0
  private readonly waiting = new Map<number, Waiting>()

  constructor(session: string) {
    this.session = session
  }

  /**
   * @param body JSON.
   * @returns undefined while there is no connection; then one is opened for the next time.
   * @throws Error, in the promise, where it breaks before the reply is there.
   */
  ask(command: CommandName, body: string): Promise<Reply<CommandName>> | undefined {
    const { socket } = this
    if (socket?.readyState !== WebSocket.OPEN) {
      this.open()
      return undefined
    }
    const number = ++this.last
    return new Promise((resolve, reject) => {
      this.waiting.set(number, { resolve, reject })
      socket.send(packWireRequest({ number, command, body }))
    })
  }

  private open(): void {
    const now = performance.now()
    if (this.socket !== undefined || now - this.tried < pause) return
    this.tried = now
    const socket = new WebSocket(`ws://${location.host}${wirePath}`)
    this.socket = socket
    socket.binaryType = 'arraybuffer'
    socket.onopen = () => {
      socket.send(this.session)
    }
    socket.onmessage = ({ data }) => {
      this.take(data as ArrayBuffer)
    }
    socket.onclose = () => {
      this.socket = undefined
      for (const { reject } of this.waiting.values()) reject(new Error('the connection broke'))
      this.waiting.clear()
    }
  }

  private take(bytes: ArrayBuffer): void {
    const { number, reply } = unpackWireReply(bytes)
    this.waiting.get(number)?.resolve(reply)
    this.waiting.delete(number)
  }
}
