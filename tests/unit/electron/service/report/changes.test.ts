import { expect, test } from 'vitest'
import { changeRows } from '../../../../../electron/service/report/changes'
import { Speech } from '../../../../../electron/service/report/speech'
import { targetsOf } from '../../../../../models/scenario/checkOverride'
import type { Override } from '../../../../../models/scenario/document'
import { catalogueValue } from '../../../../../models/scenario/leverPaths'
import { levers } from '../../../../../models/scenario/levers'
import { plain } from '../../../../../models/shared/shownNumber'
import { simulate } from '../../../../../models/simulate'
import { override, plan, shippedCatalogue, withOverrides } from '../../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const before = simulate(catalogue, plan)
const root = '150000'

/** A row of the report's table of changes: what, where, when, before, after, unit, why. */
function rowOf(change: Override, language: 'zh' | 'en' = 'zh'): readonly string[] {
  const speech = new Speech(language, catalogue)
  const [row = []] = changeRows({ catalogue, speech, root, sha256: '', program: '', runs: [] }, withOverrides(change), before)
  return row
}
const changeOf = (lever: (typeof levers)[number], area: string): Override => {
  // A fund that has everything that is moved, and a cost whose unit costs are known.
  const known = targetsOf(lever, catalogue)
  const target =
    known.find((id) => ['employee-pension-fund', 'hospital-beds', 'hospital-beds.capital', 'basis.insured', 'insured'].includes(id)) ??
    known[0]
  const value = lever.unit === 'class' ? 3 : lever.plausible[0]
  return override({ lever: lever.id, area, from: 2026, value, ...(lever.target === 'none' || target === undefined ? {} : { target }) })
}

test.each(levers.map((lever) => [lever.id, lever] as const))('what stood before a change of %s is what the catalogue says', (id, lever) => {
  // Leagues differ in their class; the whole region has none.
  const change = changeOf(lever, id === 'sharingClass' ? '150400' : root)
  const known = catalogueValue(catalogue, before, change, plan)
  expect(known).not.toBeNull()
  const [what = '', , , was = '', , unit = ''] = rowOf(change)
  expect(what).not.toBe('')
  expect(was).not.toBe('—')
  if (lever.unit !== 'class') expect(unit).not.toBe('')
  if (lever.unit === 'class') expect(was).toMatch(/类$/)
  else expect(was).toBe(plain((known ?? 0) * (unit === '%' ? 100 : unit === '‰' ? 1000 : 1)))
})

test('before a change of a league stands what it has from the region, with the region’s own change in it', () => {
  const speech = new Speech('zh', catalogue)
  const region = override({ lever: 'tfr', area: root, from: 2026, value: 1.5 })
  const league = override({ lever: 'tfr', area: '150100', from: 2026, value: 1.2 })
  const rows = changeRows({ catalogue, speech, root, sha256: '', program: '', runs: [] }, withOverrides(region, league), before)
  expect(rows.map((row) => row[3])).toEqual([expect.stringMatching(/^[01]\.\d+$/), '1.5'])
  expect(rows[0]?.[3]).not.toBe('1.5')
})
