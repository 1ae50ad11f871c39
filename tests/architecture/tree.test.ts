import { execFileSync } from 'node:child_process'
import { homedir } from 'node:os'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, sourceFiles, textOf } from './source'

const tracked = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((path) => existsSync(join(root, path)))

test('the top level holds the fixed entries and nothing else', () => {
  const top = [...new Set(tracked.map((path) => path.split('/')[0] ?? ''))].filter((name) => !name.startsWith('.'))
  const allowed = [
    'LICENSE',
    'README.md',
    'electron',
    'electron.vite.config.ts',
    'models',
    'package-lock.json',
    'package.json',
    'renderer',
    'tests',
    'tsconfig.json',
  ]
  expect(top.filter((name) => !allowed.includes(name))).toEqual([])
})

test('no file of ours names a place of somebody’s machine', () => {
  // This checkout's own folder and its owner's home, wherever the test runs.
  const places = [root, homedir()].filter((place) => place.length > 6)
  const texts = tracked.filter((path) => /\.(ts|vue|m?js|json|md|css|html|sh)$|^\.ci\//.test(path) && path !== 'package-lock.json')
  expect(texts.filter((path) => places.some((place) => textOf(path).includes(place)))).toEqual([])
})

test('no folder is called utils or helpers, and no index merely exports again', () => {
  expect(tracked.filter((path) => /(^|\/)(utils?|helpers?)\//.test(path))).toEqual([])
  const barrels = sourceFiles(['models', 'electron', 'renderer'], /index\.ts$/).filter((path) =>
    /^(\s*export .* from .*\n?)+$/.test(textOf(path)),
  )
  expect(barrels).toEqual([])
})

test('no file of ours is longer than 400 lines', () => {
  const ours = tracked.filter((path) => /\.(ts|mts|vue|m?js|css|html)$|^\.ci\//.test(path) && !path.endsWith('/package-lock.json'))
  expect(ours.length).toBeGreaterThan(150)
  expect(ours.filter((path) => textOf(path).trimEnd().split('\n').length > 400)).toEqual([])
})

test('no file of a kind that neither the compiler nor the linter reads', () => {
  const unread = tracked.filter((path) => /^(models|electron|renderer)\//.test(path) && /\.([cm]?jsx?|[cm]ts|tsx)$/.test(path))
  expect(unread).toEqual(['electron/start.mjs'])
})
