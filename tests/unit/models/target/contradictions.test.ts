import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../../../../models/catalogue/schema'
import { createModel, runModel } from '../../../../models/model'
import { contradictionsOf } from '../../../../models/target/consistency'
import { readingEffects } from '../../../../models/target/readingEffects'
import { plan, shippedCatalogue } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const model = createModel(catalogue)
const { projection } = runModel(model, plan)
const foundIn = (of: Catalogue): ReadonlySet<string> => new Set(contradictionsOf(of, projection, { actuals: [] }).map(({ id }) => id))
const found = contradictionsOf(catalogue, projection, { actuals: [] })
const ids = new Set(found.map(({ id }) => id))

/** What the notes to the plan's indicators, boxes, equality and monitoring list, each under the rule that finds it. */
const listed = [
  'below-national.nursery-places',
  'no-baseline.nursery-places',
  'no-sign.nursery-places',
  'no-baseline.vaccination',
  'looser-than-baseline.inclusive-kindergarten',
  'looser-than-baseline.t2-2',
  'sign-differs.compulsory-retention',
  'break-of-series.compulsory-retention',
  'break-of-series.higher-ed-enrolment',
  'no-baseline.schooling-years',
  'below-national.schooling-years',
  'other-statistic.schooling-years',
  'easing.new-urban-jobs',
  'other-statistic.surveyed-unemployment',
  'span-differs.subsidised-training',
  'asks-nothing.life-expectancy',
  'below-national.life-expectancy',
  'looser-than-baseline.maternal-mortality',
  'rare-cases.maternal-mortality',
  'looser-than-baseline.infant-mortality',
  'below-national.pension-coverage',
  'rate-of-whom.pension-coverage',
  'rate-of-whom.medical-insurance-rate',
  'no-unit.sumu-care-coverage',
  'other-document.sumu-care-coverage',
  'other-yardstick.sumu-care-coverage',
  'met-by-closing.nursing-bed-share',
  'no-baseline.housing-security',
  'denominator-moves.eligible-households',
  'number-differs.old-community-renovation',
  'scope-differs.old-communities',
  'counted-once.disability-living',
  'no-baseline.disability-living',
  'no-baseline.disability-care',
  'no-baseline.veteran-placement',
  'no-baseline.culture-area',
  'break-of-series.sports-area',
  'met-early.sports-area',
  'missed-before.sports-area',
  'scope-differs.preconception-checks',
  'above-hundred.venue-coverage',
  'count-differs.balanced-banners',
  'scope-differs.residence-permit',
  'other-yardstick.prenatal-screening',
] as const

describe('what the plan says twice', () => {
  test('all 44 listed contradictions are found, each once', () => {
    expect(listed).toHaveLength(44)
    expect(listed.filter((id) => !ids.has(id))).toEqual([])
    expect(ids.size).toBe(found.length)
  })

  test('rules find more than was listed: 95 in all, each with two places that say where they stand', () => {
    expect(found).toHaveLength(95)
    const documents = new Set(catalogue.sources.map(({ id }) => id))
    for (const { id, places } of found)
      for (const { where } of places) if (where.kind === 'document') expect(documents.has(where.source), id).toBe(true)
  })

  test('figures are quoted as they are printed', () => {
    const printed = (id: string) => found.find((entry) => entry.id === id)?.places.map((place) => place.printed)
    expect(printed('number-differs.old-community-renovation')).toEqual(['120', '119.1万户'])
    expect(printed('sign-differs.compulsory-retention')).toEqual(['96', '96%以上'])
    expect(printed('rate-of-whom.medical-insurance-rate')).toEqual(['95%', '2183.9万人'])
  })
})

type Checks = Catalogue['planChecks']
/** What is left of the catalogue where one of the two places is silent. */
const silent: readonly (readonly [string, string, Partial<Checks>])[] = [
  ['number-differs.old-community-renovation', 'the box', { pairs: [] }],
  ['sign-differs.compulsory-retention', 'the text', { pairs: [] }],
  ['other-yardstick.sumu-care-coverage', 'the text', { pairs: [] }],
  ['other-document.sumu-care-coverage', 'the other document', { documents: [] }],
  ['name-differs.higher-ed-enrolment', 'the first chapter', { names: [] }],
  ['other-statistic.surveyed-unemployment', 'the first chapter', { otherStatistics: [] }],
  ['easing.new-urban-jobs', 'the period before', { previousPeriods: [] }],
  ['missed-before.sports-area', 'the plan before', { previousTargets: [] }],
  ['span-differs.subsidised-training', 'the other document', { spans: [] }],
  ['break-of-series.compulsory-retention', 'the doubt', { breaks: [] }],
  ['rate-of-whom.pension-coverage', 'the number of insured', { insured: [] }],
  ['met-by-closing.nursing-bed-share', 'what can be closed', { closable: [] }],
  ['rare-cases.maternal-mortality', 'how rare cases are', { rareCases: [] }],
  ['above-hundred.venue-coverage', 'the statement', { statements: [] }],
  ['scope-differs.preconception-checks', 'the text', { scopes: [] }],
  ['count-differs.balanced-banners', 'the other count', { counts: [] }],
]

describe('rules look at data', () => {
  test.each(silent)('%s is gone without %s', (id, _, checks) => {
    expect(ids.has(id)).toBe(true)
    const without = foundIn({ ...catalogue, planChecks: { ...catalogue.planChecks, ...checks } })
    // A leap of the series is seen without anybody's doubt.
    expect(without.has(id)).toBe(id === 'break-of-series.compulsory-retention')
  })

  const withIndicator = (id: string, change: Partial<Catalogue['indicators'][number]>): Catalogue => ({
    ...catalogue,
    indicators: catalogue.indicators.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)),
  })
  test('a target as good as the nation’s is not below it', () => {
    const nursery = catalogue.indicators.find(({ id }) => id === 'nursery-places')
    if (nursery === undefined) throw new Error('no such indicator')
    const raised = withIndicator('nursery-places', { target: { ...nursery.target, value: 4.5 } })
    expect(foundIn(raised).has('below-national.nursery-places')).toBe(false)
  })
  test('a series without a leap has no break, one that runs ahead of its target has', () => {
    const doctors = catalogue.indicators.find(({ id }) => id === 'doctors')
    const [actual] = doctors?.actuals ?? []
    if (actual === undefined) throw new Error('nothing is known')
    expect(ids.has('break-of-series.doctors')).toBe(true)
    const slow = withIndicator('doctors', { actuals: [{ ...actual, year: 2021, value: 3.4 }] })
    expect(foundIn(slow).has('break-of-series.doctors')).toBe(false)
  })
})

describe('what follows from either reading', () => {
  const effects = new Map(readingEffects(model, plan).map((entry) => [entry.id, entry.effects]))
  const costs = (id: string) => effects.get(id)?.map(({ cost }) => (cost === null ? null : Math.round(cost / 1e6) / 100))

  test('every contradiction with readings has an effect for each of them', () => {
    for (const { id, readings } of found.filter((entry) => entry.readings.length > 0))
      expect(effects.get(id)?.map(({ reading }) => reading)).toEqual(readings)
  })

  test('120 or 119.1: 3.390 or 3.365 billion in 2025', () => {
    const [table = Number.NaN, box = Number.NaN] = costs('number-differs.old-community-renovation') ?? []
    expect((box ?? 0) / (table ?? 1)).toBeCloseTo(119.1 / 120, 3)
  })

  test('the cost under a reading is the cost of the run that reads the plan so', () => {
    const readings = { 'below-national.nursery-places': 'nation' }
    const read = readingEffects(model, { ...plan, readings }).find(({ id }) => id === 'below-national.nursery-places')?.effects
    expect(read).toEqual(effects.get('below-national.nursery-places'))
  })

  test.each([
    ['other-yardstick.sumu-care-coverage'],
    ['other-document.sumu-care-coverage'],
    ['below-national.nursery-places'],
    ['break-of-series.higher-ed-enrolment'],
    ['rate-of-whom.pension-coverage'],
    ['scope-differs.preconception-checks'],
    ['met-by-closing.nursing-bed-share'],
    ['falling-population.hospital-beds'],
    ['span-differs.subsidised-training'],
    ['counted-once.disability-living'],
  ])('%s costs one thing or another', (id) => {
    const [one, other] = costs(id) ?? []
    expect(other).not.toBe(one)
  })

  test('a looser target is met or not, by what it is held against', () => {
    const { target: printed } = effects.get('looser-than-baseline.infant-mortality')?.[0] ?? {}
    const { target: held } = effects.get('looser-than-baseline.infant-mortality')?.[1] ?? {}
    expect([printed, held]).toEqual([10, 3.56])
  })
})
