import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Program } from './pages/program'
import { shellKind, startSession, type Session } from './harness'

const script = '<img src=x onerror="hacked=1"><script>hacked=1</script>{{hacked=1}}'
const said = (place: string): string => `${place}${script}`
const edit = { reason: `${said('因')}\u202E`, author: said('人'), at: '2026-01-01T00:00:00.000Z', enabled: true }
const persons = Array.from({ length: 101 }, (_, age) => 4000 - 39 * age)

/** A scenario with markup in every text that it has. */
const scenario = {
  format: 'liangli-scenario',
  schemaVersion: 3,
  appVersion: '0',
  catalogue: { id: 'nmg-2020', version: '1', sha256: '0'.repeat(64) },
  name: said('名'),
  author: said('者'),
  note: said('注'),
  outlook: { id: 'official', reason: said('情'), author: '', at: '' },
  overrides: [
    {
      id: 'o-1',
      lever: 'standard',
      target: 'elderly-welfare-subsidy.aged-80-99',
      area: '150000',
      mode: 'set',
      from: 2023,
      value: 150,
      ...edit,
    },
    { id: 'o-2', lever: 'coverage', target: '<b>none</b>', area: '150000', mode: 'set', from: 2023, value: 0.5, ...edit },
  ],
  populations: [
    { id: 'p-1', kind: 'base', area: '150300', source: said('源'), grade: 'B', file: said('件'), male: persons, female: persons, ...edit },
  ],
  actuals: [
    {
      id: 'a-1',
      kind: 'standard',
      target: 'elderly-welfare-subsidy.aged-80-99',
      area: '150000',
      year: 2021,
      value: 100,
      source: said('据'),
      grade: 'A',
      ...edit,
    },
  ],
  granted: [{ id: 'g-1', name: said('策'), document: said('文'), area: '150000', kind: 'recurrent', from: 2024, amount: 1e8, ...edit }],
  readings: { '<i>none</i>': '<i>x</i>' },
}

describe.skipIf(shellKind !== 'browser')('markup in every text of a scenario is text', () => {
  let session: Session
  let program: Program
  const opened: string[] = []
  beforeAll(async () => {
    session = await startSession()
    session.addScenario('坏.liangli.json', JSON.stringify(scenario))
    session.addScenario('<名>.liangli.json', '{"format": "liangli-scenario", "schemaVersion": 3, "name": "<u>x</u>"}')
    program = new Program(session.page)
    session.page.on('dialog', (dialog) => {
      opened.push(dialog.message())
      void dialog.dismiss()
    })
  })
  afterAll(async () => {
    await session.end()
  })
  const text = (): Promise<string> => program.page.locator('body').innerText()
  /** Nothing ran and nothing became an element. */
  async function demandText(): Promise<void> {
    expect(
      await program.page.evaluate(() => ('hacked' in window ? 'ran' : document.querySelectorAll('img, iframe, object, embed').length)),
    ).toBe(0)
    expect(await program.page.evaluate(() => document.scripts.length)).toBe(1)
  }

  test('on the shelf, with its note', async () => {
    await program.page.getByTestId('open').click()
    await program.page.getByTestId('shelf').getByText('名<img').waitFor()
    expect(await text()).toContain(said('注'))
    await demandText()
  })

  test('what cannot be seen is taken out and told', async () => {
    await program.page.getByTestId('shelf').getByRole('button', { name: '名<img' }).click()
    await expect.poll(() => program.message()).toContain('已去掉其中的不可见字符')
    await program.page.getByTestId('message').getByRole('button').click()
    expect(await text()).toContain('名<img src=x')
  })

  test.each(['overview', 'standards', 'population', 'fiscal', 'targets', 'equality', 'flags', 'comparison', 'print'] as const)(
    'on the screen %s',
    async (view) => {
      await program.go(view)
      await program.settled('required').catch(() => 0)
      await demandText()
      expect(await text()).not.toMatch(/undefined|NaN|\[object/)
    },
  )

  test('in the list of changes, each with its reason, source and author', async () => {
    await program.go('overview')
    await program.page.getByTestId('changes').click()
    const drawer = program.page.locator('.drawer')
    await drawer.waitFor()
    const shown =
      (await drawer.innerText()) +
      (await drawer.locator('input').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value).join('\n')))
    for (const place of ['因', '人', '源', '据']) expect(shown, place).toContain(said(place))
    expect(shown).not.toContain('\u202E')
    await demandText()
    await program.page.keyboard.press('Escape')
  })

  test('on paper', async () => {
    await program.go('print')
    const pdf = join(mkdtempSync(join(tmpdir(), 'liangli-hostile-')), 'a.pdf')
    writeFileSync(pdf, await program.page.pdf({ preferCSSPageSize: true, printBackground: true }))
    const printed = execFileSync('pdftotext', ['-raw', pdf, '-'], { encoding: 'utf8' }).replace(/\s/g, '')
    expect(printed).toContain(said('名').replace(/\s/g, ''))
    await demandText()
    await program.page.keyboard.press('Escape')
    await program.go('overview')
  })

  test('in names of files that go out, of which nothing but the name is left', async () => {
    const [download] = await Promise.all([program.page.waitForEvent('download'), program.menu('export')])
    expect(download.suggestedFilename()).toBe('名-img src=x onerror=-hacked=1---script-hacked=1--script-{{hacked=1}}.liangli.json')
    await program.page.getByTestId('save').click()
    await expect.poll(() => readFileSync(join(session.home, 'scenarios', '坏.liangli.json'), 'utf8')).not.toContain('\u202E')
  })

  test('nothing ran, nothing was asked, nothing left the machine', () => {
    expect([opened, session.troubles, session.foreign]).toEqual([[], [], []])
  })
})

describe.skipIf(shellKind !== 'browser')('the shelf with any names', () => {
  let session: Session
  let program: Program
  beforeAll(async () => {
    session = await startSession()
    program = new Program(session.page)
  })
  afterAll(async () => {
    await session.end()
  })
  const files = (): readonly string[] =>
    (existsSync(join(session.home, 'scenarios')) ? readdirSync(join(session.home, 'scenarios')) : [])
      .filter((name) => name.endsWith('.json'))
      .sort()

  test.each(['CON', 'nul.txt', '...', '..x', '\u202Ex'])('%j is refused with a reason, and nothing is written', async (name) => {
    await program.menu('save-as')
    await program.page.getByTestId('save-name').fill(name)
    await program.page.getByTestId('save-confirm').click()
    await expect.poll(() => program.message()).toMatch(/不能用作文件名/)
    await program.page.keyboard.press('Escape')
    await program.page.getByTestId('message').getByRole('button').click()
    await program.page.getByTestId('save-name').waitFor({ state: 'detached' })
  })

  test('saved, duplicated, opened and deleted: every name comes back as it was', async () => {
    const names = ['普通方案', 'a/b:c', '汉'.repeat(80), '\u{1F600}方案', '普通方案', 'ᠮᠣᠩᠭᠣᠯ', '=1+1']
    const before = files().length
    for (const name of names) await program.saveAs(name)
    expect(files()).toHaveLength(before + names.length)
    for (const name of files()) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(230)
    for (const name of new Set(names)) {
      await program.page.getByTestId('open').click()
      await program.page.getByTestId(`shelf-${name}`).first().getByRole('button', { name, exact: true }).click()
      await expect.poll(() => program.page.getByTestId('scenario-name').innerText()).toBe(name)
    }
    await program.page.getByTestId('open').click()
    await program.page.getByTestId('shelf-a/b:c').getByRole('button', { name: '复制' }).click()
    await program.page.getByTestId('shelf-a/b:c 副本').waitFor()
    program.page.once('dialog', (dialog) => void dialog.accept())
    await program.page.getByTestId('shelf-a/b:c 副本').getByRole('button', { name: '删除' }).click()
    await program.page.getByTestId('shelf-a/b:c 副本').waitFor({ state: 'detached' })
    await program.page.keyboard.press('Escape')
    expect(files()).toHaveLength(before + names.length)
    expect(session.troubles).toEqual([])
  })
})
