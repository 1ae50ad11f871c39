import type { CatalogueCommands } from '../../contract/catalogues'
import type { Preferences } from '../../contract/preferences'
import { catalogueToText } from '../../../models/catalogue/write'
import { fileStem } from '../../../models/shared/fileStem'
import type { Handlers, Services } from '../handlers'
import { done, notOpened, refuse } from '../replies'
import { xlsxType } from '../table/written'
import type { TextLanguage } from '../texts'
import { catalogueName } from './library'

const textLanguage = (language: Preferences['language']): TextLanguage => (language === 'en' ? 'en' : 'zh')

/** The catalogue as a template, a filled-in template as a catalogue, and the change to another one. */
export const catalogueHandlers = ({
  loaded,
  chooser,
  library,
  reopen,
  keeping,
}: Services): Pick<Handlers, Exclude<keyof CatalogueCommands, 'catalogue:read'>> => ({
  'catalogue:template': async ({ language }) => {
    const { writeCatalogueTemplate } = await import('../catalogueTable/write')
    const content = await writeCatalogueTemplate(loaded.catalogue, textLanguage(language), new Date())
    const name = fileStem(loaded.catalogue.title[textLanguage(language)]) ?? 'catalogue'
    const outcome = await chooser.save(`${name}.xlsx`, xlsxType, content)
    return outcome.ok ? outcome : refuse(outcome.code)
  },
  'catalogue:import': async ({ language, upload }) => {
    const chosen = await chooser.open('table', upload)
    if (!chosen.ok) return notOpened(chosen.code)
    const { readCatalogueTemplate } = await import('../catalogueTable/read')
    const read = await readCatalogueTemplate(chosen.file, textLanguage(language))
    if (!read.ok) return refuse('file-invalid', { faults: read.faults, params: { name: chosen.file.name } })
    const { catalogue } = read
    const added = await library.add(catalogue)
    const file = `${fileStem(catalogue.id) ?? 'catalogue'}.catalogue.json`
    const saved = await chooser.save(file, 'application/json', catalogueToText(catalogue))
    // Kept it is, whether or not a file was wanted besides.
    if (!saved.ok && (saved.code !== 'cancelled' || !added.ok)) return refuse(saved.code)
    const { regions, items, indicators, sources } = catalogue
    return done({
      ...catalogueName(catalogue),
      ...(saved.ok ? { exported: saved.value } : {}),
      fileName: chosen.file.name,
      kept: added.ok ? { key: added.key } : { code: added.code },
      counts: { regions: regions.length, items: items.length, indicators: indicators.length, sources: sources.length },
      remarks: read.remarks,
    })
  },
  'catalogue:list': async () => done(await library.list(loaded.sha256)),
  'catalogue:choose': async ({ key, window }) => {
    if (keeping.windows.hasOthers(window)) return refuse('catalogue-in-use')
    const loading = await library.load(key)
    if (loading === undefined) return refuse('not-found')
    if (!loading.ok) return refuse('file-invalid', { faults: loading.faults })
    const kept = await library.choose(key)
    if (!kept.ok) return refuse(kept.code)
    reopen(loading.value)
    return done(catalogueName(loading.value.catalogue))
  },
})
