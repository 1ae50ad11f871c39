import { unpackFrame } from '../../electron/contract/frame'
import { goesByWire } from '../../electron/contract/wire'
import type { CommandName, Reply, Request } from '../../electron/contract/commands'
import type { WindowId } from '../../electron/contract/keeping'
import type { Bridge } from './bridge'
import { deliver, pickFile, pickTable } from './userFiles'
import { Wire } from './wire'

/** The service over loopback, in a browser. */
export function loopbackBridge(window: WindowId): Bridge {
  const opening = openSession()
  let session: string | undefined
  let wire: Wire | undefined
  const post = async (path: string, body: string, options: RequestInit = {}): Promise<Response> => {
    // Waited for once: after that a request leaves at once, and not behind what the screen has to draw.
    session ??= await opening
    wire ??= new Wire(session)
    return fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Liangli-Session': session },
      body,
      ...options,
    })
  }
  return {
    window,
    async invoke<N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>> {
      try {
        const body = JSON.stringify(request)
        // What goes by wire changes nothing: where the wire breaks it is asked again.
        const reply = goesByWire(name) ? await wire?.ask(name, body)?.catch(() => undefined) : undefined
        if (reply !== undefined) return reply as Reply<N>
        const response = await post(`/api/${name}`, body)
        if (!response.ok) return { ok: false, error: { code: response.status === 401 ? 'connection-lost' : 'bad-request' } }
        return unpackFrame(await response.arrayBuffer()) as Reply<N>
      } catch {
        return { ok: false, error: { code: 'connection-lost' } }
      }
    },
    listen: (tell) => void listen(() => post('/events', JSON.stringify({ window })), tell),
    leave: (isDone) => void post('/api/window:leave', JSON.stringify({ window, isDone }), { keepalive: true }).catch(() => undefined),
    pickFile,
    pickTable,
    deliver,
    printsByItself: true,
  }
}

const storedAs = 'liangli-session'

/**
 * Exchange the one-use code of the address for a session, and take it out of the address bar. The session stays with this
 * tab, so that it can be loaded again; no other origin, and no server on another port, ever sees it.
 */
async function openSession(): Promise<string> {
  const code = /^#code=([\w-]+)/.exec(location.hash)?.[1]
  if (code !== undefined) {
    history.replaceState(null, '', '/')
    const response = await fetch('/session', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: code }).catch(
      () => undefined,
    )
    const session = response?.ok === true ? await response.text() : undefined
    if (session !== undefined) {
      keep(session)
      return session
    }
  }
  return kept() ?? ''
}

/** A browser that keeps nothing of any page has to be started again for a new window; everything else goes on. */
function keep(session: string): void {
  try {
    sessionStorage.setItem(storedAs, session)
  } catch {
    // Not kept.
  }
}

function kept(): string | null {
  try {
    return sessionStorage.getItem(storedAs)
  } catch {
    return null
  }
}

/** Longest time between two attempts to reach the service again, milliseconds. */
const longestWait = 15_000

/** The service knows a window by an open stream; when it breaks the window tries again, unless it has been turned away. */
async function listen(open: () => Promise<Response>, tell: (isConnected: boolean) => void): Promise<void> {
  for (let wait = 500; ; wait = Math.min(2 * wait, longestWait)) {
    try {
      const response = await open()
      tell(response.ok)
      if (!response.ok) return
      wait = 500
      const reader = response.body?.getReader()
      while ((await reader?.read())?.done === false);
    } catch {
      // Told below.
    }
    tell(false)
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}
