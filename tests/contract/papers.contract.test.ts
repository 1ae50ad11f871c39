import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Request } from '../../electron/contract/commands'
import type { Answer } from '../../electron/service/answer'
import { transferChooser } from '../../electron/service/files/chooser'
import { inProcessPapers, workerPapers } from '../../electron/service/papers/maker'
import { startServices } from '../../electron/service/start'
import { override, plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'

const root = join(import.meta.dirname, '../..')
const built = pathToFileURL(join(root, 'out/main/worker.js'))
const home = mkdtempSync(join(tmpdir(), 'liangli-papers-'))
const raised = withOverrides(override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', value: 150, from: 2023 }))
const other = withOverrides(override({ lever: 'tfr', value: 1.1, from: 2025 }))
const work = 'ab'.repeat(16)

describe('while a paper is made', () => {
  let answer: Answer
  const before = process.env['LIANGLI_HOME']
  beforeAll(async () => {
    process.env['LIANGLI_HOME'] = home
    const services = await startServices({
      from: join(root, 'out/main'),
      shell: 'browser',
      chooser: transferChooser,
      report: (command, error) => {
        throw new Error(command, { cause: error })
      },
    })
    if (!services.ok) throw new Error('the services did not start')
    answer = services.answer
  })
  afterAll(() => {
    if (before === undefined) delete process.env['LIANGLI_HOME']
    else process.env['LIANGLI_HOME'] = before
    rmSync(home, { recursive: true, force: true, maxRetries: 3 })
  })

  /** How long after it is due each of some edits is answered, milliseconds, from now until `isOver`; at least three. */
  async function edits(isOver: () => boolean): Promise<readonly number[]> {
    const times: number[] = []
    while (times.length < 3 || !isOver()) {
      // A hand is slower than the program. What keeps the process from starting on an edit counts as well.
      const due = performance.now() + 20
      await new Promise((resolve) => setTimeout(resolve, 20))
      const value = 100 + times.length
      const document = withOverrides(override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', value, from: 2025 }))
      const request: Request<'simulation:run'> = { document, revision: times.length }
      expect(await answer('simulation:run', request)).toMatchObject({ ok: true, value: { revision: times.length } })
      times.push(performance.now() - due)
    }
    return times
  }

  test.each([
    ['workbook:export', { document: raised, format: 'xlsx', language: 'zh-CN' }],
    ['workbook:export', { document: raised, format: 'csv', language: 'zh-CN' }],
    ['report:make', { documents: [raised], language: 'zh-CN' }],
    ['report:docx', { documents: [plan, other, raised], language: 'zh-CN' }],
  ])('%s: edits are answered in their usual time', async (command, request) => {
    await edits(() => true)
    let isOver = false
    const typing = edits(() => isOver)
    const start = performance.now()
    const paper = answer(command, request).finally(() => {
      isOver = true
    })
    const times = await typing
    expect(await paper).toMatchObject({ ok: true })
    const took = performance.now() - start
    // None waited for the paper; the other core may be taken, so what counts is the share of its time.
    expect(Math.max(...times)).toBeLessThan(Math.max(250, took / 3))
    expect(times.length).toBeGreaterThanOrEqual(3)
  })

  test('tells how far it is, sheet by sheet, and nothing before, after or of another', async () => {
    expect(await answer('work:progress', { work })).toEqual({ ok: true, value: null })
    let isOver = false
    const paper = answer('workbook:export', { document: raised, format: 'xlsx', language: 'zh-CN', work }).finally(() => {
      isOver = true
    })
    const told: { readonly done: number; readonly of: number }[] = []
    while (!isOver) {
      const reply = await answer('work:progress', { work })
      const { value } = reply as { readonly value: (typeof told)[number] | null }
      if (value !== null) told.push(value)
      expect(await answer('work:progress', { work: 'cd'.repeat(16) })).toEqual({ ok: true, value: null })
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await paper
    const steps = told.map(({ done }) => done)
    expect(new Set(steps).size).toBeGreaterThan(2)
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
    expect(new Set(told.map(({ of }) => of)).size).toBe(1)
    expect(steps.at(-1)).toBeLessThanOrEqual(told[0]?.of ?? 0)
    expect(await answer('work:progress', { work })).toEqual({ ok: true, value: null })
  })

  test('one that is stopped is answered as cancelled, at once, and the next one is made', async () => {
    const request = { document: raised, format: 'xlsx', language: 'zh-CN', work }
    const start = performance.now()
    const paper = answer('workbook:export', request)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await answer('work:stop', { work })).toEqual({ ok: true, value: null })
    expect(await paper).toEqual({ ok: false, error: { code: 'cancelled' } })
    expect(performance.now() - start).toBeLessThan(1000)
    expect(await answer('work:stop', { work })).toEqual({ ok: true, value: null })
    expect(await answer('workbook:export', { ...request, format: 'csv' })).toMatchObject({ ok: true })
  })
})

test('a worker makes what this process makes, byte by byte', async () => {
  const papers = workerPapers(built)
  const catalogue = shippedCatalogue()
  const ground = { sha256: '0'.repeat(64), language: 'zh', program: 'liangli 0' } as const
  const one = { ...ground, scenario: raised }
  expect(await papers.make(catalogue, 'longTable', one)).toBe(await inProcessPapers.make(catalogue, 'longTable', one))
  const many = { ...ground, scenarios: [raised] }
  expect(await papers.make(catalogue, 'report', many)).toEqual(await inProcessPapers.make(catalogue, 'report', many))
  await papers.close()
})

test('where no worker can be started papers are made all the same', async () => {
  const papers = workerPapers(pathToFileURL(join(import.meta.dirname, '../fixtures/workers/dying.mjs')))
  const given = { sha256: '0'.repeat(64), language: 'zh', program: 'liangli 0', scenario: raised } as const
  expect((await papers.make(shippedCatalogue(), 'longTable', given)).length).toBeGreaterThan(1e6)
  await papers.close()
})
