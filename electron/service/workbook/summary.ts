import type { Row } from '../../../models/equation/formula/formula'
import type { Coordinates } from '../../../models/equation/explain'
import type { TermFormulas } from '../../../models/workbook/terms'
import { localPayers, type Structure } from '../../../models/structure'
import type { FigureFormat } from './blocks'
import type { FigureSheet, Line } from './plan'
import type { Speech } from './words'

/** A total that the check compares with the program's figure. */
export interface Total {
  readonly row: Row
  readonly name: string
}

export interface Summary {
  readonly sheet: FigureSheet
  readonly totals: readonly Total[]
}

/** Totals of the whole region: the local budgets at a glance, and money by payer, domain and item. */
export function summaryOf(terms: TermFormulas, structure: Structure, speech: Speech): Summary {
  const { catalogue, root, cells } = structure
  const { words, text, of } = speech
  const lines: Line[] = []
  const totals: Total[] = []
  const all = cells.map((_, cell) => cell)
  const band = (name: string): void => void lines.push({ is: 'band', text: name })
  const put = (row: Row, path: string, name: string, payer: string, format: FigureFormat = 'money'): Row => {
    const unit = format === 'money' ? words.yuan : words.ratio
    lines.push({ is: 'figures', row, format, label: { name, area: of(root.name), payer, unit, key: `total/${path}` } })
    return row
  }
  band(words.blocks.overview)
  for (const [path, format] of glance) {
    const name = text(`equation.${path.split('/')[0] ?? ''}`)
    totals.push({ row: put(terms.row(path), path, name, '', format), name })
  }
  const ofPayer = (
    payer: string,
    name: string,
    paths: readonly (readonly [path: string, variable: string, place: Coordinates])[],
  ): void => {
    const shown = payer === 'total' ? '' : text(`payer.${payer}`)
    band(name)
    const rows = paths.map(([path, variable, place], item) =>
      put(terms.over(path, variable, place, all), path, of(catalogue.items[item]?.name), shown),
    )
    if (payer === 'total')
      for (const domain of catalogue.domains) {
        const path = `domain/${domain.id}/total/${root.code}`
        const own = rows.filter((_, item) => catalogue.items[item]?.domain === domain.id)
        put(terms.sum(path, own), path, of(domain.name), shown)
      }
    const path = `all/${payer}/${root.code}`
    totals.push({ row: put(terms.sum(path, rows), path, words.total, shown), name })
  }
  const { blocks } = words
  const perItem = (variable: string, place: Coordinates = {}, tail = ''): readonly (readonly [string, string, Coordinates])[] =>
    catalogue.items.map(({ id }, item) => [`${variable}/${id}${tail}/${root.code}`, variable, { item, ...place }])
  ofPayer('total', blocks.expenditureTotal, perItem('expenditure'))
  ofPayer('central', blocks.centralTotal, perItem('central'))
  localPayers.forEach((level, payer) => {
    ofPayer(level, blocks[`${level}Total`], perItem('paid', { payer }, `/${level}`))
  })
  band(blocks.fundTotal)
  const funds = `allFunds/${root.code}`
  totals.push({ row: put(terms.all(funds, 'fundPaid'), funds, words.total, ''), name: blocks.fundTotal })
  return { sheet: { key: 'summary', name: words.sheets.summary, lines }, totals }
}

/** Figures that an answer starts with. */
const glance: readonly (readonly [path: string, format: FigureFormat])[] = [
  ['unitRequired/consolidated', 'money'],
  ['unitResources/consolidated', 'money'],
  ['capacity/consolidated', 'money'],
  ['margin/consolidated', 'money'],
  ['coverageRatio/consolidated', 'ratio'],
  ['priorClaims', 'money'],
  ['residualRatio', 'ratio'],
  ['outsideCost', 'money'],
]
