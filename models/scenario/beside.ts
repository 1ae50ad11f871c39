import type { Catalogue } from '../catalogue/schema'
import type { Scenario } from './document'
import { levers } from './levers'
import { hasSameInputs, piecesOf, type Piece, type PieceAddress } from './pieces'

/** A part of several scenarios, side by side; absent in one: as the catalogue has it. */
export interface BesideRow {
  readonly address: PieceAddress
  readonly pieces: readonly (Piece | undefined)[]
  /** All of them move the model alike, whatever reasons they give. */
  readonly isEqual: boolean
}

/** What a scenario is called and who made it moves nothing. */
const told: readonly PieceAddress['kind'][] = ['name', 'author', 'note', 'catalogue']

/** Everything that one of several scenarios changes, in the order of the input screens. */
export function changesBeside(catalogue: Catalogue, scenarios: readonly Scenario[]): readonly BesideRow[] {
  const all = scenarios.map(piecesOf)
  const known = new Map(all.flatMap((pieces) => [...pieces]))
  const rank = ranks(catalogue)
  return [...known]
    .filter(([, { kind }]) => !told.includes(kind))
    .map(([key, first], place) => ({ key, first, place, order: rank(first) }))
    .sort((a, b) => compared(a.order, b.order) || a.place - b.place)
    .map(({ key, first: { entries: _entries, text: _text, ...address } }) => {
      const pieces = all.map((own) => own.get(key))
      return { address, pieces, isEqual: pieces.every((piece) => hasSameInputs(piece, pieces[0])) }
    })
}

const compared = (a: readonly number[], b: readonly number[]): number => {
  const at = a.findIndex((value, k) => value !== b[k])
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0)
}

/** Places on the screens: standards and coverage, the population, the economy, targets; then figures that were entered. */
function ranks(catalogue: Catalogue): (address: PieceAddress) => readonly number[] {
  const leverIds = levers.map(({ id }) => id)
  const population = leverIds.indexOf('tfr')
  const { items, pools, indices, funds, regions } = catalogue
  const order = [
    ...items.flatMap((item) => [item.id, ...item.components.map(({ id }) => `${item.id}.${id}`)]),
    ...[pools, indices, catalogue.fiscal.priorClaims, funds].flatMap((list) => list.map(({ id }) => id)),
  ]
  const targets = new Map(order.map((id, k) => [id, k]))
  const areas = new Map(regions.map(({ code }, k) => [code, k]))
  const after: Readonly<Partial<Record<PieceAddress['kind'], number>>> = { reading: 1, granted: 2, assessment: 3, actuals: 4 }
  const first = ({ kind, lever }: PieceAddress): number => {
    if (lever !== undefined) return leverIds.indexOf(lever)
    if (kind === 'outlook') return population - 0.75
    return kind === 'populations' ? population - 0.5 : leverIds.length + (after[kind] ?? 0)
  }
  return (address) => [
    first(address),
    targets.get(address.target ?? '') ?? -1,
    areas.get(address.area ?? '') ?? areas.size,
    address.year ?? 0,
  ]
}
