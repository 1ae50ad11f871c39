import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { packFrame } from '../../../../electron/contract/frame'
import { createBridge } from '../../../../renderer/bridge/bridge'
import { plan } from '../../../fixtures/catalogue'

const fetched = vi.fn<(url: string, init?: RequestInit) => Promise<Response>>()

describe('the standing connection', () => {
  class Socket {
    static readonly OPEN = 1
    static readonly opened: Socket[] = []
    readyState = 0
    readonly sent: string[] = []
    onopen?: () => void
    onmessage?: (event: { readonly data: ArrayBuffer }) => void
    onclose?: () => void
    constructor(readonly url: string) {
      Socket.opened.push(this)
    }
    send(text: string): void {
      this.sent.push(text)
    }
    open(): void {
      this.readyState = 1
      this.onopen?.()
    }
    reply(number: number, reply: unknown): void {
      this.onmessage?.({ data: packFrame({ number, reply }).slice().buffer })
    }
    break(): void {
      this.readyState = 3
      this.onclose?.()
    }
  }
  const run = { document: plan, revision: 1 }
  beforeEach(() => {
    fetched.mockReset()
    vi.stubGlobal('window', {})
    vi.stubGlobal('fetch', fetched)
    vi.useFakeTimers()
    Socket.opened.length = 0
    vi.stubGlobal('WebSocket', Socket)
    vi.stubGlobal('location', { hash: '', host: '127.0.0.1:9' })
    vi.stubGlobal('sessionStorage', { getItem: () => 'session-1', setItem: () => undefined })
    fetched.mockImplementation(() => Promise.resolve(new Response(packFrame({ ok: false, error: { code: 'internal' } }).slice())))
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  test('takes runs once it is open: the session first, then requests that are answered by their number', async () => {
    const bridge = createBridge()
    await bridge.invoke('simulation:run', run)
    await bridge.invoke('simulation:run', run)
    expect([fetched.mock.calls.map(([url]) => url), Socket.opened.length]).toEqual([['/api/simulation:run', '/api/simulation:run'], 1])
    const [socket] = Socket.opened
    expect(socket?.url).toBe('ws://127.0.0.1:9/wire')
    socket?.open()
    const [first, second] = [bridge.invoke('simulation:run', run), bridge.invoke('simulation:run', { ...run, revision: 2 })]
    expect(socket?.sent[0]).toBe('session-1')
    expect(socket?.sent[2]).toBe(`2 simulation:run\n${JSON.stringify({ ...run, revision: 2 })}`)
    socket?.reply(2, { ok: true, value: 'second' })
    socket?.reply(1, { ok: true, value: Float64Array.of(1) })
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: Float64Array.of(1) },
      { ok: true, value: 'second' },
    ])
    await bridge.invoke('shelf:list', null)
    expect(fetched.mock.calls.at(-1)?.[0]).toBe('/api/shelf:list')
  })

  test('when it breaks, what waits is asked again by a request; it is opened again, not at every request', async () => {
    const bridge = createBridge()
    const ask = () => bridge.invoke('simulation:run', run)
    await ask()
    await ask()
    Socket.opened[0]?.open()
    const waiting = ask()
    expect([Socket.opened[0]?.sent.length, fetched.mock.calls.length]).toEqual([2, 2])
    Socket.opened[0]?.break()
    expect(await waiting).toEqual({ ok: false, error: { code: 'internal' } })
    expect(fetched.mock.calls.length).toBe(3)
    await ask()
    expect(Socket.opened).toHaveLength(1)
    vi.advanceTimersByTime(5000)
    await ask()
    expect(Socket.opened).toHaveLength(2)
    Socket.opened[1]?.break()
    fetched.mockRejectedValueOnce(new TypeError('refused'))
    expect(await ask()).toEqual({ ok: false, error: { code: 'connection-lost' } })
    expect(Socket.opened).toHaveLength(2)
  })
})
