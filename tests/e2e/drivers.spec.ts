import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Program } from './pages/program'
import { shellKind, startSession, type Session } from './harness'

describe.skipIf(shellKind === undefined)('what an item is counted by, and how a change comes into force', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession({ width: 1366, height: 768 })
    program = new Program(session.page)
    session.page.setDefaultTimeout(8000)
    await program.go('standards')
    await program.findItem('居民基本养老', 'resident-pension')
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  const parts = (): Promise<string> => program.page.getByTestId('phase-parts').innerText()

  test('a change of coverage is phased in evenly or along an S-curve, and is taken back', async () => {
    const before = await program.settled('required')
    await program.type('coverage-lever', '90')
    const whole = await program.changed('required', before)
    await program.page.getByTestId('phase-year').selectOption('2026')
    await program.changed('required', whole)
    expect(await parts()).toBe('25% → 50% → 75% → 100%')
    await program.page.getByTestId('phase-logistic').click()
    await expect.poll(parts).toBe('7% → 50% → 93% → 100%')
    await program.page.getByTestId('phase-year').selectOption('')
    await expect.poll(() => program.figure('required')).toBe(whole)
    expect(await program.page.getByTestId('phase-parts').count()).toBe(0)
  })

  test('a start after the end of the phase-in drops it', async () => {
    await program.page.getByTestId('phase-year').selectOption('2025')
    await expect.poll(parts).toContain('100%')
    await program.from(2027)
    await expect.poll(() => program.page.getByTestId('phase-parts').count()).toBe(0)
    await program.from(2023)
    await program.page.getByTestId('coverage-lever').getByRole('button').last().click()
  })

  test('the insured for each resident are a lever with its grade; more of them cost more', async () => {
    const before = await program.settled('required')
    const ratio = program.page.getByTestId('lever-basisRatio-insured')
    await ratio.scrollIntoViewIfNeeded()
    expect(await ratio.innerText()).toContain('参保人口 ÷ 常住')
    expect(await ratio.locator('.grade').innerText()).toContain('D')
    expect(await program.field('lever-basisRatio-insured')).toBe('100')
    await program.type('lever-basisRatio-insured', '110')
    expect(await program.changed('required', before)).toBeGreaterThan(before)
  })
})
