import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { nodeFiles, sweepLeftovers, writeAtomically, type FileOperations } from '../../../../../electron/service/files/atomicWrite'
import { ForgetfulDisk } from './forgetfulDisk'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liangli-atomic-'))
  path = join(folder, 'a.json')
})
const error = (code: string): Error => Object.assign(new Error(code), { code })
/** Operations of which one fails, the first times it is asked. */
function failing<N extends keyof FileOperations>(
  name: N,
  code: string,
  times = Number.POSITIVE_INFINITY,
): FileOperations & { readonly tried: () => number; readonly waits: readonly number[] } {
  let tried = 0
  const waits: number[] = []
  const original = nodeFiles[name] as (...args: unknown[]) => unknown
  return {
    ...nodeFiles,
    [name]: (...args: unknown[]) => (++tried <= times ? Promise.reject(error(code)) : original(...args)),
    wait: (milliseconds) => {
      waits.push(milliseconds)
      return Promise.resolve()
    },
    tried: () => tried,
    waits,
  } as FileOperations & { readonly tried: () => number; readonly waits: readonly number[] }
}
/** A file that cannot take what is written to it. */
const failingHandle = (method: 'writeFile' | 'sync' | 'close', code: string): FileOperations => ({
  ...nodeFiles,
  open: (async (...args: Parameters<FileOperations['open']>) => {
    const handle = await nodeFiles.open(...args)
    if (args[1] !== 'wx') return handle
    return {
      writeFile: (data: string) => (method === 'writeFile' ? Promise.reject(error(code)) : handle.writeFile(data)),
      sync: () => (method === 'sync' ? Promise.reject(error(code)) : handle.sync()),
      close: () => handle.close().then(() => (method === 'close' ? Promise.reject(error(code)) : undefined)),
    }
  }) as FileOperations['open'],
})
const temporaries = (): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.tmp'))

describe('the reason is told in the program’s words, the old file stays and nothing is left lying about', () => {
  test.each([
    ['open', 'ENOSPC', 'disk-full'],
    ['open', 'EDQUOT', 'disk-full'],
    ['open', 'EACCES', 'folder-read-only'],
    ['open', 'EPERM', 'folder-read-only'],
    ['open', 'EROFS', 'folder-read-only'],
    ['open', 'ENOENT', 'folder-lost'],
    ['open', 'ESTALE', 'folder-lost'],
    ['open', 'EHOSTDOWN', 'folder-lost'],
    ['open', 'ENAMETOOLONG', 'write-failed'],
    ['rename', 'ENOSPC', 'disk-full'],
    ['rename', 'EROFS', 'folder-read-only'],
    ['rename', 'EIO', 'folder-lost'],
    ['rename', 'EBUSY', 'file-locked'],
    ['rename', 'EPERM', 'file-locked'],
    ['rename', 'EACCES', 'file-locked'],
    ['rename', 'EXDEV', 'write-failed'],
  ] as const)('%s: %s is %s', async (name, code, told) => {
    writeFileSync(path, 'old')
    expect(await writeAtomically(path, 'new', { keepBackup: true, makesFolder: true, files: failing(name, code) })).toEqual({
      ok: false,
      code: told,
    })
    expect([readFileSync(path, 'utf8'), temporaries()]).toEqual(['old', []])
  })
  test.each([
    ['writeFile', 'ENOSPC', 'disk-full'],
    ['sync', 'EIO', 'folder-lost'],
    ['close', 'ENOSPC', 'disk-full'],
    ['close', 'EDQUOT', 'disk-full'],
  ] as const)('while it is written, %s: %s is %s', async (method, code, told) => {
    writeFileSync(path, 'old')
    expect(await writeAtomically(path, 'new', { files: failingHandle(method, code) })).toEqual({ ok: false, code: told })
    expect([readFileSync(path, 'utf8'), temporaries()]).toEqual(['old', []])
  })
  test.each([
    ['EROFS', 'folder-read-only'],
    ['EACCES', 'folder-read-only'],
    ['ENOSPC', 'disk-full'],
    ['ENOTDIR', 'folder-lost'],
  ] as const)('a folder that cannot be made, %s, is %s', async (code, told) => {
    const inner = join(folder, 'inner', 'a.json')
    expect(await writeAtomically(inner, 'new', { makesFolder: true, files: failing('mkdir', code) })).toEqual({ ok: false, code: told })
  })
  test('a share that cannot flush is no failure', async () => {
    expect(await writeAtomically(path, 'new', { files: failingHandle('sync', 'EINVAL') })).toEqual({ ok: true })
    expect(readFileSync(path, 'utf8')).toBe('new')
  })
})

describe('what a scanner holds is tried again, with growing waits', () => {
  test.each(['EBUSY', 'EPERM', 'EACCES'])('%s for a moment', async (code) => {
    const files = failing('rename', code, 3)
    expect(await writeAtomically(path, 'new', { files })).toEqual({ ok: true })
    expect([files.tried(), files.waits]).toEqual([4, [20, 40, 80]])
  })
  test('for good: two and a half seconds are enough', async () => {
    const files = failing('rename', 'EBUSY')
    await writeAtomically(path, 'new', { files })
    expect(files.waits.reduce((all, wait) => all + wait, 0)).toBe(2540)
  })
})

describe('one generation is kept', () => {
  test('as it was before, and none of the first', async () => {
    for (const text of ['first', 'second', 'third']) await writeAtomically(path, text, { keepBackup: true })
    expect([readFileSync(path, 'utf8'), readFileSync(`${path}.bak`, 'utf8'), readdirSync(folder)]).toEqual([
      'third',
      'second',
      ['a.json', 'a.json.bak'],
    ])
  })
  test('by a second name of the same file, and by copy where a file can have but one', async () => {
    await writeAtomically(path, 'first', { keepBackup: true })
    const inode = statSync(path).ino
    await writeAtomically(path, 'second', { keepBackup: true })
    expect(statSync(`${path}.bak`).ino).toBe(inode)
    await writeAtomically(path, 'third', { keepBackup: true, files: failing('link', 'EPERM') })
    expect(readFileSync(`${path}.bak`, 'utf8')).toBe('second')
  })
  test('no backup is no reason not to save', async () => {
    writeFileSync(path, 'old')
    mkdirSync(`${path}.bak`)
    expect(await writeAtomically(path, 'new', { keepBackup: true })).toEqual({ ok: true })
    expect([readFileSync(path, 'utf8'), temporaries()]).toEqual(['new', []])
  })
})

test('a name as long as names may be is written', async () => {
  const long = join(folder, `${'汉'.repeat(82)}.json`)
  expect(await writeAtomically(long, 'x')).toEqual({ ok: true })
})

test('a folder that cannot be written is told as such by a real one', async () => {
  if (process.getuid?.() === 0) {
    // The administrator may write everywhere but where nobody may.
    for (const place of ['/proc/liangli.json', '/proc/liangli/a.json'])
      expect(await writeAtomically(place, 'x', { makesFolder: true })).toMatchObject({ ok: false })
    return
  }
  chmodSync(folder, 0o555)
  expect(await writeAtomically(path, 'x')).toEqual({ ok: false, code: 'folder-read-only' })
  expect(await writeAtomically(join(folder, 'inner', 'a.json'), 'x', { makesFolder: true })).toEqual({
    ok: false,
    code: 'folder-read-only',
  })
  chmodSync(folder, 0o755)
})

test('what a kill left behind is swept away after a day, and nothing else', async () => {
  const day = 24 * 3600
  for (const [name, age] of [
    ['.liangli-0123456789ab.tmp', 2 * day],
    ['.a.json.0123456789ab.tmp', 2 * day],
    ['.liangli-ba9876543210.tmp', 60],
    ['mine.tmp', 2 * day],
    ['a.json', 2 * day],
  ] as const) {
    writeFileSync(join(folder, name), '')
    const at = Date.now() / 1000 - age
    utimesSync(join(folder, name), at, at)
  }
  await sweepLeftovers(folder, Date.now())
  expect(readdirSync(folder)).toEqual(['.liangli-ba9876543210.tmp', 'a.json', 'mine.tmp'])
})

describe('on a disk that forgets what was not flushed, whenever the power fails', () => {
  const files = { '/d/a.json': 'old content', '/d/a.json.bak': 'older' }
  /** All that may be found after a failure before each operation in turn, and after the last. */
  async function found(isLasting: boolean, target: string): Promise<ReadonlySet<string | undefined>> {
    const whole = new ForgetfulDisk(files)
    await writeAtomically('/d/a.json', 'new content', { keepBackup: true, isLasting, files: whole.operationsOf() })
    const all = new Set<string | undefined>()
    for (let k = 1; k <= whole.done + 1; k++) {
      const disk = new ForgetfulDisk(files, k)
      await writeAtomically('/d/a.json', 'new content', { keepBackup: true, isLasting, files: disk.operationsOf() })
      for (const state of disk.afterwards(target)) all.add(state)
    }
    expect(whole.done).toBeGreaterThan(5)
    return all
  }
  test('the file is the old or the new one, whole', async () =>
    expect([...(await found(true, '/d/a.json'))].sort()).toEqual(['new content', 'old content']))
  test('so is the backup', async () => expect([...(await found(true, '/d/a.json.bak'))].sort()).toEqual(['old content', 'older']))
  test('once it is said to be written it is the new one', async () => {
    const disk = new ForgetfulDisk(files)
    expect(await writeAtomically('/d/a.json', 'new content', { files: disk.operationsOf() })).toEqual({ ok: true })
    expect([...disk.afterwards('/d/a.json')]).toEqual(['new content'])
  })
  test('without flushing it would not be: the disk does forget', async () =>
    expect([...(await found(false, '/d/a.json'))]).toContain('new c'))
})
