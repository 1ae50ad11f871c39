/**
 * Units of the catalogue and of the equations: a closed list, each with its dimensions, so that a wrong unit is
 * refused when a catalogue or an equation is loaded and not found by an auditor.
 *
 * A dimension is an exponent over the base quantities below. Shares and factors are pure numbers.
 */
export type BaseQuantity =
  | 'CNY'
  | 'person'
  | 'case'
  | 'household'
  | 'dwelling'
  | 'facility'
  | 'programme'
  | 'call'
  | 'file'
  | 'performance'
  | 'screening'
  | 'county'
  | 'year'
  | 'month'
  /** In equations over many items: whatever the item delivers, and one payment for it. */
  | 'delivery'
  | 'payment'

export type Dimensions = Readonly<Partial<Record<BaseQuantity, number>>>

const things = [
  'person',
  'case',
  'household',
  'dwelling',
  'facility',
  'programme',
  'call',
  'file',
  'performance',
  'screening',
  'county',
] as const
type Thing = (typeof things)[number]

export type UnitCode =
  | 'share'
  | 'rate/year'
  | 'index'
  | 'year'
  | 'children/woman'
  | 'males/female'
  | 'month/year'
  | 'CNY'
  | 'CNY/year'
  | Thing
  | `${Thing}/year`
  | `CNY/${Thing}`
  | `CNY/${Thing}/year`
  | `CNY/${Thing}/month`

const table = new Map<string, Dimensions>([
  ['share', {}],
  ['index', {}],
  ['children/woman', {}],
  ['males/female', {}],
  ['rate/year', { year: -1 }],
  ['year', { year: 1 }],
  ['month/year', { month: 1, year: -1 }],
  ['CNY', { CNY: 1 }],
  ['CNY/year', { CNY: 1, year: -1 }],
])
for (const thing of things) {
  table.set(thing, { [thing]: 1 })
  table.set(`${thing}/year`, { [thing]: 1, year: -1 })
  table.set(`CNY/${thing}`, { CNY: 1, [thing]: -1 })
  table.set(`CNY/${thing}/year`, { CNY: 1, [thing]: -1, year: -1 })
  table.set(`CNY/${thing}/month`, { CNY: 1, [thing]: -1, month: -1 })
}

export const unitCodes = [...table.keys()] as readonly string[] as readonly [UnitCode, ...UnitCode[]]

/** Dimensions of a unit code. @throws RangeError for a code that is not in the closed list. */
export function dimensionsOf(code: string): Dimensions {
  const found = table.get(code)
  if (found === undefined) throw new RangeError(`unknown unit: ${code}`)
  return found
}

/** Dimensions of a product; a power of -1 divides. Zero exponents are dropped. */
export function multiplyDimensions(a: Dimensions, b: Dimensions, power: 1 | -1 = 1): Dimensions {
  const product: Partial<Record<BaseQuantity, number>> = { ...a }
  for (const [base, exponent] of Object.entries(b) as [BaseQuantity, number][]) {
    const sum = (product[base] ?? 0) + power * exponent
    if (sum === 0) delete product[base]
    else product[base] = sum
  }
  return product
}

export function sameDimensions(a: Dimensions, b: Dimensions): boolean {
  return Object.keys(multiplyDimensions(a, b, -1)).length === 0
}
