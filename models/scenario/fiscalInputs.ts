import { pathValues } from '../catalogue/path'
import type { YearPath } from '../catalogue/schema'
import type { InputValues } from '../equation/compile'
import { sharingClassOf } from '../fiscal/sharingClass'
import { growthRuleOf, localPayers, type Structure } from '../structure'

/** Inputs of the equations that no lever moves: read once from the catalogue. */
export type Inputs = Map<string, InputValues>

/** Years from the base year on for which every cell has accounts, at least one. */
export function accountedYears(structure: Structure): number {
  const { accounts } = structure.catalogue.fiscal
  let count = 1
  while (accounts.every((account) => account.years.some((entry) => entry.year === structure.catalogue.baseYear + count))) count++
  return count
}

export function catalogueInputs(structure: Structure): Inputs {
  const inputs: Inputs = new Map()
  addStandards(structure, inputs)
  addItems(structure, inputs)
  addAccounts(structure, inputs)
  const { elements } = structure.space
  const isMember = new Float64Array(elements.unit.length * elements.cell.length)
  structure.areas.forEach(({ cells }, unit) => {
    for (const cell of cells) isMember[unit * elements.cell.length + cell] = 1
  })
  inputs.set('isMember', isMember)
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

/** One catalogue path as an array over the years of the run. */
export const yearly = (structure: Structure, path: YearPath): Float64Array =>
  pathValues(path, structure.catalogue.baseYear, structure.catalogue.horizonYear)

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

/** Published standards: between published years the last value holds; after the last of them the rule goes on from it. */
function addFacts({ standards, years, catalogue }: Structure, inputs: Inputs): void {
  const isFact = new Float64Array(standards.length * years.length)
  const fact = new Float64Array(standards.length * years.length)
  standards.forEach((entry, row) => {
    const pool = catalogue.pools.find((p) => p.id === entry.id)
    const base = entry.component?.unitCost?.value ?? pool?.standard.value ?? 0
    const history = entry.component?.history ?? pool?.history ?? []
    const put = (k: number, value: number): void => {
      isFact[row * years.length + k] = 1
      fact[row * years.length + k] = value
    }
    put(0, base)
    let last = base
    const published = history.filter((point) => point.year > catalogue.baseYear && point.year <= catalogue.horizonYear)
    const end = published.at(-1)?.year ?? catalogue.baseYear
    for (let year = catalogue.baseYear + 1; year <= end; year++) {
      last = published.find((point) => point.year === year)?.value ?? last
      put(year - catalogue.baseYear, last)
    }
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
}

/** [item][payer][cell]: parts of the local money as the catalogue has them; each cell's add up to 1. */
export function localShares(structure: Structure): Float64Array {
  const { catalogue, leaves, cells } = structure
  const localShare = new Float64Array(catalogue.items.length * localPayers.length * cells.length)
  catalogue.items.forEach((item, i) => {
    cells.forEach((_, cell) => {
      const parts = localParts(structure, item.shares, leaves[cell] && sharingClassOf(catalogue, leaves[cell])?.value)
      localPayers.forEach((payer, p) => {
        localShare[(i * localPayers.length + p) * cells.length + cell] = parts[payer]
      })
    })
  })
  return localShare
}

type Shares = Structure['catalogue']['items'][number]['shares']
type LocalParts = Readonly<Record<(typeof localPayers)[number], number>>

/** Parts of the local money; where the catalogue gives the levels below nothing to pay, the region bears it. */
function localParts(structure: Structure, shares: Shares, sharingClass: 'I' | 'II' | 'III' | undefined): LocalParts {
  const local = shares === null ? 0 : shares.region + shares.league + shares.banner
  if (shares === null || local === 0) return { region: 1, league: 0, banner: 0 }
  if (shares.rule === 'by-class') {
    const region = structure.catalogue.fiscal.classShares[sharingClass ?? 'II'].value
    const below = shares.league + shares.banner
    const league = below === 0 ? 0 : ((1 - region) * shares.league) / below
    return { region, league, banner: 1 - region - league }
  }
  return { region: shares.region / local, league: shares.league / local, banner: 1 - shares.region / local - shares.league / local }
}

function addAccounts(structure: Structure, inputs: Inputs): void {
  const { catalogue, cells, years } = structure
  const accounted = accountedYears(structure)
  const account = (read: (entry: Structure['catalogue']['fiscal']['accounts'][number]['years'][number]) => number): Float64Array => {
    const values = new Float64Array(cells.length * years.length)
    cells.forEach((code, cell) => {
      const found = catalogue.fiscal.accounts.find((entry) => entry.cell === code)
      for (let k = 0; k < accounted; k++) {
        const entry = found?.years.find((y) => y.year === catalogue.baseYear + k)
        if (entry === undefined) throw new RangeError(`no account of ${code} for ${String(catalogue.baseYear + k)}`)
        values[cell * years.length + k] = read(entry)
      }
    })
    return values
  }
  inputs.set(
    'isAccounted',
    Float64Array.from(years, (_, k) => (k < accounted ? 1 : 0)),
  )
  inputs.set(
    'accountOrdinaryTax',
    account((entry) => entry.ordinaryTax),
  )
  inputs.set(
    'accountResourceTax',
    account((entry) => entry.resourceTax),
  )
  inputs.set(
    'accountNonTax',
    account((entry) => entry.nonTax),
  )
  inputs.set(
    'accountGeneralTransfers',
    Float64Array.from(cells, (code) => catalogue.fiscal.accounts.find((entry) => entry.cell === code)?.generalTransfers.value ?? 0),
  )
  inputs.set(
    'accountClaim',
    Float64Array.from(catalogue.fiscal.priorClaims, (claim) => claim.amount.value),
  )
  inputs.set('producerPriceWeight', Float64Array.of(catalogue.fiscal.producerPriceWeight.value))
  inputs.set('generalTransferBand', Float64Array.of(catalogue.fiscal.generalTransferBand.value))
  inputs.set('resourcePriceElasticity', yearly(structure, catalogue.fiscal.resourcePriceElasticity))
  inputs.set('grantGrowth', Float64Array.from(catalogue.grants.flatMap((grant) => [...yearly(structure, grant.growth)])))
}
