import { ipcMain } from 'electron'
import type { Answer } from '../service/answer'
import type { IpcPort } from './ports'

/**
 * One channel for every command. A message from anything but our own page is refused unread.
 * @param isTrusted whether the frame's address is the program's page.
 */
export function registerCommands(ipc: IpcPort, answer: Answer, isTrusted: (url: string | undefined) => boolean): void {
  ipc.handle('command', (event, name: unknown, request: unknown) => {
    if (!isTrusted(event.senderFrame?.url) || typeof name !== 'string')
      return Promise.resolve({ ok: false, error: { code: 'bad-request' } })
    return answer(name, request ?? null)
  })
}

export const electronIpc = (): IpcPort => ipcMain
