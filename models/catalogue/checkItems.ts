import { dimensionsOf, multiplyDimensions, sameDimensions } from '../shared/unit'
import { checkDrivers } from './checkDrivers'
import { checkNational } from './checkNational'
import { checkTargetCosts } from './checkTargets'
import type { Report } from './check'
import type { Catalogue, Component, GrowthRule, Item } from './schema'

const tolerance = 1e-9

/** Checks of items, pools, indicators and commitments against each other and against what they name. */
export function checkItems(catalogue: Catalogue, report: Report): void {
  const standards = new Set([
    ...catalogue.items.flatMap((item) => item.components.filter((c) => c.poolShare === undefined).map((c) => `${item.id}.${c.id}`)),
    ...catalogue.pools.map(({ id }) => id),
  ])
  const linked = linkedStandards(catalogue)
  catalogue.items.forEach((item, k) => {
    checkNames(catalogue, item, k, report)
    checkShares(item, k, report)
    if (item.order !== k + 1) report('items', k, 'order', 'order', `the order is ${String(item.order)} where ${String(k + 1)} is expected`)
    const atGrowth: At = (rest, code, message) => {
      report('items', k, `growth${rest}`, code, message)
    }
    checkRule(catalogue, item.growth, standards, linked, atGrowth)
    const followers = item.components.filter(({ growth, poolShare }) => growth === undefined && poolShare === undefined)
    if (item.growth.kind === 'schedule' && followers.length > 1)
      atGrowth('', 'schedule', 'a schedule says the unit cost of one component: give it to that component')
    checkSchedule(catalogue, item.growth, followers[0]?.history ?? [], atGrowth)
    item.components.forEach((component, c) => {
      const at = (rest: string, code: string, message: string): void => {
        report('items', k, `components[${String(c)}](${component.id})${rest}`, code, message)
      }
      checkComponent(catalogue, item, component, at)
      checkNational(catalogue, item, component, at)
      if (component.growth !== undefined)
        checkRule(catalogue, component.growth, standards, linked, (rest, code, message) => {
          at(`.growth${rest}`, code, message)
        })
      checkSchedule(catalogue, component.growth, component.history, (rest, code, message) => {
        at(`.growth${rest}`, code, message)
      })
    })
  })
  checkPools(catalogue, report)
  checkDrivers(catalogue, report)
  checkTargets(catalogue, report)
}

type At = (rest: string, code: string, message: string) => void

function checkNames(catalogue: Catalogue, item: Item, k: number, report: Report): void {
  const has = (list: readonly { readonly id: string }[], id: string | undefined): boolean =>
    id === undefined || list.some((entry) => entry.id === id)
  if (!has(catalogue.domains, item.domain)) report('items', k, 'domain', 'unknown', `there is no domain ${item.domain}`)
  if (!has(catalogue.pools, item.pool)) report('items', k, 'pool', 'unknown', `there is no pool ${item.pool ?? ''}`)
  if (!has(catalogue.grants, item.grant)) report('items', k, 'grant', 'unknown', `there is no grant ${item.grant ?? ''}`)
  if (!has(catalogue.items, item.subsetOf) || item.subsetOf === item.id)
    report('items', k, 'subsetOf', 'unknown', `there is no other item ${item.subsetOf ?? ''}`)
  if ((item.centralPays === 'by-factor') !== (item.grant !== undefined))
    report('items', k, 'grant', 'grant', 'an item is paid by factor exactly when it names a grant')
  if (new Set(item.components.map(({ id }) => id)).size !== item.components.length)
    report('items', k, 'components', 'id-twice', 'two components have the same id')
  if (item.coverage.value > item.coverage.max) report('items', k, 'coverage', 'range', 'coverage is above its maximum')
}

function checkShares({ shares, funding, centralPays }: Item, k: number, report: Report): void {
  if ((shares === null) !== (funding === 'fund')) {
    report('items', k, 'shares', 'shares', funding === 'fund' ? 'an item of a fund has no payer shares' : 'payer shares are missing')
  }
  if (shares === null) return
  const sum = shares.central + shares.region + shares.league + shares.banner
  if (Math.abs(sum - 1) > tolerance) report('items', k, 'shares', 'sum', `payer shares sum to ${String(sum)}, not to 1`)
  if (shares.central > 0 !== (centralPays !== 'none'))
    report('items', k, 'centralPays', 'shares', 'the centre pays exactly where its share is above 0')
}

function checkComponent(catalogue: Catalogue, item: Item, component: Component, at: At): void {
  if (!catalogue.drivers.some(({ id }) => id === component.driver)) at('.driver', 'unknown', `there is no driver ${component.driver}`)
  if (item.funding === 'fund' && component.fiscalShare !== 0) at('.fiscalShare', 'shares', 'an item of a fund has a fiscal share of 0')
  if (component.quantity.value < 0) at('.quantity.value', 'range', 'a quantity cannot be negative')
  const slice = component.poolShare !== undefined
  if (slice !== (item.pool !== undefined)) at('', 'pool', 'a component is a slice exactly when its item names a pool')
  if (slice === (component.unitCost !== undefined)) at('.unitCost', 'pool', 'a component has either a unit cost or a share of a pool')
  const price = component.unitCost ?? catalogue.pools.find(({ id }) => id === item.pool)?.standard
  if (price === undefined) return
  if (price.value < 0) at('.unitCost.value', 'range', 'a unit cost cannot be negative')
  const product = multiplyDimensions(
    multiplyDimensions(dimensionsOf(component.quantity.unit), dimensionsOf(price.unit)),
    dimensionsOf(component.factor.unit),
  )
  if (!sameDimensions(product, dimensionsOf('CNY/year'))) {
    at('.unitCost.unit', 'unit', `${component.quantity.unit} × ${price.unit} × ${component.factor.unit} is not CNY/year`)
  }
  component.history.forEach(({ year, value }, k) => {
    if (k > 0 && year <= (component.history[k - 1]?.year ?? 0)) at(`.history[${String(k)}]`, 'order', 'years must rise')
    if (value < 0) at(`.history[${String(k)}].value`, 'range', 'a standard cannot be negative')
  })
}

/** Standards that follow another one; they cannot be followed themselves. */
function linkedStandards(catalogue: Catalogue): ReadonlySet<string> {
  return new Set([
    ...catalogue.items.flatMap((item) =>
      item.components.filter((c) => (c.growth ?? item.growth).kind === 'linked').map((c) => `${item.id}.${c.id}`),
    ),
    ...catalogue.pools.filter(({ growth }) => growth.kind === 'linked').map(({ id }) => id),
  ])
}

function checkRule(catalogue: Catalogue, rule: GrowthRule, standards: ReadonlySet<string>, linked: ReadonlySet<string>, at: At): void {
  if (rule.kind === 'index' && !catalogue.indices.some(({ id }) => id === rule.index))
    at('.index', 'unknown', `there is no index ${rule.index}`)
  if (rule.kind !== 'linked') return
  if (!standards.has(rule.standard)) at('.standard', 'unknown', `there is no standard ${rule.standard}`)
  if (linked.has(rule.standard)) at('.standard', 'chain', `${rule.standard} itself follows another standard`)
}

/** Decided steps come after what was published and after the base year, in order; a standard is never negative. */
function checkSchedule({ baseYear }: Catalogue, rule: GrowthRule | undefined, history: Component['history'], at: At): void {
  if (rule?.kind !== 'schedule') return
  const last = Math.max(baseYear, ...history.map(({ year }) => year))
  rule.points.forEach(({ year, value }, k) => {
    const here = `.points[${String(k)}]`
    if (k > 0 && year <= (rule.points[k - 1]?.year ?? 0)) at(here, 'order', 'years must rise')
    if (year <= last) at(here, 'order', `a schedule begins after ${String(last)}, the last published year`)
    if (value < 0) at(`${here}.value`, 'range', 'a standard cannot be negative')
  })
}

function checkPools(catalogue: Catalogue, report: Report): void {
  catalogue.pools.forEach((pool, k) => {
    const sum = catalogue.items
      .filter((item) => item.pool === pool.id)
      .reduce((all, item) => all + item.components.reduce((part, c) => part + (c.poolShare?.value ?? 0), 0), 0)
    if (Math.abs(sum - 1) > tolerance) report('pools', k, '', 'sum', `the slices sum to ${String(sum)} of the pool, not to 1`)
    checkSchedule(catalogue, pool.growth, pool.history, (rest, code, message) => {
      report('pools', k, `growth${rest}`, code, message)
    })
  })
}

function checkTargets(catalogue: Catalogue, report: Report): void {
  const items = new Set(catalogue.items.map(({ id }) => id))
  const indicators = new Set(catalogue.indicators.map(({ id }) => id))
  catalogue.indicators.forEach((indicator, k) => {
    for (const id of indicator.linkedItems) if (!items.has(id)) report('indicators', k, 'linkedItems', 'unknown', `there is no item ${id}`)
    if (/^[<≤]/.test(indicator.target.sign) && indicator.betterWhen !== 'lower')
      report('indicators', k, 'betterWhen', 'sign', `the target is ${indicator.target.sign}, so lower is better`)
    if (!catalogue.domains.some(({ id }) => id === indicator.domain))
      report('indicators', k, 'domain', 'unknown', `there is no domain ${indicator.domain}`)
  })
  catalogue.commitments.forEach((commitment, k) => {
    for (const id of commitment.linkedItems)
      if (!items.has(id)) report('commitments', k, 'linkedItems', 'unknown', `there is no item ${id}`)
    for (const id of commitment.linkedIndicators)
      if (!indicators.has(id)) report('commitments', k, 'linkedIndicators', 'unknown', `there is no indicator ${id}`)
    const { within } = commitment
    if (within === undefined) return
    const isKnown = 'item' in within ? items.has(within.item) : indicators.has(within.indicator)
    if (!isKnown) report('commitments', k, 'within', 'unknown', `there is no ${'item' in within ? within.item : within.indicator}`)
  })
  checkTargetCosts(catalogue, report)
  checkFunds(catalogue, report)
}

/** Funds: items, groups and indices that exist, and no item in two funds. */
function checkFunds({ funds, items, drivers, indices }: Catalogue, report: Report): void {
  funds.forEach((fund, k) => {
    if ((fund.pooledFrom === null) !== (fund.pooledGrowth === null))
      report('funds', k, 'pooledGrowth', 'pooled', 'a pooled fund needs the growth of its local part, another has none')
    const unknown = (path: string, id: string): void => {
      report('funds', k, path, 'unknown', `there is no ${id}`)
    }
    for (const path of ['subsidised', 'pays'] as const)
      for (const id of fund[path]) {
        if (!items.some((item) => item.id === id)) unknown(path, id)
        if (funds.some((other, at) => at < k && other[path].includes(id))) report('funds', k, path, 'id-twice', `${id} is in two funds`)
      }
    for (const path of ['contributions', 'benefits'] as const) {
      const flow = fund[path]
      if (flow !== null && !drivers.some(({ id }) => id === flow.driver)) unknown(`${path}.driver`, flow.driver)
      if (flow?.index !== undefined && flow.rate !== undefined)
        report('funds', k, path, 'growth', 'a flow grows with an index or at a rate, not with both')
      if (flow?.index !== undefined && !indices.some(({ id }) => id === flow.index)) unknown(`${path}.index`, flow.index)
    }
  })
}
