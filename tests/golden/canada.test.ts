import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../../electron/service/projectFolder'

const folder = join(import.meta.dirname, '../fixtures/un-canada-1x1')
const published = (file: string): ReadonlyMap<string, number> =>
  new Map(
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => [line.slice(0, line.lastIndexOf(',')), Number(line.slice(line.lastIndexOf(',') + 1))]),
  )
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/** Largest relative errors of the projection against what the UN engine published, over 1951…2020. */
async function worstErrors(): Promise<Record<'total' | 'fiveYear' | 'single' | 'births', number>> {
  const projection = await projectFolder(folder)
  if (!projection.ok) throw new Error(projection.faults.map((f) => `${f.file} ${f.path}: ${f.message}`).join('\n'))
  const stock = published('expected_population_1jan.csv')
  const births = published('expected_births.csv')
  expect(projection.value.map(({ year }) => year + 1)).toEqual(Array.from({ length: 70 }, (_, k) => 1951 + k))
  const worst = { total: 0, fiveYear: 0, single: 0, births: 0 }
  const compare = (kind: keyof typeof worst, found: number, expected: number | undefined): void => {
    if (expected === undefined) throw new Error(`nothing published to compare ${kind} with`)
    worst[kind] = Math.max(worst[kind], expected === 0 ? (found === 0 ? 0 : Infinity) : Math.abs(found / expected - 1))
  }
  for (const lived of projection.value) {
    const at = (sex: string, age: number): number => stock.get(`${String(lived.year + 1)},${sex},${String(age)}`) ?? Number.NaN
    for (const sex of ['male', 'female'] as const) {
      lived[sex].forEach((value, age) => {
        compare('single', value, at(sex, age))
      })
      for (let from = 0; from <= 100; from += 5) {
        const ages = Array.from({ length: from === 100 ? 1 : 5 }, (_, k) => from + k)
        compare('fiveYear', sum(ages.map((age) => lived[sex][age] ?? 0)), sum(ages.map((age) => at(sex, age))))
      }
    }
    const everyAge = Array.from({ length: 101 }, (_, age) => at('male', age) + at('female', age))
    compare('total', sum([...lived.male, ...lived.female]), sum(everyAge))
    compare('births', lived.births, births.get(`${String(lived.year)},both`))
  }
  return worst
}

test('Canada 1950–2020 comes out as the UN engine published it', async () => {
  const worst = await worstErrors()
  // NaN would pass no bound: every comparison was made with a published figure.
  expect(worst.total).toBeLessThanOrEqual(4.1e-7)
  expect(worst.fiveYear).toBeLessThanOrEqual(1.5e-5)
  expect(worst.single).toBeLessThanOrEqual(7e-5)
  expect(worst.births).toBeLessThanOrEqual(2.5e-6)
})
