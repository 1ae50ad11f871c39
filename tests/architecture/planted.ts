/** Something forbidden, and its twin that is allowed: the rule must see the one and leave the other. */
export interface Planted {
  readonly name: string
  readonly path: string
  readonly bad: string
  readonly clean: string
  /** The lint rule that reports it. */
  readonly rule?: string
  /** The architecture test's own reading of imports reports it too. */
  readonly imports?: true
  /** Compiler error of the folder's own project. */
  readonly compiler?: number
}

const layers = 'house/layers'
const globals = 'no-restricted-globals'
const syntax = 'no-restricted-syntax'
const model = 'models/planted.ts'
const helper = "import { pathValues } from './catalogue/path'\nexport const planted = pathValues\n"

const forbiddenImport = (name: string, path: string, bad: string, clean: string): Planted => ({
  name,
  path,
  bad: `import * as planted from '${bad}'\nexport const kept = planted\n`,
  clean: `import * as planted from '${clean}'\nexport const kept = planted\n`,
  rule: layers,
  imports: true,
})

const imports: readonly Planted[] = [
  { ...forbiddenImport('models → node:fs', model, 'node:fs', './shared/growth'), compiler: 2307 },
  { ...forbiddenImport('models → fs, the old name', model, 'fs', './shared/growth'), compiler: 2307 },
  forbiddenImport('models → electron', model, 'electron', 'zod'),
  forbiddenImport('models → another library', model, 'papaparse', 'zod'),
  forbiddenImport('models → renderer', model, '../renderer/format/csv', './shared/growth'),
  forbiddenImport('models → electron/service', model, '../electron/service/fingerprint', './resultBytes'),
  forbiddenImport('models → contract', model, '../electron/contract/failures', './shared/outcome'),
  forbiddenImport('models → tests', model, '../tests/fixtures/catalogue', './shared/outcome'),
  forbiddenImport('estimate → node:fs', 'models/catalogue/estimate/planted.ts', 'node:fs', './fitMargins'),
  forbiddenImport('contract → service', 'electron/contract/planted.ts', '../service/places', './failures'),
  forbiddenImport('contract → models at run time', 'electron/contract/planted.ts', '../../models/simulate', './failures'),
  forbiddenImport('contract → a library', 'electron/contract/planted.ts', 'zod', './failures'),
  forbiddenImport('preload → service', 'electron/preload/planted.ts', '../service/places', '../contract/commands'),
  forbiddenImport('preload → models', 'electron/preload/planted.ts', '../../models/compare', '../contract/commands'),
  forbiddenImport('preload → node:fs', 'electron/preload/planted.ts', 'node:fs', '../contract/commands'),
  forbiddenImport('service → electron', 'electron/service/planted.ts', 'electron', 'node:fs'),
  forbiddenImport('service → electron/main by subpath', 'electron/service/planted.ts', 'electron/main', 'node:fs/promises'),
  forbiddenImport('service → main', 'electron/service/planted.ts', '../main/window', './places'),
  forbiddenImport('service → browser', 'electron/service/planted.ts', '../browser/guard', './places'),
  forbiddenImport('service → cli', 'electron/service/planted.ts', '../cli/output', './places'),
  forbiddenImport('service → renderer', 'electron/service/planted.ts', '../../renderer/format/csv', './places'),
  forbiddenImport('service → code of the texts', 'electron/service/planted.ts', '../../renderer/i18n/index', '../../renderer/i18n/en.json'),
  forbiddenImport('service → node:http', 'electron/service/planted.ts', 'node:http', 'node:crypto'),
  forbiddenImport('service below a folder → main', 'electron/service/files/planted.ts', '../../main/window', '../places'),
  forbiddenImport('browser → electron', 'electron/browser/planted.ts', 'electron', 'node:http'),
  forbiddenImport('browser → main', 'electron/browser/planted.ts', '../main/window', './guard'),
  forbiddenImport('browser → models at run time', 'electron/browser/planted.ts', '../../models/simulate', './guard'),
  forbiddenImport('cli → main', 'electron/cli/planted.ts', '../main/window', './output'),
  forbiddenImport('cli → browser', 'electron/cli/planted.ts', '../browser/shell', './output'),
  forbiddenImport('cli → electron', 'electron/cli/planted.ts', 'electron', 'node:util'),
  forbiddenImport('cli → node:http', 'electron/cli/planted.ts', 'node:http', 'node:util'),
  forbiddenImport('main → node:http', 'electron/main/planted.ts', 'node:http', 'node:fs'),
  forbiddenImport('main → browser', 'electron/main/planted.ts', '../browser/guard', '../service/places'),
  forbiddenImport('main → models at run time', 'electron/main/planted.ts', '../../models/simulate', '../service/places'),
  forbiddenImport('main → renderer', 'electron/main/planted.ts', '../../renderer/format/csv', '../service/places'),
  forbiddenImport('renderer → service', 'renderer/planted.ts', '../electron/service/places', '../electron/contract/commands'),
  forbiddenImport('renderer → main', 'renderer/planted.ts', '../electron/main/window', '../electron/contract/commands'),
  forbiddenImport('renderer → models at run time', 'renderer/planted.ts', '../models/simulate', '../models/compare'),
  forbiddenImport('renderer → node:fs', 'renderer/planted.ts', 'node:fs', 'vue'),
  forbiddenImport('renderer → electron', 'renderer/planted.ts', 'electron', 'vue'),
  forbiddenImport('renderer → a path from the root', 'renderer/planted.ts', '/models/simulate', './format/csv'),
  forbiddenImport('renderer → a path under another name', 'renderer/planted.ts', '@/../models/simulate', './format/csv'),
  {
    name: 'renderer → service, even for its types',
    path: 'renderer/planted.ts',
    bad: "import type { Places } from '../electron/service/places'\nexport type Planted = Places\n",
    clean: "import type { SimulationResult } from '../models/result'\nexport type Planted = SimulationResult\n",
    rule: layers,
    imports: true,
  },
  {
    name: 'renderer component → models at run time',
    path: 'renderer/views/PlantedView.vue',
    bad: '<script setup lang="ts">\nimport { simulate } from \'../../models/simulate\'\n</script>\n<template><p>{{ simulate.name }}</p></template>\n',
    clean:
      '<script setup lang="ts">\nimport { structureOf } from \'../../models/structure\'\n</script>\n<template><p>{{ structureOf.name }}</p></template>\n',
    rule: layers,
    imports: true,
  },
]

/** Ways around a plain import. */
const detours: readonly Planted[] = [
  ['dynamic import', "export const planted = import('node:fs')\n", "export const planted = import('./shared/growth')\n"],
  ['import of a template', 'export const planted = import(`node:fs`)\n', 'export const planted = import(`./shared/growth`)\n'],
  [
    'import of a worked-out name',
    "export const planted = (name: string): unknown => import('node:' + name)\n",
    "export const planted = (): unknown => import('./shared/growth')\n",
  ],
  ['exported again by name', "export { readFileSync } from 'node:fs'\n", "export { pathValues } from './catalogue/path'\n"],
  ['exported again as a whole', "export * from '../electron/service/places'\n", "export * from './shared/growth'\n"],
  ['for its side effect', "import 'node:fs'\nexport const planted = 1\n", "import './shared/growth'\nexport const planted = 1\n"],
  ['as a type', "import type { Stats } from 'node:fs'\nexport type Planted = Stats\n", helper],
  ['named in a type', "export type Planted = import('node:fs').Stats\n", helper],
  ['import = require', "import fs = require('node:fs')\nexport const planted = fs\n", helper],
].map(([name, bad, clean]) => ({
  name: `models: ${name ?? ''}`,
  path: model,
  bad: bad ?? '',
  clean: clean ?? '',
  rule: layers,
  imports: true,
}))

const required: Planted = {
  name: 'service: require',
  path: 'electron/service/planted.ts',
  bad: "export const planted: unknown = require('electron')\n",
  clean: "export const planted: unknown = import('node:fs')\n",
  rule: layers,
  imports: true,
}

const emptyList: Planted = {
  name: 'renderer: an import of nothing still loads',
  path: 'renderer/planted.ts',
  bad: "import {} from '../models/simulate'\nexport const planted = 1\n",
  clean: "import type { SimulationResult } from '../models/result'\nexport type Planted = SimulationResult\n",
  rule: layers,
  imports: true,
}

const ipc: readonly Planted[] = [
  ['by name', "import { ipcMain } from 'electron'\nexport const planted = ipcMain\n", 'no-restricted-imports'],
  ['under another name', "import { ipcMain as planted } from 'electron'\nexport const kept = planted\n", 'no-restricted-imports'],
  ['through the whole package', "import * as electron from 'electron'\nexport const planted = electron.ipcMain\n", syntax],
  ['through the default', "import electron from 'electron'\nexport const planted = electron\n", 'no-restricted-imports'],
  ['taken apart', "export const planted = async () => {\n  const { ipcMain: kept } = await import('electron')\n  return kept\n}\n", syntax],
].map(([name, bad, rule]) => ({
  name: `ipcMain outside ipc.ts: ${name ?? ''}`,
  path: 'electron/main/planted.ts',
  bad: bad ?? '',
  clean: "import { app } from 'electron'\nexport const planted = app\n",
  rule: rule ?? '',
  ...(name === 'through the default' ? {} : { imports: true as const }),
}))

const inModels = (name: string, rule: string, bad: string, clean: string, compiler?: number): Planted => ({
  name: `models: ${name}`,
  path: model,
  bad: `export const planted = ${bad}\n`,
  clean: `export const planted = ${clean}\n`,
  rule,
  ...(compiler === undefined ? {} : { compiler }),
})

const purity: readonly Planted[] = [
  inModels('the clock', globals, 'Date.now()', '2020'),
  inModels('a new Date', globals, 'new Date(2020, 0, 1)', 'new Map<number, number>()'),
  inModels('Intl', globals, 'new Intl.NumberFormat()', 'new Set<number>()'),
  inModels('globalThis', globals, 'globalThis', 'undefined'),
  inModels('chance', syntax, 'Math.random()', 'Math.sqrt(2)'),
  inModels('Math.pow', syntax, 'Math.pow(2, 0.5)', 'Math.max(2, 0.5)'),
  inModels('Math.exp', syntax, 'Math.exp(1)', 'Math.abs(1)'),
  inModels('Math.log', syntax, 'Math.log(2)', 'Math.floor(2)'),
  inModels('Math.PI', syntax, 'Math.PI', '3'),
  inModels('Math by a string', syntax, "Math['exp'](1)", 'Math.ceil(1)'),
  inModels('Math by a variable', syntax, "((abs: 'exp') => Math[abs](1))('exp')", 'Math.round(1)'),
  inModels('Math taken apart', syntax, '(({ exp }) => exp(1))(Math)', '(({ size }) => size)(new Set())'),
  inModels('a power', syntax, '((a: number) => a ** 0.5)(2)', '((a: number) => a * 0.5)(2)'),
  inModels('a power assigned', syntax, '((a: number) => (a **= 2))(2)', '((a: number) => (a *= 2))(2)'),
  inModels('localeCompare', syntax, "'a'.localeCompare('b')", "'a' < 'b'"),
  inModels('toLocaleString', syntax, '(1.5).toLocaleString()', '(1.5).toString()'),
  inModels('toLocaleUpperCase', syntax, "'i'.toLocaleUpperCase()", "'i'.toUpperCase()"),
  inModels('toLocaleString by a string', syntax, "(1.5)['toLocaleString']()", "(1.5)['toString']()"),
  inModels(
    'toLocaleString taken apart',
    syntax,
    '(({ toLocaleString }: number) => toLocaleString)(1)',
    '(({ toString }: number) => toString)(1)',
  ),
  inModels('eval', globals, "eval('1') as unknown", '1'),
  inModels('new Function', 'no-new-func', "new Function('return 1')", 'new Map()'),
  inModels('Function by the constructor', syntax, "(() => 1).constructor('return 1')", '(() => 1)()'),
  inModels('import.meta', syntax, 'import.meta', '1'),
  inModels('shared memory', globals, 'new SharedArrayBuffer(8)', 'new ArrayBuffer(8)'),
  inModels('a weak reference', globals, 'new WeakRef({})', 'new WeakMap()'),
  inModels('the console', globals, "console.log('a')", "'a'", 2584),
  inModels('a timer', globals, 'setTimeout(() => 1, 1)', '1', 2304),
  inModels('process', globals, 'process.env', '{}', 2591),
  inModels('the window', globals, 'window.location', '{}', 2304),
  inModels('the document', globals, 'document.title', "''", 2584),
  inModels('the network', globals, "fetch('a')", "'a'", 2304),
  inModels('require', globals, "require('node:fs') as unknown", '1', 2591),
  inModels('performance', globals, 'performance.now()', '1', 2304),
  inModels('structuredClone', globals, 'structuredClone({})', '{ ...{} }', 2304),
  {
    name: 'models: a global declared into being',
    path: model,
    bad: 'declare const performance: { now(): number }\nexport const planted = performance.now()\n',
    clean: 'const performance = { now: (): number => 1 }\nexport const planted = performance.now()\n',
    rule: syntax,
  },
  {
    name: 'models: node types by reference',
    path: model,
    bad: '/// <reference types="node" />\nexport const planted = 1\n',
    clean: '// A reference to the census.\nexport const planted = 1\n',
    rule: '@typescript-eslint/triple-slash-reference',
  },
  {
    name: 'models: a catalogue file as a module',
    path: model,
    bad: "import regions from './catalogue/data/inner-mongolia-2020/regions.json'\nexport const planted = regions\n",
    clean: helper,
    rule: syntax,
  },
]

const habit = (name: string, path: string, rule: string, bad: string, clean: string): Planted => ({ name, path, rule, bad, clean })
const lines = (count: number, start: string): string =>
  Array.from({ length: count }, (_, k) => `${start} _${String(k)} = ${String(k)}\n`).join('')
const long = (count: number): string => `export function planted(): void {\n${lines(count, 'const')}}\n`

const habits: readonly Planted[] = [
  habit('default export', model, 'no-restricted-exports', 'const a = 1\nexport default a\n', 'export const a = 1\n'),
  habit('default export by name', model, 'no-restricted-exports', 'const a = 1\nexport { a as default }\n', 'const a = 1\nexport { a }\n'),
  habit(
    'default export in the service',
    'electron/service/planted.ts',
    'no-restricted-exports',
    'export default 1\n',
    'export const a = 1\n',
  ),
  habit(
    'any',
    model,
    '@typescript-eslint/no-explicit-any',
    'export const a = (b: any): unknown => b\n',
    'export const a = (b: unknown): unknown => b\n',
  ),
  habit(
    'any in a test',
    'tests/planted.test.ts',
    '@typescript-eslint/no-explicit-any',
    'export const a: any = 1\n',
    'export const a: unknown = 1\n',
  ),
  habit(
    'any in a component',
    'renderer/views/PlantedView.vue',
    '@typescript-eslint/no-explicit-any',
    '<script setup lang="ts">\nconst a: any = 1\n</script>\n<template><p>{{ a }}</p></template>\n',
    '<script setup lang="ts">\nconst a: unknown = 1\n</script>\n<template><p>{{ a }}</p></template>\n',
  ),
  habit(
    'non-null',
    'electron/service/planted.ts',
    '@typescript-eslint/no-non-null-assertion',
    'export const a = (b: number[]): number => b[0]!\n',
    'export const a = (b: number[]): number => b[0] ?? 0\n',
  ),
  habit(
    'a cast in models',
    model,
    '@typescript-eslint/consistent-type-assertions',
    'export const a = (b: unknown): number => b as number\n',
    "export const a = ['a'] as const\n",
  ),
  habit(
    'a cast by angle brackets in models',
    model,
    '@typescript-eslint/consistent-type-assertions',
    'export const a = (b: unknown): number => <number>b\n',
    'export const a = <T>(b: T): T => b\n',
  ),
  habit('a long function in models', model, 'max-lines-per-function', long(60), long(40)),
  habit('a long file', 'electron/service/planted.ts', 'max-lines', lines(420, 'export const'), lines(380, 'export const')),
  habit('the console in the renderer', 'renderer/planted.ts', 'no-console', "console.log('a')\n", "export const a = 'a'\n"),
  habit(
    'v-html',
    'renderer/views/PlantedView.vue',
    'vue/no-v-html',
    '<script setup lang="ts">\nconst a = \'<b>\'\n</script>\n<template><p v-html="a" /></template>\n',
    '<script setup lang="ts">\nconst a = \'<b>\'\n</script>\n<template><p v-text="a" /></template>\n',
  ),
  habit(
    'markup from text',
    'renderer/planted.ts',
    syntax,
    'export const a = (b: Element): string => (b.innerHTML = "<b>")\n',
    'export const a = (b: Element): string => (b.textContent = "<b>")\n',
  ),
  habit('models by a glob', 'renderer/planted.ts', syntax, "export const a = import.meta.glob('../models/*.ts')\n", 'export const a = 1\n'),
  habit(
    'a rule switched off',
    model,
    '@typescript-eslint/no-explicit-any',
    '// eslint-disable-next-line @typescript-eslint/no-explicit-any\nexport const a: any = 1\n',
    'export const a: unknown = 1\n',
  ),
  habit(
    'an error of types silenced',
    model,
    '@typescript-eslint/ban-ts-comment',
    "// @ts-ignore\nexport const a: number = 'a'\n",
    'export const a: number = 1\n',
  ),
]

export const planted: readonly Planted[] = [...imports, ...detours, required, emptyList, ...ipc, ...purity, ...habits]
