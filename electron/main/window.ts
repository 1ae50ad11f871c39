import type { BrowserWindowConstructorOptions } from 'electron'
import { pageAddress } from './page'
import { smallest, type Area } from './place'
import type { OpenWindow, PageWindow } from './ports'

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
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: false,
  },
})

/** Open a window on the program's page. What it may do is locked where every page is made (lock.ts). */
export async function openWindow(
  open: OpenWindow,
  preload: string,
  options: { readonly hash?: string; readonly show: boolean; readonly place?: Partial<Area> },
): Promise<PageWindow> {
  const window = open(windowOptions(preload, false, options.place ?? {}))
  await window.loadURL(options.hash === undefined ? pageAddress : `${pageAddress}#${options.hash}`)
  if (options.show) window.show()
  return window
}
