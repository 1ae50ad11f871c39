import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembleResult } from '../../models/assemble'
import { diagnose } from '../../models/diagnosis/diagnose'
import { causesOfFlags, flagCauses } from '../../models/diagnosis/flagCauses'
import { causesOfDifference } from '../../models/difference/causes'
import { causeFigures, causeIndex } from '../../models/difference/causeTable'
import { figureTerm, figureValue } from '../../models/explain/figure'
import { flagPath } from '../../models/explain/flags'
import { openRun } from '../../models/explain/run'
import { runModel } from '../../models/model'
import { modelOf } from '../../models/simulate'
import { override, plan, shippedCatalogue, withOverrides } from '../fixtures/catalogue'
import { again, busyScenario, drill, expectExact } from '../fixtures/explained'
import { bannerCatalogue } from '../fixtures/synthetic'

const leagues = shippedCatalogue()
const banners = bannerCatalogue()
const leavesOf = ({ regions }: typeof leagues): readonly string[] =>
  regions.flatMap(({ code }) => (regions.some(({ parent }) => parent === code) ? [] : [code]))
const busy = (catalogue: typeof leagues) => {
  const [first = '', second = '', third = ''] = leavesOf(catalogue)
  return busyScenario(catalogue, [first, second, third])
}

test.each([
  ['leagues', leagues, 7],
  ['banners', banners, 60],
] as const)('what moved a flag opens cause by cause in the worlds behind it, to the bit: %s', (_, catalogue, step) => {
  const scenario = busy(catalogue)
  const model = modelOf(catalogue, scenario)
  const result = assembleResult(model, runModel(model, scenario))
  const changes = causesOfFlags(model, result)
  const open = openRun(model, scenario)
  const looked = result.flags.flatMap((flag, k) => {
    const found = changes[k]
    return found === undefined || (k % step !== 0 && flag.test === 'growth' && flag.subject.kind !== 'pool') ? [] : [{ flag, found }]
  })
  expect(looked.length).toBeGreaterThan(10)
  for (const { flag, found } of looked.slice(0, 25)) {
    expectExact(open, `change/${flagPath(flag)}`, found.change)
    for (const cause of flagCauses) expectExact(open, `cause/${cause}/${flagPath(flag)}`, found.causes[cause])
  }
})

test('a cause of a flag leads through worlds and the model’s own equations down to figures of the two years', () => {
  const scenario = busy(leagues)
  const open = openRun(modelOf(leagues, scenario), scenario)
  const flag = assembleResult(open.model, open.run).flags.find(({ subject }) => subject.kind === 'item')
  if (flag === undefined) throw new Error('no flag of an item')
  const seen = [...drill(open, `cause/price/${flagPath(flag)}`, 1200)]
  expect(seen.filter((path) => path.startsWith('world/')).length).toBeGreaterThan(200)
  for (const start of ['priceFactor/', `standard/`, `driverShare/`, 'localShare/'])
    expect(
      seen.some((path) => path.startsWith(start)),
      start,
    ).toBe(true)
})

const threeGroups = withOverrides(
  override({ lever: 'standard', target: 'basic-public-health', mode: 'scale', value: 1.5 }),
  override({ lever: 'coverage', target: 'preschool-aid', mode: 'scale', from: 2026, value: 1.1 }),
  override({ lever: 'realGrowth', from: 2024, value: 0.03 }),
)
test.each([
  ['leagues', leagues, busy(leagues), 3],
  ['banners', banners, threeGroups, 3],
] as const)('the difference of two scenarios opens group by group, with the weights of the orders: %s', (_, catalogue, other, runs) => {
  const base = plan
  const causes = causesOfDifference(catalogue, base, other)
  const open = openRun(modelOf(catalogue, other), other, base)
  expect(causes.groups.length).toBeGreaterThan(2)
  fc.assert(
    fc.property(
      fc.nat(causes.areas.length - 1),
      fc.nat(causes.years.length - 1),
      fc.constantFrom(...causeFigures),
      (area, year, figure) => {
        const places = [figure, causes.areas[area], causes.years[year]].join('/')
        causes.groups.forEach((group, k) => {
          expectExact(open, `differencePart/${group}/${places}`, causes.parts[k]?.[causeIndex(causes, figure, area, year)] ?? NaN)
        })
      },
    ),
    { seed: 150000, numRuns: runs },
  )
  const path = `unitRequired/${causes.areas[0] ?? ''}/2030`
  expectExact(open, `difference/${path}`, figureValue(open, path) - figureValue(open, `other:${path}`))
  expect(again(open, `differenceShare/${path}`)).toBe(figureValue(open, `difference/${path}`) / figureValue(open, `other:${path}`))
})

test('a remedy opens into the step that clears the flag and the one before that does not', () => {
  const scenario = withOverrides(override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', from: 2024, value: 300 }))
  const { result, diagnoses } = diagnose(leagues, scenario, ({ unit }) => unit === '150000')
  const open = openRun(modelOf(leagues, scenario), scenario)
  let seen = 0
  result.flags.forEach((flag, k) => {
    const relief = diagnoses[k]?.relief
    if (relief === undefined || relief === null || !('remedies' in relief)) return
    for (const { kind, value } of relief.remedies) {
      const path = `remedy/${kind}/${flagPath(flag)}`
      expectExact(open, path, value)
      const term = figureTerm(open, path)
      if (term?.op !== 'firstNil') throw new Error('no steps')
      expect(term.parts.map((part) => part.term.value === 0)).toEqual([false, true])
      seen += 1
    }
  })
  expect(seen).toBeGreaterThan(3)
  const flag = result.flags.find(({ unit }) => unit === '150000')
  if (flag === undefined) throw new Error('no flag')
  expect(() => figureValue(open, `remedy/miracle/${flagPath(flag)}`)).toThrow('can do nothing of the kind miracle')
})

test('sides that are not there are told', () => {
  const open = openRun(modelOf(leagues, plan), plan)
  for (const [path, message] of [
    ['other:margin/150000/2025', 'no scenario to compare with'],
    ['nobody:margin/150000/2025', 'there is no run nobody'],
    ['mixed~magic:margin/150000/2025', 'groups of causes are'],
    ['after~standard~1~growth~item~nothing~150000:margin/150000/2025', 'no flag is raised'],
    ['after~standard:margin/150000/2025', 'a step is'],
    ['world/magic/2020/2025/borne/preschool-aid/150100', 'groups of causes are'],
    ['world/price/2025/2020/borne/preschool-aid/150100', 'a world lies between two years'],
    ['world/price/2020/2025/nothing', 'worlds hold'],
    ['difference', 'difference needs difference/path'],
    ['since/2020/benchmark/150000', 'stands for no year'],
    ['differencePart/price/required/150000/2025', 'no scenario to compare with'],
    ['change/growth/item/nothing/150000', 'no flag is raised'],
  ] as const)
    expect(() => figureValue(open, path), path).toThrow(message)
})
