import { isOwnPage, isOwnRequest } from './page'
import type { FramePort, LockedApp, PageContents, SessionPort } from './ports'

/** Switches of Chromium's own: no host name leads anywhere, and nothing is fetched, sent or measured in the background. */
export const switches: readonly (readonly [name: string, value?: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-breakpad'],
  ['no-pings'],
]

/** Before the program is ready: every page is sandboxed, whoever makes it, and locked the moment it is there. */
export function lockProgram(app: LockedApp, openExternal: (url: string) => void): void {
  app.enableSandbox()
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value)
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents, openExternal)
  })
}

/** No navigation in any frame, no new windows, no web views; a listed source opens in the user's browser. */
export function lockContents(contents: PageContents, openExternal: (url: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    openExternal(url)
    return { action: 'deny' }
  })
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const)
    contents.on(event, (details) => {
      if (!isOwnPage(details.url)) details.preventDefault()
    })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

/** No network, no permissions, no devices, no downloads but what the page itself made (charts as pictures, tables). */
export function lockSession(session: SessionPort): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  // Else dictionaries are fetched.
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isOwnRequest(details.url) })
  })
  session.on('will-download', (event, item) => {
    if (!/^(blob|data):/.test(item.getURL())) event.preventDefault()
  })
}

/** Whether a message comes from our own page, and from the page itself, not from a frame in it. */
export const isTrustedFrame = (frame: FramePort | null): boolean => frame !== null && frame.parent === null && isOwnPage(frame.url)

/** Only https addresses that the catalogue lists as sources are opened, in the user's browser. */
export function allowedExternal(url: string, listed: readonly string[]): boolean {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return false
  // The page gives addresses in the parser's spelling, the catalogue as they were printed.
  return listed.some((source) => URL.canParse(source) && new URL(source).href === new URL(url).href)
}
