import { pathValues } from '../catalogue/path'
import type { Catalogue, TargetCost } from '../catalogue/schema'
import type { Projection } from '../population/project'
import type { Inputs } from '../scenario/fiscalInputs'
import type { Override } from '../scenario/document'
import { localPayers, type Structure } from '../structure'
import { changedValue, changesOf, flowPath, runPath } from './aim'
import { birthsOf, personsOf, type AgeRange } from './people'
import { isForBaseYear, isMetByClosing, isUnread, knownInRun, targetOf, type Told } from './readings'

type PartName = 'capital' | 'running'

/** Id of a part of a cost, as a change of its unit cost names it. */
export const costPartId = (cost: string, part: PartName): string => `${cost}.${part}`

const isFlow = ({ measure }: TargetCost): boolean => measure.kind === 'total' || measure.kind === 'births'

/** Inputs of the costs outside the items that no scenario moves: kinds, useful lives, who pays. */
export function fixedTargetInputs({ catalogue }: Structure): Inputs {
  const { targetCosts, items } = catalogue
  const perTarget = (of: (cost: TargetCost) => number): Float64Array => Float64Array.from(targetCosts, of)
  const shares = (part: PartName): Float64Array =>
    Float64Array.from(targetCosts.flatMap((cost) => localPayers.map((payer) => cost[part]?.payers[payer] ?? 0)))
  const registration = new Set(targetCosts.flatMap(({ measure }) => (measure.kind === 'unregistered' ? measure.items : [])))
  return new Map([
    ['isStock', perTarget((cost) => (isFlow(cost) ? 0 : 1))],
    ['isUnregistered', perTarget(({ measure }) => (measure.kind === 'unregistered' ? 1 : 0))],
    ['followsRegistration', Float64Array.from(items, ({ id }) => (registration.has(id) ? 1 : 0))],
    ['targetBaseFlow', perTarget(({ baseFlow }) => baseFlow?.value ?? 0)],
    ['hasBaseFlow', perTarget(({ baseFlow }) => (baseFlow === undefined ? 0 : 1))],
    ['targetUsefulLife', perTarget(({ usefulLife, notRenewed }) => (notRenewed === undefined ? (usefulLife ?? 0) : 0))],
    ['targetCapitalShare', shares('capital')],
    ['targetRunningShare', shares('running')],
  ])
}

/** What of a scenario moves its targets: the readings chosen, values entered for indicators, changes of targets and unit costs. */
export const targetsKey = ({ readings, actuals }: Told, overrides: readonly Override[]): string =>
  JSON.stringify([
    readings,
    actuals.filter(({ kind, enabled }) => kind === 'indicator' && enabled),
    overrides.map(({ lever, target, mode, from, fullFrom, value }) => [lever, target, mode, from, fullFrom, value]),
  ])

/** What levels and unit costs of a run are made of. */
export interface TargetRun {
  readonly told: Told
  /** Changes of targets and of their unit costs that act. */
  readonly overrides: readonly Override[]
  readonly projection: Projection
}

const lastInputs = new WeakMap<Structure, { readonly key: string; readonly projection: Projection; readonly inputs: Inputs }>()

/**
 * Levels and unit costs by target and year, as the plan, what is known of it and the scenario ask; the last ones where
 * nothing of that changed.
 */
export function targetInputs(structure: Structure, run: TargetRun): Inputs {
  const { told, overrides, projection } = run
  const key = targetsKey(told, overrides)
  const last = lastInputs.get(structure)
  // Only rates of residents look at the people.
  const isSame = last?.key === key && (last.projection === projection || !/rate-of-whom/.test(key))
  if (last !== undefined && isSame) return last.inputs
  const [levels, capital, running] = [
    levelsOf(structure, run),
    unitCosts(structure, 'capital', overrides),
    unitCosts(structure, 'running', overrides),
  ]
  const inputs: Inputs = new Map([
    ['targetLevel', levels],
    ['targetCapitalCost', capital],
    ['targetRunningCost', running],
    ['isCosted', costed(structure, levels, [capital, running])],
  ])
  lastInputs.set(structure, { key, projection, inputs })
  return inputs
}

/** 1 for costs of which both units and a price are known in some year, and for what the items themselves say the price of. */
function costed({ catalogue, years }: Structure, levels: Float64Array, prices: readonly Float64Array[]): Float64Array {
  const isAny = (values: Float64Array, row: number): boolean =>
    values.subarray(row * years.length, (row + 1) * years.length).some((value) => value > 0)
  return Float64Array.from(catalogue.targetCosts, ({ measure }, row) =>
    measure.kind === 'unregistered' || (isAny(levels, row) && prices.some((price) => isAny(price, row))) ? 1 : 0,
  )
}

/** Persons for whom stocks are counted: of the base year throughout where the scenario reads the plan so. */
export function readGroups({ catalogue, years }: Structure, groups: Float64Array, { readings }: Pick<Told, 'readings'>): Float64Array {
  const frozen = catalogue.targetCosts.flatMap(({ indicator }, row) =>
    indicator !== undefined && isForBaseYear(indicator, readings) ? [row] : [],
  )
  if (frozen.length === 0) return groups
  const read = groups.slice()
  for (const row of frozen) read.fill(groups[row * years.length] ?? 0, row * years.length, (row + 1) * years.length)
  return read
}

/** A unit cost of a later year at prices of the base year, by the catalogue's own path of its index. */
function atBasePrices(catalogue: Catalogue, { year, index: id }: NonNullable<TargetCost['capital']>, value: number): number {
  const index = catalogue.indices.find((entry) => entry.id === id)
  if (index === undefined || year <= catalogue.baseYear) return value
  const growth = pathValues(index.growth, catalogue.baseYear + 1, year)
  return value / growth.reduce((level, rate) => level * (1 + rate), 1)
}

/** [target][year], yuan at prices of the base year; a changed cost holds from its year on and is given at the prices of the catalogue's. */
function unitCosts({ catalogue, years }: Structure, part: PartName, overrides: readonly Override[]): Float64Array {
  const values = new Float64Array(catalogue.targetCosts.length * years.length)
  catalogue.targetCosts.forEach((cost, row) => {
    const money = cost[part]
    if (money === null) return
    const path = values.subarray(row * years.length, (row + 1) * years.length)
    path.fill(atBasePrices(catalogue, money, money.cost?.central ?? 0))
    for (const change of changesOf(overrides, 'targetUnitCost', costPartId(cost.id, part)))
      for (let k = Math.max(0, change.from - catalogue.baseYear); k < path.length; k++)
        path[k] = change.mode === 'scale' ? changedValue(path[k] ?? 0, change) : atBasePrices(catalogue, money, change.value ?? 0)
  })
  return values
}

function levelsOf(structure: Structure, run: TargetRun): Float64Array {
  const { catalogue, years } = structure
  const levels = new Float64Array(catalogue.targetCosts.length * years.length)
  catalogue.targetCosts.forEach((cost, row) => {
    if (!isUnread(cost, run.told.readings)) levels.set(levelOf(structure, cost, run), row * years.length)
  })
  return levels
}

/** Units for each of the group by year. */
function levelOf({ catalogue, root }: Structure, cost: TargetCost, { told, overrides, projection }: TargetRun): Float64Array {
  const { indicators, baseYear, horizonYear } = catalogue
  const { measure, scale } = cost
  const changes = changesOf(overrides, 'targetLevel', cost.id)
  const indicator = indicators.find(({ id }) => id === cost.indicator)
  const held = (value: number, from: number): Float64Array => {
    const path = new Float64Array(horizonYear - baseYear + 1)
    path.fill(value, from - baseYear)
    for (const change of changes) path.fill(changedValue(path.at(-1) ?? 0, change), Math.max(0, change.from - baseYear))
    return path
  }
  if (indicator === undefined) {
    if (measure.kind === 'births') return held(measure.perBirth, measure.from)
    if (measure.kind === 'ages') return held(measure.share?.value ?? 0, baseYear)
    return measure.kind === 'total'
      ? flowPath(measure, measure.amount?.value ?? 0, new Map(), changes, { baseYear, horizonYear })
      : held(1, baseYear)
  }
  const { known, start } = knownInRun(catalogue, indicator, { told, root: root.code, projection })
  if (measure.kind !== 'total') {
    const path = runPath(catalogue, indicator, known, { readings: told.readings, overrides, start })
    if (isMetByClosing(indicator.id, told.readings)) path.fill(path[0] ?? 0)
    return path.map((value) => value * scale)
  }
  // A change is told in the indicator's unit.
  const scaled = changes.map((change) => (change.mode === 'set' ? { ...change, value: (change.value ?? 0) * scale } : change))
  const counted = new Map(known.map(({ year, value }) => [year, value * scale]))
  const path = flowPath(measure, targetOf(catalogue, indicator, told.readings) * scale, counted, scaled, { baseYear, horizonYear })
  // What the base year's own money delivered.
  path[0] = cost.baseFlow?.value ?? 0
  return path
}

/** Ages whose persons targets and the plan's checks ask for. */
export const rangesOf = ({ targetCosts, planChecks }: Structure['catalogue']): readonly AgeRange[] => [
  ...targetCosts.flatMap(({ measure }): readonly AgeRange[] =>
    measure.kind === 'residents' ? [{ from: 0, to: 100 }] : measure.kind === 'ages' ? [{ from: measure.from, to: measure.to }] : [],
  ),
  ...planChecks.insured.map(({ ageFrom }) => ({ from: ageFrom, to: 100 })),
]

/** [target][year]: what the units are counted for, at the end of the year; 1 where the level counts units itself. */
export function targetGroups({ catalogue, years }: Structure, projection: Projection): Float64Array {
  const groups = new Float64Array(catalogue.targetCosts.length * years.length)
  const persons = (from: number, to: number): Readonly<Float64Array> => personsOf(projection, from, to)
  const people = { persons, births: birthsOf(projection) }
  catalogue.targetCosts.forEach(({ measure }, row) => {
    for (let k = 0; k < years.length; k++) groups[row * years.length + k] = groupOf(measure, people, k)
  })
  return groups
}

/** Persons of an age range, or births, by year. */
interface People {
  readonly persons: (from: number, to: number) => Readonly<Float64Array>
  readonly births: Readonly<Float64Array>
}

function groupOf(measure: TargetCost['measure'], { persons, births }: People, k: number): number {
  switch (measure.kind) {
    case 'residents':
      return (persons(0, 100)[k] ?? 0) / measure.per
    case 'ages':
      return persons(measure.from, measure.to)[k] ?? 0
    case 'count':
      return measure.count.value
    case 'total':
      return 1
    case 'births':
      return births[k] ?? 0
    case 'unregistered':
      return 0
  }
}
