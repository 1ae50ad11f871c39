import { documentReaders } from './documentReaders'
import { gather } from './material'
import { createRandom } from './random'
import { serviceReaders } from './serviceReaders'
import { tableReaders } from './tableReaders'

// Attacks readers until it has done its number, and says after each of some inputs how far it is, so that whoever started it
// knows where it hangs. One input alone, or one reader
// alone, is asked for by the last arguments.

export interface Progress {
  readonly index: number
  readonly reader: string
}
export interface Report {
  readonly inputs: number
  /** Inputs of each reader, and how many of them were taken. */
  readonly byReader: Readonly<Record<string, { readonly inputs: number; readonly taken: number }>>
  readonly failures: readonly { readonly index: number; readonly reader: string; readonly error: string }[]
  /** Of one input, by the process's own time, milliseconds. */
  readonly slowest: { readonly reader: string; readonly index: number; readonly milliseconds: number }
  /** MB. */
  readonly peakMemory: number
}

const [root = '', from = '0', step = '1', inputs = '1000', seed = '1', only = '', alone = ''] = process.argv.slice(2)
const say = (message: Progress | Report): void => void process.send?.(message)
const material = await gather(root)
const readers = [...documentReaders(material), ...tableReaders(material), ...serviceReaders(material)]
const names = readers
  .filter(({ name }) => alone === '' || name === alone)
  .flatMap(({ name, share }) => Array.from({ length: share }, () => name))
const failures: { index: number; reader: string; error: string }[] = []
const byReader: Record<string, { inputs: number; taken: number }> = {}
let slowest = { reader: '', index: 0, milliseconds: 0 }
process.on('unhandledRejection', (error) => {
  failures.push({ index: -1, reader: 'unhandled', error: String(error) })
})

const cpu = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

async function attack(index: number): Promise<void> {
  const inputSeed = (Math.imul(index + 1, 0x9e3779b1) ^ Number(seed)) | 0
  const random = createRandom(inputSeed)
  const wanted = random.pick(names)
  const reader = readers.find(({ name }) => name === wanted)
  if (reader === undefined) return
  const counts = (byReader[reader.name] ??= { inputs: 0, taken: 0 })
  counts.inputs++
  if (index % 16 < Number(step)) say({ index, reader: reader.name })
  const before = cpu()
  try {
    if (await reader.attack(random, inputSeed)) counts.taken++
  } catch (error) {
    const text =
      error instanceof Error
        ? `${error.stack ?? error.message}${error.cause instanceof Error ? `\nbecause ${error.cause.stack ?? ''}` : ''}`
        : String(error)
    if (failures.length < 50) failures.push({ index, reader: reader.name, error: text.slice(0, 3000) })
  }
  const milliseconds = cpu() - before
  if (milliseconds > slowest.milliseconds) slowest = { reader: reader.name, index, milliseconds: Math.round(milliseconds) }
}

if (only !== '') await attack(Number(only))
else for (let index = Number(from); index < Number(inputs); index += Number(step)) await attack(index)
// A rejection that nobody waits for comes a moment later.
await new Promise((resolve) => setTimeout(resolve, 50))
await material.end()
say({
  inputs: Object.values(byReader).reduce((all, counts) => all + counts.inputs, 0),
  byReader,
  failures,
  slowest,
  peakMemory: Math.round(process.resourceUsage().maxRSS / 1024),
})
if (process.send === undefined) process.stdout.write(`${JSON.stringify({ byReader, failures, slowest }, null, 1)}\n`)
process.disconnect?.()
