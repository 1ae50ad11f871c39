import { describe, expect, test } from 'vitest'
import { explainPath, type ExplainedFigure } from '../../../../models/explain/figure'
import { wordsIn } from '../../../../electron/cli/words'
import { explanationText } from '../../../../models/explain/text'
import zh from '../../../../renderer/i18n/zh-CN.json'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const explain = (path: string, scenario = plan, depth = 1): ExplainedFigure => {
  const outcome = explainPath(shippedCatalogue(), scenario, path, depth)
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value
}
const refused = (path: string): string => {
  const outcome = explainPath(shippedCatalogue(), plan, path, 0)
  return outcome.ok ? 'opened' : outcome.message
}

describe('places', () => {
  test('the root’s code and “consolidated” are the same unit and the same sum', () => {
    expect(explain('margin/150000/2025')).toEqual(explain('margin/consolidated/2025'))
    expect(explain('expenditure/preschool-aid/consolidated/2025')).toEqual(explain('expenditure/preschool-aid/150000/2025'))
  })
  test('an area above the leaves is the sum of its cells', () => {
    const { operands, term } = explain('expenditure/preschool-aid/150000/2025')
    expect(term?.op).toBe('sum')
    expect(operands).toHaveLength(13)
    expect(operands[0]?.figure).toBe('expenditure/preschool-aid/150100/2025')
  })
  test.each([
    ['profit/2025', /there is no figure profit; one of: .*domain.*population/],
    ['margin/consolidated', /margin needs margin\/unit\/year/],
    ['margin/nowhere/2025', /there is no unit nowhere; one of: consolidated, 150100/],
    ['coverage/preschool-aid/150000/2025', /coverage is no sum/],
    ['all/nobody/150000/2025', /there is no payer nobody/],
    ['domain/nothing/total/150000/2025', /there is no domain nothing/],
    ['population/total/150000-own/2025', /no residents of its own/],
    ['population/happiness/150000/2025', /there is no measure happiness; one of: total/],
    ['population/total/150000/1900', /there is no year 1900/],
    ['evidence/all/all/E/150000/2025', /there is no grade E/],
    ['threshold/none', /there is no threshold none; one of: outpacesYellow/],
    ['firstYear', /there is no such year/],
    ['linked/nothing/150000/2025', /there is no indicator nothing/],
    ['constructor/1', /there is no figure constructor/],
    ['', /there is no figure /],
  ])('%s is told', (path, message) => expect(refused(path)).toMatch(message))
})

describe('what stands at the end', () => {
  test('people of a leaf rest on the kernel’s base, rates and outlook, each with source and grade', () => {
    const { kernel, term } = explain('population/total/150100/2030')
    expect(term).toBeNull()
    expect(kernel.map(({ entry }) => entry)).toEqual([
      'population.base(150100)',
      'population.mortality.e0Male',
      'population.mortality.e0Female',
      'population.fertility.tfr',
      'population.fertility.srb',
      'population.migration.rate',
      'population.urbanShare',
      'population.outlooks(medium)',
    ])
    expect(kernel.every(({ source, grade }) => source !== '' && 'ABCD'.includes(grade))).toBe(true)
  })
  test('paths that an outlook gives are its own', () => {
    const { kernel, changes } = explain('people/0-100.both.all/150100/2030', {
      ...plan,
      outlook: { id: 'low-fertility', reason: 'fewer', author: 'me', at: '' },
    })
    expect(kernel.map(({ entry }) => entry)).toContain('population.outlooks(low-fertility).tfr')
    expect(changes).toEqual([{ id: 'outlook', reason: 'fewer', author: 'me', at: '', grade: 'D' }])
  })
  test('a threshold that the scenario moved', () => {
    const scenario = withOverrides(override({ lever: 'threshold', target: 'outpacesYellow', from: 2020, value: 0.02, reason: 'stricter' }))
    expect(explain('threshold/outpacesYellow', scenario)).toMatchObject({
      value: 0.02,
      source: { entry: 'fiscal.thresholds(outpacesYellow)' },
      changes: [{ id: 'o-1', reason: 'stricter' }],
    })
  })
  test('a change elsewhere is not named', () => {
    const scenario = withOverrides(
      override({ lever: 'coverage', target: 'preschool-aid', area: '150400', mode: 'scale', from: 2024, value: 2 }),
    )
    expect(explain('coverage/preschool-aid/150400/2025', scenario).changes).toHaveLength(1)
    expect(explain('coverage/preschool-aid/150100/2025', scenario).changes).toEqual([])
    expect(explain('coverage/resident-pension/150400/2025', scenario).changes).toEqual([])
  })
})

describe('driver groups by their kinds', () => {
  const driverOf = (kind: string): string => shippedCatalogue().drivers.find((driver) => driver.kind === kind)?.id ?? ''
  test('people are the mean of the stocks at both ends of the year', () => {
    const { formula, operands, catalogueUnit } = explain(`driver/${driverOf('population')}/150100/2025`)
    expect(formula).toMatch(/^\(\(people\/[\w.-]+\/150100\/2024 \[[\d.]+\] \+ people\/[\w.-]+\/150100\/2025 \[[\d.]+\]\) ÷ 2\)$/)
    expect(operands.map(({ unit }) => unit)).toEqual(['person', 'person'])
    expect(catalogueUnit).toBe('person')
  })
  test('pupils of a grade are two thirds of one age and a third of the next, of the autumn before', () => {
    expect(explain('driver/primary/150100/2025').formula).toContain('((2 × people/6-6.both.all/150100/2024')
  })
  test('counties are an entry of the catalogue, a trend its rate on the year before', () => {
    expect(explain(`driver/${driverOf('counties')}/150100/2025`).source?.entry).toBe('regions(150100).counties')
    const trend = explain(`driver/${driverOf('trend')}/150100/2022`)
    expect(trend.formula).toMatch(/^\(driver\/[\w-]+\/150100\/2021 \[[\d.]+\] × \(1 \+ driverRate\//)
    expect(trend.operands[1]?.source?.entry).toMatch(/^drivers\([\w-]+\)\.rate$/)
  })
  test.each([
    ['people/6/150100/2025', /a group of people is FROM-TO/],
    ['people/0-6.both.all/150100/1999', /there is no year 1999/],
    ['people/0-6.both.all/150000-own/2025', /no residents/],
    ['driverNumber/nothing/2025', /there is no driver nothing/],
    ['driverRate/primary', /has no rate of its own/],
    ['driverChange/primary', /follows no numbers/],
    ['counties/nowhere', /there is no leaf nowhere/],
  ])('%s is told', (path, message) => expect(refused(path)).toMatch(message))
})

describe('units and readers', () => {
  test('a standard has the catalogue’s own unit beside its dimensions', () => {
    expect(explain('standard/elderly-welfare-subsidy.aged-80-99/150100/2025')).toMatchObject({
      unit: 'CNY/delivery·payment',
      catalogueUnit: 'CNY/person/month',
    })
    expect(explain('quantity/elderly-welfare-subsidy.aged-80-99/150000/2025')).toMatchObject({ unit: 'delivery', catalogueUnit: 'person' })
  })
  test('who reads it, with the place where that follows', () => {
    const { usedBy, operands } = explain('resources/150100/2025')
    expect(usedBy).toEqual([{ name: 'unitResources', figure: 'unitResources/150100/2025' }])
    expect(operands.every((operand) => operand.usedBy.length === 0)).toBe(true)
    expect(explain('fiscalCost/preschool-aid.aided-children/150100/2025').usedBy).toContainEqual({
      name: 'expenditure',
      figure: 'expenditure/preschool-aid/150100/2025',
    })
    expect(explain('generalTransfers/150100/2025').usedBy).toContainEqual({
      name: 'generalTransfers',
      figure: 'generalTransfers/150100/2026',
    })
  })
})

const english = wordsIn('en', import.meta.dirname)
test('as text in either language, units in words', () => {
  const standard = explain('standard/elderly-welfare-subsidy.aged-80-99/150100/2025', plan, 0)
  expect(explanationText(standard, english)).toMatch(/= \d+ yuan\/person·month {2}\(Method 3\.2\)/)
  const chinese = explanationText(standard, wordsIn('zh', import.meta.dirname))
  expect(chinese).toContain(` ${zh.unitCode['CNY-person-month']} `)
  expect(chinese).not.toMatch(/CNY|delivery/)
  expect(explanationText(explain('driver/primary/150100/2025', plan, 0), english)).toMatch(/= [\d.]+ persons? {2}/)
  expect(() => wordsIn('fr', import.meta.dirname)).toThrow('--language needs zh or en')
})

test('as text: value, formula, source, readers', () => {
  const text = explanationText(explain('expenditure/preschool-aid/150000/2025'), english)
  expect(text).toMatch(/^expenditure\/preschool-aid\/150000\/2025 = \d/)
  expect(text).toContain('Σ cell (expenditure/preschool-aid/150100/2025 [')
  expect(explanationText(explain('population/total/150100/2025'), english)).toContain(
    'Population projection from: population.base(150100): ',
  )
})
