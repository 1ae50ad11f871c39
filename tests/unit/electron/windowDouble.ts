import type { BrowserWindowConstructorOptions, WebContentsPrintOptions } from 'electron'
import type { NavigationEvent, PageContents, PageWindow } from '../../../electron/main/ports'

/** A window that remembers what was done to it. */
export function windowDouble(
  ready = true,
  printing: readonly [success: boolean, reason: string] | Error = [true, ''],
): {
  window: PageWindow
  seen: {
    options?: BrowserWindowConstructorOptions
    loaded?: string
    shown: boolean
    destroyed: boolean
    code: string
    printed: readonly WebContentsPrintOptions[]
    reloads: number
    webRtc: string
  }
  /** Something happens to the page. @returns whether that was prevented. */
  fire(event: string, detail?: unknown): boolean
  openNew(url: string): string
} {
  const seen: ReturnType<typeof windowDouble>['seen'] = { shown: false, destroyed: false, code: '', printed: [], reloads: 0, webRtc: '' }
  const listeners = new Map<string, (event: NavigationEvent, detail: never) => void>()
  let openHandler: (details: { readonly url: string }) => { readonly action: 'deny' } = () => ({ action: 'deny' })
  const webContents: PageContents = {
    id: 1,
    setWindowOpenHandler: (handler) => void (openHandler = handler),
    on: (event: string, listener: (event: NavigationEvent, detail: never) => void) => listeners.set(event, listener),
    reload: () => void seen.reloads++,
    send: () => undefined,
    printToPDF: () => Promise.resolve(new TextEncoder().encode('%PDF-1.7')),
    print: (options, done) => {
      seen.printed = [...seen.printed, options]
      if (printing instanceof Error) throw printing
      setTimeout(() => {
        // Before the window that prints is gone.
        if (!seen.destroyed) done(...printing)
      }, 5)
    },
    executeJavaScript: (code) => {
      seen.code = code
      return Promise.resolve(ready)
    },
    setWebRTCIPHandlingPolicy: (policy) => void (seen.webRtc = policy),
  }
  const window: PageWindow = {
    webContents,
    loadURL: (url) => {
      seen.loaded = url
      return Promise.resolve()
    },
    show: () => void (seen.shown = true),
    destroy: () => void (seen.destroyed = true),
    isDestroyed: () => seen.destroyed,
  }
  return {
    window,
    seen,
    fire(event, detail = '') {
      let prevented = false
      const url = typeof detail === 'string' ? detail : ''
      listeners.get(event)?.({ url, preventDefault: () => void (prevented = true) }, detail as never)
      return prevented
    },
    openNew: (url) => openHandler({ url }).action,
  }
}
