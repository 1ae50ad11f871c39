import { chartMarkup } from './chart'
import type { ReportBlock, ReportDocument, ReportTable } from './document'

/** An element of the page as data: the window makes it live, the command line writes it as text. */
export interface Markup {
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (Markup | string)[]
}

export const element = (
  tag: string,
  className: string,
  children: readonly (Markup | string)[],
  attributes: Readonly<Record<string, string>> = {},
): Markup => ({ tag, attributes: className === '' ? attributes : { class: className, ...attributes }, children })

/** The pages of a report. */
export function reportMarkup(report: ReportDocument): Markup {
  const cover = element('header', 'cover', [
    element('h1', '', [report.title]),
    element(
      'dl',
      '',
      report.cover.flatMap(({ label, value }) => [
        element('dt', '', [label]),
        element('dd', value === '' ? 'blank' : '', value === '' ? [] : [value]),
      ]),
    ),
  ])
  const sections = report.sections.map(({ title, isWide = false, blocks }) =>
    element('section', isWide ? 'wide' : '', [element('h2', '', [title]), ...blocks.map(blockMarkup)]),
  )
  return element('article', 'report', [cover, ...sections], { lang: report.language === 'zh' ? 'zh-CN' : 'en' })
}

function blockMarkup(block: ReportBlock): Markup {
  switch (block.kind) {
    case 'table':
      return tableMarkup(block)
    case 'chart':
      return element('figure', '', [chartMarkup(block), element('figcaption', '', [block.title])])
    case 'signing':
      return element(
        'ul',
        'signing',
        block.lines.map((line) => element('li', '', [line])),
      )
    default:
      return element('p', block.kind === 'text' ? '' : block.kind, [block.text])
  }
}

/** Up to this many lines a table stays on one page: what is nearly a page itself would leave the one before half empty. */
const wholeLines = 17
/** Letters of a table's line across the page. */
const lineLetters = 42

/** Width of a cell's text in full letters. */
const widthOf = (cell: string): number => [...cell].reduce((sum, letter) => sum + (letter < '\u2e80' ? 0.5 : 1), 0)
/** Short cells keep to one line, since broken numbers and units are hard to read; sentences do not become columns of two letters. */
const [shortest, longest] = [5, 14]
const looksOf = (cell: string): string => (widthOf(cell) <= shortest ? 'short' : widthOf(cell) >= longest ? 'long' : '')

/** Lines of a table, about: as if its columns were alike. */
const linesOf = (rows: readonly (readonly string[])[]): number =>
  rows.reduce((sum, row) => sum + Math.max(1, ...row.map((cell) => Math.ceil((widthOf(cell) * row.length) / lineLetters))), 0)

function tableMarkup({ title, unit, head, rows, words, addsDown = false, isForm = false }: ReportTable): Markup {
  const isWord = new Set(words)
  const columns = head.map((cell) => element('th', looksOf(cell), [cell], { scope: 'col' }))
  const lines = rows.map((row, r) =>
    element(
      'tr',
      addsDown && r === rows.length - 1 ? 'total' : '',
      row.map((cell, k) => element('td', isWord.has(k) ? looksOf(cell) : 'figure', [cell])),
    ),
  )
  const caption = element('div', 'caption', [element('strong', '', [title]), element('span', 'unit', [unit])])
  // The caption is a row of the head: it is repeated with it, and never stands alone at the foot of a page.
  const top = element('tr', 'top', [element('th', '', [caption], { colspan: String(Math.max(1, head.length)) })])
  const classes = [linesOf(rows) <= wholeLines ? 'whole' : '', isForm ? 'form' : ''].filter((name) => name !== '').join(' ')
  return element('table', classes, [element('thead', '', [top, element('tr', '', columns)]), element('tbody', '', lines)])
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** The element as text. */
export function markupText({ tag, attributes, children }: Markup): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(value)}"`)
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : markupText(child)))
  return `<${tag}${given.join('')}>${inside.join('')}</${tag}>`
}
