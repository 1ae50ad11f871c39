import type { WorkbookChange } from '../../contract/exchange'
import { checkOverride } from '../../../models/scenario/checkOverride'
import type { LeverId } from '../../../models/scenario/document'
import { leverNamed } from '../../../models/scenario/levers'
import { visibleText } from '../../../models/shared/visible'
import type { Structure } from '../../../models/structure'
import { isLeverVariable, leverRows, targetOfRow } from '../../../models/workbook/levers'
import { targetOf } from '../../../models/equation/formula/shapes'
import type { TextLanguage } from '../texts'
import type { TableLog } from '../table/faults'
import { targetName } from './changes'
import type { CellEdit } from './edits'
import type { Labels } from './labels'
import { filled, speechIn } from './words'

/** Who changed a workbook, when, and which. */
export interface Editor {
  readonly author: string
  /** ISO 8601. */
  readonly at: string
  readonly file: string
  readonly language: TextLanguage
}

/** Letters of a reason and of an author that a scenario takes. */
const [mostReason, mostAuthor] = [2000, 120]

/** A changed cell as a change of the scenario: the figure of one year, held, with what it was and where it stood. */
export function changeOf(edit: CellEdit, labels: Labels, structure: Structure, editor: Editor): WorkbookChange {
  const { line, year, before, after, sheet, cell, note } = edit
  const { row, label, format } = line
  const [member] = row.members
  if (member === undefined || !isLeverVariable(row.name) || typeof row.change?.area !== 'string')
    throw new RangeError(`no lever moves ${row.name}`)
  const { lever } = leverRows[row.name]
  const target = targetOfRow(structure, row.name, targetOf(labels.shape(row.name), member.row))
  const of = structure.years[year] ?? 0
  return {
    override: {
      lever,
      ...(target === undefined ? {} : { target }),
      area: row.change.area,
      mode: 'series',
      from: of,
      to: of,
      values: { [String(of)]: after },
      after: 'hold',
      ...provenance(edit, lever, editor),
    },
    sheet,
    cell,
    subject: subjectOf(lever, target, structure, editor.language),
    area: row.change.area,
    year: of,
    before,
    after,
    unit: label.unit,
    isShare: format === 'percent',
    note,
  }
}

export const subjectOf = (lever: LeverId, target: string | undefined, structure: Structure, language: TextLanguage): string => {
  const speech = speechIn(language)
  const name = target === undefined ? '' : targetName(leverNamed(lever).target, target, structure, speech)
  return [speech.text(`lever.${lever}`), name].filter((part) => part !== '').join(' · ')
}

/** Reason, author and time of a change; without a note the reason is where it stood and what it was. */
export function provenance(
  { before, after, sheet, cell, note }: Pick<CellEdit, 'before' | 'after' | 'sheet' | 'cell' | 'note'>,
  lever: LeverId,
  { author, at, file, language }: Editor,
): Pick<WorkbookChange['override'], 'enabled' | 'reason' | 'author' | 'at'> {
  const { back } = speechIn(language).words
  const place = filled(back.from, { file, sheet, cell, before: shown(before), after: shown(after) })
  const reason = note === '' ? place : filled(back.noted, { note, place })
  // What cannot be seen would keep the saved file from being read again.
  return {
    enabled: true,
    reason: visibleText(reason).slice(0, mostReason),
    author: visibleText(author).slice(0, mostAuthor),
    at: at.slice(0, 40),
  }
}

const shown = (value: number): string => String(Number(value.toPrecision(12)))

/** What a lever does not take goes to the log, at its cell. */
export function checkChange({ override, sheet, cell, after }: WorkbookChange, { catalogue }: Structure, log: TableLog): void {
  const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(cell) ?? []
  log.sheet = sheet
  for (const { level, code, params } of checkOverride({ ...override, id: 'x' }, catalogue)) {
    if (level !== 'refuse') continue
    const place = { row: Number(row) - 1, column: columnOf(letters) }
    const { low, high } = params
    if (low !== undefined && high !== undefined) log.refuse('workbook-outside', { value: after, low, high }, place)
    else log.refuse('workbook-unreadable', { text: `${String(after)} (${code})` }, place)
  }
}

const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
