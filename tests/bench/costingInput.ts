import type { Catalogue } from '../../models/catalogue/schema'
import { createModel, runModel } from '../../models/model'
import type { Scenario } from '../../models/scenario/document'
import { localPayers } from '../../models/structure'

/** What a plain loop needs to cost a scenario, as one row of numbers, and what it has to come to. */
export interface Costing {
  readonly row: Float64Array
  readonly expenditure: Float64Array
  readonly paid: Float64Array
}

/** The numbers of a run of the model, in the order in which costing.cpp takes them. */
export function costingOf(catalogue: Catalogue, scenario: Scenario): Costing {
  const model = createModel(catalogue)
  runModel(model, scenario)
  const { compiled, structure } = model
  const { items, components, cells, years, space, standards } = { ...structure, items: structure.catalogue.items }
  const block = (name: string): Float64Array => compiled.block(name).data
  const index = (name: string): Int32Array => space.mappings[name]?.index ?? new Int32Array()
  const byHead = block('isPaidByHead')
  const size = cells.length * years.length
  const parts: readonly ArrayLike<number>[] = [
    [components.length, items.length, space.elements.group.length, standards.length, localPayers.length, cells.length, years.length],
    ...['itemOf', 'standardOf', 'groupOf'].map(index),
    ...[
      'baseQuantity',
      'weight',
      'payments',
      'fiscalShare',
      'wholePerNational',
      'centralShare',
      'isPaidByHead',
      'driverShare',
      'coverage',
      'standard',
    ].map(block),
    block('nationalUnitCost'),
    // What grants pay follows from sums over all places; the loop is given it.
    block('central').map((value, k) => (byHead[Math.floor(k / size)] === 0 ? value : 0)),
    block('localShare'),
  ]
  const row = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    row.set(part, at)
    at += part.length
  }
  return { row, expenditure: block('expenditure').slice(), paid: block('paid').slice() }
}
