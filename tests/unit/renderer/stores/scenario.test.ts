import { beforeEach, describe, expect, test } from 'vitest'
import { createPinia, setActivePinia } from 'pinia'
import { useScenario } from '../../../../renderer/stores/scenario'
import { scenarioToText } from '../../../../models/scenario/canonical'
import { parseScenario } from '../../../../models/scenario/parse'
import type { PopulationDraft } from '../../../../models/scenario/document'
import { plan } from '../../../fixtures/catalogue'

const tfr = { lever: 'tfr' as const, area: '150000' }
const standard = { lever: 'standard' as const, area: '150000', target: 'a.x' }
let scenario: ReturnType<typeof useScenario>

beforeEach(() => {
  setActivePinia(createPinia())
  scenario = useScenario()
  scenario.open(plan)
})
const values = (): readonly (number | undefined)[] => scenario.document.overrides.map(({ value }) => value)

describe('one immutable document', () => {
  test('an edit leaves the document before it as it was', () => {
    const before = scenario.document
    scenario.setOverride(tfr, { value: 1.3, from: 2025 })
    expect(before.overrides).toEqual([])
    expect(scenario.document).not.toBe(before)
  })

  test('a second change of the same lever and area replaces the first, and keeps its id and reason', () => {
    scenario.setOverride(tfr, { value: 1.3, from: 2025, reason: 'trend' })
    scenario.setOverride(tfr, { value: 1.4 })
    expect(scenario.document.overrides).toMatchObject([{ id: 'o-1', lever: 'tfr', value: 1.4, from: 2025, reason: 'trend' }])
  })

  test('the same lever elsewhere, or on something else, is another change', () => {
    scenario.setOverride(tfr, { value: 1.3 })
    scenario.setOverride({ ...tfr, area: '150100' }, { value: 1.2 })
    scenario.setOverride(standard, { value: 150 })
    scenario.setOverride({ ...standard, target: 'b.y' }, { value: 160 })
    expect(values()).toEqual([1.3, 1.2, 150, 160])
    expect(scenario.find({ ...standard, target: 'b.y' })?.value).toBe(160)
    expect(scenario.find({ ...tfr, area: '150200' })).toBeUndefined()
  })

  test('ids stay unique when an earlier change has gone', () => {
    scenario.setOverride(tfr, { value: 1 })
    scenario.setOverride(standard, { value: 2 })
    scenario.removeOverride('o-1')
    scenario.setOverride({ ...tfr, area: '150100' }, { value: 3 })
    const ids = scenario.document.overrides.map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
  })

  test('a change that needs no target has none in the file', () => {
    scenario.setOverride(tfr, { value: 1 })
    expect(Object.keys(scenario.document.overrides[0] ?? {})).not.toContain('target')
  })

  test('a change can be switched off, and its reason changed', () => {
    scenario.setOverride(tfr, { value: 1 })
    scenario.changeOverride('o-1', { enabled: false })
    scenario.changeOverride('o-1', { reason: 'request of the bureau' })
    expect(scenario.document.overrides[0]).toMatchObject({ enabled: false, reason: 'request of the bureau', value: 1 })
  })
})

describe('undo and redo', () => {
  test('walk back and forth through every edit', () => {
    const seen = [scenario.document]
    for (const value of [1.1, 1.2, 1.3]) {
      scenario.setOverride(tfr, { value })
      seen.push(scenario.document)
    }
    for (const k of [2, 1, 0]) {
      scenario.undo()
      expect(scenario.document).toBe(seen[k])
    }
    expect(scenario.canUndo).toBe(false)
    for (const k of [1, 2, 3]) {
      scenario.redo()
      expect(scenario.document).toBe(seen[k])
    }
    expect(scenario.canRedo).toBe(false)
  })

  test('at their ends do nothing and ask for no run', () => {
    const { document, revision } = scenario
    scenario.undo()
    scenario.redo()
    expect(scenario.document).toBe(document)
    expect(scenario.revision).toBe(revision)
  })

  test('a new edit after undo ends the way forward', () => {
    scenario.setOverride(tfr, { value: 1.1 })
    scenario.undo()
    scenario.setOverride(tfr, { value: 1.2 })
    expect(scenario.canRedo).toBe(false)
    scenario.undo()
    expect(values()).toEqual([])
  })

  test('every step asks for a run', () => {
    const start = scenario.revision
    scenario.setOverride(tfr, { value: 1.1 })
    scenario.undo()
    scenario.redo()
    scenario.removeOverride('o-1')
    expect(scenario.revision).toBe(start + 4)
  })

  test('opening another scenario starts a new history', () => {
    scenario.setOverride(tfr, { value: 1.1 })
    scenario.open({ ...plan, name: 'other' })
    expect([scenario.canUndo, scenario.canRedo, scenario.document.name]).toEqual([false, false, 'other'])
  })
})

describe('a drag', () => {
  test('shows every value it passes, and is one step', () => {
    const start = scenario.revision
    for (const value of [1.1, 1.2, 1.3]) scenario.drag(tfr, { value, from: 2025 })
    expect([values(), scenario.revision]).toEqual([[1.3], start + 3])
    scenario.drop()
    scenario.undo()
    expect([values(), scenario.canUndo]).toEqual([[], false])
    scenario.redo()
    expect(values()).toEqual([1.3])
  })

  test('on top of an edit goes back to that edit', () => {
    scenario.setOverride(tfr, { value: 1.1 })
    scenario.drag(tfr, { value: 1.2 })
    scenario.drag(tfr, { value: 1.3 })
    scenario.drop()
    scenario.undo()
    expect(values()).toEqual([1.1])
  })

  test('two drags are two steps', () => {
    for (const value of [1.1, 1.2]) {
      scenario.drag(tfr, { value: value - 0.05 })
      scenario.drag(tfr, { value })
      scenario.drop()
    }
    scenario.undo()
    expect(values()).toEqual([1.1])
  })

  test('the same move told twice, ahead of its frame and with it, is one', () => {
    scenario.drag(tfr, { value: 1.2, from: 2025 })
    const first = [scenario.revision, scenario.document] as const
    scenario.drag(tfr, { value: 1.2, from: 2025 })
    expect([scenario.revision, scenario.document]).toEqual(first)
    scenario.drag(tfr, { value: 1.2, from: 2026 })
    expect(scenario.revision).toBe(first[0] + 1)
  })

  test('a drop without a drag is no step', () => {
    scenario.drop()
    expect(scenario.canUndo).toBe(false)
  })

  test('that was not let go of before another lever is set does not swallow that edit', () => {
    scenario.drag(tfr, { value: 1.2 })
    scenario.setOverride(standard, { value: 150 })
    scenario.undo()
    expect(values()).toEqual([1.2])
    scenario.undo()
    expect(values()).toEqual([])
  })
})

describe('a drag that was never let go of', () => {
  beforeEach(() => {
    scenario.drag(tfr, { value: 1.2 })
  })
  test('can be undone', () => {
    expect(scenario.canUndo).toBe(true)
    scenario.undo()
    expect([values(), scenario.canUndo]).toEqual([[], false])
  })
  test('is a step of its own before a removal and before a change of reason', () => {
    scenario.changeOverride('o-1', { reason: 'why' })
    scenario.removeOverride('o-1')
    scenario.undo()
    scenario.undo()
    expect(scenario.document.overrides).toMatchObject([{ value: 1.2, reason: '' }])
    scenario.undo()
    expect(values()).toEqual([])
  })
})

describe('unsaved changes', () => {
  test('a fresh document has none, an edit makes some, undoing it takes them away', () => {
    expect(scenario.isDirty).toBe(false)
    scenario.setOverride(tfr, { value: 1.1 })
    expect(scenario.isDirty).toBe(true)
    scenario.undo()
    expect(scenario.isDirty).toBe(false)
  })

  test('saving remembers what was saved, not what was edited meanwhile', () => {
    scenario.setOverride(tfr, { value: 1.1 })
    const sent = scenario.document
    scenario.setOverride(tfr, { value: 1.2 })
    scenario.markSaved({ entry: 'e-1', stamp: 's-1' }, sent)
    expect([scenario.isDirty, scenario.entry, scenario.stamp]).toEqual([true, 'e-1', 's-1'])
    scenario.undo()
    expect(scenario.isDirty).toBe(false)
  })

  test('a document from outside has no place on the shelf yet', () => {
    scenario.open(plan, { entry: 'e-1', stamp: 's-1' })
    scenario.open({ ...plan, name: 'imported' })
    expect([scenario.entry, scenario.stamp]).toEqual([undefined, undefined])
  })

  test('renaming is an edit like any other', () => {
    scenario.rename({ name: 'allowance 150' })
    expect([scenario.document.name, scenario.isDirty]).toEqual(['allowance 150', true])
    scenario.undo()
    expect(scenario.document.name).toBe(plan.name)
  })
})

describe("populations of the user's own", () => {
  const flat = (persons: number): number[] => new Array<number>(101).fill(persons)
  const base = (area: string, persons = 10): PopulationDraft => ({
    kind: 'base',
    area,
    file: 'a.csv',
    male: flat(persons),
    female: flat(persons),
  })
  const said = { source: 'census', grade: 'B' as const, reason: 'better', author: 'Li' }
  const shown = (): readonly string[] => scenario.document.populations.map(({ id, area, male }) => `${id} ${area} ${String(male[0])}`)

  test('several are one step, signed and switched on', () => {
    scenario.addPopulations([base('150100'), base('150200')], said)
    expect(scenario.document.populations).toMatchObject([
      { id: 'p-1', area: '150100', source: 'census', grade: 'B', reason: 'better', author: 'Li', enabled: true },
      { id: 'p-2', area: '150200' },
    ])
    expect(scenario.document.populations[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(scenario.changeCount).toBe(2)
    scenario.undo()
    expect([shown(), scenario.canUndo]).toEqual([[], false])
  })
  test('one of the same area and kind replaces the former, another kind stands beside it', () => {
    scenario.addPopulations([base('150100'), base('150200')], said)
    scenario.addPopulations([base('150100', 20)], said)
    expect(shown()).toEqual(['p-2 150200 10', 'p-3 150100 20'])
    scenario.addPopulations([{ kind: 'projection', area: '150100', file: '', firstYear: 2021, male: [flat(1)], female: [flat(1)] }], said)
    expect(scenario.document.populations.map(({ kind }) => kind)).toEqual(['base', 'base', 'projection'])
    expect(new Set(scenario.document.populations.map(({ id }) => id)).size).toBe(3)
  })
  test('what is said of one can be changed, it can be switched off, and removed', () => {
    scenario.addPopulations([base('150100'), base('150200')], said)
    scenario.changePopulation('p-1', { source: 'yearbook', enabled: false })
    expect(scenario.document.populations).toMatchObject([
      { source: 'yearbook', enabled: false },
      { source: 'census', enabled: true },
    ])
    scenario.removePopulation('p-1')
    expect(shown()).toEqual(['p-2 150200 10'])
    scenario.undo()
    scenario.undo()
    expect(scenario.document.populations[0]).toMatchObject({ source: 'census', enabled: true })
  })
  test('what cannot be seen in a source or a file’s name is dropped, or the saved file could not be read again', () => {
    scenario.addPopulations([{ ...base('150100'), file: 'a\u200B.csv' }], { ...said, source: ' cen\u202Esus\t2020 ' })
    expect(scenario.document.populations[0]).toMatchObject({ source: 'census 2020', file: 'a.csv' })
    scenario.changePopulation('p-1', { source: 'year\u200Bbook' })
    expect(parseScenario(scenarioToText(scenario.document), 'x')).toMatchObject({
      ok: true,
      value: { populations: [{ source: 'yearbook' }] },
    })
  })
  test('the outlook goes back to the default, and counts as a change until then', () => {
    scenario.edit({ ...plan, outlook: { id: 'high', reason: '', author: '', at: '' } })
    expect(scenario.changeCount).toBe(1)
    scenario.removeOutlook()
    expect([scenario.document.outlook, scenario.changeCount]).toEqual([undefined, 0])
  })
})

describe('the population outlook', () => {
  test('is chosen as one step, with its reason, author and time', () => {
    scenario.open({ ...plan, author: 'Li' })
    scenario.setOutlook('low-fertility', 'births of last year')
    expect(scenario.document.outlook).toMatchObject({ id: 'low-fertility', reason: 'births of last year', author: 'Li' })
    expect(scenario.document.outlook?.at).toMatch(/^\d{4}-\d\d-\d\dT/)
    scenario.undo()
    expect(scenario.document.outlook).toBeUndefined()
    scenario.redo()
    expect(scenario.document.outlook?.id).toBe('low-fertility')
  })

  test('without one the document says nothing of it, and the same again is no step', () => {
    scenario.setOutlook('constant')
    scenario.setOutlook(undefined)
    expect('outlook' in scenario.document).toBe(false)
    const { document } = scenario
    scenario.setOutlook(undefined)
    expect(scenario.document).toBe(document)
  })
})

describe('a change that goes over to another mode', () => {
  test('keeps its id, place and reason, and drops what only the old mode knows', () => {
    scenario.setOverride(tfr, { value: 1.3, from: 2025, to: 2030, fullFrom: 2027, after: 'hold', reason: 'trend' })
    scenario.setOverride(tfr, { mode: 'series', from: 2026, values: { '2026': 1.2 } })
    const [series] = scenario.document.overrides
    expect(series).toMatchObject({ id: 'o-1', mode: 'series', from: 2026, values: { '2026': 1.2 }, reason: 'trend' })
    for (const key of ['value', 'to', 'fullFrom', 'after']) expect(Object.keys(series ?? {}), key).not.toContain(key)
    scenario.setOverride(tfr, { mode: 'set', from: 2027, value: 1.4 })
    expect(Object.keys(scenario.document.overrides[0] ?? {})).not.toContain('values')
  })
})
