import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '../../electron/service/projectFolder'

const folder = join(import.meta.dirname, '../fixtures/un-canada-1x1')
const rows = (file: string): string[][] =>
  readFileSync(join(folder, file), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))

test('Canada 1950–2020 comes out as the UN engine published it', async () => {
  const projection = await projectFolder(folder)
  if (!projection.ok) throw new Error(projection.faults.map((f) => `${f.file} ${f.path}: ${f.message}`).join('\n'))
  const expected = new Map(
    rows('expected_population_1jan.csv').map(([year, sex, age, value]) => [`${year ?? ''} ${sex ?? ''} ${age ?? ''}`, Number(value)]),
  )
  const worst = { total: 0, fiveYear: 0, single: 0, births: 0 }
  const miss = (found: number, published: number): number => (published === 0 ? 0 : Math.abs(found / published - 1))
  let compared = 0
  for (const year of projection.value) {
    const at = (sex: 'male' | 'female', age: number): number => expected.get(`${String(year.year + 1)} ${sex} ${String(age)}`) ?? Number.NaN
    if (Number.isNaN(at('male', 0))) continue
    compared++
    let [found, published] = [0, 0]
    for (const sex of ['male', 'female'] as const) {
      for (let age = 0; age <= 100; age++) {
        worst.single = Math.max(worst.single, miss(year[sex][age] ?? 0, at(sex, age)))
        found += year[sex][age] ?? 0
        published += at(sex, age)
      }
      for (let age = 0; age <= 100; age += 5) {
        const group = Array.from({ length: age === 100 ? 1 : 5 }, (_, k) => age + k)
        worst.fiveYear = Math.max(
          worst.fiveYear,
          miss(
            group.reduce((s, a) => s + (year[sex][a] ?? 0), 0),
            group.reduce((s, a) => s + at(sex, a), 0),
          ),
        )
      }
    }
    worst.total = Math.max(worst.total, miss(found, published))
  }
  const births = new Map(
    rows('expected_births.csv')
      .filter(([, sex]) => sex === 'both')
      .map(([year, , value]) => [Number(year), Number(value)]),
  )
  for (const year of projection.value) worst.births = Math.max(worst.births, miss(year.births, births.get(year.year) ?? year.births))
  expect(compared).toBeGreaterThanOrEqual(69)
  expect(worst.total).toBeLessThanOrEqual(4.1e-7)
  expect(worst.fiveYear).toBeLessThanOrEqual(1.5e-5)
  expect(worst.single).toBeLessThanOrEqual(7e-5)
  expect(worst.births).toBeLessThanOrEqual(2.5e-6)
  console.info(worst)
})
