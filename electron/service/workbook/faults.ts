/** English sentences for what can be wrong with a workbook that comes back, and what has to be said of it. */
export const workbookFaults = {
  'workbook-foreign': 'this is no live workbook of this program: export one, change its yellow cells and bring that back',
  'workbook-format': 'the workbook has the form {format}, this program reads {known}: export it again',
  'workbook-catalogue':
    'the workbook is of catalogue {id} {version} ({sha}), the program has {knownId} {knownVersion} ({knownSha}): export it again',
  'workbook-scenario': 'the scenario that the workbook was made from is gone or damaged (the hidden sheet _scenario): export it again',
  'workbook-sheets': 'no sheet of the workbook has rows with their keys: export it again and leave the column of keys as it is',
  'workbook-years': 'the heads of the years are missing above the rows of this sheet: write the years back into their columns',
  'workbook-unreadable': '"{text}" is not a figure that fits here',
  'workbook-outside': '{value} lies outside {low} to {high}',
  'workbook-twice': 'the key {key} stands in two rows with different changes; the other is row {other}',
  'workbook-no-changes': 'no input was changed',
  'workbook-too-many': '{count} cells were changed; at most {most} changes are taken',
  'workbook-program': 'the workbook was written by {program}, this is {known}',
  'workbook-other-scenario': 'the workbook was made from "{name}", which is not what is open: its changes act on what is open',
  'workbook-formula': 'the cell holds a formula now: its result {value} was taken',
  'workbook-emptied': 'the cell was emptied: the figure stays {value}',
  'workbook-merged': 'the cell is merged with another: the figure stays {value}',
  'workbook-not-input': 'no input: {before} was changed to {after}, which was left out',
  'workbook-overwritten': 'the formula was overwritten with {after}, which was left out (the program has {before})',
  'workbook-base-year': 'the base year cannot be changed: {after} was left out (the program has {before})',
  'workbook-rows-gone': '{count} rows are no longer there (first {key}); they count as unchanged',
  'workbook-extra': '{count} figures stand outside the rows of the workbook and were left out',
  'workbook-stale':
    '{count} worked-out cells hold other figures than the program with these changes (first: {value}, the program has {known}): their formulas were changed, or not worked out again; they were left out',
} as const
