import { computed } from 'vue'
import type { ImportedPopulation } from '../../models/scenario/document'
import { fixed } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { catalogueBase, draftAt, draftYears, keyFigures } from '../stores/populationPreview'
import { useScenario } from '../stores/scenario'
import { useWords } from './useWords'

/** Populations of the scenario's own in words: whose, of when, how many where the catalogue has how many, from which source. */
export function useScenarioPopulations() {
  const { t, areaName } = useWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const baseYear = computed(() => catalogue.catalogue?.baseYear ?? 0)
  const persons = (value: number): string => fixed(value, 0)

  function years(entry: ImportedPopulation): string {
    const all = draftYears(entry, baseYear.value)
    return entry.kind === 'base' ? String(all[0] ?? '') : t('populationImport.years', { from: all[0] ?? '', to: all.at(-1) ?? '' })
  }
  /** Persons that the catalogue has where the import begins; of projected years it has none of its own. */
  function before(entry: ImportedPopulation): string {
    const c = catalogue.catalogue
    const first = draftYears(entry, baseYear.value)[0]
    return c === undefined || first !== c.baseYear ? '—' : persons(keyFigures(catalogueBase(c, entry.area)).total)
  }

  const rows = computed(() =>
    scenario.document.populations.map((entry) => ({
      entry,
      subject: t(entry.kind === 'base' ? 'populationImport.kindBase' : 'populationImport.kindProjection'),
      area: areaName(entry.area),
      years: years(entry),
      before: before(entry),
      after: persons(keyFigures(draftAt(entry, draftYears(entry, baseYear.value)[0] ?? baseYear.value)).total),
      unit: t('populationImport.persons'),
      source: `${entry.source} (${entry.grade})`,
    })),
  )
  return { rows }
}
