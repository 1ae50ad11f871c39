import { emptyScenario } from '../../models/scenario/canonical'
import type { Scenario } from '../../models/scenario/document'

/** The n-th version of a scenario: another text each time, of between 1 and some 60 kilobytes. */
export function version(n: number): Scenario {
  const entries = (n * 37) % 240
  return {
    ...emptyScenario({ id: 'c', version: '1', sha256: '0'.repeat(64) }, 'killed', '0'),
    note: String(n),
    overrides: Array.from({ length: entries }, (_, k) => ({
      id: `o-${String(k)}`,
      lever: 'standard' as const,
      target: `target-${String(k)}`,
      area: '150000',
      mode: 'set' as const,
      from: 2023,
      value: n + k / 1000,
      enabled: true,
      reason: `version ${String(n)}`,
      author: '',
      at: '',
    })),
  }
}
