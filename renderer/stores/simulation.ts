import { defineStore } from 'pinia'
import { computed, markRaw, nextTick, ref, shallowRef, watch } from 'vue'
import type { Refusal, ShelfId } from '../../electron/contract/commands'
import type { Scenario } from '../../models/scenario/document'
import { emptyScenario } from '../../models/scenario/canonical'
import { useBridge } from '../bridge/current'
import { useCatalogue } from './catalogue'
import { useScenario } from './scenario'
import { useScreen } from './screen'
import { hasPyramids } from './select'
import { wholeRun, type HeldRun } from './wholeRun'

/** `entry` is where a scenario stands on the shelf. */
export type ComparisonSide =
  { readonly kind: 'plan' } | { readonly kind: 'scenario'; readonly document: Scenario; readonly entry?: ShelfId | undefined }

/**
 * Results of the scenario on the screen and of the one it is compared with. One run at a time and one waiting: a newer
 * edit replaces the waiting one, so one edit gives one run and a late reply never overwrites a newer one. The last good
 * result stays when a run fails.
 */
export const useSimulation = defineStore('simulation', () => {
  const scenario = useScenario()
  const catalogue = useCatalogue()
  const screen = useScreen()
  const reply = shallowRef<HeldRun>()
  const baseReply = shallowRef<HeldRun>()
  const error = shallowRef<Refusal>()
  const isRunning = ref(false)
  /** A run is about to be asked for. */
  const isDue = ref(false)
  const side = shallowRef<ComparisonSide>({ kind: 'plan' })
  let isWaiting = false
  let running: Promise<void> = Promise.resolve()
  let wanted: ComparisonSide | undefined

  const result = computed(() => reply.value?.result)
  const base = computed(() => baseReply.value?.result)
  /** The result on the screen is older than the scenario beside it, because the last run failed; it stays so until one succeeds. */
  const isOlder = computed(
    () =>
      reply.value !== undefined &&
      reply.value.revision !== scenario.revision &&
      (error.value !== undefined || !(isRunning.value || isDue.value)),
  )

  function run(): Promise<void> {
    if (isRunning.value) isWaiting = true
    else running = runAll()
    return running
  }
  async function runAll(): Promise<void> {
    isRunning.value = true
    do {
      isWaiting = false
      const { openings } = scenario
      const held = reply.value
      const answer = await useBridge().invoke('simulation:run', {
        document: scenario.document,
        revision: scenario.revision,
        pyramids: screen.showsPyramids,
        since: held?.keptAs ?? '',
      })
      if (openings !== scenario.openings) continue
      if (answer.ok) {
        const whole = markRaw(wholeRun(answer.value, held))
        scenario.tell()
        reply.value = whole
        error.value = undefined
      } else error.value = answer.error
    } while (isWaiting)
    isRunning.value = false
  }

  /** The catalogue as it is, for comparison and as a start. */
  const plan = computed<Scenario>(() => {
    const view = catalogue.view
    if (view === undefined) return scenario.document
    const { id, version, title } = view.catalogue
    return emptyScenario({ id, version, sha256: view.sha256 }, title.zh, view.appVersion)
  })

  /**
   * Compare with another scenario. Its name and its figures change together: until its run has ended, and for good where it
   * fails, those of the one before stay. @returns why it could not be run.
   */
  async function compareWith(next: ComparisonSide): Promise<Refusal | undefined> {
    wanted = next
    const document = next.kind === 'plan' ? plan.value : next.document
    const answer = await useBridge().invoke('simulation:run', { document, revision: 0, pyramids: screen.showsPyramids })
    if (wanted !== next) return undefined
    if (!answer.ok) return answer.error
    side.value = next
    baseReply.value = markRaw(wholeRun(answer.value))
    return undefined
  }

  /** When what is on the screen belongs to the scenario as it stands now. */
  async function settled(): Promise<void> {
    await nextTick()
    await running
  }

  /** Ask once for all edits of this moment; before the screen draws them, so that the run goes on meanwhile. */
  function runSoon(): void {
    if (isDue.value) return
    isDue.value = true
    queueMicrotask(() => {
      isDue.value = false
      void run()
    })
  }

  /** Follow the scenario from now on. */
  function start(): void {
    watch(() => scenario.revision, runSoon, { flush: 'sync' })
    // What came without pyramids is asked for again where they are shown.
    watch(
      () => screen.showsPyramids,
      (shows) => {
        if (!shows) return
        if (!hasPyramids(result.value)) void run()
        if (!hasPyramids(base.value)) void compareWith(side.value)
      },
    )
  }

  return { reply, baseReply, result, base, error, isRunning, isOlder, side, plan, run, settled, compareWith, start }
})
