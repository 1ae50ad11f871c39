import { roundToSum } from '../estimate/fitMargins'
import type { Bilingual, Catalogue, Region } from '../schema'
import { MadeUp } from './random'

/** Words of a made-up catalogue; `{n}` stands for a number. */
export interface SyntheticWords {
  readonly title: Bilingual
  readonly region: Bilingual
  readonly league: Bilingual
  readonly banner: Bilingual
  readonly source: string
  /** How the made-up values were had. */
  readonly basis: Bilingual
}

export interface SyntheticOptions {
  readonly seed: number
  /** How many banners in all, at least one for each league; absent: as many as the leagues count. */
  readonly banners?: number
  readonly words: SyntheticWords
}

/** No province has a code that begins so. */
const rootCode = '990000'
const sourceId = 'synthetic'

/** Kinds of banner: how many of whom live there, by age, and how many in towns. */
const kinds = [
  { young: 1.25, old: 0.75, urban: [0.75, 0.98] },
  { young: 1, old: 1, urban: [0.45, 0.7] },
  { young: 0.7, old: 1.35, urban: [0.2, 0.45] },
] as const

/**
 * A complete catalogue that goes down to banners, made up from the pattern of another: its items, prices, rules and paths,
 * with regions, persons and accounts of nobody. For tests, timings and practice; `synthetic` marks it on every screen.
 *
 * @param source a catalogue whose leaves are leagues; each is given as many banners as it counts.
 * @returns a catalogue that passes every check, the same for the same seed. Persons and yuan are whole numbers, grade D.
 */
export function syntheticCatalogue(source: Catalogue, { seed, words, banners }: SyntheticOptions): Catalogue {
  const provenance = { source: sourceId, grade: 'D', basis: words.basis } as const
  const { regions, base, accounts, leagues } = madeUpRegions(source, new MadeUp(seed), words, provenance, banners)
  const { expected, ...rest } = source
  const population = sumOf(base.flatMap(({ male, female }) => [...male, ...female]))
  return {
    ...rest,
    id: `synthetic-${String(base.length)}`,
    version: String(seed),
    title: words.title,
    synthetic: true,
    ...(expected === undefined ? {} : { expected: { ...expected, leagues, population } }),
    sources: [...source.sources, { id: sourceId, title: words.source }],
    regions,
    groupings: [],
    banners: [],
    population: { ...source.population, base, observed: [] },
    basisRatios: rootRatios(source),
    fiscal: { ...source.fiscal, accounts },
    series: [],
  }
}

/** The ratios of the whole region; those of its leagues are of places that are not there. */
const rootRatios = ({ basisRatios, regions }: Catalogue): Catalogue['basisRatios'] =>
  basisRatios
    .filter(({ region }) => regions.some(({ code, parent }) => code === region && parent === null))
    .map((ratio) => ({ ...ratio, region: rootCode }))

interface MadeUpRegions {
  readonly regions: Region[]
  readonly base: Catalogue['population']['base']
  readonly accounts: Account[]
  readonly leagues: number
}

function madeUpRegions(
  source: Catalogue,
  made: MadeUp,
  words: SyntheticWords,
  provenance: Provenance,
  banners: number | undefined,
): MadeUpRegions {
  const { baseYear } = source
  const leagues = source.regions.filter(({ level }) => level === 'league')
  const found: MadeUpRegions = {
    regions: [{ code: rootCode, name: words.region, level: 'region', parent: null }],
    base: [],
    accounts: source.fiscal.accounts.filter(({ cell }) => cell.endsWith('-own')).map((own) => ({ ...own, cell: `${rootCode}-own` })),
    leagues: leagues.length,
  }
  const counted = leagues.map(({ counties }) => counties?.value ?? 1)
  const counts = banners === undefined ? counted : spreadOver(counted, banners)
  leagues.forEach((league, k) => {
    const code = `99${twoDigits(k + 1)}00`
    found.regions.push({
      code,
      name: numbered(words.league, k + 1),
      level: 'league',
      parent: rootCode,
      ...(league.tile === undefined ? {} : { tile: league.tile }),
      sharingClass: { value: (['I', 'II', 'III'] as const)[k % 3] ?? 'II', year: baseYear, ...provenance },
    })
    banneredLeague(source, league, counts[k] ?? 1, made).forEach(({ persons, urbanShare, money }, b) => {
      // Two digits hold no more than 99 banners of a league.
      const banner = banners === undefined ? `99${twoDigits(k + 1)}${twoDigits(b + 1)}` : String(firstBanner + found.base.length)
      found.regions.push({
        code: banner,
        name: numbered(words.banner, `${String(k + 1)}-${String(b + 1)}`),
        level: 'banner',
        parent: code,
        counties: { value: 1, unit: 'county', year: baseYear, ...provenance },
      })
      found.base.push({
        region: banner,
        ...persons,
        urbanShare: { value: urbanShare, unit: 'share', year: baseYear, ...provenance },
        ...provenance,
      })
      found.accounts.push(scaledAccount(source, league.code, banner, money, provenance))
    })
  })
  return found
}

/** No county has a code that begins so. */
const firstBanner = 900_001

/** A number spread over places as they count, at least one each. */
const spreadOver = (counted: readonly number[], total: number): readonly number[] => {
  const left = total - counted.length
  return roundToSum(
    counted.map((count) => (left * count) / sumOf(counted)),
    left,
  ).map((count) => count + 1)
}

const twoDigits = (n: number): string => String(n).padStart(2, '0')
const numbered = (text: Bilingual, n: number | string): Bilingual => ({
  zh: text.zh.replace('{n}', String(n)),
  en: text.en.replace('{n}', String(n)),
})
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

interface MadeUpBanner {
  readonly persons: { readonly male: number[]; readonly female: number[] }
  readonly urbanShare: number
  /** Part of the league's money. */
  readonly money: number
}

/** A league's persons and money spread over made-up banners of three kinds. */
function banneredLeague(source: Catalogue, league: Region, count: number, made: MadeUp): readonly MadeUpBanner[] {
  const pattern = source.population.base.find(({ region }) => region === league.code)
  if (pattern === undefined) throw new RangeError(`no population base for ${league.code}`)
  const size = made.parts(count, 6)
  const wealth = made.parts(count, 3)
  return size.map((part, b) => {
    const kind = kinds[Math.floor(made.between(0, kinds.length))] ?? kinds[1]
    const ofAge = (values: readonly number[]): number[] => {
      const shaped = values.map(
        (persons, age) =>
          persons * part * (age < 15 || age > 64 ? (age > 64 ? kind.old : 1) : age < 45 ? kind.young : 1) * made.between(0.9, 1.1),
      )
      return [...roundToSum(shaped, Math.round(sumOf(shaped)))]
    }
    const money = (part + (wealth[b] ?? part)) / 2
    return {
      persons: { male: ofAge(pattern.male), female: ofAge(pattern.female) },
      urbanShare: Math.round(made.between(kind.urban[0], kind.urban[1]) * 1e4) / 1e4,
      money,
    }
  })
}

type Account = Catalogue['fiscal']['accounts'][number]
type Provenance = Pick<Account['generalTransfers'], 'source' | 'grade' | 'basis'>

function scaledAccount(source: Catalogue, league: string, cell: string, part: number, provenance: Provenance): Account {
  const of = source.fiscal.accounts.find((account) => account.cell === league)
  if (of === undefined) throw new RangeError(`no account of ${league}`)
  const yuan = (value: number): number => Math.round(value * part)
  return {
    cell,
    years: of.years.map(({ year, ordinaryTax, resourceTax, nonTax }) => ({
      year,
      ordinaryTax: yuan(ordinaryTax),
      resourceTax: yuan(resourceTax),
      nonTax: yuan(nonTax),
      ...provenance,
    })),
    generalTransfers: { ...of.generalTransfers, value: yuan(of.generalTransfers.value), ...provenance },
  }
}
