import { defineStore } from 'pinia'
import { markRaw, shallowRef } from 'vue'
import type { FiscalBacktestRow } from '../../models/fiscal/backtestRow'
import type { ReadableResult } from '../../models/result'
import type { Scenario } from '../../models/scenario/document'
import { useBridge } from '../bridge/current'
import { yardstick } from './populationFigures'
import { useSimulation } from './simulation'
import { wholeRun } from './wholeRun'

/** Runs beside the scenario on the screen: asked for when a picture needs them, and kept. */
export const useSideRuns = defineStore('sideRuns', () => {
  const simulation = useSimulation()
  const unfitted = shallowRef<ReadableResult>()
  const without = shallowRef<{ readonly key: string; readonly result: ReadableResult }>()
  const backtest = shallowRef<readonly FiscalBacktestRow[]>()
  let isAsked = false
  let wanted = ''

  /** @returns nothing where the scenario cannot be run. */
  async function run(document: Scenario, pyramids = false): Promise<ReadableResult | undefined> {
    const answer = await useBridge().invoke('simulation:run', { document, revision: 0, pyramids })
    return answer.ok ? markRaw(wholeRun(answer.value).result) : undefined
  }

  /** The plan on the yardstick's paths, once. */
  async function runUnfitted(): Promise<void> {
    if (isAsked) return
    isAsked = true
    unfitted.value = await run({ ...simulation.plan, outlook: { id: yardstick, reason: '', author: '', at: '' } }, true)
    isAsked = unfitted.value !== undefined
  }

  /** The backtest of the accounts; the scenario has no part in it. */
  async function runBacktest(): Promise<void> {
    if (backtest.value !== undefined) return
    const answer = await useBridge().invoke('backtest:fiscal', null)
    if (answer.ok) backtest.value = answer.value
  }

  /** The scenario without some of its changes, unless that is what was run last. */
  async function runWithout(key: string, document: Scenario): Promise<void> {
    if (wanted === key) return
    wanted = key
    const result = await run(document, true)
    if (wanted !== key) return
    if (result === undefined) wanted = ''
    else without.value = { key, result }
  }

  return { unfitted, without, backtest, run, runUnfitted, runWithout, runBacktest }
})
