import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'
import { passesAfter, usePassingNote } from '../../../../renderer/composables/usePassingNote'
import { useScreen } from '../../../../renderer/stores/screen'

beforeEach(() => {
  setActivePinia(createPinia())
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})
const scope = effectScope()
const passing = () => {
  const note = scope.run(usePassingNote)
  if (note === undefined) throw new Error('no scope')
  return { note, screen: useScreen() }
}

test('what was done is said and passes, but not while it is pointed at', async () => {
  const { note, screen } = passing()
  screen.message = { kind: 'note', text: 'saved', details: [] }
  await nextTick()
  vi.advanceTimersByTime(passesAfter - 1)
  expect(screen.message?.text).toBe('saved')
  note.hold()
  vi.advanceTimersByTime(passesAfter)
  expect(screen.message?.text).toBe('saved')
  note.release()
  vi.advanceTimersByTime(passesAfter)
  expect(screen.message).toBe(null)
})

test('an error, and a note with something to read, stay; a later note has its own time', async () => {
  const { screen } = passing()
  for (const kept of [
    { kind: 'error', text: 'full disk', details: [] },
    { kind: 'note', text: 'imported', details: ['row 3'] },
  ] as const) {
    screen.message = kept
    await nextTick()
    vi.advanceTimersByTime(10 * passesAfter)
    expect(screen.message).toEqual(kept)
  }
  screen.message = { kind: 'note', text: 'one', details: [] }
  await nextTick()
  vi.advanceTimersByTime(passesAfter / 2)
  screen.message = { kind: 'note', text: 'two', details: [] }
  await nextTick()
  vi.advanceTimersByTime(passesAfter / 2)
  expect(screen.message?.text).toBe('two')
  vi.advanceTimersByTime(passesAfter / 2)
  expect(screen.message).toBe(null)
})
