import { unitFlags } from './fiscal/unitFlags'
import { evidenceOf } from './fiscal/evidence'
import { firstUncoveredYear } from './fiscal/flag'
import type { Model, Run } from './model'
import { summarise } from './population/summary'
import type { Evidence, ResultLayout, RunNotice, SimulationResult, UnitResult } from './result'
import { accountedYears } from './scenario/fiscalInputs'
import { localPayers, type Structure } from './structure'

/** Put the figures of a run into the form that screens, print and command line read: the root's sums beside its parts. */
export function assembleResult(model: Model, run: Run): SimulationResult {
  const { structure, compiled, grades } = model
  const { catalogue, years } = structure
  const layout: ResultLayout = {
    years,
    areas: structure.areas.map(({ code }) => code),
    items: catalogue.items.map((item) => item.id),
    components: structure.components.map((entry) => entry.id),
    standards: structure.standards.map((entry) => entry.id),
    payers: ['central', 'region', 'league', 'banner', 'total'],
  }
  const expenditure = payersTable(model)
  const lastActualYear = catalogue.baseYear + accountedYears(structure) - 1
  const { byItem, total } = evidenceByItem(model, catalogue.targetYear - catalogue.baseYear)
  const quantity = withSums(structure, compiled.block('quantity').data, layout.components.length)
  const summary = summarise(
    run.projection,
    structure.areas.filter(({ level }) => level !== 'own').map(({ code }) => ({ code, leaves: structure.leavesIn.get(code) ?? [] })),
  )
  const partial = {
    layout,
    expenditure,
    fundPaid: withSums(structure, compiled.block('fundPaid').data, layout.items.length),
    borne: withSums(structure, compiled.block('borne').data, layout.items.length),
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

/** [row][cell][year] as [row][area][year]: every area the sum of its cells, added in their order. */
export function withSums({ areas, cells, years }: Structure, data: Float64Array, rows: number): Float64Array {
  const out = new Float64Array(rows * areas.length * years.length)
  for (let row = 0; row < rows; row++)
    areas.forEach((area, a) => {
      const target = (row * areas.length + a) * years.length
      for (const cell of area.cells) addRow(out, target, data, (row * cells.length + cell) * years.length, years.length)
    })
  return out
}

function addRow(out: Float64Array, to: number, data: Float64Array, from: number, length: number): void {
  for (let t = 0; t < length; t++) out[to + t] = (out[to + t] ?? 0) + (data[from + t] ?? 0)
}

/** [item][area][payer, total last][year]. */
function payersTable({ structure, compiled }: Model): Float64Array {
  const { areas, cells, years, catalogue } = structure
  const [central, paid, total] = ['central', 'paid', 'expenditure'].map((name) => compiled.block(name).data)
  const rows = localPayers.length + 2
  const out = new Float64Array(catalogue.items.length * areas.length * rows * years.length)
  for (let item = 0; item < catalogue.items.length; item++) {
    areas.forEach((area, a) => {
      for (let row = 0; row < rows; row++) {
        const source = row === 0 ? central : row === rows - 1 ? total : paid
        const first = row === 0 || row === rows - 1 ? item * cells.length : (item * localPayers.length + row - 1) * cells.length
        const to = ((item * areas.length + a) * rows + row) * years.length
        for (const cell of area.cells) if (source !== undefined) addRow(out, to, source, (first + cell) * years.length, years.length)
      }
    })
  }
  return out
}

/** [standard][area][year]; where an area has several cells, the mean weighted with what is delivered at the standard. */
function standardsTable({ structure, compiled }: Model): Float64Array {
  const { areas, cells, years } = structure
  const standard = compiled.block('standard').data
  const quantity = compiled.block('quantity').data
  const standardOf = structure.space.mappings['standardOf']?.index ?? new Int32Array()
  const out = new Float64Array(structure.standards.length * areas.length * years.length)
  const valueAt = (s: number, cell: number, t: number): number => standard[(s * cells.length + cell) * years.length + t] ?? 0
  for (let s = 0; s < structure.standards.length; s++) {
    const component = standardOf.indexOf(s)
    areas.forEach((area, a) => {
      const to = (s * areas.length + a) * years.length
      for (let t = 0; t < years.length; t++)
        out[to + t] = area.cells.length === 1 ? valueAt(s, area.cells[0] ?? 0, t) : mean(area.cells, s, component, t)
    })
  }
  function mean(members: readonly number[], s: number, component: number, t: number): number {
    let [money, delivered] = [0, 0]
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const cell of members) {
      const value = valueAt(s, cell, t)
      const weight = component < 0 ? 0 : (quantity[(component * cells.length + cell) * years.length + t] ?? 0)
      if (weight > 0) [low, high] = [Math.min(low, value), Math.max(high, value)]
      money += value * weight
      delivered += weight
    }
    return delivered <= 0 ? valueAt(s, members[0] ?? 0, t) : low === high ? low : money / delivered
  }
  return out
}

function unitResults({ structure, compiled, grades }: Model, lastActualYear: number): readonly UnitResult[] {
  const years = structure.years.length
  const row = (name: string, unit: number): Float64Array => compiled.block(name).data.slice(unit * years, (unit + 1) * years)
  const ratio = compiled.block('residualRatio').data.slice()
  return structure.areas.map(({ code, level }, unit): UnitResult => {
    return {
      code,
      level,
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
