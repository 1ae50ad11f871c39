import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { computed, watch } from 'vue'
import { heldRef } from '../../../../renderer/stores/heldRef'

let frames: (() => void)[] = []
beforeEach(() => {
  frames = []
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame))
})
afterEach(() => vi.unstubAllGlobals())
/** The next frame and the one after it. */
const frame = (): void => {
  for (let k = 0; k < 2; k++) for (const due of frames.splice(0)) due()
}

/** A held value and what those who show it were told. */
function watched() {
  const held = heldRef('a')
  const told: string[] = []
  watch(held.value, (value) => told.push(value), { flush: 'sync' })
  return { held, told, shown: computed(() => held.value.value) }
}

test('what is held is there at once, and told with the next frame but one, the last of several once', () => {
  const { held, told, shown } = watched()
  expect(shown.value).toBe('a')
  held.hold('b')
  held.hold('c')
  for (const due of frames.splice(0)) due()
  expect([held.value.value, shown.value, told]).toEqual(['c', 'a', []])
  frame()
  expect([shown.value, told]).toEqual(['c', ['c']])
  frame()
  expect(told).toEqual(['c'])
})

test('it is told before the frame when somebody says so, and then not again', () => {
  const { held, told } = watched()
  held.tell()
  held.hold('b')
  held.tell()
  frame()
  expect(told).toEqual(['b'])
})

test('what is written takes the place of what is held, and is told at once', () => {
  const { held, told } = watched()
  held.hold('b')
  held.value.value = 'c'
  frame()
  expect(told).toEqual(['c'])
  held.hold('d')
  held.value.value = 'd'
  expect(told).toEqual(['c', 'd'])
  held.value.value = 'd'
  expect(told).toEqual(['c', 'd'])
})

test('where there are no frames it is told at once', () => {
  vi.unstubAllGlobals()
  const { held, told } = watched()
  held.hold('b')
  expect(told).toEqual(['b'])
})
