import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAutosave } from '../../../../renderer/stores/autosave'

const keep = vi.fn(() => Promise.resolve())
beforeEach(() => {
  vi.useFakeTimers()
  keep.mockClear()
})
afterEach(() => vi.useRealTimers())
const autosave = (): ReturnType<typeof createAutosave> => createAutosave(keep, { quiet: 1000, most: 5000 })

test('work is kept once, a while after the last of some changes', () => {
  const work = autosave()
  for (let k = 0; k < 3; k++) {
    work.touch()
    vi.advanceTimersByTime(900)
  }
  expect(keep).not.toHaveBeenCalled()
  vi.advanceTimersByTime(100)
  expect(keep).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60_000)
  expect(keep).toHaveBeenCalledTimes(1)
})

test('a drag that does not end is kept all the same, every few seconds', () => {
  const work = autosave()
  for (let k = 0; k < 120; k++) {
    work.touch()
    vi.advanceTimersByTime(100)
  }
  expect(keep).toHaveBeenCalledTimes(2)
})

test('asked for at once it is kept at once, and not again', async () => {
  const work = autosave()
  work.touch()
  await work.flush()
  vi.advanceTimersByTime(60_000)
  expect(keep).toHaveBeenCalledTimes(1)
  await work.flush()
  expect(keep, 'nothing changed since').toHaveBeenCalledTimes(1)
})

test('once nothing is left to keep, nothing is kept', () => {
  const work = autosave()
  work.touch()
  work.rest()
  vi.advanceTimersByTime(60_000)
  expect(keep).not.toHaveBeenCalled()
})
