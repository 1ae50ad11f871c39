import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scenario } from '../../models/scenario/document'
import { root, shellKind, startSession, type Session } from './harness'
import { Comparison } from './pages/comparison'
import { Desk } from './pages/desk'
import { contentOf } from './pages/exchange'
import { number, Program } from './pages/program'

describe.skipIf(shellKind === undefined)('two to six scenarios beside one another', () => {
  const [aged, coal, births, held, raised] = ['高龄津贴提至150元', '煤价下跌', '低生育展望', '标准停在2020年', '高龄津贴上浮两成'] as const
  let session: Session
  let program: Program
  let comparison: Comparison
  beforeAll(async () => {
    session = await startSession()
    session.page.setDefaultTimeout(8_000)
    const shipped = JSON.parse(readFileSync(join(root, 'models/scenario/shipped/2-elderly-allowance-150.liangli.json'), 'utf8')) as Scenario
    const overrides = shipped.overrides.map((change) => ({ ...change, mode: 'scale', value: 1.2 }))
    session.addScenario('raised.liangli.json', JSON.stringify({ ...shipped, name: raised, overrides }))
    program = new Program(session.page)
    comparison = new Comparison(session.page)
    await program.openFromShelf(held)
    await program.openFromShelf(aged)
    await program.go('comparison')
  })
  afterAll(async () => {
    expect(session.troubles).toEqual([])
    await session.end()
  })
  const at = (id: string) => session.page.getByTestId(id)
  /** Values and differences of a row; the reference stands at the given place among the columns. */
  const cellsOf = (texts: readonly string[], reference: number) => {
    const values: number[] = []
    const changes: number[] = []
    let k = 0
    for (let column = 0; k < texts.length; column++) {
      values.push(number(texts[k] ?? ''))
      changes.push(column === reference ? 0 : number(texts[k + 1] ?? ''))
      k += column === reference ? 1 : 3
    }
    return { values, changes }
  }
  const sumsHold = async (block: 'domain' | 'payer' | 'area' | 'item', reference: number): Promise<number> => {
    const rows = await Promise.all((await comparison.rowsOf(block)).map(async (id) => cellsOf(await comparison.row(id), reference)))
    const whole = rows.at(-1)
    for (const part of ['values', 'changes'] as const)
      whole?.[part].forEach((total, column) => {
        const sum = rows.slice(0, -1).reduce((all, row) => all + (row[part][column] ?? NaN), 0)
        expect(sum, `${block} ${part} ${String(column)}`).toBeCloseTo(total, 6)
      })
    return rows.length
  }

  test('the scenario on the screen and the plan are there; others come from the open ones and from the shelf', async () => {
    expect(await comparison.columns()).toEqual([aged, '规划基准*'])
    await comparison.addOpen(held)
    await comparison.addFromShelf(births)
    expect(await comparison.columns()).toEqual([aged, '规划基准*', held, births])
    await expect.poll(async () => (await comparison.row('total-required'))[4]).toMatch(/\d/)
  })

  test('every column and every difference adds up as it is shown', async () => {
    for (const block of ['domain', 'payer', 'area', 'item'] as const) expect(await sumsHold(block, 1)).toBeGreaterThan(3)
    const [required, capacity, margin] = await Promise.all(
      ['required', 'capacity', 'margin'].map(async (id) => cellsOf(await comparison.row(`total-${id}`), 1)),
    )
    margin?.values.forEach((left, k) => expect((capacity?.values[k] ?? 0) - (required?.values[k] ?? 0)).toBeCloseTo(left, 6))
  })

  test('they still do in 万元, for one payer and in one league', async () => {
    await at('money-unit').click()
    await at('compared-payer').selectOption('region')
    expect(await sumsHold('domain', 1)).toBeGreaterThan(3)
    expect(await comparison.rowsOf('payer')).toEqual([])
    await session.page.getByLabel('选择地区').selectOption('150300')
    expect(await comparison.rowsOf('area')).toEqual([])
    expect(await sumsHold('domain', 1)).toBeGreaterThan(3)
    await session.page.getByLabel('选择地区').selectOption('150000')
    await at('compared-payer').selectOption('total')
    await at('money-unit').click()
  })

  test('a click on a head makes that scenario the reference, and differences turn round', async () => {
    const before = cellsOf(await comparison.row('total-required'), 1)
    await comparison.refer(held)
    expect(await comparison.columns()).toEqual([aged, '规划基准', `${held}*`, births])
    const after = cellsOf(await comparison.row('total-required'), 2)
    expect(after.values).toEqual(before.values)
    expect(after.changes[1]).toBeCloseTo(-(before.changes[2] ?? NaN), 6)
    await sumsHold('item', 2)
    await session.page.getByTestId('reference-other').focus()
    await session.page.keyboard.press('Enter')
    expect((await comparison.columns())[1]).toBe('规划基准*')
  })

  test('a figure of any of them opens with the formula and the scenario that it belongs to', async () => {
    const [shown] = (await comparison.row('total-required')).slice(-3)
    await at('total-required').locator('[data-figure]').last().click()
    await expect.poll(() => at('explain-value').innerText()).toContain(shown)
    expect(await at('explain-scenario').innerText()).toContain(births)
    await session.page.keyboard.press('Escape')
    await at('total-required').locator('[data-figure]').first().click()
    await at('explain-value').waitFor()
    expect(await at('explain-scenario').count()).toBe(0)
    await session.page.keyboard.press('Escape')
  })

  test('levers that differ have a row each and a column for every scenario', async () => {
    await comparison.pane('levers')
    const rows = await comparison.levers()
    const own = rows.find((row) => row[1]?.startsWith('150') === true)
    expect(own?.[0]).toContain('老年人福利补贴')
    expect(own?.slice(2, 3)).toEqual(['按规划'])
    expect(rows.every((row) => row.length === 5)).toBe(true)
    expect(rows.some((row) => row[4]?.includes('低生育') === true)).toBe(true)
  })

  test('the causes of the difference between any of them and the reference add up to it', async () => {
    await comparison.pane('results')
    const { changes } = cellsOf(await comparison.row('total-required'), 1)
    await comparison.pane('causes')
    for (const [name, column] of [
      [held, 2],
      [births, 3],
    ] as const) {
      await at('causes-subject').selectOption({ label: name })
      await expect
        .poll(async () => number(await at('causes-change').locator('.num').first().innerText()))
        .toBeCloseTo(changes[column] ?? NaN, 6)
      const parts = await at('causes').locator('tbody tr:not(.whole) .num:nth-child(3)').allInnerTexts()
      expect(parts.reduce((sum, text) => sum + number(text), 0)).toBeCloseTo(changes[column] ?? NaN, 6)
    }
  })

  test.skipIf(shellKind !== 'browser')('levers and causes are saved as tables too', async () => {
    for (const [pane, least] of [
      ['levers', 3],
      ['causes', 2],
    ] as const) {
      await comparison.pane(pane)
      const [download] = await Promise.all([session.page.waitForEvent('download'), at('save-xlsx').first().click()])
      const rows = (await readXlsx((await contentOf(download)).bytes)).sheets[0]?.rows ?? []
      expect(rows.length).toBeGreaterThan(least)
      // Heads are names; what can be done with a column is no part of the table.
      if (pane === 'levers') expect(rows.flat()).toContain(births)
    }
  })

  test('another’s changes come on top as one step, with a reason that says where they are from, and one undo takes them back', async () => {
    await comparison.pane('results')
    await comparison.addFromShelf(coal)
    const [required, capacity] = [await program.figure('required'), await program.figure('capacity')]
    await comparison.stack(coal)
    expect(await comparison.coming('conflict')).toEqual([])
    expect((await comparison.coming('theirs')).join()).toContain('工业出厂价格')
    await comparison.confirm()
    expect(await program.changed('capacity', capacity)).toBeLessThan(capacity)
    expect(await program.figure('required')).toBe(required)
    await at('changes').click()
    const reasons = await session.page
      .getByLabel('改动理由')
      .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
    expect(reasons.at(-1)).toMatch(/^示例.*; 叠加自“煤价下跌”$/)
    await session.page.keyboard.press('Escape')
    await session.page.keyboard.press('Control+z')
    await expect.poll(() => program.figure('capacity')).toBe(capacity)
    expect(await at('changes').innerText()).toBe('改动 1')
  })

  test('of a lever that both change the user says whose, or both: his own value first, theirs on top', async () => {
    await comparison.addFromShelf(raised)
    const before = await program.figure('required')
    const spent = async (choice: 'mine' | 'theirs' | 'both'): Promise<number> => {
      await comparison.stack(raised)
      expect(await at('stack-conflicts').innerText()).toContain('冲突的有 1 项，尚有 1 项待选择')
      expect((await comparison.coming('conflict'))[0]).toMatch(/老年人福利补贴[\s\S]*150[\s\S]*× 1\.2[\s\S]*请选择/)
      expect(await comparison.canConfirm()).toBe(false)
      await comparison.take(choice)
      if (choice === 'mine') {
        // Nothing would come.
        expect(await comparison.canConfirm()).toBe(false)
        await session.page.keyboard.press('Escape')
        return program.settled('required')
      }
      await comparison.confirm()
      await program.changed('required', before)
      const after = await program.settled('required')
      await session.page.keyboard.press('Control+z')
      await expect.poll(() => program.figure('required')).toBe(before)
      return after
    }
    const [mine, theirs, both] = [await spent('mine'), await spent('theirs'), await spent('both')]
    expect(mine).toBe(before)
    // 100 yuan as planned: 120 alone, 150 of one's own, 180 for both.
    expect(theirs).toBeLessThan(before)
    expect(both - before).toBeCloseTo(before - theirs, 1)
    await comparison.remove(raised)
  })

  test('an open scenario stands with what it is now, and a column that was added can go', async () => {
    const desk = new Desk(session.page)
    await desk.select(held)
    expect(await comparison.columns()).toEqual([held, '规划基准*', aged, births, coal])
    await desk.select(aged)
    await comparison.remove(coal)
    expect(await comparison.columns()).toEqual([aged, '规划基准*', held, births])
  })
})
