import type { ByteUpload, CommandName, Exported, Reply, Request } from '../../electron/contract/commands'
import type { DesktopApi } from '../../electron/contract/desktop'
import type { WindowId } from '../../electron/contract/keeping'
import { loopbackBridge } from './loopback'

declare global {
  interface Window {
    readonly desktop?: DesktopApi
  }
}

/** The only code that knows how the service is reached: the desktop's preload, or loopback. */
export interface Bridge {
  /** This window among all that may be open. */
  readonly window: WindowId
  invoke<N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>>
  /** Tells whether the service is there, from now on: again each time that changes. */
  listen(tell: (isConnected: boolean) => void): void
  /** The window goes, now: nothing can be waited for. */
  leave(isDone: boolean): void
  /** Ask for a file where the shell has no dialog of its own; undefined where it has, null when given up. */
  pickFile(): Promise<ByteUpload | undefined | null>
  /** The same for a table. */
  pickTable(): Promise<ByteUpload | undefined | null>
  /** Hand over an exported file where the service could not write it itself. */
  deliver(exported: Exported): void
  readonly printsByItself: boolean
}

/** Vue's proxies cannot cross a border: requests travel as deep plain copies. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

function desktopBridge(desktop: DesktopApi, window: WindowId): Bridge {
  const invoke = async <N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>> => {
    try {
      return await desktop.invoke(name, plain(request))
    } catch {
      return { ok: false, error: { code: 'connection-lost' } }
    }
  }
  return {
    window,
    invoke,
    listen: () => undefined,
    leave: (isDone) => void invoke('window:leave', { window, isDone }),
    pickFile: () => Promise.resolve(undefined),
    pickTable: () => Promise.resolve(undefined),
    deliver: () => undefined,
    printsByItself: false,
  }
}

/** A name that nothing else has: 32 hexadecimal digits. */
export const randomName = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

export const createBridge = (): Bridge =>
  window.desktop === undefined ? loopbackBridge(randomName()) : desktopBridge(window.desktop, randomName())
