import { expect, test } from 'vitest'
import { tableFaults } from '../../electron/service/table/faults'
import { failureCodes } from '../../electron/contract/failures'
import { leagueMeasures } from '../../models/equality/leagues'
import { fundsLines } from '../../models/fiscal/fundsLines'
import { measures } from '../../models/explain/people'
import { equalityMeasures } from '../../models/explain/equality'
import { resultFigures } from '../../models/explain/registry'
import { sideNames } from '../../models/explain/sides'
import { equations } from '../../models/model'
import { actualRefusals } from '../../models/scenario/actualRefusals'
import { overrideRefusals } from '../../models/scenario/checkOverride'
import { populationRefusals } from '../../models/scenario/checkPopulation'
import { leverIds } from '../../models/scenario/document'
import en from '../../renderer/i18n/en.json'
import zh from '../../renderer/i18n/zh-CN.json'
import { sourceFiles, textOf } from './source'

type Texts = { readonly [key: string]: string | Texts }
const flat = (texts: Texts, path = ''): Map<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  )
const [chinese, english] = [flat(zh), flat(en)]
const code = sourceFiles(['renderer'], /\.(ts|vue)$/)
  .map(textOf)
  .join('\n')
const placeholders = (text: string): string =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map((match) => match[1])
    .sort()
    .join()

test('both languages have the same keys', () => expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort()))

test('a text has the same places to fill in both languages', () => {
  for (const [key, text] of chinese) expect(placeholders(english.get(key) ?? ''), key).toBe(placeholders(text))
})

test('no text is empty, and no Chinese text is English', () => {
  for (const [key, text] of chinese) {
    expect(text.trim(), key).not.toBe('')
    if (!['app.otherLanguage'].includes(key)) expect(/\p{Script=Han}|^[%‰]/u.test(text), `${key}: ${text}`).toBe(true)
  }
  for (const [key, text] of english) if (key !== 'app.otherLanguage') expect(/\p{Script=Han}/u.test(text), `${key}: ${text}`).toBe(false)
})

test('every text that the code names exists', () => {
  const named = [...code.matchAll(/\bt\(\s*['"]([\w.-]+)['"]/g)].map((match) => match[1] ?? '')
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter((key) => !chinese.has(key))).toEqual([])
})

test('every text is used, in the windows or in what the service writes for people', () => {
  const writing = sourceFiles(['electron/service', 'electron/cli'], /\.ts$/).map(textOf)
  const all = [code, ...writing].join('\n')
  const literals = new Set([...all.matchAll(/['"`]([\w-]+(?:\.[\w-]+)+)['"`]/g)].map((match) => match[1]))
  const prefixes = [...all.matchAll(/[`'"]([\w-]+(?:\.[\w-]+)*\.)\$\{/g)].map((match) => match[1] ?? '')
  const unused = [...chinese.keys()].filter((key) => !literals.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
  expect(unused).toEqual([])
})

test('every failure has its words', () => {
  for (const failure of failureCodes) expect(chinese.has(`failure.${failure}`), failure).toBe(true)
})

test('everything that can be said of a table has its words, with the same places to fill in', () => {
  for (const [fault, english] of Object.entries(tableFaults)) {
    const key = chinese.has(`fault.${fault}`) ? `fault.${fault}` : `notice.${fault}`
    expect(chinese.has(key), fault).toBe(true)
    // What stands in a message for logs is said to the user too.
    for (const [, name] of english.matchAll(/\{(\w+)\}/g))
      if (name !== 'area' || key.startsWith('fault.'))
        expect(chinese.get(key), `${key} says {${String(name)}}`).toContain(`{${String(name)}}`)
  }
})

test('every reason to leave something out has its words', () => {
  for (const code of [...overrideRefusals, ...actualRefusals, ...populationRefusals]) expect(chinese.has(`notice.${code}`), code).toBe(true)
})

test('whatever a formula is a sum, a largest or a smallest over has its word', () => {
  const over = /(?:sumOf|sumOver|extremeOf)\(\s*(?:'(?:largest|smallest)',\s*)?'(\w+)'/g
  const found = new Set(sourceFiles(['models'], /\.ts$/).flatMap((file) => [...textOf(file).matchAll(over)].map(([, word = '']) => word)))
  expect(found.size).toBeGreaterThan(15)
  for (const word of found) expect([chinese.has(`explain.over.${word}`), english.has(`explain.over.${word}`)], word).toEqual([true, true])
})

test('every lever has its name', () => {
  for (const lever of leverIds) expect(chinese.has(`lever.${lever}`), lever).toBe(true)
})

/** Named by the measure that comes next in their paths. */
const namedByMeasure = new Set(['equality', 'league', 'fundsLine', 'accountRatio'])
test('every figure that can be opened has its name', () => {
  for (const name of [...equations.map((variable) => variable.name), ...resultFigures.keys(), 'population', 'threshold'])
    expect(namedByMeasure.has(name) || chinese.has(`equation.${name}`) || chinese.has(`figureWord.${name}`), name).toBe(true)
  for (const measure of Object.keys(equalityMeasures)) expect(chinese.has(`equality.name.${measure}`), measure).toBe(true)
  for (const { id } of fundsLines) expect(chinese.has(`capacity.fundsLine.${id}`), id).toBe(true)
  for (const { id } of leagueMeasures) expect(chinese.has(`league.name.${id}`), id).toBe(true)
  for (const side of sideNames) expect(chinese.has(`figureSide.${side}`), side).toBe(true)
  for (const measure of measures) expect(chinese.has(`explain.measure.${measure}`), measure).toBe(true)
})
