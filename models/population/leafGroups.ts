import type { Driver } from '../catalogue/schema'
import { putStocks, type AgeGroup } from './ageGroups'
import { ages } from './lifeTable'
import type { Projection } from './project'

type Residence = AgeGroup['residence']
export type Stage = Extract<Driver, { kind: 'enrolment' }>['stages'][number]

/** First age and number of grades of each stage. Children enter at the age of six, a third of a year's entrants being seven at the year's end. */
export const stageAges: Readonly<Record<Stage, { readonly age: number; readonly grades: number; readonly shifted: boolean }>> = {
  kindergarten: { age: 3, grades: 3, shifted: false },
  primary: { age: 6, grades: 6, shifted: true },
  junior: { age: 12, grades: 3, shifted: true },
  senior: { age: 15, grades: 3, shifted: true },
}

const residences: readonly Residence[] = ['all', 'urban', 'rural']

/**
 * Groups of one leaf's people by year. Room for what is read on the way is made once for all leaves: an array costs more
 * to make than to fill.
 */
export class LeafGroups {
  private readonly projection: Projection
  private readonly stocks: Float64Array
  private readonly others: Float64Array
  /** [residence][age][index], and for which leaf each age was put down last, counted from 1. */
  private readonly cohorts: Float64Array
  private readonly known = new Int32Array(residences.length * ages)
  private leaf = 0

  constructor(projection: Projection) {
    const indices = projection.years.length + 1
    this.projection = projection
    this.stocks = new Float64Array(indices)
    this.others = new Float64Array(indices)
    this.cohorts = new Float64Array(residences.length * ages * indices)
  }

  /** Look at another leaf from now on. */
  turnTo(leaf: number): void {
    this.leaf = leaf
  }

  /** Mean of the stocks at both ends of each year. */
  fillMean(group: AgeGroup, row: Float64Array): void {
    putStocks(this.projection, this.leaf, group, this.stocks)
    for (let k = 0; k < row.length; k++) row[k] = meanOf(this.stocks, k)
  }

  /** Births are born where the women of childbearing age live: by their part of all of them. */
  fillBirths(residence: Residence, row: Float64Array): void {
    const { projection, leaf, stocks, others } = this
    const women = { ageFrom: 15, ageTo: 49, sex: 'female' } as const
    putStocks(projection, leaf, { ...women, residence }, stocks)
    putStocks(projection, leaf, { ...women, residence: 'all' }, others)
    for (let k = 0; k < row.length; k++) {
      const all = meanOf(others, k)
      const share = residence === 'all' ? 1 : all > 0 ? meanOf(stocks, k) / all : 0
      row[k] = (projection.births[leaf * row.length + k] ?? 0) * share
    }
  }

  /** Pupils of the stages: those of the autumn before. */
  fillPupils(reached: readonly Stage[], residence: Residence, row: Float64Array): void {
    const { cohorts } = this
    for (const stage of reached) {
      const { age, grades, shifted } = stageAges[stage]
      const next = row.length + 1
      const first = this.cohort(age, residence)
      for (let grade = 1; grade < grades + (shifted ? 1 : 0); grade++) this.cohort(age + grade, residence)
      for (let k = 0; k < row.length; k++) {
        let sum = 0
        for (let grade = 0, at = first + k; grade < grades; grade++, at += next) {
          const own = cohorts[at] ?? 0
          sum += shifted ? (2 * own + (cohorts[at + next] ?? 0)) / 3 : own
        }
        row[k] = (row[k] ?? 0) + sum
      }
    }
  }

  /** Persons of one age, put down once for a leaf: several stages are taught from the same ones. @returns where they begin. */
  private cohort(age: number, residence: Residence): number {
    const { projection, leaf, stocks, cohorts, known } = this
    const place = residences.indexOf(residence) * ages + age
    const at = place * stocks.length
    if (known[place] === leaf + 1) return at
    putStocks(projection, leaf, { ageFrom: age, ageTo: age, sex: 'both', residence }, stocks)
    cohorts.set(stocks, at)
    known[place] = leaf + 1
    return at
  }
}

const meanOf = (stocks: Readonly<Float64Array>, k: number): number => ((stocks[k] ?? 0) + (stocks[k + 1] ?? 0)) / 2
