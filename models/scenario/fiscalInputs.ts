import type { YearPath } from '../catalogue/schema'
import type { InputValues } from '../equation/inputs'
import { allOf } from '../equation/repeated'
import { sharingClassOf } from '../fiscal/sharingClass'
import { addUnits } from './unitInputs'
import { growthRuleOf, localPayers, sharingClasses, type StandardEntry, type Structure } from '../structure'
import { keptPath } from '../population/keptPath'
import { fixedPart, isByClass, usualClass } from './sharingRules'

/** Inputs of the equations that no lever moves: read once from the catalogue. */
export type Inputs = Map<string, InputValues>

/** Years from the base year on for which every cell has accounts, at least one. */
export function accountedYears(structure: Structure): number {
  const { accounts } = structure.catalogue.fiscal
  let count = 1
  while (accounts.every((account) => account.years.some((entry) => entry.year === structure.catalogue.baseYear + count))) count++
  return count
}

const known = new WeakMap<Structure, Inputs>()

/** Inputs as the catalogue has them; the same arrays each time, so that what a scenario enters is laid over them row by row. */
export function catalogueInputs(structure: Structure): Inputs {
  const made = known.get(structure) ?? makeInputs(structure)
  known.set(structure, made)
  return made
}

function makeInputs(structure: Structure): Inputs {
  const inputs: Inputs = new Map()
  addStandards(structure, inputs)
  addItems(structure, inputs)
  addSharing(structure, inputs)
  addAccounts(structure, inputs)
  addEntered(structure, inputs)
  addUnits(structure, inputs)
  const { elements } = structure.space
  inputs.set(
    'isFirstYear',
    Float64Array.from(structure.years, (_, k) => (k === 0 ? 1 : 0)),
  )
  inputs.set(
    'isOwnLevel',
    Float64Array.from(elements.cell, (_, k) => (k === elements.cell.length - 1 ? 1 : 0)),
  )
  return inputs
}

/** One catalogue path as an array over the years of the run, for the caller to write to. */
export const yearly = ({ catalogue: { baseYear }, years }: Structure, path: YearPath): Float64Array =>
  keptPath(path, baseYear, years.length).slice()

function addStandards(structure: Structure, inputs: Inputs): void {
  const { standards } = structure
  const column = (of: (k: number) => number): Float64Array => Float64Array.from(standards, (_, k) => of(k))
  const rules = standards.map((entry) => growthRuleOf(structure, entry))
  inputs.set(
    'isIndexed',
    column((k) => (rules[k]?.kind === 'index' ? 1 : 0)),
  )
  inputs.set(
    'isLinked',
    column((k) => (rules[k]?.kind === 'linked' ? 1 : 0)),
  )
  inputs.set(
    'followsSteps',
    column((k) => (rules[k]?.kind === 'step' ? 1 : 0)),
  )
  inputs.set(
    'passThrough',
    column((k) => {
      const rule = rules[k]
      return rule?.kind === 'index' || rule?.kind === 'linked' ? rule.passThrough : 0
    }),
  )
  inputs.set(
    'ownRate',
    column((k) => {
      const rule = rules[k]
      return rule?.kind === 'rate' ? rule.rate : 0
    }),
  )
  inputs.set(
    'step',
    column((k) => {
      const rule = rules[k]
      return rule?.kind === 'step' ? rule.step : 0
    }),
  )
  addFacts(structure, inputs)
}

/** What was published of a standard by year, the base year's value first; steps that are decided count as published. */
export function publishedOf(structure: Structure, entry: StandardEntry): ReadonlyMap<number, number> {
  const { catalogue } = structure
  const pool = catalogue.pools.find((p) => p.id === entry.id)
  const base = entry.component?.unitCost?.value ?? pool?.standard.value ?? 0
  const history = entry.component?.history ?? pool?.history ?? []
  const rule = growthRuleOf(structure, entry)
  const later = [...(rule.kind === 'schedule' ? rule.points : []), ...history].filter(
    ({ year }) => year > catalogue.baseYear && year <= catalogue.horizonYear,
  )
  return new Map([[catalogue.baseYear, base] as const, ...later.map(({ year, value }) => [year, value] as const)])
}

const none: ReadonlyMap<number, number> = new Map()

/**
 * Facts by year, as they hold: up to the last published year the last value holds, the published or the entered one; after
 * it an entered one is a fact for its own year, and the rule goes on from it.
 */
export function heldFacts(
  { years }: Pick<Structure, 'years'>,
  published: ReadonlyMap<number, number>,
  entered = none,
): { readonly is: Float64Array; readonly value: Float64Array } {
  const [is, value] = [new Float64Array(years.length), new Float64Array(years.length)]
  const end = Math.max(...published.keys())
  let last = 0
  years.forEach((year, k) => {
    last = entered.get(year) ?? published.get(year) ?? last
    if (year > end && !entered.has(year)) return
    is[k] = 1
    value[k] = last
  })
  return { is, value }
}

/** Published standards; after the last published year the rule goes on from it. */
function addFacts(structure: Structure, inputs: Inputs): void {
  const { standards, years } = structure
  const isFact = new Float64Array(standards.length * years.length)
  const fact = new Float64Array(standards.length * years.length)
  standards.forEach((entry, row) => {
    const held = heldFacts(structure, publishedOf(structure, entry))
    isFact.set(held.is, row * years.length)
    fact.set(held.value, row * years.length)
  })
  inputs.set('isFact', isFact)
  inputs.set('fact', fact)
}

function addItems(structure: Structure, inputs: Inputs): void {
  const { components, catalogue } = structure
  inputs.set(
    'weight',
    Float64Array.from(components, (entry) => entry.component.poolShare?.value ?? 1),
  )
  inputs.set(
    'baseQuantity',
    Float64Array.from(components, (entry) => entry.component.quantity.value),
  )
  inputs.set(
    'payments',
    Float64Array.from(components, (entry) => entry.component.factor.value),
  )
  inputs.set(
    'fiscalShare',
    Float64Array.from(components, (entry) => entry.component.fiscalShare),
  )
  inputs.set(
    'centralShare',
    Float64Array.from(catalogue.items, (item) => (item.centralPays === 'none' ? 0 : (item.shares?.central ?? 0))),
  )
  inputs.set(
    'isPaidByHead',
    Float64Array.from(catalogue.items, (item) => (item.centralPays === 'by-head' ? 1 : 0)),
  )
  inputs.set(
    'isPaidByFactor',
    Float64Array.from(catalogue.items, (item) => (item.centralPays === 'by-factor' ? 1 : 0)),
  )
  inputs.set(
    'isPaidByFund',
    Float64Array.from(catalogue.items, (item) => (item.components.every(({ fiscalShare }) => fiscalShare === 1) ? 0 : 1)),
  )
}

/** Who shares the local money, as the catalogue has it; nothing is moved and no increment is shared otherwise. */
function addSharing(structure: Structure, inputs: Inputs): void {
  const { catalogue, leaves, cells, years } = structure
  const isInClass = new Float64Array(sharingClasses.length * cells.length * years.length)
  cells.forEach((_, cell) => {
    const own = (leaves[cell] && sharingClassOf(catalogue, leaves[cell])?.value) ?? usualClass
    const row = sharingClasses.indexOf(own) * cells.length + cell
    isInClass.fill(1, row * years.length, (row + 1) * years.length)
  })
  const shares = catalogue.items.map((item) => item.shares)
  inputs.set('isInClass', isInClass)
  inputs.set(
    'classPart',
    Float64Array.from(sharingClasses, (id) => catalogue.fiscal.classShares[id].value),
  )
  inputs.set(
    'isByClass',
    Float64Array.from(shares, (of) => (isByClass(of) ? 1 : 0)),
  )
  inputs.set('fixedPart', Float64Array.from(shares, fixedPart))
  inputs.set('belowShare', Float64Array.from(shares.flatMap((of) => localPayers.map((payer) => shareBelow(of, payer)))))
  inputs.set(
    'isRegionPayer',
    Float64Array.from(localPayers, (payer) => (payer === 'region' ? 1 : 0)),
  )
  const perItem = catalogue.items.length * cells.length
  for (const name of ['isPartMoved', 'isIncrementShared']) inputs.set(name, new Float64Array(perItem))
  for (const name of ['movedPart', 'incrementPart', 'catalogueLocal']) inputs.set(name, allOf(0, perItem * years.length))
}

type Shares = Structure['catalogue']['items'][number]['shares']

/** What a level below the region pays of what the region leaves; the league all of it where the catalogue gives neither a part. */
function shareBelow(shares: Shares, payer: (typeof localPayers)[number]): number {
  const below = shares === null ? 0 : shares.league + shares.banner
  const league = shares === null || below === 0 ? 1 : shares.league / below
  return payer === 'region' ? 0 : payer === 'league' ? league : 1 - league
}

function addAccounts(structure: Structure, inputs: Inputs): void {
  const { catalogue, cells, years } = structure
  const accounted = accountedYears(structure)
  type Account = Structure['catalogue']['fiscal']['accounts'][number]
  const perYear = (count: number, read: (entry: Account | undefined, k: number) => number | undefined): Float64Array => {
    const values = new Float64Array(cells.length * years.length)
    cells.forEach((code, cell) => {
      const found = catalogue.fiscal.accounts.find((entry) => entry.cell === code)
      for (let k = 0; k < count; k++) {
        const value = read(found, k)
        if (value === undefined) throw new RangeError(`no account of ${code} for ${String(catalogue.baseYear + k)}`)
        values[cell * years.length + k] = value
      }
    })
    return values
  }
  const revenue = (part: 'ordinaryTax' | 'resourceTax' | 'nonTax'): Float64Array =>
    perYear(accounted, (entry, k) => entry?.years.find(({ year }) => year === catalogue.baseYear + k)?.[part])
  inputs.set(
    'isAccounted',
    perYear(accounted, () => 1),
  )
  inputs.set(
    'isTransferAccounted',
    perYear(1, () => 1),
  )
  inputs.set('accountOrdinaryTax', revenue('ordinaryTax'))
  inputs.set('accountResourceTax', revenue('resourceTax'))
  inputs.set('accountNonTax', revenue('nonTax'))
  inputs.set(
    'accountGeneralTransfers',
    perYear(1, (entry) => entry?.generalTransfers.value ?? 0),
  )
  inputs.set('producerPriceWeight', Float64Array.of(catalogue.fiscal.producerPriceWeight.value))
  inputs.set('generalTransferBand', Float64Array.of(catalogue.fiscal.generalTransferBand.value))
  inputs.set('resourcePriceElasticity', yearly(structure, catalogue.fiscal.resourcePriceElasticity))
  inputs.set('grantGrowth', Float64Array.from(catalogue.grants.flatMap((grant) => [...yearly(structure, grant.growth)])))
}

/** What a scenario may enter, as long as nothing is entered: all nil. */
function addEntered({ components, standards, cells, years }: Structure, inputs: Inputs): void {
  const nil = (name: string, length: number): void => void inputs.set(name, allOf(0, length))
  nil('hasCounts', components.length)
  for (const name of ['isCounted', 'counted']) nil(name, components.length * cells.length * years.length)
  for (const name of ['isTotalCounted', 'totalCounted']) nil(name, components.length * years.length)
  nil('hasEntered', standards.length * cells.length)
  for (const name of ['isEntered', 'entered']) nil(name, standards.length * cells.length * years.length)
  for (const name of ['isAccountedInTotal', 'isTransferAccountedInTotal']) nil(name, years.length)
  for (const name of ['totalOrdinaryTax', 'totalResourceTax', 'totalNonTax', 'totalGeneralTransfers']) nil(name, years.length)
}
