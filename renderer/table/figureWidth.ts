/** How wide signs are beside a digit; figures have digits of one width. */
const widths = new Map<string, number>([
  ...[...'0123456789'].map((sign) => [sign, 1] as const),
  ...[...'.,:'].map((sign) => [sign, 0.5] as const),
  ...[...'+-\u2212'].map((sign) => [sign, 1.1] as const),
  [' ', 0.4],
  ['%', 1.6],
])
/** Letters are mostly narrower than a digit. From the dash on signs are as wide as they are high: arrows, Chinese. */
const widthOf = (sign: string): number => widths.get(sign) ?? (sign < '\u2014' ? 1 : 1.85)

/** Bold digits are so much wider. */
export const boldness = 1.08

/** Width of a figure with the few words that stand in its cell, in digits: the `ch` of style sheets. */
export const figureWidth = (text: string): number => [...text].reduce((sum, sign) => sum + widthOf(sign), 0)
