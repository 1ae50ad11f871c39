import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scenarioToText } from '../../models/scenario/canonical'
import type { Scenario } from '../../models/scenario/document'
import { compareSides, mergeSides, type Side } from '../../models/scenario/merge'
import { parseScenario } from '../../models/scenario/parse'
import { changesBetween, piecesOf } from '../../models/scenario/pieces'
import { scenarioArbitrary } from './scenarios'

const runs = { numRuns: 400, seed: 20_261_130 }
/** What a scenario says, whatever its entries' order and ids are. */
const said = (scenario: Scenario): readonly string[] => [...piecesOf(scenario).values()].map(({ key, text }) => `${key} ${text}`).sort()
const decide = (rows: ReturnType<typeof compareSides>, side: Side): ReadonlyMap<string, Side> =>
  new Map(rows.filter(({ by }) => by === 'conflict').map(({ address }) => [address.key, side]))

test('what nobody changed stays, and what one side alone changed is taken whole', () => {
  fc.assert(
    fc.property(scenarioArbitrary, scenarioArbitrary, (base, other) => {
      expect(said(mergeSides(base, base, other, new Map()))).toEqual(said(other))
      expect(said(mergeSides(base, other, base, new Map()))).toEqual(said(other))
      expect(compareSides(base, base, base)).toEqual([])
    }),
    runs,
  )
})

test('no change of either side is lost: each part is as the side has it that changed it, or that was chosen', () => {
  fc.assert(
    fc.property(scenarioArbitrary, scenarioArbitrary, scenarioArbitrary, fc.constantFrom('mine', 'theirs'), (base, mine, theirs, side) => {
      const rows = compareSides(base, mine, theirs)
      const merged = piecesOf(mergeSides(base, mine, theirs, decide(rows, side)))
      for (const { address, by, mine: own, theirs: others } of rows) {
        const wanted = by === 'mine' || (by === 'conflict' && side === 'mine') ? own : others
        expect(merged.get(address.key)?.text).toBe(wanted?.text)
      }
      const touched = new Set(rows.map(({ address }) => address.key))
      for (const [key, piece] of piecesOf(base)) if (!touched.has(key)) expect(merged.get(key)?.text).toBe(piece.text)
    }),
    runs,
  )
})

test('the sides are alike: seen from the other one conflicts are the same, and mine are theirs', () => {
  fc.assert(
    fc.property(scenarioArbitrary, scenarioArbitrary, scenarioArbitrary, (base, mine, theirs) => {
      const of = (rows: ReturnType<typeof compareSides>, by: string): readonly string[] =>
        rows
          .filter((row) => row.by === by)
          .map(({ address }) => address.key)
          .sort()
      const [here, there] = [compareSides(base, mine, theirs), compareSides(base, theirs, mine)]
      expect(of(here, 'conflict')).toEqual(of(there, 'conflict'))
      expect(of(here, 'mine')).toEqual(of(there, 'theirs'))
      expect(of(here, 'both')).toEqual(of(there, 'both'))
    }),
    runs,
  )
})

test('a merged scenario can be saved and opened again: its ids are its own', () => {
  fc.assert(
    fc.property(scenarioArbitrary, scenarioArbitrary, scenarioArbitrary, (base, mine, theirs) => {
      const merged = mergeSides(base, mine, theirs, decide(compareSides(base, mine, theirs), 'mine'))
      const read = parseScenario(scenarioToText(merged), 'merged')
      expect(read).toMatchObject({ ok: true })
      expect(read.ok && said(read.value)).toEqual(said(merged))
    }),
    runs,
  )
})

test('the changes told are those that turn the one into the other', () => {
  fc.assert(
    fc.property(scenarioArbitrary, scenarioArbitrary, (before, after) => {
      const [old, now] = [piecesOf(before), piecesOf(after)]
      const told = new Map(changesBetween(before, after).map(({ what, address }) => [address.key, what]))
      for (const key of new Set([...old.keys(), ...now.keys()])) {
        const what = !old.has(key) ? 'added' : !now.has(key) ? 'removed' : old.get(key)?.text === now.get(key)?.text ? undefined : 'changed'
        expect(told.get(key)).toBe(what)
      }
    }),
    runs,
  )
})
