import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CommandName, Request, Response } from '../../electron/contract/commands'
import { transferChooser } from '../../electron/service/files/chooser'
import { startServices, type Started } from '../../electron/service/start'
import { emptyScenario } from '../../models/scenario/canonical'
import { plan, shippedCatalogue } from '../fixtures/catalogue'
import { bytesOf, filledSheets, fillInSmallRegion, templateOf } from '../fixtures/smallRegion'

/** A service whose catalogue is changed for another one while it runs, and the next start of it. */
const home = mkdtempSync(join(tmpdir(), 'liangli-catalogues-'))
const before = process.env['LIANGLI_HOME']
const window = 'ab'.repeat(16)
let services: Started

async function start(): Promise<Started> {
  const started = await startServices({
    from: join(import.meta.dirname, '../../out/main'),
    shell: 'browser',
    chooser: transferChooser,
    report: (command, error) => {
      throw new Error(command, { cause: error })
    },
  })
  if (!started.ok) throw new Error('the services did not start')
  return started
}
async function ask<N extends CommandName>(command: N, request: Request<N>): Promise<Response<N>> {
  const reply = await services.answer(command, request)
  expect(reply).toMatchObject({ ok: true })
  return (reply as { value: Response<N> }).value
}
beforeAll(async () => {
  process.env['LIANGLI_HOME'] = home
  services = await start()
})
afterAll(async () => {
  await services.windows.end()
  if (before === undefined) delete process.env['LIANGLI_HOME']
  else process.env['LIANGLI_HOME'] = before
  rmSync(home, { recursive: true, force: true, maxRetries: 3 })
})

test('an imported catalogue is kept, listed, and everything is answered from it once it is chosen', async () => {
  const template = templateOf(shippedCatalogue())
  fillInSmallRegion(template)
  const base64 = Buffer.from(await bytesOf(filledSheets(template))).toString('base64')
  const { kept, exported } = await ask('catalogue:import', { language: 'zh-CN', upload: { name: '小地区.xlsx', base64 } })
  expect(exported?.fileName).toBe('small-region.catalogue.json')
  const key = 'key' in kept ? kept.key : ''
  const list = await ask('catalogue:list', null)
  expect(list).toMatchObject([
    { key: null, isOpen: true },
    { key, isOpen: false, name: { id: 'small-region', title: { zh: '虚构地区' } } },
  ])
  expect(structuredClone(list)).toEqual(list)

  expect(await ask('catalogue:choose', { key, window })).toMatchObject({ id: 'small-region' })
  const view = await ask('catalogue:read', null)
  expect([view.catalogue.id, services.loaded.catalogue.id]).toEqual(['small-region', 'small-region'])
  const own = emptyScenario({ id: 'small-region', version: '1', sha256: view.sha256 }, 'own', '0')
  const run = await ask('simulation:run', { document: own, revision: 2 })
  const units = 'result' in run ? run.result.units : []
  expect(units.map(({ code }) => code)).toContain('980100')
  expect(units.map(({ code }) => code)).not.toContain('150100')
  expect((await ask('catalogue:list', null)).map(({ isOpen }) => isOpen)).toEqual([false, true])
  expect((await ask('diagnostics:read', null)).text).toContain('small-region')
  const report = await ask('report:make', { documents: [own], language: 'zh-CN' })
  expect(JSON.stringify(report.cover)).toContain('虚构地区')
})

test('a scenario of the catalogue before is opened with the difference told', async () => {
  const [first] = (await ask('shelf:list', null)).entries
  const { warnings } = await ask('scenario:open', { entry: first?.id ?? '' })
  expect(warnings).toMatchObject([{ code: 'catalogue-other', params: { id: 'nmg-2020', known: 'small-region 1' } }])
})

test('a workbook of the catalogue before is refused', async () => {
  expect(await ask('catalogue:choose', { key: null, window })).toMatchObject({ id: 'nmg-2020' })
  const { download } = await ask('workbook:export', { document: plan, format: 'xlsx', language: 'zh-CN' })
  const base64 = download !== undefined && 'base64' in download ? download.base64 : ''
  const small = (await ask('catalogue:list', null))[1]
  await ask('catalogue:choose', { key: small?.key ?? '', window })
  expect(await services.answer('workbook:read', { document: plan, upload: { name: 'a.xlsx', base64 } })).toMatchObject({
    ok: false,
    error: { code: 'file-invalid', faults: [{ code: 'workbook-catalogue' }] },
  })
})

test('while another window is open nothing is changed under it', async () => {
  const other = 'cd'.repeat(16)
  await ask('window:hold', { window: other, tab: 1, entry: null })
  expect(await services.answer('catalogue:choose', { key: null, window })).toEqual({ ok: false, error: { code: 'catalogue-in-use' } })
  expect(services.loaded.catalogue.id).toBe('small-region')
  await ask('window:leave', { window: other, isDone: true })
})

test('one that there is not is refused, and what is open stays', async () => {
  expect(await services.answer('catalogue:choose', { key: 'ab', window })).toEqual({ ok: false, error: { code: 'not-found' } })
  expect(services.loaded.catalogue.id).toBe('small-region')
})

test('the next start opens it again; where it is gone the shipped one stands in and that is said', async () => {
  await services.windows.end()
  services = await start()
  expect([services.loaded.catalogue.id, await ask('program:notices', null)]).toEqual(['small-region', []])
  await services.windows.end()
  const file = join(home, 'catalogues', 'small-region 1.catalogue.json')
  expect(existsSync(file)).toBe(true)
  rmSync(file)
  services = await start()
  expect(services.loaded.catalogue.id).toBe('nmg-2020')
  expect(await ask('program:notices', null)).toMatchObject([
    { code: 'catalogue-missing', params: { name: 'small-region 1.catalogue.json' } },
  ])
})
