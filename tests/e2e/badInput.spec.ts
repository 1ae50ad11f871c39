import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Program } from './pages/program'
import { root, shellKind, startSession, type Session } from './harness'

const plan = JSON.parse(readFileSync(join(root, 'models/scenario/shipped/1-plan-as-written.liangli.json'), 'utf8')) as object
const change = (id: string, lever: string, more: object): object => ({
  id,
  lever,
  area: '150000',
  mode: 'set',
  from: 2025,
  enabled: true,
  reason: '',
  author: '',
  at: '',
  ...more,
})
/** Every bad input of a file, each with a lever of its own. */
const bad = JSON.stringify({
  ...plan,
  name: '不能采用的改动',
  note: '',
  overrides: [
    change('o-1', 'standard', { target: 'resident-pension.recipients', value: 100 }),
    change('o-2', 'coverage', { target: 'resident-pension', mode: 'add', value: 2 }),
    change('o-3', 'taxElasticity', { mode: 'add', value: -2 }),
    change('o-4', 'regionShare', { target: 'resident-pension', mode: 'add', value: 0.9 }),
    change('o-5', 'standard', { target: 'elderly-welfare-subsidy.aged-80-99', value: 150, fullFrom: 2040 }),
  ],
  assessment: { target: 2050 },
})

describe.skipIf(shellKind !== 'browser')('what cannot be, or is doubtful, is said at its field', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    session.addScenario('bad.liangli.json', bad)
    program = new Program(session.page)
    session.page.setDefaultTimeout(8000)
    await program.openFromShelf('不能采用的改动')
    await program.go('standards')
    await program.findItem('居民基本养老', 'resident-pension')
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })

  test('a standard below the national amount: warned, with floor, unit and source', async () => {
    await expect
      .poll(() => program.said('item-panel'))
      .toContainEqual(expect.stringMatching(/^2025年标准 100 元\/人·月，低于国家标准 143 元\/人·月（来源：.+，证据C）/))
  })
  test('a share above one, wherever it is reached: refused with year and range', async () => {
    const said = await program.said('item-panel')
    expect(said).toContainEqual('2025年将为 249%，应在 0% 到 100% 之间，整项改动未采用；请减小幅度')
    expect(await program.said('lever-regionShare-resident-pension')).toEqual([
      '2025年将为 140%，应在 0% 到 100% 之间，整项改动未采用；请减小幅度',
    ])
  })
  test('a share above one that is typed is not taken', async () => {
    const field = program.page.getByTestId('coverage-lever')
    await program.type('coverage-lever', '150')
    expect(await field.getByRole('alert').innerText()).toBe('应在 0% 到 100% 之间，未采用')
  })
  test('an elasticity of the wrong sign', async () => {
    await program.go('fiscal')
    await program.page.getByTestId('fiscal-paths').click()
    expect(await program.said('lever-taxElasticity')).toEqual([expect.stringContaining('2025年将为 −100%，应在 0% 到 500% 之间')])
  })
  test('a phase-in that ends beyond the horizon, and in English too', async () => {
    await program.go('standards')
    await program.findItem('老年人福利', 'elderly-welfare-subsidy')
    expect(await program.saidOnScreen()).toEqual(['到位年份 2040 晚于可用的末年 2035，未采用；请选 2035 年或更早'])
    await program.language()
    await expect
      .poll(() => program.saidOnScreen())
      .toEqual(['the phase-in ends in 2040, after 2035, the last year it can; not used. Choose 2035 or earlier'])
    await program.page.getByTestId('phase-year').selectOption('2027')
    await expect.poll(() => program.saidOnScreen()).toEqual([])
  })
  test('a target year beyond the horizon', async () => {
    await program.page.getByTestId('changes').click()
    expect(await program.page.getByTestId('assessment-notice').innerText()).toContain('2020–2050 are outside 2020–2035')
    await program.page.getByTestId('assessment-target').selectOption('2027')
    await expect.poll(() => program.page.getByTestId('assessment-notice').count()).toBe(0)
    await program.page.keyboard.press('Escape')
  })
})

describe.skipIf(shellKind !== 'browser')('a run that fails', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    session.page.setDefaultTimeout(8000)
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })

  test('leaves the last good result on the screen, marked as older in strip, charts and tables, until one succeeds', async () => {
    const { page } = program
    await program.go('standards')
    await program.findItem('老年人福利', 'elderly-welfare-subsidy')
    const before = await program.settled('required')
    const failing = await program.failRuns()
    await program.type('standard-lever', '200')
    await page.getByTestId('older-note').waitFor()
    expect(await program.figure('required')).toBe(before)
    expect(await page.getByTestId('strip-older').innerText()).toBe('较早结果')
    expect(await page.getByTestId('strip').getAttribute('class')).toContain('older')
    // A screen reader hears it at the main part, in the name of every chart and above tables without one.
    expect(await page.getByRole('main').getAttribute('aria-describedby')).toBe(await page.getByTestId('older-note').getAttribute('id'))
    expect(await page.getByRole('heading', { name: /标准走势.*较早结果/ }).count()).toBe(1)
    await program.go('overview')
    expect(await page.getByRole('heading', { name: /较早结果/ }).count()).toBeGreaterThanOrEqual(4)
    await failing.end()
    await page.getByTestId('run-again').click()
    expect(await program.changed('required', before)).toBeGreaterThan(before)
    expect(await page.getByTestId('older-note').count()).toBe(0)
    expect(await page.getByTestId('strip-older').count()).toBe(0)
  })
})
