/** A reason why something could not be done: a code for the program, parameters for the sentence. */
export interface Failure<Code extends string = string> {
  readonly code: Code
  readonly params?: Readonly<Record<string, string | number>>
}

/** What a function that can be refused by the user's data gives back; it never throws for such data. */
export type Outcome<T, Code extends string = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure<Code> }

export const success = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const failure = <Code extends string>(
  code: Code,
  params?: Readonly<Record<string, string | number>>,
): { readonly ok: false; readonly error: Failure<Code> } => ({
  ok: false,
  error: params === undefined ? { code } : { code, params },
})

/**
 * One fault found in a user's file: where it stands and what is wrong.
 * `path` is a JSON path such as `items[48].shares.central`; `code` and `params` become a sentence in the
 * reader's language (`fault.<code>` in the interface texts); `message` is the English sentence for logs and pipes.
 */
export interface Fault {
  readonly file: string
  readonly path: string
  readonly code: string
  readonly params?: Readonly<Record<string, string | number>>
  readonly message: string
}
