import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { reactive } from 'vue'
import { packFrame } from '../../../../electron/contract/frame'
import type { DesktopApi } from '../../../../electron/contract/commands'
import { createBridge } from '../../../../renderer/bridge/bridge'
import { plan } from '../../../fixtures/catalogue'

afterEach(() => vi.unstubAllGlobals())

describe('in the desktop window', () => {
  const invoke = vi.fn((..._args: unknown[]) => Promise.resolve({ ok: true, value: null }))
  beforeEach(() => {
    invoke.mockClear()
    vi.stubGlobal('window', { desktop: { shell: 'electron', invoke, onMenu: () => () => undefined } as unknown as DesktopApi })
  })

  test('requests cross as deep plain copies: no proxy of Vue, no shared object', async () => {
    const document = reactive({ ...plan, overrides: [] })
    await createBridge().invoke('simulation:run', { document, revision: 3 })
    const [name, sent] = invoke.mock.calls[0] ?? []
    expect(name).toBe('simulation:run')
    expect(sent).toEqual({ document: { ...plan, overrides: [] }, revision: 3 })
    expect(() => structuredClone(sent)).not.toThrow()
    expect((sent as { document: unknown }).document).not.toBe(document)
  })

  test('a shell that is gone is a refusal and never a throw', async () => {
    invoke.mockRejectedValueOnce(new Error('render frame was disposed'))
    expect(await createBridge().invoke('shelf:list', null)).toEqual({ ok: false, error: { code: 'connection-lost' } })
  })

  test('the shell has its own dialogs, writes its own files and prints by itself', async () => {
    const bridge = createBridge()
    expect([await bridge.pickFile(), bridge.printsByItself]).toEqual([undefined, false])
    expect(() => {
      bridge.deliver({ fileName: 'a.json' })
    }).not.toThrow()
  })
})

describe('over loopback', () => {
  const fetched = vi.fn<(url: string, init?: RequestInit) => Promise<Response>>()
  const replaceState = vi.fn()
  const frame = (value: unknown): Response => new Response(packFrame(value).slice())
  beforeEach(() => {
    fetched.mockReset()
    replaceState.mockReset()
    vi.stubGlobal('window', {})
    vi.stubGlobal('location', { hash: '' })
    vi.stubGlobal('history', { replaceState })
    vi.stubGlobal('fetch', fetched)
  })

  test('a command is a JSON post, its reply a frame whose arrays are arrays again', async () => {
    fetched.mockResolvedValue(frame({ ok: true, value: { entries: Float64Array.of(1.5, -0, 2) } }))
    const reply = await createBridge().invoke('shelf:list', null)
    const [url, init] = fetched.mock.calls[0] ?? []
    expect([url, init?.method, init?.body]).toEqual(['/api/shelf:list', 'POST', 'null'])
    expect(reply).toEqual({ ok: true, value: { entries: Float64Array.of(1.5, -0, 2) } })
  })

  test('the one-use code is exchanged before the first command and leaves the address', async () => {
    vi.stubGlobal('location', { hash: '#code=one-use_7' })
    let open: ((response: Response) => void) | undefined
    fetched.mockImplementation((url) =>
      url === '/session'
        ? new Promise((resolve) => {
            open = resolve
          })
        : Promise.resolve(frame({ ok: true, value: [] })),
    )
    const asked = (): readonly string[] => fetched.mock.calls.map(([url]) => url)
    const reply = createBridge().invoke('shelf:list', null)
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(asked(), 'no command goes out before the session is there').toEqual(['/session'])
    open?.(new Response(null, { status: 204 }))
    expect(await reply).toEqual({ ok: true, value: [] })
    expect(asked()).toEqual(['/session', '/api/shelf:list'])
    expect(fetched.mock.calls[0]?.[1]?.body).toBe('one-use_7')
    expect(replaceState).toHaveBeenCalledWith(null, '', '/#/overview')
  })

  test.each([
    [401, 'connection-lost'],
    [400, 'bad-request'],
    [413, 'bad-request'],
    [500, 'bad-request'],
  ])('status %d is the refusal %s', async (status, code) => {
    fetched.mockResolvedValue(new Response('{}', { status }))
    expect(await createBridge().invoke('shelf:list', null)).toEqual({ ok: false, error: { code } })
  })

  test('a service that is gone, or a reply cut off, is a refusal and never a throw', async () => {
    fetched.mockRejectedValueOnce(new TypeError('failed to fetch'))
    const whole = packFrame({ ok: true, value: Float64Array.of(1, 2, 3) })
    fetched.mockResolvedValueOnce(new Response(whole.slice(0, whole.length - 8)))
    const bridge = createBridge()
    expect(await bridge.invoke('shelf:list', null)).toEqual({ ok: false, error: { code: 'connection-lost' } })
    expect(await bridge.invoke('shelf:list', null)).toEqual({ ok: false, error: { code: 'connection-lost' } })
  })
})
