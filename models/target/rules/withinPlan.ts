import type { Catalogue } from '../../catalogue/schema'
import { isAsGood, isCumulative } from '../path'
import { asIndicator, pairOf } from '../readings'
import { committed, found, foundIn, inTable, ofIndicators, type Rule } from './rule'

/** Table 1 against the boxes, the chapters, Table 2 and other documents of the same matter. */

const commitmentNamed = ({ commitments }: Catalogue, id: string | undefined) => commitments.find((entry) => entry.id === id)

const numberDiffers = ofIndicators((indicator, { catalogue }) => {
  const other = commitmentNamed(catalogue, pairOf(catalogue, indicator.id, 'same-quantity')?.commitment)
  return other === undefined || typeof other.target !== 'number' || other.target === indicator.target.value
    ? null
    : foundIn('number-differs', indicator, committed(other), [indicator.target.value, other.target], ['table', 'box'])
})

const signDiffers = ofIndicators((indicator, { catalogue }) => {
  const other = commitmentNamed(catalogue, pairOf(catalogue, indicator.id, 'same-target')?.commitment)
  return other === undefined || typeof other.target !== 'number' || other.sign === indicator.target.sign
    ? null
    : foundIn('sign-differs', indicator, committed(other), [indicator.target.value, other.target])
})

const otherYardstick = ofIndicators((indicator, { catalogue }) => {
  const pair = pairOf(catalogue, indicator.id, 'other-yardstick')
  const other = commitmentNamed(catalogue, pair?.commitment)
  if (pair === undefined || other === undefined || typeof other.target !== 'number') return null
  const readings = asIndicator(catalogue, indicator.id) === undefined ? [] : ['table', 'text']
  return foundIn('other-yardstick', indicator, committed(other), [indicator.target.value, other.target], readings)
})

const otherDocument = ofIndicators((indicator, { catalogue }) => {
  const other = catalogue.planChecks.documents.find((entry) => entry.indicator === indicator.id)
  return other === undefined || other.value === indicator.target.value
    ? null
    : foundIn(
        'other-document',
        indicator,
        { where: { kind: 'document', source: other.source }, printed: other.printed },
        [indicator.target.value, other.value],
        ['table', 'document'],
      )
})

const nameDiffers = ofIndicators((indicator, { catalogue }) => {
  const other = catalogue.planChecks.names.find((entry) => entry.indicator === indicator.id)
  return other === undefined || other.printed === indicator.name.zh
    ? null
    : {
        ...foundIn('name-differs', indicator, { where: other.where, printed: other.printed }, [null, null]),
        places: [
          { ...inTable(indicator), printed: indicator.name.zh },
          { where: other.where, printed: other.printed },
        ],
      }
})

const spanDiffers = ofIndicators((indicator, { catalogue }) => {
  const span = catalogue.planChecks.spans.find((entry) => entry.indicator === indicator.id)
  const years = indicator.target.year - catalogue.baseYear
  if (span === undefined || span.value !== indicator.target.value || span.to - span.from + 1 === years) return null
  const other = { where: { kind: 'document', source: span.source } as const, printed: span.printed }
  return foundIn('span-differs', indicator, other, [years, span.to - span.from + 1], ['table', 'document'])
})

const countedOnce = ofIndicators((indicator, { catalogue: { indicators, items } }) => {
  const [only, ...more] = indicator.linkedItems
  const twin = indicators.find(({ order, linkedItems }) => order > indicator.order && linkedItems.length === 1 && linkedItems[0] === only)
  const row = items.find(({ id }) => id === only)?.order
  return only === undefined || more.length > 0 || twin === undefined || row === undefined
    ? null
    : foundIn('counted-once', indicator, { where: { kind: 'table', table: 2, row }, printed: null }, [2, 1])
})

const outsideList = ofIndicators((indicator) =>
  indicator.linkedItems.length > 0
    ? null
    : foundIn('outside-list', indicator, { where: { kind: 'table', table: 2 }, printed: null }, [indicator.target.value, null]),
)

const noSign = ofIndicators((indicator) =>
  indicator.target.sign === '' && !isCumulative(indicator)
    ? foundIn('no-sign', indicator, inTable(indicator), [indicator.target.value, null])
    : null,
)

/** The catalogue says in the unit's words that the plan prints none. */
const noUnit = ofIndicators((indicator) =>
  indicator.unit.en.includes('not printed') ? foundIn('no-unit', indicator, inTable(indicator), [indicator.target.value, null]) : null,
)

const ofCommitments: Rule = ({ catalogue: { commitments, baseYear, planChecks } }) =>
  commitments.flatMap((commitment) => {
    const subject = { kind: 'commitment', id: commitment.id } as const
    const place = committed(commitment)
    const { target, known, sign } = commitment
    if (target === null) return [found('no-number', subject, [place, place], [null, null])]
    if (typeof target !== 'number') return []
    const better = { betterWhen: sign === '<=' ? 'lower' : 'higher' } as const
    const [start, later] = [known.findLast(({ year }) => year <= baseYear), known.find(({ year }) => year > baseYear)]
    const other = (source: string) => ({
      where: source === planChecks.plan ? planChecks.baselinePlace : ({ kind: 'document', source } as const),
      printed: null,
    })
    return [
      ...(start !== undefined && isAsGood(better, start.value, target)
        ? [found('looser-than-baseline', subject, [place, other(start.source)], [target, start.value])]
        : later !== undefined && isAsGood(better, later.value, target)
          ? [found('met-early', subject, [place, other(later.source)], [target, later.value])]
          : []),
      ...(commitment.deadline === 'continuous' ? [found('no-date', subject, [place, place], [target, null])] : []),
    ]
  })

export const rulesWithinPlan: readonly Rule[] = [
  numberDiffers,
  signDiffers,
  otherYardstick,
  otherDocument,
  nameDiffers,
  spanDiffers,
  countedOnce,
  outsideList,
  noSign,
  noUnit,
  ofCommitments,
]
