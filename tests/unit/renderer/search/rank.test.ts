import pinyin from 'pinyin-match'
import { describe, expect, test } from 'vitest'
import { catalogueEntries } from '../../../../renderer/search/catalogueEntries'
import { filterOf, ranked, type Spell } from '../../../../renderer/search/rank'
import { shippedCatalogue } from '../../../fixtures/catalogue'

const spell: Spell = (text, letters) => pinyin.match(text, letters)
const entries = catalogueEntries(shippedCatalogue())
const found = (query: string): readonly string[] => ranked(entries, query, spell).map(({ key }) => key)
const first = (query: string): string | undefined => found(query)[0]

test('everything of the catalogue can be found by its whole name, in both languages', () => {
  expect(entries.length).toBeGreaterThan(81 + 24 + 40 + 13)
  // Every third: spelling long English texts takes a while.
  for (const { key, zh, en } of entries.filter((_, k) => k % 3 === 0)) {
    const [chinese, english] = [ranked(entries, zh, spell), ranked(entries, en, spell)]
    expect(chinese[0]?.zh, key).toBe(zh)
    expect(english[0]?.en.toLowerCase(), key).toBe(en.toLowerCase())
  }
})

describe('the same is found by characters, pinyin, initials and English', () => {
  test.each(['呼和浩特', 'huhehaote', 'hhht', 'Hohhot', 'ＨＨＨＴ', '150100'])('%s', (query) => expect(first(query)).toBe('area:150100'))
  test.each(['老年人福利', 'laonianrenfuli', 'lnrfl', 'lnr 福利', '福利 老年'])('%s', (query) =>
    expect(found(query)).toContain('item:elderly-welfare-subsidy'),
  )
  test('a sign that is read in two ways is found by both: 重点 is zhong, 重复 is chong', () => {
    const entry = (zh: string) => ({ key: zh, kind: 'item' as const, zh, en: '', more: [] })
    expect(ranked([entry('重点'), entry('重复')], 'zd', spell).map(({ zh }) => zh)).toEqual(['重点'])
    expect(ranked([entry('重点'), entry('重复')], 'chongfu', spell).map(({ zh }) => zh)).toEqual(['重复'])
  })
})

test('what begins with the word stands before what only holds it', () => {
  const keys = found('养老')
  expect(keys.length).toBeGreaterThan(3)
  const entry = (zh: string) => ({ key: zh, kind: 'item' as const, zh, en: '', more: [] })
  expect(ranked([entry('基本养老'), entry('养老服务')], '养老', spell).map(({ zh }) => zh)).toEqual(['养老服务', '基本养老'])
})

test('a department, a budget code, a part lead to the item, after what has the word in its name', () => {
  expect(found('208').length).toBeGreaterThan(5)
  expect(found('困难老年人').slice(0, 1)).toEqual(['item:elderly-welfare-subsidy'])
})

test('every word has to fit', () => {
  expect(found('老年 没有这个词')).toEqual([])
  expect(found('   ')).toEqual([])
})

test('before the spelling is there, characters and English work', () => {
  expect(ranked(entries, '包头', undefined)[0]?.key).toBe('area:150200')
  expect(ranked(entries, 'baotou', undefined)[0]?.key).toBe('area:150200')
  expect(ranked(entries, 'wlcb', undefined)).toEqual([])
})

test('a filter takes the same words, and without any lets all pass', () => {
  const passes = (query: string): boolean => filterOf(query, spell)(['老年人福利补贴', '赤峰市'])
  expect(['lnr', '福利 chifeng', '福利 baotou', 'x福', ' '].map(passes)).toEqual([true, true, false, false, true])
})

test('a filter looks at a text once, however many rows have it', () => {
  let looks = 0
  const isFound = filterOf('lnr', (text, letters) => {
    looks += 1
    return pinyin.match(text, letters)
  })
  for (let row = 0; row < 100; row++) expect(isFound(['赤峰市', '老年人福利补贴'])).toBe(true)
  expect(looks).toBe(2)
})
