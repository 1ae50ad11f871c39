import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compactArrays } from '../../models/shared/jsonText'
import { estimateLeagueAccounts, type KnownAccounts } from '../../models/catalogue/estimate/leagueAccounts'
import { estimateOutlooks, type OutlookEstimate } from '../../models/catalogue/estimate/outlooks'
import type { Census, LeagueStructure } from '../../models/catalogue/estimate/leagueStructure'
import { estimatePopulation } from '../../models/catalogue/estimate/population'
import type { KnownVital, VitalPaths } from '../../models/catalogue/estimate/vitalRates'

/**
 * Makes those parts of a catalogue that no source gives: league age structures, vital rates, league accounts. Anyone can
 * run it again; `check` says whether the files in the repository are what the scripts give.
 */
export interface EstimateOptions {
  /** Folder of the catalogue, with its `raw` folder. */
  readonly folder: string
  readonly check: boolean
  readonly say: (line: string) => void
}

interface Texts {
  readonly [key: string]: Bilingual | Readonly<Record<LeagueStructure['urbanFrom'], Bilingual>>
}
interface OutlookTexts {
  readonly outlooks: Readonly<
    Record<OutlookEstimate['id'], { readonly name: Bilingual; readonly reasoning: Bilingual; readonly basis: Bilingual }>
  >
  readonly observed: readonly unknown[]
}
interface Bilingual {
  readonly zh: string
  readonly en: string
}

const launchYear = 2020
/** Last year of the published births, deaths and totals. */
const lastPublished = 2024
const horizonYear = 2035

/** @returns 0 when the files were written, or (with `check`) are the same byte for byte; else 1. */
export async function runEstimate({ folder, check, say }: EstimateOptions): Promise<number> {
  const files = await estimatedFiles(folder)
  let differing = 0
  for (const [name, text] of Object.entries(files)) {
    if (!check) await writeFile(join(folder, name), text)
    else if ((await readFile(join(folder, name), 'utf8').catch(() => '')) !== text) differing++
    say(check ? `${name}: ${differing === 0 ? 'same' : 'differs'}` : `${name}: written`)
  }
  return differing === 0 ? 0 : 1
}

/** Names and texts of the estimated files. */
export async function estimatedFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  const raw = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(folder, 'raw', name), 'utf8')) as T
  const census = await raw<Census>('census.json')
  const texts = await raw<Texts>('bases.json')
  const known = await raw<KnownVital>('vital.json')
  const { structures, vital } = estimatePopulation(census, known, launchYear, horizonYear)
  const knownAccounts = await raw<KnownAccounts & { readonly regionGrades: Readonly<Record<string, string>> }>('accounts.json')
  const accounts = estimateLeagueAccounts(knownAccounts, Object.fromEntries(census.leagues.map(({ code, total }) => [code, total])))
  const fiscal = await raw<Record<string, unknown>>('fiscal.json')
  const outlooks = await raw<OutlookTexts>('outlooks.json')
  return {
    'population.json': format({
      population: {
        ...populationDocument(structures, vital, texts),
        outlooks: estimateOutlooks(known, vital).map((outlook) => outlookDocument(outlook, outlooks)),
        observed: outlooks.observed,
      },
    }),
    'fiscal.json': format({ fiscal: { accounts: accounts.map((account) => accountDocument(account, knownAccounts, texts)), ...fiscal } }),
  }
}

const text = (texts: Texts, key: string): Bilingual => {
  const found = texts[key]
  if (found === undefined || !('zh' in found)) throw new RangeError(`no text ${key}`)
  return found
}

const pathUnits = {
  tfr: 'children/woman',
  srb: 'males/female',
  e0Male: 'year',
  e0Female: 'year',
  migrationRate: 'rate/year',
  urbanShare: 'share',
} as const

function outlookDocument({ id, ...paths }: OutlookEstimate, texts: OutlookTexts): unknown {
  const { name, reasoning, basis } = texts.outlooks[id]
  const isUn = /fertility|un-/.test(id)
  const provenance = { source: isUn ? 'wpp-2022' : 'population-bulletins', grade: 'D', basis }
  // What goes on after the published years is nobody's publication.
  const sourceIn = (year: number): string => (isUn || year <= lastPublished ? provenance.source : 'assume')
  const points = (values: Readonly<Record<number, number>>): object[] =>
    Object.entries(values).map(([year, value]) => ({ year: Number(year), value, ...provenance, source: sourceIn(Number(year)) }))
  const given = Object.entries(paths) as [keyof typeof pathUnits, Readonly<Record<number, number>>][]
  return {
    id,
    name,
    reasoning,
    ...Object.fromEntries(given.map(([key, values]) => [key, { unit: pathUnits[key], between: 'hold', points: points(values) }])),
    ...provenance,
  }
}

function populationDocument(structures: readonly LeagueStructure[], vital: VitalPaths, texts: Texts): object {
  const urbanTexts = texts['urban'] as Readonly<Record<LeagueStructure['urbanFrom'], Bilingual>>
  const wpp = (key: string): object => ({ source: 'wpp-2022', grade: 'D', basis: text(texts, key) })
  const path = (unit: string, values: Readonly<Record<number, number>>, of: (year: number) => object): object => ({
    unit,
    between: 'hold',
    points: Object.entries(values).map(([year, value]) => ({ year: Number(year), value, ...of(Number(year)) })),
  })
  const published =
    (key: string, until: number, source: string, grade: string, after: string) =>
    (year: number): object =>
      year <= until ? { source, grade, basis: text(texts, key) } : { source: 'assume', grade: 'D', basis: text(texts, after) }
  return {
    base: structures.map(({ code, male, female, urbanShare, urbanFrom }) => ({
      region: code,
      male,
      female,
      urbanShare: {
        value: Number(urbanShare.toFixed(6)),
        unit: 'share',
        year: launchYear,
        source: 'census-2020',
        grade: urbanFrom === 'census-year' ? 'B' : 'D',
        basis: urbanTexts[urbanFrom],
      },
      source: 'census-2020',
      grade: 'D',
      basis: text(texts, 'structure'),
    })),
    mortality: {
      standard: { male: vital.standardMale, female: vital.standardFemale, year: 2022, ...wpp('standard') },
      e0Male: path('year', vital.e0Male, () => wpp('e0')),
      e0Female: path('year', vital.e0Female, () => wpp('e0')),
    },
    fertility: {
      pattern: { values: vital.fertilityPattern, year: 2022, ...wpp('fertility') },
      tfr: path('children/woman', vital.tfr, (year) =>
        year === launchYear ? wpp('tfrBase') : published('tfrPublished', lastPublished, 'population-bulletins', 'D', 'tfrAfter')(year),
      ),
      srb: path('males/female', vital.srb, () => ({ source: 'wpp-2022', grade: 'B' })),
    },
    migration: {
      rate: path(
        'rate/year',
        vital.migrationRate,
        published('migrationPublished', lastPublished, 'population-bulletins', 'D', 'migrationAfter'),
      ),
      pattern: {
        male: vital.migrationMale,
        female: vital.migrationFemale,
        year: launchYear,
        source: 'assume',
        grade: 'D',
        basis: text(texts, 'mover'),
      },
    },
    urbanShare: path('share', vital.urbanShare, published('urbanPublished', lastPublished, 'population-bulletins', 'B', 'urbanAfter')),
  }
}

type Account = ReturnType<typeof estimateLeagueAccounts>[number]

function accountDocument(account: Account, known: KnownAccounts, texts: Texts): unknown {
  const own = account.code === 'own'
  const league = known.leagues.find(({ code }) => code === account.code)
  const observed = league?.tax !== undefined
  return {
    cell: own ? '150000-own' : account.code,
    years: account.years.map((year, k) => ({
      ...year,
      source: own ? 'final-accounts' : 'league-accounts',
      grade: observed && k === 0 ? 'C' : 'D',
      basis: text(texts, own ? 'accountOwn' : 'account'),
    })),
    generalTransfers: {
      value: account.generalTransfers,
      unit: 'CNY/year',
      year: launchYear,
      source: 'assume',
      grade: 'D',
      basis: text(texts, own ? 'transfersOwn' : 'transfers'),
    },
  }
}

/** Readable and stable: two spaces, short records and arrays of numbers on one line. */
function format(document: unknown): string {
  const numbers = compactArrays(JSON.stringify(document, null, 2))
  return `${numbers.replace(/\{\n\s+"zh": ("(?:[^"\\]|\\.)*"),\n\s+"en": ("(?:[^"\\]|\\.)*")\n\s+\}/g, '{ "zh": $1, "en": $2 }')}\n`
}
