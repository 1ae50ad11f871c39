import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dialogChooser } from '../../../electron/main/dialogs'
import { menuChoices, viewNames } from '../../../electron/contract/shortcuts'
import { askBeforeLeaving, quitAfter, reloadWhenFallen } from '../../../electron/main/leaving'
import { menuTemplate } from '../../../electron/main/menu'
import { keepPlace, placeOn } from '../../../electron/main/place'
import type { DialogPort } from '../../../electron/main/ports'
import { whyNot, windowPrinter } from '../../../electron/main/print'
import type { ShellWords } from '../../../electron/service/shellWords'
import { emptyScenario } from '../../../models/scenario/canonical'
import en from '../../../renderer/i18n/en.json'
import words from '../../../renderer/i18n/shell.json'
import zh from '../../../renderer/i18n/zh-CN.json'
import { windowDouble } from './windowDouble'

describe('leaving', () => {
  const words: ShellWords = { menu: {}, terminal: { leaveUnsaved: 'Give up?', stay: 'Back', leave: 'Close' } }
  test.each([
    [0, false],
    [1, true],
  ])('unsaved work is asked about: button %i lets the window go: %s', (button, goes) => {
    const double = windowDouble()
    const asked: unknown[] = []
    askBeforeLeaving(double.window.webContents, { showMessageBoxSync: (options) => (asked.push(options), button) }, () => words)
    expect(double.fire('will-prevent-unload')).toBe(goes)
    expect(asked).toMatchObject([{ message: 'Give up?', buttons: ['Back', 'Close'], defaultId: 0, cancelId: 0 }])
  })
  test('a page that fell is loaded again, once its windows are forgotten; one that ended is not', async () => {
    const double = windowDouble()
    const fallen: string[] = []
    reloadWhenFallen(double.window.webContents, (reason) => (fallen.push(reason), Promise.resolve()))
    double.fire('render-process-gone', { reason: 'clean-exit' })
    double.fire('render-process-gone', { reason: 'oom' })
    await expect.poll(() => double.seen.reloads).toBe(1)
    expect(fallen).toEqual(['oom'])
  })
  test('the program ends after its work, and once', async () => {
    let quit: (event: { preventDefault(): void }) => void = () => undefined
    const done: string[] = []
    quitAfter({ on: (_event, listener) => (quit = listener), exit: (code) => void done.push(`exit ${String(code)}`) }, () => {
      done.push('work')
      return Promise.reject(new Error('even if that fails'))
    })
    let prevented = 0
    quit({ preventDefault: () => void prevented++ })
    await expect.poll(() => done).toEqual(['work', 'exit 0'])
    quit({ preventDefault: () => void prevented++ })
    expect([prevented, done.length]).toEqual([1, 2])
  })
})

const dialogs = (path: string | undefined): DialogPort => ({
  showOpenDialog: () => Promise.resolve({ canceled: path === undefined, filePaths: path === undefined ? [] : [path] }),
  showSaveDialog: () => Promise.resolve(path === undefined ? { canceled: true } : { canceled: false, filePath: path }),
})
const folder = mkdtempSync(join(tmpdir(), 'liangli-shell-'))

describe('files by the system’s dialogs', () => {
  test('a chosen file is read, its path stays behind', async () => {
    writeFileSync(join(folder, '方案 一.json'), '{}')
    expect(await dialogChooser(dialogs(join(folder, '方案 一.json'))).open('scenario', undefined)).toEqual({
      ok: true,
      file: { name: '方案 一.json', bytes: Buffer.from('{}') },
    })
  })
  test('given up, and written', async () => {
    expect(await dialogChooser(dialogs(undefined)).open('scenario', undefined)).toEqual({ ok: false, code: 'cancelled' })
    expect(await dialogChooser(dialogs(undefined)).save('a.json', 'application/json', 'x')).toEqual({ ok: false, code: 'cancelled' })
    expect(await dialogChooser(dialogs(join(folder, 'out.json'))).save('a.json', 'application/json', 'x')).toEqual({
      ok: true,
      value: { fileName: 'out.json' },
    })
    expect(readFileSync(join(folder, 'out.json'), 'utf8')).toBe('x')
  })
  test('a table is read as bytes, and bytes are written as they are', async () => {
    const bytes = Uint8Array.of(0xcd, 0xf8, 0, 255)
    writeFileSync(join(folder, '人口.csv'), bytes)
    const read = await dialogChooser(dialogs(join(folder, '人口.csv'))).open('table', undefined)
    expect(read.ok ? [read.file.name, [...read.file.bytes]] : read).toEqual(['人口.csv', [...bytes]])
    expect(await dialogChooser(dialogs(join(folder, 't.xlsx'))).save('t.xlsx', 'x', bytes)).toEqual({
      ok: true,
      value: { fileName: 't.xlsx' },
    })
    expect([...readFileSync(join(folder, 't.xlsx'))]).toEqual([...bytes])
  })
  test('tables that are given up, missing or too large are refused', async () => {
    expect(await dialogChooser(dialogs(undefined)).open('table', undefined)).toEqual({ ok: false, code: 'cancelled' })
    expect(await dialogChooser(dialogs(join(folder, 'nowhere.xlsx'))).open('table', undefined)).toEqual({
      ok: false,
      code: 'file-unreadable',
    })
    writeFileSync(join(folder, 'large.xlsx'), new Uint8Array(20 * 1024 * 1024 + 1))
    expect(await dialogChooser(dialogs(join(folder, 'large.xlsx'))).open('table', undefined)).toEqual({ ok: false, code: 'file-too-large' })
  })
  test('the dialogs offer the kinds of file that fit', async () => {
    const offered: unknown[] = []
    const seen = (options: { readonly filters?: readonly { readonly extensions: readonly string[] }[] }): void =>
      void offered.push(options.filters?.[0]?.extensions)
    const chooser = dialogChooser({
      showOpenDialog: (options) => (seen(options), Promise.resolve({ canceled: true, filePaths: [] })),
      showSaveDialog: (options) => (seen(options), Promise.resolve({ canceled: true })),
    })
    await chooser.open('scenario', undefined)
    await chooser.open('table', undefined)
    for (const name of ['a.liangli.json', 'a.xlsx', 'a.csv', 'a.txt']) await chooser.save(name, 'x', 'x')
    expect(offered).toEqual([['json'], ['xlsx', 'csv', 'txt'], ['json'], ['xlsx'], ['csv'], ['txt']])
  })
})

describe('printing to PDF through a hidden window', () => {
  const document = emptyScenario({ id: 'c', version: '1', sha256: '0'.repeat(64) }, 'a "quoted" </script> name', '0')
  const request = { documents: [document, document], language: 'zh-CN' as const }
  test('the documents are handed over as data, the file is written, the window is gone', async () => {
    const double = windowDouble()
    const printed = await windowPrinter({ dialog: dialogs(join(folder, 'a.pdf')), openHidden: () => Promise.resolve(double.window) }).toPdf(
      request,
      (bytes) => bytes,
    )
    expect(printed).toEqual({ ok: true, value: { fileName: 'a.pdf' } })
    expect(double.seen.destroyed).toBe(true)
    expect(readFileSync(join(folder, 'a.pdf'), 'utf8')).toBe('%PDF-1.7')
    const handed = /JSON\.parse\((".*")\), \d+\)$/.exec(double.seen.code)?.[1] ?? ''
    expect(JSON.parse(JSON.parse(handed) as string)).toEqual(request)
  })
  test('a page that does not get ready is said, and its window is gone', async () => {
    const double = windowDouble(false)
    expect(
      await windowPrinter({ dialog: dialogs(join(folder, 'b.pdf')), openHidden: () => Promise.resolve(double.window) }).toPdf(
        request,
        (bytes) => bytes,
      ),
    ).toMatchObject({ ok: false, error: { code: 'print-unavailable' } })
    expect(double.seen.destroyed).toBe(true)
  })
  test('given up: no window at all', async () => {
    expect(
      await windowPrinter({ dialog: dialogs(undefined), openHidden: () => Promise.reject(new Error('opened')) }).toPdf(
        request,
        (bytes) => bytes,
      ),
    ).toEqual({
      ok: false,
      error: { code: 'cancelled' },
    })
  })
})

describe('printing on paper through a hidden window', () => {
  const document = emptyScenario({ id: 'c', version: '1', sha256: '0'.repeat(64) }, 'a "quoted" </script> name', '0')
  const request = { documents: [document], language: 'en' as const }
  const print = (double: ReturnType<typeof windowDouble>) =>
    windowPrinter({
      dialog: dialogs(undefined),
      openHidden: (hash) => (double.window.loadURL(hash), Promise.resolve(double.window)),
    }).toPaper(request)
  test('the system’s dialog is shown, the print page is handed the documents, and its window is gone afterwards', async () => {
    const double = windowDouble()
    expect(await print(double)).toEqual({ ok: true, value: null })
    expect(double.seen).toMatchObject({ loaded: '/print', destroyed: true })
    expect(double.seen.printed).toMatchObject([{ silent: false, printBackground: true, pageSize: 'A4' }])
    expect(double.seen.code).toContain('quoted')
  })
  test('a page that does not get ready is not printed', async () => {
    const double = windowDouble(false)
    expect(await print(double)).toEqual({ ok: false, error: { code: 'print-unavailable' } })
    expect([double.seen.printed, double.seen.destroyed]).toEqual([[], true])
  })
  test.each([
    ['cancelled', 'cancelled'],
    ['Print job canceled', 'cancelled'],
    ['No printers available on the network', 'printer-none'],
    ['No valid printers available', 'printer-none'],
    ['Failed to enumerate printers', 'printer-none'],
    ['Invalid printer settings', 'printer-settings'],
    ['Invalid deviceName provided', 'printer-settings'],
    ['Print job failed', 'print-failed'],
    ['', 'print-failed'],
  ])('“%s” is told as %s, with what to do in both languages', async (reason, code) => {
    const double = windowDouble(true, [false, reason])
    expect(await print(double)).toEqual({ ok: false, error: { code } })
    expect(whyNot(reason)).toBe(code)
    expect(double.seen.destroyed).toBe(true)
    for (const texts of [zh, en]) expect(Object.keys(texts.failure)).toContain(code)
  })
  test('settings that Electron throws at are told as such, and the window is gone', async () => {
    const double = windowDouble(true, new Error('Unsupported pageSize'))
    expect(await print(double)).toEqual({ ok: false, error: { code: 'printer-settings' } })
    expect(double.seen.destroyed).toBe(true)
  })
})

describe('the native menu', () => {
  type Entry = {
    readonly label?: string
    readonly accelerator?: string
    readonly registerAccelerator?: boolean
    readonly click?: () => void
    readonly submenu?: readonly Entry[]
  }
  const chosen: string[] = []
  const template = menuTemplate(words['zh-CN'].menu, (choice) => chosen.push(choice)) as unknown as readonly Entry[]
  const entries = template.flatMap(({ submenu }) => submenu ?? [])

  test('has every choice once, and each goes to the page', () => {
    for (const { click } of entries) click?.()
    expect(chosen.toSorted()).toEqual([...menuChoices].sort())
  })
  test('says everything in words of the language', () => {
    for (const language of ['zh-CN', 'en'] as const)
      for (const { label, submenu } of menuTemplate(words[language].menu, () => undefined) as unknown as readonly Entry[])
        for (const text of [label, ...(submenu ?? []).flatMap((entry) => entry.label ?? [])])
          expect(/\p{Script=Han}/u.test(text ?? ''), `${language}: ${String(text)}`).toBe(language === 'zh-CN')
  })
  test('calls the views what the window calls them', () => {
    for (const view of viewNames) {
      expect(words['zh-CN'].menu[`go:${view}`]).toBe(zh.nav[view])
      expect(words.en.menu[`go:${view}`]).toBe(en.nav[view])
    }
  })
  test('shows the keys of the one list, those that a browser keeps for itself first', () => {
    const keyOf = (label: string): string | undefined => entries.find((entry) => entry.label === label)?.accelerator
    expect([keyOf('新建方案'), keyOf('保存'), keyOf('查找…'), keyOf('下一个方案'), keyOf('方法与帮助'), keyOf('总览')]).toEqual([
      'CmdOrCtrl+N',
      'CmdOrCtrl+S',
      'CmdOrCtrl+K',
      'Alt+PageDown',
      'F1',
      'Alt+1',
    ])
  })
  test('leaves the keys of a text to the page, which knows where the focus is', () => {
    const own = entries.filter((entry) => entry.registerAccelerator === false).map((entry) => entry.label)
    expect(own).toEqual(['撤销', '重做', '快捷键'])
  })
})

describe('the window stands where it stood', () => {
  const screens = [
    { x: 0, y: 0, width: 1366, height: 728 },
    { x: 1366, y: 0, width: 1920, height: 1040 },
  ]
  const kept = { x: 1500, y: 80, width: 1400, height: 900, isMaximized: false }
  test('at first in the usual size, wherever the system puts it', () =>
    expect(placeOn(screens, null)).toEqual({ width: 1366, height: 768 }))
  test('on the second screen, while that is there', () => {
    expect(placeOn(screens, kept)).toEqual({ x: 1500, y: 80, width: 1400, height: 900 })
    expect(placeOn(screens.slice(0, 1), kept)).toEqual({ width: 1366, height: 728 })
  })
  test('never so that its title cannot be reached', () => {
    for (const place of [
      { x: 1300, y: 0 },
      { x: 0, y: -40 },
      { x: 0, y: 700 },
      { x: -1390, y: 0 },
    ])
      expect(placeOn(screens.slice(0, 1), { ...kept, ...place })).not.toHaveProperty('x')
  })
  test('never larger than the screen, never smaller than it can be used', () => {
    expect(placeOn(screens.slice(0, 1), { ...kept, x: 0, y: 0, width: 4000, height: 4000 })).toEqual({
      x: 0,
      y: 0,
      width: 1366,
      height: 728,
    })
    expect(placeOn(screens, { ...kept, width: 300, height: 200 })).toMatchObject({ width: 1024, height: 640 })
  })
  test('its place is kept when it is closed: of a maximised one what it goes back to', () => {
    const places: unknown[] = []
    let close = (): void => undefined
    keepPlace(
      {
        on: (_event, listener) => (close = listener),
        getNormalBounds: () => ({ x: 10.4, y: 20, width: 1200, height: 700 }),
        isMaximized: () => true,
      },
      (place) => places.push(place),
    )
    expect(places).toEqual([])
    close()
    expect(places).toEqual([{ x: 10, y: 20, width: 1200, height: 700, isMaximized: true }])
  })
})
