import type { Bilingual, Catalogue, Fact, Grade, NationalAmount, YearPath } from './catalogue/schema'
import type { Coordinates } from './equation/explain'
import { ratioOf } from './scenario/applyBasis'
import { sharingClassOf } from './fiscal/sharingClass'
import { bases, growthRuleOf, localPayers, sharingClasses, type Structure } from './structure'

/** Where an input of the equations comes from: a place in the catalogue with its source and grade. */
export interface Provenance {
  /** Place in the catalogue, such as `items(employee-pension).components(subsidy).quantity`. */
  readonly entry: string
  readonly source: string
  readonly grade: Grade
  readonly year?: number
  readonly basis?: Bilingual
}

type Sourced = Pick<Fact, 'source' | 'grade'> & { readonly year?: number; readonly basis?: Bilingual | undefined }

/** An entry with what it says of itself. */
export const fromEntry = (entry: string, sourced: Sourced | undefined | null): Provenance | null =>
  sourced === undefined || sourced === null
    ? null
    : {
        entry,
        source: sourced.source,
        grade: sourced.grade,
        ...(sourced.year === undefined ? {} : { year: sourced.year }),
        ...(sourced.basis === undefined ? {} : { basis: sourced.basis }),
      }

/** The point of a path that holds in a year. */
export const pointEntry = (entry: string, path: YearPath | undefined, year: number): Provenance | null =>
  fromEntry(entry, path?.points.findLast((known) => known.year <= year) ?? path?.points[0])

/**
 * What the catalogue says of an input at a place; null where it is no entry of the catalogue's: marks that the program
 * makes itself, and what the population kernel gives.
 */
export function provenanceOf(structure: Structure, name: string, position: Coordinates): Provenance | null {
  const { catalogue } = structure
  const year = catalogue.baseYear + (position.year ?? 0)
  return (
    componentInput(structure, name, position.component ?? -1) ??
    standardInput(structure, name, position.standard ?? -1, year) ??
    itemInput(structure, name, position) ??
    classInput(structure, name, position) ??
    accountInput(structure, name, position, year) ??
    targetInput(catalogue, name, position) ??
    fundInput(catalogue, name, position, year) ??
    ratioInput(structure, name, position, year) ??
    pathInput(catalogue, name, position, year)
  )
}

function componentInput({ components }: Structure, name: string, place: number): Provenance | null {
  const found = components[place]
  if (found === undefined) return null
  const { item, component } = found
  const entry = `items(${item.id}).components(${component.id})`
  if (name === 'baseQuantity') return fromEntry(`${entry}.quantity`, component.quantity)
  if (name === 'weight') return fromEntry(`${entry}.poolShare`, component.poolShare)
  if (name === 'payments' || name === 'fiscalShare')
    return fromEntry(`${entry}.${name === 'payments' ? 'factor' : name}`, component.quantity)
  return null
}

const ruleInputs = new Set(['ownRate', 'step', 'passThrough', 'isIndexed', 'isLinked', 'followsSteps'])

function standardInput(structure: Structure, name: string, place: number, year: number): Provenance | null {
  const standard = structure.standards[place]
  if (standard === undefined) return null
  const pool = structure.catalogue.pools.find(({ id }) => id === standard.id)
  const entry =
    standard.item === undefined || standard.component === undefined
      ? `pools(${standard.id})`
      : `items(${standard.item.id}).components(${standard.component.id})`
  if (ruleInputs.has(name)) return fromEntry(`${entry}.growth`, growthRuleOf(structure, standard))
  if (/national/i.test(name)) return nationalInput(structure, `${entry}.national`, standard.component?.national, name, year)
  if (name !== 'fact' && name !== 'isFact') return null
  const history = standard.component?.history ?? pool?.history ?? []
  const published = history.findLast((known) => known.year <= year && known.year > structure.catalogue.baseYear)
  const rule = growthRuleOf(structure, standard)
  const step = rule.kind === 'schedule' ? rule.points.findLast((known) => known.year <= year) : undefined
  if (step !== undefined && step.year > (published?.year ?? 0)) return fromEntry(`${entry}.growth.points(${String(step.year)})`, step)
  return published === undefined
    ? fromEntry(`${entry}.${pool === undefined ? 'unitCost' : 'standard'}`, standard.component?.unitCost ?? pool?.standard)
    : fromEntry(`${entry}.history(${String(published.year)})`, published)
}

/** A national amount that is known apart: the base year's, a later one, or its rule. */
function nationalInput(
  { catalogue }: Structure,
  entry: string,
  national: NationalAmount | undefined,
  name: string,
  year: number,
): Provenance | null {
  if (national === undefined) return null
  if (name !== 'nationalFact' && name !== 'isNationalFact' && name !== 'isNationalKnown')
    return fromEntry(`${entry}.growth`, national.growth)
  const published = national.history.findLast((known) => known.year <= year && known.year > catalogue.baseYear)
  return published === undefined ? fromEntry(entry, national) : fromEntry(`${entry}.history(${String(published.year)})`, published)
}

function itemInput({ catalogue }: Structure, name: string, position: Coordinates): Provenance | null {
  const item = catalogue.items[position.item ?? -1]
  if (item === undefined) return null
  if (name === 'coverage') return fromEntry(`items(${item.id}).coverage`, item.coverage)
  if (name === 'isPaidByFund') return fromEntry(`items(${item.id}).funding`, item.shares)
  if (['centralShare', 'isPaidByHead', 'isPaidByFactor', 'plainClaim'].includes(name))
    return fromEntry(`items(${item.id}).shares.central`, item.shares)
  if (name === 'isByClass' || name === 'fixedPart') return fromEntry(`items(${item.id}).shares.region`, item.shares)
  if (name === 'belowShare') return fromEntry(`items(${item.id}).shares.${localPayers[position.payer ?? -1] ?? ''}`, item.shares)
  return null
}

/** What the region pays by class, and the class of a league. */
function classInput({ catalogue, leaves }: Structure, name: string, position: Coordinates): Provenance | null {
  const id = sharingClasses[position.class ?? -1]
  if (name === 'classPart' && id !== undefined) return fromEntry(`fiscal.classShares(${id})`, catalogue.fiscal.classShares[id])
  const leaf = leaves[position.cell ?? -1]
  if (name !== 'isInClass' || leaf === undefined) return null
  return fromEntry(`regions(${leaf.code}).sharingClass`, sharingClassOf(catalogue, leaf))
}

function accountInput({ catalogue, cells, banners }: Structure, name: string, position: Coordinates, year: number): Provenance | null {
  if (name === 'memoResidents') {
    const banner = position.year === 0 ? banners[position.memo ?? -1] : undefined
    return fromEntry(`banners(${banner?.code ?? ''}).residents`, banner?.residents)
  }
  if (name === 'accountClaim' || name === 'isClaimAccounted') {
    // The catalogue's are the whole region's of the base year.
    if (position.unit !== 0 || position.year !== 0) return null
    const claim = catalogue.fiscal.priorClaims[position.claim ?? -1]
    return fromEntry(`fiscal.priorClaims(${claim?.id ?? ''}).amount`, claim?.amount)
  }
  const account = catalogue.fiscal.accounts.find(({ cell }) => cell === cells[position.cell ?? -1])
  if (account === undefined || !name.startsWith('account')) return null
  const entry = `fiscal.accounts(${account.cell})`
  if (name === 'accountGeneralTransfers') return fromEntry(`${entry}.generalTransfers`, account.generalTransfers)
  return fromEntry(
    `${entry}.years(${String(year)})`,
    account.years.find((known) => known.year === year),
  )
}

function targetInput({ targetCosts, indicators, commitments }: Catalogue, name: string, position: Coordinates): Provenance | null {
  const cost = targetCosts[position.target ?? -1]
  if (cost === undefined) return null
  const entry = `targetCosts(${cost.id})`
  if (name === 'targetCapitalCost') return fromEntry(`${entry}.capital`, cost.capital?.cost)
  if (name === 'targetRunningCost') return fromEntry(`${entry}.running`, cost.running?.cost)
  if (name === 'targetCapitalShare') return fromEntry(`${entry}.capital.payers`, cost.capital?.payers)
  if (name === 'targetRunningShare') return fromEntry(`${entry}.running.payers`, cost.running?.payers)
  if (name === 'targetUsefulLife') return fromEntry(`${entry}.usefulLife`, cost.capital?.cost)
  if (name === 'targetBaseFlow') return fromEntry(`${entry}.baseFlow`, cost.baseFlow)
  if (name === 'targetGroup' && cost.measure.kind === 'count') return fromEntry(`${entry}.measure`, cost.measure.count)
  if (name !== 'targetLevel') return null
  const indicator = indicators.find(({ id }) => id === cost.indicator)
  if (indicator !== undefined) return fromEntry(`indicators(${indicator.id}).target`, indicator.target)
  return fromEntry(
    `commitments(${cost.id})`,
    commitments.find(({ id }) => id === cost.commitment),
  )
}

function fundInput({ funds }: Catalogue, name: string, position: Coordinates, year: number): Provenance | null {
  const fund = funds[position.fund ?? -1]
  if (fund === undefined) return null
  const entry = `funds(${fund.id})`
  if (name === 'pooledGrowth') return pointEntry(`${entry}.pooledGrowth`, fund.pooledGrowth ?? undefined, year)
  if (name === 'fundOpeningBalance') return fromEntry(`${entry}.opening`, fund.opening)
  if (name === 'fundBaseContributions') return fromEntry(`${entry}.contributions`, fund.contributions?.amount)
  if (name === 'fundContributionRate') return fromEntry(`${entry}.contributions`, fund.contributions?.rate ?? fund.contributions?.amount)
  if (name === 'fundBaseBenefits') return fromEntry(`${entry}.benefits`, fund.benefits?.amount)
  return name === 'fundBenefitRate' ? fromEntry(`${entry}.benefits`, fund.benefits?.rate ?? fund.benefits?.amount) : null
}

/** The ratio of a basis: the path of the league or of the nearest region above. */
function ratioInput({ catalogue, cells }: Structure, name: string, position: Coordinates, year: number): Provenance | null {
  if (name !== 'catalogueRatio') return null
  const found = ratioOf(catalogue, bases[position.basis ?? -1] ?? '', cells[position.cell ?? -1] ?? '')
  return found === undefined ? null : pointEntry(`basisRatios(${found.basis}/${found.region}).path`, found.path, year)
}

const fiscalPaths = [
  'realGrowth',
  'producerPrice',
  'taxElasticity',
  'resourceVolumeGrowth',
  'resourcePriceElasticity',
  'nonTaxGrowth',
  'generalTransferGrowth',
] as const

function pathInput(catalogue: Catalogue, name: string, position: Coordinates, year: number): Provenance | null {
  const { fiscal } = catalogue
  if (name === 'producerPriceWeight') return fromEntry('fiscal.producerPriceWeight', fiscal.producerPriceWeight)
  if (name === 'usualDebtRate') return fromEntry('fiscal.debtRate', fiscal.debtRate)
  if (name === 'generalTransferBand') return fromEntry('fiscal.generalTransferBand', fiscal.generalTransferBand)
  if (name === 'indexGrowth') {
    const index = catalogue.indices[position.index ?? -1]
    return pointEntry(`indices(${index?.id ?? ''}).growth`, index?.growth, year)
  }
  if (name === 'claimGrowth') {
    const claim = fiscal.priorClaims[position.claim ?? -1]
    return pointEntry(`fiscal.priorClaims(${claim?.id ?? ''}).growth`, claim?.growth, year)
  }
  if (name === 'grantGrowth') {
    const grant = catalogue.grants[position.grant ?? -1]
    return pointEntry(`grants(${grant?.id ?? ''}).growth`, grant?.growth, year)
  }
  const path = fiscalPaths.find((known) => known === name)
  return path === undefined ? null : pointEntry(`fiscal.${path}`, fiscal[path], year)
}
