import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './source'

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
  test('the page states its policy itself, without code from text, and loads nothing from elsewhere', () => {
    const page = read('renderer/index.html')
    const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/)
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
  })
  test('the window runs no code from text', () => {
    for (const name of readdirSync(join(root, 'out/renderer/assets')).filter((file) => file.endsWith('.js'))) {
      expect(read(`renderer/assets/${name}`)).not.toMatch(/\bnew Function\(|[^.\w]eval\(/)
    }
  })
})
