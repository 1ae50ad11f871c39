import type { Diagnostics, WindowId } from '../contract/keeping'
import { collectDiagnostics, type DiagnosticParts } from './diagnostics'
import type { FileChooser } from './files/chooser'
import type { Recovery } from './files/recovery'
import type { Shelf } from './files/shelf'
import type { Windows } from './files/windows'
import type { Handlers } from './handlers'
import { scrubError, type Personal } from './scrub'
import { done } from './replies'

/** What keeps work and tells of failures. */
export interface Keeping {
  readonly windows: Windows
  readonly recovery: Recovery
  readonly diagnostics: DiagnosticParts
  readonly personal: Personal
}

type KeepingCommands =
  | 'scenario:check'
  | `window:${'hold' | 'leave'}`
  | `recovery:${'list' | 'write' | 'open' | 'discard'}`
  | `program:${'notices' | 'report'}`
  | `diagnostics:${'read' | 'save'}`

/** Windows and what they hold, unsaved work, notices and diagnostics. */
export function keepingHandlers(
  { windows, recovery, diagnostics, personal }: Keeping,
  shelf: Shelf,
  chooser: FileChooser,
): Pick<Handlers, KeepingCommands> {
  let shown: Diagnostics | undefined
  /** What a window sent before it went may come after it. */
  const gone = new Set<WindowId>()
  return {
    'scenario:check': async ({ entry, stamp }) => done(await shelf.stateOf(entry, stamp)),
    'window:hold': async ({ window, tab, entry }) => {
      gone.delete(window)
      return done(await windows.hold(window, entry, tab))
    },
    'window:leave': async ({ window, isDone }) => {
      if (isDone) gone.add(window)
      await windows.leave(window)
      if (isDone) await recovery.discardAll(window)
      return done(null)
    },
    'recovery:list': async () => done(await recovery.list()),
    'recovery:write': async (request) => {
      if (gone.has(request.window)) return done(null)
      const outcome = await recovery.write(request)
      return outcome.ok ? done(null) : { ok: false, error: { code: outcome.code } }
    },
    'recovery:open': ({ id }) => recovery.open(id),
    'recovery:discard': async ({ id }) => {
      await recovery.discard(id)
      return done(null)
    },
    'program:notices': () => Promise.resolve(done(diagnostics.notices.all())),
    'program:report': (error) => {
      diagnostics.log.write({ event: 'window-error', ...scrubError(error, personal) })
      return Promise.resolve(done(null))
    },
    'diagnostics:read': async () => {
      shown = await collectDiagnostics(diagnostics)
      return done(shown)
    },
    // What is saved is what was shown.
    'diagnostics:save': async () => {
      shown ??= await collectDiagnostics(diagnostics)
      const outcome = await chooser.save(shown.fileName, 'text/plain', shown.text)
      return outcome.ok ? outcome : { ok: false, error: { code: outcome.code } }
    },
  }
}
