/** Ends a switch over a closed union: a case that was forgotten does not compile. */
export function assertNever(value: never): never {
  throw new RangeError(`unexpected value: ${String(value)}`)
}
