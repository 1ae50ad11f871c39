import type { Fund } from '../catalogue/schema'
import type { Structure } from '../structure'
import { fundLines, type FundLine } from './accountForm'
import type { LeverId, Override } from './document'
import type { Actual } from './entries'
import { yearly, type Inputs } from './fiscalInputs'
import { Mover } from './mover'

type FundActual = Extract<Actual, { kind: 'fund' }>

/** What the inputs call the lines of a fund's account. */
const names: Readonly<Record<FundLine, string>> = {
  opening: 'Opening',
  contributions: 'Contributions',
  subsidy: 'Subsidy',
  benefits: 'Benefits',
  localPart: 'LocalPart',
}

const usualInputs = new WeakMap<Structure, Inputs>()

/** The same arrays each time: what a scenario does not touch has not moved. */
function usualOf(structure: Structure): Inputs {
  const found = usualInputs.get(structure)
  if (found !== undefined) return found
  const made: Inputs = new Map()
  applyBooked(structure, [], made)
  const unmoved = new Mover(structure.catalogue.baseYear)
  applyGrowth(structure, [], made, unmoved)
  applyPooled(structure, [], made, unmoved)
  applyKnown(structure, [], made)
  usualInputs.set(structure, made)
  return made
}

/** Inputs of the funds' equations: the catalogue's, what was booked, and how the scenario lets them grow. */
export function applyFunds(
  structure: Structure,
  overrides: readonly Override[],
  actuals: readonly Actual[],
  inputs: Inputs,
  mover: Mover,
): void {
  for (const [name, values] of usualOf(structure)) inputs.set(name, values)
  const booked = actuals.filter((actual) => actual.kind === 'fund')
  if (booked.length > 0) {
    applyBooked(structure, booked, inputs)
    applyKnown(structure, booked, inputs)
  }
  if (overrides.some(({ lever }) => lever !== 'pooledGrowth')) applyGrowth(structure, overrides, inputs, mover)
  if (overrides.some(({ lever }) => lever === 'pooledGrowth')) applyPooled(structure, overrides, inputs, mover)
}

function applyKnown({ catalogue, years }: Structure, booked: readonly FundActual[], inputs: Inputs): void {
  const known = new Float64Array(catalogue.funds.length * years.length)
  catalogue.funds.forEach((fund, row) => {
    const own = booked.filter(({ target }) => target === fund.id)
    known.set(knownYears(fund, own, years, catalogue.baseYear), row * years.length)
  })
  inputs.set('isFundKnown', known)
}

/** Years for which a balance can be worked out: where it starts, what comes in and what is paid are all known by then. */
function knownYears(fund: Fund, booked: readonly FundActual[], years: readonly number[], baseYear: number): Float64Array {
  const firstOf = (line: 'contributions' | 'benefits', isKnown: boolean): number =>
    isKnown ? baseYear : Math.min(...booked.flatMap((entry) => (entry[line] === undefined ? [] : [entry.year])))
  const flows = Math.max(
    firstOf('contributions', (fund.contributions?.amount ?? null) !== null),
    firstOf('benefits', fund.pays.length > 0 || (fund.benefits?.amount ?? null) !== null),
  )
  const starts = new Set(booked.flatMap((entry) => (entry.opening === undefined ? [] : [entry.year])))
  if (fund.opening !== null) starts.add(baseYear)
  let isOpen = false
  return Float64Array.from(years, (year) => {
    isOpen = year >= flows && (isOpen || starts.has(year))
    return isOpen ? 1 : 0
  })
}

function applyBooked({ catalogue, years }: Structure, booked: readonly FundActual[], inputs: Inputs): void {
  const { funds, baseYear } = catalogue
  for (const line of fundLines) {
    const [is, of] = [new Float64Array(funds.length * years.length), new Float64Array(funds.length * years.length)]
    for (const entry of booked) {
      const value = entry[line]
      if (value === undefined) continue
      const at = funds.findIndex(({ id }) => id === entry.target) * years.length + entry.year - baseYear
      is[at] = 1
      of[at] = value
    }
    inputs.set(`is${names[line]}Booked`, is)
    inputs.set(`booked${names[line]}`, of)
  }
}

/** Growth of contributions and benefits beside that of the group, where the scenario moves it: the catalogue's path with the changes in it. */
function applyGrowth(structure: Structure, overrides: readonly Override[], inputs: Inputs, mover: Mover): void {
  const { catalogue, years } = structure
  for (const [lever, flow, name] of [
    ['fundContributionGrowth', 'contributions', 'ContributionGrowth'],
    ['fundBenefitGrowth', 'benefits', 'BenefitGrowth'],
  ] as const satisfies readonly (readonly [LeverId, 'contributions' | 'benefits', string])[]) {
    const [is, of] = [new Float64Array(catalogue.funds.length * years.length), new Float64Array(catalogue.funds.length * years.length)]
    catalogue.funds.forEach((fund, row) => {
      const own = overrides.filter((o) => o.lever === lever && o.target === fund.id)
      if (own.length === 0) return
      const path = flowGrowth(structure, fund, flow, inputs)
      const moved = path.slice()
      for (const override of own) mover.move(override, [moved])
      for (let k = 1; k < years.length; k++) {
        if (moved[k] === path[k]) continue
        is[row * years.length + k] = 1
        of[row * years.length + k] = moved[k] ?? 0
      }
    })
    inputs.set(`is${name}Moved`, is)
    inputs.set(`moved${name}`, of)
  }
}

/** Growth of a flow by year without a change: its own rate, or that of its index as the scenario has it. */
function flowGrowth({ catalogue, years }: Structure, fund: Fund, flow: 'contributions' | 'benefits', inputs: Inputs): Float64Array {
  const { index, rate } = fund[flow] ?? {}
  const row = catalogue.indices.findIndex(({ id }) => id === index)
  const growth = inputs.get('indexGrowth')
  const of =
    growth instanceof Float64Array && row >= 0
      ? growth.subarray(row * years.length, (row + 1) * years.length)
      : new Float64Array(years.length)
  return of.map((value) => value + (rate?.value ?? 0))
}

/** From which year a fund is pooled by the nation, and how the local part grows. */
function applyPooled(structure: Structure, overrides: readonly Override[], inputs: Inputs, mover: Mover): void {
  const { catalogue, years } = structure
  const size = catalogue.funds.length * years.length
  const [isPooled, isFirst, growth] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)]
  catalogue.funds.forEach(({ id, pooledFrom, pooledGrowth }, row) => {
    if (pooledFrom === null || pooledGrowth === null) return
    const path = yearly(structure, pooledGrowth)
    for (const o of overrides) if (o.lever === 'pooledGrowth' && o.target === id) mover.move(o, [path])
    years.forEach((year, k) => {
      // What was agreed goes on from what was paid in the year before.
      if (year >= pooledFrom && k > 0) isPooled[row * years.length + k] = 1
      if (year === Math.max(pooledFrom, catalogue.baseYear + 1)) isFirst[row * years.length + k] = 1
    })
    growth.set(path, row * years.length)
  })
  inputs.set('isPooled', isPooled)
  inputs.set('isPooledFirst', isFirst)
  inputs.set('pooledGrowth', growth)
}
