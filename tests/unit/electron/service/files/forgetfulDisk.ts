import type { FileOperations } from '../../../../../electron/service/files/atomicWrite'

interface Inode {
  /** As programs see it. */
  data: string
  /** As it is sure to be after a power failure; undefined: anything may be left of it. */
  lasting: string | undefined
}
type Names = ReadonlyMap<string, Inode>
const failure = (code: string): Error => Object.assign(new Error(code), { code })

/**
 * A disk in memory that forgets what was not flushed: names that come and go last in their order, but only a folder's flush
 * makes sure of them; contents last only when the file was flushed. The power fails before the given operation.
 */
export class ForgetfulDisk {
  private names: Names
  /** Names as they are sure to be, and what was done to them since, in order. */
  private lasting: Names
  private pending: Names[] = []
  private operations = 0
  private readonly failsBefore: number

  constructor(files: Readonly<Record<string, string>>, failsBefore = Number.POSITIVE_INFINITY) {
    this.names = new Map(Object.entries(files).map(([path, data]) => [path, { data, lasting: data }]))
    this.lasting = this.names
    this.failsBefore = failsBefore
  }

  get done(): number {
    return this.operations
  }

  private step(): void {
    if (++this.operations >= this.failsBefore) throw failure('POWER')
  }

  private rewrite(change: (names: Map<string, Inode>) => void): void {
    const next = new Map(this.names)
    change(next)
    this.names = next
    this.pending.push(next)
  }

  private at(path: string): Inode {
    const inode = this.names.get(path)
    if (inode === undefined) throw failure('ENOENT')
    return inode
  }

  /** Every state that the disk may be found in after the failure: any of the names, any remains of what was not flushed. */
  *afterwards(path: string): Generator<string | undefined> {
    for (const names of [this.lasting, ...this.pending]) {
      const inode = names.get(path)
      if (inode === undefined) yield undefined
      else if (inode.lasting !== undefined && inode.lasting === inode.data) yield inode.data
      else for (const part of ['', inode.data.slice(0, inode.data.length / 2), inode.data]) yield part
    }
  }

  readonly operationsOf = (wait: FileOperations['wait'] = () => Promise.resolve()): FileOperations => {
    const run = <T>(work: () => T): Promise<T> => {
      try {
        this.step()
        return Promise.resolve(work())
      } catch (error) {
        return Promise.reject(error as Error)
      }
    }
    const handle = (inode: Inode | undefined): object => ({
      writeFile: (data: string) => run(() => inode !== undefined && void Object.assign(inode, { data, lasting: undefined })),
      sync: () =>
        run(() => {
          if (inode !== undefined) inode.lasting = inode.data
          else {
            this.lasting = this.names
            this.pending = []
          }
        }),
      close: () => run(() => undefined),
    })
    return {
      wait,
      mkdir: (() => run(() => undefined)) as unknown as FileOperations['mkdir'],
      open: ((path: string, flags: string) =>
        run(() => {
          if (flags !== 'wx') return handle(undefined)
          const inode: Inode = { data: '', lasting: undefined }
          this.rewrite((names) => names.set(path, inode))
          return handle(inode)
        })) as unknown as FileOperations['open'],
      rename: ((from: string, to: string) =>
        run(() => {
          const inode = this.at(from)
          this.rewrite((names) => {
            names.delete(from)
            names.set(to, inode)
          })
        })) as unknown as FileOperations['rename'],
      link: ((from: string, to: string) =>
        run(() => {
          const inode = this.at(from)
          this.rewrite((names) => names.set(to, inode))
        })) as unknown as FileOperations['link'],
      unlink: ((path: string) => run(() => this.rewrite((names) => names.delete(path)))) as unknown as FileOperations['unlink'],
      copyFile: ((from: string, to: string) =>
        run(() => {
          const { data } = this.at(from)
          this.rewrite((names) => names.set(to, { data, lasting: undefined }))
        })) as unknown as FileOperations['copyFile'],
    }
  }
}
