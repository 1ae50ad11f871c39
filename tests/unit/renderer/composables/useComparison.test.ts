import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Request } from '../../../../electron/contract/commands'
import { simulate } from '../../../../models/simulate'
import { useComparison } from '../../../../renderer/composables/useComparison'
import { useOverrides } from '../../../../renderer/composables/useOverrides'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useScreen } from '../../../../renderer/stores/screen'
import { useSimulation } from '../../../../renderer/stores/simulation'
import { shippedCatalogue } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, inComponent, replyTo, useDouble } from '../fakeBridge'

const catalogue = shippedCatalogue()
const realRun = (request: Request<'simulation:run'>) =>
  ({ ok: true, value: { ...replyTo(request), result: simulate(catalogue, request.document) } }) as const
const allowance = catalogue.items.find(({ id }) => id === 'elderly-welfare-subsidy')

beforeEach(async () => {
  vi.stubGlobal('document', { documentElement: { lang: '' } })
  useDouble(new FakeBridge({ 'catalogue:read': () => ({ ok: true, value: catalogueView() }), 'simulation:run': realRun }))
  await useCatalogue().load()
  useScreen().area = '150000'
  useScenario().open(useSimulation().plan)
  await Promise.all([useSimulation().compareWith({ kind: 'plan' }), useSimulation().run()])
})

describe('the plan beside itself', () => {
  test('differs nowhere, in no area and no year', () => {
    const { value } = inComponent(useComparison)
    for (const area of ['150000', '150000-own', ...useCatalogue().leagues.map(({ code }) => code)]) {
      useScreen().area = area
      expect(value.items.value, area).toEqual([])
      for (const row of [...value.totals.value, ...value.domains.value])
        for (const year of row.years) expect(year.change, `${area} ${row.id}`).toBe(0)
    }
  })
})

describe('a standard raised beside the plan', () => {
  const target = `${allowance?.id ?? ''}.${allowance?.components[0]?.id ?? ''}`
  beforeEach(async () => {
    useScenario().setOverride({ lever: 'standard', area: '150000', target }, { mode: 'scale', value: 1.5, from: 2023, reason: 'request' })
    await useSimulation().run()
  })

  test('only its own item differs, upwards, and domains and total by the same', () => {
    const { items, domains, years } = inComponent(useComparison).value
    expect(items.value.map(({ id }) => id)).toEqual([allowance?.id])
    years.value.forEach((year, k) => {
      const change = items.value[0]?.years[k]?.change ?? 0
      expect(change, String(year)).toBeGreaterThan(0)
      expect(domains.value.find(({ id }) => id === allowance?.domain)?.years[k]?.change).toBeCloseTo(change, 0)
      expect(domains.value.find(({ id }) => id === 'all')?.years[k]?.change).toBeCloseTo(change, 0)
    })
  })

  test('what lies between is scenario minus reference', () => {
    const { totals } = inComponent(useComparison).value
    const required = totals.value.find(({ id }) => id === 'required')
    for (const year of required?.years ?? []) {
      expect(year.change).toBe(year.other - year.base)
      expect(year.other).toBeGreaterThan(year.base)
    }
  })

  test('the change is told with its old value, its factor and its years', () => {
    const [row] = inComponent(useOverrides).value.rows.value
    expect(row?.after).toBe('× 1.5')
    expect(row?.before).not.toBe('—')
    expect(row?.years).toContain('2023')
    expect(row?.subject).toContain(allowance?.name.zh)
    expect(row?.unit).not.toBe('')
  })
})

describe('changes in words', () => {
  const words = (lever: 'netMigration' | 'realGrowth' | 'tfr', change: object) => {
    useScenario().setOverride({ lever, area: '150100' }, { from: 2025, ...change })
    return inComponent(useOverrides).value.rows.value[0]
  }
  test('rates are shown in per cent', () => expect(words('realGrowth', { value: 0.005 })).toMatchObject({ after: '0.5', unit: '%' }))
  test('an addition shows its sign', () => expect(words('realGrowth', { mode: 'add', value: 0.005 })?.after).toBe('+0.5'))
  test('migration is shown per mille, as its curve is', () =>
    expect(words('netMigration', { value: 0.005 })).toMatchObject({ after: '5', unit: '‰' }))
  test('single years stand with their values', () =>
    expect(words('tfr', { mode: 'series', values: { '2026': 1.2, '2027': 1.25 } })?.after).toBe('2026: 1.2  2027: 1.25'))
  test('a span names both its years', () => expect(words('tfr', { value: 1.2, to: 2030 })?.years).toMatch(/2025.*2030/))
})
