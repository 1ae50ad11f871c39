import { describe, expect, test } from 'vitest'
import { parseCatalogue, partsOf } from '../../../../models/catalogue/parse'
import { catalogueFiles } from '../../../fixtures/catalogue'

const files = catalogueFiles()
/** The faults of the shipped catalogue with one part changed. */
function faults(part: string, change: (text: string) => string): readonly string[] {
  const changed = files.map((file) => (file.name === part ? { ...file, text: change(file.text) } : file))
  if (changed.every((file, k) => file.text === files[k]?.text)) throw new Error(`nothing was planted in ${part}`)
  const parsed = parseCatalogue(changed)
  return parsed.ok ? [] : parsed.faults.map((fault) => `${fault.file}: ${fault.path}: ${fault.message}`)
}

test('the shipped catalogue has no fault', () => expect(parseCatalogue(files).ok).toBe(true))

describe('a planted fault is named with its file and its place', () => {
  test.each([
    [
      'an unknown source',
      'pools.json',
      (t: string) => t.replace('"source": "bph20"', '"source": "nobody"'),
      /^pools\.json: pools\[0\]\(basic-public-health\)\.standard\.source: there is no source nobody/,
    ],
    [
      'an assumption that claims grade A',
      'economy.json',
      (t: string) => t.replace('"source": "assume",\n            "grade": "D"', '"source": "assume",\n            "grade": "A"'),
      /grade A needs a document/,
    ],
    [
      'a D without its basis',
      'regions.json',
      (t: string) => t.replace(/("grade": "D"),\s*"basis": \{[^}]*\}/, '$1'),
      /^regions\.json: regions\[1\]\(150100\)\.sharingClass: grade D must say/,
    ],
    [
      'a banner below no leaf',
      'banners.json',
      (t: string) => t.replace('"parent": "150100"', '"parent": "150000"'),
      /^banners\.json: banners\[0\]\(150102\)\.parent: 150000 is no leaf/,
    ],
    [
      'a banner that is a region too',
      'banners.json',
      (t: string) => t.replace('"code": "150102"', '"code": "150100"'),
      /^banners\.json: banners\[0\]\(150100\)\.code: the code 150100 is used twice/,
    ],
    [
      'a banner in which nobody lives',
      'banners.json',
      (t: string) => t.replace(/"value": \d+/, '"value": 0'),
      /^banners\.json: banners\[\d+\]\(\d+\)\.residents: where nobody is counted/,
    ],
    [
      'two claims that are the interest',
      'fiscal.json',
      (t: string) => t.replace('"id": "pay",', '"id": "pay",\n        "ofDebt": true,'),
      /^fiscal\.json: fiscal\.priorClaims: one claim at most/,
    ],
    [
      'a wrong unit',
      'services-5-elderly.json',
      (t: string) => t.replace('"unit": "CNY/person/month"', '"unit": "CNY/household/month"'),
      /is not CNY\/year/,
    ],
    [
      'a national amount in another unit',
      'services-9-culture.json',
      (t: string) => t.replace(/("national": \{\s*"value": 500000,\s*"unit": )"CNY\/facility\/year"/, '$1"CNY/person/year"'),
      /\.national\.unit: the national amount is in CNY\/person\/year/,
    ],
    [
      'a national amount above the standard',
      'services-5-elderly.json',
      (t: string) => t.replace(/("national": \{\s*"value": )93/, '$1134'),
      /\(recipients\)\.national\.value: the national amount is above the standard/,
    ],
    [
      'a national amount that is less than what the centre pays',
      'services-5-elderly.json',
      (t: string) => t.replace(/("national": \{\s*"value": )93/, '$170'),
      /\(recipients\)\.national\.value: the centre's part of the standard, 79\.8, is above/,
    ],
    [
      'a national amount by an index that is not there',
      'services-7-vulnerable.json',
      (t: string) => t.replace(/("national": \{[\s\S]*?"index": )"average-wage"/, '$1"nothing"'),
      /\.national\.growth\.index: there is no index nothing/,
    ],
    [
      'an unknown unit',
      'services-5-elderly.json',
      (t: string) => t.replace('"unit": "CNY/person/month"', '"unit": "yuan"'),
      /^services-5-elderly\.json: items\[\d+\]\(elderly-welfare-subsidy\)\.components\[0\]\(aged-80-99\)\.unitCost\.unit/,
    ],
    [
      'shares of 0.99',
      'services-6-housing.json',
      (t: string) => t.replace('"central": 0.5', '"central": 0.49'),
      /\.shares: payer shares sum to 0\.99/,
    ],
    [
      'a share for a fund',
      'services-1-children.json',
      (t: string) => t.replace('"funding": "fund"', '"funding": "general-budget"'),
      /\(maternity-insurance\)\.shares: payer shares are missing/,
    ],
    [
      'a slice too many',
      'services-1-children.json',
      (t: string) => t.replace(/"poolShare": \{\s*"value": [\d.]+/, '"poolShare": { "value": 0.5'),
      /the slices sum to 1\.\d+ of the pool/,
    ],
    [
      'an unknown driver',
      'services-2-education.json',
      (t: string) => t.replace('"driver": "kindergarten"', '"driver": "nobody"'),
      /\(preschool-aid\)\.components\[0\]\(aided-children\)\.driver: there is no driver nobody/,
    ],
    [
      'a missing league',
      'regions.json',
      (t: string) => t.replace(/\{\s*"code": "152900"[\s\S]*\}\s*\]\s*\}\s*$/, '')?.replace(/,\s*$/, '') + ']}',
      /12 leagues are expected|no leaf of the region tree/,
    ],
    [
      'an item left out',
      'services-9-culture.json',
      (t: string) => JSON.stringify({ items: (JSON.parse(t) as { items: unknown[] }).items.slice(0, -1) }),
      /80 where 81 are expected/,
    ],
    [
      'an indicator left out',
      'indicators.json',
      (t: string) => JSON.stringify({ indicators: (JSON.parse(t) as { indicators: unknown[] }).indicators.slice(1) }),
      /23 where 24 are expected/,
    ],
    [
      'an id twice',
      'drivers.json',
      (t: string) => t.replace('"id": "resident-urban"', '"id": "resident-total"'),
      /the id resident-total is used twice/,
    ],
    [
      'a person lost',
      'population.json',
      (t: string) => t.replace(/"male": \[(\d+)/, (_, n: string) => `"male": [${String(Number(n) - 1)}`),
      /24049154 persons where 24049155 are expected/,
    ],
    ['a prototype key', 'fiscal.json', (t: string) => t.replace('"accounts"', '"__proto__"'), /the key "__proto__" is not allowed/],
    ['a cut-off file', 'series.json', (t: string) => t.slice(0, 1000), /^series\.json: line \d+, column \d+: not valid JSON/],
    [
      'text for a number',
      'fiscal.json',
      (t: string) => t.replace(/"ordinaryTax": \d+/, '"ordinaryTax": "much"'),
      /^fiscal\.json: fiscal\.accounts\[0\]\.years\[0\]\.ordinaryTax/,
    ],
    [
      'a key nobody knows',
      'drivers.json',
      (t: string) => t.replace('"kind": "counties"', '"kind": "counties", "extra": 1'),
      /^drivers\.json: drivers\[\d+\]\(counties\)/,
    ],
    ['a key in two files', 'drivers.json', (t: string) => t.replace('{', '{ "pools": [], '), /"pools" is already given/],
  ])('%s', (_, part, change, line) => expect(faults(part, change).join('\n')).toMatch(new RegExp(line.source, 'm')))
})

test.each(['../secret.json', '/etc/passwd', 'a/b.json', 'x.txt', ''])('a manifest cannot name %j as a part', (name) => {
  expect(partsOf({ name: 'catalogue.json', text: JSON.stringify({ parts: [name] }) }).ok).toBe(false)
})
