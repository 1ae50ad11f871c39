/** Every reason a command may give for not being done. `failure.<code>` in the interface texts says it in words. */
export const failureCodes = [
  'bad-request',
  'internal',
  'cancelled',
  'not-found',
  'file-corrupt',
  'file-newer',
  'file-other-format',
  'file-invalid',
  'file-too-large',
  'file-unreadable',
  'file-locked',
  'disk-full',
  'folder-read-only',
  'folder-lost',
  'write-failed',
  'file-changed',
  'catalogue-other',
  'catalogue-in-use',
  'name-invalid',
  'scenario-invalid',
  'scenario-unsavable',
  'print-unavailable',
  'printer-none',
  'printer-settings',
  'print-failed',
  'connection-lost',
  'worker-lost',
  'not-allowed',
  'table-too-large',
  'figure-unknown',
] as const
export type FailureCode = (typeof failureCodes)[number]

/** Why a scenario's file could not be opened. */
export type OpenFailure = Extract<
  FailureCode,
  'file-corrupt' | 'file-newer' | 'file-other-format' | 'file-invalid' | 'file-too-large' | 'file-unreadable'
>

/** Why a file could not be written. */
export type WriteFailure = Extract<FailureCode, 'disk-full' | 'file-locked' | 'folder-read-only' | 'folder-lost' | 'write-failed'>

/** Why nothing came out of a printer. */
export type PrintFailure = Extract<FailureCode, 'printer-none' | 'printer-settings' | 'print-failed'>
