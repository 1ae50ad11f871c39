import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readActuals } from '../../electron/service/actuals/read'
import { projectFolder } from '../../electron/service/projectFolder'
import { readPopulation } from '../../electron/service/table/population'
import { hostileTexts } from './hostile'
import type { Material } from './material'
import { withBrokenBytes, withBrokenWords } from './mutate'
import type { Random } from './random'
import { bytesOf, demandFaults, sample, type Reader } from './reader'
import { csvBytes, encoded, giantCsv, table, withBrokenParts, workbookOf } from './tables'

/** Tables of population and of actual figures, as CSV and as workbooks, and folders of rates. */
export function tableReaders({ home, catalogue, known, workbooks, csv, rates }: Material): readonly Reader[] {
  const population = async (bytes: Uint8Array, random: Random): Promise<boolean> => {
    const options = {
      kind: random.pick(['base', 'base', 'base', 'projection'] as const),
      area: random.pick(['150100', '150100', '150100', undefined]),
    }
    const read = await readPopulation({ name: fileName(random), bytes }, options, catalogue)
    if (!read.ok) return demandFaults(read.faults)
    for (const { male, female } of read.preview.populations)
      if (![...male, ...female].flat().every((persons) => Number.isFinite(persons) && persons >= 0))
        throw new Error('persons that are none')
    return true
  }
  const actuals = async (bytes: Uint8Array, random: Random): Promise<boolean> => {
    const read = await readActuals({ name: fileName(random), bytes }, known)
    if (!read.ok) return demandFaults(read.faults)
    for (const { value } of read.preview.actuals) if (!Number.isFinite(value)) throw new Error('a figure that is none')
    return true
  }
  return [
    { name: 'population csv', share: 110, attack: (random, seed) => population(csvInput(csv.population, random, seed), random) },
    { name: 'actuals csv', share: 110, attack: (random, seed) => actuals(csvInput(csv.actuals, random, seed), random) },
    {
      name: 'population workbook',
      share: 40,
      attack: async (random, seed) => population(await workbookInput(workbooks.population, random, seed), random),
    },
    {
      name: 'actuals workbook',
      share: 40,
      attack: async (random, seed) => actuals(await workbookInput(workbooks.actuals, random, seed), random),
    },
    { name: 'rates', share: 40, attack: (random, seed) => readRatesOf(join(home, 'rates'), rates, random, seed) },
  ]
}

const fileName = (random: Random): string => (random.chance(0.05) ? random.pick(hostileTexts).slice(0, 300) : '') || 'a.csv'

function csvInput(sound: Uint8Array, random: Random, seed: number): Uint8Array {
  if (random.chance(0.02)) return giantCsv(random)
  const kind = random.below(20)
  if (kind < 8) return csvBytes(sample(table, seed), random)
  return kind < 14 ? withBrokenBytes(sound, random) : encoded(withBrokenWords(Buffer.from(sound).toString(), random), random)
}

async function workbookInput(sound: Uint8Array, random: Random, seed: number): Promise<Uint8Array> {
  const kind = random.below(10)
  if (kind < 2) return workbookOf(sample(table, seed))
  return kind < 5 ? withBrokenBytes(sound, random) : withBrokenParts(sound, random)
}

/** A folder of rates, one of whose files is broken. */
async function readRatesOf(folder: string, rates: Readonly<Record<string, string>>, random: Random, seed: number): Promise<boolean> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  const broken = random.pick(Object.keys(rates))
  for (const [name, text] of Object.entries(rates))
    writeFileSync(join(folder, name), name === broken ? brokenRates(text, random, seed) : text)
  const read = await projectFolder(folder)
  return read.ok || demandFaults(read.faults)
}

function brokenRates(text: string, random: Random, seed: number): Uint8Array | string {
  const kind = random.below(5)
  if (kind === 0) return withBrokenBytes(bytesOf(text), random)
  if (kind === 1) return csvBytes(sample(table, seed), random)
  return kind === 2 ? giantCsv(random) : withBrokenWords(text, random)
}
