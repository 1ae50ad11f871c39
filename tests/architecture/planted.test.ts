import { join, posix } from 'node:path'
import { ESLint } from 'eslint'
import ts from 'typescript'
import { beforeAll, describe, expect, test } from 'vitest'
import { layerOf } from '../../.ci/importRules.mjs'
import { importFaults } from './checkImports'
import { planted, type Planted } from './planted'
import { root } from './source'

const eslint = new ESLint({ cwd: root, overrideConfigFile: join(root, '.ci/eslint.config.js') })

/** Rules that a text breaks; a text that cannot be read breaks the rule "unreadable". */
async function broken(path: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(root, path) })
  if (result === undefined) throw new Error(`${path} is not linted`)
  return result.messages.map((message) => message.ruleId ?? (message.fatal === true ? 'unreadable' : 'unused'))
}

test('there are many, each with a name of its own', () => {
  expect(planted.length).toBeGreaterThan(80)
  expect(new Set(planted.map(({ name }) => name)).size).toBe(planted.length)
})

describe('what is forbidden is reported by the linter, and its allowed twin is not', () => {
  test.each(planted.filter(({ rule }) => rule !== undefined))('$name', async ({ path, bad, clean, rule }) => {
    const found = await broken(path, bad)
    expect(found).toContain(rule)
    expect(found).not.toContain('unreadable')
    expect(await broken(path, clean)).toEqual([])
  })
})

describe('forbidden imports are found a second way, without the linter', () => {
  test.each(planted.filter(({ imports }) => imports === true))('$name', ({ path, bad, clean }) => {
    expect(importFaults(path, bad)).not.toEqual([])
    expect(importFaults(path, clean)).toEqual([])
  })
  test('each layer has its planted imports', () => {
    const layers = new Set(planted.filter(({ rule }) => rule === 'house/layers').map(({ path }) => layerOf(path)))
    expect([...layers].sort()).toEqual([
      'electron/browser',
      'electron/cli',
      'electron/contract',
      'electron/main',
      'electron/preload',
      'electron/service',
      'models',
      'renderer',
    ])
  })
})

describe('models/ does not even compile with what belongs to a machine', () => {
  const cases = planted.filter(({ compiler }) => compiler !== undefined)
  let diagnostics: ReadonlyMap<string, readonly number[]>
  beforeAll(() => {
    diagnostics = compileInModels(cases)
  })
  test.each(cases)('$name', ({ name, compiler }) => {
    expect(diagnostics.get(`bad: ${name}`)).toContain(compiler)
    expect(diagnostics.get(`clean: ${name}`)).toEqual([])
  })
})

/** Error codes of each text, put into models/ as a file that is not there, under the settings of models/tsconfig.json. */
function compileInModels(cases: readonly Planted[]): ReadonlyMap<string, readonly number[]> {
  const folder = posix.join(root, 'models')
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as { config: object }
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, folder)
  const texts = new Map<string, string>()
  const names = new Map<string, string>()
  cases.forEach(({ name, bad, clean }, k) => {
    for (const [kind, text] of [
      ['bad', bad],
      ['clean', clean],
    ] as const) {
      const path = posix.join(folder, `planted-${kind}-${String(k)}.ts`)
      texts.set(path, text)
      names.set(path, `${kind}: ${name}`)
    }
  })
  const plain: ts.CompilerOptions = { ...options, composite: false, noEmit: true, emitDeclarationOnly: false }
  const host = ts.createCompilerHost(plain)
  const { readFile, fileExists, getSourceFile } = host
  host.readFile = (path) => texts.get(path) ?? readFile(path)
  host.fileExists = (path) => texts.has(path) || fileExists(path)
  host.getSourceFile = (path, version, ...rest) => {
    const text = texts.get(path)
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version)
  }
  const program = ts.createProgram([...texts.keys()], plain, host)
  return new Map(
    [...names].map(([path, name]) => {
      const file = program.getSourceFile(path)
      if (file === undefined) throw new Error(`${path} was not read`)
      return [name, [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ code }) => code)]
    }),
  )
}
