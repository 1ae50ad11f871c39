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

/** One entry as it was saved again, everything else as it is now; what was removed comes back to its place. */
export function withoutStep(saved: Scenario, now: Scenario, step: Step): Scenario {
  const next = stepBack(saved, now, step)
  return sinceSaved(saved, next).length === 0 ? saved : next
}

function stepBack(saved: Scenario, now: Scenario, { kind, id }: Step): Scenario {
  switch (kind) {
    case 'override':
      return { ...now, overrides: entryAsSaved(saved.overrides, now.overrides, id) }
    case 'population':
      return { ...now, populations: entryAsSaved(saved.populations, now.populations, id) }
    case 'actual':
      return { ...now, actuals: entryAsSaved(saved.actuals, now.actuals, id) }
    case 'granted':
      return { ...now, granted: entryAsSaved(saved.granted, now.granted, id) }
    case 'reading': {
      const { [id]: before } = saved.readings
      const { [id]: _, ...readings } = now.readings
      return { ...now, readings: before === undefined ? readings : { ...readings, [id]: before } }
    }
    case 'outlook': {
      const { outlook: _, ...rest } = now
      return saved.outlook === undefined ? rest : { ...rest, outlook: saved.outlook }
    }
    case 'assessment': {
      const { assessment: _, ...rest } = now
      return saved.assessment === undefined ? rest : { ...rest, assessment: saved.assessment }
    }
    default:
      return { ...now, [kind]: saved[kind] }
  }
}

function entryAsSaved<E extends { readonly id: string }>(saved: readonly E[], now: readonly E[], id: string): E[] {
  const before = saved.find((entry) => entry.id === id)
  if (before === undefined) return now.filter((entry) => entry.id !== id)
  if (now.some((entry) => entry.id === id)) return now.map((entry) => (entry.id === id ? before : entry))
  return [...now].toSpliced(Math.min(saved.indexOf(before), now.length), 0, before)
}

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
