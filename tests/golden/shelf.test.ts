import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { totalIndex } from '../../models/layout'
import { parseScenario } from '../../models/scenario/parse'
import type { Scenario } from '../../models/scenario/document'
import { simulate } from '../../models/simulate'
import en from '../../renderer/i18n/en.json'
import zh from '../../renderer/i18n/zh-CN.json'
import { plan, shippedCatalogue } from '../fixtures/catalogue'
import { generatedShelf, looserThanNational, postponedItems } from './shelfScenarios'

const folder = join(import.meta.dirname, '../../models/scenario/shipped')
const catalogue = shippedCatalogue()
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
function shipped(name: string): Scenario {
  const parsed = parseScenario(read(name), name)
  if (!parsed.ok) throw new Error(parsed.faults.map(({ message }) => message).join())
  return parsed.value
}
const names = readdirSync(folder)

test.each(names)('%s tells its story in a few sentences, and every change has its reason', (name) => {
  const { note, overrides, outlook } = shipped(name)
  const sentences = note.split(/[。？]/).filter((part) => part.trim() !== '')
  expect(sentences.length).toBeGreaterThanOrEqual(3)
  expect(sentences.length).toBeLessThanOrEqual(8)
  for (const { reason } of overrides) expect(reason).not.toBe('')
  expect(outlook?.reason ?? '-').not.toBe('')
})

test('every shipped scenario has its name and story in both languages; the Chinese ones are those of its file', () => {
  const ids = names.map((name) => name.replace(/^\d+-|\.liangli\.json$/g, ''))
  expect(Object.keys(zh.shelf.story)).toEqual(ids)
  expect(Object.keys(en.shelf.story)).toEqual(ids)
  names.forEach((file, k) => {
    const { name, note } = shipped(file)
    const id = (ids[k] ?? '') as keyof typeof zh.shelf.story
    expect(zh.shelf.story[id]).toEqual({ name, note })
    // A story of several sentences, not a title.
    expect(en.shelf.story[id].note.split(/[.?] /).length, id).toBeGreaterThanOrEqual(3)
  })
})

test.each(names)('%s runs without a change being refused or left without effect', (name) => {
  const notices = simulate(catalogue, shipped(name)).notices.map(({ code }) => code)
  // Standards that stand still fall below what the nation asks for: that is what the scenario shows, and it is said.
  if (name.startsWith('6-')) expect(new Set(notices)).toEqual(new Set(['below-national-floor']))
  else expect(notices).toEqual([])
})

test('the generated files are what the catalogue gives today (npm run golden:accept writes them again)', () => {
  for (const [name, text] of generatedShelf(catalogue, shipped('1-plan-as-written.liangli.json').catalogue.sha256))
    expect(read(name), name).toBe(text)
})

test('standards held at 2020: every standard has the catalogue’s value of 2020 in every year and place', () => {
  const { standard, layout } = simulate(catalogue, shipped('6-standards-held-2020.liangli.json'))
  const years = layout.years.length
  for (let row = 0; row < standard.length / years; row++)
    for (let k = 1; k < years; k++) expect(standard[row * years + k]).toBe(standard[row * years])
})

describe('national targets where the plan is looser', () => {
  const scenario = shipped('7-national-targets.liangli.json')
  test('are four, two of them moved and all told in the note', () => {
    expect(looserThanNational(catalogue).map(({ id }) => id)).toEqual([
      'nursery-places',
      'schooling-years',
      'life-expectancy',
      'pension-coverage',
    ])
    for (const word of ['托位数', '受教育年限', '预期寿命', '参保率']) expect(scenario.note).toContain(word)
    expect(scenario.overrides.map(({ lever, target }) => [lever, target])).toEqual([
      ['lifeExpectancy', undefined],
      ['coverage', 'resident-pension'],
    ])
  })
  test('are read as the nation has them, so that 4.5 nursery places cost an eighth more than 4', () => {
    expect(Object.values(scenario.readings)).toEqual(['nation', 'nation', 'nation', 'nation'])
    const places = (of: Scenario): number =>
      simulate(catalogue, of).targets.costs.find(({ id }) => id === 'nursery-places')?.units[5] ?? NaN
    expect(places(scenario) / places({ ...scenario, readings: {} })).toBeCloseTo(4.5 / 4, 9)
  })
  test('resident pensions of 2025 cost 95/90 of what they would with the longer lives alone', () => {
    const cost = (of: Scenario): number => {
      const { layout, expenditure } = simulate(catalogue, of)
      const item = layout.items.indexOf('resident-pension')
      return expenditure[totalIndex(layout, item, 0, 5)] ?? Number.NaN
    }
    const [lives] = scenario.overrides
    if (lives === undefined) throw new Error('no change of life expectancy')
    expect(cost(scenario) / cost({ ...scenario, overrides: [lives] })).toBeCloseTo(1.0556, 10)
  })
})

test('binding targets first: only regional standards behind anticipatory indicators stand still, until the target year', () => {
  const scenario = shipped('8-binding-first.liangli.json')
  const moved = new Set(scenario.overrides.map(({ target }) => target?.split('.')[0] ?? ''))
  const postponed = postponedItems(catalogue)
  expect([...moved].every((item) => postponed.has(item))).toBe(true)
  expect(postponed.has('disability-two-subsidies')).toBe(false)
  expect(postponed.has('employee-pension')).toBe(false)
  const [first, without] = [simulate(catalogue, scenario), simulate(catalogue, plan)]
  const total = (of: typeof first, item: number, year: number): number => of.expenditure[totalIndex(of.layout, item, 0, year)] ?? Number.NaN
  catalogue.items.forEach(({ id }, item) => {
    if (moved.has(id)) expect(total(first, item, 5), id).toBeLessThan(total(without, item, 5))
    else expect(total(first, item, 5), id).toBe(total(without, item, 5))
    expect(total(first, item, 6), id).toBe(total(without, item, 6))
  })
})
