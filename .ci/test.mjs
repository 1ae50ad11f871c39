#!/usr/bin/env node
// The whole check: lint, types, tests. The last line is "N passed, N failed"; what was skipped is said loudly above it.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const required = process.env.LIANGLI_REQUIRE_BROWSER === '1' || process.env.CI === 'true'
const counts = { passed: 0, failed: 0 }

/** Run a tool of ours; one check, passed or failed. */
function check(name, script, args) {
  const run = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, stdio: 'inherit' })
  counts[run.status === 0 ? 'passed' : 'failed']++
  process.stdout.write(`${run.status === 0 ? 'ok' : 'FAILED'}: ${name}\n`)
}

check('lint', 'eslint/bin/eslint.js', ['--config', '.ci/eslint.config.js', '--max-warnings', '0', '.'])
check('types', 'vue-tsc/bin/vue-tsc.js', ['-b'])

const folder = mkdtempSync(join(tmpdir(), 'liangli-test-'))
const report = join(folder, 'report.json')
const run = spawnSync(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
)
if (existsSync(report)) {
  const result = JSON.parse(readFileSync(report, 'utf8'))
  counts.passed += result.numPassedTests
  counts.failed += result.numFailedTests
  // A file that could not even be loaded has no failed test of its own.
  const broken = result.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  counts.failed += broken
  if (run.status !== 0 && result.numFailedTests + broken === 0) counts.failed++
  const skipped = result.testResults.flatMap((file) =>
    file.assertionResults.filter((test) => ['pending', 'skipped', 'todo', 'disabled'].includes(test.status)).map((test) => test.fullName),
  )
  if (skipped.length > 0) {
    process.stdout.write(
      `\nSKIPPED ${String(skipped.length)} tests, for want of a Chromium (LIANGLI_CHROMIUM names one), of LibreOffice with its Python (LIANGLI_SOFFICE, LIANGLI_UNO_PYTHON) or of another Node (npm fetches it):\n`,
    )
    for (const name of skipped) process.stdout.write(`  ${name}\n`)
  }
  if (required) counts.failed += skipped.length
} else counts.failed++
rmSync(folder, { recursive: true, force: true })

process.stdout.write(`${String(counts.passed)} passed, ${String(counts.failed)} failed\n`)
process.exitCode = counts.failed === 0 ? 0 : 1
