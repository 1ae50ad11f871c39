import { open } from 'node:fs/promises'
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

/** Read a file of limited size; the size is asked before a byte is read. `name` is what the user knows the file by. */
export async function readBytes(
  path: string,
  name: string,
  limit: number,
): Promise<{ readonly ok: true; readonly bytes: Uint8Array } | ReadRefusal> {
  try {
    const handle = await open(path, 'r')
    try {
      const { size } = await handle.stat()
      if (size > limit)
        return refused(
          'file-too-large',
          name,
          `the file has ${String(Math.ceil(size / 1e6))} MB; at most ${String(limit / 1048576)} MB are read`,
        )
      return { ok: true, bytes: await handle.readFile() }
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
