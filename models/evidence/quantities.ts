import type { Actual } from '../scenario/entries'
import { ratioOf } from '../scenario/applyBasis'
import { basisTarget, countedBases, type ComponentEntry, type Structure } from '../structure'
import type { Acting, Grounds } from './acting'
import { Changes } from './changes'
import { codeInBaseYear, codeOf, codeOfPath, Codes, worst } from './codes'
import type { DriverCodes } from './drivers'

/**
 * How far quantities are known (METHOD section 8), [component][cell][year]. Where a league's own count does not stand in its
 * place, its quantity is spread by its group: `local` says so. Of the sums of all leagues only the total is asked, which no
 * spread makes worse: `whole`.
 */
export interface QuantityCodes {
  readonly local: Codes
  readonly whole: Codes
}

type Count = Extract<Actual, { kind: 'count' }>

/** Counts by position of the year. */
function countsOf(counts: readonly Count[], baseYear: number, area: string): ReadonlyMap<number, number> {
  return new Map(counts.filter((count) => count.area === area).map(({ year, grade }) => [year - baseYear, codeOf(grade)]))
}

interface Way {
  /** Where it starts: of the base year. */
  readonly base: number
  readonly spread: number
  readonly own: ReadonlyMap<number, number>
  readonly ofTotal: ReadonlyMap<number, number>
  /** What the group has moved by, and coverage since a change, by year. */
  readonly moved: (year: number) => number
}

/** From count to count: a count holds in its year, its relation to the group afterwards. */
function fillWay(local: Uint8Array, whole: Uint8Array, { base, spread, own, ofTotal, moved }: Way): void {
  // Of what the last count, or the base year, says; whether it is the place's own.
  let [start, isOwn] = [base, false]
  for (let k = 0; k < local.length; k++) {
    const [counted, total] = [own.get(k), ofTotal.get(k)]
    if (counted !== undefined) [start, isOwn] = [counted, true]
    else if (total !== undefined) [start, isOwn] = [Math.max(total, isOwn ? start : 0), isOwn]
    const isFresh = counted !== undefined || (total !== undefined && !isOwn)
    const since = isFresh || k === 0 ? start : Math.max(start, moved(k))
    whole[k] = since
    local[k] = isOwn ? since : Math.max(since, spread)
  }
}

/** Of persons registered or insured for each resident: the catalogue's, a count's, or a change's; nothing where residents are counted. */
function ratioCodes(structure: Structure, { overrides, actuals }: Acting, basis: string): Codes {
  const { catalogue, cells, years } = structure
  const out = new Codes(cells.length, years.length)
  const counted = countedBases.find((one) => one === basis)
  if (counted === undefined) return out
  const changes = new Changes(structure, overrides, ['basisRatio'])
  const counts = actuals.filter((actual): actual is Count => actual.kind === 'count' && actual.target === basisTarget(counted))
  const row = new Uint8Array(years.length)
  cells.forEach((code, cell) => {
    const path = ratioOf(catalogue, counted, code)?.path
    const own = countsOf(counts, catalogue.baseYear, code)
    let held: number | undefined
    years.forEach((year, k) => {
      held = own.get(k) ?? held
      row[k] = held ?? (path === undefined ? worst : codeOfPath(path, year))
    })
    changes.put(row, counted, cell)
    out.put(cell, row)
  })
  return out
}

/** Beside the people that are counted. */
export const quantityGrounds: Grounds = { levers: ['coverage', 'basisRatio'], actuals: ['count'] }

export function quantityCodes(structure: Structure, acting: Acting, drivers: DriverCodes): QuantityCodes {
  const { components, cells, leaves, years, catalogue, root } = structure
  const [local, whole] = [
    new Codes(components.length * cells.length, years.length),
    new Codes(components.length * cells.length, years.length),
  ]
  const [here, together] = [new Uint8Array(years.length), new Uint8Array(years.length)]
  const driverPlace = new Map(catalogue.drivers.map(({ id }, k) => [id, k]))
  const coverage = coverageCodes(structure, acting)
  const ratios = new Map<string, Codes>(countedBases.map((basis) => [basis, ratioCodes(structure, acting, basis)]))
  components.forEach((entry, c) => {
    const counts = acting.actuals.filter((actual): actual is Count => actual.kind === 'count' && actual.target === entry.id)
    const ofTotal = countsOf(counts, catalogue.baseYear, root.code)
    const base = ofTotal.get(0) ?? codeInBaseYear(entry.component.quantity, catalogue.baseYear)
    const item = catalogue.items.indexOf(entry.item)
    const ratio = isOfPersons(structure, entry) ? ratios.get(entry.item.basis) : undefined
    cells.forEach((code, cell) => {
      const leaf = cell < leaves.length ? cell : -1
      const place = (driverPlace.get(entry.component.driver) ?? 0) * leaves.length + leaf
      const row = c * cells.length + cell
      fillWay(here, together, {
        base,
        spread: leaf < 0 ? 0 : Math.max(drivers.spread[place] ?? worst, ratio?.at(cell, 0) ?? 0),
        own: countsOf(counts, catalogue.baseYear, code),
        ofTotal,
        moved: (k) =>
          Math.max(leaf < 0 ? 0 : drivers.moved.at(place, k), ratio?.at(cell, k) ?? 0, coverage.at(item * cells.length + cell, k)),
      })
      local.put(row, here)
      whole.put(row, together)
    })
  })
  return { local, whole }
}

/** Persons are counted on the item's basis; works, counties and programmes are the same on every one. */
const isOfPersons = ({ catalogue }: Structure, { component }: ComponentEntry): boolean =>
  catalogue.drivers.some(
    ({ id, kind }) => id === component.driver && !['counties', 'programme', 'project', 'capacity', 'construction'].includes(kind),
  )

/** Coverage matters as far as a scenario changes it: the catalogue's stands on both sides and cancels. */
function coverageCodes(structure: Structure, { overrides }: Acting): Codes {
  const { catalogue, cells, years } = structure
  const out = new Codes(catalogue.items.length * cells.length, years.length)
  const changes = new Changes(structure, overrides, ['coverage'])
  if (changes.any)
    catalogue.items.forEach(({ id }, item) => {
      cells.forEach((_, cell) => {
        const row = new Uint8Array(years.length)
        changes.put(row, id, cell)
        out.put(item * cells.length + cell, row)
      })
    })
  return out
}
