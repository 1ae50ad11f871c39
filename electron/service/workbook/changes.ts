import type { Structure } from '../../../models/structure'
import type { Override, Scenario } from '../../../models/scenario/document'
import type { Actual } from '../../../models/scenario/entries'
import { leverNamed } from '../../../models/scenario/levers'
import type { CellSheet, NewCell } from '../table/cellWorkbook'
import { looks } from './looks'
import { filled, type Speech } from './words'

type Cells = readonly (string | number)[]

/** Everything that the scenario changes, with reasons and who made it; texts as texts, whatever they begin with. */
export function changesSheet(scenario: Scenario, structure: Structure, speech: Speech): CellSheet {
  const { changes: words, sheets } = speech.words
  const lines = changeLines(scenario, structure, speech)
  return {
    name: sheets.changes,
    widths: [18, 44, 16, 9, 8, 8, 18, 14, 10, 6, 50, 14, 22, 16],
    frozen: { rows: 3, columns: 2 },
    tab: 'C98B2B',
    rows: [
      [{ column: 0, value: words.title, look: looks.title }],
      [{ column: 0, value: lines.length === 0 ? words.none : scenario.name, look: looks.note }],
      words.heads.map((value, column) => ({ column, value, look: looks.head })),
      ...lines.map((line) =>
        line.flatMap((value, column): readonly NewCell[] =>
          value === '' ? [] : [{ column, value, look: column === reasonColumn ? looks.wrapped : looks.text }],
        ),
      ),
    ],
  }
}

/** Reasons are long. */
const reasonColumn = 10

function changeLines(scenario: Scenario, structure: Structure, speech: Speech): readonly Cells[] {
  const { words, text, of } = speech
  const { changes } = words
  const area = (code: string): string => of(structure.catalogue.regions.find((region) => region.code === code)?.name) || text('area.own')
  const { outlook, populations, assessment, granted, readings } = scenario
  const outlookName = structure.catalogue.population.outlooks.find(({ id }) => id === outlook?.id)?.name
  const who = ({ reason, author, at, id, enabled }: Pick<Override, 'reason' | 'author' | 'at' | 'id' | 'enabled'>): Cells => [
    enabled ? changes.yes : changes.no,
    reason,
    author,
    at,
    id,
  ]
  return [
    ...(outlook === undefined
      ? []
      : [
          [
            changes.outlook,
            of(outlookName) || outlook.id,
            area(structure.root.code),
            '',
            '',
            '',
            '',
            '',
            '',
            changes.yes,
            outlook.reason,
            outlook.author,
            outlook.at,
            '',
          ],
        ]),
    ...populations.map((entry): Cells => [
      changes.population[entry.kind],
      `${entry.source} (${entry.grade})`,
      area(entry.area),
      '',
      '',
      '',
      '',
      '',
      '',
      ...who(entry),
    ]),
    ...(assessment === undefined ? [] : [[changes.assessment, '', '', '', assessment.from ?? '', assessment.target ?? '']]),
    ...scenario.overrides.map((override) => overrideLine(override, structure, speech, area, who)),
    ...scenario.actuals.map((actual): Cells => [
      text(`actual.kind.${actual.kind}`),
      actual.kind === 'account' ? `${actual.source} (${actual.grade})` : actual.target,
      area(actual.area),
      '',
      actual.year,
      actual.year,
      amountOf(actual),
      '',
      '',
      ...who(actual),
    ]),
    ...granted.map((entry): Cells => [
      changes.granted,
      entry.name,
      area(entry.area),
      '',
      entry.from,
      entry.to ?? '',
      entry.amount,
      '',
      '',
      ...who(entry),
    ]),
    ...Object.entries(readings).map(([subject, chosen]): Cells => [changes.reading, subject, '', '', '', '', chosen]),
  ]
}

type Who = (entry: Override) => Cells

function overrideLine(override: Override, structure: Structure, speech: Speech, area: (code: string) => string, who: Who): Cells {
  const { changes } = speech.words
  const { lever, target, mode, from, to, value, values, after, fullFrom } = override
  const shown =
    values === undefined
      ? (value ?? '')
      : Object.entries(values)
          .map(([year, amount]) => `${year}: ${String(amount)}`)
          .join('; ')
  return [
    speech.text(`lever.${lever}`),
    target === undefined ? '' : targetName(leverNamed(lever).target, target, structure, speech),
    area(override.area),
    changes.modes[mode],
    from,
    to ?? '',
    shown,
    changes.after[after ?? leverNamed(lever).after],
    fullFrom ?? '',
    ...who(override),
  ]
}

/** What a lever's target is called; its id where nothing is. */
export function targetName(kind: string, id: string, { catalogue, components }: Structure, { of, text }: Speech): string {
  const component = components.find((entry) => entry.id === id)
  const named = [catalogue.items, catalogue.pools, catalogue.indices, catalogue.fiscal.priorClaims].flatMap((list) =>
    list.filter((entry) => entry.id === id).map(({ name }) => of(name)),
  )
  if (kind === 'threshold') return text(`threshold.${id}`)
  if (kind === 'basis') return filled('{name}', { name: text(`basis.${id}`) })
  if (component !== undefined) {
    const { item } = component
    return item.components.length > 1 ? `${of(item.name)} · ${of(component.component.name)}` : of(item.name)
  }
  return named[0] ?? id
}

/** What stands for an actual figure in one cell: the own revenue of an account, what a fund paid out. */
function amountOf(actual: Actual): number | '' {
  if (actual.kind === 'account') return actual.ordinaryTax + actual.resourceTax + actual.nonTax
  return actual.kind === 'fund' ? (actual.benefits ?? '') : actual.value
}
