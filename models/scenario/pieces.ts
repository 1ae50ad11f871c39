import { sorted } from './canonical'
import type { ImportedPopulation, LeverId, Override, Scenario } from './document'
import type { Actual, Granted } from './entries'

/** An entry of one of a scenario's lists. */
export type Entry = Override | ImportedPopulation | Actual | Granted
export type ListName = 'overrides' | 'populations' | 'actuals' | 'granted'

/** What a part of a scenario says something of; the same in every version of the file, whatever its entries' ids are. */
export interface PieceAddress {
  readonly key: string
  readonly kind: ListName | 'reading' | 'outlook' | 'assessment' | 'catalogue' | 'name' | 'author' | 'note'
  readonly lever?: LeverId
  /** What the lever, figure or reading is of. */
  readonly target?: string
  readonly area?: string
  /** Of a share: of the increment alone. */
  readonly onlyIncrement?: boolean
  readonly year?: number
  /** Kind of the population, figure or policy. */
  readonly of?: ImportedPopulation['kind'] | Actual['kind'] | Granted['kind']
}

/** The smallest part that is compared, merged and told as one: a lever of an area, a figure of a year, the name… */
export interface Piece extends PieceAddress {
  /** Entries of a list in their order; of anything else nothing. */
  readonly entries: readonly Entry[]
  /** What it says, without ids, authors and times: the same text is the same piece. */
  readonly text: string
}

/** Text of a value in which the order of its keys does not count. */
const textOf = (value: unknown, without: readonly string[]): string =>
  JSON.stringify(value, (key, inner: unknown) => (without.includes(key) ? undefined : Array.isArray(inner) ? inner : sorted(inner)))

/** What is said of an input and moves nothing. */
const saidOfInput = ['id', 'author', 'at', 'reason', 'document', 'grade', 'source', 'file']

/** Whether two parts move the model alike; what is switched off is as if it were not there. */
export function hasSameInputs(a: Piece | undefined, b: Piece | undefined): boolean {
  const inputs = (piece: Piece | undefined): string => {
    if (piece === undefined) return ''
    if (piece.entries.length === 0) return textOf(JSON.parse(piece.text), saidOfInput)
    const acting = piece.entries.filter(({ enabled }) => enabled)
    return acting.length === 0 ? '' : textOf(acting, saidOfInput)
  }
  return inputs(a) === inputs(b)
}

const keyOf = (...parts: readonly (string | number | undefined)[]): string => JSON.stringify(parts.map((part) => part ?? ''))

/** What an entry of a list acts on. */
export const addressOf = {
  overrides: ({ lever, target, area, onlyIncrement = false }: Override): PieceAddress => ({
    key: keyOf('overrides', lever, target, area, ...(onlyIncrement ? ['increment'] : [])),
    kind: 'overrides',
    lever,
    area,
    ...(target === undefined ? {} : { target }),
    ...(onlyIncrement ? { onlyIncrement } : {}),
  }),
  populations: ({ kind: of, area }: ImportedPopulation): PieceAddress => ({
    key: keyOf('populations', of, area),
    kind: 'populations',
    of,
    area,
  }),
  actuals: (actual: Actual): PieceAddress => {
    const { kind: of, area, year } = actual
    const target = actual.kind === 'account' ? 'ownRevenue' : actual.target
    return { key: keyOf('actuals', of, target, area, year), kind: 'actuals', of, area, year, target }
  },
  /** Numbered apart by each editor: known by name, payer, kind and first year. */
  granted: ({ name, area, kind: of, from }: Granted): PieceAddress => ({
    key: keyOf('granted', name, area, of, from),
    kind: 'granted',
    of,
    area,
    year: from,
    target: name,
  }),
} as const

function group<E extends Entry>(entries: readonly E[], address: (entry: E) => PieceAddress): readonly Piece[] {
  const groups = new Map<string, { readonly address: PieceAddress; readonly entries: E[] }>()
  for (const entry of entries) {
    const found = address(entry)
    const known = groups.get(found.key)
    if (known === undefined) groups.set(found.key, { address: found, entries: [entry] })
    else known.entries.push(entry)
  }
  return [...groups.values()].map((found) => ({
    ...found.address,
    entries: found.entries,
    text: textOf(found.entries, ['id', 'author', 'at']),
  }))
}

/** Key of a part that is no entry of a list. */
export const fieldKey = (kind: PieceAddress['kind'], target?: string): string => keyOf(kind, target)

const single = (kind: PieceAddress['kind'], value: unknown, target?: string): Piece => ({
  key: fieldKey(kind, target),
  kind,
  ...(target === undefined ? {} : { target }),
  entries: [],
  text: textOf(value, ['author', 'at']),
})

/** A scenario taken apart, in the order in which its parts are told: what it is called, its frame, then its lists. */
export function piecesOf(scenario: Scenario): ReadonlyMap<string, Piece> {
  const { name, author, note, catalogue, outlook, assessment, readings } = scenario
  const pieces: readonly Piece[] = [
    single('name', name),
    single('author', author),
    single('note', note),
    single('catalogue', catalogue),
    ...(outlook === undefined ? [] : [single('outlook', outlook)]),
    ...(assessment === undefined ? [] : [single('assessment', assessment)]),
    ...Object.entries(readings).map(([id, reading]) => single('reading', reading, id)),
    ...group(scenario.populations, addressOf.populations),
    ...group(scenario.actuals, addressOf.actuals),
    ...group(scenario.granted, addressOf.granted),
    ...group(scenario.overrides, addressOf.overrides),
  ]
  return new Map(pieces.map((piece) => [piece.key, piece]))
}

/** What became of a part from one version of a scenario to another. */
export interface Change {
  readonly what: 'added' | 'changed' | 'removed'
  readonly address: PieceAddress
}

const bare = ({ entries: _entries, text: _text, ...address }: Piece): PieceAddress => address

/** In which parts a scenario differs from an earlier version of itself. */
export function changesBetween(before: Scenario, after: Scenario): readonly Change[] {
  const [old, now] = [piecesOf(before), piecesOf(after)]
  const changed = [...now.values()].flatMap((piece): readonly Change[] => {
    const known = old.get(piece.key)
    if (known?.text === piece.text) return []
    return [{ what: known === undefined ? 'added' : 'changed', address: bare(piece) }]
  })
  const removed = [...old.values()].filter(({ key }) => !now.has(key)).map((piece): Change => ({ what: 'removed', address: bare(piece) }))
  return [...changed, ...removed]
}
