import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, sep } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/** Files of our own below the given folders, with forward slashes from the project's root. */
export function sourceFiles(folders: readonly string[], pattern: RegExp): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => posix.join(folder, name.split(sep).join('/'))),
    )
    .filter((path) => pattern.test(path) && !path.includes('node_modules/') && !path.includes('/fixtures/'))
}

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8')

export interface Import {
  readonly source: string
  readonly typeOnly: boolean
}

/** Everything a source text imports: static, re-exported, dynamic or required. */
export function importsOf(text: string): readonly Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"])\/\/.*$/gm, '$1')
  const found: Import[] = []
  for (const match of code.matchAll(/\b(import|export)\s+(type\s+)?((?:[\w$*{}\s,]|\bas\b)*?)\s*from\s*['"]([^'"]+)['"]/g)) {
    const names = /\{([^}]*)\}/.exec(match[3] ?? '')?.[1]
    const bare = (match[3] ?? '').replace(/\{[^}]*\}/, '').replace(/[\s,]/g, '')
    const allTypes =
      names !== undefined &&
      bare === '' &&
      names.trim() !== '' &&
      names.split(',').every((name) => name.trim() === '' || name.trim().startsWith('type '))
    found.push({ source: match[4] ?? '', typeOnly: match[2] !== undefined || allTypes })
  }
  for (const match of code.matchAll(/\bimport\s+['"]([^'"]+)['"]/g)) found.push({ source: match[1] ?? '', typeOnly: false })
  for (const match of code.matchAll(/\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g))
    found.push({ source: match[1] ?? '', typeOnly: false })
  return found
}
