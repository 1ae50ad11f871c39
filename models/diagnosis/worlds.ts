import { compileModel, type CompiledModel } from '../equation/compile'
import type { InputValues } from '../equation/inputs'
import { namesIn, type Space, type Variable } from '../equation/expression'
import { equations, type Model } from '../model'
import type { Structure } from '../structure'
import { withSums } from '../tables'
import { nationalPricePaths, pricePaths } from './pricePath'

/** Groups of what moves a cost between two years, a bit each; revenue moves no cost and stands beside them. */
export const worldGroups = ['population', 'price', 'standard', 'coverage', 'sharing'] as const
export type WorldGroup = (typeof worldGroups)[number]
export const has = (set: number, group: WorldGroup): boolean => (set & (1 << worldGroups.indexOf(group))) !== 0

/**
 * Figures that are given to the worlds instead of being computed in them. Everything between them and what a unit has to
 * bear is computed by the model's own equations.
 */
export const givenBy: Readonly<Record<string, WorldGroup>> = {
  driverShare: 'population',
  plainResidents: 'population',
  coverageChange: 'coverage',
  anchor: 'coverage',
  localShare: 'sharing',
  // Of targets outside the items: how many are asked for is decided, for how many people and at which price is not.
  targetLevel: 'standard',
  targetLevelBefore: 'standard',
  flowBuilt: 'standard',
  targetGroup: 'population',
  targetGroupBefore: 'population',
  targetCapitalCost: 'price',
  targetRunningCost: 'price',
  indexLevel: 'price',
}
const standards = ['standard', 'nationalStandard']
// How the base year is spread does not move, nor what the centre's share of it is measured on.
const given = [...Object.keys(givenBy), ...standards, 'grantPart', 'respread', 'wholePerNational', 'targetBaseUnits']

/** What is looked at in the worlds. */
export const worldOutcomes = ['borne', 'targetCapitalBorne', 'targetRunningBorne', 'targetAlreadyBorne'] as const

/** The part of the equations that leads from the given figures to what each unit has to bear; `year` counts worlds in it. */
export interface Worlds {
  readonly compiled: CompiledModel
  /** Given figures, and inputs that the part reads. */
  readonly inputs: readonly string[]
}
const known = new WeakMap<Structure, Worlds>()

/** The equations of the worlds of a catalogue; they hold the figures of the worlds asked for last. */
export function worldsOf(structure: Structure): Worlds {
  const found = known.get(structure)
  if (found !== undefined) return found
  const variables = new Map(equations.map((variable) => [variable.name, variable]))
  const part = new Map<string, Variable>()
  const visit = (name: string): void => {
    const variable = variables.get(name)
    if (variable === undefined || part.has(name)) return
    const { expression, ...input } = variable
    const isGiven = given.includes(name) || expression === undefined
    part.set(name, isGiven ? input : variable)
    if (!isGiven) for (const read of namesIn(expression).current) visit(read)
  }
  for (const name of worldOutcomes) visit(name)
  const space: Space = {
    ...structure.space,
    elements: { ...structure.space.elements, year: Array.from({ length: worldCount }, (_, set) => String(set)) },
  }
  const list = [...part.values()]
  const made = {
    compiled: compileModel(list, space),
    inputs: list.flatMap(({ name, expression }) => (expression === undefined ? [name] : [])),
  }
  known.set(structure, made)
  return made
}

/** What each unit would have to bear in each world, yuan; the first world is the run's own earlier year, the last its later one. */
export interface InWorlds {
  /** [item][area][world] */
  readonly borne: Float64Array
  /** Of targets outside the items: [target][area][world], and the same without what the base year's money paid for already. */
  readonly targets: Float64Array
  readonly newTargets: Float64Array
}

/**
 * What each unit would have to bear in year `to` had only some groups moved since year `from`, and the others stood still;
 * read from the last run of the model. Bit g of a world says that group g moved.
 * @param from @param to positions of the years.
 */
export function inWorlds(model: Model, from: number, to: number): InWorlds {
  const { structure, compiled: run } = model
  const { compiled, inputs } = worldsOf(structure)
  const values = new Map<string, InputValues>()
  for (const name of inputs) {
    const { data, years } = run.block(name)
    values.set(name, years === 1 ? data.slice() : movedIn(data, years, from, to, givenBy[name] ?? 'population'))
  }
  const [price, nationalPrice] = [pricePaths(model, from, to), nationalPricePaths(model, from, to)]
  const { cells, catalogue } = structure
  values.set(
    'standard',
    standardInWorlds(run, 'standard', { from, to }, (row) => price[Math.floor(row / cells.length)] ?? 1),
  )
  values.set(
    'nationalStandard',
    standardInWorlds(run, 'nationalStandard', { from, to }, (row) => nationalPrice[row] ?? 1),
  )
  // How an increment is shared is part of how all of it is.
  values.set('localShare', movedIn(sharesOf(run), run.block('localShare').years, from, to, 'sharing'))
  values.set('isIncrementShared', new Float64Array(compiled.block('isIncrementShared').data.length))
  values.set('grantPart', new Float64Array(compiled.block('grantPart').data.length))
  compiled.run(values)
  // What the centre gives by factors is measured against what is spent in each world, so the spending comes first.
  values.set('grantPart', grantsInWorlds(run, compiled, { from, to }))
  compiled.run(values)
  const table = (name: (typeof worldOutcomes)[number], rows: number): Float64Array =>
    withSums(structure, compiled.block(name).data, rows, worldCount)
  const [capital, running, already] = (['targetCapitalBorne', 'targetRunningBorne', 'targetAlreadyBorne'] as const).map((name) =>
    table(name, catalogue.targetCosts.length),
  )
  const targets = (capital ?? new Float64Array()).map((value, k) => value + (running?.[k] ?? 0))
  return { borne: table('borne', catalogue.items.length), targets, newTargets: targets.map((value, k) => value - (already?.[k] ?? 0)) }
}

/** Parts of the local money that the levels bear in a run, [item][payer][cell][year], with increments that are shared otherwise. */
function sharesOf(run: CompiledModel): Float64Array {
  const [shares, paid, local, marks] = [run.block('localShare'), run.block('paid'), run.block('local'), run.block('isIncrementShared').data]
  if (!marks.some((mark) => mark !== 0)) return shares.data
  const [payers, cells] = [run.space.elements.payer.length, run.space.elements.cell.length]
  return shares.data.map((share, at) => {
    const row = Math.floor(at / shares.years)
    const own = Math.floor(row / (payers * cells)) * cells + (row % cells)
    const whole = local.data[own * shares.years + (at % shares.years)] ?? 0
    return marks[own] === 0 || whole === 0 ? share : (paid.data[at] ?? 0) / whole
  })
}

/** Number of worlds. */
export const worldCount = 1 << worldGroups.length

interface Span {
  readonly from: number
  readonly to: number
}

/** Rows of years as rows of worlds: the later year's value where the group moved. */
function movedIn(data: Float64Array, years: number, from: number, to: number, group: WorldGroup): Float64Array {
  const rows = data.length / years
  const out = new Float64Array(rows * worldCount)
  for (let row = 0; row < rows; row++)
    for (let set = 0; set < worldCount; set++) out[row * worldCount + set] = data[row * years + (has(set, group) ? to : from)] ?? 0
  return out
}

/**
 * A standard moved by prices, by decisions, by both: what prices did is a factor, what is left of the whole movement is
 * what was decided. A standard that was not there in the earlier year was decided as a whole.
 */
function standardInWorlds(run: CompiledModel, name: string, { from, to }: Span, priceOf: (row: number) => number): Float64Array {
  const { data, years } = run.block(name)
  const rows = data.length / years
  const out = new Float64Array(rows * worldCount)
  for (let row = 0; row < rows; row++) {
    const [first, last, price] = [data[row * years + from] ?? 0, data[row * years + to] ?? 0, priceOf(row)]
    for (let set = 0; set < worldCount; set++) {
      const [isPriced, isDecided] = [has(set, 'price'), has(set, 'standard')]
      out[row * worldCount + set] = isDecided ? (isPriced ? last : last / price) : first * (isPriced ? price : 1)
    }
  }
  return out
}

/** What the centre gives by factors: its own path where sharing moved, else the part of the spending that it paid in the earlier year. */
function grantsInWorlds(run: CompiledModel, worlds: CompiledModel, { from, to }: Span): Float64Array {
  const [part, spent, inWorld] = [run.block('grantPart'), run.block('expenditure').data, worlds.block('expenditure').data]
  const out = new Float64Array(inWorld.length)
  for (let k = 0; k < out.length; k++) {
    const [row, set] = [Math.floor(k / worldCount) * part.years, k % worldCount]
    const [before, given] = [spent[row + from] ?? 0, part.data[row + from] ?? 0]
    out[k] = has(set, 'sharing') ? (part.data[row + to] ?? 0) : before === 0 ? 0 : (inWorld[k] ?? 0) * (Math.min(given, before) / before)
  }
  return out
}
