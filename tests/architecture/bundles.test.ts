import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { pagePolicy } from '../../electron/service/pagePolicy'
import { root, sourceFiles, textOf } from './source'

const read = (path: string): string => readFileSync(join(root, 'out', path), 'utf8')

describe('the built bundles', () => {
  test('only the desktop shell loads Electron', () => {
    expect(read('main/main.js')).toMatch(/from ["']electron["']/)
    for (const name of ['main/serve.js', 'main/cli.js']) expect(read(name)).not.toMatch(/(from|require\()\s*["']electron["']/)
    for (const name of readdirSync(join(root, 'out/main/chunks')))
      expect(read(`main/chunks/${name}`)).not.toMatch(/(from|require\()\s*["']electron["']/)
  })
  test('the preload is one CommonJS file that needs nothing but Electron', () => {
    const text = read('preload/preload.cjs')
    expect([...text.matchAll(/require\(["']([^"']+)["']\)/g)].map((match) => match[1])).toEqual(['electron'])
    expect(text).not.toMatch(/^import /m)
    expect(text.split('\n').length).toBeLessThan(80)
  })
  test('the page states its policy itself, as the shells send it, and loads nothing from elsewhere', () => {
    const page = read('renderer/index.html')
    const stated = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1]?.split('; ')
    // A policy within a page cannot say who may frame it.
    expect(stated).toEqual(
      pagePolicy("'self'")
        .split('; ')
        .filter((part) => !part.startsWith('frame-ancestors')),
    )
    expect(stated?.join()).not.toMatch(/unsafe|https?:|\*/)
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\/|<style|\sstyle=|\son\w+=/)
  })
  test('no window part carries a style or a handler as text, which the policy would refuse, or markup from text', () => {
    const parts = sourceFiles(['renderer'], /\.vue$/)
    expect(parts.length).toBeGreaterThan(40)
    expect(parts.filter((path) => /\sv-html=|\sstyle="|\sonclick=|<webview|<iframe/.test(textOf(path)))).toEqual([])
  })
  test('only the browser shell knows the network, and it only listens', () => {
    const knows = /["'](node:)?(https?|http2|net|tls|dns|dgram|undici)(\/promises)?["']/
    const program = ['main.js', 'cli.js', 'worker.js', ...readdirSync(join(root, 'out/main/chunks')).map((name) => `chunks/${name}`)]
    expect(program.filter((name) => knows.test(read(`main/${name}`)))).toEqual([])
    expect(program.filter((name) => /\bfetch\(|WebSocket|EventSource/.test(read(`main/${name}`)))).toEqual([])
    const shell = read('main/serve.js')
    expect(shell).not.toMatch(/\bfetch\(|new WebSocket\(|EventSource/)
    // The library of standing connections has its listening half alone: masks and the texts of statuses are all it takes of `http`.
    const required = [...shell.matchAll(/(\{[^{}]*\}|\w+) = __require\(["'](?:node:)?(?:https?|http2|net|tls|dns|dgram|undici)["']\)/g)]
    expect(required.map(([, names]) => names)).toEqual(['{ websocketMask, websocketUnmask }', 'http'])
    const imported = [...shell.matchAll(/^import \{([^}]+)\} from ["'](?:node:)?(?:http|net)["']/gm)]
    expect(imported.map(([, names]) => names?.replaceAll(/ as [\w$]+|\s/g, ''))).toEqual(['createServer', 'createServer'])
  })
  test('the window sends its requests to the shell it came from, by its bridge, and nowhere else', () => {
    const ways = /\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|importScripts/
    // A function of that name that a file declares is not the browser's.
    const isAsking = (text: string): boolean => ways.test(/(const|function) fetch\b/.test(text) ? text.replaceAll(/\bfetch\(/g, '') : text)
    expect(sourceFiles(['renderer'], /\.(ts|vue)$/).filter((path) => isAsking(textOf(path)))).toEqual([
      'renderer/bridge/loopback.ts',
      'renderer/bridge/wire.ts',
    ])
    expect(textOf('renderer/bridge/loopback.ts')).not.toMatch(/(https?|wss?):/)
    expect([...textOf('renderer/bridge/wire.ts').matchAll(/(https?|wss?):[^`'"]*/g)].map(([address]) => address)).toEqual([
      'ws://${location.host}${wirePath}',
    ])
  })
  test('the window takes at most 700 kB, compressed', () => {
    const files = readdirSync(join(root, 'out/renderer/assets')).map((name) => readFileSync(join(root, 'out/renderer/assets', name)))
    expect(files.reduce((sum, bytes) => sum + gzipSync(bytes, { level: 9 }).length, 0)).toBeLessThan(700_000)
  })
  test('nothing that reads or writes workbooks is loaded before it is used', () => {
    const atOnce = new Set<string>()
    const follow = (path: string): void => {
      if (atOnce.has(path)) return
      atOnce.add(path)
      for (const [, name] of read(`main/${path}`).matchAll(/(?:from|^import) ["']\.\/([^"']+)["']/gm))
        follow(path.startsWith('chunks/') ? `chunks/${name ?? ''}` : (name ?? ''))
    }
    follow('main.js')
    expect(atOnce.size).toBeGreaterThan(2)
    const writers = readdirSync(join(root, 'out/main/chunks')).filter((name) => read(`main/chunks/${name}`).includes('docProps/app.xml'))
    expect(writers.length).toBeGreaterThan(0)
    expect(writers.filter((name) => atOnce.has(`chunks/${name}`))).toEqual([])
  })
  test('the window runs no code from text', () => {
    for (const name of readdirSync(join(root, 'out/renderer/assets')).filter((file) => file.endsWith('.js'))) {
      expect(read(`renderer/assets/${name}`)).not.toMatch(/\bnew Function\(|[^.\w]eval\(/)
    }
  })
})
