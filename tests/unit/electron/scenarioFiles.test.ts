import { execFileSync } from 'node:child_process'
import {
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { nodeFiles, type FileOperations } from '../../../electron/service/files/atomicWrite'
import { decode, readTextFile } from '../../../electron/service/files/readText'
import { fileNameFor } from '../../../electron/service/files/names'
import { Shelf } from '../../../electron/service/files/shelf'
import { scenarioToText } from '../../../models/scenario/canonical'
import { scenarioSchemaVersion } from '../../../models/scenario/format'
import { maxScenarioLength, parseScenario } from '../../../models/scenario/parse'

const fixtures = join(import.meta.dirname, '../../fixtures/scenarios')
const fixture = readFileSync(join(fixtures, 'v1/elderly-allowance.liangli.json'), 'utf8')
const parsed = parseScenario(fixture, 'fixture')
if (!parsed.ok) throw new Error('the fixture is broken')
const scenario = parsed.value
let folder = ''
/** One scenario that is shipped. */
const shipped = mkdtempSync(join(tmpdir(), 'liangli-shipped-'))
writeFileSync(join(shipped, 'elderly-allowance.liangli.json'), fixture)
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
  test('a pipe, a device and a file without end are no files', async () => {
    const pipe = join(folder, 'pipe.liangli.json')
    execFileSync('mkfifo', [pipe])
    for (const path of [pipe, '/dev/zero', '/dev/full']) {
      const begun = performance.now()
      expect(await readTextFile(path, 'name', 1e6)).toMatchObject({ ok: false, code: 'file-unreadable' })
      expect(performance.now() - begun).toBeLessThan(1000)
    }
    symlinkSync('/dev/zero', join(folder, 'endless.json'))
    expect(await readTextFile(join(folder, 'endless.json'), 'name', 1e6)).toMatchObject({ ok: false, code: 'file-unreadable' })
  })
  test('a file that says it is empty, and is not, is read up to the limit', async () => {
    expect(await readTextFile('/proc/self/status', 'status', 1e6)).toMatchObject({
      ok: true,
      text: expect.stringContaining('Pid:') as unknown,
    })
    expect(await readTextFile('/proc/self/status', 'status', 10)).toMatchObject({ ok: false, code: 'file-too-large' })
  })
  test('a folder, and a file that is not there', async () => {
    expect(await readTextFile(folder, 'folder', 1e6)).toMatchObject({ ok: false, code: 'file-unreadable' })
    expect(await readTextFile(join(folder, 'no'), 'no', 100)).toMatchObject({ ok: false, code: 'not-found' })
  })
})

describe('the shelf', () => {
  const shelfAt = (files: FileOperations = nodeFiles): Shelf => new Shelf(join(folder, 'own'), shipped, files)
  test('saved, listed, opened: the same scenario, and the file reads like one', async () => {
    const shelf = shelfAt()
    const saved = await shelf.save(scenario)
    if (!saved.ok) throw new Error(saved.error.code)
    expect((await shelf.list()).entries.map(({ readOnly, name }) => [readOnly, name])).toEqual([
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
    const shipped = (await shelf.list()).entries[0]?.id ?? ''
    expect(await shelf.save(scenario, shipped)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
    expect(await shelf.remove(shipped)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
    expect(await shelf.duplicate(shipped, 'copy')).toMatchObject({ ok: true })
    expect((await shelf.list()).entries.map(({ name }) => name)).toContain('copy')
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
  test('what could not be read again is not written, with its places', async () => {
    const shelf = shelfAt()
    const broken = { ...scenario, overrides: scenario.overrides.map((entry) => ({ ...entry, value: 1e12 })) }
    expect(await shelf.save(broken)).toMatchObject({
      ok: false,
      error: { code: 'scenario-unsavable', faults: [{ code: 'impossible', path: 'overrides[0](o-1).value' }] },
    })
    expect((await shelf.list()).entries.filter(({ readOnly }) => !readOnly)).toEqual([])
  })
  test('what cannot be seen is taken out of texts that are saved, and told of those that are opened', async () => {
    const shelf = shelfAt()
    const saved = await shelf.save({ ...scenario, note: 'a\u202Eb\nc' })
    if (!saved.ok) throw new Error(saved.error.code)
    const path = join(folder, 'own', `${scenario.name}.liangli.json`)
    expect(await shelf.open(saved.value.entry)).toMatchObject({ ok: true, value: { document: { note: 'ab\nc' }, warnings: [] } })
    writeFileSync(path, scenarioToText({ ...scenario, note: 'a\u202Eb' }))
    expect(await shelf.open(saved.value.entry)).toMatchObject({
      ok: true,
      value: { document: { note: 'ab' }, warnings: [{ code: 'invisible-removed', path: 'note' }] },
    })
  })
  test('the file is known to be the same, changed or gone; of a folder that is lost nothing is said of the file', async () => {
    const shelf = shelfAt()
    const saved = await shelf.save(scenario)
    if (!saved.ok) throw new Error(saved.error.code)
    const { entry, stamp } = saved.value
    const path = join(folder, 'own', `${scenario.name}.liangli.json`)
    expect(await shelf.stateOf(entry, stamp)).toBe('same')
    writeFileSync(path, `${scenarioToText(scenario)} `)
    expect(await shelf.stateOf(entry, stamp)).toBe('changed')
    writeFileSync(path, Uint8Array.of(0xff, 0xfe))
    expect(await shelf.stateOf(entry, stamp)).toBe('changed')
    rmSync(path)
    expect(await shelf.stateOf(entry, stamp)).toBe('gone')
    rmSync(join(folder, 'own'), { recursive: true })
    expect(await shelf.stateOf(entry, stamp)).toBe('same')
  })
  test('a folder that went away is told, and the shipped scenarios are listed all the same', async () => {
    const shelf = shelfAt()
    expect(await shelf.list()).not.toHaveProperty('trouble')
    const saved = await shelf.save(scenario)
    if (!saved.ok) throw new Error(saved.error.code)
    await shelf.list()
    rmSync(join(folder, 'own'), { recursive: true })
    expect(await shelf.list()).toMatchObject({ trouble: 'folder-lost', entries: [{ readOnly: true }] })
    expect(await shelf.save(scenario, saved.value.entry, saved.value.stamp)).toMatchObject({ ok: false, error: { code: 'folder-lost' } })
  })
  test('two windows that save at the same moment: the second is told', async () => {
    const shelf = shelfAt()
    const saved = await shelf.save(scenario)
    if (!saved.ok) throw new Error(saved.error.code)
    const { entry, stamp } = saved.value
    const both = await Promise.all(['mine', 'theirs'].map((note) => shelf.save({ ...scenario, note }, entry, stamp)))
    expect(both).toMatchObject([{ ok: true }, { ok: false, error: { code: 'file-changed' } }])
    expect(readFileSync(join(folder, 'own', `${scenario.name}.liangli.json`), 'utf8')).toContain('mine')
  })
  test('a shelf of a thousand files, among them broken ones, pipes and folders, is listed', async () => {
    const shelf = shelfAt()
    await shelf.save(scenario)
    const text = scenarioToText(scenario)
    for (let k = 0; k < 1000; k++)
      writeFileSync(join(folder, 'own', `s${String(k)}.liangli.json`), k % 10 === 0 ? text.slice(0, 100) : text)
    execFileSync('mkfifo', [join(folder, 'own', 'pipe.liangli.json')])
    mkdirSync(join(folder, 'own', 'folder.liangli.json'))
    const { entries } = await shelf.list()
    expect(entries.filter(({ readOnly }) => !readOnly)).toHaveLength(1003)
    const broken = entries.find(({ name }) => name === 's10')
    expect(await shelf.open(broken?.id ?? '')).toMatchObject({
      ok: false,
      error: { code: 'file-corrupt', faults: [{ file: 's10.liangli.json' }] },
    })
  })
  test('a name as long as a scenario may have is saved twice, with a backup, and opened', async () => {
    const shelf = shelfAt()
    const long = { ...scenario, name: '汉'.repeat(120) }
    for (let k = 0; k < 2; k++) {
      const saved = await shelf.save(long)
      if (!saved.ok) throw new Error(saved.error.code)
      await shelf.save({ ...long, note: String(k) }, saved.value.entry)
      expect(await shelf.open(saved.value.entry)).toMatchObject({ ok: true, value: { document: { name: long.name } } })
    }
    expect(readdirSync(join(folder, 'own')).filter((name) => name.endsWith('.bak'))).toHaveLength(2)
  })
  test('names that some systems take for the same are different files', async () => {
    const shelf = shelfAt()
    for (const name of ['Plan e\u0301', 'plan \u00e9', 'PLAN \u00c9']) await shelf.save({ ...scenario, name })
    expect(readdirSync(join(folder, 'own')).sort()).toEqual([
      'PLAN \u00c9 (3).liangli.json',
      'Plan \u00e9.liangli.json',
      'plan \u00e9 (2).liangli.json',
    ])
  })
  test.each(['', '   ', 'CON', 'aux.txt', '.hidden', 'a\u202Eb', 'tab\tname'])('%j cannot be a name everywhere', (name) =>
    expect(fileNameFor(name)).toBeUndefined(),
  )
  test.each([
    ['高龄津贴', '高龄津贴.liangli.json'],
    ['a/b\\c:d', 'a-b-c-d.liangli.json'],
    ['../x', '..-x.liangli.json'],
  ])('%j becomes %s or is refused', (name, file) => expect([file, undefined]).toContain(fileNameFor(name)))
})

describe('scenario files of every version ever written', () => {
  const versions = readdirSync(fixtures).sort()
  const files = versions.flatMap((version) => readdirSync(join(fixtures, version)).map((name) => [version, name] as const))
  test('are kept: two at least of each, written by that version', () => {
    expect(versions).toEqual(Array.from({ length: scenarioSchemaVersion }, (_, k) => `v${String(k + 1)}`))
    for (const version of versions) expect(files.filter(([of]) => of === version).length, version).toBeGreaterThan(1)
    for (const [version, name] of files)
      expect(JSON.parse(readFileSync(join(fixtures, version, name), 'utf8')), name).toMatchObject({
        schemaVersion: Number(version.slice(1)),
      })
  })
  test.each(files)('open for good, with all that is in them: %s/%s', (version, name) => {
    const text = readFileSync(join(fixtures, version, name), 'utf8')
    const read = parseScenario(text, name)
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    const { schemaVersion: _, ...content } = JSON.parse(text) as Readonly<Record<string, unknown>>
    expect(read.value).toMatchObject(content)
    const again = parseScenario(scenarioToText(read.value), name)
    expect(again).toEqual({ ok: true, notices: [], value: read.value })
  })
  test('of a newer program are refused, copied no more than opened, and not touched', async () => {
    const shelf = new Shelf(join(folder, 'own'), join(folder, 'none'))
    mkdirSync(join(folder, 'own'))
    const path = join(folder, 'own', 'new.liangli.json')
    const text = fixture.replace('"schemaVersion": 1', '"schemaVersion": 99').replace('"overrides"', '"somethingNew": {}, "overrides"')
    writeFileSync(path, text)
    const entry = (await shelf.list()).entries[0]?.id ?? ''
    const refused = { ok: false, error: { code: 'file-newer', faults: [{ path: 'schemaVersion', params: { version: 99 } }] } }
    expect(await shelf.open(entry)).toMatchObject(refused)
    expect(await shelf.duplicate(entry, 'copy')).toMatchObject(refused)
    expect([readdirSync(join(folder, 'own')), readFileSync(path, 'utf8')]).toEqual([['new.liangli.json'], text])
  })
})
