import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import type { CatalogueKey, CatalogueName, KnownCatalogue } from '../../contract/catalogues'
import type { ProgramNotice } from '../../contract/keeping'
import type { Catalogue } from '../../../models/catalogue/schema'
import { catalogueToText } from '../../../models/catalogue/write'
import { fileStem } from '../../../models/shared/fileStem'
import { parseJson } from '../../../models/shared/json'
import type { Fault } from '../../../models/shared/outcome'
import { loadCatalogue, type LoadedCatalogue } from '../catalogue'
import { writeAtomically, type WriteOutcome } from '../files/atomicWrite'
import { readTextFile } from '../files/readText'

const suffix = '.catalogue.json'
const choiceName = 'chosen.json'
const choiceSchema = z.strictObject({ format: z.literal('liangli-catalogue-choice'), fileName: z.string().max(300) })

export const catalogueName = ({ id, version, title, baseYear, horizonYear }: Catalogue): CatalogueName => ({
  id,
  version,
  title,
  baseYear,
  horizonYear,
})

const keyOf = (fileName: string): CatalogueKey => createHash('sha256').update(fileName).digest('hex').slice(0, 32)

export type Loading = { readonly ok: true; readonly value: LoadedCatalogue } | { readonly ok: false; readonly faults: readonly Fault[] }

/** Catalogues that the program can be opened with: the shipped one, and those that were imported, each one file in a folder of the user's. */
export class CatalogueLibrary {
  private readonly folder: string
  private readonly shipped: string

  /** @param folder need not be there. @param shipped manifest of the shipped catalogue. */
  constructor(folder: string, shipped: string) {
    this.folder = folder
    this.shipped = shipped
  }

  /** All of them, the shipped one first. What cannot be read is told with its faults. @param open SHA-256 of the one that is open. */
  async list(open: string): Promise<readonly KnownCatalogue[]> {
    const known: KnownCatalogue[] = []
    for (const fileName of [null, ...(await this.fileNames())]) {
      const read = await loadCatalogue(fileName === null ? this.shipped : join(this.folder, fileName))
      const about = read.ok ? { name: catalogueName(read.value.catalogue) } : { faults: read.faults.slice(0, 3) }
      const isOpen = read.ok && read.value.sha256 === open
      known.push({ key: fileName === null ? null : keyOf(fileName), fileName: fileName ?? '', ...about, isOpen })
    }
    return known
  }

  /** Keep a catalogue under its name and version; one that was kept under these gives way. */
  async add(catalogue: Catalogue): Promise<WriteOutcome & { readonly key: CatalogueKey }> {
    const fileName = `${fileStem(`${catalogue.id} ${catalogue.version}`) ?? 'catalogue'}${suffix}`
    const written = await writeAtomically(join(this.folder, fileName), catalogueToText(catalogue), { makesFolder: true })
    return { ...written, key: keyOf(fileName) }
  }

  /** @returns undefined where there is none of this key. */
  async load(key: CatalogueKey | null): Promise<Loading | undefined> {
    if (key === null) return loadCatalogue(this.shipped)
    const fileName = (await this.fileNames()).find((name) => keyOf(name) === key)
    return fileName === undefined ? undefined : loadCatalogue(join(this.folder, fileName))
  }

  /** Open the program with it from the next start on. */
  async choose(key: CatalogueKey | null): Promise<WriteOutcome> {
    const fileName = key === null ? '' : ((await this.fileNames()).find((name) => keyOf(name) === key) ?? '')
    // Nothing was ever chosen, and nothing else is now: no folder is made for that.
    if (fileName === '' && (await this.chosen()) === undefined) return { ok: true }
    const choice = { format: 'liangli-catalogue-choice', fileName }
    return writeAtomically(join(this.folder, choiceName), `${JSON.stringify(choice)}\n`, { makesFolder: true })
  }

  /**
   * What the program starts with: the one that was chosen last. Where that is gone or damaged the shipped one stands in, with a word
   * about it; the choice stays, so that a file that comes back is opened again.
   */
  async first(): Promise<{ readonly loading: Loading; readonly notice?: ProgramNotice }> {
    const chosen = await this.chosen()
    if (chosen === undefined || chosen === '') return { loading: await loadCatalogue(this.shipped) }
    const isThere = chosen !== null && (await this.fileNames()).includes(chosen)
    const loading = isThere ? await loadCatalogue(join(this.folder, chosen)) : undefined
    if (loading?.ok === true) return { loading }
    const [fault] = loading?.faults ?? []
    const params = { name: chosen ?? choiceName, place: [fault?.path, fault?.message].filter((part) => (part ?? '') !== '').join(': ') }
    return { loading: await loadCatalogue(this.shipped), notice: { code: isThere ? 'catalogue-damaged' : 'catalogue-missing', params } }
  }

  /** Name of the chosen file, empty for the shipped one; undefined where nothing was ever chosen, null where the choice cannot be read. */
  private async chosen(): Promise<string | null | undefined> {
    const file = await readTextFile(join(this.folder, choiceName), choiceName, 10_000)
    if (!file.ok) return file.code === 'file-corrupt' || file.code === 'file-too-large' ? null : undefined
    const json = parseJson(file.text)
    const choice = choiceSchema.safeParse(json.ok ? json.value : undefined)
    return choice.success ? choice.data.fileName : null
  }

  private async fileNames(): Promise<readonly string[]> {
    return (await readdir(this.folder).catch(() => [])).filter((name) => name.endsWith(suffix)).sort()
  }
}
