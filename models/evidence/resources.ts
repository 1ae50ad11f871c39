import type { YearPath } from '../catalogue/schema'
import type { LeverId } from '../scenario/document'
import type { Actual } from '../scenario/entries'
import { accountedYears } from '../scenario/fiscalInputs'
import type { Structure } from '../structure'
import type { Acting, Grounds } from './acting'
import { Changes } from './changes'
import { codeOf, codeOfPath, Codes, worst } from './codes'

/** Parts of a unit's resources. */
export const resourceParts = ['ordinaryTax', 'resourceTax', 'nonTax', 'generalTransfers'] as const
export type ResourcePart = (typeof resourceParts)[number]

/**
 * How far resources are known (METHOD section 8), [part][cell][year]: an account by itself in its year, later years also by
 * what they grow with. An account of the whole region says nothing of its parts: `local` is what a unit of its own can say,
 * `whole` what the region together can.
 */
export interface ResourceCodes {
  readonly local: Codes
  readonly whole: Codes
  /** [part][cell]: of the last account that the unit's own resources go on from. */
  readonly accounts: Uint8Array
}

type Account = Extract<Actual, { kind: 'account' }>

/** Levers and paths that a part grows with. */
function growthOf(
  { catalogue }: Structure,
  part: ResourcePart,
): { readonly paths: readonly YearPath[]; readonly levers: readonly LeverId[] } {
  const { fiscal, indices } = catalogue
  const cpi = indices.find(({ id }) => id === 'cpi')
  switch (part) {
    case 'ordinaryTax':
      return {
        paths: [fiscal.taxElasticity, fiscal.realGrowth, fiscal.producerPrice, ...(cpi === undefined ? [] : [cpi.growth])],
        levers: ['taxElasticity', 'realGrowth', 'producerPrice'],
      }
    case 'resourceTax':
      return {
        paths: [fiscal.resourceVolumeGrowth, fiscal.resourcePriceElasticity, fiscal.producerPrice],
        levers: ['resourceVolumeGrowth', 'producerPrice'],
      }
    case 'nonTax':
      return { paths: [fiscal.nonTaxGrowth], levers: ['nonTaxGrowth'] }
    case 'generalTransfers':
      return { paths: [fiscal.generalTransferGrowth], levers: ['generalTransferGrowth'] }
  }
}

/** Whether an account says a part. */
const says = (account: Account, part: ResourcePart): boolean => part !== 'generalTransfers' || account.lines.generalTransfers !== undefined

export const resourceGrounds = (structure: Structure): Grounds => ({
  levers: [...resourceParts.flatMap((part) => growthOf(structure, part).levers), 'priceIndex'],
  actuals: ['account'],
})

export function resourceCodes(structure: Structure, { overrides, actuals }: Acting): ResourceCodes {
  const { cells, years, catalogue, root } = structure
  const rows = resourceParts.length * cells.length
  const [local, whole] = [new Codes(rows, years.length), new Codes(rows, years.length)]
  const lastAccounts = new Uint8Array(rows).fill(worst)
  const accounts = actuals.filter((actual): actual is Account => actual.kind === 'account')
  resourceParts.forEach((part, p) => {
    const { paths, levers } = growthOf(structure, part)
    const changes = new Changes(structure, overrides, levers)
    const weight = part === 'ordinaryTax' ? codeOf(catalogue.fiscal.producerPriceWeight.grade) : 0
    const plain = Uint8Array.from(years, (year) => paths.reduce((code, path) => Math.max(code, codeOfPath(path, year)), weight))
    // Nominal growth rests on consumer prices as well.
    const prices = new Changes(structure, overrides, part === 'ordinaryTax' ? ['priceIndex'] : [])
    cells.forEach((code, cell) => {
      const growth = plain.slice()
      if (changes.any) changes.put(growth, undefined, cell)
      if (prices.any) prices.put(growth, 'cpi', cell)
      const known = catalogueAccounts(structure, part, code)
      const put = (codes: Codes, ofRegion: (grade: number) => number): number => {
        const row = new Uint8Array(years.length)
        let [last, booked] = [worst, worst]
        for (let k = 0; k < row.length; k++) {
          const [own, region] = [code, root.code].map((area) =>
            accounts.find((account) => account.area === area && account.year === catalogue.baseYear + k && says(account, part)),
          )
          const account = own === undefined ? (region === undefined ? known.get(k) : ofRegion(codeOf(region.grade))) : codeOf(own.grade)
          booked = account ?? booked
          last = account ?? Math.max(last, growth[k] ?? worst)
          row[k] = last
        }
        codes.put(p * cells.length + cell, row)
        return booked
      }
      lastAccounts[p * cells.length + cell] = put(local, () => worst)
      put(whole, (grade) => grade)
    })
  })
  return { local, whole, accounts: lastAccounts }
}

/** The catalogue's own accounts by position of the year. */
function catalogueAccounts(structure: Structure, part: ResourcePart, cell: string): ReadonlyMap<number, number> {
  const { fiscal, baseYear } = structure.catalogue
  const account = fiscal.accounts.find((known) => known.cell === cell)
  if (account === undefined) return new Map()
  if (part === 'generalTransfers') return new Map([[0, codeOf(account.generalTransfers.grade)]])
  const count = accountedYears(structure)
  return new Map(
    account.years.flatMap(({ year, grade }) =>
      year >= baseYear && year < baseYear + count ? [[year - baseYear, codeOf(grade)] as const] : [],
    ),
  )
}
