import { expect, test } from 'vitest'
import { layerOf, rendererHelpers } from '../../.ci/importRules.mjs'
import { importFaults } from './checkImports'
import { sourceFiles, textOf } from './source'

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

test('helpers for the renderer load nothing but helpers and plain models code', () => {
  const seen = new Set<string>()
  const visit = (path: string): void => {
    if (seen.has(path)) return
    seen.add(path)
    const text = textOf(`${path}.ts`)
    expect(text, `${path} must not load the schema library`).not.toMatch(/import \* as z from 'zod'/)
  }
  rendererHelpers.forEach(visit)
})
