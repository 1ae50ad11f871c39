import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { programPlaces } from './places'

/** What the shells say before there is a window, or outside of it. */
export interface ShellWords {
  readonly menu: Readonly<Record<string, string>>
  readonly terminal: Readonly<Record<string, string>>
}

/** The user's language as the system has it; not Chinese is English. */
export function systemLanguage(env: NodeJS.ProcessEnv): 'zh-CN' | 'en' {
  const given = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || Intl.DateTimeFormat().resolvedOptions().locale
  return /^zh/i.test(given) ? 'zh-CN' : 'en'
}

export function shellWords(from: string, language: 'zh-CN' | 'en'): ShellWords {
  const path = join(dirname(programPlaces(from).packageJson), 'renderer/i18n/shell.json')
  const all = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, ShellWords>>
  return all[language] ?? { menu: {}, terminal: {} }
}

/** A sentence with its places filled in. */
export const said = (words: ShellWords, key: string, params: Readonly<Record<string, string | number>> = {}): string =>
  (words.terminal[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''))
