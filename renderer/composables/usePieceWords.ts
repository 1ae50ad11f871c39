import { actualKinds } from '../../electron/contract/commands'
import { outlookNamed } from '../../models/catalogue/outlook'
import { headlineOf } from '../../models/scenario/accountForm'
import type { Actual } from '../../models/scenario/entries'
import type { Entry, Piece, PieceAddress } from '../../models/scenario/pieces'
import { fixed } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { draftAt, draftYears, keyFigures } from '../stores/populationPreview'
import { useActuals } from './useActuals'
import { useOverrides } from './useOverrides'
import { useWords } from './useWords'

/** Parts of a scenario in words: what each is of, and what it says. */
export function usePieceWords() {
  const { t, name, areaName, money, moneyUnit } = useWords()
  const catalogue = useCatalogue()
  const overrides = useOverrides()
  const actuals = useActuals()

  /** What a part is of: lever, figure, policy or field, with its place and year. */
  function subject({ kind, lever, target = '', area, year, of, onlyIncrement }: PieceAddress): string {
    const place = [area === undefined ? '' : areaName(area) || area, year === undefined ? '' : String(year)]
    const of_ = (): string => {
      if (kind === 'overrides' && lever !== undefined)
        return overrides.subject({ lever, target: target === '' ? undefined : target, onlyIncrement })
      if (kind === 'populations') return t(of === 'base' ? 'populationImport.kindBase' : 'populationImport.kindProjection')
      if (kind === 'actuals' && isActualKind(of)) return `${t(`actual.kind.${of}`)} · ${actuals.subject(of, target)}`
      if (kind === 'granted') return t('keeping.piece.granted', { name: target })
      return t(`keeping.piece.${kind}`)
    }
    return joined([of_(), ...place])
  }

  /** What a part says, in a line; undefined is not there. */
  function content(piece: Piece | undefined): string {
    if (piece === undefined) return t('keeping.absent')
    if (piece.entries.length > 0) return piece.entries.map(entryText).join('; ')
    const value: unknown = JSON.parse(piece.text)
    if (piece.kind === 'outlook' && catalogue.catalogue !== undefined)
      return joined([name(outlookNamed(catalogue.catalogue, textIn(value, 'id'))?.name) || textIn(value, 'id'), textIn(value, 'reason')])
    if (piece.kind === 'assessment') return ['from', 'target'].map((key) => textIn(value, key) || '…').join('–')
    if (piece.kind === 'catalogue') return `${textIn(value, 'id')} ${textIn(value, 'version')}`
    return typeof value === 'string' && value !== '' ? value : t('keeping.empty')
  }

  const entryText = (entry: Entry): string => joined([moves(entry), ...saidOf(entry)])
  /** What an entry moves, and whether it does. */
  const moves = (entry: Entry): string => joined([entryFigure(entry), entry.enabled ? '' : t('keeping.off')])
  const saidOf = (entry: Entry): readonly string[] => ['lever' in entry ? (entry.document ?? '') : '', entry.reason]
  /** A part with entries in two: what it moves, and what was said of it; anything else has its content alone. */
  function figureAndReason(piece: Piece): { readonly figure: string; readonly reason: string } {
    if (piece.entries.length === 0) return { figure: content(piece), reason: '' }
    return { figure: piece.entries.map(moves).join('; '), reason: joined(piece.entries.flatMap(saidOf)) }
  }

  function entryFigure(entry: Entry): string {
    if ('lever' in entry) return `${overrides.value(entry)} ${overrides.unitOf(entry)} (${overrides.years(entry)})`
    if ('male' in entry) {
      const first = draftYears(entry, catalogue.catalogue?.baseYear ?? 0)[0] ?? 0
      return `${fixed(keyFigures(draftAt(entry, first)).total, 0)} ${t('populationImport.persons')} · ${entry.source} (${entry.grade})`
    }
    if ('amount' in entry) return `${money(entry.amount)} ${moneyUnit.value}`
    const { target, value } = headlineOf(entry)
    return `${actuals.figure(entry.kind, value)} ${actuals.unit(entry.kind, target)} · ${entry.source} (${entry.grade})`
  }

  return { subject, content, figureAndReason }
}

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')

const isActualKind = (of: PieceAddress['of']): of is Actual['kind'] => actualKinds.some((kind) => kind === of)

const textIn = (value: unknown, key: string): string => {
  const found = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}
