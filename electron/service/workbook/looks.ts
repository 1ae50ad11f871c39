import type { CellLook } from '../table/cellWorkbook'
import type { FigureFormat } from './blocks'

/** Why a figure stands in a cell: it is worked out, given, from the population projection, or may be changed. */
export type FigureKind = 'computed' | 'given' | 'people' | 'changed'

export const looks = {
  title: { size: 14, bold: true },
  note: { colour: '5B6770' },
  head: { bold: true, fill: 'DCE9EC', align: 'left' },
  headNumber: { bold: true, fill: 'DCE9EC', align: 'right' },
  band: { bold: true, colour: '1F4E5F', fill: 'F1F5F6' },
  text: {},
  soft: { colour: '808890' },
  wrapped: { wrap: true },
  strong: { bold: true },
  verdict: { align: 'right' },
  link: { colour: '1B5E8C', underline: true },
} as const satisfies Record<string, CellLook>

const numberFormats: Readonly<Record<FigureFormat, string>> = {
  money: '#,##0;[Red]-#,##0',
  count: '#,##0.0',
  price: '#,##0.00',
  percent: '0.00%',
  ratio: '0.000',
  factor: '0.0000',
}

const kinds: Readonly<Record<FigureKind, CellLook>> = {
  computed: {},
  given: { colour: '1B4F8C' },
  people: { colour: '2E6B3A' },
  changed: { colour: '1B4F8C', fill: 'FFF6D6' },
}

const known = new Map<string, CellLook>()

/** How a figure looks; the same object for the same look. */
export function figureLook(kind: FigureKind, format: FigureFormat): CellLook {
  const key = `${kind} ${format}`
  const found = known.get(key) ?? { ...kinds[kind], format: numberFormats[format] }
  known.set(key, found)
  return found
}

/** Every look of a sheet of figures. */
export const figureLooks = (): readonly CellLook[] => [
  ...Object.values(looks),
  ...(['computed', 'given', 'people', 'changed'] as const).flatMap((kind) =>
    (['money', 'count', 'price', 'percent', 'ratio', 'factor'] as const).map((format) => figureLook(kind, format)),
  ),
]
