import type { Where } from '../../models/target/contradiction'
import { useCatalogue } from '../stores/catalogue'
import { useWords } from './useWords'

/** Places of the plan, and of other documents, in words. */
export function usePlaceWords() {
  const { t } = useWords()
  const catalogue = useCatalogue()

  function place(where: Where): string {
    switch (where.kind) {
      case 'table':
        return where.row === undefined ? t('place.table', { table: where.table }) : t('place.row', { table: where.table, row: where.row })
      case 'box':
        return t('place.box', { box: where.box })
      case 'section':
        return t('place.section', { chapter: where.chapter, section: where.section })
      case 'chapter':
        return t('place.chapter', { chapter: where.chapter })
      case 'document':
        return catalogue.sources.get(where.source)?.title ?? where.source
      case 'run':
        return t('place.run')
    }
  }
  return { place }
}
