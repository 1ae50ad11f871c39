import { describe, expect, test } from 'vitest'
import { scenarioToText } from '../../../../models/scenario/canonical'
import type { ImportedPopulation } from '../../../../models/scenario/document'
import { parseScenario } from '../../../../models/scenario/parse'
import { plan } from '../../../fixtures/catalogue'

const population = (change: Partial<ImportedPopulation> = {}): ImportedPopulation => {
  const persons = new Array<number>(101).fill(1)
  const base = {
    id: 'p-1',
    kind: 'base' as const,
    area: '150100',
    source: 'census',
    grade: 'B' as const,
    file: 'a.csv',
    enabled: true,
    reason: '',
    author: '',
    at: '',
  }
  return { ...base, male: persons, female: persons, ...change } as ImportedPopulation
}
const faultsOf = (...populations: readonly ImportedPopulation[]): readonly string[] => {
  const parsed = parseScenario(scenarioToText({ ...plan, populations: [...populations] }), 'a.json')
  return parsed.ok ? [] : parsed.faults.map(({ path, code }) => `${code} ${path}`)
}

describe('populations in a scenario file', () => {
  test('come back as they were saved', () => {
    const parsed = parseScenario(
      scenarioToText({ ...plan, populations: [population(), population({ id: 'p-2', area: '150200' })] }),
      'a.json',
    )
    expect(parsed.ok ? parsed.value.populations : []).toEqual([population(), population({ id: 'p-2', area: '150200' })])
  })
  test('with an id used twice are refused', () => {
    expect(faultsOf(population(), population({ area: '150200' }))).toEqual(['id-twice populations[1](p-1).id'])
  })
  test('with characters that cannot be seen in the source or the file’s name are refused', () => {
    expect(faultsOf(population({ source: 'cen\u202Esus' }))).toEqual(['invisible populations[0](p-1).source'])
    expect(faultsOf(population({ file: 'a\u200B.csv' }))).toEqual(['invisible populations[0](p-1).file'])
  })
})
