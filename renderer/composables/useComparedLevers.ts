import { computed, ref } from 'vue'
import { changesBeside } from '../../models/scenario/beside'
import { hasSameInputs } from '../../models/scenario/pieces'
import { useCatalogue } from '../stores/catalogue'
import { useCompared } from '../stores/compared'
import { usePieceWords } from './usePieceWords'
import { useWords } from './useWords'

export interface LeverCell {
  readonly text: string
  /** Why, as far as it was said. */
  readonly reason: string
  /** Nothing is changed here: the catalogue's figure holds. */
  readonly isPlan: boolean
  readonly differs: boolean
}

export interface LeverLine {
  readonly key: string
  readonly kind: string
  readonly subject: string
  readonly cells: readonly LeverCell[]
}

/** What the compared scenarios change, one row for each lever and one column for each scenario; equal rows are hidden at first. */
export function useComparedLevers() {
  const { t } = useWords()
  const catalogue = useCatalogue()
  const compared = useCompared()
  const { subject, figureAndReason } = usePieceWords()
  const showsEqual = ref(false)

  const all = computed(() =>
    catalogue.catalogue === undefined
      ? []
      : changesBeside(
          catalogue.catalogue,
          compared.columns.map(({ document }) => document),
        ),
  )
  const equalCount = computed(() => all.value.filter(({ isEqual }) => isEqual).length)
  const lines = computed((): readonly LeverLine[] =>
    all.value
      .filter(({ isEqual }) => showsEqual.value || !isEqual)
      .map(({ address, pieces }) => ({
        key: address.key,
        kind: address.kind,
        subject: subject(address),
        cells: pieces.map((piece) => {
          const { figure, reason } = piece === undefined ? { figure: t('comparison.asPlan'), reason: '' } : figureAndReason(piece)
          return { text: figure, reason, isPlan: piece === undefined, differs: !hasSameInputs(piece, pieces[compared.place]) }
        }),
      })),
  )
  return { lines, equalCount, showsEqual }
}
