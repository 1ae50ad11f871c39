import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ref } from 'vue'
import { usePlay } from '../../../../renderer/composables/usePlay'
import { inComponent } from '../fakeBridge'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())
const play = (start: number, isStill = false) => {
  const year = ref(start)
  const { value, app } = inComponent(() => usePlay({ year, first: () => 2020, last: () => 2023, isStill: () => isStill }))
  return { year, app, ...value }
}

describe('letting the years pass', () => {
  test('two a second, and it stops at the last', () => {
    const { year, isPlaying, toggle } = play(2021)
    toggle()
    vi.advanceTimersByTime(500)
    expect([year.value, isPlaying.value]).toEqual([2022, true])
    vi.advanceTimersByTime(500)
    expect([year.value, isPlaying.value]).toEqual([2023, false])
    vi.advanceTimersByTime(5000)
    expect(year.value).toBe(2023)
  })
  test('a second press pauses', () => {
    const { year, isPlaying, toggle } = play(2020)
    toggle()
    vi.advanceTimersByTime(500)
    toggle()
    vi.advanceTimersByTime(5000)
    expect([year.value, isPlaying.value]).toEqual([2021, false])
  })
  test('from the last year it begins again', () => {
    const { year, toggle } = play(2023)
    toggle()
    expect(year.value).toBe(2020)
  })
  test('who wants no motion goes one year a press', () => {
    const { year, isPlaying, toggle } = play(2021, true)
    toggle()
    vi.advanceTimersByTime(5000)
    expect([year.value, isPlaying.value]).toEqual([2022, false])
  })
  test('nothing ticks on after the screen is left', () => {
    const { year, app, toggle } = play(2020)
    toggle()
    app.unmount()
    vi.advanceTimersByTime(5000)
    expect(year.value).toBe(2020)
  })
})
