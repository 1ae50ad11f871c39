import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Desk } from './pages/desk'
import { Keeping } from './pages/keeping'
import { Program } from './pages/program'
import { shellKind, startSession, type Session } from './harness'

/** Raise the allowance of the item that the program opens with. */
async function raise(program: Program, value: string): Promise<void> {
  await program.go('standards')
  await program.findItem('老年人福利', 'elderly-welfare-subsidy')
  const before = await program.settled('required')
  await program.type('standard-lever', value)
  await program.changed('required', before)
}
const kept = (home: string): readonly string[] =>
  existsSync(join(home, 'recovery')) ? readdirSync(join(home, 'recovery')).filter((name) => name.endsWith('.json')) : []
const fileOf = (home: string, name: string): string => join(home, 'scenarios', `${name}.liangli.json`)

interface Entry {
  readonly lever: string
  readonly target?: string
  value?: number
}
interface Saved {
  note: string
  overrides: Entry[]
}
/** Change a scenario's file as another program would. */
function changeFile(home: string, name: string, change: (saved: Saved) => void): void {
  const saved = JSON.parse(readFileSync(fileOf(home, name), 'utf8')) as Saved
  change(saved)
  writeFileSync(fileOf(home, name), JSON.stringify(saved, null, 2))
}

describe.skipIf(shellKind !== 'browser')('unsaved work outlives the program', () => {
  let session: Session
  let program: Program
  let keeping: Keeping
  const at = (page: Session['page']): void => {
    program = new Program(page)
    keeping = new Keeping(page)
  }
  beforeAll(async () => {
    session = await startSession()
    at(session.page)
  })
  afterAll(async () => {
    await session.end()
  })

  test('work that was never saved is offered after a crash, with what it holds, and comes back as unsaved work', async () => {
    await raise(program, '150')
    const figure = await program.settled('required')
    await expect.poll(() => kept(session.home).length, { timeout: 10_000 }).toBe(1)
    at(await session.crash())
    const [offered = '', ...others] = await keeping.offered()
    expect(others).toEqual([])
    expect(offered).toMatch(/内蒙古自治区.*\n.*1 处更改\s+从未保存过的方案。\s+新增 老年人福利补贴 · 80–99岁老年人 · 内蒙古自治区/)
    await keeping.restore()
    await expect.poll(() => program.figure('required')).toBe(figure)
    expect(await program.page.getByTestId('unsaved').count()).toBe(1)
    await program.page.getByTestId('undo').click()
    await expect.poll(() => program.figure('required')).not.toBe(figure)
    await program.page.getByTestId('redo').click()
    await expect.poll(() => program.figure('required')).toBe(figure)
  })

  test('what is saved is no longer kept, and nothing is offered', async () => {
    await program.saveAs('暂存试验')
    await expect.poll(() => kept(session.home)).toEqual([])
    at(await session.crash())
    expect(await program.page.getByTestId('recovery').count()).toBe(0)
  })

  test('a change of a saved scenario is offered with its origin; given up it is gone', async () => {
    await raise(program, '160')
    await expect.poll(() => kept(session.home).length, { timeout: 10_000 }).toBe(1)
    at(await session.crash())
    expect((await keeping.offered())[0]).toMatch(/暂存试验\n.*1 处更改\s+来自已保存的方案，文件此后未变。\s+修改 老年人福利补贴/)
    await keeping.discard()
    expect(kept(session.home)).toEqual([])
    expect(await program.page.getByTestId('unsaved').count()).toBe(0)
  })

  test('undone to what is saved nothing is kept', async () => {
    await raise(program, '170')
    await expect.poll(() => kept(session.home).length, { timeout: 10_000 }).toBe(1)
    await program.page.getByTestId('undo').click()
    await expect.poll(() => kept(session.home)).toEqual([])
  })

  test('several scenarios with unsaved work are kept apart, and each comes back in a tab of its own', async () => {
    await raise(program, '165')
    await program.page.getByTestId('new').click()
    await raise(program, '190')
    await expect.poll(() => kept(session.home).length, { timeout: 10_000 }).toBe(2)
    at(await session.crash())
    expect(await keeping.offered()).toHaveLength(2)
    await keeping.restoreFirst()
    await keeping.restore()
    const desk = new Desk(program.page)
    expect((await desk.tabs()).map((tab) => tab.replace('*', '')).sort()).toEqual(['新方案·', '暂存试验·'])
    await desk.close('新方案')
    await program.page.getByTestId('leave-lose').click()
    await expect.poll(() => kept(session.home).length).toBe(1)
    await program.page.getByTestId('undo').click()
    await expect.poll(() => kept(session.home)).toEqual([])
  })

  test('the program gone, the window says so and hands the work out as a file', async () => {
    await raise(program, '180')
    await session.killProgram()
    await keeping.banner('lost').waitFor()
    const [download] = await Promise.all([
      program.page.waitForEvent('download'),
      keeping.banner('lost').getByRole('button', { name: '下载当前方案' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('暂存试验.liangli.json')
    const saved = JSON.parse(readFileSync(await download.path(), 'utf8')) as Saved
    expect(saved.overrides.map(({ value }) => value)).toEqual([180])
  })
})

describe.skipIf(shellKind !== 'browser')('a file that others change, open or take away', () => {
  let session: Session
  let other: Session
  let program: Program
  let keeping: Keeping
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
    keeping = new Keeping(session.page)
  })
  afterAll(async () => {
    await session.end()
  })

  test('changed while nothing is unsaved here: the new version is loaded when asked for', async () => {
    await raise(program, '150')
    await program.saveAs('共用方案')
    changeFile(session.home, '共用方案', (saved) => {
      saved.note = '别人的说明'
    })
    await keeping.comeBack()
    await keeping.banner('changed').getByRole('button', { name: '载入最新版本' }).click()
    await keeping.banner('changed').waitFor({ state: 'detached' })
    expect(await program.page.getByTestId('scenario-name').getAttribute('title')).toBe('共用方案\n别人的说明')
  })

  test('changed by both: lever by lever, one side’s changes are taken, of conflicts one is chosen, and it is one step', async () => {
    await raise(program, '155')
    await program.go('population')
    const before = await program.settled('required')
    await program.type('lever-tfr', '1.9')
    await program.changed('required', before)
    changeFile(session.home, '共用方案', (saved) => {
      for (const entry of saved.overrides) if (entry.lever === 'standard') entry.value = 200
      saved.note = '对方改过'
    })
    await program.page.getByTestId('save').click()
    expect(await keeping.rows('conflict')).toEqual([expect.stringMatching(/老年人福利补贴.*150.*155.*200.*请选择/s)])
    expect(await keeping.rows('mine')).toEqual([expect.stringMatching(/生育率.*（无）.*1\.9.*我的/s)])
    expect(await keeping.rows('theirs')).toEqual([expect.stringMatching(/说明.*别人的说明.*对方改过.*对方的/s)])
    expect(await program.page.getByTestId('merge-confirm').isDisabled()).toBe(true)
    await keeping.take('theirs')
    await keeping.merge()
    const saved = JSON.parse(readFileSync(fileOf(session.home, '共用方案'), 'utf8')) as Saved
    expect([saved.note, saved.overrides.map(({ lever, value }) => [lever, value])]).toEqual([
      '对方改过',
      [
        ['standard', 200],
        ['tfr', 1.9],
      ],
    ])
    expect(await program.page.getByTestId('unsaved').count()).toBe(0)
    await program.page.getByTestId('undo').click()
    await expect.poll(() => program.page.getByTestId('scenario-name').getAttribute('title')).toContain('\n别人的说明')
  })

  test('a second window is told who has it, and saves a copy', async () => {
    await program.page.getByTestId('redo').click()
    other = await startSession(undefined, { home: session.home })
    const [second, its] = [new Program(other.page), new Keeping(other.page)]
    try {
      await its.banner('held').waitFor()
      expect(await its.banner('held').innerText()).toMatch(/“共用方案”自 \d{4}-\d\d-\d\d \d\d:\d\d 起由 .+ 在计算机 .+ 上打开/)
      await raise(second, '210')
      await second.page.getByTestId('save').click()
      await second.page.getByTestId('held-copy').click()
      await second.page.getByTestId('save-name').fill('共用方案 副本')
      await second.page.getByTestId('save-confirm').click()
      await its.banner('held').waitFor({ state: 'detached' })
      expect(existsSync(fileOf(session.home, '共用方案 副本'))).toBe(true)
      await second.openFromShelf('共用方案')
      await its.banner('held').waitFor()
      await program.openFromShelf('共用方案 副本')
      await its.banner('held').getByRole('button', { name: '重试' }).click()
      await its.banner('held').waitFor()
      await new Desk(program.page).close('共用方案')
      await its.banner('held').getByRole('button', { name: '重试' }).click()
      await its.banner('held').waitFor({ state: 'detached' })
      expect(other.troubles).toEqual([])
    } finally {
      await other.end()
    }
  })

  test('taken away: it is said, and saved anew under its name', async () => {
    await program.openFromShelf('共用方案')
    rmSync(fileOf(session.home, '共用方案'))
    await keeping.comeBack()
    await keeping.banner('gone').getByRole('button', { name: '重新保存' }).click()
    await keeping.banner('gone').waitFor({ state: 'detached' })
    expect(existsSync(fileOf(session.home, '共用方案'))).toBe(true)
  })

  test('the folder lost: the shelf says so, the shipped scenarios are there, and work goes on', async () => {
    rmSync(join(session.home, 'scenarios'), { recursive: true })
    await program.page.getByTestId('open').click()
    await expect.poll(() => program.message()).toContain('找不到方案所在的文件夹')
    expect(await program.page.getByTestId('shelf').locator('tr').count()).toBeGreaterThan(5)
    await program.page.keyboard.press('Escape')
    await raise(program, '220')
    await program.menu('save-as')
    await program.page.getByTestId('save-confirm').click()
    await expect.poll(() => existsSync(fileOf(session.home, '共用方案'))).toBe(true)
  })

  test('nothing went to the console', () => expect(session.troubles).toEqual([]))
})

describe.skipIf(shellKind !== 'browser')('a folder that cannot be written', () => {
  const home = mkdtempSync(join(tmpdir(), 'liangli-readonly-'))
  const own = mkdtempSync(join(tmpdir(), 'liangli-own-'))
  let session: Session
  beforeAll(async () => {
    mkdirSync(join(home, 'scenarios'))
    for (const folder of [join(home, 'scenarios'), home]) chmodSync(folder, 0o555)
    chmodSync(own, 0o777)
    // The administrator may write everywhere: as somebody else, then.
    session = await startSession(undefined, { home, env: { XDG_DATA_HOME: own }, ...(process.getuid?.() === 0 ? { uid: 65_534 } : {}) })
  })
  afterAll(async () => {
    await session.end()
    for (const folder of [home, join(home, 'scenarios')]) chmodSync(folder, 0o755)
    for (const folder of [home, own]) rmSync(folder, { recursive: true, force: true })
  })

  test('is told before there is work to lose, at saving with the way on, and work is kept elsewhere until the next start', async () => {
    let [program, keeping] = [new Program(session.page), new Keeping(session.page)]
    expect(await program.message()).toContain('方案文件夹不可写入')
    await raise(program, '150')
    await program.menu('save-as')
    await program.page.getByTestId('save-confirm').click()
    await expect.poll(() => program.message()).toMatch(/不可写入.*“导出”.*LIANGLI_HOME.*已暂存/)
    await program.page.keyboard.press('Escape')
    expect(readdirSync(join(home, 'scenarios'))).toEqual([])
    expect(kept(join(own, 'liangli'))).toHaveLength(1)
    const page = await session.crash()
    ;[program, keeping] = [new Program(page), new Keeping(page)]
    expect((await keeping.offered()).join()).toContain('老年人福利补贴')
    await keeping.restore()
    expect(await program.page.getByTestId('unsaved').count()).toBe(1)
    expect(await program.page.getByTestId('message').innerText()).toContain('已恢复')
  })
})

describe.skipIf(shellKind !== 'browser')('failures are told, and the program goes on', () => {
  let session: Session
  let program: Program
  let keeping: Keeping
  const home = mkdtempSync(join(tmpdir(), 'liangli-told-'))
  beforeAll(async () => {
    writeFileSync(join(home, 'preferences.json'), '{"language": "e')
    writeFileSync(join(home, 'preferences.json.bak'), '{"language": "en"}')
    session = await startSession(undefined, { home })
    program = new Program(session.page)
    keeping = new Keeping(session.page)
  })
  afterAll(async () => {
    await session.end()
    rmSync(home, { recursive: true, force: true })
  })

  test('a corrupt file of preferences: those before it are back, in their language, and it is said', async () => {
    expect(await program.page.locator('html').getAttribute('lang')).toBe('en')
    expect(await program.message()).toMatch(/file of preferences was damaged.*are back/)
    expect(readFileSync(join(home, 'preferences.json.broken'), 'utf8')).toBe('{"language": "e')
    await program.page.getByTestId('message').getByRole('button').click()
    await program.page.getByTestId('language').click()
  })

  test('a run that fails leaves the last figures, marked as older, until one succeeds', async () => {
    await program.go('standards')
    await program.findItem('老年人福利', 'elderly-welfare-subsidy')
    const before = await program.settled('required')
    const failing = await program.failRuns(400)
    await program.type('standard-lever', '150')
    await keeping.banner('older').waitFor()
    expect(await keeping.banner('older').innerText()).toContain('上一次的结果')
    expect(await program.figure('required')).toBe(before)
    await failing.end()
    await keeping.banner('older').getByRole('button', { name: '重试' }).click()
    await keeping.banner('older').waitFor({ state: 'detached' })
    expect(await program.changed('required', before)).toBeGreaterThan(before)
  })

  test('an error of the window is told and logged, without what was in it', async () => {
    await program.page.evaluate(() => {
      setTimeout(() => {
        throw new Error('reading "机密方案" of /home/li/secret.json failed')
      }, 0)
    })
    await expect.poll(() => program.message()).toContain('界面出现意外错误')
    await expect.poll(() => readFileSync(join(home, 'log', 'liangli.log'), 'utf8')).toContain('window-error')
    expect(readFileSync(join(home, 'log', 'liangli.log'), 'utf8')).not.toMatch(/机密|secret|home\/li/)
    expect(session.troubles.filter((trouble) => !/400 \(Bad Request\)|机密方案/.test(trouble))).toEqual([])
  })

  test('diagnostics are shown whole before they are saved, and say nothing of the user', async () => {
    await program.page.getByTestId('about').click()
    const shown = program.page.getByTestId('diagnostics')
    await expect.poll(() => shown.inputValue()).toMatch(/^liangli +\d+\.\d+\.\d+\n/)
    const text = await shown.inputValue()
    expect(text).toMatch(/catalogue +nmg-2020 .*\n.*runs +\d+, median/s)
    expect(text).toContain('window-error')
    for (const secret of [home, session.home, '机密', '/home/li']) expect(text).not.toContain(secret)
    const [download] = await Promise.all([program.page.waitForEvent('download'), program.page.getByTestId('diagnostics-save').click()])
    expect(download.suggestedFilename()).toBe('liangli-diagnostics.txt')
    expect(readFileSync(await download.path(), 'utf8')).toBe(text)
    await program.page.keyboard.press('Escape')
  })
})
