import { randomBytes } from 'node:crypto'
import { copyFile, link, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { WriteFailure } from '../../contract/failures'

export type WriteOutcome = { readonly ok: true } | { readonly ok: false; readonly code: WriteFailure }

/** The file operations that are needed, so that a test can make each of them fail. */
export interface FileOperations {
  readonly mkdir: typeof mkdir
  readonly open: typeof open
  readonly rename: typeof rename
  readonly unlink: typeof unlink
  readonly link: typeof link
  readonly copyFile: typeof copyFile
  readonly wait: (milliseconds: number) => Promise<void>
}

export const nodeFiles: FileOperations = {
  mkdir,
  open,
  rename,
  unlink,
  link,
  copyFile,
  wait: (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds)
    }),
}

export interface WriteOptions {
  /** Leaves the file as it was before as `<path>.bak`. */
  readonly keepBackup?: boolean
  /** Makes the folder where there is none. */
  readonly makesFolder?: boolean
  /** Whether it has to outlive a power failure too; what is written every few seconds need not. */
  readonly isLasting?: boolean
  readonly files?: FileOperations
}

/** A scanner lets go of a file after a moment. */
const busy = new Set(['EPERM', 'EBUSY', 'EACCES'])
const attempts = 8
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const forbidden = new Set(['EPERM', 'EACCES', 'EROFS'])
/** A folder that is not there any more: a drive that was pulled out, a share whose server does not answer. */
const lost = new Set([
  ...['ENOENT', 'ENOTDIR', 'ESTALE', 'EIO', 'ENXIO', 'ENODEV', 'ENOTCONN', 'ECONNRESET', 'ETIMEDOUT'],
  ...['EHOSTDOWN', 'EHOSTUNREACH', 'ENETDOWN', 'ENETUNREACH', 'ENOLINK', 'EREMOTEIO'],
])
/** What systems answer that cannot flush a file or a folder. */
const cannotFlush = new Set(['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EISDIR', 'EPERM', 'EACCES', 'EBADF'])

/** Short, so that a file whose name is as long as names may be can be written. */
const temporaryName = (): string => `.liangli-${randomBytes(6).toString('hex')}.tmp`
const temporaryForm = /^\.liangli-[0-9a-f]{12}\.tmp$|^\..+\.[0-9a-f]{12}\.tmp$/

/**
 * Write a whole file or nothing: a temporary file in the same folder, flushed to disk, renamed over the old one, and the
 * folder flushed too where the system lets. What a scanner holds is tried again, with growing waits. (write-file-atomic
 * tries nothing again and hides the reason, hence our own.)
 */
export async function writeAtomically(path: string, content: string | Uint8Array, options: WriteOptions = {}): Promise<WriteOutcome> {
  const { keepBackup = false, isLasting = true, makesFolder = false, files = nodeFiles } = options
  const folder = dirname(path)
  const temporary = join(folder, temporaryName())
  try {
    if (makesFolder) await makeFolder(folder, files)
    await writeNew(temporary, content, isLasting, files)
  } catch (error) {
    await files.unlink(temporary).catch(() => undefined)
    const code = codeOf(error)
    return { ok: false, code: forbidden.has(code) ? 'folder-read-only' : failureOf(code) }
  }
  try {
    if (keepBackup) await backUp(path, files)
    await withPatience(() => files.rename(temporary, path), files)
    if (isLasting) await flushFolder(folder, files)
    return { ok: true }
  } catch (error) {
    await files.unlink(temporary).catch(() => undefined)
    return { ok: false, code: failureOf(codeOf(error)) }
  }
}

/** Make a folder and those above it. Node's own way of doing so never comes back from places where nothing can be made. */
export async function makeFolder(folder: string, files: Pick<FileOperations, 'mkdir'> = nodeFiles): Promise<void> {
  const make = async (): Promise<void> => {
    await files.mkdir(folder).catch(async (error: unknown) => {
      // Roots of shares are there and cannot be made, which some systems put in other words.
      const isThere = codeOf(error) === 'EEXIST' || (await stat(folder).catch(() => undefined))?.isDirectory() === true
      if (!isThere) throw error
    })
  }
  await make().catch(async (error: unknown) => {
    const above = dirname(folder)
    if (codeOf(error) !== 'ENOENT' || above === folder) throw error
    await makeFolder(above, files)
    await make()
  })
}

const failureOf = (code: string): WriteFailure =>
  full.has(code)
    ? 'disk-full'
    : busy.has(code)
      ? 'file-locked'
      : code === 'EROFS'
        ? 'folder-read-only'
        : lost.has(code)
          ? 'folder-lost'
          : 'write-failed'

async function writeNew(path: string, content: string | Uint8Array, isLasting: boolean, files: FileOperations): Promise<void> {
  const handle = await files.open(path, 'wx')
  try {
    await handle.writeFile(content)
    if (isLasting) await handle.sync().catch(unlessCannotFlush)
  } finally {
    // Shares tell of a full disk only here.
    await handle.close()
  }
}

function unlessCannotFlush(error: unknown): void {
  if (!cannotFlush.has(codeOf(error))) throw error
}

/**
 * The file as it is gets a second name, which takes the place of the older backup at once; where a file can have but one
 * name it is copied. There is a whole backup at any moment. Without one the file is written all the same.
 */
async function backUp(path: string, files: FileOperations): Promise<void> {
  const temporary = join(dirname(path), temporaryName())
  try {
    await files.link(path, temporary).catch(() => files.copyFile(path, temporary))
    await files.rename(temporary, `${path}.bak`)
  } catch {
    await files.unlink(temporary).catch(() => undefined)
  }
}

async function withPatience(work: () => Promise<void>, files: FileOperations): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      if (!busy.has(codeOf(error)) || attempt >= attempts) throw error
      await files.wait(10 * 2 ** attempt)
    }
  }
}

/** A new name lasts only when its folder is flushed; Windows and some shares know no such thing. */
async function flushFolder(folder: string, files: FileOperations): Promise<void> {
  try {
    const handle = await files.open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // The file itself is whole and in its place.
  }
}

/** A day: nobody's clock is that wrong, and no file takes that long to be written. */
const leftAfter = 24 * 3600 * 1000

/** Take away temporary files of ours that a power failure or a kill left behind. */
export async function sweepLeftovers(folder: string, now: number): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((found) => temporaryForm.test(found))) {
    const at = await stat(join(folder, name)).catch(() => undefined)
    if (at !== undefined && now - at.mtimeMs > leftAfter) await unlink(join(folder, name)).catch(() => undefined)
  }
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
