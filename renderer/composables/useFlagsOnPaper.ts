import { computed, watch } from 'vue'
import { roundedParts } from '../../models/shared/rounding'
import { fixed, money as inMoney, signed } from '../format/number'
import { useCatalogue } from '../stores/catalogue'
import { useDiagnosis } from '../stores/diagnosis'
import { useScenario } from '../stores/scenario'
import { useSimulation } from '../stores/simulation'
import { useFlagWords } from './useFlagWords'
import { useRemedyWords } from './useRemedyWords'
import { useWords } from './useWords'

/** Causes in the order in which they are told. */
export const flagCauses = ['population', 'price', 'standard', 'coverage', 'sharing', 'revenue'] as const

/** The region's flags as rows of paper: what they are, what moved them, what would clear them. Always in 100 million yuan. */
export function useFlagsOnPaper() {
  const { t } = useWords()
  const { subject, sentence } = useFlagWords()
  const words = useRemedyWords()
  const catalogue = useCatalogue()
  const scenario = useScenario()
  const simulation = useSimulation()
  const diagnosis = useDiagnosis()
  const root = computed(() => catalogue.root?.code ?? '')
  watch([() => scenario.document, root], () => void diagnosis.look({ unit: root.value }), { immediate: true })

  const flags = computed(() => (simulation.result?.flags ?? []).filter((flag) => flag.unit === root.value))
  const flagRows = computed(() =>
    flags.value.map((flag) => [t(`severity.${flag.severity}`), subject(flag), sentence(flag), inMoney(flag.size, 'yi'), flag.grade]),
  )
  /** Rounded so that the parts add up to the whole as printed. */
  const causeRows = computed(() =>
    flags.value.flatMap((flag) => {
      const found = diagnosis.of(flag)
      if (found === undefined) return []
      const parts = roundedParts(
        flagCauses.map((cause) => found.causes[cause]),
        1e8,
        2,
      )
      return [
        [
          subject(flag),
          ...parts.map((part) => signed(part, 2)),
          fixed(
            parts.reduce((sum, part) => sum + part, 0),
            2,
          ),
        ],
      ]
    }),
  )
  const remedyRows = computed(() =>
    flags.value.flatMap((flag) => {
      const relief = diagnosis.of(flag)?.relief ?? null
      if (relief === null) return []
      if ('noRemedy' in relief) return [[subject(flag), t(`remedy.none.${relief.noRemedy.who}`)]]
      return relief.remedies.map((remedy) => [subject(flag), words.sentence(remedy)])
    }),
  )
  return { flagRows, causeRows, remedyRows }
}
