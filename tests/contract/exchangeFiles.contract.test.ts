import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'

/** Files that are exported into places where files cannot be written: the whole file or nothing, and a word about it. */
const cli = join(import.meta.dirname, '../../out/main/cli.js')
const folder = mkdtempSync(join(tmpdir(), '量力 导出 '))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

describe.each([
  ['a workbook', ['export'], '表 格.xlsx'],
  ['a long table', ['export'], '全部 结果.csv'],
  ['a catalogue template', ['catalogue', 'export'], '目录 模板.xlsx'],
])('%s', (_, command, name) => {
  const file = join(folder, name)
  test('goes to a path with blanks and ideographs', () => {
    const run = spawnSync(process.execPath, [cli, ...command, '--out', file], { encoding: 'utf8' })
    expect([run.status, run.stderr]).toEqual([0, ''])
    expect(readFileSync(file).length).toBeGreaterThan(100_000)
  })
  test.skipIf(process.platform === 'win32')('on a full disk leaves the file that was there', () => {
    writeFileSync(file, 'old')
    const run = spawnSync('/bin/sh', ['-c', 'ulimit -f 50; exec "$@"', 'sh', process.execPath, cli, ...command, '--out', file], {
      encoding: 'utf8',
    })
    expect([run.status, run.stdout, run.stderr]).toEqual([1, '', `${file}: disk-full\n`])
    expect(readFileSync(file, 'utf8')).toBe('old')
    expect(readdirSync(folder).filter((left) => left.endsWith('.tmp'))).toEqual([])
  })
  test('where a folder has its name, or there is no folder, nothing is left behind', () => {
    const taken = join(folder, `${name}.d`)
    mkdirSync(join(taken, 'inside'), { recursive: true })
    for (const path of [taken, join(folder, 'nowhere', name)]) {
      const run = spawnSync(process.execPath, [cli, ...command, '--out', path], { encoding: 'utf8' })
      expect(run.status).toBe(1)
      expect(run.stderr).toContain(path)
    }
    expect(readdirSync(taken)).toEqual(['inside'])
    expect(readdirSync(folder).filter((left) => left.endsWith('.tmp'))).toEqual([])
  })
})
