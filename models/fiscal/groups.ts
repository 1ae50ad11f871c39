import type { Flag } from '../result'
import type { Structure } from '../structure'

/** What is judged as one thing: items, and costs of targets outside the items. */
export interface Group {
  readonly kind: Flag['subject']['kind']
  readonly id: string
  /** Positions of the group's items, and of its costs outside the items. */
  readonly items: readonly number[]
  readonly targets: readonly number[]
  readonly binding: readonly string[]
  /** Indicators that rest on it. */
  readonly indicators: readonly string[]
  /** The subject whose money it is, or is a part of, so that it is counted there. */
  readonly sameAs: Flag['sameAs']
}

export interface Groups {
  /** Items that are no slice of a pool, pools as one subject, domains, and indicators. */
  readonly subjects: readonly Group[]
  /** All items: what a unit pays. */
  readonly whole: Group
  /** All that the plan asks for outside the items, as one; and each indicator's part of it. */
  readonly block: Group
  readonly blockParts: readonly Group[]
}
const groupsBy = new WeakMap<Structure, Groups>()

export function groupsOf(structure: Structure): Groups {
  const known = groupsBy.get(structure)
  if (known !== undefined) return known
  const { items, pools, domains, targetCosts } = structure.catalogue
  type Item = (typeof items)[number]
  const single = items.flatMap((item, k): readonly Group[] =>
    item.pool === undefined && item.funding !== 'fund'
      ? [{ kind: 'item', id: item.id, items: [k], targets: [], sameAs: null, ...restingOn(structure, [item.id]) }]
      : [],
  )
  const several = (kind: Group['kind'], id: string, belongs: (item: Item) => boolean): Group => {
    const found = items.flatMap((item, k) => (belongs(item) ? [k] : []))
    const { indicators } = restingOn(structure, kind === 'pool' ? found.flatMap((k) => items[k]?.id ?? []) : [])
    return { kind, id, items: found, targets: [], binding: [], indicators, sameAs: null }
  }
  const outside = targetCosts.flatMap((_, k) => [k])
  const indicators = indicatorGroups(structure)
  const made: Groups = {
    subjects: [
      ...single,
      ...pools.map(({ id }) => several('pool', id, ({ pool }) => pool === id)),
      ...domains.map(({ id }) => several('domain', id, ({ domain }) => domain === id)),
      ...indicators,
    ],
    whole: several('unit', '', () => true),
    block: { kind: 'block', id: outsideBlock, items: [], targets: outside, binding: [], indicators: [], sameAs: null },
    blockParts: indicators.flatMap((group) => (group.targets.length > 0 ? [{ ...group, items: [] }] : [])),
  }
  groupsBy.set(structure, made)
  return made
}

/** What is behind a flag: positions of items, and of costs outside them. */
export function groupOfFlag(structure: Structure, { subject, test }: Pick<Flag, 'subject' | 'test'>): Pick<Group, 'items' | 'targets'> {
  const { subjects, whole, block, blockParts } = groupsOf(structure)
  if (subject.kind === 'unit') return whole
  if (subject.kind === 'block') return block
  const among = test === 'new-resources' ? blockParts : subjects
  return among.find(({ kind, id }) => kind === subject.kind && id === subject.id) ?? { items: [], targets: [] }
}

/** Id of everything that the plan asks for outside the items. */
export const outsideBlock = 'outside-items'

/** Indicators that rest on items; the binding ones make a flag one step worse. */
function restingOn({ catalogue }: Structure, items: readonly string[]): Pick<Group, 'binding' | 'indicators'> {
  const found = catalogue.indicators.filter(({ linkedItems }) => linkedItems.some((id) => items.includes(id)))
  return { binding: found.filter(({ nature }) => nature === 'binding').map(({ id }) => id), indicators: found.map(({ id }) => id) }
}

/** Indicators with their linked items and what they cost outside the items; those that have no money at all are left out. */
const indicatorGroups = ({ catalogue }: Structure): readonly Group[] =>
  catalogue.indicators.flatMap(({ id, nature, linkedItems }): readonly Group[] => {
    const items = catalogue.items.flatMap((item, k) => (linkedItems.includes(item.id) && item.funding !== 'fund' ? [k] : []))
    const targets = catalogue.targetCosts.flatMap(({ indicator }, k) => (indicator === id ? [k] : []))
    if (items.length + targets.length === 0) return []
    const [only] = items.length === 1 && targets.length === 0 ? items.flatMap((k) => catalogue.items[k] ?? []) : []
    const sameAs: Flag['sameAs'] =
      only === undefined ? null : only.pool === undefined ? { kind: 'item', id: only.id } : { kind: 'pool', id: only.pool }
    return [
      {
        kind: 'indicator',
        id,
        items,
        targets,
        binding: nature === 'binding' ? [id] : [],
        indicators: [id],
        sameAs,
      },
    ]
  })
