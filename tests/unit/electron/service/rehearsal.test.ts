import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Rehearsal, rehearsedRuns } from '../../../../electron/service/rehearsal'
import type { Services } from '../../../../electron/service/handlers'
import { inProcessRunner } from '../../../../electron/service/runner/inProcess'
import type { Scenario } from '../../../../models/scenario/document'
import type { SimulationResult } from '../../../../models/result'
import { shippedCatalogue } from '../../../fixtures/catalogue'

describe('when it is rehearsed', () => {
  const run = vi.fn((_time: number) => Promise.resolve())
  const pace = { quiet: 100, between: 5, times: 4 }
  beforeEach(() => {
    vi.useFakeTimers()
    run.mockReset().mockResolvedValue(undefined)
  })
  afterEach(() => vi.useRealTimers())

  test('not before the first command, then once it is quiet, so many times and never again', async () => {
    const rehearsal = new Rehearsal(run, pace)
    await vi.advanceTimersByTimeAsync(1000)
    expect(run).not.toHaveBeenCalled()
    rehearsal.answered()
    await vi.advanceTimersByTimeAsync(99)
    expect(run).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1 + 3 * 5)
    expect(run.mock.calls).toEqual([[0], [1], [2], [3]])
    rehearsal.answered()
    await vi.advanceTimersByTimeAsync(1000)
    expect(run).toHaveBeenCalledTimes(4)
  })

  test('a command in between has the next ones wait until it is quiet again, also while one is under way', async () => {
    let end = (): void => undefined
    run.mockImplementationOnce(() => new Promise((resolve) => (end = resolve)))
    const rehearsal = new Rehearsal(run, pace)
    rehearsal.answered()
    await vi.advanceTimersByTimeAsync(100)
    rehearsal.answered()
    end()
    await vi.advanceTimersByTimeAsync(99)
    expect(run).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(run).toHaveBeenCalledTimes(2)
    rehearsal.answered()
    await vi.advanceTimersByTimeAsync(99)
    expect(run).toHaveBeenCalledTimes(2)
  })

  test('where one fails there are no more', async () => {
    run.mockRejectedValue(new Error('no'))
    const rehearsal = new Rehearsal(run, pace)
    rehearsal.answered()
    await vi.advanceTimersByTimeAsync(1000)
    rehearsal.answered()
    await vi.advanceTimersByTimeAsync(1000)
    expect(run).toHaveBeenCalledTimes(1)
  })
})

test('what is rehearsed is a run with a change that moves figures, and no window and no diagnosis hears of it', async () => {
  const loaded = { catalogue: shippedCatalogue(), sha256: '0'.repeat(64) }
  const runs: { readonly document: Scenario; readonly total: number }[] = []
  const add = vi.fn()
  const run = async (...[catalogue, document]: Parameters<typeof inProcessRunner.run>): Promise<SimulationResult> => {
    const result = await inProcessRunner.run(catalogue, document)
    runs.push({ document, total: result.expenditure.reduce((sum, value) => sum + value, 0) })
    return result
  }
  const services = {
    loaded,
    runner: { ...inProcessRunner, run },
    appVersion: '1.0.0',
    now: () => 0,
    keeping: { diagnostics: { timings: { add } } },
  }
  const rehearse = rehearsedRuns(services as unknown as Services)
  for (const time of [0, 1, 2, 3, 4, 5, 6, 7, 36, 37]) await rehearse(time)
  const levers = runs.map(({ document: { overrides } }) => overrides.map(({ lever, target = '' }) => `${lever} ${target}`).join())
  // A lever for some moves, then another; those of the population last.
  expect(levers.map((lever) => levers.indexOf(lever))).toEqual([0, 0, 0, 0, 4, 4, 4, 4, 8, 8])
  expect(levers[8]).toBe('tfr ')
  expect(new Set(runs.map(({ total }) => total)).size).toBe(runs.length)
  expect(add).not.toHaveBeenCalled()
})
