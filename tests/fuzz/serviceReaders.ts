import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandNames, type CommandName } from '../../electron/contract/commands'
import { workId } from '../../electron/contract/keeping'
import { packFrame, unpackFrame } from '../../electron/contract/frame'
import { Recovery } from '../../electron/service/files/recovery'
import { Windows } from '../../electron/service/files/windows'
import { parseBody, parseRequest } from '../../electron/service/parsers'
import { PreferenceFile } from '../../electron/service/preferences'
import type { Scenario } from '../../models/scenario/document'
import { scenarioArbitrary } from '../property/scenarios'
import { hostileTexts, hostileValue, withHostilePlaces, withOtherValues } from './hostile'
import type { Material } from './material'
import { withBrokenBytes, withBrokenWords } from './mutate'
import type { Random } from './random'
import { bytesOf, sample, type Reader } from './reader'

const id = (digit: string): string => digit.repeat(32)
/** A file of ours as JSON, its bytes or its values broken. */
const brokenJson = (value: object, random: Random): Uint8Array =>
  random.chance(0.5) ? withBrokenBytes(bytesOf(JSON.stringify(value)), random) : bytesOf(JSON.stringify(withHostilePlaces(value, random)))

/** The service's own files and what comes over its borders. */
export function serviceReaders(material: Material): readonly Reader[] {
  const { home } = material
  return [
    { name: 'preferences', share: 40, attack: (random) => readPreferences(home, random) },
    { name: 'recovery', share: 30, attack: (random, seed) => readRecovery(material, random, seed) },
    { name: 'leases', share: 15, attack: (random) => readLeases(join(home, 'leases'), random) },
    { name: 'requests', share: 100, attack: (random, seed) => ask(material, random, seed) },
    { name: 'frame', share: 20, attack: (random) => Promise.resolve(openFrame(random)) },
  ]
}

async function readPreferences(home: string, random: Random): Promise<boolean> {
  const sound = { language: 'en', money: 'yi', lastView: 'overview', lastEntry: null, author: '' }
  writeFileSync(join(home, 'preferences.json'), brokenJson(sound, random))
  const { language, money, lastView, author } = await new PreferenceFile(home).read()
  const isSound = ['zh-CN', 'en'].includes(language) && ['yi', 'wan'].includes(money) && lastView.length <= 40 && author.length <= 120
  if (!isSound) throw new Error('preferences that are none')
  return language === 'en'
}

async function readRecovery({ home, household, scenarios }: Material, random: Random, seed: number): Promise<boolean> {
  const folder = join(home, 'kept')
  mkdirSync(folder, { recursive: true })
  const document = JSON.stringify(sample(scenarioArbitrary, seed))
  const savedAt = new Date(0).toISOString()
  const sound = { format: 'liangli-recovery', version: 1, session: id('b'), savedAt, document, saved: random.pick(scenarios) }
  const work = workId(id('a'), 1)
  writeFileSync(join(folder, `${work}.json`), brokenJson(sound, random))
  const windows = { identity: { session: id('c') }, isOpen: () => Promise.resolve(false) }
  const recovery = new Recovery({ folders: [folder], windows, shelf: household.shelf, notice: () => undefined })
  const offered = await recovery.list()
  const opened = await recovery.open(work)
  if (offered.length > 0 !== opened.ok) throw new Error('what is offered cannot be opened, or the other way round')
  rmSync(folder, { recursive: true })
  return opened.ok
}

async function readLeases(folder: string, random: Random): Promise<boolean> {
  mkdirSync(folder, { recursive: true })
  const claims = [{ window: id('e'), tab: 0, entry: 'f'.repeat(24), since: 1 }]
  const sound = { format: 'liangli-windows', session: id('b'), machine: id('d'), pid: 1, owner: 'o', host: 'h', windows: claims }
  writeFileSync(join(folder, `${id('b')}.json`), brokenJson(sound, random))
  const windows = new Windows(folder)
  const holder = await windows.hold(id('1'), 'f'.repeat(24))
  if (holder !== null && (holder.owner.length > 900 || Number.isNaN(Date.parse(holder.since)))) throw new Error('a holder that is none')
  await windows.end()
  rmSync(folder, { recursive: true })
  return holder !== null
}

/** Scenarios that saves left on the shelf: listing them all would become the work. */
function clearShelf(home: string): void {
  const folder = join(home, 'scenarios')
  if (existsSync(folder) && readdirSync(folder).length > 40) rmSync(folder, { recursive: true })
}

/** Of what makes whole files from a scenario the request is attacked and read; the seconds of making them are the bench's. */
const making: readonly CommandName[] = ['workbook:export', 'report:make', 'report:docx', 'print:pdf', 'print:paper']

async function ask({ home, answer, troubles, plan, csv }: Material, random: Random, seed: number): Promise<boolean> {
  clearShelf(home)
  const requests = soundRequests(
    random.chance(0.5) ? withOtherValues(sample(scenarioArbitrary, seed), random) : plan,
    csv.population,
    random,
  )
  const command = random.pick([...commandNames, '__proto__', 'fs:write'])
  const sound: unknown = random.chance(0.8) ? (Reflect.get(requests, command) ?? null) : random.pick(Object.values(requests))
  const request = random.chance(0.4) ? sound : random.chance(0.2) ? hostileValue(random) : withHostilePlaces(sound, random)
  const text = JSON.stringify(request)
  const body = parseBody(random.chance(0.1) ? withBrokenWords(text, random) : text)
  if (body === undefined) return false
  const made = making.find((name) => name === command)
  if (made !== undefined) return parseRequest(made, body.value) !== undefined
  const reply = await answer(command, body.value)
  if (!reply.ok && reply.error.code === 'internal') throw troubles.pop()
  structuredClone(reply)
  return reply.ok
}

/** A request of each command that has one, in the form that it takes. */
function soundRequests(document: Scenario, table: Uint8Array, random: Random): Readonly<Partial<Record<CommandName, unknown>>> {
  const text = random.pick(hostileTexts)
  const upload = { name: text, base64: Buffer.from(withBrokenBytes(table, random)).toString('base64') }
  const [window, entry] = [id(random.pick(['1', '2'])), random.pick(['ab', 'f'.repeat(24)])]
  return {
    'simulation:run': { document, revision: 1 },
    'comparison:causes': { base: document, other: document },
    'flags:diagnose': { document },
    'figure:explain': { document, figure: random.pick(['margin/150000/2025', text]).slice(0, 300), depth: 1 },
    'scenario:open': { entry },
    'scenario:save': { document },
    'scenario:duplicate': { entry, name: text.slice(0, 200) },
    'scenario:delete': { entry },
    'scenario:check': { entry, stamp: text.slice(0, 100) },
    'scenario:import': { upload },
    'scenario:export': { document },
    'window:hold': { window, tab: 1, entry },
    'window:leave': { window, isDone: random.chance(0.5) },
    'recovery:write': { window, tab: 1, document, saved: document },
    'recovery:open': { id: workId(window, 1) },
    'recovery:discard': { id: workId(window, 1) },
    'population:template': { kind: 'base', format: 'csv', areas: ['150100'], language: 'en' },
    'population:read': { kind: 'base', area: '150100', upload },
    'actuals:template': { format: 'csv', kind: 'count', from: 2021, to: 2021, language: 'en', document },
    'actuals:read': { document, upload },
    'evidence:at': { document, area: '150400', year: 2025 },
    'targets:detail': { document },
    'workbook:export': { document, format: random.pick(['xlsx', 'csv']), language: 'en' },
    'work:progress': { work: window },
    'work:stop': { work: window },
    'workbook:read': { document, upload },
    'table:export': { title: 't', notes: [text.slice(0, 300)], head: ['a'], rows: [[text.slice(0, 300)]] },
    'catalogue:template': { language: 'en' },
    'catalogue:import': { language: 'en', upload },
    'catalogue:choose': { key: random.chance(0.5) ? null : 'ab', window },
    'report:make': { documents: [document], language: 'en' },
    'report:docx': { documents: [document], language: 'en' },
    'sensitivity:table': { document, unit: '150000' },
    'print:pdf': { documents: [document], language: 'en' },
    'print:paper': { documents: [document], language: 'en' },
    'preferences:write': { author: text.slice(0, 120) },
    'program:report': { name: 'TypeError', message: text.slice(0, 5000), stack: text.slice(0, 20_000) },
  }
}

function openFrame(random: Random): boolean {
  const frame = packFrame({ a: Float64Array.of(1, 2, 3), b: [hostileValue(random)], c: { d: Float64Array.of(4) } })
  try {
    unpackFrame(withBrokenBytes(frame, random).buffer as ArrayBuffer)
    return true
  } catch (error) {
    if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) throw error
    return false
  }
}
