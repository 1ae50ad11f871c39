import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { inProcessRunner } from '../../electron/service/runner/inProcess'
import { WorkerLost, type SimulationRunner } from '../../electron/service/runner/runner'
import { workerRunner } from '../../electron/service/runner/workers'
import type { Scenario } from '../../models/scenario/document'
import { summaryOf, type RunSummary } from '../../models/sensitivity/summary'
import { simulate } from '../../models/simulate'
import { override, plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'
import { shippedScenarios } from '../fixtures/shipped'

const catalogue = shippedCatalogue()
const built = pathToFileURL(join(import.meta.dirname, '../../out/main/worker.js'))
const madeUp = (name: string): URL => pathToFileURL(join(import.meta.dirname, '../fixtures/workers', name))
const raised = withOverrides(override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', value: 150, from: 2023 }))
/** Scenarios that differ from one another in people, prices and standards. */
const varied = (count: number): readonly Scenario[] =>
  Array.from({ length: count }, (_, k) =>
    withOverrides(
      override({ id: 'o-1', lever: 'tfr', value: 1 + k * 0.01, from: 2025 }),
      override({ id: 'o-2', lever: 'priceIndex', target: 'cpi', value: 0.02 + k * 1e-4, from: 2025 }),
      override({ id: 'o-3', lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', value: 100 + k, from: 2025 }),
    ),
  )
const bits = ({ figures, flags, firstYear, refused }: RunSummary): string =>
  Buffer.from(figures.buffer, figures.byteOffset, figures.byteLength).toString('base64') + [...flags, ...firstYear, refused].join()

const scenarios = [...shippedScenarios(), ...varied(20)]
/** Each on a model that has run nothing else. */
const cold = scenarios.map((scenario) => bits(summaryOf(simulate(structuredClone(catalogue), scenario))))

const runners: readonly (readonly [string, SimulationRunner])[] = [
  ['in this process', inProcessRunner],
  ['on one worker', workerRunner({ url: built, size: 1 })],
  ['on two workers', workerRunner({ url: built, size: 2 })],
  ['on three workers', workerRunner({ url: built, size: 3 })],
]
afterAll(() => Promise.all(runners.map(([, runner]) => runner.close())))

describe.each(runners)('a runner %s', (_name, runner) => {
  test('gives every scenario of a batch the figures that a new model gives it, to the bit and in their order', async () => {
    const made = await runner.batch(catalogue, scenarios)
    expect(made.map(bits)).toEqual(cold)
    // Twenty different scenarios have twenty different results.
    expect(new Set(made.slice(-20).map(bits)).size).toBe(20)
  })

  test('tells how far it is, up to the last run', async () => {
    const told: number[] = []
    await runner.batch(catalogue, varied(30), { onProgress: (done, of) => told.push(done / of) })
    expect(told.length).toBeGreaterThan(1)
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
  })

  test('stops when it is told to, and goes on with the next batch', async () => {
    const controller = new AbortController()
    let done = 0
    const stopped = runner.batch(catalogue, varied(400), {
      signal: controller.signal,
      onProgress: (now) => {
        done = now
        controller.abort()
      },
    })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(done).toBeLessThan(400)
    expect(await runner.batch(catalogue, varied(2))).toHaveLength(2)
    await expect(runner.batch(catalogue, varied(2), { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
  })

  test('causes, diagnoses, backtest and figures are those of this process', async () => {
    const of = { unit: '150000' }
    expect(await runner.causes(catalogue, plan, raised)).toEqual(await inProcessRunner.causes(catalogue, plan, raised))
    expect(await runner.diagnose(catalogue, raised, of)).toEqual(await inProcessRunner.diagnose(catalogue, raised, of))
    expect(await runner.backtest(catalogue)).toEqual(await inProcessRunner.backtest(catalogue))
    const part = 'differencePart/standard/required/150000/2025'
    for (const question of [
      { figure: 'margin/consolidated/2025', depth: 0 },
      { figure: part, depth: 1, other: plan },
      { figure: part, depth: 1 },
    ]) {
      const explained = await runner.explain(catalogue, raised, question)
      expect(explained.ok).toBe(question.depth === 0 || 'other' in question)
      expect(explained).toEqual(await inProcessRunner.explain(catalogue, raised, question))
    }
    expect((await runner.run(catalogue, raised)).units[0]?.required).toEqual(simulate(catalogue, raised).units[0]?.required)
  })
})

describe('a worker that ends', () => {
  test('before any has answered: the work is done in this process', async () => {
    const runner = workerRunner({ url: madeUp('dying.mjs'), size: 2 })
    expect((await runner.batch(catalogue, varied(4))).map(bits)).toEqual((await inProcessRunner.batch(catalogue, varied(4))).map(bits))
    await runner.close()
  })

  test('twice over the same task: that task is given up, the next one is answered', async () => {
    const runner = workerRunner({ url: madeUp('fragile.mjs'), size: 1 })
    expect(await runner.batch(catalogue, varied(1))).toHaveLength(1)
    await expect(runner.causes(catalogue, plan, raised)).rejects.toBeInstanceOf(WorkerLost)
    expect(await runner.batch(catalogue, varied(1))).toHaveLength(1)
    await runner.close()
  })
})

test('a run asked for while workers are at it is answered before they are done', async () => {
  const runner = workerRunner({ url: built, size: 1 })
  const ended: string[] = []
  const batch = runner.batch(catalogue, varied(200)).then(() => ended.push('batch'))
  await runner.run(catalogue, raised).then(() => ended.push('run'))
  await batch
  expect(ended).toEqual(['run', 'batch'])
  await runner.close()
})
