import type { Actual, Granted } from '../../models/scenario/entries'
import type { Override, PhaseShape, PopulationDraft } from '../../models/scenario/document'
import { visibleText } from '../../models/shared/visible'

/** What the user says of a granted policy. */
export type GrantedDraft = Omit<Granted, 'id' | 'author' | 'at'>

/** Texts without what cannot be seen. */
export function said<T extends Partial<GrantedDraft>>(draft: T): T {
  return {
    ...draft,
    ...(draft.name === undefined ? {} : { name: visibleText(draft.name) }),
    ...(draft.document === undefined ? {} : { document: visibleText(draft.document) }),
  }
}

/** An override that is to change its mode, without what only the old mode knows. */
export function ofMode(override: Override, mode: Override['mode'] = override.mode): Override {
  if (mode === override.mode) return override
  const { id, lever, target, area, from, enabled, reason, author, at } = override
  return { id, lever, ...(target === undefined ? {} : { target }), area, mode, from, enabled, reason, author, at }
}

export interface Phase {
  readonly fullFrom: number
  readonly shape: PhaseShape
}

export function atOnce({ fullFrom: _fullFrom, shape: _shape, ...override }: Override): Override {
  return override
}

/** A change that starts after it should be whole comes at once. */
export const soundPhase = (override: Override): Override =>
  override.fullFrom !== undefined && override.fullFrom <= override.from ? atOnce(override) : override

/** Short, readable and unused among the given. */
export function freshId(letter: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id))
  let k = taken.length + 1
  while (ids.has(`${letter}-${String(k)}`)) k++
  return `${letter}-${String(k)}`
}

type WithoutEdit<A> = A extends Actual
  ? Omit<A, 'id' | 'file' | 'enabled' | 'reason' | 'author' | 'at'> & Partial<Pick<A, 'file' | 'reason' | 'author'>>
  : never
/** An actual figure with its source and grade, before it is one of the scenario's. */
export type ActualDraft = WithoutEdit<Actual>

/** What an actual figure says something of: one kind, place and year is said once. */
export type WithoutSource = Pick<ActualDraft, 'kind' | 'area' | 'year'> & { readonly target?: string }
export const placeOfActual = (actual: WithoutSource): string =>
  [actual.kind, actual.kind === 'account' ? '' : (actual.target ?? ''), actual.area, actual.year].join(' ')

/** Whether two populations say the same thing of the same area, so that only one of them can stand. */
export const isSamePlace = (a: Pick<PopulationDraft, 'kind' | 'area'>, b: Pick<PopulationDraft, 'kind' | 'area'>): boolean =>
  a.kind === b.kind && a.area === b.area
