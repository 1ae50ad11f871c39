import { posix } from 'node:path'
import { importRules, layerOf, rendererHelpers, textFiles } from '../../.ci/importRules.mjs'
import { importsOf, scriptOf, type Import } from './source'

/** What a file imports against the rules; one line per fault. Reads the text with the compiler, not with the linter. */
export function importFaults(path: string, text: string): readonly string[] {
  const layer = layerOf(path)
  if (layer === undefined) return []
  const faults = importsOf(path, text).flatMap((found) => faultOf(path, layer, found))
  const code = scriptOf(path, text).replace(/\/\*[\s\S]*?\*\//g, '')
  if (layer.startsWith('electron/') && path !== 'electron/main/ipc.ts' && /\bipcMain\b/.test(code)) faults.push(`${path} names ipcMain`)
  return faults
}

function faultOf(path: string, layer: string, { source, typeOnly }: Import): readonly string[] {
  const rule = importRules[layer]
  if (rule === undefined) return []
  if (source === undefined) return [`${path} loads what it does not name`]
  if (source.endsWith('.css')) return []
  if (!source.startsWith('.')) return rule.packages.some((allowed) => allowed.test(source)) ? [] : [`${path} imports the package ${source}`]
  const target = posix.join(posix.dirname(path), source)
  if (layer === 'electron/service' && textFiles.includes(target)) return []
  const to = layerOf(`${target}/`)
  if (to !== undefined && rule.layers.includes(to)) return []
  const isHelper = layer === 'renderer' && rendererHelpers.includes(target)
  if (to !== undefined && rule.typesOnly?.includes(to) === true && (typeOnly || isHelper)) return []
  return [`${path} imports ${target}`]
}
