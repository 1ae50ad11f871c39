import { describe, expect, test } from 'vitest'
import { causesOfDifference } from '../../../../models/difference/causes'
import { causeIndex, type CauseFigure, type Causes } from '../../../../models/difference/causeTable'
import type { Scenario } from '../../../../models/scenario/document'
import { simulate } from '../../../../models/simulate'
import { account, count, standard as entered, withActuals } from '../../../fixtures/actuals'
import { override, plan, shippedCatalogue, withOverrides } from '../../../fixtures/catalogue'

const catalogue = shippedCatalogue()
const standard = override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', from: 2023, value: 150 })
const tfr = override({ lever: 'tfr', from: 2025, value: 1.4 })
const growth = override({ lever: 'realGrowth', from: 2025, value: 0.03 })
const part = (causes: Causes, group: string, figure: CauseFigure, year: number, area = 0): number =>
  causes.parts[causes.groups.findIndex((name) => name === group)]?.[causeIndex(causes, figure, area, causes.years.indexOf(year))] ??
  Number.NaN
const change = (causes: Causes, figure: CauseFigure, year: number): number =>
  causes.change[causeIndex(causes, figure, 0, causes.years.indexOf(year))] ?? Number.NaN

describe('causes of a difference', () => {
  test('scenarios that are the same have none', () => {
    const causes = causesOfDifference(catalogue, plan, { ...plan, name: 'another name' })
    expect([causes.groups, causes.parts]).toEqual([[], []])
    expect(causes.change.every((value) => value === 0)).toBe(true)
  })
  test('one group changed is the whole difference', () => {
    const causes = causesOfDifference(catalogue, plan, withOverrides(standard))
    expect(causes.groups).toEqual(['standard'])
    const [other, base] = [simulate(catalogue, withOverrides(standard)), simulate(catalogue, plan)].map(
      ({ units }) => units[0]?.required[10] ?? 0,
    )
    expect(part(causes, 'standard', 'required', 2030)).toBe((other ?? 0) - (base ?? 0))
    expect(part(causes, 'standard', 'resources', 2030)).toBe(0)
  })
  test('actual figures are causes too: counts of coverage, standards in force of standards, accounts of revenue', () => {
    const other = withActuals(
      count('elderly-welfare-subsidy.aged-80-99', '150100', 2022, 30_000),
      entered('elderly-welfare-subsidy.aged-80-99', '150000', 2023, 120),
      account('150100', 2023, { ordinaryTax: 1e10 }),
    )
    const causes = causesOfDifference(catalogue, plan, other)
    expect(causes.groups).toEqual(['standard', 'coverage', 'revenue'])
    const [after, before] = [simulate(catalogue, other), simulate(catalogue, plan)].map(({ units }) => units[0]?.margin[10] ?? 0)
    expect(change(causes, 'margin', 2030)).toBe((after ?? 0) - (before ?? 0))
    expect(part(causes, 'revenue', 'required', 2030)).toBe(0)
  })
  test('several: parts add up in every figure, area and year, and each stands on its own side', () => {
    const other: Scenario = { ...withOverrides(standard, tfr, growth), outlook: { id: 'high-migration', reason: '', author: '', at: '' } }
    const causes = causesOfDifference(catalogue, plan, other)
    expect(causes.groups).toEqual(['population', 'standard', 'revenue'])
    causes.change.forEach((whole, k) => {
      const sum = causes.parts.reduce((all, values) => all + (values[k] ?? 0), 0)
      expect(Math.abs(sum - whole)).toBeLessThanOrEqual(1e-9 * Math.abs(whole))
    })
    expect(part(causes, 'revenue', 'required', 2030)).toBe(0)
    expect(part(causes, 'population', 'resources', 2030)).toBe(0)
    expect(part(causes, 'population', 'required', 2030)).toBeGreaterThan(0)
    expect(part(causes, 'revenue', 'margin', 2030)).toBeLessThan(0)
    expect(change(causes, 'margin', 2030)).toBeCloseTo(change(causes, 'capacity', 2030) - change(causes, 'required', 2030), 2)
  })
  test('turned round, every part changes its sign', () => {
    const other = withOverrides(standard, growth)
    const [there, back] = [causesOfDifference(catalogue, plan, other), causesOfDifference(catalogue, other, plan)]
    for (const figure of ['required', 'margin'] as const)
      for (const group of there.groups) expect(part(back, group, figure, 2030)).toBeCloseTo(-part(there, group, figure, 2030), 3)
  })
  test('what is switched off, and reasons, are no difference', () => {
    const off = withOverrides({ ...standard, enabled: false })
    expect(causesOfDifference(catalogue, plan, off).groups).toEqual([])
    expect(causesOfDifference(catalogue, withOverrides(tfr), withOverrides({ ...tfr, reason: 'why', author: 'who' })).groups).toEqual([])
  })
})
