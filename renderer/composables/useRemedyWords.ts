import type { DiagnosedFlag } from '../../electron/contract/commands'
import type { Flag } from '../../models/result'
import { percent } from '../format/number'
import { useFlagWords } from './useFlagWords'
import { useWords } from './useWords'

export type Remedy = Extract<DiagnosedFlag['relief'], { remedies: unknown }>['remedies'][number]

/** Remedies in words: what is done, how far, by when; and the reason that goes with it into the scenario. */
export function useRemedyWords() {
  const { t, areaName } = useWords()
  const { subject } = useFlagWords()

  function sentence(remedy: Remedy): string {
    const { kind, value, year, changes } = remedy
    const several = kind === 'coverage' && value < 0
    const words = {
      year,
      percent: percent(Math.abs(kind === 'standard' || kind === 'level' ? 1 - value : value)),
      points: Math.round(Math.abs(value) * 100),
      count: changes.length,
    }
    return t(`remedy.${kind}${several ? 'Points' : ''}`, words)
  }

  const reason = (flag: Flag, remedy: Remedy): string =>
    t('remedy.reason', { unit: areaName(flag.unit), subject: subject(flag), remedy: sentence(remedy) })

  return { sentence, reason }
}
