import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TextWords } from '../../models/explain/text'
import { programPlaces } from '../service/places'
import { UsageError } from './output'

type Texts = { readonly [key: string]: string | Texts }

/** Words of the windows for text on a terminal; Chinese where nothing else is asked for. */
export function wordsIn(language: string | undefined, from: string): TextWords {
  const wanted = language ?? 'zh'
  if (wanted !== 'zh' && wanted !== 'en') throw new UsageError('--language needs zh or en')
  const file = join(programPlaces(from).words, wanted === 'zh' ? 'zh-CN.json' : 'en.json')
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Texts
  return {
    language: wanted,
    say(key, given = {}) {
      const found = key.split('.').reduce<string | Texts | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), texts)
      return typeof found === 'string' ? found.replace(/\{(\w+)\}/g, (_, name: string) => given[name] ?? '') : undefined
    },
  }
}
