import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { windowPolicy } from '../../electron/main/page'
import { runDesktop, type Journal } from './runDesktop'

describe('the built desktop program', () => {
  let journal: Journal
  beforeAll(() => {
    journal = runDesktop(join(import.meta.dirname, '../..'))
  })

  test('is locked before it is ready, and its session before there is a window', () => {
    expect(journal.order.slice(0, 6)).toEqual(['sandbox', 'schemes', 'ready', 'permissions', 'requests', 'handle'])
    expect(journal.order.indexOf('commands')).toBeLessThan(journal.order.indexOf('window'))
    expect(journal.switches).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND'])
    expect(journal.menus).toBe(1)
  })
  test('locks the page that it opens', () => {
    expect(journal.order).toContain('disable_non_proxied_udp')
    expect(journal.options).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false })
  })
  test('shows its page by its own scheme, every file with the policy, and gives nothing else', () => {
    expect(journal.loaded[0]).toBe('app://liangli/index.html')
    const served = Object.entries(journal.replies).filter(([, { status }]) => status === 200)
    expect(served.map(([url]) => url.replace(/-[\w-]+\./, '.'))).toEqual([
      'app://liangli/index.html',
      'app://liangli/assets/index.js',
      'app://liangli/assets/index.css',
    ])
    expect(served.every(([, { policy }]) => policy === windowPolicy)).toBe(true)
    const refused = Object.values(journal.replies).filter(({ status }) => status !== 200)
    expect(refused).toHaveLength(2)
    expect(refused.every(({ status, isEmpty }) => status === 404 && isEmpty)).toBe(true)
  })
  test('answers its page, and neither frames in it, nor other pages, nor commands it does not know', () => {
    expect(journal.commands).toMatchObject({ catalogue: 'ok', embedded: 'bad-request', elsewhere: 'bad-request', unknown: 'bad-request' })
  })
  test('prints on paper by a second window on the print page, with the system’s dialog; that there is no printer is told', () => {
    expect(journal.loaded.slice(1)).toEqual(['app://liangli/index.html#/print'])
    expect(journal.printed).toMatchObject([{ silent: false }])
    expect(journal.commands).toMatchObject({ paper: 'printer-none' })
    expect(journal.order.filter((what) => ['window', 'destroyed'].includes(what))).toEqual(['window', 'window', 'destroyed'])
  })
  test('opens a listed source outside, and nothing else', () => {
    expect(journal.opened).toEqual([journal.source])
  })
  test('asks no network for anything', () => {
    expect(journal.network).toEqual([])
  })
})
