import { unitFlags } from './fiscal/unitFlags'
import { evidenceOf } from './fiscal/evidence'
import { firstUncoveredYear } from './fiscal/flag'
import type { Model, Run } from './model'
import { summarise } from './population/summary'
import type { Evidence, ResultLayout, RunNotice, SimulationResult, UnitResult } from './result'
import { areasOf } from './scenario/apply'
import { accountedYears } from './scenario/fiscalInputs'
import { localPayers } from './structure'

/** Put the figures of a run into the form that screens, print and command line read: the root's sums beside its parts. */
export function assembleResult(model: Model, run: Run): SimulationResult {
  const { structure, compiled, grades } = model
  const { catalogue, years } = structure
  const layout: ResultLayout = {
    years,
    areas: areasOf(structure),
    items: catalogue.items.map((item) => item.id),
    components: structure.components.map((entry) => entry.id),
    standards: structure.standards.map((entry) => entry.id),
    payers: ['central', 'region', 'league', 'banner', 'total'],
  }
  const expenditure = payersTable(model)
  const lastActualYear = catalogue.baseYear + accountedYears(structure) - 1
  const { byItem, total } = evidenceByItem(model, catalogue.targetYear - catalogue.baseYear)
  const quantity = withRootSum(compiled.block('quantity').data, layout.components.length, structure.cells.length, years.length)
  const summary = summarise(run.projection, [structure.root.code, ...structure.leaves.map((leaf) => leaf.code)])
  const partial = {
    layout,
    expenditure,
    fundPaid: withRootSum(compiled.block('fundPaid').data, layout.items.length, structure.cells.length, years.length),
    borne: withRootSum(compiled.block('borne').data, layout.items.length, structure.cells.length, years.length),
    quantity,
    standard: standardsTable(model),
    units: unitResults(model, lastActualYear),
    population: summary.population.map((area) => ({ ...area, grade: grades.population.get(area.region) ?? ('D' as const) })),
    pyramid: summary.pyramid,
    evidence: { total, byItem },
    itemGrades: grades.items,
    notices: [
      ...run.applied.notices,
      ...clampNotices(
        run,
        structure.leaves.map((leaf) => leaf.code),
        catalogue.baseYear,
      ),
    ],
    levers: run.applied.levers,
    outlook: run.applied.population.outlook,
    lastActualYear,
    targetYear: catalogue.targetYear,
  }
  return { ...partial, flags: unitFlags(structure, partial, compiled.block('priorClaims').data, run.applied.thresholds) }
}

/** [row][cell][year] with the sum over cells put first in each row. */
export function withRootSum(data: Float64Array, rows: number, cells: number, years: number): Float64Array {
  const out = new Float64Array(rows * (cells + 1) * years)
  for (let row = 0; row < rows; row++) {
    const target = row * (cells + 1) * years
    const source = row * cells * years
    out.set(data.subarray(source, source + cells * years), target + years)
    for (let cell = 0; cell < cells; cell++) {
      for (let t = 0; t < years; t++) out[target + t] = (out[target + t] ?? 0) + (data[source + cell * years + t] ?? 0)
    }
  }
  return out
}

/** [item][area][payer, total last][year]. */
function payersTable({ structure, compiled }: Model): Float64Array {
  const [items, cells, years] = [structure.catalogue.items.length, structure.cells.length, structure.years.length]
  const central = compiled.block('central').data
  const paid = compiled.block('paid').data
  const total = compiled.block('expenditure').data
  const rows = localPayers.length + 2
  const out = new Float64Array(items * (cells + 1) * rows * years)
  for (let item = 0; item < items; item++) {
    for (let cell = 0; cell < cells; cell++) {
      for (let row = 0; row < rows; row++) {
        const source = row === 0 ? central : row === rows - 1 ? total : paid
        const from = (row === 0 || row === rows - 1 ? item * cells + cell : (item * localPayers.length + row - 1) * cells + cell) * years
        const to = ((item * (cells + 1) + cell + 1) * rows + row) * years
        const root = (item * (cells + 1) * rows + row) * years
        for (let t = 0; t < years; t++) {
          const value = source[from + t] ?? 0
          out[to + t] = value
          out[root + t] = (out[root + t] ?? 0) + value
        }
      }
    }
  }
  return out
}

/** [standard][area][year]; the root's row is the mean weighted with what is delivered at the standard. */
function standardsTable({ structure, compiled }: Model): Float64Array {
  const [cells, years] = [structure.cells.length, structure.years.length]
  const standard = compiled.block('standard').data
  const quantity = compiled.block('quantity').data
  const standardOf = structure.space.mappings['standardOf']?.index ?? new Int32Array()
  const out = new Float64Array(structure.standards.length * (cells + 1) * years)
  for (let s = 0; s < structure.standards.length; s++) {
    const component = standardOf.indexOf(s)
    for (let t = 0; t < years; t++) {
      let [money, delivered] = [0, 0]
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      for (let cell = 0; cell < cells; cell++) {
        const value = standard[(s * cells + cell) * years + t] ?? 0
        const weight = component < 0 ? 0 : (quantity[(component * cells + cell) * years + t] ?? 0)
        out[(s * (cells + 1) + cell + 1) * years + t] = value
        if (weight > 0) [low, high] = [Math.min(low, value), Math.max(high, value)]
        money += value * weight
        delivered += weight
      }
      out[s * (cells + 1) * years + t] = delivered <= 0 ? (standard[s * cells * years + t] ?? 0) : low === high ? low : money / delivered
    }
  }
  return out
}

function unitResults({ structure, compiled, grades }: Model, lastActualYear: number): readonly UnitResult[] {
  const years = structure.years.length
  const row = (name: string, unit: number): Float64Array => compiled.block(name).data.slice(unit * years, (unit + 1) * years)
  const ratio = compiled.block('residualRatio').data.slice()
  return areasOf(structure).map((code, unit): UnitResult => {
    const last = unit === structure.cells.length
    return {
      code,
      level: unit === 0 ? 'consolidated' : last ? 'own' : structure.leaves[unit - 1]?.level === 'banner' ? 'banner' : 'league',
      resources: row('unitResources', unit),
      required: row('unitRequired', unit),
      capacity: row('capacity', unit),
      margin: row('margin', unit),
      coverageRatio: row('coverageRatio', unit),
      ownRevenue: row('unitOwnRevenue', unit),
      generalTransfers: row('unitGeneralTransfers', unit),
      residual:
        unit === 0
          ? {
              priorClaims: compiled.block('priorClaims').data.slice(),
              ratio,
              firstYear: firstUncoveredYear({ years: structure.years, lastActualYear, ratio }),
            }
          : null,
      grade: grades.accounts.get(code) ?? 'D',
    }
  })
}

function evidenceByItem(
  { structure, compiled, grades }: Model,
  year: number,
): { readonly byItem: readonly Evidence[]; readonly total: Evidence } {
  const [cells, years] = [structure.cells.length, structure.years.length]
  const cost = compiled.block('fiscalCost').data
  const parts = structure.components.map((entry, k) => {
    let amount = 0
    for (let cell = 0; cell < cells; cell++) amount += cost[(k * cells + cell) * years + year] ?? 0
    return { item: entry.item, grade: grades.components[k] ?? 'D', amount }
  })
  return {
    byItem: structure.catalogue.items.map((item) => evidenceOf(parts.filter((part) => part.item === item))),
    total: evidenceOf(parts),
  }
}

function clampNotices(run: Run, leaves: readonly string[], firstYear: number): readonly RunNotice[] {
  const years = run.projection.clamped.length / leaves.length
  return leaves.flatMap((code, leaf) => {
    const rows = run.projection.clamped.subarray(leaf * years, (leaf + 1) * years)
    const persons = rows.reduce((sum, value) => sum + value, 0)
    const first = rows.findIndex((value) => value > 0)
    return persons > 0 ? [{ code: 'population-clamped' as const, params: { area: code, persons, year: firstYear + first } }] : []
  })
}
