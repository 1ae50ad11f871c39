import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Request } from '../../../../electron/contract/commands'
import type { Scenario } from '../../../../models/scenario/document'
import { simulate } from '../../../../models/simulate'
import { useComparedLevers } from '../../../../renderer/composables/useComparedLevers'
import { useComparedTable, type ComparedLine } from '../../../../renderer/composables/useComparedTable'
import { useOverrides } from '../../../../renderer/composables/useOverrides'
import { useCatalogue } from '../../../../renderer/stores/catalogue'
import { useCompared } from '../../../../renderer/stores/compared'
import { usePreferences } from '../../../../renderer/stores/preferences'
import { useScenario } from '../../../../renderer/stores/scenario'
import { useScreen } from '../../../../renderer/stores/screen'
import { useSimulation } from '../../../../renderer/stores/simulation'
import { override, shippedCatalogue } from '../../../fixtures/catalogue'
import { catalogueView, FakeBridge, inComponent, replyTo, useDouble } from '../fakeBridge'

const catalogue = shippedCatalogue()
const realRun = (request: Request<'simulation:run'>) =>
  ({ ok: true, value: { ...replyTo(request), result: simulate(catalogue, request.document) } }) as const
const allowance = catalogue.items.find(({ id }) => id === 'elderly-welfare-subsidy')
const target = `${allowance?.id ?? ''}.${allowance?.components[0]?.id ?? ''}`

beforeEach(async () => {
  vi.stubGlobal('document', { documentElement: { lang: '' } })
  useDouble(new FakeBridge({ 'catalogue:read': () => ({ ok: true, value: catalogueView() }), 'simulation:run': realRun }))
  await useCatalogue().load()
  useScreen().area = '150000'
  useScreen().year = 2025
  useScenario().open(useSimulation().plan)
  await Promise.all([useSimulation().compareWith({ kind: 'plan' }), useSimulation().run()])
})

const table = () => inComponent(useComparedTable).value
const number = (text: string | undefined): number => Number((text ?? '').replaceAll(',', '').replace('\u2212', '-').replace('+', ''))
const line = (id: string, block: string): ComparedLine | undefined =>
  table()
    .blocks.value.find((each) => each.id === block)
    ?.lines.find((each) => each.id === id)
const changed = (name: string, ...overrides: readonly Partial<Scenario['overrides'][number]>[]): Scenario => ({
  ...useSimulation().plan,
  name,
  overrides: overrides.map((change, k) => override({ id: `o-${String(k + 1)}`, lever: 'standard', area: '150000', target, ...change })),
})

describe('the plan beside itself', () => {
  test('differs nowhere, in no area and for no payer', () => {
    const { blocks, payer } = table()
    for (const area of ['150000', '150000-own', '150100'])
      for (const who of ['total', 'region'] as const) {
        useScreen().area = area
        payer.value = who
        expect(blocks.value.find(({ id }) => id === 'item')?.lines).toEqual([])
        const cells = blocks.value.flatMap(({ lines }) => lines.map(({ cells: [own] }) => number(own?.change)))
        expect(cells.filter((change) => change !== 0)).toEqual([])
      }
  })
})

describe('four scenarios beside one another', () => {
  beforeEach(async () => {
    useScenario().setOverride({ lever: 'standard', area: '150000', target }, { mode: 'scale', value: 1.5, from: 2023, reason: 'request' })
    await useSimulation().run()
    useCompared().add({ kind: 'scenario', document: changed('more', { mode: 'scale', value: 2, from: 2023 }) })
    useCompared().add({
      kind: 'scenario',
      document: changed('growth', { lever: 'realGrowth', target: undefined, value: 0.01, from: 2023 }),
    })
    await useCompared().run()
  })

  test.each(['yi', 'wan'] as const)(
    'in %s every column and every difference adds up to its total as shown, for every payer',
    async (unit) => {
      usePreferences().preferences = { ...usePreferences().preferences, money: unit }
      useCompared().add({ kind: 'scenario', document: changed('births', { lever: 'tfr', target: undefined, value: 1.5, from: 2023 }) })
      await useCompared().run()
      const { blocks, payer } = table()
      expect(blocks.value.find(({ id }) => id === 'item')?.lines.length).toBeGreaterThan(10)
      for (const who of ['total', 'central', 'league'] as const) {
        payer.value = who
        for (const { id, lines } of blocks.value.filter(({ id: block }) => ['domain', 'payer', 'area', 'item'].includes(block)))
          for (let column = 0; column < 5; column++)
            for (const part of ['value', 'change'] as const) {
              const values = lines.map(({ cells }) => number(cells[column]?.[part]))
              const sum = values.slice(0, -1).reduce((all, value) => all + value, 0)
              expect(sum, `${unit} ${who} ${id} ${String(column)} ${part}`).toBeCloseTo(values.at(-1) ?? NaN, 6)
            }
      }
    },
  )

  test('what is left is what can be borne less what is required, as shown, and a difference is that of the shown values', () => {
    for (let column = 0; column < 4; column++) {
      const [required, capacity, margin] = ['required', 'capacity', 'margin'].map((id) => line(id, 'totals')?.cells[column])
      expect(number(capacity?.value) - number(required?.value)).toBeCloseTo(number(margin?.value), 6)
      const first = line('required', 'totals')?.cells[1]
      if (column !== 1) expect(number(required?.value) - number(first?.value)).toBeCloseTo(number(required?.change), 6)
    }
  })

  test('the reference has no difference; another one takes its place, and all are measured against it', () => {
    const before = number(line('required', 'totals')?.cells[0]?.change)
    expect(line('required', 'totals')?.cells[1]?.change).toBe('')
    expect(before).toBeGreaterThan(0)
    useCompared().reference = 'own'
    expect(line('required', 'totals')?.cells[0]).toMatchObject({ change: '', relative: '' })
    expect(number(line('required', 'totals')?.cells[1]?.change)).toBe(-before)
  })

  test('only the item that was moved is named, with all others as one row', () => {
    expect(
      table()
        .blocks.value.find(({ id }) => id === 'item')
        ?.lines.map(({ id }) => id),
    ).toEqual([allowance?.id, 'rest', 'all'])
  })

  test('a domain that did not move shows no difference anywhere', () => {
    const lines = table().blocks.value.find(({ id }) => id === 'domain')?.lines ?? []
    const still = lines.filter(({ id, isTotal }) => isTotal !== true && id !== allowance?.domain)
    expect(still.flatMap(({ cells }) => cells.map((cell) => number(cell?.change))).filter((change) => change !== 0)).toEqual([])
  })

  test('leagues stand below the region alone, and payers where none is chosen', () => {
    const { blocks, payer } = table()
    const ids = (): readonly string[] => blocks.value.map(({ id }) => id)
    expect(ids()).toEqual(['totals', 'flags', 'domain', 'payer', 'area', 'item'])
    payer.value = 'league'
    useScreen().area = '150100'
    expect(ids()).toEqual(['totals', 'flags', 'domain', 'item'])
  })

  test('levers that differ have a row, one column each; what is the same everywhere is hidden until it is asked for', async () => {
    const same = { lever: 'tfr', target: undefined, value: 1.1, from: 2024 } as const
    useScenario().edit({
      ...useScenario().document,
      overrides: [override({ id: 'o-9', area: '150000', ...same }), ...useScenario().document.overrides],
    })
    await useSimulation().compareWith({ kind: 'scenario', document: changed('there', same, { mode: 'scale', value: 2, from: 2023 }) })
    for (const { key, kind } of useCompared().columns) if (kind === 'more') useCompared().remove(key)
    const { lines, equalCount, showsEqual } = inComponent(useComparedLevers).value
    expect(lines.value.map(({ cells }) => cells.map(({ text }) => text.slice(0, 5)))).toEqual([['× 1.5', '× 2 元']])
    expect(lines.value[0]?.cells.map(({ differs }) => differs)).toEqual([true, false])
    expect(equalCount.value).toBe(1)
    showsEqual.value = true
    expect(lines.value).toHaveLength(2)
  })
})

describe('changes in words', () => {
  const words = (lever: 'netMigration' | 'realGrowth' | 'tfr', change: object) => {
    useScenario().setOverride({ lever, area: '150100' }, { from: 2025, ...change })
    return inComponent(useOverrides).value.rows.value[0]
  }
  test('a factor stands with its old value, its years and its unit', () => {
    useScenario().setOverride({ lever: 'standard', area: '150000', target }, { mode: 'scale', value: 1.5, from: 2023, reason: 'request' })
    const [row] = inComponent(useOverrides).value.rows.value
    expect(row?.after).toBe('× 1.5')
    expect(row?.before).not.toBe('—')
    expect(row?.years).toContain('2023')
    expect(row?.subject).toContain(allowance?.name.zh)
    expect(row?.unit).not.toBe('')
  })
  test('rates are shown in per cent', () => expect(words('realGrowth', { value: 0.005 })).toMatchObject({ after: '0.5', unit: '%' }))
  test('an addition shows its sign', () => expect(words('realGrowth', { mode: 'add', value: 0.005 })?.after).toBe('+0.5'))
  test('migration is shown per mille, as its curve is', () =>
    expect(words('netMigration', { value: 0.005 })).toMatchObject({ after: '5', unit: '‰' }))
  test('single years stand with their values', () =>
    expect(words('tfr', { mode: 'series', values: { '2026': 1.2, '2027': 1.25 } })?.after).toBe('2026: 1.2  2027: 1.25'))
  test('a span names both its years', () => expect(words('tfr', { value: 1.2, to: 2030 })?.years).toMatch(/2025.*2030/))
})
