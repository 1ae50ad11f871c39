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
  'write-failed',
  'file-changed',
  'catalogue-other',
  'name-invalid',
  'scenario-invalid',
  'print-unavailable',
  'connection-lost',
  'not-allowed',
] as const
export type FailureCode = (typeof failureCodes)[number]
