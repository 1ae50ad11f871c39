import { unpackFrame } from '../../electron/contract/frame'
import type { ByteUpload, CommandName, DesktopApi, Exported, Reply, Request, Upload } from '../../electron/contract/commands'

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
  /** The same for a table, as bytes. */
  pickTable(): Promise<ByteUpload | undefined | null>
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
    pickTable: () => Promise.resolve(undefined),
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
    pickTable,
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

/** No file of ours is larger; of a giant only enough is read for the service to refuse it. */
const mostBytes = 20 * 1024 * 1024 + 1

/** Let the user choose a file, and read it; null when given up. */
function pick<T>(accept: string, read: (file: File) => Promise<T>): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = accept
    input.addEventListener('cancel', () => {
      resolve(null)
    })
    input.addEventListener('change', () => {
      const file = input.files?.[0]
      if (file === undefined) resolve(null)
      else read(file).then(resolve, reject)
    })
    input.click()
  })
}

const pickFile = (): Promise<Upload | null> =>
  pick('.json,application/json', async (file) => ({ name: file.name, text: await file.slice(0, mostBytes).text() }))

const pickTable = (): Promise<ByteUpload | null> =>
  pick('.xlsx,.csv,.txt,.xls', async (file) => ({ name: file.name, base64: await base64Of(file.slice(0, mostBytes)) }))

/** Bytes in base64, as the browser writes them into a data address. */
function base64Of(bytes: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      const text = typeof reader.result === 'string' ? reader.result : ''
      resolve(text.slice(text.indexOf(',') + 1))
    })
    reader.addEventListener('error', () => {
      reject(new Error('the file cannot be read'))
    })
    reader.readAsDataURL(bytes)
  })
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))

function deliver({ fileName, download }: Exported): void {
  if (download === undefined) return
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(['text' in download ? download.text : bytesOf(download.base64)], { type: download.mediaType }))
  link.download = fileName
  link.click()
  setTimeout(() => {
    URL.revokeObjectURL(link.href)
  }, 10_000)
}

export const createBridge = (): Bridge => (window.desktop === undefined ? loopbackBridge() : desktopBridge(window.desktop))
