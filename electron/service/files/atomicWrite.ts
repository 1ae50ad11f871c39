import { randomBytes } from 'node:crypto'
import { open, rename, unlink, copyFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Why a file could not be written, in the program's own words. */
export type WriteFailure = 'disk-full' | 'file-locked' | 'write-failed'

export type WriteOutcome = { readonly ok: true } | { readonly ok: false; readonly code: WriteFailure }

/** The file operations that are needed, so that a test can make each of them fail. */
export interface FileOperations {
  readonly open: typeof open
  readonly rename: typeof rename
  readonly unlink: typeof unlink
  readonly copyFile: typeof copyFile
  readonly wait: (milliseconds: number) => Promise<void>
}

export const nodeFiles: FileOperations = {
  open,
  rename,
  unlink,
  copyFile,
  wait: (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds)
    }),
}

const busy = new Set(['EPERM', 'EBUSY', 'EACCES'])
const attempts = 8

/**
 * Write a whole file or nothing: a temporary file in the same folder, flushed to disk, renamed over the old one. The
 * rename is tried again while a scanner holds the file. (write-file-atomic has no retry and hides the reason, hence our own.)
 *
 * @param keepBackup leaves the file as it was before as `<path>.bak`.
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  keepBackup = false,
  files: FileOperations = nodeFiles,
): Promise<WriteOutcome> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const handle = await files.open(temporary, 'wx')
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (keepBackup) await files.copyFile(path, `${path}.bak`).catch(() => undefined)
    await renameWithPatience(temporary, path, files)
    return { ok: true }
  } catch (error) {
    await files.unlink(temporary).catch(() => undefined)
    const code = codeOf(error)
    return { ok: false, code: code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : busy.has(code) ? 'file-locked' : 'write-failed' }
  }
}

async function renameWithPatience(from: string, to: string, files: FileOperations): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await files.rename(from, to)
      return
    } catch (error) {
      if (!busy.has(codeOf(error)) || attempt >= attempts) throw error
      await files.wait(10 * 2 ** attempt)
    }
  }
}

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
