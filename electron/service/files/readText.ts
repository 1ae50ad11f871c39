import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { FailureCode } from '../../contract/failures'
import type { Fault } from '../../../models/shared/outcome'
import { codeOf } from './atomicWrite'

interface ReadRefusal {
  readonly ok: false
  readonly code: Extract<FailureCode, 'not-found' | 'file-too-large' | 'file-unreadable' | 'file-locked' | 'file-corrupt'>
  readonly faults: readonly Fault[]
}

export type ReadOutcome = { readonly ok: true; readonly text: string; readonly bytes: Uint8Array } | ReadRefusal

/** Read a text file of limited size. `name` is what the user knows the file by. */
export async function readTextFile(path: string, name: string, limit: number): Promise<ReadOutcome> {
  const read = await readBytes(path, name, limit)
  return read.ok ? decode(read.bytes, name) : read
}

/** Opening a pipe would otherwise wait for somebody to write into it. */
const readOnly = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Read a file of limited size; the size is asked before a byte is read. `name` is what the user knows the file by. */
export async function readBytes(
  path: string,
  name: string,
  limit: number,
): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | ReadRefusal> {
  try {
    const handle = await open(path, readOnly)
    try {
      const info = await handle.stat()
      if (!info.isFile()) return refused('file-unreadable', name, 'this is no file')
      const bytes = info.size > limit ? undefined : await readUpTo(handle, info.size, limit)
      if (bytes !== undefined) return { ok: true, bytes }
      const size = String(Math.ceil(info.size / 1e6))
      return refused('file-too-large', name, `the file has ${size} MB; at most ${String(limit / 1048576)} MB are read`)
    } finally {
      await handle.close()
    }
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return refused('not-found', name, 'there is no such file')
    return code === 'EBUSY'
      ? refused('file-locked', name, 'another program holds the file')
      : refused('file-unreadable', name, 'the file cannot be read')
  }
}

/** All bytes of a file, which may grow while it is read; undefined where it grows beyond the limit. */
async function readUpTo(handle: FileHandle, size: number, limit: number): Promise<Uint8Array | undefined> {
  let buffer = Buffer.allocUnsafeSlow(size + 1)
  for (let length = 0; ;) {
    if (length > limit) return undefined
    if (length === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafeSlow(Math.min(buffer.length, limit) + 1)])
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length)
    if (bytesRead === 0) return buffer.subarray(0, length)
    length += bytesRead
  }
}

/** Text of a file's bytes: UTF-8, with or without a byte order mark; other encodings are told, not guessed. */
export function decode(bytes: Uint8Array, name: string): ReadOutcome {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return refused('file-corrupt', name, 'the file is encoded as UTF-16; save it as UTF-8')
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), bytes }
  } catch {
    return refused('file-corrupt', name, 'the file is not encoded as UTF-8 (perhaps GBK); save it as UTF-8')
  }
}

const refused = (code: ReadRefusal['code'], file: string, message: string): ReadRefusal => ({
  ok: false,
  code,
  faults: [{ file, path: '', code, message }],
})
