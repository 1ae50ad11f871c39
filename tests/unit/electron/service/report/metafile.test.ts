import { describe, expect, test } from 'vitest'
import { metafileOf } from '../../../../../electron/service/report/metafile'
import { chartMarkup } from '../../../../../models/report/chart'
import { element } from '../../../../../models/report/markup'

/** Records of a metafile as the format says, by nothing of the program's. */
function recordsOf(
  bytes: Uint8Array,
): readonly { readonly kind: number; readonly at: (offset: number) => number; readonly bytes: Buffer }[] {
  const file = Buffer.from(bytes)
  const records = []
  for (let start = 0; start < file.length;) {
    const [kind, size] = [file.readUInt32LE(start), file.readUInt32LE(start + 4)]
    if (size < 8 || size % 4 !== 0) throw new Error(`a record of ${String(size)} bytes`)
    const part = file.subarray(start, start + size)
    records.push({ kind, at: (offset: number) => part.readInt32LE(offset), bytes: part })
    start += size
  }
  return records
}
type Recorded = ReturnType<typeof recordsOf>[number]
const [header, polygon, polyline, windowExtent, viewportExtent, end, ellipse, text] = [1, 3, 4, 9, 11, 14, 42, 84]
const wordsOf = ({ bytes, at }: Recorded): string => bytes.subarray(at(48), at(48) + 2 * at(44)).toString('utf16le')
const pointsOf = ({ at }: Recorded): readonly (readonly [number, number])[] =>
  Array.from({ length: at(24) }, (_, k): readonly [number, number] => [at(28 + 8 * k), at(32 + 8 * k)])

const chart = {
  kind: 'chart',
  title: '图1 余缺',
  unit: '亿元（当年价，很长的单位）',
  years: Array.from({ length: 16 }, (_, k) => 2020 + k),
  lines: [
    { label: '甲', values: Array.from({ length: 16 }, (_, k) => k * 2 - 10) },
    { label: '乙', values: Array.from({ length: 16 }, (_, k) => 10 - k) },
    { label: '丙', values: Array.from({ length: 16 }, () => 3) },
    { label: '丁', values: Array.from({ length: 16 }, () => -3) },
    { label: '戊', values: Array.from({ length: 16 }, () => 1) },
    { label: '己', values: Array.from({ length: 16 }, () => 2) },
  ],
} as const

describe('a chart as a metafile', () => {
  const { bytes, ratio } = metafileOf(chartMarkup(chart), '仿宋', 156)
  const records = recordsOf(bytes)
  const [first] = records
  const of = (kind: number): readonly Recorded[] => records.filter((record) => record.kind === kind)

  test('is whole: its head tells its length, its records and its size on paper, and an end record ends it', () => {
    expect([first?.kind, first?.bytes.length, first?.at(40)]).toEqual([header, 108, 0x464d4520])
    expect([first?.at(48), first?.at(52)]).toEqual([bytes.length, records.length])
    expect(records.at(-1)?.kind).toBe(end)
    // Hundredths of a millimetre.
    expect([first?.at(32), (first?.at(32) ?? 0) / (first?.at(36) ?? 1)]).toEqual([15_600, expect.closeTo(ratio, 2)])
    const [inside, outside] = [of(windowExtent)[0], of(viewportExtent)[0]]
    expect((inside?.at(8) ?? 0) / (inside?.at(12) ?? 1)).toBeCloseTo((outside?.at(8) ?? 0) / (outside?.at(12) ?? 1), 2)
  })

  test('names every line and year, the unit and the steps of the axis', () => {
    const words = of(text).map(wordsOf)
    for (const word of ['甲', '己', '2020', '2035', '亿元（当年价，很长的单位）', '0', '\u221210']) expect(words).toContain(word)
    // Each letter has its width, behind the letters.
    for (const record of of(text)) expect(record.bytes.length).toBe(record.at(72) + 4 * record.at(44))
  })

  test('a unit wider than the room beside the axis lies within the picture', () => {
    const origin = records.find(({ kind }) => kind === 10)
    const unit = of(text).find((record) => wordsOf(record) === chart.unit)
    const wide = Array.from({ length: chart.unit.length }, (_, k) => unit?.at(unit.at(72) + 4 * k) ?? 0).reduce(
      (sum, step) => sum + step,
      0,
    )
    expect((unit?.at(36) ?? 0) - wide).toBeGreaterThanOrEqual((origin?.at(8) ?? 0) - 1)
  })

  test('draws a line through its values, and one of dashes along the same way', () => {
    const lines = of(polyline).map(pointsOf)
    const whole = lines.find((points) => points.length === 16) ?? []
    const [from, to] = [whole[0] ?? [0, 0], whole[15] ?? [0, 0]]
    // Evenly rising values are a straight line.
    whole.forEach(([x, y], k) => {
      expect(Math.abs(x - (from[0] + ((to[0] - from[0]) * k) / 15))).toBeLessThan(3)
      expect(Math.abs(y - (from[1] + ((to[1] - from[1]) * k) / 15))).toBeLessThan(3)
    })
    // Rising on paper is falling in numbers.
    expect(to[1]).toBeLessThan(from[1])
    const short = lines.filter((points) => points.length < 4 && (points[0]?.[0] ?? 0) >= from[0] && (points.at(-1)?.[0] ?? 0) <= to[0])
    expect(short.length).toBeGreaterThan(100)
  })

  test('tells lines apart by their marks', () => {
    expect(of(ellipse).length).toBeGreaterThan(3)
    expect(new Set(of(polygon).map((record) => record.at(24)))).toEqual(new Set([3, 4]))
  })
})

test('what charts are not drawn with is refused, not left out', () => {
  const drawing = element('svg', '', [element('rect', '', [])], { viewBox: '0 0 10 10' })
  expect(() => metafileOf(drawing, 'x', 10)).toThrow(RangeError)
})
