import { ftruncateSync, mkdtempSync, openSync, closeSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { nodeFiles, writeAtomically, type FileOperations } from '../../../electron/service/files/atomicWrite'
import { decode, readTextFile } from '../../../electron/service/files/readText'
import { fileNameFor, Shelf } from '../../../electron/service/files/shelf'
import { scenarioToText } from '../../../models/scenario/canonical'
import { maxScenarioLength, parseScenario } from '../../../models/scenario/parse'

const fixtures = join(import.meta.dirname, '../../fixtures/scenarios')
const fixture = readFileSync(join(fixtures, 'v1/elderly-allowance.liangli.json'), 'utf8')
const parsed = parseScenario(fixture, 'fixture')
if (!parsed.ok) throw new Error('the fixture is broken')
const scenario = parsed.value
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liangli-files-'))
})
const failing = (code: string, times = Number.POSITIVE_INFINITY): FileOperations & { tried: number } => {
  const files = { ...nodeFiles, tried: 0, wait: () => Promise.resolve() }
  return Object.assign(files, {
    rename: (from: string, to: string): Promise<void> =>
      ++files.tried <= times ? Promise.reject(Object.assign(new Error(code), { code })) : nodeFiles.rename(from, to),
  })
}

describe('a file is written whole or not at all', () => {
  test('the old content stays when the disk is full, and nothing is left lying about', async () => {
    writeFileSync(join(folder, 'a.json'), 'old')
    expect(await writeAtomically(join(folder, 'a.json'), 'new', true, failing('ENOSPC'))).toEqual({ ok: false, code: 'disk-full' })
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('old')
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
  test('a file that a scanner holds for a moment is written after it lets go', async () => {
    const files = failing('EBUSY', 3)
    expect(await writeAtomically(join(folder, 'a.json'), 'new', false, files)).toEqual({ ok: true })
    expect(files.tried).toBe(4)
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('new')
  })
  test('a file that stays locked is said to be', async () =>
    expect(await writeAtomically(join(folder, 'a.json'), 'new', false, failing('EPERM'))).toEqual({ ok: false, code: 'file-locked' }))
  test('one generation is kept as a backup', async () => {
    await writeAtomically(join(folder, 'a.json'), 'first', true)
    await writeAtomically(join(folder, 'a.json'), 'second', true)
    expect(readFileSync(join(folder, 'a.json.bak'), 'utf8')).toBe('first')
  })
})

describe('reading', () => {
  test('200 MB are refused before a byte is read', async () => {
    const big = join(folder, 'big.json')
    const handle = openSync(big, 'w')
    ftruncateSync(handle, 200 * 1024 * 1024)
    closeSync(handle)
    const before = performance.now()
    expect(await readTextFile(big, 'big.json', maxScenarioLength)).toMatchObject({ ok: false, code: 'file-too-large' })
    expect(performance.now() - before).toBeLessThan(500)
  })
  test('other encodings are told, not guessed', () => {
    expect(decode(Uint8Array.of(0xff, 0xfe, 0x7b, 0), 'a')).toMatchObject({
      ok: false,
      faults: [{ message: expect.stringContaining('UTF-16') as unknown }],
    })
    expect(decode(Uint8Array.of(0xc1, 0xbf, 0xc1, 0xa6), 'a')).toMatchObject({
      ok: false,
      faults: [{ message: expect.stringContaining('UTF-8') as unknown }],
    })
  })
  test('a folder, and a file that is not there', async () => {
    expect(await readTextFile(folder, 'folder', 1e6)).toMatchObject({ ok: false, code: 'file-unreadable' })
    expect(await readTextFile(join(folder, 'no'), 'no', 100)).toMatchObject({ ok: false, code: 'not-found' })
  })
})

describe('the shelf', () => {
  const shelfAt = (files: FileOperations = nodeFiles): Shelf => new Shelf(join(folder, 'own'), join(fixtures, 'v1'), files)
  test('saved, listed, opened: the same scenario, and the file reads like one', async () => {
    const shelf = shelfAt()
    const saved = await shelf.save(scenario)
    if (!saved.ok) throw new Error(saved.error.code)
    expect((await shelf.list()).map(({ readOnly, name }) => [readOnly, name])).toEqual([
      [true, scenario.name],
      [false, scenario.name],
    ])
    expect(await shelf.open(saved.value.entry)).toMatchObject({ ok: true, value: { document: scenario, entry: saved.value.entry } })
    expect(readFileSync(join(folder, 'own', `${scenario.name}.liangli.json`), 'utf8')).toBe(scenarioToText(scenario))
  })
  test('a file that somebody else changed meanwhile is not overwritten', async () => {
    const shelf = shelfAt()
    const saved = await shelf.save(scenario)
    if (!saved.ok) throw new Error(saved.error.code)
    writeFileSync(join(folder, 'own', `${scenario.name}.liangli.json`), scenarioToText({ ...scenario, note: 'theirs' }))
    expect(await shelf.save({ ...scenario, note: 'mine' }, saved.value.entry, saved.value.stamp)).toMatchObject({
      ok: false,
      error: { code: 'file-changed' },
    })
    expect(readFileSync(join(folder, 'own', `${scenario.name}.liangli.json`), 'utf8')).toContain('theirs')
  })
  test('shipped scenarios are opened and duplicated, never overwritten or deleted', async () => {
    const shelf = shelfAt()
    const shipped = (await shelf.list())[0]?.id ?? ''
    expect(await shelf.save(scenario, shipped)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
    expect(await shelf.remove(shipped)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
    expect(await shelf.duplicate(shipped, 'copy')).toMatchObject({ ok: true })
    expect((await shelf.list()).map(({ name }) => name)).toContain('copy')
  })
  test('two of one name are two files; an id nobody has leads nowhere', async () => {
    const shelf = shelfAt()
    await shelf.save(scenario)
    await shelf.save(scenario)
    expect(readdirSync(join(folder, 'own')).filter((name) => name.endsWith('.json'))).toHaveLength(2)
    for (const id of ['0'.repeat(24), '../../etc', ''])
      expect(await shelf.open(id)).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })
  test('a full disk is said, and the old file stays', async () => {
    const saved = await shelfAt().save(scenario)
    if (!saved.ok) throw new Error(saved.error.code)
    expect(await shelfAt(failing('ENOSPC')).save({ ...scenario, note: 'new' }, saved.value.entry)).toMatchObject({
      ok: false,
      error: { code: 'disk-full' },
    })
    expect(await shelfAt().open(saved.value.entry)).toMatchObject({ ok: true, value: { document: scenario } })
  })
  test.each(['', '   ', 'CON', 'aux.txt', '.hidden', 'x'.repeat(90), 'a\u202Eb', 'tab\tname'])('%j cannot be a name everywhere', (name) =>
    expect(fileNameFor(name)).toBeUndefined(),
  )
  test.each([
    ['高龄津贴', '高龄津贴.liangli.json'],
    ['a/b\\c:d', 'a_b_c_d.liangli.json'],
    ['../x', '.._x.liangli.json'],
  ])('%j becomes %s or is refused', (name, file) => expect([file, undefined]).toContain(fileNameFor(name)))
})

test('scenario files of every version ever written open for good', () => {
  for (const version of readdirSync(fixtures)) {
    for (const name of readdirSync(join(fixtures, version)))
      expect(parseScenario(readFileSync(join(fixtures, version, name), 'utf8'), name), `${version}/${name}`).toMatchObject({ ok: true })
  }
})
