import type { ComparedColumn } from '../stores/compared'
import { useStories } from './useStories'
import { useWords } from './useWords'

/** What the compared scenarios are called. */
export function useComparedNames() {
  const { t } = useWords()
  const { nameOf } = useStories()
  return {
    columnName: ({ isPlan, document }: Pick<ComparedColumn, 'isPlan' | 'document'>): string =>
      isPlan ? t('comparison.plan') : nameOf(document.name),
  }
}
