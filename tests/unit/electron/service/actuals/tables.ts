import { fundLines } from '../../../../../models/scenario/accountForm'
import { writeXlsx } from 'hucre/xlsx'
import type { ActualsPreview } from '../../../../../electron/contract/commands'
import { knownOf } from '../../../../../electron/service/actuals/known'
import { readActuals, type ReadActuals } from '../../../../../electron/service/actuals/read'
import { simulate } from '../../../../../models/simulate'
import { plan, shippedCatalogue } from '../../../../fixtures/catalogue'
import { csvOf, type Value } from '../table/tables'

export const known = knownOf(shippedCatalogue(), simulate(shippedCatalogue(), plan))

export const read = (bytes: Uint8Array, name = '实际数.csv'): Promise<ReadActuals> => readActuals({ name, bytes }, known)
export const readText = (text: string, name?: string): Promise<ReadActuals> => read(new TextEncoder().encode(text), name)
export const readRows = (rows: readonly (readonly Value[])[], name?: string): Promise<ReadActuals> => readText(csvOf(rows, '\t'), name)
export const readSheets = async (sheets: Readonly<Record<string, readonly (readonly Value[])[]>>): Promise<ReadActuals> =>
  read(
    await writeXlsx({ sheets: Object.entries(sheets).map(([name, rows]) => ({ name, rows: rows.map((row) => [...row]) })) }),
    '实际数.xlsx',
  )

export async function preview(reading: Promise<ReadActuals>): Promise<ActualsPreview> {
  const found = await reading
  if (!found.ok) throw new Error(found.faults.map(({ path, message }) => `${path} ${message}`).join('\n'))
  return found.preview
}

/** Figures as `kind area year target value`, accounts as their three parts and lines. */
export async function figures(reading: Promise<ReadActuals>): Promise<readonly string[]> {
  const { actuals } = await preview(reading)
  return actuals.map(({ draft }) =>
    draft.kind === 'account'
      ? `account ${draft.area} ${String(draft.year)} ${[draft.ordinaryTax, draft.resourceTax, draft.nonTax].join('+')}${Object.entries({
          ...draft.lines,
          ...draft.claims,
          ...draft.beside,
          ...(draft.residents === undefined ? {} : { residents: draft.residents }),
        })
          .map(([line, yuan]) => ` ${line}=${String(yuan)}`)
          .join('')}`
      : draft.kind === 'fund'
        ? `fund ${String(draft.year)} ${draft.target}${fundLines.flatMap((line) => (draft[line] === undefined ? [] : [` ${line}=${String(draft[line])}`])).join('')}`
        : `${draft.kind} ${draft.area} ${String(draft.year)} ${draft.target} ${String(draft.value)}`,
  )
}

/** Faults of a table that has to be refused: code and place. */
export async function faults(reading: Promise<ReadActuals>): Promise<readonly string[]> {
  const found = await reading
  if (found.ok) throw new Error('the table was taken')
  return found.faults.map(({ code, path }) => `${code} ${path}`.trim())
}

export const remarks = async (reading: Promise<ReadActuals>): Promise<readonly string[]> =>
  (await preview(reading)).remarks.map(({ code, path }) => `${code} ${path}`.trim())
