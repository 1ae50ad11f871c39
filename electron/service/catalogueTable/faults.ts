/** English sentences for what can be wrong with a catalogue that was filled in as a workbook. */
export const templateFaults = {
  'template-foreign': 'no sheet has the names of columns that a catalogue template has in its second line: export one and fill it in',
  'template-twice': 'the sheet "{other}" holds the same table',
  'template-sheet-missing': 'the sheet "{wanted}" is missing: put it back, with its two lines of heads, even if it has no rows',
  'template-heads': 'the names of columns (second line) are gone: copy them from a new template',
  'template-column-missing': 'the column "{wanted}" is missing: copy its heads from a new template',
  'template-number': '"{text}" is no figure',
  'template-truth': '"{text}" is neither true nor false',
  'template-parent': 'there is no {wanted} "{text}" that this row could belong to',
  'template-owner': 'there is nothing called "{text}" that this value could belong to: compare with the other rows',
  'template-age': '"{text}" is no age from 0 to 100',
  'template-setting': 'there is no setting "{text}"',
  'template-check': '{reason} ({remedy})',
} as const
