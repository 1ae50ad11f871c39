/** The plane a lever's curve is drawn and dragged on: years across, values up. */
export interface CurvePlane {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly years: readonly number[]
  readonly low: number
  readonly high: number
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Room around the values: at least as much as makes a sensible change visible. */
export function curvePlane(
  years: readonly number[],
  shown: readonly (readonly number[])[],
  step: number,
  { width, height }: Size,
): CurvePlane {
  const all = shown.flat()
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const room = Math.max(most - least, step * 60) / 2
  return { width, height, left: 40, right: 18, top: 6, bottom: 20, years, low: least - room, high: most + room }
}

export const xOf = (plane: CurvePlane, year: number): number => {
  const span = Math.max(1, plane.years.length - 1)
  return plane.left + ((plane.width - plane.left - plane.right) * (year - (plane.years[0] ?? year))) / span
}

export const yOf = (plane: CurvePlane, value: number): number =>
  plane.top + ((plane.height - plane.top - plane.bottom) * (plane.high - value)) / (plane.high - plane.low)

/** The value at a height; the plane goes on above and below what is seen of it. */
export const valueAt = (plane: CurvePlane, y: number): number =>
  plane.high - ((y - plane.top) * (plane.high - plane.low)) / (plane.height - plane.top - plane.bottom)

/** A line through the values, as an SVG path. */
export const pathOf = (plane: CurvePlane, values: readonly number[]): string =>
  values.map((value, k) => `${k === 0 ? 'M' : 'L'}${round(xOf(plane, plane.years[k] ?? 0))} ${round(yOf(plane, value))}`).join('')

/** The part of a range that is seen: top and height of its band. */
export function bandOf(plane: CurvePlane, [low, high]: readonly [number, number]): { readonly y: number; readonly height: number } {
  const [top, foot] = [plane.top, plane.height - plane.bottom]
  const within = (y: number): number => Math.min(foot, Math.max(top, y))
  const y = within(yOf(plane, high))
  return { y, height: within(yOf(plane, low)) - y }
}

/** Round values for the scale, three to six of them. */
export function ticksOf({ low, high }: CurvePlane, scale: number): readonly number[] {
  const span = (high - low) * scale
  let size = 1
  while (size > span) size /= 10
  while (size * 10 <= span) size *= 10
  const step = [size / 5, size / 2, size, size * 2].find((each) => span / each <= 6) ?? size * 5
  const first = Math.ceil((low * scale) / step)
  return Array.from(
    { length: Math.floor((high * scale) / step) - first + 1 },
    (_, k) => Number(((first + k) * step).toPrecision(10)) / scale,
  )
}

const round = (value: number): string => value.toFixed(1)
