import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalogue } from '../../models/catalogue/schema'
import { syntheticCatalogue, type SyntheticWords } from '../../models/catalogue/synthetic/catalogue'
import { catalogueToFiles } from '../../models/catalogue/write'
import { writeAtomically } from '../service/files/atomicWrite'
import { exitCodes, type ExitCode } from './output'

export interface SynthesizeOptions {
  /** The catalogue whose items, prices and rules are taken as the pattern. */
  readonly source: Catalogue
  /** File with the words. */
  readonly words: string
  /** A new or empty folder. */
  readonly folder: string
  readonly seed: number
  readonly say: (line: string) => void
}

/** Write a made-up catalogue of 103 banners into a folder. */
export async function writeSynthetic({ source, words, folder, seed, say }: SynthesizeOptions): Promise<ExitCode> {
  const text = JSON.parse(await readFile(words, 'utf8')) as SyntheticWords
  return writeCatalogueFolder(syntheticCatalogue(source, { seed, words: text }), folder, say)
}

/** Write a catalogue's files into a new or empty folder; files that are there already are left alone. */
export async function writeCatalogueFolder(catalogue: Catalogue, folder: string, say: (line: string) => void): Promise<ExitCode> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) {
    say(`${folder}: the folder is not empty; name a new one\n`)
    return exitCodes.badInput
  }
  // The manifest last: a folder without it is no catalogue.
  for (const file of [...catalogueToFiles(catalogue)].reverse()) {
    const written = await writeAtomically(join(folder, file.name), file.text)
    if (!written.ok) {
      say(`${join(folder, file.name)}: ${written.code}\n`)
      return exitCodes.badInput
    }
  }
  return exitCodes.done
}
