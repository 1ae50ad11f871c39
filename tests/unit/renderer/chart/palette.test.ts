import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { lineChart, markOfLine } from '../../../../renderer/chart/lines'
import { paintedIn, paintIn, palette, palettes, themeNames, type Palette } from '../../../../renderer/chart/palette'

type Rgb = readonly [number, number, number]
const linear = (hex: string): Rgb => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((k) => {
    const c = parseInt(hex.slice(k, k + 2), 16) / 255
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  })
  return [r, g, b]
}
const luminance = ([r, g, b]: Rgb): number => 0.2126 * r + 0.7152 * g + 0.0722 * b
const contrast = (a: string, b: string): number => {
  const [x, y] = [luminance(linear(a)), luminance(linear(b))]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}
/** Machado, Oliveira and Fernandes 2009, complete protanopia, deuteranopia and tritanopia, on linear light. */
const eyes: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}
const lab = ([r, g, b]: Rgb): Rgb => {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116)
  const [x, y, z] = [
    f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047),
    f(luminance([r, g, b])),
    f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883),
  ]
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}
const seen = (hex: string, eye: string): Rgb => {
  const light = linear(hex)
  const rows = eyes[eye]
  if (rows === undefined) return lab(light)
  const [r = 0, g = 0, b = 0] = rows.map((row) => Math.max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2]))
  return lab([r, g, b])
}
/** Difference of two colours as an eye sees them, CIE 1976; 2.3 is just noticeable. */
const apart = (a: string, b: string, eye: string): number => Math.hypot(...seen(a, eye).map((value, k) => value - (seen(b, eye)[k] ?? 0)))
const lightness = (hex: string): number => lab(linear(hex))[0]
const pairs = (colours: readonly string[]): readonly (readonly [string, string])[] =>
  colours.flatMap((a, k) => colours.slice(k + 1).map((b) => [a, b] as const))

const linesOf = ({ capacity, required, third, ink, comparison }: Palette): readonly string[] => [capacity, required, third, ink, comparison]
const barsOf = ({ payers, male, female }: Palette): readonly (readonly string[])[] => [payers, [male, female]]

describe.each(themeNames)('the palette of the %s theme', (theme) => {
  const own = palettes[theme]
  test('lines of one chart are told apart by every eye', () => {
    for (const eye of ['all colours', ...Object.keys(eyes)])
      for (const [a, b] of pairs(linesOf(own))) expect(apart(a, b, eye), `${a} ${b} ${eye}`).toBeGreaterThanOrEqual(10)
  })
  test('bars, which have no dash and no mark, are told apart by every eye and on grey paper', () => {
    for (const set of barsOf(own))
      for (const [a, b] of pairs(set)) {
        for (const eye of ['all colours', ...Object.keys(eyes)]) expect(apart(a, b, eye), `${a} ${b} ${eye}`).toBeGreaterThanOrEqual(10)
        expect(Math.abs(lightness(a) - lightness(b)), `${a} ${b} in grey`).toBeGreaterThanOrEqual(9)
      }
  })
  test('what is borne and what is owed differ in lightness too', () =>
    expect(Math.abs(lightness(own.capacity) - lightness(own.required))).toBeGreaterThanOrEqual(10))
  test('every line stands out from the ground, and the letters can be read', () => {
    for (const colour of linesOf(own).filter((each) => each !== own.comparison))
      expect(contrast(colour, own.ground), colour).toBeGreaterThanOrEqual(3)
    expect(contrast(own.comparison, own.ground)).toBeGreaterThanOrEqual(2.8)
    expect(contrast(own.text, own.ground)).toBeGreaterThanOrEqual(4.5)
  })
  test('has the ground and ink of the window', () => {
    const css = readFileSync(join(import.meta.dirname, '../../../../renderer/styles/themes.css'), 'utf8')
    const block = css.slice(css.indexOf(`[data-theme='${theme}']`))
    const token = (name: string): string | undefined => new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(block)?.[1]
    expect([token('card'), token('ink'), token('focus')]).toEqual([own.ground, own.ink, own.cursor])
  })
})

describe('without any colour', () => {
  test('whole lines differ in their marks, dashed ones in their dash', () => {
    expect(new Set([0, 1, 2, 3].map(markOfLine)).size).toBe(4)
    const line = { label: 'x', values: [1, 2, 3, 4, 5, 6], colour: '#000000' }
    const chart = lineChart({ years: [1, 2, 3, 4, 5, 6], decimals: 0, lines: [line, line, { ...line, dash: [3, 3] }] })
    const [first, second, dashed] = chart.data.datasets
    expect([first?.pointStyle, second?.pointStyle]).toEqual(['circle', 'triangle'])
    expect(first?.pointRadius).not.toEqual(second?.pointRadius)
    expect([dashed?.pointRadius, dashed?.borderDash]).toEqual([0, [3, 3]])
  })
  test('points that stand alone are seen', () => {
    const chart = lineChart({ years: [1, 2, 3], decimals: 0, lines: [{ label: '', values: [null, 2, null], colour: '' }] })
    expect(chart.data.datasets[0]?.pointRadius).toBeGreaterThan(0)
  })
})

describe('the palette follows the theme', () => {
  afterEach(() => {
    paintIn('light')
  })
  test('what is built from it is built in its colours', () => {
    paintIn('dark')
    expect(palette.capacity).toBe(palettes.dark.capacity)
  })
  test('a picture for paper is light, and the screen is as it was', async () => {
    paintIn('dark')
    const order: string[] = []
    await paintedIn(
      'light',
      () => Promise.resolve(void order.push(palette.ground)),
      () => order.push(palette.ink),
    )
    expect([order, palette.ground]).toEqual([[palettes.light.ground, palettes.light.ink], palettes.dark.ground])
  })
  test('also where drawing it fails', async () => {
    paintIn('dark')
    const failing = paintedIn(
      'light',
      () => Promise.resolve(),
      () => {
        throw new Error('no canvas')
      },
    )
    await expect(failing).rejects.toThrow('no canvas')
    expect(palette.ground).toBe(palettes.dark.ground)
  })
})
