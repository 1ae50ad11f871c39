import { unpackFrame } from '../../electron/contract/frame'
import type { CommandName, DesktopApi, Exported, Reply, Request, Upload } from '../../electron/contract/commands'

declare global {
  interface Window {
    readonly desktop?: DesktopApi
  }
}

/** The only code that knows how the service is reached: the desktop's preload, or loopback. */
export interface Bridge {
  invoke<N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>>
  /** Ask for a file where the shell has no dialog of its own; undefined where it has, null when given up. */
  pickFile(): Promise<Upload | undefined | null>
  /** Hand over an exported file where the service could not write it itself. */
  deliver(exported: Exported): void
  readonly printsByItself: boolean
}

/** Vue's proxies cannot cross a border: requests travel as deep plain copies. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

function desktopBridge(desktop: DesktopApi): Bridge {
  return {
    async invoke<N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>> {
      try {
        return await desktop.invoke(name, plain(request))
      } catch {
        return { ok: false, error: { code: 'connection-lost' } }
      }
    },
    pickFile: () => Promise.resolve(undefined),
    deliver: () => undefined,
    printsByItself: false,
  }
}

function loopbackBridge(): Bridge {
  const session = openSession()
  return {
    async invoke<N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>> {
      try {
        await session
        const response = await fetch(`/api/${name}`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(request),
        })
        if (!response.ok) return { ok: false, error: { code: response.status === 401 ? 'connection-lost' : 'bad-request' } }
        return unpackFrame(await response.arrayBuffer()) as Reply<N>
      } catch {
        return { ok: false, error: { code: 'connection-lost' } }
      }
    },
    pickFile,
    deliver,
    printsByItself: true,
  }
}

/** Exchange the one-use code of the address for a session, and take it out of the address bar. */
async function openSession(): Promise<void> {
  const code = /^#code=([\w-]+)/.exec(location.hash)?.[1]
  if (code === undefined) return
  history.replaceState(null, '', '/#/overview')
  await fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: code })
}

function pickFile(): Promise<Upload | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.json,application/json'
    input.addEventListener('cancel', () => {
      resolve(null)
    })
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      if (file === undefined) resolve(null)
      // A scenario is a few kilobytes; of a giant only enough is read for the service to refuse it.
      else
        void file
          .slice(0, 21 * 1024 * 1024)
          .text()
          .then((text) => {
            resolve({ name: file.name, text })
          })
    })
    input.click()
  })
}

function deliver({ fileName, download }: Exported): void {
  if (download === undefined) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([download.text], { type: download.mediaType }))
  link.download = fileName
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(link.href)
  }, 10_000)
}

export const createBridge = (): Bridge => (window.desktop === undefined ? loopbackBridge() : desktopBridge(window.desktop))
