import { decode } from '../../electron/service/files/readText'
import { parseCatalogue, partsOf } from '../../models/catalogue/parse'
import { scenarioToText } from '../../models/scenario/canonical'
import type { Catalogue } from '../../models/catalogue/schema'
import { targetsOf } from '../../models/scenario/checkOverride'
import type { Override, Scenario } from '../../models/scenario/document'
import { levers } from '../../models/scenario/levers'
import { parseScenario } from '../../models/scenario/parse'
import { simulate } from '../../models/simulate'
import { scenarioArbitrary } from '../property/scenarios'
import { hostileNumbers, withHostilePlaces, withOtherValues } from './hostile'
import type { Material } from './material'
import { withBrokenBytes, withBrokenWords } from './mutate'
import type { Random } from './random'
import { bytesOf, demandFaults, sample, type Reader } from './reader'

/** Scenarios and catalogues, and runs of what was taken. */
export function documentReaders({ catalogue, catalogueFiles, documents, scenarios }: Material): readonly Reader[] {
  return [
    {
      name: 'scenario',
      share: 420,
      attack: (random, seed) => {
        const kind = random.below(6)
        const document = random.chance(0.5) ? sample(scenarioArbitrary, seed) : random.pick(documents)
        const take = (): boolean => {
          if (kind === 0) return takeBytes(withBrokenBytes(bytesOf(random.pick(scenarios)), random))
          if (kind === 1) return takeScenario(withBrokenWords(random.pick(scenarios), random))
          if (kind === 2) return takeScenario(JSON.stringify(withHostilePlaces(document, random)))
          return takeScenario(JSON.stringify(withOtherValues(document, random)))
        }
        return Promise.resolve(take())
      },
    },
    {
      name: 'run',
      share: 25,
      attack: (random) => {
        const document = withOverrides(withOtherValues(random.pick(documents), random), catalogue, random)
        const read = parseScenario(JSON.stringify(document), 'a.json')
        return Promise.resolve(read.ok && run(catalogue, read.value))
      },
    },
    {
      name: 'catalogue',
      share: 10,
      attack: (random) => {
        const at = random.below(catalogueFiles.length)
        const changed = catalogueFiles.map((file, k) => (k === at ? { ...file, text: brokenText(file.text, random) } : file))
        const [first] = changed
        const named = first === undefined ? undefined : partsOf(first)
        if (named?.ok === false) demandFaults(named.faults)
        const read = parseCatalogue(changed)
        return Promise.resolve(read.ok || demandFaults(read.faults))
      },
    },
  ]
}

/** A scenario with changes of levers by any value, most of them such as the form takes. */
function withOverrides(document: Scenario, catalogue: Catalogue, random: Random): Scenario {
  const added = Array.from({ length: random.below(6) }, (_, k): Override => {
    const lever = random.pick(levers)
    const targets = targetsOf(lever, catalogue)
    const [low, high] = random.pick([lever.possible, lever.plausible])
    const value = random.pick([low, high, low + (high - low) * 0.3, random.pick(hostileNumbers)])
    // Where shifted and scaled paths may lead is held against the levers' ranges by a test of its own.
    const [mode, from] = [random.pick(['set', 'series'] as const), random.pick([2021, 2024, 2035])]
    const area = random.pick(catalogue.regions).code
    const rest = { enabled: true, reason: '', author: '', at: '' }
    const target = lever.target === 'none' ? {} : { target: random.pick(targets) }
    const amount = mode === 'series' ? { values: { [String(from)]: value } } : { value }
    return { id: `x-${String(k)}`, lever: lever.id, area, mode, from, ...target, ...amount, ...rest }
  })
  return { ...document, overrides: [...document.overrides, ...added] }
}

/** Run what was taken: no figure may be none, no person less than nobody. */
function run(catalogue: Catalogue, scenario: Scenario): true {
  const { units, population, expenditure } = simulate(catalogue, scenario)
  for (const { required, capacity, resources, margin } of units)
    for (const values of [required, capacity, resources, margin])
      if (!values.every(Number.isFinite)) throw new Error('a figure that is none')
  if (!expenditure.every(Number.isFinite)) throw new Error('expenditure that is none')
  for (const { total } of population)
    if (!total.every((persons) => Number.isFinite(persons) && persons >= 0)) throw new Error('persons that are none')
  return true
}

function takeBytes(bytes: Uint8Array): boolean {
  const decoded = decode(bytes, 'a.json')
  return decoded.ok ? takeScenario(decoded.text) : demandFaults(decoded.faults)
}

function takeScenario(text: string): boolean {
  const read = parseScenario(text, 'a.json')
  if (!read.ok) return demandFaults(read.faults)
  const again = parseScenario(scenarioToText(read.value), 'b.json')
  if (!again.ok || scenarioToText(again.value) !== scenarioToText(read.value))
    throw new Error('what was read cannot be written and read again')
  return true
}

function brokenText(text: string, random: Random): string {
  if (random.chance(0.5)) return JSON.stringify(withHostilePlaces(JSON.parse(text) as object, random))
  return random.chance(0.5) ? withBrokenWords(text, random) : Buffer.from(withBrokenBytes(bytesOf(text), random)).toString('utf8')
}
