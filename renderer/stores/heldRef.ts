import { customRef, type Ref } from 'vue'

/** A value that is there at once for whoever reads it, and about which those who show it can be told a little later. */
export interface Held<T> {
  /** Written to like any ref: everybody is told at once. */
  readonly value: Ref<T>
  /** Put a value there; it is told with the next frame but one, unless `tell` or another value comes before. */
  hold(next: T): void
  /** Tell now what is held. */
  tell(): void
}

/** @param value what stands in it is not made reactive. */
export function heldRef<T>(value: T): Held<T> {
  let [isHeld, isDue] = [false, false]
  let trigger = (): void => undefined
  const tell = (): void => {
    if (!isHeld) return
    isHeld = false
    trigger()
  }
  const ref = customRef<T>((track, triggered) => {
    trigger = triggered
    return {
      get() {
        track()
        return value
      },
      set(next) {
        if (Object.is(next, value) && !isHeld) return
        value = next
        isHeld = false
        triggered()
      },
    }
  })
  return {
    value: ref,
    tell,
    hold(next) {
      value = next
      isHeld = true
      if (typeof requestAnimationFrame === 'undefined') tell()
      if (isDue || !isHeld) return
      isDue = true
      requestAnimationFrame(() => {
        requestAnimationFrame(() => {
          isDue = false
          tell()
        })
      })
    },
  }
}
