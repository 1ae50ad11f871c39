import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultPreferences } from '../../../../electron/service/preferences'
import type { OpenedScenario, Refusal } from '../../../../electron/contract/commands'
import { failureCodes } from '../../../../electron/contract/failures'
import { useFiles } from '../../../../renderer/composables/useFiles'
import { setLanguage } from '../../../../renderer/i18n/index'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { useKeeping } from '../../../../renderer/stores/keeping'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useScreen } from '../../../../renderer/stores/screen'
import { useTabs } from '../../../../renderer/stores/tabs'
import { plan } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, inComponent, replyTo, useDouble, type Answers } from '../fakeBridge'

const tfr = { lever: 'tfr' as const, area: '150000' }
const opened: OpenedScenario = { document: { ...plan, name: 'opened' }, entry: 'e-1', stamp: 's-1', warnings: [] }
const kept: Answers = {
  'preferences:write': () => ({ ok: true, value: defaultPreferences }),
  'recovery:write': () => ({ ok: true, value: null }),
  'program:notices': () => ({ ok: true, value: [] }),
  // Another scenario that comes to the screen is run, and so is what it is compared with.
  'simulation:run': (request) => ({ ok: true, value: replyTo(request) }),
}
const named = { name: 'mine', author: 'Li', note: 'why' }

function program(answers: Answers) {
  const bridge = useDouble(new FakeBridge({ ...kept, ...answers }))
  useCatalogue().view = catalogueView()
  const scenario = useScenario()
  scenario.open({ ...plan, name: 'before' })
  return { bridge, scenario, screen: useScreen(), files: inComponent(useFiles).value }
}

beforeEach(() => {
  vi.stubGlobal('document', { documentElement: { lang: '' } })
})
afterEach(() => {
  setLanguage('zh-CN')
  vi.unstubAllGlobals()
})

describe('opening from the shelf', () => {
  test('shows the document, remembers its place and starts clean', async () => {
    const { bridge, scenario, screen, files } = program({ 'scenario:open': () => ({ ok: true, value: opened }) })
    expect(await files.open('e-1')).toBe(true)
    expect([scenario.document.name, scenario.entry, scenario.stamp, scenario.isDirty, scenario.canUndo]).toEqual([
      'opened',
      'e-1',
      's-1',
      false,
      false,
    ])
    expect(bridge.asked('preferences:write')).toEqual([{ openEntries: ['e-1'], lastEntry: 'e-1' }])
    expect(screen.message).toBeNull()
  })

  test('warnings of a file that was kept are told', async () => {
    const warnings = [{ file: 'a.json', path: 'overrides[2].target', code: 'unheard-of', message: 'unknown item' }]
    const { screen, files } = program({ 'scenario:open': () => ({ ok: true, value: { ...opened, warnings } }) })
    await files.open('e-1')
    expect(screen.message).toMatchObject({ kind: 'note', details: ['a.json · overrides[2].target · unknown item'] })
  })

  test('leaves what stood open before behind, with what is not saved of it', async () => {
    const { scenario, files } = program({ 'scenario:open': () => ({ ok: true, value: opened }) })
    scenario.setOverride(tfr, { value: 1.2 })
    await files.open('e-1')
    expect(useTabs().open.map(({ document, isDirty, isActive }) => [document.name, isDirty, isActive])).toEqual([
      ['before', true, false],
      ['opened', false, true],
    ])
  })

  test('one that is open already comes to the front, and is not read again', async () => {
    const { bridge, scenario, files } = program({ 'scenario:open': () => ({ ok: true, value: opened }) })
    await files.open('e-1')
    scenario.setOverride(tfr, { value: 1.2 })
    useTabs().step(-1)
    await files.open('e-1')
    expect([bridge.asked('scenario:open').length, scenario.document.overrides.length]).toEqual([1, 1])
  })
})

describe('closing a scenario', () => {
  const saved: Answers = { 'scenario:save': () => ({ ok: true, value: { entry: 'e-1', stamp: 's-2', savedAt: '' } }) }
  const withTwo = async (answers: Answers) => {
    const parts = program({ 'scenario:open': () => ({ ok: true, value: opened }), ...answers })
    await parts.files.open('e-1')
    return { ...parts, tabs: useTabs() }
  }
  const names = (): readonly string[] => useTabs().open.map(({ document }) => document.name)

  test('nothing unsaved, nothing asked', async () => {
    const { files, screen } = await withTwo({})
    files.close()
    expect([names(), screen.dialog]).toEqual([['before'], null])
  })
  test('with changes it is asked first; going back loses nothing', async () => {
    const { files, screen, scenario, tabs } = await withTwo({})
    scenario.setOverride(tfr, { value: 1.2 })
    files.close()
    expect([names(), screen.dialog, tabs.leaving]).toEqual([['before', 'opened'], 'leave', tabs.active])
  })
  test('its changes are lost on the user’s word alone', async () => {
    const { files, scenario } = await withTwo({})
    scenario.setOverride(tfr, { value: 1.2 })
    files.close()
    files.leave()
    expect([names(), scenario.document.name]).toEqual([['before'], 'before'])
  })
  test('saved first, it is gone when that is done, and stays when it is refused', async () => {
    const { files, scenario, bridge } = await withTwo(saved)
    scenario.setOverride(tfr, { value: 1.2 })
    files.close()
    await files.saveAndLeave()
    expect([names(), bridge.asked('scenario:save')[0]?.document.overrides.length]).toEqual([['before'], 1])

    const again = await withTwo({ 'scenario:save': () => ({ ok: false, error: { code: 'disk-full' } }) })
    again.scenario.setOverride(tfr, { value: 1.2 })
    again.files.close()
    await again.files.saveAndLeave()
    expect([names(), again.tabs.leaving]).toEqual([['before', 'opened'], undefined])
  })
  test('one without a place asks for its name, and is closed when it has it', async () => {
    const { files, screen, scenario, tabs } = await withTwo(saved)
    tabs.step(-1)
    scenario.setOverride(tfr, { value: 1.2 })
    files.close()
    await files.saveAndLeave()
    expect(screen.dialog).toBe('save')
    await files.save(named)
    expect(names()).toEqual(['opened'])
  })
  test('new ones have names of their own', async () => {
    const { files } = await withTwo({})
    files.create()
    files.create()
    expect(names().toSorted()).toEqual(['before', 'opened', '新方案', '新方案 2'])
  })
})

describe('whatever is refused', () => {
  const codes = failureCodes.filter((code) => code !== 'cancelled')
  test.each(codes)('%s leaves the open scenario as it was and is told in both languages', async (code) => {
    const error: Refusal<never> = {
      code: code as never,
      params: { name: 'N-7' },
      faults: [{ file: 'f.json', path: 'line 3', code: 'no-such-code', message: 'cut off' }],
    }
    const { scenario, screen, files } = program({ 'scenario:open': () => ({ ok: false, error }) })
    scenario.setOverride(tfr, { value: 1.2 })
    const before = scenario.document
    const texts: string[] = []
    for (const language of ['zh-CN', 'en'] as const) {
      setLanguage(language)
      expect(await files.open('e-1')).toBe(false)
      texts.push(screen.message?.text ?? '')
      expect(screen.message).toMatchObject({ kind: 'error', details: ['f.json · line 3 · cut off'] })
    }
    expect(texts[0]).toMatch(/\p{Script=Han}/u)
    expect(texts[1]).toMatch(/^[^\p{Script=Han}]{12,}$/u)
    expect([scenario.document, scenario.isDirty, scenario.canUndo]).toEqual([before, true, true])
  })

  test('a dialog that was given up is no error', async () => {
    const { screen, files } = program({ 'scenario:export': () => ({ ok: false, error: { code: 'cancelled' } }) })
    await files.exportFile()
    expect(screen.message).toBeNull()
  })
})

describe('saving', () => {
  const saved: Answers = { 'scenario:save': () => ({ ok: true, value: { entry: 'e-9', stamp: 's-9', savedAt: '' } }) }

  test('a scenario without a place asks for a name first', async () => {
    const { bridge, screen, files } = program(saved)
    expect(await files.save()).toBe(false)
    expect([screen.dialog, bridge.calls.length]).toEqual(['save', 0])
  })

  test('in its place sends the stamp it was read with, and takes the new one', async () => {
    const { bridge, scenario, files } = program(saved)
    scenario.open(opened.document, opened)
    scenario.setOverride(tfr, { value: 1.2 })
    expect(await files.save()).toBe(true)
    expect(bridge.asked('scenario:save')[0]).toMatchObject({ entry: 'e-1', stamp: 's-1', document: { overrides: [{ value: 1.2 }] } })
    expect([scenario.isDirty, scenario.stamp]).toEqual([false, 's-9'])
  })

  test('under a new name never overwrites the place it came from', async () => {
    const { bridge, scenario, files } = program(saved)
    scenario.open(opened.document, opened)
    expect(await files.save(named)).toBe(true)
    expect(Object.keys(bridge.asked('scenario:save')[0] ?? {})).toEqual(['document'])
    expect([scenario.document.name, scenario.document.author, scenario.entry, scenario.isDirty]).toEqual(['mine', 'Li', 'e-9', false])
    expect(bridge.asked('preferences:write')).toEqual([{ author: 'Li' }, { openEntries: ['e-9'], lastEntry: 'e-9' }])
  })

  test('an edit made while it is written under a new name stays, unsaved', async () => {
    let finish: () => void = () => undefined
    const written = new Promise<void>((resolve) => (finish = resolve))
    const { scenario, files } = program({
      'scenario:save': async () => {
        await written
        return { ok: true, value: { entry: 'e-9', stamp: 's-9', savedAt: '' } }
      },
    })
    const saving = files.save(named)
    scenario.setOverride(tfr, { value: 1.4 })
    finish()
    expect(await saving).toBe(true)
    expect(scenario.document).toMatchObject({ name: 'mine', overrides: [{ value: 1.4 }] })
    expect([scenario.entry, scenario.isDirty, scenario.saved.overrides.length]).toEqual(['e-9', true, 0])
  })

  test('the scenario that was saved takes the new stamp, though another came to the screen meanwhile', async () => {
    let finish: () => void = () => undefined
    const written = new Promise<void>((resolve) => (finish = resolve))
    const { scenario, files } = program({
      'scenario:open': () => ({ ok: true, value: opened }),
      'scenario:save': async () => {
        await written
        return { ok: true, value: { entry: 'e-1', stamp: 's-9', savedAt: '' } }
      },
    })
    await files.open('e-1')
    scenario.setOverride(tfr, { value: 1.2 })
    const saving = files.save()
    useTabs().step(-1)
    finish()
    await saving
    expect([scenario.document.name, scenario.entry]).toEqual(['before', undefined])
    useTabs().step(1)
    expect([scenario.document.name, scenario.stamp, scenario.isDirty]).toEqual(['opened', 's-9', false])
  })

  test('that is refused stays unsaved, under the old name, and is kept meanwhile', async () => {
    const { bridge, scenario, screen, files } = program({
      'scenario:save': () => ({ ok: false, error: { code: 'disk-full', params: { name: 'before' } } }),
    })
    scenario.setOverride(tfr, { value: 1.2 })
    expect(await files.save(named)).toBe(false)
    expect([scenario.document.name, scenario.isDirty, scenario.entry, screen.message?.kind]).toEqual(['before', true, undefined, 'error'])
    expect(bridge.asked('recovery:write')).toMatchObject([{ document: { overrides: [{ value: 1.2 }] } }])
  })
})

describe('a file that somebody else has, changed or took away', () => {
  const theirs = { ...opened.document, note: 'theirs' }
  const changed: Answers = {
    'scenario:save': ({ stamp }) =>
      stamp === 's-2'
        ? { ok: true, value: { entry: 'e-1', stamp: 's-3', savedAt: '' } }
        : { ok: false, error: { code: 'file-changed', params: { name: 'opened' } } },
    'scenario:open': () => ({ ok: true, value: { ...opened, document: theirs, stamp: 's-2' } }),
  }
  const at = (change: Answers) => {
    const made = program(change)
    made.scenario.open(opened.document, opened)
    made.scenario.setOverride(tfr, { value: 1.2 })
    return made
  }

  test('changed: both versions are shown, and together they are saved as one step', async () => {
    const { bridge, scenario, screen, files } = at(changed)
    const mine = scenario.document
    expect(await files.save()).toBe(false)
    expect(screen.dialog).toBe('merge')
    expect(await files.mergeAndSave(new Map())).toBe(true)
    expect(bridge.asked('scenario:save').at(-1)).toMatchObject({
      entry: 'e-1',
      stamp: 's-2',
      document: { note: 'theirs', overrides: [{ value: 1.2 }] },
    })
    expect([scenario.isDirty, scenario.stamp]).toEqual([false, 's-3'])
    scenario.undo()
    expect([scenario.document, scenario.isDirty]).toEqual([mine, true])
  })

  test('changed, and cannot be read any more: it is told, and the work stays', async () => {
    const { scenario, screen, files } = at({ ...changed, 'scenario:open': () => ({ ok: false, error: { code: 'file-corrupt' } }) })
    expect(await files.save()).toBe(false)
    expect([screen.dialog, screen.message?.kind, scenario.isDirty]).toEqual([null, 'error', true])
  })

  test('changed while nothing is unsaved here: theirs is opened when asked for', async () => {
    const { scenario, files } = at(changed)
    scenario.undo()
    await files.showOthersChanges()
    expect([scenario.document.note, scenario.stamp, scenario.isDirty]).toEqual(['theirs', 's-2', false])
  })

  test('taken away: saved anew it is a new file of its name', async () => {
    const { bridge, scenario, screen, files } = at({
      'scenario:save': ({ entry }) =>
        entry === undefined
          ? { ok: true, value: { entry: 'e-9', stamp: 's-9', savedAt: '' } }
          : { ok: false, error: { code: 'not-found' } },
    })
    expect(await files.save()).toBe(false)
    expect([useKeeping().file, screen.message?.kind]).toEqual(['gone', 'error'])
    expect(await files.saveAnew()).toBe(true)
    expect(Object.keys(bridge.asked('scenario:save').at(-1) ?? {})).toEqual(['document'])
    expect([scenario.document.name, scenario.entry, scenario.isDirty]).toEqual(['opened', 'e-9', false])
  })

  test('open elsewhere: the user is told first, and may save all the same', async () => {
    const { bridge, screen, files } = at({
      'scenario:save': () => ({ ok: true, value: { entry: 'e-1', stamp: 's-9', savedAt: '' } }),
      'window:hold': () => ({ ok: true, value: { owner: 'Wang', host: 'pc', since: '', isHere: false } }),
    })
    await useKeeping().hold()
    expect(await files.save()).toBe(false)
    expect([screen.dialog, bridge.asked('scenario:save')]).toEqual(['held', []])
    expect(await files.save(undefined, true)).toBe(true)
  })
})

describe('files of the user', () => {
  const imported: Answers = {
    'scenario:import': () => ({ ok: true, value: { document: { ...plan, name: 'from outside' }, warnings: [] } }),
  }

  test('an upload is read by the service and has no place on the shelf', async () => {
    const { bridge, scenario, files } = program(imported)
    bridge.upload = { name: 'a.json', base64: 'e30=' }
    expect(await files.importFile()).toBe(true)
    expect(bridge.asked('scenario:import')).toEqual([{ upload: { name: 'a.json', base64: 'e30=' } }])
    expect([scenario.document.name, scenario.entry]).toEqual(['from outside', undefined])
  })

  test('where the shell has its own dialog nothing is uploaded', async () => {
    const { bridge, files } = program(imported)
    bridge.upload = undefined
    await files.importFile()
    expect(bridge.asked('scenario:import')).toEqual([{}])
  })

  test('no file chosen, nothing asked', async () => {
    const { bridge, scenario, files } = program(imported)
    expect(await files.importFile()).toBe(false)
    expect([bridge.calls.length, scenario.document.name]).toEqual([0, 'before'])
  })

  test('an export is handed over and named', async () => {
    const exported = { fileName: 'before.liangli.json', download: { mediaType: 'application/json', text: '{}' } }
    const { bridge, screen, files } = program({ 'scenario:export': () => ({ ok: true, value: exported }) })
    await files.exportFile()
    expect(bridge.delivered).toEqual([exported])
    expect(screen.message?.text).toContain('before.liangli.json')
  })
})
