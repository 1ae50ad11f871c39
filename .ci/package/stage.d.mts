export function packedFiles(root: string): readonly string[]
export function packedManifest(manifest: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>
export function stage(root: string, target: string): readonly string[]
