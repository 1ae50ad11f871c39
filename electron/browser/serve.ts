import { parseArgs } from 'node:util'
import { transferChooser } from '../service/files/chooser'
import { programPlaces } from '../service/places'
import { startServices } from '../service/start'
import { readAssets } from './assets'
import { openBrowser } from './openBrowser'
import { startShell } from './shell'

/** `npm start` where Electron's binary is missing: the same window in the user's browser. */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'no-open': { type: 'boolean' }, catalogue: { type: 'string' } },
    allowPositionals: false,
  })
  const port = values.port === undefined ? 0 : Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65535) return complain('--port needs a number from 0 to 65535', 2)
  const services = await startServices({
    from: import.meta.dirname,
    ...(values.catalogue === undefined ? {} : { catalogue: values.catalogue }),
    chooser: transferChooser,
    report: (command, error) => {
      process.stderr.write(`${command}: ${error instanceof Error ? error.message : String(error)}\n`)
    },
  })
  if (!services.ok) return complain(services.faults.map((fault) => `${fault.file}: ${fault.path}: ${fault.message}`).join('\n'), 1)
  const assets = await readAssets(programPlaces(import.meta.dirname).renderer)
  try {
    const shell = await startShell({ answer: services.answer, assets, port })
    process.stdout.write(`${shell.address}\n`)
    if (values['no-open'] !== true) openBrowser(shell.address, process.platform)
    const end = (): void => {
      shell.server.close()
      shell.server.closeAllConnections()
      process.exit(0)
    }
    process.on('SIGINT', end)
    process.on('SIGTERM', end)
    return -1
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    return complain(
      taken
        ? `port ${String(port)} is taken; choose another with --port, or leave it out`
        : `the shell could not be started: ${error instanceof Error ? error.message : String(error)}`,
      1,
    )
  }
}

function complain(message: string, code: number): number {
  process.stderr.write(`${message}\n`)
  return code
}

const code = await main().catch((error: unknown) => complain(error instanceof Error ? error.message : String(error), 2))
if (code >= 0) process.exitCode = code
