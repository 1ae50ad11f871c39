import type { Actual } from '../scenario/entries'
import { growthRuleOf, type StandardEntry, type Structure } from '../structure'
import type { Acting, Grounds } from './acting'
import { Changes } from './changes'
import { codeInBaseYear, codeOf, codeOfPath, Codes, worst } from './codes'

/**
 * How far standards are known (METHOD section 8): a published or entered one by itself in its year; afterwards also by its
 * rule, and by the index that the rule follows; one that follows another by that one too. [standard][cell][year].
 */
interface Rule {
  /** Of the rule alone, by year. */
  readonly codes: Uint8Array
  /** Position of the standard that it follows. */
  readonly leader: number
}

function ruleOf(structure: Structure, entry: StandardEntry, prices: Changes): Rule {
  const { catalogue, years, standards } = structure
  const rule = growthRuleOf(structure, entry)
  const index = rule.kind === 'index' ? catalogue.indices.find(({ id }) => id === rule.index) : undefined
  const leader = rule.kind === 'linked' ? standards.findIndex(({ id }) => id === rule.standard) : -1
  const growth = Uint8Array.from(years, (year) => (index === undefined ? 0 : codeOfPath(index.growth, year)))
  if (index !== undefined && prices.any) prices.put(growth, index.id, -1)
  return { codes: growth.map((code) => Math.max(code, codeOf(rule.grade))), leader }
}

/** Published values by position of the year; steps that are decided count as published. */
function publishedCodes(structure: Structure, entry: StandardEntry): ReadonlyMap<number, number> {
  const { catalogue, years } = structure
  const pool = catalogue.pools.find(({ id }) => id === entry.id)
  const base = entry.component?.unitCost ?? pool?.standard
  const rule = growthRuleOf(structure, entry)
  const later = [...(rule.kind === 'schedule' ? rule.points : []), ...(entry.component?.history ?? pool?.history ?? [])]
  const found = new Map([[0, base === undefined ? worst : codeInBaseYear(base, catalogue.baseYear)]])
  for (const { year, grade } of later) {
    const k = years.indexOf(year)
    if (k > 0) found.set(k, codeOf(grade))
  }
  return found
}

export const standardGrounds: Grounds = { levers: ['standard', 'priceIndex'], actuals: ['standard'] }

type Entered = Extract<Actual, { kind: 'standard' }>

/** The way of a standard from fact to fact: between published ones the last holds, after the last the rule goes on. */
function fillPath(row: Uint8Array, facts: ReadonlyMap<number, number>, end: number, rule: Rule, leader: Uint8Array | undefined): void {
  let last = worst
  for (let k = 0; k < row.length; k++) {
    const fact = facts.get(k)
    const follows = Math.max(rule.codes[k] ?? worst, leader?.[k] ?? 0)
    last = fact ?? (k <= end ? last : Math.max(last, follows))
    row[k] = last
  }
}

interface Known {
  readonly published: ReadonlyMap<number, number>
  /** Entered ones of the standard, anywhere. */
  readonly own: readonly Entered[]
  /** The cell, and the whole region. */
  readonly code: string
  readonly root: string
  readonly baseYear: number
}

/** A league's own hold there from the first of them on, before the region's and what was published. */
function fillOwn(row: Uint8Array, { published, own, code, root, baseYear }: Known, rule: Rule, leader: Uint8Array | undefined): void {
  const facts = new Map(published)
  const here = own.filter(({ area }) => area === code)
  const first = here.reduce((least, { year }) => Math.min(least, year), Number.POSITIVE_INFINITY)
  for (const { area, year, grade } of own) if (area === root && year < first) facts.set(year - baseYear, codeOf(grade))
  for (const k of facts.keys()) if (k >= first - baseYear) facts.delete(k)
  for (const { year, grade } of here) facts.set(year - baseYear, codeOf(grade))
  const end = here.length > 0 ? first - baseYear - 1 : Math.max(...published.keys())
  fillPath(row, facts, end, rule, leader)
}

export function standardCodes(structure: Structure, { overrides, actuals }: Acting): Codes {
  const { standards, cells, root, catalogue, years } = structure
  const out = new Codes(standards.length * cells.length, years.length)
  const changes = new Changes(structure, overrides, ['standard'])
  const prices = new Changes(structure, overrides, ['priceIndex'])
  const entered = actuals.filter((actual): actual is Entered => actual.kind === 'standard')
  const done = new Set<number>()
  const [row, ofLeader] = [new Uint8Array(years.length), new Uint8Array(years.length)]
  const fill = (place: number): void => {
    const entry = standards[place]
    if (entry === undefined || done.has(place)) return
    done.add(place)
    const rule = ruleOf(structure, entry, prices)
    if (rule.leader >= 0) fill(rule.leader)
    const published = publishedCodes(structure, entry)
    const own = entered.filter(({ target }) => target === entry.id)
    // Without entered ones, and on nothing but itself, it is the same everywhere.
    const everywhere = own.length === 0 && rule.leader < 0 ? new Uint8Array(years.length) : undefined
    if (everywhere !== undefined) fillPath(everywhere, published, Math.max(...published.keys()), rule, undefined)
    cells.forEach((code, cell) => {
      if (everywhere === undefined) {
        const leader = rule.leader < 0 ? undefined : out.read(rule.leader * cells.length + cell, ofLeader)
        fillOwn(row, { published, own, code, root: root.code, baseYear: catalogue.baseYear }, rule, leader)
      } else row.set(everywhere)
      changes.put(row, entry.id, cell)
      out.put(place * cells.length + cell, row)
    })
  }
  standards.forEach((_, place) => {
    fill(place)
  })
  return out
}
