import type { Fault } from '../shared/outcome'
import { hasInvisible, visibleLines } from '../shared/visible'
import type { Scenario } from './document'

/** Texts that a person writes at length: they may have lines, and what cannot be seen is taken out of them. */
const written = ['note', 'reason', 'author'] as const
type Written = (typeof written)[number]
const isWritten = (key: string): key is Written => written.some((known) => known === key)

type PlacedFault = Omit<Fault, 'file'>

/**
 * Names, sources, codes and keys that hold what cannot be seen: two of them could look alike and be different, so that the
 * file is refused.
 */
export function hiddenFaults(scenario: Scenario): readonly PlacedFault[] {
  const faults: PlacedFault[] = []
  const told = (path: string, name: string): void => {
    faults.push({ path, code: 'invisible', params: { name }, message: `the ${name} holds control or direction characters` })
  }
  const look = (value: unknown, path: string, key: string): void => {
    if (typeof value === 'string') {
      if (!isWritten(key) && hasInvisible(value)) told(path, key)
    } else if (Array.isArray(value)) {
      if (typeof value[0] !== 'number') value.forEach((inner: unknown, k) => look(inner, `${path}[${String(k)}]${idOf(inner)}`, key))
    } else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) {
        if (hasInvisible(name)) told(path, 'key')
        look(inner, path === '' ? name : `${path}.${name}`, name)
      }
  }
  look(scenario, '', '')
  return faults
}

const idOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? `(${value.id})` : ''

/** A document without what cannot be seen in notes, reasons and names of authors, and where some was; itself where none was. */
export function withVisibleTexts(scenario: Scenario): { readonly value: Scenario; readonly places: readonly string[] } {
  const places: string[] = []
  const clean = <T extends Partial<Readonly<Record<Written, string>>>>(part: T, path: string): T => {
    const cleaned: Partial<Record<Written, string>> = {}
    for (const key of written) {
      const text = part[key]
      if (text === undefined || visibleLines(text) === text) continue
      cleaned[key] = visibleLines(text)
      places.push(path === '' ? key : `${path}.${key}`)
    }
    return { ...part, ...cleaned }
  }
  const list = <T extends { readonly id: string; readonly reason: string; readonly author: string }>(
    entries: readonly T[],
    name: string,
  ): T[] => entries.map((entry, k) => clean(entry, `${name}[${String(k)}](${entry.id})`))
  const value = {
    ...clean(scenario, ''),
    ...(scenario.outlook === undefined ? {} : { outlook: clean(scenario.outlook, 'outlook') }),
    overrides: list(scenario.overrides, 'overrides'),
    populations: list(scenario.populations, 'populations'),
    actuals: list(scenario.actuals, 'actuals'),
    granted: list(scenario.granted, 'granted'),
  }
  return { value: places.length === 0 ? scenario : value, places }
}
