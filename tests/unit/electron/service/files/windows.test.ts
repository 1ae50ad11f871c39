import { mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { thisProcess, Windows, type Identity } from '../../../../../electron/service/files/windows'

let folder = ''
let made: Windows[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'liangli-windows-'))
})
afterEach(async () => {
  await Promise.all(made.map((windows) => windows.end()))
  made = []
})
const hex = (digit: string, length = 32): string => digit.repeat(length)
const [w1, w2, w3] = [hex('1'), hex('2'), hex('3')]
const entry = hex('e', 24)

/** The windows of a program of its own; `alive` says whether its process still runs. */
function program(session: string, change: Partial<Identity> = {}, isRunning: (pid: number) => boolean = () => true): Windows {
  const windows = new Windows(
    folder,
    { ...thisProcess(), session: hex(session), owner: `user ${session}`, host: `host ${session}`, ...change },
    isRunning,
  )
  made.push(windows)
  return windows
}
/** Put a program's last sign of life into the past. */
function age(session: string, seconds: number): void {
  const at = Date.now() / 1000 - seconds
  utimesSync(join(folder, `${hex(session)}.json`), at, at)
}

describe('who has a scenario open', () => {
  test('the first has it, the second is told by whom, where and since when', async () => {
    const [a, b] = [program('a'), program('b')]
    expect(await a.hold(w1, entry)).toBeNull()
    expect(await b.hold(w2, entry)).toMatchObject({ owner: 'user a', host: 'host a', isHere: false })
    const since = (await b.hold(w2, entry))?.since ?? ''
    expect(Math.abs(Date.now() - Date.parse(since))).toBeLessThan(10_000)
    expect(await a.hold(w1, entry), 'and stays the first').toBeNull()
  })
  test('when the first lets go, whoever waits has it', async () => {
    const [a, b] = [program('a'), program('b')]
    await a.hold(w1, entry)
    expect(await b.hold(w2, entry)).not.toBeNull()
    await a.hold(w1, null)
    expect(await b.hold(w2, entry)).toBeNull()
    expect(await a.hold(w1, entry)).toMatchObject({ owner: 'user b' })
  })
  test('so it is when the first window closes, or the program ends', async () => {
    const [a, b] = [program('a'), program('b')]
    await a.hold(w1, entry)
    await a.leave(w1)
    expect(await b.hold(w2, entry)).toBeNull()
    await b.end()
    expect(await a.hold(w3, entry)).toBeNull()
  })
  test('two windows of one program are told from each other', async () => {
    const a = program('a')
    expect(await a.hold(w1, entry)).toBeNull()
    expect(await a.hold(w2, entry)).toMatchObject({ isHere: true })
    await a.leaveAll()
    expect(await a.hold(w2, entry)).toBeNull()
  })
  test('another scenario is nobody’s', async () => {
    const [a, b] = [program('a'), program('b')]
    await a.hold(w1, entry)
    expect(await b.hold(w2, hex('f', 24))).toBeNull()
  })
  test('both at once: one has it, and both say which', async () => {
    const programs = ['a', 'b', 'c', 'd'].map((session) => program(session))
    await Promise.all(programs.map((windows, k) => windows.hold(hex(String(k + 1)), entry)))
    const told = await Promise.all(programs.map((windows, k) => windows.hold(hex(String(k + 1)), entry)))
    expect(told.filter((holder) => holder === null)).toHaveLength(1)
    expect(new Set(told.filter((holder) => holder !== null).map(({ owner }) => owner)).size).toBe(1)
  })
})

test('a window that closes after the program has ended brings its file not back', async () => {
  const a = program('a')
  await a.hold(w1, entry)
  await Promise.all([a.end(), a.leave(w1), a.hold(w2, entry)])
  expect(readdirSync(folder)).toEqual([])
})

describe('whoever is gone without a word', () => {
  test('on this computer is known by its process', async () => {
    const [a, b] = [program('a'), program('b', {}, (pid) => pid !== 77)]
    await a.hold(w1, entry)
    const path = join(folder, `${hex('a')}.json`)
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"pid":\d+/, '"pid":77'))
    expect(await b.hold(w2, entry)).toBeNull()
    expect(readdirSync(folder)).toEqual([`${hex('b')}.json`])
  })
  test('on another computer by half a minute of silence, and not before', async () => {
    const [a, b] = [program('a', { machine: hex('9') }), program('b', {}, () => false)]
    await a.hold(w1, entry)
    age('a', 20)
    expect(await b.hold(w2, entry)).toMatchObject({ owner: 'user a' })
    age('a', 40)
    expect(await b.hold(w2, entry)).toBeNull()
  })
  test('is told so when it comes back: the other one has it now', async () => {
    const [a, b] = [program('a', { machine: hex('9') }), program('b')]
    await a.hold(w1, entry)
    age('a', 40)
    expect(await b.hold(w2, entry)).toBeNull()
    await a.hold(w1, null)
    expect(await a.hold(w1, entry)).toMatchObject({ owner: 'user b' })
  })
  test('clocks that are wrong by hours make nobody gone: the folder’s own clock counts', async () => {
    const [a, b] = [program('a', { machine: hex('9') }), program('b')]
    await a.hold(w1, entry)
    await b.hold(w2, null)
    // As a share whose server is three hours behind would say of both.
    age('a', 3 * 3600)
    age('b', 3 * 3600)
    expect(await a.hold(w1, entry)).toBeNull()
  })
})

describe('several scenarios in one window', () => {
  test('each is held by its own tab, and let go by itself or with the window', async () => {
    const [a, b] = [program('a'), program('b')]
    const second = hex('f', 24)
    await a.hold(w1, entry, 1)
    await a.hold(w1, second, 2)
    expect([await b.hold(w2, entry, 1), await b.hold(w2, second, 2)]).toMatchObject([{ owner: 'user a' }, { owner: 'user a' }])
    await a.hold(w1, null, 1)
    expect([await b.hold(w2, entry, 1), await b.hold(w2, second, 2)]).toMatchObject([null, { owner: 'user a' }])
    expect(await b.isOpen(hex('a'), w1), 'the window is still there').toBe(true)
    await a.leave(w1)
    expect([await b.hold(w2, second, 2), await b.isOpen(hex('a'), w1)]).toEqual([null, false])
  })
})

describe('which windows are open', () => {
  test('of this program and of others', async () => {
    const [a, b] = [program('a'), program('b')]
    await a.hold(w1, null)
    expect([
      await a.isOpen(hex('a'), w1),
      await b.isOpen(hex('a'), w1),
      await b.isOpen(hex('a'), w2),
      await b.isOpen(hex('c'), w1),
    ]).toEqual([true, true, false, false])
    await a.leave(w1)
    expect([await a.isOpen(hex('a'), w1), await b.isOpen(hex('a'), w1)]).toEqual([false, false])
  })
})

test('files of others that are no leases, or broken, or hostile, harm nothing', async () => {
  const a = program('a')
  for (const [name, text] of [
    [`${hex('b')}.json`, '{"format":"liangli-windows"'],
    [`${hex('c')}.json`, '{"__proto__":{}}'],
    [`${hex('d')}.json`, JSON.stringify({ format: 'liangli-windows', session: '../../x', windows: [{ window: w2, entry, since: 0 }] })],
    ['README.md', 'hello'],
    [`${hex('f')}.json`, 'x'.repeat(300_000)],
  ] as const)
    writeFileSync(join(folder, name), text)
  expect(await a.hold(w1, entry)).toBeNull()
  expect(readdirSync(folder)).toContain('README.md')
})

test('names of users and computers are shown, not obeyed', async () => {
  const [a, b] = [program('a', { owner: '<b>x</b>\u202E', host: 'y'.repeat(300) }), program('b')]
  await a.hold(w1, entry)
  const holder = await b.hold(w2, entry)
  expect([holder?.owner, holder?.host.length]).toEqual(['<b>x</b>\u2039U+202E\u203A', 81])
})

test('a folder that cannot be written keeps nobody from working', async () => {
  const windows = new Windows('/proc/liangli', thisProcess())
  made.push(windows)
  expect(await windows.hold(w1, entry)).toBeNull()
  await windows.leave(w1)
})
