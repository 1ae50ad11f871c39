import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname
/** Where the bundles go: another place for a second build that is compared with the first. */
const out = (part: string): string => resolve(root, process.env['LIANGLI_OUT'] ?? 'out', part)

/** Writes down which packages went into a bundle, for licence notices and the bill of materials. */
const listShipped = (bundle: string): Plugin => ({
  name: 'liangli:shipped',
  generateBundle(_options, files) {
    const modules = Object.values(files).flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []))
    const packages = modules.flatMap((id) => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id) ?? [])
    const folders = [...new Set(packages.map((folder) => relative(root, folder).replaceAll('\\', '/')))].sort()
    const path = out(`shipped/${bundle}.json`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${JSON.stringify(folders, null, 2)}\n`)
  },
})

/** Of the library of standing connections only the half that listens: what its other half would reach out with is not in the bundle. */
const onlyListens: Plugin = {
  name: 'liangli:only-listens',
  transform: (code, id) =>
    /[\\/]ws[\\/]lib[\\/]websocket\.js$/.test(id) ? code.replaceAll(/require\('(https?|net|tls)'\)/g, '{}') : undefined,
}

/** Explicit entries: our folders are not the tool's defaults. The browser shell and the command line run on plain Node 20. */
export default defineConfig({
  main: {
    plugins: [onlyListens, listShipped('main')],
    build: {
      outDir: out('main'),
      target: 'node20.19',
      externalizeDeps: false,
      rollupOptions: {
        input: {
          main: resolve(root, 'electron/main/main.ts'),
          serve: resolve(root, 'electron/browser/serve.ts'),
          cli: resolve(root, 'electron/cli/cli.ts'),
          worker: resolve(root, 'electron/service/runner/workerMain.ts'),
        },
        // Else every part is headed by where it lay when it was built, and another folder gives other bytes.
        experimental: { attachDebugInfo: 'none' },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [listShipped('preload')],
    build: {
      outDir: out('preload'),
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(root, 'electron/preload/preload.ts') },
        // A sandboxed preload must be one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    base: './',
    plugins: [vue(), listShipped('renderer')],
    define: {
      __VUE_I18N_FULL_INSTALL__: true,
      __VUE_I18N_LEGACY_API__: false,
      __INTLIFY_PROD_DEVTOOLS__: false,
      __VUE_OPTIONS_API__: false,
      __VUE_PROD_DEVTOOLS__: false,
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
    },
    build: {
      outDir: out('renderer'),
      minify: true,
      rollupOptions: { input: { index: resolve(root, 'renderer/index.html') } },
    },
  },
})
