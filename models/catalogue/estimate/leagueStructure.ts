import { fitMargins, roundToSum, type Margin } from './fitMargins'

/** Published margins of one league at the census of 2020; what is not known is absent. */
export interface LeagueMargins {
  readonly code: string
  readonly total: number
  readonly male?: number
  readonly female?: number
  readonly age60plus?: number
  readonly shares?: { readonly age0to14?: number; readonly age15to59?: number; readonly age60plus?: number; readonly age65plus?: number }
  readonly urban?: { readonly year: number; readonly share: number }
}

export interface Census {
  readonly regionAges: { readonly male: readonly number[]; readonly female: readonly number[] }
  readonly leagues: readonly LeagueMargins[]
  readonly regionUrbanShare: readonly { readonly year: number; readonly share: number }[]
}

export interface LeagueStructure {
  readonly code: string
  readonly male: readonly number[]
  readonly female: readonly number[]
  readonly urbanShare: number
  /** How the urban share was had. */
  readonly urbanFrom: 'census-year' | 'later-year' | 'residual'
}

const ages = 101

/**
 * Single ages by sex of every league: the region's own, scaled until each league's published total, sexes and age
 * groups and the region's single ages are met together; whole persons, each league's total exact.
 *
 * @throws RangeError when the margins contradict each other by more than a thousandth.
 */
export function estimateLeagueStructure(census: Census): readonly LeagueStructure[] {
  const regionTotal = [...census.regionAges.male, ...census.regionAges.female].reduce((sum, value) => sum + value, 0)
  const seed = new Float64Array(census.leagues.length * 2 * ages)
  const cell = (league: number, sex: number, age: number): number => (league * 2 + sex) * ages + age
  census.leagues.forEach((league, k) => {
    for (let age = 0; age < ages; age++) {
      seed[cell(k, 0, age)] = ((census.regionAges.male[age] ?? 0) * league.total) / regionTotal
      seed[cell(k, 1, age)] = ((census.regionAges.female[age] ?? 0) * league.total) / regionTotal
    }
  })
  const miss = fitMargins(seed, marginsOf(census, cell), 1e-10, 2000)
  if (miss > 1e-3) throw new RangeError(`the published margins contradict each other by ${String(miss)}`)
  const urban = estimateUrbanShares(census)
  return census.leagues.map((league, k) => {
    const persons = roundToSum([...seed.subarray(cell(k, 0, 0), cell(k + 1, 0, 0))], league.total)
    const share = urban[k]
    if (share === undefined) throw new RangeError(`no urban share for ${league.code}`)
    return { code: league.code, male: persons.slice(0, ages), female: persons.slice(ages), urbanShare: share.share, urbanFrom: share.from }
  })
}

function marginsOf(census: Census, cell: (league: number, sex: number, age: number) => number): readonly Margin[] {
  const margins: Margin[] = []
  const group = (league: number, from: number, to: number, sexes: readonly number[] = [0, 1]): number[] =>
    sexes.flatMap((sex) => Array.from({ length: to - from + 1 }, (_, k) => cell(league, sex, from + k)))
  for (let age = 0; age < ages; age++) {
    margins.push({ cells: census.leagues.map((_, k) => cell(k, 0, age)), sum: census.regionAges.male[age] ?? 0 })
    margins.push({ cells: census.leagues.map((_, k) => cell(k, 1, age)), sum: census.regionAges.female[age] ?? 0 })
  }
  census.leagues.forEach((league, k) => {
    const { shares, total } = league
    if (shares?.age0to14 !== undefined) margins.push({ cells: group(k, 0, 14), sum: shares.age0to14 * total })
    if (shares?.age65plus !== undefined) margins.push({ cells: group(k, 65, 100), sum: shares.age65plus * total })
    const age60 = league.age60plus ?? (shares?.age60plus === undefined ? undefined : shares.age60plus * total)
    if (age60 !== undefined) margins.push({ cells: group(k, 60, 100), sum: age60 })
    if (league.male !== undefined) margins.push({ cells: group(k, 0, 100, [0]), sum: league.male })
    if (league.female !== undefined) margins.push({ cells: group(k, 0, 100, [1]), sum: league.female })
    margins.push({ cells: group(k, 0, 100), sum: total })
  })
  return margins
}

/**
 * Urban shares of 2020: published ones; those of a later year less the region's own change since; for the rest one
 * share, so that all leagues together have the region's.
 */
function estimateUrbanShares(census: Census): readonly { readonly share: number; readonly from: LeagueStructure['urbanFrom'] }[] {
  const region = (year: number): number => census.regionUrbanShare.find((entry) => entry.year === year)?.share ?? 0
  const known = census.leagues.map(({ urban }) => (urban === undefined ? undefined : urban.share - (region(urban.year) - region(2020))))
  let [left, persons] = [0, 0]
  census.leagues.forEach((league, k) => {
    left += region(2020) * league.total - (known[k] ?? 0) * league.total
    if (known[k] === undefined) persons += league.total
  })
  return census.leagues.map(({ urban }, k) => {
    const share = known[k]
    if (share === undefined) return { share: left / persons, from: 'residual' }
    return { share, from: urban?.year === 2020 ? 'census-year' : 'later-year' }
  })
}
