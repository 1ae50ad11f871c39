import { posix } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { castsAllowed, layerOf, rendererHelpers } from '../../.ci/importRules.mjs'
import { importFaults } from './checkImports'
import { importsOf, sourceFiles, textOf } from './source'

const files = sourceFiles(['models', 'electron', 'renderer'], /\.(ts|vue|mjs)$/)

test('every source file is read', () => {
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((path) => layerOf(path) === undefined)).toEqual(['electron/start.mjs'])
})

test.each(files)('%s imports only what its layer allows', (path) => expect(importFaults(path, textOf(path))).toEqual([]))

test('the helpers that the renderer may use at run time are those models/README.md lists', () => {
  const listed = [...textOf('models/README.md').matchAll(/^- `(models\/[^`]+)`/gm)].map((match) => match[1])
  expect(listed).toEqual(rendererHelpers)
})

test('what the renderer loads of models/ brings no schema library with it', () => {
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    for (const { source, typeOnly } of importsOf(path, textOf(path))) {
      if (typeOnly || source === undefined) continue
      expect(source, `${path} is loaded by the renderer`).not.toBe('zod')
      if (source.startsWith('.')) visit(`${posix.join(posix.dirname(path), source)}.ts`)
    }
  }
  rendererHelpers.forEach((helper) => {
    visit(`${helper}.ts`)
  })
  expect(seen.size).toBeGreaterThanOrEqual(rendererHelpers.length)
})

test('casts are allowed only in files that have one', () => {
  const casts = (node: ts.Node): boolean =>
    (ts.isAsExpression(node) && !ts.isConstTypeReference(node.type)) ||
    (ts.forEachChild(node, (child) => casts(child) || undefined) ?? false)
  const parsed = (path: string): ts.Node => ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ESNext)
  expect(castsAllowed.filter((path) => !casts(parsed(path)))).toEqual([])
  expect(castsAllowed.length).toBeLessThanOrEqual(6)
})

test('a comment switches off no rule but the one for unused names, and says why', () => {
  const comments = sourceFiles(['models', 'electron', 'renderer', 'tests'], /\.(ts|vue|mjs)$/)
    .filter((path) => !path.startsWith('tests/architecture/'))
    .flatMap((path) => [...textOf(path).matchAll(/eslint-(?:disable|enable)[^\n]*/g)].map(([comment]) => `${path}: ${comment}`))
  const fine = /^renderer\/[^:]*: eslint-disable-next-line @typescript-eslint\/no-unused-vars -- \w/
  expect(comments.filter((comment) => !fine.test(comment))).toEqual([])
})
