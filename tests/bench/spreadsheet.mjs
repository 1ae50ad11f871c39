// LibreOffice recalculating the workbook that the program exports, against the program itself on the same catalogue.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { figure, report, root, skipped } from './report.mjs'

const cli = (...args) => {
  const begin = performance.now()
  const run = spawnSync(process.execPath, [join(root, 'out/main/cli.js'), ...args], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`${args[0]}: ${run.stderr}`)
  return performance.now() - begin
}

/** Tells the memory that a process took at most, in megabytes, when it ends. */
const tellPeak = `data:text/javascript,process.on('exit',()=>process.stderr.write('peak '+Math.round(process.resourceUsage().maxRSS/1024)))`

/** Whole processes that export: their time and memory, the size of the file. */
function reportExport(name, runs, { seconds, megabytes }, file, ...args) {
  const peaks = []
  const times = Array.from({ length: runs }, () => {
    const begin = performance.now()
    const given = ['--import', tellPeak, join(root, 'out/main/cli.js'), 'export', ...args, '--out', file]
    const run = spawnSync(process.execPath, given, { encoding: 'utf8' })
    if (run.status !== 0) throw new Error(`export: ${run.stderr}`)
    peaks.push(Number(/peak (\d+)/.exec(run.stderr)?.[1]))
    return performance.now() - begin
  })
  report(`export: live workbook, ${name}, whole process`, times, 1000 * seconds)
  figure(`export: live workbook, ${name}, memory`, Math.max(...peaks), 'MB', { limit: 1000 })
  figure(`export: live workbook, ${name}, file`, statSync(file).size / 1e6, 'MB', { limit: megabytes })
}

/** Milliseconds of each whole recalculation. */
function recalculated({ soffice, python }, folder, workbook, times) {
  const seconds = join(folder, 'seconds.json')
  const job = { file: workbook, out: join(folder, 'values.json'), times, seconds }
  const run = spawnSync(python, [join(root, 'tests/setup/recalculate.py'), soffice], {
    input: `${JSON.stringify(job)}\n`,
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`LibreOffice: ${run.stderr}`)
  return JSON.parse(readFileSync(seconds, 'utf8')).map((value) => value * 1000)
}

/** @param own milliseconds of the program's own full run with 103 banners. A workbook that cannot be made is said, and the rest goes on. */
export function reportSpreadsheet(office, own) {
  try {
    exportAndRecalculate(office, own)
  } catch (error) {
    skipped('export and LibreOffice', error.message.trim())
    process.exitCode = 1
  }
}

function exportAndRecalculate(office, own) {
  const folder = mkdtempSync(join(tmpdir(), 'liangli-bench-'))
  try {
    const [made, workbook] = [join(folder, 'catalogue'), join(folder, 'workbook.xlsx')]
    reportExport('region and 12 leagues', 3, { seconds: 3, megabytes: 3 }, join(folder, 'small.xlsx'))
    cli('synthesize', '--out', made, '--seed', '1')
    reportExport('103 banners', 2, { seconds: 15, megabytes: 20 }, workbook, '--catalogue', join(made, 'catalogue.json'))
    const name = 'LibreOffice: whole recalculation of the workbook, 103 banners'
    if (office === undefined) return skipped(name, 'no LibreOffice with a Python that speaks to it')
    const median = report(name, recalculated(office, folder, workbook, 3))
    figure('LibreOffice: its recalculation over a full run', median / own, 'times', { least: 40 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
