interface Target {
  readonly target: string
  readonly arch: readonly string[]
}
export interface Places {
  readonly root: string
  readonly app: string
  readonly electronVersion: string
  readonly electronDist: string
}
export const fuses: Readonly<Record<string, boolean>>
export const targets: { readonly win: readonly Target[]; readonly linux: readonly Target[] }
export function electronZips(version: string): readonly string[]
export function builderConfig(places: Places): Readonly<Record<string, unknown>>
