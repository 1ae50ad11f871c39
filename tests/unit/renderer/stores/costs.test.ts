import { describe, expect, test } from 'vitest'
import type { Catalogue } from '../../../../models/catalogue/schema'
import { simulate } from '../../../../models/simulate'
import { costLeaves, costOf, costPath, rowChoices } from '../../../../renderer/stores/costs'
import { itemsAmount } from '../../../../renderer/stores/select'
import { sumsOf, treeOf } from '../../../../renderer/table/tree'
import { plan, shippedCatalogue } from '../../../fixtures/catalogue'
import { bannerCatalogue } from '../../../fixtures/synthetic'

const names = { of: ({ zh }: { zh: string }) => zh, area: (code: string) => code }
describe.each([
  ['12 leagues', shippedCatalogue(), 81 * 13],
  ['103 banners', bannerCatalogue(), 81 * 104],
] as const)('the table of costs over %s', (_, catalogue: Catalogue, cells) => {
  const result = simulate(catalogue, { ...plan, catalogue: { id: catalogue.id, version: catalogue.version, sha256: '0'.repeat(64) } })
  const { layout } = result
  const leavesOf = (rows: (typeof rowChoices)[number], area = layout.areas[0] ?? '') => costLeaves(catalogue, layout, rows, area, names)

  test('has a row for every item, or for every item in every place', () =>
    expect(rowChoices.map((rows) => leavesOf(rows).length)).toEqual([81, cells, cells]))
  test('no row stands twice', () => {
    for (const rows of rowChoices)
      expect(new Set(treeOf(leavesOf(rows), '').map(({ id }) => id)).size).toBe(treeOf(leavesOf(rows), '').length)
  })
  test.each([0, 1, 2, 3, 4])('adds up to the region whichever way it is cut, payer %i', (payer) => {
    const all = catalogue.items.map((__, k) => k)
    for (const rows of rowChoices) {
      const leaves = leavesOf(rows)
      const sums = sumsOf(treeOf(leaves, ''), 2, (position, column) => {
        const leaf = leaves[position]
        return leaf === undefined ? Number.NaN : costOf(result, leaf, payer, column === 0 ? 0 : 5)
      })
      const known = [2020, 2025].map((year) => itemsAmount(result, all, layout.areas[0] ?? '', layout.payers[payer] ?? 'total', year))
      ;[sums[0], sums[1]].forEach((sum, k) => {
        expect(Math.abs((sum ?? 0) - (known[k] ?? 0))).toBeLessThanOrEqual(1e-9 * Math.max(1, known[k] ?? 0))
      })
    }
  })
  test('a league costs what lies in it costs', () => {
    const league = catalogue.regions.find(({ level }) => level === 'league')?.code ?? ''
    const [item] = leavesOf('items', league)
    const below = leavesOf('itemAreas').filter(
      ({ item: own, area }) =>
        own === item?.item && (area === league || catalogue.regions.some(({ code, parent }) => code === area && parent === league)),
    )
    const sum = below.reduce((total, leaf) => total + costOf(result, leaf, 4, 5), 0)
    expect(sum).toBeGreaterThan(0)
    expect(item === undefined ? 0 : costOf(result, item, 4, 5) / sum).toBeCloseTo(1, 9)
  })
})

test('figures open under the path of what they are', () => {
  expect(costPath('item', 'x', 'total', '150100', 2025)).toBe('expenditure/x/150100/2025')
  expect(costPath('item', 'x', 'league', '150100', 2025)).toBe('paid/x/league/150100/2025')
  expect(costPath('domain', 'health', 'central', '150000', 2030)).toBe('domain/health/central/150000/2030')
  expect(costPath('all', '', 'total', '150000', 2030)).toBe('all/total/150000/2030')
})
