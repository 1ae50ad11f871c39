import { onBeforeUnmount, ref, type Ref } from 'vue'

interface Play {
  readonly year: Ref<number>
  first(): number
  last(): number
  /** The user wants no motion: each press goes one year on. */
  isStill(): boolean
}

const interval = 500

/** Let the years pass, two a second, up to the last; from the last it begins again. */
export function usePlay({ year, first, last, isStill }: Play) {
  const isPlaying = ref(false)
  let timer: ReturnType<typeof setInterval> | undefined

  function pause(): void {
    clearInterval(timer)
    isPlaying.value = false
  }
  function step(): void {
    if (year.value < last()) year.value++
    if (year.value >= last()) pause()
  }
  function toggle(): void {
    if (isPlaying.value) return pause()
    if (year.value >= last()) year.value = first()
    else if (isStill()) return step()
    if (isStill()) return
    isPlaying.value = true
    timer = setInterval(step, interval)
  }
  onBeforeUnmount(pause)
  return { isPlaying, toggle, pause }
}
