import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { defaultPreferences, PreferenceFile } from '../../../../electron/service/preferences'

let folder = ''
let told: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liangli-preferences-'))
  told = []
})
const file = (): PreferenceFile => new PreferenceFile(folder, ({ code }) => told.push(code))
const path = (): string => join(folder, 'preferences.json')

test('none yet are the first ones, and nothing is told or written', async () => {
  expect(await file().read()).toEqual(defaultPreferences)
  expect([told, readdirSync(folder)]).toEqual([[], []])
})

test('changes made at the same moment all stay', async () => {
  const preferences = file()
  await Promise.all([
    preferences.write({ language: 'en' }),
    preferences.write({ money: 'wan' }),
    preferences.write({ author: 'Li' }),
    preferences.write({ lastView: 'flags' }),
  ])
  expect(await file().read()).toEqual({ ...defaultPreferences, language: 'en', money: 'wan', author: 'Li', lastView: 'flags' })
})

describe.each([
  ['cut off', '{"language": "en", "mon'],
  ['empty', ''],
  ['of another kind', '[1, 2]'],
  ['with values that are none', '{"language": "fr"}'],
  ['with a key that reaches a prototype', '{"__proto__": {"language": "en"}}'],
  ['of bytes that are no text', '\xff\xfe'],
])('a file that is %s', (_, text) => {
  test('gives way to the one before it, is put aside, and told once', async () => {
    await file().write({ language: 'en' })
    await file().write({ author: 'Li' })
    writeFileSync(path(), text, 'latin1')
    const preferences = file()
    expect(await preferences.read()).toEqual({ ...defaultPreferences, language: 'en' })
    expect(await preferences.read()).toEqual({ ...defaultPreferences, language: 'en' })
    expect(told).toEqual(['preferences-restored'])
    expect(readFileSync(join(folder, 'preferences.json.broken'), 'latin1')).toBe(text)
  })
  test('gives way to the first ones where there is none before it', async () => {
    writeFileSync(path(), text, 'latin1')
    const preferences = file()
    expect(await preferences.write({ money: 'wan' })).toMatchObject({ ok: true, preferences: { ...defaultPreferences, money: 'wan' } })
    expect(told).toEqual(['preferences-lost'])
  })
})

test('an older program knew fewer of them, a newer one knows more: those that are known count', async () => {
  writeFileSync(path(), '{"language": "en", "voice": "low"}')
  expect(await file().read()).toEqual({ ...defaultPreferences, language: 'en' })
  expect(told).toEqual([])
})

test('the first file ever written still says its language and its last scenario', async () => {
  writeFileSync(path(), '{"language":"en","money":"wan","lastView":"flags","lastEntry":"ab12","author":"Li"}')
  const known = { language: 'en', money: 'wan', lastView: 'flags', lastEntry: 'ab12', author: 'Li' }
  expect([await file().read(), told]).toEqual([{ ...defaultPreferences, ...known }, []])
})
