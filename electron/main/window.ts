import { pathToFileURL } from 'node:url'
import type { BrowserWindowConstructorOptions } from 'electron'
import { smallest, type Area } from './place'
import type { OpenWindow, PageWindow, SessionPort } from './ports'

/** Strict: own files only. The page is a file, so `'self'` is the folder it came from. */
export const windowPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export const windowOptions = (preload: string, show: boolean, place: Partial<Area>): BrowserWindowConstructorOptions => ({
  ...place,
  minWidth: smallest.width,
  minHeight: smallest.height,
  show,
  title: 'Liangli',
  backgroundColor: '#f3f4f6',
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    spellcheck: false,
    devTools: false,
  },
})

/** The one page this program shows, whatever follows the hash. */
export const isOwnPage = (url: string | undefined, page: string): boolean =>
  url !== undefined && url.split('#', 1)[0] === pathToFileURL(page).href

/** No network, no permissions, a policy on every reply. */
export function lockSession(session: SessionPort): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !/^(file|data|blob|devtools):/.test(details.url) })
  })
  session.webRequest.onHeadersReceived((details, callback) => {
    callback({ responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [windowPolicy] } })
  })
}

/** Open a window on the program's page, locked to it: no navigation, no new windows; listed sources open in the browser. */
export async function openWindow(
  open: OpenWindow,
  places: { readonly page: string; readonly preload: string },
  options: {
    readonly hash?: string
    readonly show: boolean
    readonly openExternal: (url: string) => void
    readonly place?: Partial<Area>
  },
): Promise<PageWindow> {
  const window = open(windowOptions(places.preload, false, options.place ?? {}))
  window.webContents.setWindowOpenHandler(({ url }) => {
    options.openExternal(url)
    return { action: 'deny' }
  })
  window.webContents.on('will-navigate', (event, url) => {
    if (!isOwnPage(url, places.page)) event.preventDefault()
  })
  window.webContents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  await window.loadFile(places.page, options.hash === undefined ? {} : { hash: options.hash })
  if (options.show) window.show()
  return window
}

/** Only https addresses that the catalogue lists as sources are opened, in the user's browser. */
export const allowedExternal = (url: string, listed: readonly string[]): boolean => url.startsWith('https://') && listed.includes(url)
