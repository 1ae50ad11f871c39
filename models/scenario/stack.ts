import type { Scenario } from './document'
import { compareSides, mergeSides, withOwnIds, type MergeRow, type Side } from './merge'
import { hasSameInputs, piecesOf } from './pieces'

/** Whose version of a part is taken; `both`: one's own first, the other's on top of it. */
export type StackChoice = Side | 'both'

/** What a scenario is called, who made it and what it was made with are no changes that could be put on another. */
const framedAs = ({ name, author, note, catalogue, appVersion }: Scenario, of: Scenario): Scenario => ({
  ...of,
  name,
  author,
  note,
  catalogue,
  appVersion,
})

/**
 * What comes when another scenario's changes are put on top of one's own: by `theirs` what only it changes, by `conflict` what both
 * move to different inputs. Reasons and sources alone make no conflict: one's own stay.
 *
 * @param plan what both are changes of.
 */
export const stackRows = (plan: Scenario, own: Scenario, added: Scenario): readonly MergeRow[] =>
  compareSides(framedAs(own, plan), own, framedAs(own, added)).filter(
    ({ by, mine, theirs }) => by === 'theirs' || (by === 'conflict' && !hasSameInputs(mine, theirs)),
  )

/** Whether the other's change can act on top of one's own: it scales or adds, and does not say a value of its own. */
export const canStack = ({ by, mine, theirs }: MergeRow): boolean =>
  by === 'conflict' &&
  mine !== undefined &&
  theirs?.kind === 'overrides' &&
  theirs.entries.every((entry) => 'mode' in entry && (entry.mode === 'scale' || entry.mode === 'add'))

/**
 * Put another scenario's changes on top of one's own. One's own entries keep place and id; what comes stands after them.
 *
 * @param choices for every conflict, by the key of the part. @param told what is said in an entry that came, given its reason.
 * @throws RangeError for a conflict that nobody decided.
 */
export function stackScenarios(
  plan: Scenario,
  own: Scenario,
  added: Scenario,
  choices: ReadonlyMap<string, StackChoice>,
  told: (reason: string) => string,
): Scenario {
  const rows = stackRows(plan, own, added)
  const choiceOf = ({ by, address }: MergeRow): StackChoice | undefined => (by === 'theirs' ? 'theirs' : choices.get(address.key))
  const coming = new Map<string, StackChoice>()
  for (const row of rows) {
    const choice = choiceOf(row)
    if (choice === undefined || (choice === 'both' && !canStack(row))) throw new RangeError(`nobody decided ${row.address.key}`)
    if (choice !== 'mine') coming.set(row.address.key, choice)
  }
  const marked = withReasons(framedAs(own, added), new Set(coming.keys()), told)
  // The merge keeps places and ids of its second side: here that is one's own.
  const sides = compareSides(framedAs(own, plan), marked, own).filter(({ by }) => by === 'conflict')
  const merged = mergeSides(
    framedAs(own, plan),
    marked,
    own,
    new Map(sides.map(({ address }): [string, Side] => [address.key, coming.get(address.key) === 'theirs' ? 'mine' : 'theirs'])),
  )
  const onTop = [...piecesOf(marked).values()].filter(({ key }) => coming.get(key) === 'both').flatMap(({ entries }) => entries)
  const overrides = withOwnIds(
    [
      ...merged.overrides.map((entry) => ({ entry, side: 'theirs' as const })),
      ...onTop.flatMap((entry) => ('lever' in entry ? [{ entry, side: 'mine' as const }] : [])),
    ],
    'o',
    [],
  )
  return { ...merged, overrides }
}

/** Let everything in the parts that come say where it came from. */
function withReasons(scenario: Scenario, keys: ReadonlySet<string>, told: (reason: string) => string): Scenario {
  const entries = new Set([...piecesOf(scenario).values()].filter(({ key }) => keys.has(key)).flatMap((piece) => piece.entries))
  const said = <E extends Scenario['overrides' | 'populations' | 'actuals' | 'granted'][number]>(entry: E): E =>
    entries.has(entry) ? { ...entry, reason: told(entry.reason) } : entry
  const { outlook } = scenario
  const comes = [...piecesOf(scenario).values()].some(({ kind, key }) => kind === 'outlook' && keys.has(key))
  return {
    ...scenario,
    ...(outlook === undefined || !comes ? {} : { outlook: { ...outlook, reason: told(outlook.reason) } }),
    overrides: scenario.overrides.map(said),
    populations: scenario.populations.map(said),
    actuals: scenario.actuals.map(said),
    granted: scenario.granted.map(said),
  }
}
