import { scenarioSchemaVersion } from '../format'

/** Turns a document of one version into the next; the version they lead from is their position plus one. */
const steps: readonly ((document: Record<string, unknown>) => Record<string, unknown>)[] = [
  // 1 → 2: a scenario may pick a population outlook and bring populations; one of version 1 does neither.
  (document) => ({ ...document, schemaVersion: 2 }),
  // 2 → 3: a scenario may bring actual figures, granted policies, years of assessment and readings; one of version 2 has none.
  (document) => ({ ...document, schemaVersion: 3 }),
]

/**
 * Bring a scenario document to today's version, step by step.
 * @param version its own, from 1 to today's.
 */
export function migrate(document: Record<string, unknown>, version: number): Record<string, unknown> {
  let migrated = document
  for (let v = version; v < scenarioSchemaVersion; v++) {
    const step = steps[v - 1]
    if (step === undefined) throw new RangeError(`no way from version ${String(v)}`)
    migrated = step(migrated)
  }
  return migrated
}
