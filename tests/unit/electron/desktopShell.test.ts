import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { dialogChooser } from '../../../electron/main/dialogs'
import { askBeforeLeaving, quitAfter, reloadWhenFallen } from '../../../electron/main/leaving'
import { menuTemplate } from '../../../electron/main/menu'
import type { DialogPort } from '../../../electron/main/ports'
import { pdfPrinter } from '../../../electron/main/print'
import type { ShellWords } from '../../../electron/service/shellWords'
import { emptyScenario } from '../../../models/scenario/canonical'
import { windowDouble } from './windowDouble'

describe('leaving', () => {
  const words: ShellWords = { menu: {}, terminal: { leaveUnsaved: 'Give up?', stay: 'Back', leave: 'Close' } }
  test.each([
    [0, false],
    [1, true],
  ])('unsaved work is asked about: button %i lets the window go: %s', (button, goes) => {
    const double = windowDouble()
    const asked: unknown[] = []
    askBeforeLeaving(double.window.webContents, { showMessageBoxSync: (options) => (asked.push(options), button) }, words)
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
    const printed = await pdfPrinter({ dialog: dialogs(join(folder, 'a.pdf')), openHidden: () => Promise.resolve(double.window) }).toPdf(
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
      await pdfPrinter({ dialog: dialogs(join(folder, 'b.pdf')), openHidden: () => Promise.resolve(double.window) }).toPdf(
        request,
        (bytes) => bytes,
      ),
    ).toMatchObject({ ok: false, error: { code: 'print-unavailable' } })
    expect(double.seen.destroyed).toBe(true)
  })
  test('given up: no window at all', async () => {
    expect(
      await pdfPrinter({ dialog: dialogs(undefined), openHidden: () => Promise.reject(new Error('opened')) }).toPdf(
        request,
        (bytes) => bytes,
      ),
    ).toEqual({
      ok: false,
      error: { code: 'cancelled' },
    })
  })
})

test('every choice of the native menu goes to the page', () => {
  const chosen: string[] = []
  const click = (items: readonly { readonly click?: unknown; readonly submenu?: unknown }[]): void => {
    for (const item of items) {
      if (typeof item.click === 'function') (item.click as () => void)()
      if (Array.isArray(item.submenu)) click(item.submenu as typeof items)
    }
  }
  click(menuTemplate({}, (choice) => chosen.push(choice)) as never)
  expect(chosen).toEqual(['new', 'open', 'save', 'saveAs', 'import', 'export', 'workbook', 'catalogue', 'print', 'undo', 'redo', 'help'])
})
