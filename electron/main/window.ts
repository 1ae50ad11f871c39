import type { BrowserWindowConstructorOptions } from 'electron'
import { pageAddress } from './page'
import type { OpenWindow, PageWindow } from './ports'

export const windowOptions = (preload: string, show: boolean): BrowserWindowConstructorOptions => ({
  width: 1366,
  height: 768,
  minWidth: 1024,
  minHeight: 640,
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
  options: { readonly hash?: string; readonly show: boolean },
): Promise<PageWindow> {
  const window = open(windowOptions(preload, false))
  await window.loadURL(options.hash === undefined ? pageAddress : `${pageAddress}#${options.hash}`)
  if (options.show) window.show()
  return window
}
