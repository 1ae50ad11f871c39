import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'

/** Tells the memory that a process took at most, in megabytes, when it ends. */
const tellPeak = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+Math.round(process.resourceUsage().maxRSS/1024)))`

/** A catalogue's workbook written by the command line: milliseconds from the start of the process, megabytes of memory and of the file. */
export function exportTimes(root, folder, name, catalogue) {
  const file = join(folder, `${name}.xlsx`)
  const given = catalogue === undefined ? [] : ['--catalogue', catalogue]
  const start = performance.now()
  const run = spawnSync(process.execPath, ['--import', tellPeak, join(root, 'out/main/cli.js'), 'export', ...given, '--out', file], {
    encoding: 'utf8',
  })
  const milliseconds = performance.now() - start
  if (run.status !== 0) throw new Error(`no workbook: ${run.stderr}`)
  const round = (value) => Number(value.toFixed(2))
  return { milliseconds, peak: Number(/peak (\d+)/.exec(run.stderr)?.[1]), size: round(statSync(file).size / 1e6) }
}
