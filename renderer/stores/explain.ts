import { defineStore } from 'pinia'
import { computed, markRaw, ref, shallowRef } from 'vue'
import type { Refusal } from '../../electron/contract/commands'
import type { ExplainedFigure } from '../../models/explain/figure'
import type { Scenario } from '../../models/scenario/document'
import { useBridge } from '../bridge/current'
import { useCatalogue } from './catalogue'
import { useScenario } from './scenario'
import { useSimulation } from './simulation'

/** Whose figure is asked for: the scenario's on the screen, or the one it is compared with. */
export type ExplainSide = 'own' | 'other'

/** Whether a figure is of the scenario compared with, or of both. */
const isOfBoth = (figure: string): boolean => /(^|:)(other|mixed~)|(^|:)difference/.test(figure)

/** The figure that stands open, with those it was reached through. */
export const useExplain = defineStore('explain', () => {
  const scenario = useScenario()
  const simulation = useSimulation()
  const catalogue = useCatalogue()
  const trail = shallowRef<readonly ExplainedFigure[]>([])
  const error = shallowRef<Refusal>()
  const isOpen = ref(false)
  const isLoading = ref(false)
  /** Figures of the appendix in print, each with its operands. */
  const main = shallowRef<readonly ExplainedFigure[]>([])
  /** Another scenario than the one on the screen, whose figure it is. */
  const subject = shallowRef<Scenario>()
  let wanted = 0

  const current = computed(() => trail.value.at(-1))
  const own = computed(() => subject.value ?? scenario.document)
  const other = computed((): Scenario => (simulation.side.kind === 'plan' ? simulation.plan : simulation.side.document))
  /** The scenario whose changes stand behind the figure that is open. */
  const document = computed(() => (current.value?.figure.startsWith('other:') === true ? other.value : own.value))

  const fetch = (figure: string, document: Scenario) =>
    useBridge().invoke('figure:explain', {
      document,
      figure,
      depth: 1,
      ...(isOfBoth(figure) ? { other: other.value } : {}),
    })

  async function reach(figure: string, before: readonly ExplainedFigure[]): Promise<void> {
    wanted += 1
    const turn = wanted
    isLoading.value = true
    const reply = await fetch(figure, own.value)
    if (turn !== wanted) return
    isLoading.value = false
    error.value = reply.ok ? undefined : reply.error
    if (reply.ok) trail.value = [...before, markRaw(reply.value)]
  }

  /** Open a figure afresh: of the scenario on the screen, of the one it is compared with, or of any other. */
  async function ask(figure: string, of: ExplainSide | Scenario = 'own'): Promise<void> {
    subject.value = typeof of === 'object' ? of : undefined
    trail.value = []
    isOpen.value = true
    await reach(of === 'other' ? `other:${figure}` : figure, [])
  }
  /** Open an operand or a reader of the figure on the screen. */
  const into = (figure: string): Promise<void> => reach(figure, trail.value)
  /** Back to a figure that was open before. */
  function backTo(position: number): void {
    wanted += 1
    isLoading.value = false
    error.value = undefined
    trail.value = trail.value.slice(0, position + 1)
  }
  function close(): void {
    wanted += 1
    isOpen.value = false
    isLoading.value = false
    error.value = undefined
    trail.value = []
  }

  /** Margin, capacity, required spending and resources of the consolidated unit in the target year, for print. */
  async function openMain(): Promise<void> {
    const c = catalogue.catalogue
    if (c === undefined) return
    const place = `consolidated/${String(c.targetYear)}`
    const paths = [`margin/${place}`, `capacity/${place}`, 'benchmark/consolidated', `unitResources/${place}`, `unitRequired/${place}`]
    const replies = await Promise.all(paths.map((path) => fetch(path, scenario.document)))
    main.value = replies.flatMap((reply) => (reply.ok ? [markRaw(reply.value)] : []))
  }

  return { trail, error, isOpen, isLoading, main, current, subject, document, ask, into, backTo, close, openMain }
})
