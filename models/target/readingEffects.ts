import { runModel, type Model } from '../model'
import type { Scenario } from '../scenario/document'
import { bases } from '../structure'
import type { Contradiction, ReadingEffect, ReadingEffects } from './contradiction'
import { firstYearOf } from './readings'
import { targetsOf, type TargetsResult } from './targets'

/**
 * What follows from each reading of every contradiction (METHOD section 9.3): the scenario is run with the one and with the
 * other, all its other readings as they are. Afterwards the model holds the last of these runs.
 */
export function readingEffects(model: Model, scenario: Scenario): readonly ReadingEffects[] {
  const run = (readings: Scenario['readings']): TargetsResult => targetsOf(model, runModel(model, { ...scenario, readings }))
  return run(scenario.readings).contradictions.map((entry) => {
    const effects = entry.readings.map((reading, k) => {
      const { [entry.id]: _, ...others } = scenario.readings
      const readings = k === 0 ? others : { ...others, [entry.id]: reading }
      return effectOf(model, run(readings), entry, reading, readings)
    })
    return { id: entry.id, effects: effects.length > 0 ? effects : unread(model, entry) }
  })
}

function effectOf(
  model: Model,
  targets: TargetsResult,
  { subject, kind }: Contradiction,
  reading: string,
  readings: Scenario['readings'],
): ReadingEffect {
  const standing = subject.kind === 'indicator' ? targets.indicators.find(({ id }) => id === subject.id) : undefined
  const cost =
    subject.kind === 'item'
      ? itemCost(model, [subject.id])
      : kind === 'span-differs'
        ? spanCost(model, subject.id, readings)
        : outsideCost(model, targets, subject.id)
  return { reading, cost, state: standing?.state ?? null, target: standing?.target ?? null, asked: standing?.asked ?? null }
}

const yearOf = ({ structure: { catalogue } }: Model): number => catalogue.targetYear - catalogue.baseYear

/** What an indicator costs outside the items in the target year. */
function outsideCost(model: Model, { costs }: TargetsResult, indicator: string): number | null {
  const year = yearOf(model)
  const known = costs.filter((cost) => cost.indicator === indicator && (cost.capital !== null || cost.running !== null))
  if (known.length === 0) return null
  return known.reduce(
    (sum, { capital, renewal, running }) => sum + [capital, renewal, running].reduce((all, part) => all + (part?.[year] ?? 0), 0),
    0,
  )
}

/** What items cost in the target year, all payers; `factor` by cell. */
function itemCost({ structure, compiled }: Model, ids: readonly string[], factor: (cell: number) => number = () => 1): number {
  const { catalogue, cells, years } = structure
  const { data } = compiled.block('expenditure')
  const year = catalogue.targetYear - catalogue.baseYear
  let sum = 0
  catalogue.items.forEach(({ id }, item) => {
    if (!ids.includes(id)) return
    for (let cell = 0; cell < cells.length; cell++) sum += (data[(item * cells.length + cell) * years.length + year] ?? 0) * factor(cell)
  })
  return sum
}

/** A cumulative target's even amount of a year at the standard of the item that pays for one. */
function spanCost({ structure, compiled }: Model, indicator: string, readings: Scenario['readings']): number | null {
  const { catalogue, standards, cells, years } = structure
  const priced = catalogue.planChecks.spans.find((span) => span.indicator === indicator)?.priced
  const target = catalogue.indicators.find(({ id }) => id === indicator)?.target
  const row = standards.findIndex(({ id }) => id === priced?.standard)
  if (priced === undefined || target === undefined || row < 0) return null
  const standard = compiled.block('standard').data[row * cells.length * years.length + target.year - catalogue.baseYear] ?? 0
  return ((target.value * priced.scale) / (target.year - firstYearOf(catalogue, indicator, readings) + 1)) * standard
}

/** What follows where no reading can be chosen, because no figure of a run hangs on it. */
function unread(model: Model, { kind, subject }: Contradiction): readonly ReadingEffect[] {
  const none = { state: null, target: null, asked: null }
  const items = model.structure.catalogue.indicators.find(({ id }) => id === subject.id)?.linkedItems ?? []
  if (items.length === 0 || subject.kind !== 'indicator') return []
  if (kind === 'counted-once') {
    const cost = itemCost(model, items)
    return [
      { reading: 'once', cost, ...none },
      { reading: 'twice', cost: 2 * cost, ...none },
    ]
  }
  if (kind !== 'denominator-moves') return []
  const wide = registeredRatios(model)
  const isEntered = wide.some((ratio) => ratio !== 1)
  // As long as nobody says how many are registered, nothing is known of those who are not.
  return [
    { reading: 'narrow', cost: itemCost(model, items), ...none },
    { reading: 'wide', cost: isEntered ? itemCost(model, items, (cell) => 1 / (wide[cell] ?? 1)) : null, ...none },
  ]
}

/** Registered persons for each resident in the target year, by cell. */
function registeredRatios({ structure: { catalogue, cells, years }, compiled }: Model): readonly number[] {
  const { data } = compiled.block('basisRatio')
  const start = bases.indexOf('registered') * cells.length
  return cells.map((_, cell) => data[(start + cell) * years.length + catalogue.targetYear - catalogue.baseYear] ?? 1)
}
