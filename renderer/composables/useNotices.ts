import { computed } from 'vue'
import type { RunNotice } from '../../models/result'
import { plain } from '../format/number'
import { useScenario } from '../stores/scenario'
import { useSimulation } from '../stores/simulation'
import { useOverrides } from './useOverrides'
import { useWords } from './useWords'

/** What the last run had to say: of a change of the scenario, of its outlook, of the run as a whole. */
export function useNotices() {
  const { faultWords } = useWords()
  const simulation = useSimulation()
  const scenario = useScenario()
  const { unitOf, scaleOf } = useOverrides()
  const words = ({ code, params, overrideId }: RunNotice): string =>
    faultWords({ code, params: withUnits(params ?? {}, overrideId), message: code }, 'notice')

  /** Values of a change as its lever shows them, with their unit. */
  function withUnits(params: NonNullable<RunNotice['params']>, id: string | undefined): NonNullable<RunNotice['params']> {
    const override = scenario.document.overrides.find((known) => known.id === id)
    if (override === undefined) return params
    const unit = unitOf(override)
    const isSymbol = /^[%‰]?$/.test(unit)
    const shown = (value: number): string => `${plain(value * scaleOf(override))}${isSymbol ? unit : ` ${unit}`}`
    // Of a range with a long unit the upper end alone names it.
    const bare = isSymbol || params['high'] === undefined ? [] : ['low']
    const worded = (key: string, value: string | number): string | number =>
      !['value', 'low', 'high'].includes(key) ? value : bare.includes(key) ? plain(Number(value) * scaleOf(override)) : shown(Number(value))
    return Object.fromEntries(Object.entries(params).map(([key, value]) => [key, worded(key, value)]))
  }
  const all = computed(() => simulation.result?.notices ?? [])
  /** Of a change, by its id. */
  const noticesOf = (id: string): readonly string[] => all.value.filter(({ overrideId }) => overrideId === id).map(words)
  const ofOutlook = computed(() => all.value.filter(({ code }) => code === 'outlook-unknown').map(words))
  const ofAssessment = computed(() => all.value.filter(({ code }) => code === 'assessment-years').map(words))
  const atFields = ['outlook-unknown', 'assessment-years']
  const ofRun = computed(() => all.value.filter(({ code, overrideId }) => overrideId === undefined && !atFields.includes(code)).map(words))
  return { count: computed(() => all.value.length), noticesOf, ofOutlook, ofAssessment, ofRun }
}
