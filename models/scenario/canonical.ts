import { compactArrays } from '../shared/jsonText'
import type { ImportedPopulation, Override, Scenario } from './document'
import type { Actual, Granted } from './entries'
import { scenarioFormat, scenarioSchemaVersion } from './format'

/** A scenario with nothing changed: the catalogue as it is. */
export function emptyScenario(catalogue: Scenario['catalogue'], name: string, appVersion: string): Scenario {
  return {
    format: scenarioFormat,
    schemaVersion: scenarioSchemaVersion,
    appVersion,
    catalogue,
    name,
    author: '',
    note: '',
    overrides: [],
    populations: [],
    actuals: [],
    granted: [],
    readings: {},
  }
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
  'shape',
  'onlyIncrement',
  'enabled',
  'reason',
  'document',
  'author',
  'at',
  'grade',
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
  const { format, schemaVersion, appVersion, catalogue, name, author, note, outlook, overrides, populations } = scenario
  const document = {
    format,
    schemaVersion,
    appVersion,
    catalogue,
    name,
    author,
    note,
    ...(outlook === undefined ? {} : { outlook }),
    overrides: overrides.map((override) => inOrder(override, order)),
    ...(populations.length === 0 ? {} : { populations: populations.map((entry) => populationInOrder(entry)) }),
    ...entries(scenario, () => true, []),
  }
  return `${compactArrays(JSON.stringify(document, null, 2))}\n`
}

const provenanceKeys = ['id', 'kind', 'area', 'source', 'grade', 'file', 'enabled', 'reason', 'author', 'at'] as const
const figureKeys = ['firstYear', 'male', 'female', 'urbanMale', 'urbanFemale'] as const

function populationInOrder(entry: ImportedPopulation, keys: readonly string[] = provenanceKeys): Record<string, unknown> {
  const record: Readonly<Record<string, unknown>> = entry
  return Object.fromEntries([...keys, ...figureKeys].flatMap((key) => (record[key] === undefined ? [] : [[key, record[key]]])))
}

const entryKeys = ['id', 'kind', 'name', 'document', 'target', 'area', 'year', 'from', 'to', 'value', 'amount'] as const
const accountKeys = ['ordinaryTax', 'resourceTax', 'nonTax', 'lines', 'claims', 'beside', 'residents'] as const
const fundKeys = ['opening', 'contributions', 'subsidy', 'benefits', 'localPart'] as const
const editKeys = ['source', 'grade', 'file', 'enabled', 'reason', 'author', 'at'] as const

/** Actual figures, granted policies, years of assessment and readings, in a fixed order; what is empty is not written. */
function entries(
  { actuals, granted, assessment, readings }: Scenario,
  counts: (entry: Actual | Granted) => boolean,
  without: readonly string[],
): Record<string, unknown> {
  const keys = [...entryKeys, ...accountKeys, ...fundKeys, ...editKeys].filter((key) => !without.includes(key))
  const rows = (list: readonly (Actual | Granted)[]): unknown[] =>
    list.filter(counts).map((entry) => {
      const record: Readonly<Record<string, unknown>> = entry
      return Object.fromEntries(keys.flatMap((key) => (record[key] === undefined ? [] : [[key, sorted(record[key])]])))
    })
  const found = { actuals: rows(actuals), granted: rows(granted), assessment: sorted(assessment), readings: sorted(readings) }
  return Object.fromEntries(Object.entries(found).filter(([, value]) => Object.keys(value ?? {}).length > 0))
}

/** Keys of a record in their alphabetical order. */
export const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value

/**
 * What moves figures, and nothing else, in a fixed order: the text behind the scenario's fingerprint. Names, reasons,
 * authors, times and switched-off overrides do not count.
 */
export function canonicalScenario(scenario: Scenario): string {
  const keys = order.filter((key) => !['id', 'enabled', 'reason', 'document', 'author', 'at', 'grade'].includes(key))
  const overrides = scenario.overrides.filter(({ enabled }) => enabled).map((override) => inOrder(override, keys))
  const populations = scenario.populations.filter(({ enabled }) => enabled).map((entry) => populationInOrder(entry, ['kind', 'area']))
  return JSON.stringify({
    format: scenario.format,
    // The form of this text, not of the file: fingerprints printed by earlier versions stay good.
    schemaVersion: 1,
    catalogue: scenario.catalogue,
    ...(scenario.outlook === undefined ? {} : { outlook: scenario.outlook.id }),
    overrides,
    ...(populations.length === 0 ? {} : { populations }),
    ...entries(scenario, ({ enabled }) => enabled, ['id', 'name', 'document', ...editKeys]),
  })
}
