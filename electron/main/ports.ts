import type {
  BrowserWindowConstructorOptions,
  MenuItemConstructorOptions,
  MessageBoxSyncOptions,
  OpenDialogOptions,
  PrintToPDFOptions,
  SaveDialogOptions,
} from 'electron'

/**
 * The parts of Electron that this shell uses, so that everything but the few lines that name Electron itself can be tried
 * against a double.
 */
export interface PageContents {
  readonly id: number
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: 'deny' }): void
  on(event: 'will-navigate', listener: (event: { preventDefault(): void }, url: string) => void): unknown
  on(event: 'will-attach-webview' | 'will-prevent-unload', listener: (event: { preventDefault(): void }) => void): unknown
  on(event: 'render-process-gone', listener: (event: unknown, details: { readonly reason: string }) => void): unknown
  reload(): void
  send(channel: string, ...args: readonly unknown[]): void
  printToPDF(options: PrintToPDFOptions): Promise<Uint8Array>
  executeJavaScript(code: string): Promise<unknown>
}

export interface PageWindow {
  readonly webContents: PageContents
  loadFile(path: string, options?: { readonly hash?: string }): Promise<void>
  show(): void
  destroy(): void
  isDestroyed(): boolean
}

/** What of a window says where it stands. */
export interface PlacedWindow {
  on(event: 'close', listener: () => void): unknown
  getNormalBounds(): { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  isMaximized(): boolean
}

export type OpenWindow = (options: BrowserWindowConstructorOptions) => PageWindow

export interface SessionPort {
  setPermissionRequestHandler(handler: (contents: unknown, permission: string, callback: (granted: boolean) => void) => void): void
  setPermissionCheckHandler(handler: () => boolean): void
  readonly webRequest: {
    onBeforeRequest(listener: (details: { readonly url: string }, callback: (answer: { readonly cancel: boolean }) => void) => void): void
    onHeadersReceived(
      listener: (
        details: { readonly responseHeaders?: Record<string, string[]> },
        callback: (answer: { readonly responseHeaders: Record<string, string[]> }) => void,
      ) => void,
    ): void
  }
}

export interface InvokeEvent {
  readonly senderFrame: { readonly url: string } | null
}

export interface IpcPort {
  handle(channel: string, listener: (event: InvokeEvent, ...args: unknown[]) => Promise<unknown>): void
}

export interface DialogPort {
  showOpenDialog(options: OpenDialogOptions): Promise<{ readonly canceled: boolean; readonly filePaths: readonly string[] }>
  showSaveDialog(options: SaveDialogOptions): Promise<{ readonly canceled: boolean; readonly filePath?: string }>
}

/** Asks and waits for the answer: the number of the button. */
export interface AskPort {
  showMessageBoxSync(options: MessageBoxSyncOptions): number
}

export interface AppPort {
  on(event: 'will-quit', listener: (event: { preventDefault(): void }) => void): unknown
  exit(code: number): void
}

export interface MenuPort {
  set(template: readonly MenuItemConstructorOptions[]): void
}
