import { checkItems } from './checkItems'
import type { Place } from './parse'
import { outlookPaths, type OutlookPaths } from './outlook'
import type { Catalogue, Grade, YearPath } from './schema'

/** A fault that only the whole catalogue shows: names that lead nowhere, sums that do not add up. */
export interface CheckFault {
  readonly path: Place
  readonly code: string
  readonly message: string
}

export type Report = (key: string, index: number | undefined, rest: string, code: string, message: string) => void

/** Sources behind which nobody else's document stands. */
const unseen = new Set(['assume', 'recall', 'macro-recall'])

export function checkCatalogue(catalogue: Catalogue): readonly CheckFault[] {
  const faults: CheckFault[] = []
  const report: Report = (key, index, rest, code, message) => {
    const list = (catalogue as unknown as Record<string, unknown>)[key]
    const entry =
      index === undefined || !Array.isArray(list)
        ? undefined
        : (list[index] as { readonly id?: string; readonly code?: string } | undefined)
    const name = entry?.id ?? entry?.code
    const text = `${key}${index === undefined ? '' : `[${String(index)}]`}${name === undefined ? '' : `(${name})`}${rest === '' ? '' : `.${rest}`}`
    faults.push({ path: { key, index, text }, code, message })
  }
  checkYears(catalogue, report)
  checkIds(catalogue, report)
  checkSources(catalogue, report)
  checkRegions(catalogue, report)
  checkBanners(catalogue, report)
  checkPopulation(catalogue, report)
  checkItems(catalogue, report)
  checkExpected(catalogue, report)
  return faults
}

function checkYears({ baseYear, targetYear, horizonYear }: Catalogue, report: Report): void {
  if (!(baseYear < targetYear && targetYear <= horizonYear))
    report('targetYear', undefined, '', 'years', 'base year, target year and horizon must follow each other')
  if (horizonYear - baseYear > 60) report('horizonYear', undefined, '', 'years', 'a run may span 60 years at most')
}

function checkIds(catalogue: Catalogue, report: Report): void {
  for (const key of [
    'domains',
    'sources',
    'drivers',
    'pools',
    'grants',
    'indices',
    'items',
    'indicators',
    'commitments',
    'series',
  ] as const) {
    const seen = new Set<string>()
    catalogue[key].forEach(({ id }, k) => {
      if (seen.has(id)) report(key, k, 'id', 'id-twice', `the id ${id} is used twice`)
      seen.add(id)
    })
  }
}

/** Every record with a grade has a source that exists; A and B rest on a document, C and D say how the value was had. */
function checkSources(catalogue: Catalogue, report: Report): void {
  const known = new Set(catalogue.sources.map(({ id }) => id))
  const visit = (value: unknown, key: string, index: number | undefined, rest: string): void => {
    if (typeof value !== 'object' || value === null) return
    const record = value as { readonly source?: unknown; readonly grade?: Grade; readonly basis?: unknown }
    if (typeof record.source === 'string') {
      const at = rest === '' ? 'source' : `${rest}.source`
      if (!known.has(record.source)) report(key, index, at, 'source-missing', `there is no source ${record.source}`)
      const low = record.grade === 'C' || record.grade === 'D'
      if (!low && unseen.has(record.source))
        report(key, index, at, 'grade-without-source', `grade ${record.grade ?? ''} needs a document, not ${record.source}`)
      if (record.grade === 'D' && record.basis === undefined)
        report(key, index, rest, 'basis-missing', 'grade D must say in "basis" how the value was had')
    }
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'object')
        visit(inner, key, index, Array.isArray(value) ? `${rest}[${name}]` : rest === '' ? name : `${rest}.${name}`)
    }
  }
  for (const [key, value] of Object.entries(catalogue)) {
    if (Array.isArray(value))
      value.forEach((entry, k) => {
        visit(entry, key, k, '')
      })
    else visit(value, key, undefined, '')
  }
}

function checkRegions(catalogue: Catalogue, report: Report): void {
  const { regions, fiscal } = catalogue
  const codes = new Set<string>()
  regions.forEach((region, k) => {
    if (codes.has(region.code)) report('regions', k, 'code', 'id-twice', `the code ${region.code} is used twice`)
    // Parents stand before their children, so a circle cannot be written down.
    if (region.parent !== null && !codes.has(region.parent))
      report('regions', k, 'parent', 'parent-missing', `${region.parent} is not a region listed before this one`)
    codes.add(region.code)
  })
  const roots = regions.filter((region) => region.parent === null)
  if (roots.length !== 1) report('regions', undefined, '', 'roots', 'there must be exactly one region without a parent')
  const leaves = regions.filter((region) => !regions.some((other) => other.parent === region.code))
  for (const { code } of leaves) {
    if (!catalogue.population.base.some((base) => base.region === code))
      report('population', undefined, 'base', 'population-missing', `region ${code} has no population base`)
    if (!fiscal.accounts.some(({ cell }) => cell === code))
      report('fiscal', undefined, 'accounts', 'account-missing', `region ${code} has no account`)
  }
  const own = `${roots[0]?.code ?? ''}-own`
  if (!fiscal.accounts.some(({ cell }) => cell === own))
    report('fiscal', undefined, 'accounts', 'account-missing', `the region's own level ${own} has no account`)
  fiscal.accounts.forEach(({ cell, years }, k) => {
    if (cell !== own && !leaves.some(({ code }) => code === cell))
      report('fiscal', undefined, `accounts[${String(k)}](${cell})`, 'region-unknown', `${cell} is no leaf of the region tree`)
    if (!years.some(({ year }) => year === catalogue.baseYear))
      report('fiscal', undefined, `accounts[${String(k)}](${cell})`, 'account-missing', `no account of ${String(catalogue.baseYear)}`)
  })
  checkGroupings(catalogue, report)
  if (catalogue.expected !== undefined && regions.filter(({ level }) => level === 'league').length !== catalogue.expected.leagues) {
    report('regions', undefined, '', 'count', `${String(catalogue.expected.leagues)} leagues are expected`)
  }
}

/** Every league is in one group of each grouping. */
function checkGroupings({ groupings, regions }: Catalogue, report: Report): void {
  const leagues = regions.filter(({ level }) => level === 'league').map(({ code }) => code)
  groupings.forEach(({ groups }, k) => {
    const members = groups.flatMap((group) => group.regions)
    for (const code of members) if (!leagues.includes(code)) report('groupings', k, 'groups', 'region-unknown', `${code} is no league`)
    for (const code of leagues)
      if (members.filter((member) => member === code).length !== 1)
        report('groupings', k, 'groups', 'groups', `league ${code} is to be in exactly one group`)
  })
}

/** Banners beside the leaves: below a leaf, and no region themselves. */
function checkBanners({ banners, regions, fiscal }: Catalogue, report: Report): void {
  const codes = new Set(regions.map(({ code }) => code))
  const above = new Set(regions.map(({ parent }) => parent))
  banners.forEach(({ code, parent, residents }, k) => {
    if (codes.has(code)) report('banners', k, 'code', 'id-twice', `the code ${code} is used twice`)
    codes.add(code)
    if (!regions.some((region) => region.code === parent) || above.has(parent))
      report('banners', k, 'parent', 'region-unknown', `${parent} is no leaf of the region tree`)
    if (residents !== undefined && residents.value <= 0)
      report('banners', k, 'residents', 'range', 'where nobody is counted, nothing is written')
  })
  if (fiscal.priorClaims.filter(({ ofDebt }) => ofDebt).length > 1)
    report('fiscal', undefined, 'priorClaims', 'id-twice', 'one claim at most is the interest on debt')
}

function checkPopulation({ population, regions, series, expected }: Catalogue, report: Report): void {
  const near = (values: readonly number[], whole: number): boolean =>
    Math.abs(values.reduce((sum, value) => sum + value, 0) - whole) <= 1e-9
  if (!near(population.fertility.pattern.values, 1))
    report('population', undefined, 'fertility.pattern', 'sum', 'the fertility pattern must sum to 1')
  if (!near([...population.migration.pattern.male, ...population.migration.pattern.female], 1))
    report('population', undefined, 'migration.pattern', 'sum', 'the migration pattern of both sexes must sum to 1')
  population.base.forEach(({ region, urbanShare }, k) => {
    const place = `base[${String(k)}](${region})`
    if (!regions.some(({ code }) => code === region))
      report('population', undefined, place, 'region-unknown', `there is no region ${region}`)
    if (urbanShare.value < 0 || urbanShare.value > 1)
      report('population', undefined, `${place}.urbanShare`, 'range', 'an urban share lies between 0 and 1')
  })
  checkPaths(population, report)
  const outlooks = new Set<string>()
  population.outlooks.forEach(({ id }, k) => {
    if (outlooks.has(id)) report('population', undefined, `outlooks[${String(k)}](${id})`, 'id-twice', `the id ${id} is used twice`)
    outlooks.add(id)
  })
  population.observed.forEach((entry, k) => {
    const place = `observed[${String(k)}](${entry.series})`
    if (!series.some(({ id }) => id === entry.series))
      report('population', undefined, place, 'series-unknown', `there is no series ${entry.series}`)
    if (entry.ageFrom > entry.ageTo) report('population', undefined, place, 'range', 'the age group ends before it begins')
  })
  const persons = population.base.reduce((sum, base) => sum + [...base.male, ...base.female].reduce((all, value) => all + value, 0), 0)
  if (expected !== undefined && Math.abs(persons - expected.population) > 1e-6)
    report('population', undefined, 'base', 'sum', `${String(persons)} persons where ${String(expected.population)} are expected`)
}

type PathName = keyof OutlookPaths
const pathRanges: Readonly<Record<PathName, readonly [number, number]>> = {
  e0Male: [35, 95],
  e0Female: [35, 95],
  tfr: [0, 10],
  srb: [0.5, 2],
  migrationRate: [-0.2, 0.2],
  urbanShare: [0.001, 0.999],
}
const pathPlaces: Readonly<Record<PathName, string>> = {
  e0Male: 'mortality.e0Male',
  e0Female: 'mortality.e0Female',
  tfr: 'fertility.tfr',
  srb: 'fertility.srb',
  migrationRate: 'migration.rate',
  urbanShare: 'urbanShare',
}

/** Years in order and values in range, of the catalogue's own paths and of every outlook's. */
function checkPaths(population: Catalogue['population'], report: Report): void {
  const check = (name: PathName, path: YearPath | undefined, place: string): void => {
    path?.points.forEach((point, k) => {
      const here = `${place}.points[${String(k)}]`
      const [low, high] = pathRanges[name]
      if (k > 0 && point.year <= (path.points[k - 1]?.year ?? 0)) report('population', undefined, here, 'order', 'years must rise')
      if (point.value < low || point.value > high)
        report('population', undefined, here, 'range', `${String(point.value)} is outside ${String(low)} … ${String(high)}`)
    })
  }
  const own = outlookPaths(population, undefined)
  for (const name of Object.keys(pathRanges) as PathName[]) {
    check(name, own[name], pathPlaces[name])
    population.outlooks.forEach((outlook, k) => {
      check(name, outlook[name], `outlooks[${String(k)}](${outlook.id}).${name}`)
    })
  }
}

/** Counts that the manifest states, so that no entry is lost by an edit. */
function checkExpected(catalogue: Catalogue, report: Report): void {
  const { expected } = catalogue
  if (expected === undefined) return
  const found = { items: catalogue.items.length, indicators: catalogue.indicators.length, commitments: catalogue.commitments.length }
  for (const key of ['items', 'indicators', 'commitments'] as const) {
    if (found[key] !== expected[key])
      report(key, undefined, '', 'count', `${String(found[key])} where ${String(expected[key])} are expected`)
  }
  catalogue.domains.forEach(({ id }, k) => {
    const count = catalogue.items.filter(({ domain }) => domain === id).length
    if (count !== expected.itemsByDomain[k])
      report('domains', k, '', 'count', `${String(count)} items where ${String(expected.itemsByDomain[k])} are expected`)
  })
}
