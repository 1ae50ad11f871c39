import type { Scenario } from './document'
import { addressOf, fieldKey, piecesOf, type Entry, type Piece, type PieceAddress } from './pieces'

/** Whose version of a part is taken. */
export type Side = 'mine' | 'theirs'

/** A part of a scenario that one side or both changed since they both had `base`. Absent on a side: not there. */
export interface MergeRow {
  readonly address: PieceAddress
  readonly base: Piece | undefined
  readonly mine: Piece | undefined
  readonly theirs: Piece | undefined
  /** Who changed it; `both` to the same, `conflict` to different things. */
  readonly by: Side | 'both' | 'conflict'
}

/** The parts that differ between what two people made of the same scenario. */
export function compareSides(base: Scenario, mine: Scenario, theirs: Scenario): readonly MergeRow[] {
  const [b, m, t] = [piecesOf(base), piecesOf(mine), piecesOf(theirs)]
  const all = new Map([...t, ...m, ...b])
  return [...all.keys()].flatMap((key): readonly MergeRow[] => {
    const [was, own, other] = [b.get(key), m.get(key), t.get(key)]
    const address = own ?? other ?? was
    const [ownChanged, otherChanged] = [own?.text !== was?.text, other?.text !== was?.text]
    if (address === undefined || (!ownChanged && !otherChanged)) return []
    const by = !otherChanged ? 'mine' : !ownChanged ? 'theirs' : own?.text === other?.text ? 'both' : 'conflict'
    return [{ address, base: was, mine: own, theirs: other, by }]
  })
}

/**
 * Put both sides' changes together. What one side alone changed is taken from it; of conflicts, and of nothing else, the
 * choices say whose. Their entries keep place and id; mine stand where theirs stood or come after them.
 *
 * @param choices by the key of a part.
 * @throws RangeError for a conflict that nobody decided.
 */
export function mergeSides(base: Scenario, mine: Scenario, theirs: Scenario, choices: ReadonlyMap<string, Side>): Scenario {
  const fromMine = new Set<string>()
  for (const { address, by } of compareSides(base, mine, theirs)) {
    const side = by === 'conflict' ? choices.get(address.key) : by === 'mine' ? 'mine' : 'theirs'
    if (side === undefined) throw new RangeError(`nobody decided ${address.key}`)
    if (side === 'mine') fromMine.add(address.key)
  }
  const of = (kind: PieceAddress['kind'], target?: string): Scenario => (fromMine.has(fieldKey(kind, target)) ? mine : theirs)
  const { outlook } = of('outlook')
  const { assessment } = of('assessment')
  const actuals = mergeList(mine.actuals, theirs.actuals, addressOf.actuals, fromMine)
  const granted = mergeList(mine.granted, theirs.granted, addressOf.granted, fromMine)
  // Figures and policies share their ids.
  const numbered = withOwnIds(actuals, 'a', idsOfTheirs(granted))
  const ids = new Set([...Object.keys(mine.readings), ...Object.keys(theirs.readings)])
  return {
    format: theirs.format,
    schemaVersion: theirs.schemaVersion,
    appVersion: mine.appVersion,
    catalogue: of('catalogue').catalogue,
    name: of('name').name,
    author: of('author').author,
    note: of('note').note,
    ...(outlook === undefined ? {} : { outlook }),
    overrides: withOwnIds(mergeList(mine.overrides, theirs.overrides, addressOf.overrides, fromMine), 'o', []),
    populations: withOwnIds(mergeList(mine.populations, theirs.populations, addressOf.populations, fromMine), 'p', []),
    actuals: numbered,
    granted: withOwnIds(
      granted,
      'g',
      numbered.map(({ id }) => id),
    ),
    ...(assessment === undefined ? {} : { assessment }),
    readings: Object.fromEntries(
      [...ids].flatMap((id) => {
        const { [id]: reading } = of('reading', id).readings
        return reading === undefined ? [] : [[id, reading]]
      }),
    ),
  }
}

export interface Taken<E> {
  readonly entry: E
  readonly side: Side
}

/** Entries of both sides in one list: each part from the side that is taken for it. */
function mergeList<E extends Entry>(
  mine: readonly E[],
  theirs: readonly E[],
  address: (entry: E) => PieceAddress,
  fromMine: ReadonlySet<string>,
): readonly Taken<E>[] {
  const own = new Map<string, E[]>()
  for (const entry of mine) {
    const { key } = address(entry)
    if (fromMine.has(key)) own.set(key, [...(own.get(key) ?? []), entry])
  }
  const taken: Taken<E>[] = []
  const place = (key: string): void => {
    for (const entry of own.get(key) ?? []) taken.push({ entry, side: 'mine' })
    own.delete(key)
  }
  for (const entry of theirs) {
    const { key } = address(entry)
    if (fromMine.has(key)) place(key)
    else taken.push({ entry, side: 'theirs' })
  }
  for (const key of own.keys()) place(key)
  return taken
}

const idsOfTheirs = (list: readonly Taken<Entry>[]): readonly string[] =>
  list.filter(({ side }) => side === 'theirs').map(({ entry }) => entry.id)

/** Two people number their entries alike: of mine, those whose id is taken get another. */
export function withOwnIds<E extends Entry>(list: readonly Taken<E>[], letter: string, others: readonly string[]): E[] {
  const known = new Set([...others, ...idsOfTheirs(list)])
  let next = list.length
  const free = (): string => {
    do next++
    while (known.has(`${letter}-${String(next)}`))
    return `${letter}-${String(next)}`
  }
  return list.map(({ entry, side }) => {
    if (side === 'theirs') return entry
    const own = known.has(entry.id) ? { ...entry, id: free() } : entry
    known.add(own.id)
    return own
  })
}
