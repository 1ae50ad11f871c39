export interface Rule {
  readonly layers: readonly string[]
  readonly typesOnly?: readonly string[]
  readonly packages: readonly RegExp[]
}
export const importRules: Readonly<Record<string, Rule>>
export const castsAllowed: readonly string[]
export const rendererHelpers: readonly string[]
export const textFiles: readonly string[]
export function layerOf(path: string): string | undefined
