import { pathValues } from '../../models/catalogue/path'
import type { Catalogue, YearPath } from '../../models/catalogue/schema'
import type { SimulationResult } from '../../models/result'
import type { Override } from '../../models/scenario/document'
import { standardPath } from './select'

type Address = Pick<Override, 'lever' | 'area'> & { readonly target?: string | undefined }

/** The catalogue's own path behind a lever that is a path there; null for standards, coverage and thresholds. */
export function cataloguePath(catalogue: Catalogue, address: Address): YearPath | null {
  const { fiscal, population } = catalogue
  switch (address.lever) {
    case 'tfr':
      return population.fertility.tfr
    case 'sexRatioAtBirth':
      return population.fertility.srb
    case 'netMigration':
      return population.migration.rate
    case 'urbanShare':
      return population.urbanShare
    case 'lifeExpectancy':
      return {
        ...population.mortality.e0Male,
        points: population.mortality.e0Male.points.map((point, k) => ({
          ...point,
          value: (point.value + (population.mortality.e0Female.points[k]?.value ?? point.value)) / 2,
        })),
      }
    case 'priceIndex':
      return catalogue.indices.find(({ id }) => id === address.target)?.growth ?? null
    case 'priorClaimsGrowth':
      return fiscal.priorClaims.find(({ id }) => id === address.target)?.growth ?? null
    case 'realGrowth':
    case 'producerPrice':
    case 'taxElasticity':
    case 'resourceVolumeGrowth':
    case 'nonTaxGrowth':
    case 'generalTransferGrowth':
      return fiscal[address.lever]
    default:
      return null
  }
}

/** What the catalogue says for a lever in a year; standards are read from the result of the catalogue's own run. */
export function catalogueValue(
  catalogue: Catalogue,
  base: SimulationResult | undefined,
  address: Address & { readonly from: number },
): number | null {
  const year = Math.min(Math.max(address.from, catalogue.baseYear), catalogue.horizonYear)
  const path = cataloguePath(catalogue, address)
  if (path !== null) return pathValues(path, year, year)[0] ?? null
  if (address.lever === 'coverage') return catalogue.items.find(({ id }) => id === address.target)?.coverage.value ?? null
  if (address.lever === 'standard' && base !== undefined)
    return standardPath(base, address.target ?? '', address.area)[year - catalogue.baseYear] ?? null
  if (address.lever === 'threshold')
    return Object.entries(catalogue.fiscal.thresholds).find(([id]) => id === address.target)?.[1].value ?? null
  return null
}
