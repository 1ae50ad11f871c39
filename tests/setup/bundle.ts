import { join } from 'node:path'
import { build } from 'vite'

const root = join(import.meta.dirname, '../..')

/** Build one of our files as it would be built into the program, for a process of its own. @returns where it lies. */
export async function bundle(entry: string, name: string): Promise<string> {
  const outDir = join(root, 'out/test', name)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, entry),
      outDir,
      emptyOutDir: true,
      rollupOptions: { output: { entryFileNames: `${name}.mjs`, chunkFileNames: '[name]-[hash].mjs' } },
    },
    ssr: { noExternal: true },
  })
  return join(outDir, `${name}.mjs`)
}
