import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readdir, stat, unlink } from 'node:fs/promises'
import { hostname, networkInterfaces, userInfo } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import type { ShelfId } from '../../contract/commands'
import { workId, type Holder, type TabNumber, type WindowId, type WorkId } from '../../contract/keeping'
import { parseJson } from '../../../models/shared/json'
import { shownText } from '../../../models/shared/visible'
import { writeAtomically } from './atomicWrite'
import { readTextFile } from './readText'
import { createTurns } from './turns'

const hex = z.string().regex(/^[0-9a-f]{16,64}$/)
const leaseSchema = z.strictObject({
  format: z.literal('liangli-windows'),
  session: hex,
  /** Which computer, without saying so. */
  machine: hex,
  pid: z.int().min(0),
  owner: z.string().max(200),
  host: z.string().max(300),
  windows: z.array(z.strictObject({ window: hex, tab: z.int().min(0), entry: hex.nullable(), since: z.number() })).max(500),
})
type Lease = z.infer<typeof leaseSchema>
type Claim = Lease['windows'][number]

export type Identity = Omit<Lease, 'format' | 'windows'>

/** This process among all that use the folder, on whatever computer. */
export function thisProcess(): Identity {
  return {
    session: randomBytes(16).toString('hex'),
    machine: createHash('sha256').update(machineMarks()).digest('hex').slice(0, 32),
    pid: process.pid,
    owner: userName().slice(0, 200),
    host: hostname().slice(0, 300),
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}

/** Copied disks share a host's name, but not its network cards; containers share these, but not the number of the start. */
function machineMarks(): string {
  const cards = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ mac }) => mac))
  let start = ''
  try {
    start = `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')} ${readFileSync('/proc/self/cgroup', 'utf8')}`
  } catch {
    // No Linux.
  }
  return [hostname(), start, ...[...new Set(cards)].sort()].join('\n')
}

/** Whether a process of this computer runs; one of another user does, though it may not be touched. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const idOf = ({ window, tab }: Claim): WorkId => workId(window, tab)
/** Two that came at the same moment are told apart alike by everybody. */
const orderOf = ({ lease, claim }: { readonly lease: Pick<Lease, 'session'>; readonly claim: Claim }): string =>
  `${lease.session}${idOf(claim)}`

const beatEvery = 5000
/** Six beats missed: the computer is off, asleep, or cut from the network. */
const staleAfter = 30_000
const fileForm = /^[0-9a-f]{16,64}\.json$/

/**
 * Which windows are open on a shelf and which scenarios each holds, over all processes and computers that use the folder: each
 * process writes one small file of its own, again every few seconds. Its age is told by the folder's own clock, so that
 * computers whose clocks differ agree. This is what users are told; what keeps a file from being overwritten is its stamp.
 */
export class Windows {
  readonly identity: Identity
  private readonly folder: string
  private readonly path: string
  private readonly isRunning: (pid: number) => boolean
  private readonly open = new Map<WorkId, Claim>()
  private readonly inTurn = createTurns()
  private timer: ReturnType<typeof setInterval> | undefined
  private hasEnded = false

  constructor(folder: string, identity: Identity = thisProcess(), running: (pid: number) => boolean = isRunning) {
    this.folder = folder
    this.identity = identity
    this.path = join(folder, `${identity.session}.json`)
    this.isRunning = running
  }

  /**
   * A tab of a window holds a scenario from now on, or none. @returns who else has it and had it before. Whoever is told keeps waiting:
   * when the other lets go, the next question finds it free.
   */
  hold(window: WindowId, entry: ShelfId | null, tab: TabNumber = 0): Promise<Holder | null> {
    return this.inTurn(async () => {
      const id = workId(window, tab)
      if (this.open.get(id)?.entry !== entry) {
        this.open.delete(id)
        // Open it is, whatever it holds.
        this.open.set(workId(window, 0), this.open.get(workId(window, 0)) ?? { window, tab: 0, entry: null, since: 0 })
        const since = await this.beat()
        if (entry !== null) this.open.set(id, { window, tab, entry, since })
      }
      const now = await this.beat()
      this.timer ??= setInterval(() => void this.inTurn(() => this.beat()), beatEvery).unref()
      return entry === null ? null : this.holderOf(entry, id, now)
    })
  }

  /** A window is gone. */
  leave(window: WindowId): Promise<void> {
    return this.inTurn(async () => {
      const known = [...this.open].filter(([, claim]) => claim.window === window)
      for (const [id] of known) this.open.delete(id)
      if (known.length > 0) await this.beat()
    })
  }

  /** All windows of this process are gone. */
  leaveAll(): Promise<void> {
    return this.inTurn(async () => {
      this.open.clear()
      await this.beat()
    })
  }

  /** Whether this process has other windows than this one. */
  hasOthers(window: WindowId): boolean {
    return [...this.open.values()].some((claim) => claim.window !== window)
  }

  /** Whether a window of any process is open. */
  isOpen(session: string, window: WindowId): Promise<boolean> {
    return this.inTurn(async () => {
      if (session === this.identity.session) return [...this.open.values()].some((claim) => claim.window === window)
      const others = await this.others(await this.beat())
      return others.some((lease) => lease.session === session && lease.windows.some((claim) => claim.window === window))
    })
  }

  /** The process ends; its file goes, and windows that close after it bring none back. */
  async end(): Promise<void> {
    this.hasEnded = true
    if (this.timer !== undefined) clearInterval(this.timer)
    await this.inTurn(() => unlink(this.path).catch(() => undefined))
  }

  /** Write the own file. @returns the folder's time, milliseconds; of a folder that cannot be written the computer's. */
  private async beat(): Promise<number> {
    if (this.hasEnded) return Date.now()
    const lease: Lease = { format: 'liangli-windows', ...this.identity, windows: [...this.open.values()] }
    const written = await writeAtomically(this.path, JSON.stringify(lease), { makesFolder: true, isLasting: false })
    const at = written.ok ? await stat(this.path).catch(() => undefined) : undefined
    return at?.mtimeMs ?? Date.now()
  }

  private async holderOf(entry: ShelfId, id: WorkId, now: number): Promise<Holder | null> {
    const own = { ...this.identity, windows: [...this.open.values()] }
    const claims = [own, ...(await this.others(now))].flatMap((lease) =>
      lease.windows.filter((claim) => claim.entry === entry).map((claim) => ({ lease, claim })),
    )
    const [first] = claims.sort((a, b) => a.claim.since - b.claim.since || (orderOf(a) < orderOf(b) ? -1 : 1))
    if (first === undefined || (first.lease.session === this.identity.session && idOf(first.claim) === id)) return null
    return {
      owner: shownText(first.lease.owner),
      host: shownText(first.lease.host),
      since: new Date(first.claim.since).toISOString(),
      isHere: first.lease.session === this.identity.session,
    }
  }

  /** What other processes that are alive have open; files of those that are not are taken away. */
  private async others(now: number): Promise<readonly Lease[]> {
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => fileForm.test(name))
    const found: Lease[] = []
    for (const name of names) {
      const path = join(this.folder, name)
      const [read, at] = [await readTextFile(path, name, 200_000), await stat(path).catch(() => undefined)]
      if (!read.ok || at === undefined || path === this.path) continue
      const json = parseJson(read.text)
      const lease = leaseSchema.safeParse(json.ok ? json.value : undefined)
      const isLate = now - at.mtimeMs > staleAfter
      const isDead = lease.success && lease.data.machine === this.identity.machine && !this.isRunning(lease.data.pid)
      if (isLate || isDead) await unlink(path).catch(() => undefined)
      else if (lease.success) found.push(lease.data)
    }
    return found
  }
}
