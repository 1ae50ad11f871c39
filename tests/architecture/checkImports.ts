import { posix } from 'node:path'
import { importRules, layerOf, rendererHelpers } from '../../.ci/importRules.mjs'
import { importsOf } from './source'

/** What a file imports against the rules; one line per fault. */
export function importFaults(path: string, text: string): readonly string[] {
  const layer = layerOf(path)
  const rule = layer === undefined ? undefined : importRules[layer]
  if (layer === undefined || rule === undefined) return []
  return importsOf(text).flatMap(({ source, typeOnly }): readonly string[] => {
    if (source.endsWith('.css')) return []
    if (!source.startsWith('.'))
      return rule.packages.some((allowed) => allowed.test(source)) ? [] : [`${path} imports the package ${source}`]
    const target = posix.join(posix.dirname(path), source)
    const to = layerOf(`${target}/`)
    if (to !== undefined && (rule.layers.includes(to) || (layer === 'renderer' && to === 'renderer'))) return []
    if (
      to !== undefined &&
      rule.typesOnly?.includes(to) === true &&
      (typeOnly || (layer === 'renderer' && rendererHelpers.includes(target)))
    )
      return []
    return [`${path} imports ${target}`]
  })
}
