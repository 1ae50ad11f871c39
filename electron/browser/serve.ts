import { createServer } from 'node:net'
import { parseArgs } from 'node:util'
import type { Answer } from '../service/answer'
import { transferChooser } from '../service/files/chooser'
import { programPlaces } from '../service/places'
import { said, shellWords, systemLanguage } from '../service/shellWords'
import { startServices, type Started } from '../service/start'
import { readAssets } from '../service/assets'
import { watchLastWindow } from './lastWindow'
import { openBrowser } from './openBrowser'
import { startShell } from './shell'

const from = import.meta.dirname
const words = shellWords(from, systemLanguage(process.env))

/** `npm start` where Electron's binary is missing: the same window in the user's browser. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, catalogue: { type: 'string' } },
    allowPositionals: false,
  })
  const port = values.port === undefined ? 0 : Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535) return complain(said(words, 'portForm'), 2)
  const services = await startServices({
    from,
    shell: 'browser',
    ...(values.catalogue === undefined ? {} : { catalogue: values.catalogue }),
    chooser: transferChooser,
    report: (command, error) => {
      process.stderr.write(`${command}: ${error instanceof Error ? error.message : String(error)}\n`)
    },
  })
  if (!services.ok) {
    const faults = services.faults.map((fault) => `${fault.file}: ${fault.path}: ${fault.message}`)
    return complain([said(words, 'catalogueFaults'), ...faults].join('\n'), 1)
  }
  try {
    await serve(services, port, values['no-open'] !== true)
    return -1
  } catch (error) {
    services.logError('shell-not-started', error)
    await services.windows.end()
    const taken = error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES'].includes(String(error.code))
    if (taken) return complain(said(words, 'portTaken', { port, other: await freePort() }), 1)
    return complain(said(words, 'notStarted', { reason: error instanceof Error ? error.message : String(error) }), 1)
  }
}

async function serve(services: Started, port: number, opens: boolean): Promise<void> {
  const last = watchLastWindow(() => void end('last-window'))
  // A window that says goodbye will not come back.
  const answer: Answer = async (command, raw) => {
    const reply = await services.answer(command, raw)
    if (command === 'window:leave' && reply.ok) last.goodbye((raw as { readonly window: string }).window)
    return reply
  }
  const windows = {
    opened: last.opened,
    closed: (window: string): void => {
      void services.windows.leave(window)
      last.closed(window)
    },
  }
  const shell = await startShell({ answer, assets: await readAssets(programPlaces(from).renderer), port, windows })
  let removeLead = (): Promise<void> => Promise.resolve()
  const end = async (why: string): Promise<void> => {
    shell.end()
    services.log.write({ event: 'ended', why })
    await Promise.all([services.windows.end(), removeLead(), services.log.tail(0)])
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(signal))
  process.on('unhandledRejection', (error) => {
    services.logError('unhandled', error)
  })
  process.stdout.write(`${shell.address}\n`)
  if (opens) removeLead = await openBrowser(shell.address, process.platform).catch(() => removeLead)
}

/** A port that nobody has just now, for the way on. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : 0)
      })
    })
  })

function complain(message: string, code: number): number {
  process.stderr.write(`${message}\n`)
  return code
}

const code = await main().catch((error: unknown) => complain(error instanceof Error ? error.message : String(error), 2))
if (code >= 0) process.exitCode = code
