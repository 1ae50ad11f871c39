import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'
import { castsAllowed, importRules, layerOf, machineStarter, rendererHelpers, textFiles } from './importRules.mjs'
import { posix, relative, sep } from 'node:path'

const root = posix.dirname(import.meta.dirname.split(sep).join('/'))

/** The import table as one rule, so that no later block can replace an earlier one. */
const layers = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      layer: '{{from}} may not import {{to}}',
      types: '{{from}} may import {{to}} for its types only',
      package: '{{from}} may not import the package {{to}}',
      unnamed: '{{from}} may only load what it names: this source is worked out at run time',
    },
  },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/')
    const from = layerOf(file)
    const rule = from === undefined ? undefined : importRules[from]
    if (rule === undefined) return {}
    const check = (node, source, isType) => {
      if (typeof source !== 'string') {
        context.report({ node, messageId: 'unnamed', data: { from } })
        return
      }
      if (!source.startsWith('.')) {
        // A type names no code: Electron's and a library's types may be named where the library itself may not be loaded.
        if (!rule.packages.some((allowed) => allowed.test(source)) && !isStyle(source))
          context.report({ node, messageId: 'package', data: { from, to: source } })
        return
      }
      const target = posix.join(posix.dirname(file), source)
      if (isStyle(source) || (from === 'renderer' && target.startsWith('renderer/'))) return
      if (from === 'electron/service' && textFiles.includes(target)) return
      const to = layerOf(`${target}/`) ?? layerOf(target)
      if (to !== undefined && rule.layers.includes(to)) return
      const helper = from === 'renderer' && rendererHelpers.includes(target)
      if (to !== undefined && rule.typesOnly?.includes(to)) {
        if (!isType && !helper) context.report({ node, messageId: 'types', data: { from, to: target } })
        return
      }
      context.report({ node, messageId: 'layer', data: { from, to: target } })
    }
    const isType = (node) =>
      node.importKind === 'type' || (node.specifiers?.length > 0 && node.specifiers.every((s) => s.importKind === 'type'))
    const isTypeExport = (node) =>
      node.exportKind === 'type' || (node.specifiers.length > 0 && node.specifiers.every((s) => s.exportKind === 'type'))
    return {
      ImportDeclaration: (node) => check(node, node.source.value, isType(node)),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value, isTypeExport(node)),
      ExportAllDeclaration: (node) => check(node, node.source.value, node.exportKind === 'type'),
      ImportExpression: (node) => check(node, textOf(node.source), false),
      CallExpression: (node) => node.callee.name === 'require' && check(node, textOf(node.arguments[0]), false),
      TSImportType: (node) => check(node, node.source.value, true),
      TSExternalModuleReference: (node) => check(node, node.expression.value, node.parent.importKind === 'type'),
    }
  },
}
const isStyle = (source) => source.endsWith('.css')
/** A string, or a template without places to fill in. */
const textOf = (node) => (node?.type === 'TemplateLiteral' && node.quasis.length === 1 ? node.quasis[0].value.cooked : node?.value)

const forbiddenNames = [
  'Date',
  'Intl',
  'globalThis',
  'window',
  'document',
  'process',
  'console',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'fetch',
  'eval',
  'Function',
  'performance',
  'crypto',
  'navigator',
  'require',
  'self',
  'global',
  'structuredClone',
  'WeakRef',
  'FinalizationRegistry',
  'SharedArrayBuffer',
  'Atomics',
  'WebAssembly',
  'Temporal',
]
const localeNames = '^(localeCompare|toLocale[A-Z]\\w*)$'
const localeMessage = 'The locale must not move a figure.'
const allowedMath = ['abs', 'min', 'max', 'floor', 'ceil', 'round', 'sign', 'sqrt']
const pureGlobals = (names) => ['error', ...names.map((name) => ({ name, message: 'models/ is pure: values in, values out.' }))]
const declaredNames = {
  selector: ':matches(VariableDeclaration, FunctionDeclaration, TSDeclareFunction, ClassDeclaration, TSModuleDeclaration)[declare=true]',
  message: 'What is not ours cannot be declared into being.',
}
const pureSyntax = [
  {
    selector: `MemberExpression[object.name="Math"]:not([computed=false][property.name=/^(${allowedMath.join('|')})$/])`,
    message: 'Only these of Math agree on every engine: ' + allowedMath.join(', '),
  },
  {
    selector: ':not(MemberExpression) > Identifier[name="Math"]',
    message: 'Math is called by its name, so that what is called can be read.',
  },
  { selector: 'BinaryExpression[operator="**"]', message: 'Powers differ between engines in the last bit.' },
  { selector: 'AssignmentExpression[operator="**="]', message: 'Powers differ between engines in the last bit.' },
  { selector: `MemberExpression[property.name=/${localeNames}/]`, message: localeMessage },
  { selector: `MemberExpression[property.value=/${localeNames}/]`, message: localeMessage },
  { selector: `ObjectPattern > Property[key.name=/${localeNames}/]`, message: localeMessage },
  {
    selector: ':matches(ImportDeclaration, ImportExpression)[source.value=/\\.json$/]',
    message: 'Catalogue files are read by the service: their bytes are hashed.',
  },
  { selector: 'MemberExpression[property.name="constructor"]', message: 'No code from text.' },
  { selector: 'MetaProperty', message: 'models/ does not know where it lies.' },
]

const common = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/ban-ts-comment': 'error',
  '@typescript-eslint/triple-slash-reference': ['error', { lib: 'never', path: 'never', types: 'never' }],
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'no-restricted-exports': [
    'error',
    { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } },
  ],
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-debugger': 'error',
}

export default tseslint.config(
  { ignores: ['out/**', 'node_modules/**', 'tests/fixtures/**', '**/*.json'] },
  // No comment switches a rule off; in the renderer only where a library's own signature wants an unused name (a test sees to it).
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  { files: ['renderer/**'], linterOptions: { noInlineConfig: false } },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser },
    plugins: { '@typescript-eslint': tseslint.plugin, house: { rules: { layers } } },
    rules: { ...common, 'house/layers': 'error' },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser, ecmaVersion: 'latest', sourceType: 'module' } },
    plugins: { vue, '@typescript-eslint': tseslint.plugin, house: { rules: { layers } } },
    rules: {
      ...common,
      'no-restricted-exports': 'off',
      'house/layers': 'error',
      'vue/no-v-html': 'error',
      'vue/no-v-text-v-html-on-component': 'error',
      'vue/require-v-for-key': 'error',
      'vue/no-unused-components': 'error',
      'vue/no-unused-vars': 'error',
      'vue/no-mutating-props': 'error',
      'vue/no-parsing-error': 'error',
    },
  },
  {
    files: ['renderer/**'],
    rules: {
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'MetaProperty', message: 'import.meta.glob and workers by address would pass by the import rules.' },
        { selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]', message: 'No markup from text.' },
      ],
    },
  },
  {
    files: ['models/**/*.ts'],
    rules: {
      'no-restricted-globals': pureGlobals(forbiddenNames),
      'no-restricted-syntax': ['error', ...pureSyntax, declaredNames],
      'no-console': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: [machineStarter],
    rules: {
      'no-restricted-globals': pureGlobals(forbiddenNames.filter((name) => name !== 'WebAssembly')),
      'no-restricted-syntax': ['error', ...pureSyntax],
    },
  },
  {
    files: ['models/**/*.ts'],
    ignores: castsAllowed,
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/main/ipc.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'electron', importNames: ['ipcMain', 'default'], message: 'Only ipc.ts talks to ipcMain.' }] },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: ':matches(MemberExpression[property.name="ipcMain"], Property[key.name="ipcMain"])',
          message: 'Only ipc.ts talks to ipcMain.',
        },
      ],
    },
  },
  { files: ['tests/**/*.ts', 'electron.vite.config.ts', 'tests/*.config.ts'], rules: { 'no-restricted-exports': 'off' } },
)
