import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { Recovery } from '../../electron/service/files/recovery'
import { Shelf } from '../../electron/service/files/shelf'
import { Windows } from '../../electron/service/files/windows'
import { version } from './versions'

// A program that saves one version after the other, and keeps each as unsaved work before, until it is killed. It says what
// it begins and what it was told is done.

const [home = '', first = '1', window = ''] = process.argv.slice(2)
const say = (word: string, n: number): void => void writeSync(1, `${word} ${String(n)}\n`)
const demand = (outcome: { readonly ok: boolean }): void => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}

const windows = new Windows(join(home, 'windows'))
const shelf = new Shelf(join(home, 'scenarios'), join(home, 'none'))
const recovery = new Recovery({ folders: [join(home, 'recovery')], windows, shelf, notice: () => undefined })
let entry = (await shelf.list()).entries[0]?.id
await windows.hold(window, entry ?? null, 1)
say('ready', Number(first))
for (let n = Number(first); ; n++) {
  say('keeping', n)
  demand(await recovery.write({ window, tab: 1, document: version(n), saved: version(n - 1) }))
  say('kept', n)
  say('saving', n)
  const saved = await shelf.save(version(n), entry)
  demand(saved)
  if (saved.ok) entry = saved.value.entry
  say('saved', n)
}
