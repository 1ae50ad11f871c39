import type { Scenario } from '../../models/scenario/document'

/** What was done to an entry of a scenario since it was saved. */
export interface Step {
  readonly kind: 'override' | 'population' | 'actual' | 'granted' | 'reading' | 'outlook' | 'assessment' | 'name' | 'author' | 'note'
  readonly id: string
  readonly what: 'added' | 'changed' | 'removed'
}

type Entries = ReadonlyMap<string, unknown>
const byId = (list: readonly { readonly id: string }[]): Entries => new Map(list.map((entry) => [entry.id, entry]))
const single = (value: unknown): Entries => new Map(value === undefined || value === '' ? [] : [['', value]])

const entriesOf = (scenario: Scenario): readonly (readonly [Step['kind'], Entries])[] => [
  ['name', single(scenario.name)],
  ['author', single(scenario.author)],
  ['note', single(scenario.note)],
  ['outlook', single(scenario.outlook)],
  ['assessment', single(scenario.assessment)],
  ['population', byId(scenario.populations)],
  ['actual', byId(scenario.actuals)],
  ['override', byId(scenario.overrides)],
  ['granted', byId(scenario.granted)],
  ['reading', new Map(Object.entries(scenario.readings))],
]

/** Entries in which a scenario differs from what was saved of it; what was changed back is none. */
export function sinceSaved(saved: Scenario, now: Scenario): readonly Step[] {
  if (saved === now) return []
  const before = new Map(entriesOf(saved))
  return entriesOf(now).flatMap(([kind, entries]) => {
    const old = before.get(kind) ?? new Map<string, unknown>()
    const here = [...entries].flatMap(([id, entry]): readonly Step[] => {
      if (!old.has(id)) return [{ kind, id, what: 'added' }]
      const known = old.get(id)
      return entry === known || JSON.stringify(known) === JSON.stringify(entry) ? [] : [{ kind, id, what: 'changed' }]
    })
    const gone = [...old.keys()].filter((id) => !entries.has(id)).map((id): Step => ({ kind, id, what: 'removed' }))
    return [...here, ...gone]
  })
}
