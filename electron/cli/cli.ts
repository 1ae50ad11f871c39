import { runCommandLine } from './commands'

// A reader that closes early (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
})

process.exitCode = await runCommandLine(process.argv.slice(2), {
  from: import.meta.dirname,
  streams: { out: (text) => void process.stdout.write(text), err: (text) => void process.stderr.write(text) },
})
