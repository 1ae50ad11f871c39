import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseCatalogue } from '../../../../models/catalogue/parse'
import type { Catalogue } from '../../../../models/catalogue/schema'
import { syntheticCatalogue } from '../../../../models/catalogue/synthetic/catalogue'
import { MadeUp } from '../../../../models/catalogue/synthetic/random'
import { catalogueToFiles } from '../../../../models/catalogue/write'
import { expenditureIndex } from '../../../../models/layout'
import type { Override } from '../../../../models/scenario/document'
import { simulate } from '../../../../models/simulate'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'
import { bannerCatalogue, syntheticWords } from '../../../fixtures/synthetic'

const catalogue = bannerCatalogue()
const result = simulate(catalogue, plan)
const { layout } = result
const leagueOf = (code: string): string | null => catalogue.regions.find((region) => region.code === code)?.parent ?? null
const leagues = catalogue.regions.filter(({ level }) => level === 'league').map(({ code }) => code)
const bannersOf = (league: string): readonly string[] => catalogue.regions.filter(({ parent }) => parent === league).map(({ code }) => code)
const hash = (of: Catalogue): string =>
  createHash('sha256')
    .update(
      catalogueToFiles(of)
        .map(({ name, text }) => `${name}\n${text}`)
        .join(''),
    )
    .digest('hex')
const near = (a: number, b: number, relative: number): boolean => Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b), 1)

describe('a made-up catalogue of 103 banners', () => {
  test('says so, counts 103 banners in 12 leagues, and passes every check when it is read back', () => {
    expect([catalogue.synthetic, leagues.length, catalogue.population.base.length]).toEqual([true, 12, 103])
    const read = parseCatalogue(catalogueToFiles(catalogue))
    expect(read).toEqual({ ok: true, value: catalogue })
  })
  test('has no code of a real place, and no value of its own without grade D and how it was had', () => {
    expect(catalogue.regions.every(({ code }) => code.startsWith('99'))).toBe(true)
    const own = [...catalogue.population.base, ...catalogue.population.base.map(({ urbanShare }) => urbanShare)]
    for (const entry of own) expect(entry).toMatchObject({ source: 'synthetic', grade: 'D', basis: catalogue.population.base[0]?.basis })
  })
  test('is the same for the same seed, to the byte, and another for another', () => {
    const again = syntheticCatalogue(shippedCatalogue(), { seed: 1, words: syntheticWords })
    expect(again).not.toBe(catalogue)
    expect(hash(again)).toBe(hash(catalogue))
    expect(hash(bannerCatalogue(2))).not.toBe(hash(catalogue))
  })
  test('the numbers are those of Park and Miller: 48271 after itself, nine times over', () => {
    let state = 1
    for (let k = 0; k < 9; k++) state = Number((BigInt(state) * 48_271n) % 2_147_483_647n)
    expect(new MadeUp(1).next()).toBe(state / 2_147_483_647)
  })
  test('a seed that is no whole number is refused', () => {
    expect(() => new MadeUp(0)).toThrow(RangeError)
    expect(() => new MadeUp(1.5)).toThrow(RangeError)
  })
})

describe('leagues are the sums of their banners, the region of its leagues and its own level', () => {
  const amount = (item: number, code: string, payer: number, year: number): number =>
    result.expenditure[expenditureIndex(layout, item, layout.areas.indexOf(code), payer, year)] ?? Number.NaN
  test('in every item, payer and year', () => {
    expect(layout.areas).toHaveLength(1 + 12 + 103 + 1)
    const sum = (codes: readonly string[], item: number, payer: number, year: number): number =>
      codes.reduce((all, code) => all + amount(item, code, payer, year), 0)
    let wrong = 0
    for (let item = 0; item < layout.items.length; item++)
      for (let payer = 0; payer < layout.payers.length; payer++)
        for (const year of [0, 5, 15]) {
          for (const league of leagues)
            if (!near(sum(bannersOf(league), item, payer, year), amount(item, league, payer, year), 1e-9)) wrong++
          if (!near(sum([...leagues, '990000-own'], item, payer, year), amount(item, '990000', payer, year), 1e-9)) wrong++
        }
    expect(wrong).toBe(0)
  })
  test('in persons, births and every age of the pyramid', () => {
    const of = (code: string) => result.population.find(({ region }) => region === code)
    const years = layout.years.length
    const row = (code: string, cell: number, k: number): number =>
      result.pyramid[(result.population.findIndex(({ region }) => region === code) * 202 + cell) * years + k] ?? Number.NaN
    for (const league of leagues) {
      for (const key of ['total', 'births', 'deaths', 'age80plus'] as const)
        layout.years.forEach((_, k) => {
          const sum = bannersOf(league).reduce((all, code) => all + (of(code)?.[key][k] ?? Number.NaN), 0)
          expect(Math.abs(sum - (of(league)?.[key][k] ?? Number.NaN))).toBeLessThan(1e-6)
        })
      for (const cell of [0, 60, 130])
        expect(
          near(
            bannersOf(league).reduce((all, code) => all + row(code, cell, 9), 0),
            row(league, cell, 9),
            1e-9,
          ),
        ).toBe(true)
    }
  })
  test('in what each fiscal unit has and bears', () => {
    const of = (code: string) => result.units.find((unit) => unit.code === code)
    expect(result.units.map(({ level }) => level).filter((level) => level === 'banner')).toHaveLength(103)
    for (const league of leagues)
      for (const key of ['resources', 'required'] as const)
        expect(
          near(
            bannersOf(league).reduce((all, code) => all + (of(code)?.[key][5] ?? Number.NaN), 0),
            of(league)?.[key][5] ?? 0,
            1e-9,
          ),
        ).toBe(true)
  })
  test('the residence of all banners together meets the region’s path', () => {
    const region = result.population[0]
    const path = catalogue.population.urbanShare.points
    layout.years.forEach((year, k) => {
      expect(Math.abs((region?.urbanShare[k] ?? 0) - (path.find((point) => point.year === year)?.value ?? 0))).toBeLessThan(1e-12)
    })
  })
})

type Change = Partial<Override> & Pick<Override, 'lever'>
/** Programmes of the region's level are borne by residents, so people are compared by births, money by items and revenue. */
test.each<[string, Change, (r: typeof result, code: string) => readonly number[]]>([
  [
    'fertility',
    { lever: 'tfr', from: 2025, value: 1.6 },
    (r, code) => [...(r.population.find(({ region }) => region === code)?.births ?? [])],
  ],
  [
    'a standard',
    { lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', from: 2023, value: 200 },
    (r, code) => {
      const item = layout.items.indexOf('elderly-welfare-subsidy')
      const start = expenditureIndex(layout, item, layout.areas.indexOf(code), 4, 0)
      return [...r.expenditure.subarray(start, start + layout.years.length)]
    },
  ],
  [
    'revenue',
    { lever: 'nonTaxGrowth', from: 2024, value: 0.06 },
    (r, code) => [...(r.units.find((unit) => unit.code === code)?.resources ?? [])],
  ],
])('a change of %s for one league moves its banners and no other', (_, change, read) => {
  const moved = simulate(catalogue, withOverrides(override({ ...change, area: '990300' })))
  const banners = layout.areas.filter((code) => leagues.includes(leagueOf(code) ?? ''))
  expect(banners.filter((code) => read(result, code).join() !== read(moved, code).join())).toEqual(bannersOf('990300'))
})

test('a banner takes the sharing class of its league: class I pays less from the region than class III', () => {
  const item = catalogue.items.findIndex(({ shares }) => shares?.rule === 'by-class')
  const share = (league: string): number => {
    const at = (payer: number): number => result.expenditure[expenditureIndex(layout, item, layout.areas.indexOf(league), payer, 0)] ?? 0
    return at(1) / (at(1) + at(2) + at(3))
  }
  expect([share('990100'), share('990200'), share('990300')].map((value) => Number(value.toFixed(9)))).toEqual([0.3, 0.5, 0.7])
  expect(shippedCatalogue().regions.some(({ level }) => level === 'banner')).toBe(false)
})

test('as many banners as are asked for, with codes of their own, and the persons of the source', () => {
  const many = syntheticCatalogue(shippedCatalogue(), { seed: 1, words: syntheticWords, banners: 250 })
  const codes = many.regions.filter(({ level }) => level === 'banner').map(({ code }) => code)
  expect(codes).toHaveLength(250)
  expect(new Set(many.regions.map(({ code }) => code)).size).toBe(1 + 12 + 250)
  const persons = many.population.base.flatMap(({ male, female }) => [...male, ...female]).reduce((sum, n) => sum + n, 0)
  expect(persons / 24_049_155).toBeCloseTo(1, 1)
})
