import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { isChangeable, runsOf } from '../../electron/service/workbook/figures'
import { isLeverVariable } from '../../models/workbook/levers'
import { typeInto } from '../fixtures/editedWorkbook'
import { readBack, smallWorkbook, type SmallWorkbook } from '../fixtures/smallWorkbook'
import { addressOf, figureLines } from '../golden/workbookCells'

/** Round trips of the workbook of a small made-up region. */
let book: SmallWorkbook

/** A cell that may be changed, with what it holds. */
interface Input {
  readonly sheet: string
  readonly cell: string
  readonly value: number
  readonly year: number
}
let inputs: readonly Input[]

beforeAll(async () => {
  book = await smallWorkbook({ name: '=小地区' })
  const { plan } = book
  inputs = figureLines(plan).flatMap((found): readonly Input[] => {
    const { row } = found.line
    const { name } = row
    if (!isLeverVariable(name)) return []
    // The first cell of several that share a formula says it for the others.
    const firsts = new Set(runsOf(row, plan.places).flatMap(({ from, to }) => (to > from ? [from] : [])))
    return row.formulas.flatMap((_, year) =>
      isChangeable(row, year) && !firsts.has(year) && plan.places.read(row, year) !== 0
        ? [
            {
              sheet: found.sheet,
              cell: addressOf(found, year),
              value: plan.places.read(row, year),
              year,
            },
          ]
        : [],
    )
  })
})

test('a workbook that nobody touched changes nothing, and there is nothing to say of it but that', async () => {
  const back = await readBack(book, book.bytes)
  if (!back.ok) throw new Error(JSON.stringify(back.faults))
  expect(back.preview.changes).toEqual([])
  expect(back.preview.remarks.map(({ code }) => code)).toEqual(['workbook-no-changes'])
  expect(back.scenario.name).toBe('=小地区')
})

test('so many cells of inputs changed are so many changes, each with its figure, year and cell', async () => {
  expect(inputs.length).toBeGreaterThan(1000)
  const edit = fc.record({ at: fc.nat({ max: inputs.length - 1 }), by: fc.double({ min: 0.55, max: 0.95, noNaN: true }) })
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(edit, { minLength: 1, maxLength: 40, selector: ({ at }) => at }), async (edits) => {
      const typed = edits.flatMap(({ at, by }) => {
        const input = inputs[at]
        return input === undefined ? [] : [{ ...input, to: input.value * by }]
      })
      const back = await readBack(book, await typeInto(book.bytes, typed))
      if (!back.ok) throw new Error(JSON.stringify(back.faults))
      const sorted = (list: readonly (readonly [string, number, number])[]) => list.map(String).sort()
      expect(sorted(back.preview.changes.map(({ sheet, cell, year, after }) => [`${sheet}!${cell}`, year, after]))).toEqual(
        sorted(typed.map(({ sheet, cell, year, to }) => [`${sheet}!${cell}`, book.loaded.catalogue.baseYear + year, to])),
      )
      for (const { override, year, after, before } of back.preview.changes) {
        expect(override).toMatchObject({ mode: 'series', from: year, to: year, values: { [String(year)]: after }, enabled: true })
        expect(override.reason).toContain('小地区.xlsx')
        expect(before).not.toBe(after)
      }
    }),
    { seed: 20261130, numRuns: 8, endOnFailure: true },
  )
})
