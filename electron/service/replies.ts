import type { Refusal } from '../contract/commands'
import { largestUpload } from './files/chooser'

/** What handlers answer. */
export const done = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const refuse = <C extends string>(
  code: C,
  rest: Omit<Refusal<C>, 'code'> = {},
): { readonly ok: false; readonly error: Refusal<C> } => ({
  ok: false,
  error: { code, ...rest },
})

/** A table that could not be opened at all. */
export const notOpened = (code: 'cancelled' | 'file-unreadable' | 'file-too-large') =>
  code === 'file-too-large' ? refuse('table-too-large', { params: { megabytes: largestUpload / 1024 / 1024 } }) : refuse(code)
