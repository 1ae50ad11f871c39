import type {
  BrowserWindowConstructorOptions,
  MenuItemConstructorOptions,
  MessageBoxSyncOptions,
  OpenDialogOptions,
  PrintToPDFOptions,
  SaveDialogOptions,
  WebContentsPrintOptions,
} from 'electron'

export interface Preventable {
  preventDefault(): void
}
export type NavigationEvent = Preventable & { readonly url: string }

/**
 * The parts of Electron that this shell uses, so that everything but the few lines that name Electron itself can be tried
 * against a double.
 */
export interface PageContents {
  readonly id: number
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { readonly action: 'deny' }): void
  on(event: 'will-navigate' | 'will-frame-navigate' | 'will-redirect', listener: (details: NavigationEvent) => void): unknown
  on(event: 'will-attach-webview' | 'will-prevent-unload', listener: (event: Preventable) => void): unknown
  on(event: 'render-process-gone', listener: (event: unknown, details: { readonly reason: string }) => void): unknown
  reload(): void
  send(channel: string, ...args: readonly unknown[]): void
  printToPDF(options: PrintToPDFOptions): Promise<Uint8Array>
  /** Opens the system's print dialog unless it is to be silent; calls back once, with the reason where it failed. */
  print(options: WebContentsPrintOptions, done: (success: boolean, reason: string) => void): void
  executeJavaScript(code: string): Promise<unknown>
  setWebRTCIPHandlingPolicy(policy: 'disable_non_proxied_udp'): void
}

export interface PageWindow {
  readonly webContents: PageContents
  loadURL(url: string): Promise<void>
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
  setDevicePermissionHandler(handler: () => boolean): void
  setSpellCheckerEnabled(enable: boolean): void
  on(event: 'will-download', listener: (event: Preventable, item: { getURL(): string }) => void): unknown
  readonly webRequest: {
    onBeforeRequest(listener: (details: { readonly url: string }, callback: (answer: { readonly cancel: boolean }) => void) => void): void
  }
}

/** Who sent a message. */
export interface FramePort {
  readonly url: string
  /** The frame that it stands in; null for a page of its own. */
  readonly parent: object | null
}

export interface InvokeEvent {
  readonly senderFrame: FramePort | null
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
  on(event: 'will-quit', listener: (event: Preventable) => void): unknown
  exit(code: number): void
}

/** The program before it has any window. */
export interface LockedApp {
  enableSandbox(): void
  readonly commandLine: { appendSwitch(name: string, value?: string): void }
  on(event: 'web-contents-created', listener: (event: unknown, contents: PageContents) => void): unknown
}

export interface MenuPort {
  set(template: readonly MenuItemConstructorOptions[]): void
}
