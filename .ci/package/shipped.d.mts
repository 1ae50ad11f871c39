export interface Shipped {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly texts: readonly string[]
}
export const allowedLicences: readonly string[]
export function shippedFolders(root: string): readonly string[]
export function packageIn(root: string, folder: string): Shipped
export function shippedPackages(root: string): readonly Shipped[]
