import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { reactive } from 'vue'
import { packFrame } from '../../../../electron/contract/frame'
import type { DesktopApi } from '../../../../electron/contract/desktop'
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
    expect([await bridge.pickFile(), await bridge.pickTable(), bridge.printsByItself]).toEqual([undefined, undefined, false])
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

  const stored = new Map<string, string>()
  beforeEach(() => {
    stored.clear()
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => stored.set(key, value),
    })
  })
  const sessionOf = (call: number): unknown => (fetched.mock.calls[call]?.[1]?.headers as Record<string, string>)['X-Liangli-Session']

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
    open?.(new Response('session-7'))
    expect(await reply).toEqual({ ok: true, value: [] })
    expect([sessionOf(1), stored.get('liangli-session')]).toEqual(['session-7', 'session-7'])
    expect(asked()).toEqual(['/session', '/api/shelf:list'])
    expect(fetched.mock.calls[0]?.[1]?.body).toBe('one-use_7')
    expect(replaceState).toHaveBeenCalledWith(null, '', '/')
  })

  test('a page that is loaded again has its session still; one without has none to send', async () => {
    stored.set('liangli-session', 'session-8')
    fetched.mockImplementation(() => Promise.resolve(frame({ ok: true, value: [] })))
    await createBridge().invoke('shelf:list', null)
    stored.clear()
    await createBridge().invoke('shelf:list', null)
    expect([sessionOf(0), sessionOf(1)]).toEqual(['session-8', ''])
  })

  test('a browser that keeps nothing of any page goes on, and a code that was used is no session', async () => {
    const refuse = (): never => {
      throw new Error('denied')
    }
    vi.stubGlobal('sessionStorage', { getItem: refuse, setItem: refuse })
    vi.stubGlobal('location', { hash: '#code=one-use_7' })
    fetched.mockImplementation((url) => Promise.resolve(url === '/session' ? new Response('session-9') : frame({ ok: true, value: [] })))
    await createBridge().invoke('shelf:list', null)
    expect(sessionOf(1)).toBe('session-9')
    fetched.mockReset().mockImplementation(() => Promise.resolve(new Response(null, { status: 401 })))
    expect(await createBridge().invoke('shelf:list', null)).toEqual({ ok: false, error: { code: 'connection-lost' } })
    expect(sessionOf(1)).toBe('')
  })

  test('the service is known by an open stream: when it breaks it is tried again, and a window that is turned away stops', async () => {
    vi.useFakeTimers()
    const streams: ReadableStreamDefaultController[] = []
    const told: boolean[] = []
    fetched.mockImplementation(() =>
      Promise.resolve(new Response(new ReadableStream({ start: (controller) => void streams.push(controller) }))),
    )
    const bridge = createBridge()
    bridge.listen((isConnected) => told.push(isConnected))
    await vi.advanceTimersByTimeAsync(0)
    expect([told, fetched.mock.calls[0]?.[0], fetched.mock.calls[0]?.[1]?.body]).toEqual([
      [true],
      '/events',
      JSON.stringify({ window: bridge.window }),
    ])
    streams[0]?.close()
    await vi.advanceTimersByTimeAsync(0)
    expect(told).toEqual([true, false])
    await vi.advanceTimersByTimeAsync(1000)
    expect(told).toEqual([true, false, true])
    fetched.mockRejectedValueOnce(new TypeError('refused')).mockResolvedValueOnce(new Response(null, { status: 401 }))
    streams[1]?.error(new Error('cut'))
    await vi.advanceTimersByTimeAsync(120_000)
    expect([told.at(-1), fetched.mock.calls.length]).toEqual([false, 4])
    vi.useRealTimers()
  })

  test('a window that goes says so in a request that outlives it', () => {
    fetched.mockResolvedValue(new Response(null))
    const bridge = createBridge()
    bridge.leave(true)
    return vi.waitFor(() => {
      expect([fetched.mock.calls[0]?.[0], fetched.mock.calls[0]?.[1]?.keepalive, fetched.mock.calls[0]?.[1]?.body]).toEqual([
        '/api/window:leave',
        true,
        JSON.stringify({ window: bridge.window, isDone: true }),
      ])
    })
  })

  test('two windows are two', () => expect(createBridge().window).not.toBe(createBridge().window))

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

describe('files over loopback', () => {
  /** The parts of a page that a file goes through. */
  function page(file: File | undefined): { readonly clicked: string[]; readonly blobs: Blob[]; readonly inputs: { accept: string }[] } {
    const seen = { clicked: [] as string[], blobs: [] as Blob[], inputs: [] as { accept: string }[] }
    vi.stubGlobal('window', {})
    vi.stubGlobal('location', { hash: '' })
    vi.stubGlobal('document', {
      createElement: (name: string) => {
        const listeners = new Map<string, () => void>()
        const element = {
          accept: '',
          download: '',
          files: file === undefined ? [] : [file],
          addEventListener: (event: string, listener: () => void) => listeners.set(event, listener),
          click: () => {
            seen.clicked.push(`${name} ${element.download}`.trim())
            listeners.get(file === undefined ? 'cancel' : 'change')?.()
          },
        }
        seen.inputs.push(element)
        return element
      },
    })
    vi.stubGlobal('FileReader', TestReader)
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) seen.blobs.push(blob)
      return 'blob:x'
    })
    return seen
  }
  /** Reads a file as a browser does. */
  class TestReader {
    result = ''
    private readonly listeners = new Map<string, () => void>()
    addEventListener(event: string, listener: () => void): void {
      this.listeners.set(event, listener)
    }
    readAsDataURL(blob: Blob): void {
      void blob.arrayBuffer().then(
        (bytes) => {
          this.result = `data:;base64,${Buffer.from(bytes).toString('base64')}`
          this.listeners.get('load')?.()
        },
        () => this.listeners.get('error')?.(),
      )
    }
  }

  test('a table travels as its bytes, whatever they are', async () => {
    const seen = page(new File([Uint8Array.of(0, 255, 128, 10)], '人口.xlsx'))
    expect(await createBridge().pickTable()).toEqual({ name: '人口.xlsx', base64: 'AP+ACg==' })
    expect(seen.inputs[0]?.accept).toContain('.xlsx')
  })
  test('of a giant only enough is read for it to be refused', async () => {
    page(new File([new Uint8Array(21 * 1024 * 1024)], 'a.xlsx'))
    const picked = await createBridge().pickTable()
    expect(Buffer.from(picked?.base64 ?? '', 'base64').length).toBe(20 * 1024 * 1024 + 1)
  })
  test('given up is null; a file that cannot be read is an error', async () => {
    page(undefined)
    expect(await createBridge().pickTable()).toBeNull()
    const file = new File(['x'], 'a.csv')
    vi.spyOn(file, 'slice').mockReturnValue({ arrayBuffer: () => Promise.reject(new Error('gone')) } as unknown as Blob)
    page(file)
    await expect(createBridge().pickTable()).rejects.toThrow()
  })
  test('bytes are handed out as bytes, text as text', async () => {
    const seen = page(undefined)
    const bridge = createBridge()
    bridge.deliver({ fileName: 'a.xlsx', download: { mediaType: 'x/y', base64: 'AP+ACg==' } })
    bridge.deliver({ fileName: 'a.csv', download: { mediaType: 'text/csv', text: '年' } })
    expect([...new Uint8Array((await seen.blobs[0]?.arrayBuffer()) ?? new ArrayBuffer())]).toEqual([0, 255, 128, 10])
    expect(await seen.blobs[1]?.text()).toBe('年')
    expect(seen.clicked).toEqual(['a a.xlsx', 'a a.csv'])
  })
})
