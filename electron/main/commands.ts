import type { Answer } from '../service/answer'
import { isTrustedFrame } from './lock'
import type { IpcPort } from './ports'

/** One channel for every command. A message from anything but our own page is refused unread. */
export function registerCommands(ipc: IpcPort, answer: Answer): void {
  ipc.handle('command', (event, name: unknown, request: unknown) => {
    if (!isTrustedFrame(event.senderFrame) || typeof name !== 'string')
      return Promise.resolve({ ok: false, error: { code: 'bad-request' } })
    return answer(name, request ?? null)
  })
}
