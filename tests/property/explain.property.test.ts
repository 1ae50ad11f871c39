import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explainFigure, valueAt, type Term } from '../../models/equation/explain'
import { createModel, runModel } from '../../models/model'
import { provenanceOf } from '../../models/provenance'
import { override, shippedCatalogue, withOverrides } from '../fixtures/catalogue'

const model = createModel(shippedCatalogue(), shippedCatalogue().banners)
const scenario = withOverrides(
  override({ lever: 'standard', target: 'elderly-welfare-subsidy.aged-80-99', from: 2024, value: 150 }),
  override({ lever: 'coverage', target: 'preschool-aid', area: '150400', mode: 'scale', from: 2026, value: 1.1 }),
  override({ lever: 'priceIndex', target: 'cpi', from: 2025, value: 0.03 }),
)
runModel(model, scenario)
const { compiled } = model
const computed = compiled.order.filter(({ expression }) => expression !== undefined)

/** The value of a formula from its own parts, down to the figures it names. */
function again(term: Term): number {
  switch (term.op) {
    case 'constant':
      return term.value
    case 'figure':
      return valueAt(compiled, term.name, term.position)
    case 'where':
      return again(term.branch)
    case 'sum':
      return term.parts.reduce((sum, part) => sum + again(part.term), 0)
    case 'plus':
      return again(term.left) + again(term.right)
    case 'minus':
      return again(term.left) - again(term.right)
    case 'times':
      return again(term.left) * again(term.right)
    case 'over':
      return again(term.right) === 0 ? 0 : again(term.left) / again(term.right)
    case 'min':
      return Math.min(again(term.left), again(term.right))
    case 'max':
      return Math.max(again(term.left), again(term.right))
  }
}

/** Any figure of any equation: its name, and a place in each of its dimensions. */
const anyFigure = fc.constantFrom(...computed).chain((variable) =>
  fc.record({
    name: fc.constant(variable.name),
    position: fc
      .tuple(...variable.dimensions.map((dimension) => fc.nat(Math.max(0, compiled.space.elements[dimension].length - 1))))
      .map((places) => Object.fromEntries(variable.dimensions.map((dimension, k) => [dimension, places[k] ?? 0]))),
  }),
)

test('any figure opens into a formula that gives it again, to the bit', () => {
  fc.assert(
    fc.property(anyFigure, ({ name, position }) => {
      const explanation = explainFigure(compiled, name, position)
      if (explanation.formula === null) throw new Error(`${name} has no formula`)
      expect(explanation.value).toBe(valueAt(compiled, name, position))
      expect(again(explanation.formula)).toBe(explanation.value)
      expect(explanation.formula.value).toBe(explanation.value)
    }),
    { seed: 150000, numRuns: 2000 },
  )
})

test('every figure that a formula names opens in turn, down to inputs', () => {
  const seen = new Set<string>()
  const open = (name: string, position: Parameters<typeof valueAt>[2]): void => {
    const key = `${name} ${JSON.stringify(position)}`
    if (seen.has(key) || seen.size > 3000) return
    seen.add(key)
    const { formula } = explainFigure(compiled, name, position)
    const visit = (term: Term): void => {
      if (term.op === 'figure') open(term.name, term.position)
      else if (term.op === 'sum')
        term.parts.slice(0, 2).forEach((part) => {
          visit(part.term)
        })
      else if (term.op === 'where') [term.condition, term.branch].forEach(visit)
      else if (term.op !== 'constant') [term.left, term.right].forEach(visit)
    }
    if (formula !== null) visit(formula)
  }
  open('margin', { unit: 0, year: 5 })
  const names = new Set([...seen].map((key) => key.split(' ')[0] ?? ''))
  for (const input of ['baseQuantity', 'driver', 'fact', 'accountOrdinaryTax', 'classPart', 'plainResidents'])
    expect(names, input).toContain(input)
})

/** Marks that the program makes itself, what the kernel gives, and what only a scenario fills. */
const withoutEntry = [
  'targetGroup',
  'isStock',
  'targetBaseFlow',
  'isUnregistered',
  'followsRegistration',
  'isCosted',
  'hasBaseFlow',
  // Null where nothing is built, or nobody says what it costs.
  'targetUsefulLife',
  'targetCapitalCost',
  'targetRunningCost',
  'targetCapitalShare',
  'targetRunningShare',
  'isFundKnown',
  ...['Opening', 'Contributions', 'Subsidy', 'Benefits', 'LocalPart'].flatMap((line) => [`is${line}Booked`, `booked${line}`]),
  ...['ContributionGrowth', 'BenefitGrowth'].flatMap((growth) => [`is${growth}Moved`, `moved${growth}`]),
  'isPooled',
  'isPooledFirst',
  'pooledGrowth',
  // Null where a fund does not have it.
  'fundOpeningBalance',
  'fundBaseContributions',
  'fundContributionRate',
  'fundBaseBenefits',
  'fundBenefitRate',
  'isMember',
  'isMemo',
  // What the equations themselves gave for the base year alone.
  'baseRequired',
  'baseResources',
  // Of the last banners nobody's residents are known; of accounts only what a scenario enters.
  'memoResidents',
  'isMemoCounted',
  'isMemoAccounted',
  'isMemoTransferAccounted',
  ...['OrdinaryTax', 'ResourceTax', 'NonTax', 'GeneralTransfers'].flatMap((title) => [`memoAccount${title}`, `league${title}`]),
  'isAccountedInLeague',
  'isTransferAccountedInLeague',
  'isOnce',
  'isOfDebt',
  'isClaimAccounted',
  'accountClaim',
  'isDebtAccounted',
  'accountDebt',
  'isFirstYear',
  'isOwnLevel',
  'isAccounted',
  'driver',
  'residents',
  'plainResidents',
  'isAdjusted',
  'isReplaced',
  'replacement',
  'isHeld',
  'phase',
  'standardScale',
  'standardShift',
  'hasCounts',
  'isCounted',
  'counted',
  'isTotalCounted',
  'totalCounted',
  'hasEntered',
  'isBasisCounted',
  'isBasisHeld',
  'basisPersons',
  'ratioPhase',
  'ratioReplacement',
  'ratioScale',
  'ratioShift',
  'isEntered',
  'entered',
  'isTransferAccounted',
  'isRegionPayer',
  'isPartMoved',
  'movedPart',
  'isIncrementShared',
  'incrementPart',
  'catalogueLocal',
  'isAccountedInTotal',
  'isTransferAccountedInTotal',
  'totalOrdinaryTax',
  'totalResourceTax',
  'totalNonTax',
  'totalGeneralTransfers',
]

test('every other input has its entry in the catalogue, with source and grade', () => {
  const sources = new Set(model.structure.catalogue.sources.map(({ id }) => id))
  for (const { name, dimensions } of compiled.order.filter(({ expression }) => expression === undefined)) {
    const places = [0, 1].map((k) =>
      Object.fromEntries(dimensions.map((dimension) => [dimension, Math.min(k, compiled.space.elements[dimension].length - 1)])),
    )
    const entries = places.map((place) => provenanceOf(model.structure, name, place))
    // The weight of a component that is no slice of a pool is 1 by definition, and so is the ratio of residents to themselves.
    // National amounts that are known apart are few; they are looked at below.
    if (withoutEntry.includes(name) || ['weight', 'catalogueRatio'].includes(name) || /national/i.test(name)) continue
    expect(
      entries.every((entry) => entry !== null && sources.has(entry.source)),
      name,
    ).toBe(true)
  }
  const insured = compiled.space.elements.basis.indexOf('insured')
  expect(provenanceOf(model.structure, 'catalogueRatio', { basis: insured, cell: 1 })?.grade).toBe('D')
  const standard = compiled.space.elements.standard.indexOf('resident-pension.recipients')
  for (const { name, expression } of compiled.order.filter((known) => /national/i.test(known.name)))
    if (expression === undefined) expect(provenanceOf(model.structure, name, { standard, year: 5 })?.entry, name).toMatch(/\.national/)
  expect(provenanceOf(model.structure, 'nationalFact', { standard, year: 4 })).toMatchObject({ source: 'recall', grade: 'C', year: 2024 })
  expect(provenanceOf(model.structure, 'nationalFact', { standard: 0, year: 4 })).toBeNull()
  const claim = compiled.space.elements.claim.indexOf('pay')
  expect(provenanceOf(model.structure, 'accountClaim', { unit: 0, claim, year: 0 })?.entry).toBe('fiscal.priorClaims(pay).amount')
  expect(provenanceOf(model.structure, 'accountClaim', { unit: 0, claim, year: 1 }), 'only the base year is the catalogue’s').toBeNull()
  const banner = compiled.space.elements.memo.indexOf('150581')
  expect(provenanceOf(model.structure, 'memoResidents', { memo: banner, year: 0 })).toMatchObject({ grade: 'A', source: 'census-banners' })
  const slice = model.structure.components.findIndex(({ component }) => component.poolShare !== undefined)
  expect(provenanceOf(model.structure, 'weight', { component: slice })?.entry).toMatch(/\.poolShare$/)
})

test('a name that is not known and a place outside are mistakes of the program', () => {
  expect(() => explainFigure(compiled, 'nothing', {})).toThrow(RangeError)
  expect(() => explainFigure(compiled, 'margin', { unit: 0 })).toThrow(RangeError)
  expect(() => explainFigure(compiled, 'margin', { unit: 999, year: 0 })).toThrow(RangeError)
})
