import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Equality } from '../../models/equality/measure'
import type { FiscalBacktestRow } from '../../models/fiscal/backtestRow'

const root = join(import.meta.dirname, '../..')
const home = mkdtempSync(join(tmpdir(), 'liangli-judge-'))
function run(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const done = spawnSync(process.execPath, [join(root, 'out/main/cli.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, LIANGLI_HOME: home },
  })
  return { code: done.status, out: done.stdout, err: done.stderr }
}

test('backtest gives every published figure with the model’s and the growth rules’', () => {
  const rows = JSON.parse(run('backtest', '--format', 'json').out) as readonly FiscalBacktestRow[]
  expect(rows.length).toBe(18)
  expect(rows[1]).toMatchObject({ series: 'rev-total', year: 2022, actual: 282_440_000_000 })
  expect(run('backtest', '--format', 'table').out.split('\n')[2]).toMatch(/^rev-total +2022 +2824\.40 .* -18\.4% .* -26\.1% +-17\.8%$/)
})

describe('equality', () => {
  test('gives the base, target and last year, or the year asked for', () => {
    const found = JSON.parse(run('equality', '--format', 'json').out) as readonly Equality[]
    expect(found.map(({ year, basis, places }) => [year, basis, places.length])).toEqual([
      [2020, 'spread', 12],
      [2025, 'spread', 12],
      [2035, 'spread', 12],
    ])
    const one = run('equality', '--subject', 'domain:elderly', '--year', '2030', '--format', 'json')
    expect((JSON.parse(one.out) as readonly Equality[]).map(({ year }) => year)).toEqual([2030])
    expect(run('equality', '--subject', 'item:minority-culture', '--format', 'table').out).toMatch(/^gini, by residents +- +- +-$/m)
  })
  test.each([
    [['--subject', 'item:no-such'], /--subject needs/],
    [['--year', '2050'], /--year needs a year from 2020 to 2035/],
  ])('%j is wrong usage', (args, message) => {
    const done = run('equality', ...args, '--format', 'json')
    expect(done.code).toBe(2)
    expect(done.out).toBe('')
    expect(done.err).toMatch(message)
  })
})
