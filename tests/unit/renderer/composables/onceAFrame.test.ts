import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { onceAFrame } from '../../../../renderer/composables/onceAFrame'

const frames = new Map<number, () => void>()
let last = 0
/** What the screen does when it draws. */
function frame(): void {
  const due = [...frames.values()]
  frames.clear()
  for (const work of due) work()
}
const idle = (): void => {
  vi.runAllTimers()
}

beforeEach(() => {
  vi.useFakeTimers()
  frames.clear()
  vi.stubGlobal('requestAnimationFrame', (work: () => void) => {
    frames.set(++last, work)
    return last
  })
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function counted() {
  const made = { done: 0, soon: onceAFrame(() => undefined) }
  made.soon = onceAFrame(() => {
    made.soon.done()
    made.done += 1
  })
  return made
}

test('work that was asked for several times is done once, when the page is idle, and the frame finds it done', () => {
  const work = counted()
  work.soon.ask()
  work.soon.ask()
  expect([work.done, work.soon.isDue()]).toEqual([0, true])
  idle()
  expect([work.done, work.soon.isDue()]).toEqual([1, false])
  frame()
  expect(work.done).toBe(1)
})

test('where the page is not idle before the frame, it is done with the frame', () => {
  const work = counted()
  work.soon.ask()
  frame()
  expect(work.done).toBe(1)
  idle()
  expect(work.done).toBe(1)
})

test('a second time in one frame it waits for the frame; after it, it is done at once again', () => {
  const work = counted()
  work.soon.ask()
  idle()
  work.soon.ask()
  idle()
  expect([work.done, work.soon.isDue()]).toEqual([1, true])
  frame()
  expect(work.done).toBe(2)
  work.soon.ask()
  idle()
  expect(work.done).toBe(3)
})

test('what is wanted no more is not done', () => {
  const work = counted()
  work.soon.ask()
  work.soon.done()
  idle()
  frame()
  expect([work.done, work.soon.isDue()]).toEqual([0, false])
})
