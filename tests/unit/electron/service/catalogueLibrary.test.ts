import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CatalogueLibrary } from '../../../../electron/service/catalogues/library'
import type { Catalogue } from '../../../../models/catalogue/schema'
import { catalogueFolder, shippedCatalogue } from '../../../fixtures/catalogue'
import { smallRegion } from '../../../fixtures/smallRegion'

const shipped = join(catalogueFolder, 'catalogue.json')
const small = await smallRegion(shippedCatalogue())
let home = ''
let library: CatalogueLibrary
const folder = (): string => join(home, '目录 夹')
const fileName = `small-region ${small.version}.catalogue.json`
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'liangli-library-'))
  library = new CatalogueLibrary(folder(), shipped)
})
afterEach(() => {
  rmSync(home, { recursive: true, force: true })
})
const keep = async (catalogue: Catalogue): Promise<string> => {
  const added = await library.add(catalogue)
  expect(added.ok).toBe(true)
  return added.key
}
const opened = async (): Promise<readonly unknown[]> => {
  const { loading, notice } = await library.first()
  return [loading.ok ? loading.value.catalogue.id : loading.faults, notice]
}

describe('catalogues that the program knows', () => {
  test('at first the shipped one alone, and it is open', async () => {
    const first = await library.first()
    if (!first.loading.ok) throw new Error('the shipped catalogue is damaged')
    const [only, ...none] = await library.list(first.loading.value.sha256)
    expect(only).toMatchObject({ key: null, isOpen: true, name: { id: first.loading.value.catalogue.id } })
    expect([none, first.notice]).toEqual([[], undefined])
    // Looking makes no folder.
    expect(readdirSync(home)).toEqual([])
  })
  test('an imported one is listed under its title, and is what the program starts with once it is chosen', async () => {
    const key = await keep(small)
    expect(key).toMatch(/^[0-9a-f]{32}$/)
    expect((await library.list('')).slice(1)).toMatchObject([
      { key, fileName, isOpen: false, name: { id: 'small-region', version: small.version, title: small.title } },
    ])
    const loading = await library.load(key)
    if (loading?.ok !== true) throw new Error('not loaded')
    expect(loading.value.catalogue).toEqual(small)
    expect((await library.list(loading.value.sha256)).map(({ isOpen }) => isOpen)).toEqual([false, true])
    expect(await opened()).toEqual(['nmg-2020', undefined])
    expect(await library.choose(key)).toEqual({ ok: true })
    expect(await opened()).toEqual(['small-region', undefined])
    expect(await library.choose(null)).toEqual({ ok: true })
    expect(await opened()).toEqual(['nmg-2020', undefined])
  })
  test('another version stands beside it, the same one takes its place', async () => {
    const [first, again, next] = [
      await keep(small),
      await keep({ ...small, targetYear: small.targetYear }),
      await keep({ ...small, version: '2' }),
    ]
    expect([again === first, next === first]).toEqual([true, false])
    expect(await library.list('')).toHaveLength(3)
  })
  test('of a name that leads out of the folder a file in it is made', async () => {
    await keep({ ...small, id: '../../etc/passwd' })
    expect(readdirSync(home)).toEqual(['目录 夹'])
    expect(readdirSync(folder()).every((name) => name.endsWith('.catalogue.json'))).toBe(true)
  })
  test('a key that there is not is none', async () => {
    expect(await library.load('ab')).toBeUndefined()
  })
  test('nothing can be kept where nothing can be written, and that is told', async () => {
    writeFileSync(folder(), 'a file in its place')
    expect((await library.add(small)).ok).toBe(false)
    expect(await opened()).toEqual(['nmg-2020', undefined])
  })
})

describe('a chosen catalogue that is', () => {
  beforeEach(async () => {
    await library.choose(await keep(small))
  })
  test('gone: the shipped one stands in and that is said by name; when it comes back it is opened again', async () => {
    rmSync(join(folder(), fileName))
    expect(await opened()).toEqual(['nmg-2020', { code: 'catalogue-missing', params: { name: fileName, place: '' } }])
    await library.add(small)
    expect(await opened()).toEqual(['small-region', undefined])
  })
  test('damaged: the shipped one stands in, the place is told, and the list says so too', async () => {
    writeFileSync(join(folder(), fileName), '{"format":"liangli-catalogue"')
    const [id, notice] = await opened()
    expect([id, notice]).toMatchObject(['nmg-2020', { code: 'catalogue-damaged', params: { name: fileName } }])
    expect((notice as { params: { place: string } }).params.place.length).toBeGreaterThan(3)
    const [, damaged] = await library.list('')
    expect([damaged?.fileName, damaged?.name, (damaged?.faults ?? []).length > 0]).toEqual([fileName, undefined, true])
  })
  test('not to be read from the choice: the shipped one, and a word', async () => {
    writeFileSync(join(folder(), 'chosen.json'), '{')
    expect(await opened()).toMatchObject(['nmg-2020', { code: 'catalogue-missing', params: { name: 'chosen.json' } }])
  })
  test('named with a way out of the folder: it is not followed', async () => {
    mkdirSync(join(home, 'else'))
    writeFileSync(join(home, 'else', 'x.catalogue.json'), '{}')
    writeFileSync(
      join(folder(), 'chosen.json'),
      JSON.stringify({ format: 'liangli-catalogue-choice', fileName: '../else/x.catalogue.json' }),
    )
    expect(await opened()).toMatchObject(['nmg-2020', { code: 'catalogue-missing' }])
  })
})
