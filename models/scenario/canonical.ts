import type { Override, Scenario } from './document'
import { scenarioFormat, scenarioSchemaVersion } from './format'

/** A scenario with nothing changed: the catalogue as it is. */
export function emptyScenario(catalogue: Scenario['catalogue'], name: string, appVersion: string): Scenario {
  return { format: scenarioFormat, schemaVersion: scenarioSchemaVersion, appVersion, catalogue, name, author: '', note: '', overrides: [] }
}

const order: readonly (keyof Override)[] = [
  'id',
  'lever',
  'target',
  'area',
  'mode',
  'from',
  'to',
  'value',
  'values',
  'after',
  'fullFrom',
  'enabled',
  'reason',
  'author',
  'at',
]

const inOrder = (override: Override, keys: readonly (keyof Override)[]): Record<string, unknown> =>
  Object.fromEntries(
    keys.flatMap((key) =>
      override[key] === undefined ? [] : [[key, key === 'values' ? sortedYears(override.values ?? {}) : override[key]]],
    ),
  )

const sortedYears = (values: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)))

/** The scenario as it is written to disk: fixed key order, two spaces, a line per field, so that two files can be compared. */
export function scenarioToText(scenario: Scenario): string {
  const { format, schemaVersion, appVersion, catalogue, name, author, note, overrides } = scenario
  const document = {
    format,
    schemaVersion,
    appVersion,
    catalogue,
    name,
    author,
    note,
    overrides: overrides.map((override) => inOrder(override, order)),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}

/**
 * What moves figures, and nothing else, in a fixed order: the text behind the scenario's fingerprint. Names, reasons,
 * authors, times and switched-off overrides do not count.
 */
export function canonicalScenario(scenario: Scenario): string {
  const keys = order.filter((key) => !['id', 'enabled', 'reason', 'author', 'at'].includes(key))
  const overrides = scenario.overrides.filter(({ enabled }) => enabled).map((override) => inOrder(override, keys))
  return JSON.stringify({ format: scenario.format, schemaVersion: scenario.schemaVersion, catalogue: scenario.catalogue, overrides })
}
