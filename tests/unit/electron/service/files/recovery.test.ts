import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import type { FileState, ProgramNotice } from '../../../../../electron/contract/keeping'
import { nodeFiles, type FileOperations } from '../../../../../electron/service/files/atomicWrite'
import { Recovery } from '../../../../../electron/service/files/recovery'
import type { Scenario } from '../../../../../models/scenario/document'
import { override, plan, withOverrides } from '../../../../fixtures/catalogue'

const session = 'a'.repeat(32)
const [w1, w2] = ['1'.repeat(32), '2'.repeat(32)]
const mine: Scenario = { ...withOverrides(override({ lever: 'tfr', value: 1.5 })), name: 'mine' }
let folder = ''
let elsewhere = ''
let notices: ProgramNotice[] = []
let open: string[] = []
let state: FileState = 'same'
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liangli-recovery-'))
  elsewhere = mkdtempSync(join(tmpdir(), 'liangli-elsewhere-'))
  notices = []
  open = []
  state = 'same'
})
const recovery = (files: FileOperations = nodeFiles): Recovery =>
  new Recovery({
    folders: [folder, elsewhere],
    windows: { identity: { session }, isOpen: (_, window) => Promise.resolve(open.includes(window)) },
    shelf: { stateOf: () => Promise.resolve(state) },
    notice: (notice) => notices.push(notice),
    files,
  })
const [k1, k2] = [`${w1}-1`, `${w2}-1`]
const work = { window: w1, tab: 1, document: mine, saved: plan }

describe('work that is kept', () => {
  test('is offered when its window is gone: what, when, how much, from what; and comes back whole', async () => {
    const before = Date.now()
    expect(await recovery().write({ ...work, entry: 'e1', stamp: 's1' })).toEqual({ ok: true })
    const [entry, ...others] = await recovery().list()
    expect(others).toEqual([])
    expect(entry).toMatchObject({
      id: k1,
      name: 'mine',
      file: 'same',
      changeCount: 2,
      changes: [
        { what: 'changed', address: { kind: 'name' } },
        { what: 'added', address: { kind: 'overrides', lever: 'tfr', area: '150000' } },
      ],
    })
    expect(Date.parse(entry?.savedAt ?? '')).toBeGreaterThanOrEqual(before - 1)
    expect(await recovery().open(k1)).toEqual({ ok: true, value: { document: mine, saved: plan, entry: 'e1', stamp: 's1' } })
  })
  test('is not offered while its window is open', async () => {
    open = [w1]
    await recovery().write(work)
    await recovery().write({ ...work, window: w2 })
    expect((await recovery().list()).map(({ id }) => id)).toEqual([k2])
  })
  test('says how the file stands that it was made from', async () => {
    await recovery().write({ ...work, entry: 'e1', stamp: 's1' })
    await recovery().write({ ...work, window: w2 })
    state = 'changed'
    expect(new Map((await recovery().list()).map(({ id, file }) => [id, file]))).toEqual(
      new Map([
        [k1, 'changed'],
        [k2, null],
      ]),
    )
  })
  test('only the last of it counts, and thrown away it is gone', async () => {
    const kept = recovery()
    await Promise.all([kept.write(work), kept.write({ ...work, document: { ...mine, name: 'later' } })])
    expect((await kept.list()).map(({ name }) => name)).toEqual(['later'])
    await kept.discard(k1)
    expect([await kept.list(), readdirSync(folder)]).toEqual([[], []])
    expect(await kept.open(k1)).toEqual({ ok: false, error: { code: 'not-found' } })
  })
  test('of each tab of a window by itself; the window gone, all of them are offered, and go together', async () => {
    const kept = recovery()
    open = [w1]
    await kept.write(work)
    await kept.write({ ...work, tab: 2, document: { ...mine, name: 'second' } })
    await kept.write({ ...work, window: w2 })
    open = []
    expect((await kept.list()).map(({ id, name }) => `${id} ${name}`).sort()).toEqual([`${w1}-1 mine`, `${w1}-2 second`, `${w2}-1 mine`])
    await kept.discard(k1)
    expect((await kept.list()).map(({ id }) => id).sort()).toEqual([`${w1}-2`, k2])
    await kept.discardAll(w1)
    expect(readdirSync(folder)).toEqual([`${k2}.json`])
  })
  test('half done it may be unsound, and comes back all the same', async () => {
    const unsound = withOverrides(override({ lever: 'tfr', value: 1e9 }))
    await recovery().write({ ...work, document: unsound })
    expect(await recovery().open(k1)).toMatchObject({ ok: true, value: { document: unsound } })
  })
  test('of an older version of the form is brought to today’s', async () => {
    await recovery().write(work)
    const path = join(folder, `${k1}.json`)
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('\\"schemaVersion\\":3', '\\"schemaVersion\\":1'))
    expect(await recovery().open(k1)).toMatchObject({ ok: true, value: { document: { ...mine, schemaVersion: 3 } } })
  })
})

describe('where nothing can be written', () => {
  const full: FileOperations = {
    ...nodeFiles,
    open: ((path: string, flags: string) =>
      path.startsWith(folder)
        ? Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' }))
        : nodeFiles.open(path, flags)) as FileOperations['open'],
  }
  test('beside the shelf, it is kept elsewhere, and told once', async () => {
    expect(await recovery(full).write(work)).toEqual({ ok: true })
    expect([readdirSync(folder), readdirSync(elsewhere), notices]).toEqual([[], [`${k1}.json`], [{ code: 'recovery-elsewhere' }]])
    expect((await recovery().list()).map(({ id }) => id)).toEqual([k1])
  })
  test('when it can be again, the older one elsewhere goes', async () => {
    await recovery(full).write(work)
    await recovery().write({ ...work, document: { ...mine, name: 'later' } })
    expect([readdirSync(folder), readdirSync(elsewhere)]).toEqual([[`${k1}.json`], []])
  })
  test('anywhere, the first reason is told', async () => {
    const nowhere: FileOperations = { ...nodeFiles, open: () => Promise.reject(Object.assign(new Error(), { code: 'ENOSPC' })) }
    expect(await recovery(nowhere).write(work)).toEqual({ ok: false, code: 'disk-full' })
  })
})

describe('files that are not ours', () => {
  test('broken ones are put aside and told, and the others offered', async () => {
    await recovery().write(work)
    writeFileSync(join(folder, `${k2}.json`), readFileSync(join(folder, `${k1}.json`), 'utf8').slice(0, 100))
    expect((await recovery().list()).map(({ id }) => id)).toEqual([k1])
    expect(notices).toEqual([{ code: 'recovery-unreadable' }])
    expect(readdirSync(folder).sort()).toEqual([`${k1}.json`, `${k2}.broken`])
  })
  test('of a newer program are neither offered nor touched', async () => {
    await recovery().write(work)
    const path = join(folder, `${k1}.json`)
    for (const text of [
      readFileSync(path, 'utf8').replace('"version":1', '"version":2'),
      readFileSync(path, 'utf8').replaceAll('\\"schemaVersion\\":3', '\\"schemaVersion\\":4'),
    ]) {
      writeFileSync(path, text)
      expect(await recovery().list()).toEqual([])
      expect(await recovery().open(k1)).toEqual({ ok: false, error: { code: 'file-newer' } })
      expect(readFileSync(path, 'utf8')).toBe(text)
    }
  })
  test('with other names are not looked at', async () => {
    for (const name of ['x.json', '..json', `${w1}.json.bak`, `${w1}.JSON`]) writeFileSync(join(folder, name), '{')
    expect([await recovery().list(), notices, readdirSync(folder).length]).toEqual([[], [], 4])
  })
})
