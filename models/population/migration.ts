/** What came of a year's migration, persons. */
export interface MigrationOutcome {
  /** Net migrants as asked for. */
  netMigrants: number
  /** Persons added where more would have left than there were. */
  clamped: number
}

/**
 * Adds net migrants at the end of a year: no deaths, no births among them (METHOD section 1.4). A cell that would fall below
 * zero is set to zero; the persons so added are counted.
 *
 * @param stock persons by sex and age from `at` on, as many cells as the pattern has.
 * @param pattern net migrants for a level of 1: numbers (level 1), or shares that sum to 1 (level: net migrants of the year).
 * @returns persons after migration.
 */
export function addMigrants(
  stock: Float64Array,
  at: number,
  pattern: Readonly<Float64Array>,
  level: number,
  outcome: MigrationOutcome,
): number {
  let asked = 0
  let clamped = 0
  let persons = 0
  for (let cell = 0; cell < pattern.length; cell++) {
    const change = level * (pattern[cell] ?? 0)
    const sum = (stock[at + cell] ?? 0) + change
    const left = sum < 0 ? 0 : sum
    asked += change
    clamped += left - sum
    stock[at + cell] = left
    persons += left
  }
  outcome.netMigrants = asked
  outcome.clamped = clamped
  return persons
}
