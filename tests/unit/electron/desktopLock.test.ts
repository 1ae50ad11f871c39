import { describe, expect, test } from 'vitest'
import { registerCommands } from '../../../electron/main/commands'
import { allowedExternal, isTrustedFrame, lockContents, lockProgram, lockSession } from '../../../electron/main/lock'
import { answerPage, isOwnPage, isOwnRequest, pageAddress, pageScheme, windowPolicy } from '../../../electron/main/page'
import type { InvokeEvent, PageContents, SessionPort } from '../../../electron/main/ports'
import { openWindow } from '../../../electron/main/window'
import { windowDouble } from './windowDouble'

/** Addresses that are not the program's page, some of which look like it. */
const foreign = [
  '',
  'about:blank',
  'https://example.org/index.html',
  'http://liangli/index.html',
  'file:///program/index.html',
  'app://liangli.example.org/index.html',
  'app://liangli:81/index.html',
  'app://other/index.html',
  'app://user@liangli/index.html',
  'app://user:secret@liangli/index.html',
  'apps://liangli/index.html',
  'app:liangli/index.html',
  'app:///liangli/index.html',
  'app://liangli/index.html.evil',
  'app://liangli/assets/index.js',
  'javascript:alert(1)',
  'data:text/html,<h1>x</h1>',
  'blob:app://liangli/1',
  'not an address',
]

describe('the window', () => {
  test('is sandboxed, isolated, without Node, without developer tools or experiments', async () => {
    const double = windowDouble()
    await openWindow((options) => ((double.seen.options = options), double.window), '/program/preload.cjs', { show: true })
    expect(double.seen.options?.webPreferences).toEqual({
      preload: '/program/preload.cjs',
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
    })
    expect(double.seen).toMatchObject({ loaded: 'app://liangli/index.html', shown: true })
  })
  test('shows another place of the same page, unseen', async () => {
    const double = windowDouble()
    await openWindow(() => double.window, '/program/preload.cjs', { show: false, hash: '/print' })
    expect(double.seen).toMatchObject({ loaded: 'app://liangli/index.html#/print', shown: false })
  })
})

describe('a page', () => {
  const locked = (): { double: ReturnType<typeof windowDouble>; opened: string[] } => {
    const double = windowDouble()
    const opened: string[] = []
    lockContents(double.window.webContents, (url) => opened.push(url))
    return { double, opened }
  }
  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])('goes nowhere else: %s', (event) => {
    const { double } = locked()
    for (const address of foreign) expect([address, double.fire(event, address)]).toEqual([address, true])
    expect(double.fire(event, `${pageAddress}#/print`)).toBe(false)
  })
  test('opens no window, whatever it asks for', () => {
    const { double, opened } = locked()
    for (const address of [...foreign, pageAddress]) expect(double.openNew(address)).toBe('deny')
    expect(opened).toContain('https://example.org/index.html')
  })
  test('holds no web view and talks to no other machine behind the session’s back', () => {
    const { double } = locked()
    expect(double.fire('will-attach-webview')).toBe(true)
    expect(double.seen.webRtc).toBe('disable_non_proxied_udp')
  })
})

test('the program sandboxes and locks every page that anybody makes, and looks up no host', () => {
  const seen: string[] = []
  let created: (event: unknown, contents: PageContents) => void = () => undefined
  lockProgram(
    {
      enableSandbox: () => void seen.push('sandbox'),
      commandLine: { appendSwitch: (name, value) => void seen.push(value === undefined ? name : `${name}=${value}`) },
      on: (_event, listener) => (created = listener),
    },
    () => undefined,
  )
  expect(seen).toEqual(expect.arrayContaining(['sandbox', 'host-resolver-rules=MAP * ~NOTFOUND', 'disable-background-networking']))
  const double = windowDouble()
  created(null, double.window.webContents)
  expect([double.fire('will-navigate', 'https://example.org/'), double.fire('will-attach-webview')]).toEqual([true, true])
})

test('only listed https sources are opened outside', () => {
  const listed = ['https://czt.example.gov.cn', 'https://czt.example.gov.cn/a b', 'http://plain.example.gov.cn/b', 'file:///etc/passwd']
  expect(allowedExternal('https://czt.example.gov.cn/', listed)).toBe(true)
  expect(allowedExternal('https://czt.example.gov.cn/a%20b', listed)).toBe(true)
  for (const url of [
    'https://czt.example.gov.cn/a',
    'https://czt.example.gov.cn/?x',
    'https://czt.example.gov.cn.example.org/',
    'https://user@czt.example.gov.cn/',
    'http://czt.example.gov.cn/',
    'http://plain.example.gov.cn/b',
    'file:///etc/passwd',
    'smb://czt.example.gov.cn/',
    ...foreign,
  ])
    expect([url, allowedExternal(url, listed)]).toEqual([url, false])
})

describe('the page’s own scheme', () => {
  const assets = new Map([
    ['/index.html', { mediaType: 'text/html; charset=utf-8', bytes: new TextEncoder().encode('<title>x</title>') }],
    ['/assets/a.js', { mediaType: 'text/javascript; charset=utf-8', bytes: new TextEncoder().encode('1') }],
  ])
  const ask = answerPage(assets)
  test('has an origin that counts as safe, and no other privilege', () => {
    expect(pageScheme).toEqual({ scheme: 'app', privileges: { standard: true, secure: true } })
  })
  test('gives the built files with their policy, as a header', async () => {
    for (const [path, { mediaType, bytes }] of assets) {
      const reply = ask({ method: 'GET', url: `app://liangli${path}` })
      expect([reply.status, reply.headers.get('Content-Type'), new Uint8Array(await reply.arrayBuffer())]).toEqual([200, mediaType, bytes])
      expect(reply.headers.get('Content-Security-Policy')).toBe(windowPolicy)
      expect(reply.headers.get('X-Content-Type-Options')).toBe('nosniff')
    }
  })
  test.each([
    'app://liangli/../package.json',
    'app://liangli/%2e%2e/package.json',
    'app://liangli/assets/..%2f..%2fpackage.json',
    'app://liangli/..\\..\\package.json',
    'app://liangli//etc/passwd',
    'app://liangli/C:/Windows/win.ini',
    'app://liangli/assets',
    'app://liangli/assets/',
    'app://liangli/ASSETS/a.js',
    'app://liangli/assets/a.js%00.html',
    'app://liangli/assets/a.js/',
    'app://other/assets/a.js',
    'file:///program/assets/a.js',
    '/assets/a.js',
  ])('gives nothing for %s', async (url) => {
    const reply = ask({ method: 'GET', url })
    expect([reply.status, await reply.text()]).toEqual([404, ''])
  })
  test('takes nothing', () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])
      expect(ask({ method, url: 'app://liangli/assets/a.js' }).status).toBe(404)
  })
  test('the policy lets nothing in from elsewhere, no code or style from text, and no requests out', () => {
    expect(windowPolicy).not.toMatch(/unsafe|https?:|\*|wasm/)
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'none'", "base-uri 'none'"])
      expect(windowPolicy.split('; ')).toContain(part)
  })
})

/** What a session was told, and how it answers. */
function sessionDouble(): { session: SessionPort; ask(name: string, ...given: unknown[]): unknown; isSpelling: () => boolean } {
  const told = new Map<string, (...given: never[]) => unknown>()
  let spelling = true
  const keep =
    (name: string) =>
    (handler: (...given: never[]) => unknown): void =>
      void told.set(name, handler)
  return {
    session: {
      setPermissionRequestHandler: keep('permission'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setSpellCheckerEnabled: (enable) => void (spelling = enable),
      on: (event, listener) => told.set(event, listener),
      webRequest: { onBeforeRequest: keep('request') },
    },
    ask: (name, ...given) => (told.get(name) as ((...values: unknown[]) => unknown) | undefined)?.(...given),
    isSpelling: () => spelling,
  }
}

describe('the session', () => {
  const { session, ask, isSpelling } = sessionDouble()
  lockSession(session)
  test.each([
    'media',
    'display-capture',
    'geolocation',
    'notifications',
    'clipboard-read',
    'fileSystem',
    'openExternal',
    'fullscreen',
    'unknown',
  ])('grants no %s', (permission) => {
    const answers: unknown[] = []
    ask('permission', null, permission, (granted: boolean) => answers.push(granted))
    expect([answers, ask('check', null, permission), ask('device', {})]).toEqual([[false], false, false])
  })
  test('fetches no dictionaries', () => {
    expect(isSpelling()).toBe(false)
  })
  test.each([
    'https://example.org/',
    'http://127.0.0.1/',
    'http://localhost:8080/',
    'ws://x',
    'wss://x',
    'ftp://x',
    'file:///program/index.html',
    'file://server/share/a.png',
    'devtools://devtools/x',
    'chrome://gpu',
    'app://other/x',
  ])('cancels the request for %s', (url) => {
    const answers: boolean[] = []
    ask('request', { url }, ({ cancel }: { cancel: boolean }) => answers.push(cancel))
    expect([answers, isOwnRequest(url)]).toEqual([[true], false])
  })
  test.each(['app://liangli/assets/a.js', 'data:image/png;base64,AA==', 'blob:app://liangli/1'])('lets through %s', (url) => {
    const answers: boolean[] = []
    ask('request', { url }, ({ cancel }: { cancel: boolean }) => answers.push(cancel))
    expect(answers).toEqual([false])
  })
  test('downloads only what the page made itself', () => {
    const isPrevented = (url: string): boolean => {
      let prevented = false
      ask('will-download', { preventDefault: () => void (prevented = true) }, { getURL: () => url })
      return prevented
    }
    expect(['https://example.org/a.exe', 'app://liangli/assets/a.js', 'blob:app://liangli/1'].map(isPrevented)).toEqual([true, true, false])
  })
})

describe('a message', () => {
  test('is heard from our page alone, and not from a frame in it', () => {
    expect(isTrustedFrame({ url: `${pageAddress}#/x`, parent: null })).toBe(true)
    expect(isTrustedFrame({ url: 'app://liangli/', parent: null })).toBe(true)
    expect(isTrustedFrame({ url: pageAddress, parent: {} })).toBe(false)
    expect(isTrustedFrame(null)).toBe(false)
    for (const url of foreign) expect([url, isTrustedFrame({ url, parent: null }), isOwnPage(url)]).toEqual([url, false, false])
    expect(isOwnPage(undefined)).toBe(false)
  })
  test('from elsewhere is refused unread; a name must be a word', async () => {
    const heard: unknown[] = []
    let handle: (event: InvokeEvent, ...args: unknown[]) => Promise<unknown> = () => Promise.resolve()
    registerCommands({ handle: (_channel, listener) => void (handle = listener) }, (name, request) => {
      heard.push([name, request])
      return Promise.resolve({ ok: true, value: null })
    })
    const refused = { ok: false, error: { code: 'bad-request' } }
    const own = { url: pageAddress, parent: null }
    expect(await handle({ senderFrame: null }, 'shelf:list', null)).toEqual(refused)
    expect(await handle({ senderFrame: { ...own, parent: {} } }, 'shelf:list', null)).toEqual(refused)
    for (const url of foreign) expect(await handle({ senderFrame: { url, parent: null } }, 'shelf:list', null)).toEqual(refused)
    for (const name of [undefined, 1, {}, ['shelf:list']]) expect(await handle({ senderFrame: own }, name, null)).toEqual(refused)
    expect(heard).toEqual([])
    expect(await handle({ senderFrame: own }, 'shelf:list')).toEqual({ ok: true, value: null })
    expect(heard).toEqual([['shelf:list', null]])
  })
})
