import { computed, markRaw, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'

/** A question whose answer takes many runs: asked only while somebody looks. */
export interface Question<T extends object> {
  readonly answer: ShallowRef<T | undefined>
  readonly isRunning: Ref<boolean>
  /** The answer belongs to what was on the screen before. */
  readonly isOlder: ComputedRef<boolean>
  ask(): Promise<void>
}

/**
 * One question at a time; what is asked while an answer is on its way is asked once more, and the older answer passed over.
 * @param about what the answer depends on, compared by identity. @param put asks; undefined where there is no answer.
 */
export function createQuestion<T extends object>(about: () => readonly unknown[], put: () => Promise<T | undefined>): Question<T> {
  const answer = shallowRef<T>()
  const of = shallowRef<readonly unknown[]>([])
  const isRunning = ref(false)
  let isWaiting = false
  const isOlder = computed(() => about().some((part, k) => part !== of.value[k]))

  async function ask(): Promise<void> {
    isWaiting = isRunning.value
    if (isRunning.value) return
    isRunning.value = true
    do {
      isWaiting = false
      const asked = about()
      const found = await put()
      if (found !== undefined && !isWaiting) {
        answer.value = markRaw(found)
        of.value = asked
      }
    } while (isWaiting)
    isRunning.value = false
  }
  return { answer, isRunning, isOlder, ask }
}
