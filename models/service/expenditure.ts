import { minus, rollUp, times, where, type Variable } from '../equation/expression'

/** What it costs (METHOD section 3.3): quantity × unit cost × payments a year, the part of the general budget and of the funds. */
const money = { CNY: 1, year: -1 } as const
const section = '3.3'

export const expenditureVariables: readonly Variable[] = [
  { name: 'payments', dimensions: ['component'], unit: { payment: 1, year: -1 }, section },
  { name: 'fiscalShare', dimensions: ['component'], unit: {}, section },
  /** Items of which a fund pays any part. */
  { name: 'isPaidByFund', dimensions: ['item'], unit: {}, section },
  {
    name: 'cost',
    dimensions: ['component', 'cell', 'year'],
    unit: money,
    section,
    inPassing: true,
    expression: times('quantity', 'unitCost', 'payments'),
  },
  {
    name: 'fiscalCost',
    dimensions: ['component', 'cell', 'year'],
    unit: money,
    section,
    inPassing: 'told',
    expression: times('cost', 'fiscalShare'),
  },
  { name: 'expenditure', dimensions: ['item', 'cell', 'year'], unit: money, section, expression: rollUp('itemOf', 'fiscalCost') },
  {
    name: 'fundPaid',
    dimensions: ['item', 'cell', 'year'],
    unit: money,
    section,
    expression: where('isPaidByFund', rollUp('itemOf', minus('cost', 'fiscalCost')), 0),
  },
]
