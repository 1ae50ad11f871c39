import { expect, test } from 'vitest'
import { sourceFiles, textOf } from './source'

test('Chinese stands in interface texts and catalogue data, not in code', () => {
  const files = sourceFiles(['models', 'electron', 'renderer'], /\.(ts|vue|mjs|css|html)$/)
  const found = files.filter((path) => path !== 'renderer/index.html' && /\p{Script=Han}/u.test(textOf(path)))
  expect(found).toEqual([])
})
