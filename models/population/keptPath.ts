import { pathValues } from '../catalogue/path'
import type { YearPath } from '../catalogue/schema'

const paths = new WeakMap<YearPath, { readonly first: number; readonly values: Readonly<Float64Array> }>()

/** A path of the catalogue by year; worked out once, since it is the same for every leaf and in every run. */
export function keptPath(path: YearPath, first: number, years: number): Readonly<Float64Array> {
  const known = paths.get(path)
  if (known?.first === first && known.values.length === years) return known.values
  const values = pathValues(path, first, first + years - 1)
  paths.set(path, { first, values })
  return values
}
